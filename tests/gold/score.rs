//! What do the measures share? Counts of hits, matching of spans one to one, comparison of names.

use std::fmt;

use dateline::model::Span;
use unicode_normalization::UnicodeNormalization;

/// A figure and the least it may be, in per cent.
pub(super) struct Floor {
    what: &'static str,
    reached: f64,
    least: f64,
}

impl Floor {
    pub(super) fn new(what: &'static str, reached: f64, least: f64) -> Self {
        Self { what, reached, least }
    }

    pub(super) fn is_kept(&self) -> bool {
        self.reached >= self.least
    }
}

impl fmt::Display for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {:.1}, less than {:.1}", self.what, self.reached, self.least)
    }
}

/// How many were found, how many of those are right, how many there are.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) gold_hit: usize,
    pub(super) found_hit: usize,
}

impl Tally {
    pub(super) fn f1(&self) -> f64 {
        let (precision, recall) = (share(self.found_hit, self.found), share(self.gold_hit, self.gold));
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (share(self.found_hit, self.found), share(self.gold_hit, self.gold));
        write!(f, "P {precision:5.1}  R {recall:5.1}  F1 {:5.1}  of {} (found {})", self.f1(), self.gold, self.found)
    }
}

/// How many of a kind are right.
#[derive(Clone, Copy, Default)]
pub(super) struct Share {
    pub(super) right: usize,
    pub(super) all: usize,
}

impl Share {
    pub(super) fn add(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    pub(super) fn percent(&self) -> f64 {
        share(self.right, self.all)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:5.1} of {}", self.percent(), self.all)
    }
}

/// In per cent; nothing of nothing is all.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Pairs of gold and found spans, one to one, those most alike first; `alike` gives 0 for what is no pair.
pub(super) fn pairs(gold: &[Span], found: &[Span], alike: impl Fn(Span, Span) -> f64) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (g, gold_span) in gold.iter().enumerate() {
        for (f, found_span) in found.iter().enumerate() {
            let likeness = alike(*gold_span, *found_span);
            if likeness > 0.0 {
                all.push((likeness, g, f));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, g, f) in all {
        if pairs.iter().all(|(other_g, other_f)| *other_g != g && *other_f != f) {
            pairs.push((g, f));
        }
    }
    pairs
}

/// A name without case, accents and marks.
pub(super) fn folded(name: &str) -> String {
    let plain: String =
        name.nfkd().filter(|c| c.is_alphanumeric() || c.is_whitespace()).flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
