//! Does a word report something behind it, and from where to where? The rules propose, a linear model decides among the
//! [`limits`](super::limits) by the [`hints`](super::hints): first where the reported words begin, or that there are
//! none, then where they end.
//!
//! The weights are learnt (`teach`) and lie in `data/quotes/limits.weights`: one byte for each slot, beginnings first.

use super::attributions::Content;
use super::hints::{Hints, SLOTS};
use super::limits::{self, Front, Report};
use super::scene::Scene;

/// Decides what a word reports.
pub(super) trait Chooser {
    /// The reported words, if there are any.
    fn choose(&self, scene: &Scene, report: &Report) -> Option<Content>;

    /// The reported words in front of it, if there are any.
    fn choose_front(&self, scene: &Scene, report: &Report, front: &Front) -> Option<Content>;
}

/// What the weights are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Beginnings.
    Start,
    /// Ends.
    End,
    /// Beginnings of words in front of the report.
    Front,
}

impl Of {
    /// Where its weights begin.
    pub(super) fn base(self) -> usize {
        self as usize * SLOTS
    }
}

/// What has been learnt.
pub(super) struct Learned<'a>(pub(super) &'a [u8]);

static WEIGHTS: &[u8] = include_bytes!("../data/quotes/limits.weights");

/// The model that comes with the program.
pub(super) const LEARNED: Learned<'static> = Learned(WEIGHTS);

impl Learned<'_> {
    fn score(&self, of: Of, hints: &Hints) -> i32 {
        self.sum(of, hints.slots())
    }

    fn sum(&self, of: Of, slots: impl Iterator<Item = usize>) -> i32 {
        let weight = |slot: usize| self.0.get(of.base() + slot).map_or(0, |weight| i32::from(weight.cast_signed()));
        slots.map(weight).sum()
    }
}

impl Chooser for Learned<'_> {
    fn choose(&self, scene: &Scene, report: &Report) -> Option<Content> {
        let mut hints = Hints::default();
        let mut best = None;
        let mut highest = 0;
        hints.of_report(scene, report);
        let shared = self.score(Of::Start, &hints);
        for start in limits::starts(scene, report).all() {
            hints.of_start(scene, report, *start);
            let score = shared + self.sum(Of::Start, hints.own());
            if score > highest {
                (best, highest) = (Some(*start), score);
            }
        }
        let start = best?;
        let ends = limits::ends(scene, report, start);
        let end = ends.all().iter().max_by_key(|end| {
            hints.of_end(scene, report, start, end);
            self.score(Of::End, &hints)
        })?;
        Some(Content { start, end: end.at })
    }

    fn choose_front(&self, scene: &Scene, report: &Report, front: &Front) -> Option<Content> {
        let mut hints = Hints::default();
        let mut best = None;
        let mut highest = 0;
        for start in limits::fronts(scene, front).all() {
            hints.of_front(scene, report, front, *start);
            let score = self.score(Of::Front, &hints);
            if score > highest {
                (best, highest) = (Some(*start), score);
            }
        }
        best.map(|start| Content { start, end: front.end })
    }
}
