//! Which blocks of a page are the text of its article?
//!
//! Every block has a worth: written paragraphs are worth their length, links cost theirs, short lines a little. The
//! box whose blocks are worth most in all holds the text; boxes within it that cost more than they are worth are
//! something else. What is left is read from top to bottom, and what stands there without being text goes.

use std::collections::HashSet;

use super::furniture;
use super::hints::Hints;
use super::survey::{Block, Kind, Survey};

/// What else is known of the page.
pub(super) struct Known<'a> {
    pub(super) title: &'a str,
    /// What the page says of itself in a sentence or two.
    pub(super) description: &'a str,
    /// The hashes of every four words in a row of the article's text, if the page's metadata holds it.
    pub(super) body: Option<&'a HashSet<u64>>,
}

/// A paragraph that is shorter may be anything.
const WRITTEN: usize = 80;

/// The paragraphs of the main text.
pub(super) fn of(survey: &Survey, known: &Known<'_>) -> Vec<String> {
    let outline = Outline::new(survey, known);
    let best = outline.best();
    let mut chosen = outline.kept(best);
    furniture::clear(survey, &mut chosen, known.title);
    if let Some(lead) = outline.lead(&chosen, known) {
        chosen.insert(0, lead);
    }
    chosen.into_iter().map(|at| survey.blocks[at].words.clone()).collect()
}

/// The boxes of a page with what is in them.
struct Outline<'a> {
    survey: &'a Survey,
    /// What each block is worth.
    worth: Vec<i64>,
    /// How much is written in each box.
    written: Vec<usize>,
    /// Whether the title stands in a box.
    titled: Vec<bool>,
    /// Whether a box is something beside the text.
    beside: Vec<bool>,
}

impl<'a> Outline<'a> {
    fn new(survey: &'a Survey, known: &Known<'_>) -> Self {
        let title = furniture::fold(known.title);
        let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(_));
        let says_title =
            |block: &Block| is_heading(block) && !title.is_empty() && furniture::fold(&block.words) == title;
        let is_shown = survey.blocks.iter().any(says_title);
        let is_title = |block: &Block| {
            if is_shown { says_title(block) } else { block.kind == Kind::Heading(1) && block.linked == 0 }
        };
        let mut outline =
            Self { survey, worth: Vec::new(), written: Vec::new(), beside: Vec::new(), titled: Vec::new() };
        outline.worth = survey.blocks.iter().map(|block| worth(block, &title)).collect();
        outline.written = outline.count_written();
        outline.titled = outline.containing(is_title);
        outline.leave_out_teasers(is_title);
        if let Some(body) = known.body {
            outline.heed(body);
        }
        outline.written = outline.count_written();
        outline.beside = outline.boxes_beside();
        outline
    }

    /// How much is written in each box.
    fn count_written(&self) -> Vec<usize> {
        let mut written = vec![0; self.survey.places.len()];
        for (block, _) in self.survey.blocks.iter().zip(&self.worth).filter(|(_, worth)| **worth > 0) {
            written[block.place] += block.words.len().saturating_sub(block.linked);
        }
        for (at, place) in self.survey.places.iter().enumerate().skip(1).rev() {
            written[place.parent] += written[at];
        }
        written
    }

    /// The boxes in which such a block stands.
    fn containing(&self, is_such: impl Fn(&Block) -> bool) -> Vec<bool> {
        let places = &self.survey.places;
        let mut containing = vec![false; places.len()];
        for block in self.survey.blocks.iter().filter(|block| is_such(block)) {
            let mut at = block.place;
            while !containing[at] {
                containing[at] = true;
                at = places[at].parent;
            }
        }
        containing
    }

    /// What stands with a heading that is a link belongs to another article.
    fn leave_out_teasers(&mut self, is_title: impl Fn(&Block) -> bool) {
        const LONGEST: usize = 700;
        const STEPS: usize = 4;
        let places = &self.survey.places;
        let mut teasers = vec![false; places.len()];
        for block in &self.survey.blocks {
            let is_link = block.linked * 10 >= block.words.len() * 8;
            if !matches!(block.kind, Kind::Heading(_)) || !is_link || is_title(block) {
                continue;
            }
            let mut at = block.place;
            for _ in 0..STEPS {
                let above = places[at].parent;
                if self.titled[above] || self.written[above] > LONGEST || at == 0 {
                    break;
                }
                at = above;
                if self.written[at] > 0 {
                    teasers[at] = true;
                    break;
                }
            }
        }
        for at in 1..places.len() {
            teasers[at] |= teasers[places[at].parent];
        }
        for (block, worth) in self.survey.blocks.iter().zip(&mut self.worth) {
            if teasers[block.place] {
                *worth = (*worth).min(0);
            }
        }
    }

    /// Lets the text that the metadata holds tell what belongs to it, if the page shows it.
    fn heed(&mut self, body: &HashSet<u64>) {
        let shares: Vec<(usize, usize)> = self
            .survey
            .blocks
            .iter()
            .map(|block| if block.words.len() >= WRITTEN { furniture::shared(&block.words, body) } else { (0, 0) })
            .collect();
        if shares.iter().map(|share| share.0).sum::<usize>() * 10 < body.len() * 6 {
            return;
        }
        for ((block, worth), (common, all)) in self.survey.blocks.iter().zip(&mut self.worth).zip(shares) {
            let len = signed(block.words.len());
            match all {
                0 => {}
                _ if common * 2 > all => *worth = len,
                _ => *worth = (*worth).min(-len / 2),
            }
        }
    }

    /// Boxes that are called something else and hold little of what is written, and all within them.
    fn boxes_beside(&self) -> Vec<bool> {
        let places = &self.survey.places;
        let mut bodied = vec![false; places.len()];
        for at in (1..places.len()).rev() {
            bodied[at] |= places[at].hints.has(Hints::BODY) && self.written[at] * 4 >= self.written[0];
            bodied[places[at].parent] |= bodied[at];
        }
        let mut paragraphs = vec![0_usize; places.len()];
        for (block, _) in self.survey.blocks.iter().zip(&self.worth).filter(|(_, worth)| **worth > 0) {
            paragraphs[block.place] += 1;
        }
        for at in (1..places.len()).rev() {
            paragraphs[places[at].parent] += paragraphs[at];
        }
        let mut beside = vec![false; places.len()];
        for at in 1..places.len() {
            let place = &places[at];
            let is_less = |tenths: usize| self.written[at] * 10 < self.written[0] * tenths;
            let is_called = (place.hints.has(Hints::APART) && is_less(7))
                || (place.hints.has(Hints::FRAME) && is_less(3))
                || (place.hints.has(Hints::INTERRUPTION) && is_less(if paragraphs[at] < 3 { 3 } else { 2 }));
            beside[at] = beside[place.parent] || (is_called && !self.titled[at] && !bodied[at]);
        }
        beside
    }

    /// What all boxes are worth, with what is in them.
    fn sums(&self) -> Vec<i64> {
        let places = &self.survey.places;
        let mut sums = vec![0; places.len()];
        for (block, worth) in self.survey.blocks.iter().zip(&self.worth) {
            sums[block.place] += if self.beside[block.place] { 0 } else { *worth };
        }
        for at in (1..places.len()).rev() {
            if places[at].hints.has(Hints::BODY) && sums[at] > 0 {
                sums[at] += sums[at] / 4;
            }
            sums[places[at].parent] += sums[at];
        }
        sums
    }

    /// The box that is worth most; of equals, the innermost.
    fn best(&self) -> usize {
        let sums = self.sums();
        let mut best = (0..sums.len()).max_by_key(|at| (sums[*at], *at)).unwrap_or(0);
        // What little is around a box that holds nearly everything is something else.
        let gains = self.gains();
        while let Some(inner) = (best + 1..sums.len())
            .find(|at| self.survey.places[*at].parent == best && gains[*at] > 0 && gains[*at] * 100 >= gains[best] * 85)
        {
            best = inner;
        }
        best
    }

    /// What all boxes are worth, links and other costs not counted.
    fn gains(&self) -> Vec<i64> {
        let places = &self.survey.places;
        let mut gains = vec![0; places.len()];
        for (block, worth) in self.survey.blocks.iter().zip(&self.worth) {
            gains[block.place] += if self.beside[block.place] { 0 } else { (*worth).max(0) };
        }
        for at in (1..places.len()).rev() {
            gains[places[at].parent] += gains[at];
        }
        gains
    }

    /// The blocks within a box, without boxes that cost more than they are worth.
    fn kept(&self, best: usize) -> Vec<usize> {
        let places = &self.survey.places;
        let mut within = vec![false; places.len()];
        let mut costs = vec![0_i64; places.len()];
        for (block, worth) in self.survey.blocks.iter().zip(&self.worth) {
            // Short lines that are no links cost nothing here: they may be a list.
            costs[block.place] += if block.linked == 0 { (*worth).max(0) } else { *worth };
        }
        for at in (1..places.len()).rev().filter(|at| !self.beside[*at]) {
            costs[places[at].parent] += costs[at].max(0);
        }
        within[best] = true;
        for at in best + 1..places.len() {
            within[at] = within[places[at].parent] && !self.beside[at] && costs[at] >= 0;
        }
        (0..self.survey.blocks.len()).filter(|at| within[self.survey.blocks[*at].place]).collect()
    }

    /// The lead, if it stands above the box that holds the text.
    fn lead(&self, chosen: &[usize], known: &Known<'_>) -> Option<usize> {
        const REACH: usize = 25;
        let first = *chosen.first()?;
        let folded = furniture::fold(known.description);
        (first.saturating_sub(REACH)..first).rev().find(|at| {
            let block = &self.survey.blocks[*at];
            let place = &self.survey.places[block.place];
            let above = &self.survey.places[place.parent];
            let says_so = place.hints.and(above.hints).has(Hints::LEAD);
            let words = furniture::fold(&block.words);
            let is_summary = words.len() >= WRITTEN && folded.starts_with(&words[..words.floor_char_boundary(WRITTEN)]);
            block.words.len() >= WRITTEN / 2
                && block.linked == 0
                && !matches!(block.kind, Kind::Heading(1) | Kind::Aside | Kind::Caption)
                && words != furniture::fold(known.title)
                && (says_so || is_summary)
        })
    }
}

fn signed(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

/// What a block is worth to the text.
fn worth(block: &Block, title: &str) -> i64 {
    /// What it costs to be no text.
    const LINE: i64 = 8;
    /// So much of a paragraph counts nothing: teasers are short.
    const FREE: usize = 40;
    let len = block.words.len();
    let linked = block.linked.min(len);
    match block.kind {
        Kind::Heading(_) if linked == 0 => 0,
        Kind::Aside => 0,
        Kind::Caption => -LINE,
        _ if linked * 2 > len => -signed(linked.min(WRITTEN)) - LINE,
        _ if len - linked < WRITTEN => 0,
        _ if furniture::is_legal(block, title) => -LINE,
        _ => signed(len - linked - FREE),
    }
}
