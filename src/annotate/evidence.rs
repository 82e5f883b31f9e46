//! How does the rest of an article use a word? A name that stands once behind "Mr" or a given name is a person's
//! where it stands alone, and a word that is also written small is mostly no name.

use super::lexicon::classes;
use super::pronouns::{self, Pronouns};
use super::runs::Run;
use super::scan::Scan;
use crate::text::Kind;

/// A set of uses.
pub(super) type Uses = u16;

/// Behind a title.
pub(super) const TITLED: Uses = 1;
/// Last of a run that opens with a given name.
pub(super) const AFTER_GIVEN: Uses = 1 << 1;
/// Written small.
pub(super) const SMALL: Uses = 1 << 2;
/// Alone behind "in" or "at".
pub(super) const LOCATED: Uses = 1 << 3;
/// Beside a verb of speech.
pub(super) const SPEAKS: Uses = 1 << 4;
/// Before a word for organisations or places.
pub(super) const HEADS_THING: Uses = 1 << 5;
/// Behind "the".
pub(super) const DEFINITE: Uses = 1 << 6;
/// Last of several words.
pub(super) const LAST: Uses = 1 << 7;
/// A run by itself.
pub(super) const ALONE: Uses = 1 << 8;
/// Capital inside a sentence.
pub(super) const INSIDE_SENTENCE: Uses = 1 << 9;
/// First of several words.
pub(super) const FIRST: Uses = 1 << 10;
/// Followed by an age, "who" or a post after a comma.
pub(super) const DESCRIBED: Uses = 1 << 11;

/// Followed by "he" or "she".
pub(super) const PERSONAL: Uses = 1 << 12;
/// Followed by "its".
pub(super) const IMPERSONAL: Uses = 1 << 13;
/// How many uses there are.
pub(super) const BITS: usize = 14;

/// The uses of all words of an article, by the hash of the word.
pub(super) struct Evidence {
    slots: Vec<(u32, Uses)>,
}

impl Evidence {
    pub(super) fn of(scan: &Scan, pronouns: &Pronouns, runs: &[Run]) -> Self {
        let words: usize = runs.iter().map(|run| run.end - run.start).sum();
        let mut evidence = Self { slots: vec![(0, 0); (words * 2 + 2).next_power_of_two()] };
        for run in runs {
            evidence.add_run(scan, pronouns, run);
        }
        for (index, token) in scan.tokens.all().iter().enumerate() {
            if token.kind == Kind::Word && !token.is_capitalised() {
                let slot = evidence.slot(scan.hashes[index]);
                if evidence.slots[slot].0 != 0 {
                    evidence.slots[slot].1 |= SMALL;
                }
            }
        }
        evidence
    }

    /// The uses of the word with this hash.
    pub(super) fn get(&self, hash: u32) -> Uses {
        self.slots[self.slot(hash)].1
    }

    /// The slot of a word, or the free one where it would go. There are twice as many slots as words.
    fn slot(&self, hash: u32) -> usize {
        let hash = hash.max(1);
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> 3) as usize & mask;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != hash {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn add(&mut self, hash: u32, uses: Uses) {
        let slot = self.slot(hash);
        self.slots[slot].0 = hash.max(1);
        self.slots[slot].1 |= uses;
    }

    fn add_run(&mut self, scan: &Scan, pronouns: &Pronouns, run: &Run) {
        let parts = (run.start..run.end).filter(|n| scan.is_part(*n, run)).count();
        let last = run.end - 1;
        let located = run.start > 0 && matches!(scan.word(run.start - 1), "in" | "at");
        let definite = run.start > 0 && scan.is(run.start - 1, "the");
        let followed = pronouns.behind(scan, run);
        let given = scan.has(run.start, classes::ANY_GIVEN) && parts <= 3;
        for index in (run.start..run.end).filter(|n| scan.is_part(*n, run)) {
            let mut uses = 0;
            let mut put = |condition: bool, bit: Uses| uses |= if condition { bit } else { 0 };
            put(!run.opens || index > run.start, INSIDE_SENTENCE);
            put(is_titled(scan, index), TITLED);
            put(index == last && parts > 1 && given, AFTER_GIVEN);
            put(index == last && parts > 1, LAST);
            put(index == run.start && parts > 1, FIRST);
            put(parts == 1, ALONE);
            put(located && parts == 1, LOCATED);
            put(definite && index == run.start, DEFINITE);
            put(index < last && scan.has(index + 1, classes::ORG | classes::PLACE), HEADS_THING);
            put(index == last && scan.speaks(run), SPEAKS);
            put(index == last && scan.is_described(run.end), DESCRIBED);
            put(index == last && followed & (pronouns::PERSON | pronouns::NEXT_PERSON) != 0, PERSONAL);
            put(index == last && followed & pronouns::THING != 0, IMPERSONAL);
            self.add(scan.hashes[index], uses);
        }
    }
}

/// Whether a title stands right before a word.
fn is_titled(scan: &Scan, index: usize) -> bool {
    let before = index.wrapping_sub(1);
    let before = if scan.is(before, ".") { before.wrapping_sub(1) } else { before };
    scan.is_capital(before) && scan.has(before, classes::TITLE)
}
