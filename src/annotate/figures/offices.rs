//! Which offices does a title that an article puts before a name stand for?

use crate::text::fold;

/// A set of offices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offices(u32);

const PRESIDENT: Offices = Offices(1);
const PRIME_MINISTER: Offices = Offices(1 << 1);
const MINISTER: Offices = Offices(1 << 2);
const MONARCH: Offices = Offices(1 << 3);
const VICE_PRESIDENT: Offices = Offices(1 << 4);
const LEADER: Offices = Offices(1 << 5);
const HEAD: Offices = Offices(1 << 6);
const RELIGIOUS: Offices = Offices(1 << 7);
const CHANCELLOR: Offices = Offices(1 << 8);
const OFFICIAL: Offices = Offices(1 << 9);

/// What a title tells of the bearer's office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// Nothing: "Mr".
    Plain,
    /// Nothing, but that she is a woman: "Mrs".
    Woman,
    /// One of these.
    Office(Offices),
    /// A calling that no figure is known for: "Detective".
    Other,
}

impl Offices {
    /// The office of a post as the table names it.
    pub(super) fn of_post(post: &str) -> Self {
        match post {
            "president" => PRESIDENT,
            "prime minister" => PRIME_MINISTER,
            "vice president" => VICE_PRESIDENT,
            "chancellor" => CHANCELLOR,
            "monarch" => MONARCH,
            "religious leader" => RELIGIOUS,
            "foreign minister" | "defence minister" | "finance minister" | "minister" => MINISTER,
            "movement leader" | "party leader" | "leader" => LEADER,
            "head of an organisation" | "chief executive" | "central banker" => HEAD,
            "official" => OFFICIAL,
            _ => Self::default(),
        }
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Title {
    /// What a title as written tells.
    pub(super) fn of(written: &str) -> Self {
        let folded = fold(written);
        let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let Some(last) = words.next_back() else { return Self::Plain };
        let before = words.next_back().unwrap_or_default();
        match (before, last) {
            ("vice", "president") => Self::Office(VICE_PRESIDENT),
            ("prime", "minister") | (_, "premier" | "pm") => Self::Office(PRIME_MINISTER.or(CHANCELLOR)),
            // The premier of a party state leads it as its secretary or chairman; heads of bodies are called so, too.
            (_, "president") => Self::Office(PRESIDENT.or(HEAD).or(LEADER)),
            (_, "chancellor") => Self::Office(CHANCELLOR.or(PRIME_MINISTER).or(MINISTER)),
            (_, "minister") => Self::Office(MINISTER),
            (_, "secretary") => Self::Office(MINISTER.or(LEADER).or(OFFICIAL)),
            (_, "general") if before == "secretary" => Self::Office(HEAD.or(LEADER)),
            (_, "king" | "queen" | "emperor" | "emir" | "sultan" | "shah" | "prince" | "princess") => {
                Self::Office(MONARCH.or(OFFICIAL).or(PRIME_MINISTER))
            }
            (_, "pope" | "ayatollah" | "patriarch" | "cardinal" | "archbishop" | "imam") => {
                Self::Office(RELIGIOUS.or(LEADER).or(PRESIDENT))
            }
            (_, "chairman" | "chairwoman" | "chairperson" | "chair" | "chief" | "head" | "director" | "governor") => {
                Self::Office(HEAD.or(LEADER).or(PRESIDENT))
            }
            (_, "leader" | "comrade" | "ruler" | "dictator") => Self::Office(LEADER.or(PRESIDENT).or(PRIME_MINISTER)),
            (_, "ambassador" | "envoy" | "commissioner" | "spokesman" | "spokeswoman") => Self::Office(OFFICIAL),
            (_, "mrs" | "ms" | "miss" | "lady" | "madame" | "mme" | "dame" | "duchess") => Self::Woman,
            (_, "mr" | "sir" | "lord" | "dr" | "baron" | "marshal" | "general" | "gen" | "col" | "colonel") => {
                Self::Plain
            }
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_offices() {
        let office = |post: &str, title: &str| match Title::of(title) {
            Title::Office(offices) => offices.any(Offices::of_post(post)),
            _ => false,
        };
        assert!(office("president", "President") && !office("vice president", "President"));
        assert!(office("vice president", "Vice President") && !office("president", "Vice President"));
        assert!(office("prime minister", "Premier") && office("foreign minister", "Foreign Minister"));
        assert!(office("head of an organisation", "Secretary-General"));
        assert_eq!(
            [Title::of("Mr."), Title::of("Mrs"), Title::of("Detective")],
            [Title::Plain, Title::Woman, Title::Other]
        );
    }
}
