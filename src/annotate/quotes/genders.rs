//! Who is a man and who a woman, as far as an article tells? Titles and callings first, then the given name.

use super::scene::Scene;
use super::words::{MAN, MANS_NAME, OBJECT, POSSESSIVE, SUBJECT, WOMAN, WOMANS_NAME};

/// Man or woman, as far as the article tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Unknown,
    Man,
    Woman,
}

impl Gender {
    /// That of a pronoun for one person.
    pub(super) fn of_pronoun(folded: &str) -> Option<Self> {
        match folded {
            "he" | "his" | "him" | "himself" => Some(Self::Man),
            "she" | "her" | "hers" | "herself" => Some(Self::Woman),
            _ => None,
        }
    }

    pub(super) fn may_be(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// For each person of the article: "Mr" or "spokeswoman" before a name, "a businesswoman" behind it.
pub(super) fn genders(scene: &Scene) -> Vec<Gender> {
    let mut genders = vec![Gender::Unknown; scene.persons.len()];
    for mention in &scene.mentions {
        let title = |at: &usize| *at + 1 == mention.first || scene.is_punct(*at + 1, '.');
        let before = (mention.first.saturating_sub(2)..mention.first).filter(title);
        let apposed = scene.is_punct(mention.last + 1, ',');
        let behind = mention.last + 2..if apposed { mention.last + 6 } else { mention.last + 2 };
        let behind = behind.take_while(|at| scene.punct(*at).is_none_or(|c| c == '-'));
        let told = before.chain(behind).find_map(|at| told_by(scene, at));
        if let Some(told) = told.filter(|_| genders[mention.person] == Gender::Unknown) {
            genders[mention.person] = told;
        }
    }
    for mention in &scene.mentions {
        if genders[mention.person] == Gender::Unknown && mention.last > mention.first {
            genders[mention.person] = match () {
                () if scene.is(mention.first, WOMANS_NAME) => Gender::Woman,
                () if scene.is(mention.first, MANS_NAME) => Gender::Man,
                () => Gender::Unknown,
            };
        }
    }
    genders
}

fn told_by(scene: &Scene, at: usize) -> Option<Gender> {
    if scene.is(at, SUBJECT.or(OBJECT).or(POSSESSIVE)) {
        return None;
    }
    match (scene.is(at, WOMAN), scene.is(at, MAN)) {
        (true, false) => Some(Gender::Woman),
        (false, true) => Some(Gender::Man),
        _ => None,
    }
}
