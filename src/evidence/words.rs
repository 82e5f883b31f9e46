//! Where in a text do the words and phrases of a query stand? One pass over the tokens, one look-up each.

use std::collections::HashMap;

use crate::query::{Leaf, TextField, Words};
use crate::text::{Stemmers, Tokens};

/// Finds all words and phrases of a query at once.
pub(super) struct WordFinder {
    patterns: Vec<Pattern>,
    /// Patterns by their first word as it must be written: exact words and phrases.
    written: Table,
    /// Bare words by the words that match them in whatever language: themselves, and the word that is their English stem.
    bare: Table,
    stemmers: Stemmers,
    /// What is known of the bare words in each language in which they were looked for.
    languages: HashMap<Option<String>, Inflected>,
}

type Table = HashMap<String, Vec<usize>>;

struct Pattern {
    leaf: usize,
    words: Words,
    /// The last word's English stem, if that is a word that stands for itself.
    stable: Option<String>,
}

/// The patterns in one language that has stems.
#[derive(Default)]
struct Inflected {
    has_stems: bool,
    /// Bare words by their stem.
    words: Table,
    /// The stem of the last word of each pattern.
    last: Vec<String>,
}

/// A place where a leaf of the query was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) leaf: usize,
    /// Its first token.
    pub(super) first: usize,
    /// Its last token.
    pub(super) last: usize,
}

/// Where the finder looks.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The block of the tokens.
    pub(super) block: usize,
    /// What the block is; `Any` if it is neither.
    pub(super) field: TextField,
    /// The language of the text.
    pub(super) language: Option<&'a str>,
}

impl WordFinder {
    pub(super) fn new(leaves: &[Leaf]) -> Self {
        let mut finder = Self {
            patterns: Vec::new(),
            written: Table::new(),
            bare: Table::new(),
            stemmers: Stemmers::default(),
            languages: HashMap::new(),
        };
        for (leaf, what) in leaves.iter().enumerate() {
            if let Leaf::Words(words) = what {
                finder.add(leaf, words);
            }
        }
        finder
    }

    fn add(&mut self, leaf: usize, words: &Words) {
        let (Some(first), Some(last)) = (words.words.first(), words.words.last()) else { return };
        let english = if words.exact { None } else { self.stemmers.of(None) };
        let stable = english.and_then(|stemmer| {
            let stem = stemmer.stem(last).to_owned();
            (stemmer.stem(&stem) == stem).then_some(stem)
        });
        let number = self.patterns.len();
        if words.exact || words.words.len() > 1 {
            self.written.entry(first.clone()).or_default().push(number);
        } else {
            self.bare.entry(first.clone()).or_default().push(number);
            if let Some(stem) = stable.as_ref().filter(|stem| *stem != first) {
                self.bare.entry(stem.clone()).or_default().push(number);
            }
        }
        self.patterns.push(Pattern { leaf, words: words.clone(), stable });
    }

    /// Appends what is found at `place`, in text order.
    pub(super) fn find(&mut self, tokens: &Tokens, place: Place<'_>, found: &mut Vec<Found>) {
        if self.patterns.is_empty() {
            return;
        }
        let key = place.language.map(str::to_owned);
        let (patterns, stemmers) = (&self.patterns, &mut self.stemmers);
        let inflected = self.languages.entry(key).or_insert_with(|| Inflected::new(patterns, stemmers, place.language));
        for index in tokens.block(place.block).filter(|index| tokens.all()[*index].is_indexed()) {
            let word = tokens.folded(index);
            for number in self.written.get(word).into_iter().flatten() {
                if let Some(last) = runs_to(*number, patterns, tokens, index, place, inflected, stemmers) {
                    found.push(Found { leaf: patterns[*number].leaf, first: index, last });
                }
            }
            let same = self.bare.get(word).map(Vec::as_slice).unwrap_or_default();
            let stemmer = if inflected.words.is_empty() { None } else { stemmers.of(place.language) };
            let bent = stemmer.and_then(|stemmer| inflected.words.get(stemmer.stem(word)));
            let bent = bent.into_iter().flatten().filter(|number| !same.contains(number));
            for pattern in same.iter().chain(bent).map(|number| &patterns[*number]) {
                if pattern.stands_in(place.field) {
                    found.push(Found { leaf: pattern.leaf, first: index, last: index });
                }
            }
        }
    }
}

impl Inflected {
    fn new(patterns: &[Pattern], stemmers: &mut Stemmers, language: Option<&str>) -> Self {
        if patterns.iter().all(|pattern| pattern.words.exact) {
            return Self::default(); // a stemmer is large, and not needed
        }
        let Some(stemmer) = stemmers.of(language) else { return Self::default() };
        let mut inflected = Self { has_stems: true, ..Self::default() };
        for (number, pattern) in patterns.iter().enumerate() {
            let stem = pattern.words.words.last().map_or("", |last| stemmer.stem(last));
            if !pattern.words.exact && pattern.words.words.len() == 1 {
                inflected.words.entry(stem.to_owned()).or_default().push(number);
            }
            inflected.last.push(stem.to_owned());
        }
        inflected
    }
}

/// The last token of a phrase, if it begins at token `first`. Punctuation between its words does not count.
fn runs_to(
    number: usize,
    patterns: &[Pattern],
    tokens: &Tokens,
    first: usize,
    place: Place<'_>,
    inflected: &Inflected,
    stemmers: &mut Stemmers,
) -> Option<usize> {
    let pattern = &patterns[number];
    if !pattern.stands_in(place.field) {
        return None;
    }
    let mut following = (first..tokens.block(place.block).end).filter(|index| tokens.all()[*index].is_indexed());
    let mut last = first;
    for (at, asked) in pattern.words.words.iter().enumerate() {
        last = following.next()?;
        let word = tokens.folded(last);
        let may_bend = at + 1 == pattern.words.words.len() && !pattern.words.exact;
        let bends = |stemmers: &mut Stemmers| {
            let same_stem = inflected.has_stems
                && stemmers.of(place.language).is_some_and(|stemmer| stemmer.stem(word) == inflected.last[number]);
            same_stem || pattern.stable.as_deref() == Some(word)
        };
        if word != asked && !(may_bend && bends(stemmers)) {
            return None;
        }
    }
    Some(last)
}

impl Pattern {
    fn stands_in(&self, field: TextField) -> bool {
        self.words.field == TextField::Any || self.words.field == field
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words asked for, exactly?, the language, text, first and last tokens of what is found.
    type Case = (&'static [&'static str], bool, &'static str, &'static str, &'static [(usize, usize)]);

    fn found(words: &[&str], exact: bool, language: &str, text: &str) -> Vec<(usize, usize)> {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let leaf = Leaf::Words(Words { field: TextField::Any, words, exact });
        let tokens = Tokens::of_str(text);
        let mut found = Vec::new();
        WordFinder::new(&[leaf]).find(
            &tokens,
            Place { block: 0, field: TextField::Any, language: Some(language) },
            &mut found,
        );
        found.into_iter().map(|found| (found.first, found.last)).collect()
    }

    #[test]
    fn words_match_as_the_index_matches() {
        let (exact, bare, english, other) = (true, false, "en", "ja");
        let cases: [Case; 19] = [
            (&["sanction"], exact, english, "sanctions sanction", &[(1, 1)]),
            (&["sanctions"], bare, english, "Sanctions sanction sanctioned", &[(0, 0), (1, 1), (2, 2)]),
            (&["sanctions"], bare, other, "sanctions sanction sanctioned", &[(0, 0), (1, 1)]),
            (&["sanction"], bare, other, "sanctions sanction", &[(1, 1)]),
            // Both have the stem "increas", which is no word.
            (&["increased"], bare, english, "increase", &[(0, 0)]),
            (&["increased"], bare, other, "increase increased", &[(1, 1)]),
            (&["no", "limits"], exact, english, "no-limits; no limit. No... limits", &[(0, 2), (7, 11)]),
            (&["no", "limits"], bare, english, "no-limits; no limit", &[(0, 2), (4, 5)]),
            (&["no", "limits"], bare, other, "no limits limit, no limit, no limited", &[(0, 1), (4, 5)]),
            // Only the last word may be inflected.
            (&["limits", "talks"], bare, english, "limit talks, limits talk", &[(3, 4)]),
            (&["a", "a"], exact, english, "a a a", &[(0, 1), (1, 2)]),
            (&["no", "limits"], exact, english, "no", &[]),
            (&["xi", "s"], bare, english, "Xi’s", &[(0, 1)]),
            (&["regierung"], bare, "de", "Regierungen der Regierung", &[(0, 0), (2, 2)]),
            (&["習", "近", "平"], bare, "ja", "習近平は習近", &[(0, 2)]),
            (&["новый", "указа"], bare, "ru", "новый указ", &[(0, 1)]),
            (&["rate"], bare, "it", "rata ratto", &[(0, 0)]),
            (&["."], exact, english, "no. no", &[]),
            (&[], exact, english, "no", &[]),
        ];
        for (words, exact, language, text, expected) in cases {
            assert_eq!(found(words, exact, language, text), expected, "{words:?} in {text}");
        }
    }
}
