//! Where in a text do the words and phrases of a query stand? One pass over the tokens, one look-up each.

use std::collections::HashMap;

use crate::query::{Leaf, TextField, Words};
use crate::text::{Stemmer, Tokens};

/// Finds all words and phrases of a query at once.
pub(super) struct WordFinder {
    patterns: Vec<Pattern>,
    /// Patterns by their first word as it must be written: exact words and phrases.
    written: Table,
    /// Bare words by their stem, for English.
    stems: Table,
    /// Bare words by the words that match them where English stems do not count.
    unstemmed: Table,
    /// Only there if a bare word is asked for: its cache is large.
    stemmer: Option<Stemmer>,
}

type Table = HashMap<String, Vec<usize>>;

struct Pattern {
    leaf: usize,
    words: Words,
    /// The stem of the last word, if its inflected forms count.
    stem: Option<Stem>,
}

struct Stem {
    word: String,
    /// Whether it is its own stem.
    stable: bool,
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
pub(super) struct Place {
    /// The block of the tokens.
    pub(super) block: usize,
    /// What the block is; `Any` if it is neither.
    pub(super) field: TextField,
    /// Whether English stems count.
    pub(super) stems: bool,
}

impl WordFinder {
    pub(super) fn new(leaves: &[Leaf]) -> Self {
        let mut finder = Self {
            patterns: Vec::new(),
            written: Table::new(),
            stems: Table::new(),
            unstemmed: Table::new(),
            stemmer: None,
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
        let stem = (!words.exact).then(|| {
            let stemmer = self.stemmer.get_or_insert_default();
            let word = stemmer.stem(last).to_owned();
            let stable = stemmer.stem(&word) == word;
            Stem { word, stable }
        });
        let number = self.patterns.len();
        match &stem {
            Some(stem) if words.words.len() == 1 => {
                self.stems.entry(stem.word.clone()).or_default().push(number);
                self.unstemmed.entry(first.clone()).or_default().push(number);
                if stem.stable && stem.word != *first {
                    self.unstemmed.entry(stem.word.clone()).or_default().push(number);
                }
            }
            _ => self.written.entry(first.clone()).or_default().push(number),
        }
        self.patterns.push(Pattern { leaf, words: words.clone(), stem });
    }

    /// Appends what is found at `place`, in text order.
    pub(super) fn find(&mut self, tokens: &Tokens, place: Place, found: &mut Vec<Found>) {
        if self.patterns.is_empty() {
            return;
        }
        for index in tokens.block(place.block).filter(|index| tokens.all()[*index].is_indexed()) {
            let word = tokens.folded(index);
            for number in self.written.get(word).into_iter().flatten() {
                let pattern = &self.patterns[*number];
                if let Some(last) = pattern.runs_to(tokens, index, place, self.stemmer.as_mut()) {
                    found.push(Found { leaf: pattern.leaf, first: index, last });
                }
            }
            let bare = match &mut self.stemmer {
                Some(stemmer) if place.stems => self.stems.get(stemmer.stem(word)),
                Some(_) => self.unstemmed.get(word),
                None => None,
            };
            for number in bare.into_iter().flatten() {
                let pattern = &self.patterns[*number];
                if pattern.stands_in(place.field) {
                    found.push(Found { leaf: pattern.leaf, first: index, last: index });
                }
            }
        }
    }
}

impl Pattern {
    fn stands_in(&self, field: TextField) -> bool {
        self.words.field == TextField::Any || self.words.field == field
    }

    /// The last token of the phrase, if it begins at token `first`. Punctuation between its words does not count.
    fn runs_to(&self, tokens: &Tokens, first: usize, place: Place, mut stemmer: Option<&mut Stemmer>) -> Option<usize> {
        if !self.stands_in(place.field) {
            return None;
        }
        let mut following = (first..tokens.block(place.block).end).filter(|index| tokens.all()[*index].is_indexed());
        let mut last = first;
        for (at, asked) in self.words.words.iter().enumerate() {
            last = following.next()?;
            let word = tokens.folded(last);
            let may_bend = at + 1 == self.words.words.len();
            if word != asked && !(may_bend && self.bends_to(word, place.stems, stemmer.as_deref_mut())) {
                return None;
            }
        }
        Some(last)
    }

    /// Whether `word` is a form of the last word that counts.
    fn bends_to(&self, word: &str, stems: bool, stemmer: Option<&mut Stemmer>) -> bool {
        let (Some(stem), Some(stemmer)) = (&self.stem, stemmer) else { return false };
        if stems { stemmer.stem(word) == stem.word } else { stem.stable && word == stem.word }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words asked for, exactly?, English?, text, first and last tokens of what is found.
    type Case = (&'static [&'static str], bool, bool, &'static str, &'static [(usize, usize)]);

    fn found(words: &[&str], exact: bool, stems: bool, text: &str) -> Vec<(usize, usize)> {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let leaf = Leaf::Words(Words { field: TextField::Any, words, exact });
        let tokens = Tokens::of_str(text);
        let mut found = Vec::new();
        WordFinder::new(&[leaf]).find(&tokens, Place { block: 0, field: TextField::Any, stems }, &mut found);
        found.into_iter().map(|found| (found.first, found.last)).collect()
    }

    #[test]
    fn words_match_as_the_index_matches() {
        let (exact, bare, english, other) = (true, false, true, false);
        let cases: [Case; 15] = [
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
            (&["."], exact, english, "no. no", &[]),
            (&[], exact, english, "no", &[]),
        ];
        for (words, exact, stems, text, expected) in cases {
            assert_eq!(found(words, exact, stems, text), expected, "{words:?} in {text}");
        }
    }
}
