//! Who may be the same as someone, though no rule is sure of it?

use super::identities::{Id, Identities};
use super::rules::is_full;
use super::spelling::spelling;
use super::words::{is_initial, is_particle, is_suffix};

/// Why two names may be one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is the surname alone, or what articles call the person in short.
    Short,
    /// It is a fuller name with this surname.
    Fuller,
    /// One has initials where the other has names.
    Initials,
    /// The same words in another order.
    Order,
    /// One has a further name between the first and the last.
    Middle,
    /// One is spelled nearly like the other.
    Spelling,
}

impl Why {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Short => "in short",
            Self::Fuller => "fuller name",
            Self::Initials => "initials",
            Self::Order => "other order",
            Self::Middle => "other middle name",
            Self::Spelling => "near spelling",
        }
    }
}

/// Given names are near from here on, and names that stand alone.
const NEAR_GIVEN: f64 = 0.84;
const NEAR_SURNAME: f64 = 0.93;

/// Those who may be the same as a person, in the order of their names.
pub fn near(identities: &Identities, person: Id) -> Vec<(Id, Why)> {
    let entries = identities.entries();
    let mut own: Vec<Name> = identities.names(person).map(|name| Name::new(&entries[name as usize].words)).collect();
    if own.iter().any(|name| name.is_full) {
        // What all others of the surname share with the short forms says nothing.
        own.retain(|name| name.is_full);
    }
    let mut found: Vec<(Id, Why)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let id = identities.id(index as u32);
        if id == person || entry.only_speaks || identities.removed(index as u32).is_some() {
            continue;
        }
        if identities.are_apart(id, person) {
            continue;
        }
        let other = Name::new(&entry.words);
        let is_called = |words: &str| identities.called(words).iter().any(|call| identities.id(call.name) == person);
        let why = own.iter().filter_map(|name| name.like(&other)).min();
        let why = why.or_else(|| (!other.is_full && is_called(&entry.words)).then_some(Why::Short));
        if let Some(why) = why {
            found.push((id, why));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(id, _)| *id);
    found
}

/// A name with what is compared.
struct Name {
    words: String,
    is_full: bool,
    first_ends: usize,
    last_starts: usize,
}

impl Name {
    fn new(words: &str) -> Self {
        let mut words = spelling(words);
        while let Some((before, last)) = words.rsplit_once(' ')
            && is_suffix(last)
        {
            words.truncate(before.len());
        }
        let first_ends = words.find(' ').unwrap_or(words.len());
        let last_starts = words.rfind(' ').map_or(0, |at| at + 1);
        Self { is_full: is_full(&words), words, first_ends, last_starts }
    }

    fn first(&self) -> &str {
        &self.words[..self.first_ends]
    }

    fn last(&self) -> &str {
        &self.words[self.last_starts..]
    }

    /// Why this may be the same as another name.
    fn like(&self, other: &Self) -> Option<Why> {
        let or_initials = |why, short: &Self| if is_initial(short.first()) { Why::Initials } else { why };
        match (self.is_full, other.is_full) {
            (true, true) => self.like_full(other),
            (true, false) => other.is_short_for(self).then(|| or_initials(Why::Short, other)),
            (false, true) => self.is_short_for(other).then(|| or_initials(Why::Fuller, self)),
            (false, false) => {
                let near = strsim::jaro_winkler(&self.words, &other.words) > NEAR_SURNAME;
                (near && self.words.len() > 4).then_some(Why::Spelling)
            }
        }
    }

    fn like_full(&self, other: &Self) -> Option<Why> {
        let (same_first, same_last) = (self.first() == other.first(), self.last() == other.last());
        if same_first && same_last {
            return Some(Why::Middle);
        }
        if same_last {
            return (strsim::jaro_winkler(self.first(), other.first()) > NEAR_GIVEN).then_some(Why::Spelling);
        }
        if same_first {
            let near = strsim::jaro_winkler(self.last(), other.last()) > NEAR_SURNAME;
            return (near && self.last().len() > 4).then_some(Why::Spelling);
        }
        let turned = self.first() == other.last() && self.words.len() == other.words.len();
        (turned && sorted(&self.words) == sorted(&other.words)).then_some(Why::Order)
    }

    /// Whether it is the surname of a full name, alone, behind initials, or with the small word that opens it.
    fn is_short_for(&self, full: &Self) -> bool {
        let mut rest = self.words.as_str();
        let mut fits = true;
        if let Some((first, behind)) = rest.split_once(' ').filter(|(first, _)| is_initial(first)) {
            fits = full.words.starts_with(first);
            rest = behind;
        }
        let tail = full.words.strip_suffix(rest).is_some_and(|before| before.ends_with(' '));
        fits && tail && (!rest.contains(' ') || rest.split(' ').next().is_some_and(is_particle))
    }
}

fn sorted(words: &str) -> Vec<&str> {
    let mut words: Vec<&str> = words.split(' ').collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Corrections, Entry};

    #[test]
    fn those_who_may_be_the_same_are_told_with_the_reason() {
        let names = ["Ana Ruiz", "Ruiz", "A. Ruiz", "Ana Paz Ruiz", "Anna Ruiz", "Ruiz Ana", "Paz Ruiz", "Karl Brandt"];
        let entries = names.iter().map(|name| Entry::new((*name).to_owned(), 9, false)).collect();
        let all = Identities::new(entries, std::iter::empty(), &Corrections::default());
        let person = all.id(all.find("Ana Ruiz").unwrap());
        let mut found: Vec<String> =
            near(&all, person).into_iter().map(|(id, why)| format!("{}: {}", all.label(id), why.as_str())).collect();
        found.sort();
        let expected = [
            "A. Ruiz: initials",
            "Ana Paz Ruiz: other middle name",
            "Anna Ruiz: near spelling",
            "Ruiz Ana: other order",
            "Ruiz: in short",
        ];
        assert_eq!(found, expected);
    }
}
