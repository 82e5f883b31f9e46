//! What part of speech is a word most often? Looked up in a list, else told by its ending.

use std::sync::LazyLock;

use crate::annotate::lexicon::{Table, hash};

/// The parts of speech, as they are most often; some words are as often two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// `harvest` the noun
    Noun,
    /// `plan`
    NounOrBase,
    /// `houses`
    Plural,
    /// `plans`
    PluralOrThird,
    /// `threatens`
    Third,
    /// `took`
    Past,
    /// `taken`
    Participle,
    /// `planned`
    Ed,
    /// `planning`
    Ing,
    /// `abandon`
    Base,
    /// `bold`
    Adjective,
    /// `soon`
    Adverb,
    /// Words of up to three letters that the list does not know.
    Short,
}

const NAMES: [(&str, Part); 12] = [
    ("noun", Part::Noun),
    ("noun-or-base", Part::NounOrBase),
    ("plural", Part::Plural),
    ("plural-or-third", Part::PluralOrThird),
    ("third", Part::Third),
    ("past", Part::Past),
    ("participle", Part::Participle),
    ("ed", Part::Ed),
    ("ing", Part::Ing),
    ("base", Part::Base),
    ("adjective", Part::Adjective),
    ("adverb", Part::Adverb),
];

static PARTS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::with_capacity(20_000);
    for (name, words) in include_str!("../data/quotes/kinds.txt").lines().filter_map(|line| line.split_once(": ")) {
        if let Some(n) = NAMES.iter().position(|(known, _)| *known == name) {
            for word in words.split(' ') {
                table.entry(word, n as u32);
            }
        }
    }
    table
});

/// The part of speech of a folded word.
pub(super) fn part_of(word: &str) -> Part {
    let known = PARTS.get_hashed(word, hash(word)).and_then(|n| NAMES.get(n as usize));
    known.map_or_else(|| by_ending(word), |(_, part)| *part)
}

fn by_ending(word: &str) -> Part {
    match word {
        _ if word.len() < 4 => Part::Short,
        _ if word.ends_with("ed") => Part::Ed,
        _ if word.ends_with("ing") => Part::Ing,
        _ if word.ends_with("ly") => Part::Adverb,
        _ if word.ends_with('s') && !word.ends_with("ss") => Part::Plural,
        _ => Part::Noun,
    }
}
