//! What does the quote annotator know about a word? Its classes (pronoun, preposition, "spokesman", ...) and whether
//! it reports speech, looked up once per token by its folded form.

use std::sync::LazyLock;

use super::cues;
use crate::annotate::lexicon::{Table, hash};

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The classes it is in.
    pub(super) classes: Classes,
    /// How it reports speech, if it does.
    pub(super) cue: Option<cues::Cue>,
    /// A number of its own, if it is one of the words that hold sentences together or report speech; else 0.
    pub(super) id: u32,
}

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    /// Whether the two sets share a class.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What the two sets share.
    pub(super) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// The names of the classes in the data file, with their sets.
const NAMES: [(&str, Classes); 21] = [
    ("subject", SUBJECT),
    ("object", OBJECT),
    ("possessive", POSSESSIVE),
    ("determiner", DETERMINER),
    ("preposition", PREPOSITION),
    ("tight", TIGHT),
    ("auxiliary", AUXILIARY),
    ("be", BE),
    ("negation", NEGATION),
    ("adverb", ADVERB),
    ("complementizer", COMPLEMENTIZER),
    ("subordinator", SUBORDINATOR),
    ("conjunction", CONJUNCTION),
    ("temporal", TEMPORAL),
    ("role", ROLE),
    ("document", DOCUMENT),
    ("body", BODY),
    ("verb", VERB),
    ("woman", WOMAN),
    ("man", MAN),
    ("telling", TELLING),
];

/// `he`, `they`, `who`
pub(super) const SUBJECT: Classes = Classes(1);
/// `him`, `us`
pub(super) const OBJECT: Classes = Classes(1 << 1);
/// `his`, `their`
pub(super) const POSSESSIVE: Classes = Classes(1 << 2);
/// `the`, `several`
pub(super) const DETERMINER: Classes = Classes(1 << 3);
/// `during`, `of`
pub(super) const PREPOSITION: Classes = Classes(1 << 4);
/// Prepositions that tie a noun to the one before: `of`, `for`
pub(super) const TIGHT: Classes = Classes(1 << 5);
/// `has`, `would`
pub(super) const AUXILIARY: Classes = Classes(1 << 6);
/// `is`, `were`
pub(super) const BE: Classes = Classes(1 << 7);
/// `not`, `never`
pub(super) const NEGATION: Classes = Classes(1 << 8);
/// `also`, `later`
pub(super) const ADVERB: Classes = Classes(1 << 9);
/// `that`, `whether`
pub(super) const COMPLEMENTIZER: Classes = Classes(1 << 10);
/// `while`, `because`
pub(super) const SUBORDINATOR: Classes = Classes(1 << 11);
/// `and`, `but`
pub(super) const CONJUNCTION: Classes = Classes(1 << 12);
/// `Tuesday`, `week`
pub(super) const TEMPORAL: Classes = Classes(1 << 13);
/// `spokesman`, `official`
pub(super) const ROLE: Classes = Classes(1 << 14);
/// `statement`, `report`
pub(super) const DOCUMENT: Classes = Classes(1 << 15);
/// `ministry`, `campaign`
pub(super) const BODY: Classes = Classes(1 << 16);
/// Common verbs that report nothing: `went`, `shows`
pub(super) const VERB: Classes = Classes(1 << 17);
/// Words that tell of a woman: `she`, `spokeswoman`
pub(super) const WOMAN: Classes = Classes(1 << 18);
/// Words that tell of a man: `he`, `chairman`
pub(super) const MAN: Classes = Classes(1 << 19);
/// `Peter`
pub(super) const MANS_NAME: Classes = Classes(1 << 21);
/// `Maria`
pub(super) const WOMANS_NAME: Classes = Classes(1 << 22);
/// Given names.
pub(super) const GIVEN: Classes = MANS_NAME.or(WOMANS_NAME);
/// Words that hold sentences together and name nothing.
pub(super) const FUNCTION: Classes =
    SUBORDINATOR.or(PREPOSITION).or(CONJUNCTION).or(ADVERB).or(AUXILIARY).or(DETERMINER).or(TEMPORAL);
/// Nouns that may report speech, as the words around tell: `call`, `advice`
pub(super) const TELLING: Classes = Classes(1 << 23);
/// Nouns that report speech: `claim`
pub(super) const CUE_NOUN: Classes = Classes(1 << 20);

/// All words that the rules know.
struct Words {
    /// The number of the entry of each word.
    table: Table,
    entries: Vec<Entry>,
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

impl Words {
    fn load() -> Self {
        let mut words = Self { table: Table::with_capacity(4000), entries: Vec::new() };
        for (name, members) in lines(include_str!("../data/quotes/words.txt")).filter_map(|line| line.split_once(':')) {
            let classes = NAMES.iter().find(|(known, _)| *known == name).map_or(Classes(0), |(_, classes)| *classes);
            members.split_whitespace().for_each(|word| words.add(word, classes));
        }
        for word in lines(include_str!("../data/quotes/nouns.txt")).flat_map(str::split_whitespace) {
            words.add(word, CUE_NOUN);
            words.add(&format!("{word}s"), CUE_NOUN);
        }
        for (gender, names) in lines(include_str!("../data/quotes/given.txt")).filter_map(|line| line.split_once(':')) {
            let classes = if gender == "man" { MANS_NAME } else { WOMANS_NAME };
            names.split_whitespace().for_each(|name| words.add(name, classes));
        }
        for (form, cue) in cues::forms(lines(include_str!("../data/quotes/cues.txt"))) {
            words.entry(&form).cue = Some(cue);
        }
        let kept = JOINING.or(CUE_NOUN).or(TELLING);
        for entry in words.entries.iter_mut().filter(|entry| entry.cue.is_none() && !entry.classes.any(kept)) {
            entry.id = 0;
        }
        words
    }

    fn add(&mut self, word: &str, classes: Classes) {
        let entry = self.entry(word);
        entry.classes = entry.classes.or(classes);
    }
    fn entry(&mut self, word: &str) -> &mut Entry {
        let fresh = self.entries.len();
        let number = *self.table.entry(word, fresh as u32) as usize;
        if number == fresh {
            self.entries.push(Entry { id: cues::number(word), ..Entry::default() });
        }
        &mut self.entries[number]
    }
}

/// The words that hold sentences together rather than name anything.
const JOINING: Classes = SUBJECT.or(OBJECT).or(POSSESSIVE).or(AUXILIARY.or(BE).or(NEGATION).or(ADVERB)).or(PREPOSITION
    .or(DETERMINER)
    .or(COMPLEMENTIZER)
    .or(SUBORDINATOR)
    .or(CONJUNCTION));

/// Whether a folded word holds sentences together rather than naming anything: "of", "they", "had".
pub(in crate::annotate) fn is_function_word(folded: &str) -> bool {
    look_up(folded).classes.any(JOINING)
}

/// Whether a folded word is a reporting verb in the 3rd person: "says".
pub(in crate::annotate) fn is_reporting_verb(folded: &str) -> bool {
    look_up(folded).cue.is_some_and(|cue| cue.form == cues::Form::Third)
}

/// What is known of a folded word.
pub(super) fn look_up(folded: &str) -> Entry {
    let words = &*WORDS;
    words.table.get_hashed(folded, hash(folded)).map_or_else(Entry::default, |number| words.entries[number as usize])
}

/// The lines of a data file that are not comments.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_data_file_is_known() {
        for line in lines(include_str!("../data/quotes/words.txt")) {
            let name = line.split_once(':').map(|(name, _)| name);
            assert!(NAMES.iter().any(|(known, _)| Some(*known) == name), "{line}");
        }
    }

    #[test]
    fn words_have_their_classes() {
        assert!(look_up("spokeswoman").classes.any(ROLE));
        assert!(look_up("spokeswoman").classes.any(WOMAN));
        assert!(look_up("claims").classes.any(CUE_NOUN));
        assert!(look_up("claims").cue.is_some());
        assert_eq!(look_up("zebra"), Entry::default());
    }
}
