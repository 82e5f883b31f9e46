//! What does the quote annotator know about a word? Its classes (pronoun, preposition, "spokesman", ...) and whether
//! it reports speech, looked up once per token by its folded form.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::cues;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The classes it is in.
    pub(super) classes: Classes,
    /// How it reports speech, if it does.
    pub(super) cue: Option<cues::Cue>,
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
const NAMES: [(&str, Classes); 20] = [
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
/// Nouns that report speech: `claim`
pub(super) const CUE_NOUN: Classes = Classes(1 << 20);

static WORDS: LazyLock<HashMap<String, Entry, BuildHasherDefault<WordHasher>>> = LazyLock::new(|| {
    let mut words: HashMap<String, Entry, BuildHasherDefault<WordHasher>> = HashMap::default();
    for (name, members) in lines(include_str!("../data/quotes/words.txt")).filter_map(|line| line.split_once(':')) {
        let classes = NAMES.iter().find(|(known, _)| *known == name).map_or(Classes(0), |(_, classes)| *classes);
        for word in members.split_whitespace() {
            let entry = words.entry(word.to_owned()).or_default();
            entry.classes = entry.classes.or(classes);
        }
    }
    for word in lines(include_str!("../data/quotes/nouns.txt")).flat_map(str::split_whitespace) {
        for form in [word.to_owned(), format!("{word}s")] {
            let entry = words.entry(form).or_default();
            entry.classes = entry.classes.or(CUE_NOUN);
        }
    }
    for (gender, names) in lines(include_str!("../data/quotes/given.txt")).filter_map(|line| line.split_once(':')) {
        for name in names.split_whitespace() {
            let entry = words.entry(name.to_owned()).or_default();
            entry.classes = entry.classes.or(if gender == "man" { MANS_NAME } else { WOMANS_NAME });
        }
    }
    for (form, cue) in cues::forms(lines(include_str!("../data/quotes/cues.txt"))) {
        words.entry(form).or_default().cue = Some(cue);
    }
    words
});

/// Whether a folded word holds sentences together rather than naming anything: "of", "they", "had".
pub(in crate::annotate) fn is_function_word(folded: &str) -> bool {
    let pronoun = SUBJECT.or(OBJECT).or(POSSESSIVE);
    let verb = AUXILIARY.or(BE).or(NEGATION).or(ADVERB);
    let joint = PREPOSITION.or(DETERMINER).or(COMPLEMENTIZER).or(SUBORDINATOR).or(CONJUNCTION);
    look_up(folded).classes.any(pronoun.or(verb).or(joint))
}

/// What is known of a folded word.
pub(super) fn look_up(folded: &str) -> Entry {
    WORDS.get(folded).copied().unwrap_or_default()
}

/// The lines of a data file that are not comments.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Multiplicative hashing, eight bytes at a time: the keys are the crate's own, so nobody can flood the table.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
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
