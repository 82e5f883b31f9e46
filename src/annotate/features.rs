//! What does the tagger look at? Every feature is a template with a few facts about a word, hashed to a slot.

use super::company::Company;
use super::evidence::{self, Evidence};
use super::lexicon::{Classes, classes};
use super::runs::Run;
use super::scan::Scan;
use super::tagger::{Label, SLOTS};
use crate::text::{Case, Kind};

const MOST: usize = 80;

/// The features of one word.
pub(super) struct Features {
    slots: [u32; MOST],
    len: usize,
    template: u32,
}

impl Default for Features {
    fn default() -> Self {
        Self { slots: [0; MOST], len: 0, template: 0 }
    }
}

impl Features {
    /// The slots that are set.
    pub(super) fn slots(&self) -> impl Iterator<Item = usize> {
        self.slots[..self.len].iter().map(|slot| *slot as usize)
    }

    fn add(&mut self, facts: &[u32]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(0x9E37_79B1);
        for fact in facts {
            hash = (hash.rotate_left(5) ^ fact).wrapping_mul(0x85EB_CA6B);
            hash ^= hash >> 15;
        }
        if self.len < MOST {
            self.slots[self.len] = hash % SLOTS as u32;
            self.len += 1;
        }
    }

    /// Passes over a template.
    fn skip(&mut self) {
        self.template += 1;
    }

    /// Sets the features of the word at `index` of a run, whose part before it has label `before`.
    pub(super) fn fill(
        &mut self,
        scan: &Scan,
        evidence: &Evidence,
        company: &Company,
        run: &Run,
        index: usize,
        before: Label,
    ) {
        (self.len, self.template) = (0, 0);
        let tag = before as u32;
        let near = Neighbours::of(scan, run, index);
        self.add_word(scan, run, index, &near, tag);
        self.add_context(scan, run, &near, index, tag);
        self.add_evidence(scan, evidence, run, index, &near, tag);
        self.add_company(scan, company, index, &near, tag);
    }

    fn add_word(&mut self, scan: &Scan, run: &Run, index: usize, near: &Neighbours, tag: u32) {
        let word = scan.hashes[index];
        let class = scan.classes(index);
        let shape = shape(scan, index);
        let [suffix2, suffix3, suffix4] = [2, 3, 4].map(|len| suffix(scan.word(index), len));
        self.add(&[tag]);
        self.add(&[word]);
        self.add(&[word, tag]);
        self.add(&[class, shape, tag]);
        self.add(&[class, near.position, tag]);
        self.add(&[suffix2, near.position]);
        self.add(&[suffix3, tag]);
        self.add(&[suffix4]);
        self.add(&[shape, near.position, tag, u32::from(run.opens)]);
        self.add(&[near.previous_class, class, tag]);
        self.add(&[class, near.next_class, tag]);
        self.add(&[near.previous_class, class, near.next_class]);
        self.add(&[near.previous_word, word]);
        self.add(&[word, near.next_word]);
        self.add(&[near.previous_word, tag]);
        self.add(&[near.next_word, tag]);
        self.add(&[near.next_suffix, class, tag]);
        self.add(&[near.joint, class, tag]);
    }

    fn add_context(&mut self, scan: &Scan, run: &Run, near: &Neighbours, index: usize, tag: u32) {
        let class = scan.classes(index);
        let (left, left2) = (scan.hash_at(run.start.wrapping_sub(1)), scan.hash_at(run.start.wrapping_sub(2)));
        let (right, right2) = (scan.hash_at(run.end), scan.hash_at(run.end + 1));
        let left_class = scan.classes(run.start.wrapping_sub(1));
        let right_class = scan.classes(run.end);
        let (first_class, last_class) = (scan.classes(run.start), scan.classes(run.end - 1));
        self.add(&[left, near.position, tag]);
        self.add(&[right, near.position, tag]);
        self.add(&[left, left2, near.parts]);
        self.add(&[right, right2, near.parts]);
        self.add(&[left, right, near.parts]);
        self.add(&[left_class, near.position, class]);
        self.add(&[right_class, near.position, class]);
        self.add(&[right, class, tag]);
        self.add(&[left, class, tag]);
        self.add(&[last_class, near.position, tag]);
        self.add(&[scan.hash_at(run.end - 1), near.position, tag]);
        self.add(&[first_class, near.position, tag]);
        self.add(&[first_class, last_class, near.parts, near.position]);
        self.add(&[near.place, class, tag]);
        self.add(&[near.place, left, tag]);
        self.add(&[near.place, near.parts, near.position]);
        self.add(&[u32::from(run.opens), class, near.parts, near.position]);
        self.add(&[near.style, class, near.parts, tag]);
        self.add(&[u32::from(scan.is_described(run.end)), near.parts, near.position]);
        self.add(&[u32::from(scan.speaks(run)), near.parts, near.position]);
    }

    fn add_evidence(&mut self, scan: &Scan, evidence: &Evidence, run: &Run, index: usize, near: &Neighbours, tag: u32) {
        let uses = u32::from(evidence.get(scan.hashes[index]));
        let known = uses & u32::from(evidence::TITLED | evidence::AFTER_GIVEN | evidence::SPEAKS | evidence::DESCRIBED);
        let plain = uses & u32::from(evidence::SMALL | evidence::INSIDE_SENTENCE);
        let last = u32::from(evidence.get(scan.hashes[run.end - 1]));
        let class = scan.classes(index) & (classes::ANY_NAME | classes::EVERYDAY | classes::COUNTRY | classes::CITY);
        self.add(&[uses, tag]);
        self.add(&[known, near.parts, near.position, tag]);
        self.add(&[plain, class, u32::from(run.opens), near.position]);
        self.add(&[known, class, tag]);
        self.add(&[last, near.position, tag]);
        for bit in 0..evidence::BITS {
            if uses >> bit & 1 == 1 {
                self.add(&[near.parts.min(2), tag]);
            } else {
                self.skip();
            }
        }
    }

    fn add_company(&mut self, scan: &Scan, company: &Company, index: usize, near: &Neighbours, tag: u32) {
        let class = scan.classes(index);
        self.add(&[company.join_before, company.outcome_before, near.parts, near.position, tag]);
        self.add(&[company.join_before, company.class_before, class, near.position]);
        self.add(&[company.join_after, company.first_after, company.last_after, near.parts, near.position]);
        self.add(&[company.join_after, company.last_after, class, tag]);
        self.add(&[company.brackets, near.parts, near.position, tag]);
        self.add(&[company.numbers, near.style, near.parts, near.position]);
        self.add(&[company.classes, near.parts, near.position]);
        self.add(&[prefix(scan.word(index), 3), near.position]);
        self.add(&[company.pronouns, near.parts, near.position, tag]);
        self.add(&[company.pronouns, class, tag]);
        if let Some(noun) = company.noun {
            self.add(&[scan.hash_at(noun), near.parts.min(2), tag]);
            self.add(&[suffix(scan.word(noun), 2), near.parts.min(2), tag]);
        }
    }
}

/// What stands around a word.
struct Neighbours {
    previous_word: u32,
    next_word: u32,
    previous_class: Classes,
    next_class: Classes,
    next_suffix: u32,
    /// First, middle, last or only part of its run.
    position: u32,
    /// How many parts the run has, four at most.
    parts: u32,
    /// What joins it to the part before: nothing, a hyphen, a stop, a particle.
    joint: u32,
    /// Of which kind and size the place is that it is part of.
    place: u32,
    /// How its sentence is capitalised.
    style: u32,
}

impl Neighbours {
    fn of(scan: &Scan, run: &Run, index: usize) -> Self {
        let previous = (run.start..index).rev().find(|n| scan.is_part(*n, run));
        let next = (index + 1..run.end).find(|n| scan.is_part(*n, run));
        let position = match (previous, next) {
            (None, Some(_)) => 1,
            (Some(_), Some(_)) => 2,
            (Some(_), None) => 3,
            (None, None) => 4,
        };
        let joint = match previous {
            None => 0,
            Some(n) if n + 1 == index => 1,
            Some(n) if scan.is(n + 1, ".") => 2,
            Some(n) if scan.is(n + 1, "-") => 3,
            Some(_) => 4,
        };
        let around = |n: Option<usize>, outside: usize| n.unwrap_or(outside);
        let (previous, next) = (around(previous, run.start.wrapping_sub(1)), around(next, run.end));
        Self {
            previous_word: scan.hash_at(previous),
            next_word: scan.hash_at(next),
            previous_class: scan.classes(previous),
            next_class: scan.classes(next),
            next_suffix: suffix(scan.word(next), 3),
            position,
            parts: (run.start..run.end).filter(|n| scan.is_part(*n, run)).count().min(4) as u32,
            joint,
            place: scan.place_class(index),
            style: run.style as u32,
        }
    }
}

fn shape(scan: &Scan, index: usize) -> u32 {
    let token = scan.token(index);
    let case = match token.case {
        Case::None => 0,
        Case::Lower => 1,
        Case::Capital => 2,
        Case::Upper => 3,
        Case::Mixed => 4,
    };
    let length = token.span.len().min(6) / 2;
    case + 8 * length + 64 * u32::from(scan.is_initial(index)) + 128 * u32::from(token.kind == Kind::Number)
}

/// The hash of the first `len` characters of a word.
fn prefix(word: &str, len: usize) -> u32 {
    let cut = word.char_indices().nth(len).map_or(word.len(), |(at, _)| at);
    hashed(&word.as_bytes()[..cut], 64 + len as u32)
}

/// The hash of the last `len` characters of a word, and of the whole if it is shorter.
fn suffix(word: &str, len: usize) -> u32 {
    let cut = word.char_indices().rev().nth(len - 1).map_or(0, |(at, _)| at);
    hashed(&word.as_bytes()[cut..], len as u32)
}

fn hashed(bytes: &[u8], seed: u32) -> u32 {
    bytes.iter().fold(seed, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
