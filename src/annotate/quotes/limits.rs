//! Where may words begin and end that a verb or noun reports? The candidates among which the model chooses.

use super::attributions::Content;
use super::clauses;
use super::cues::Form;
use super::scene::Scene;
use super::words::{
    AUXILIARY, COMPLEMENTIZER, CONJUNCTION, DETERMINER, POSSESSIVE, PREPOSITION, SUBJECT, SUBORDINATOR, TEMPORAL, VERB,
};

/// A reporting word and what the rules make of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report {
    /// The reporting word: its first and last token.
    pub(super) verb: usize,
    pub(super) last: usize,
    /// The first token behind it and a speaker who follows it.
    pub(super) tail: usize,
    /// First token of the sentence, and one past its last.
    pub(super) begin: usize,
    pub(super) end: usize,
    /// The number of the verb or noun.
    pub(super) lemma: u32,
    /// Its form: that of a verb, or [`NOUN`], [`PASSIVE`].
    pub(super) form: u32,
    /// Of which kind its source is, 0 for none.
    pub(super) source: u32,
    /// The word that carries the meaning of the source, 0 for none.
    pub(super) head: u32,
    /// The word that joins the clause of the verb to what stands before: "who", "while"; 0 for none near.
    pub(super) joint: u32,
    /// How the sentence is written.
    pub(super) style: Style,
    /// Whether the speaker follows.
    pub(super) inverted: bool,
    /// Whether it may report a clause, so that words without quotation marks may be speech.
    pub(super) tells: bool,
    /// What opens behind it.
    pub(super) opens: u32,
    /// What it reports in front of it: nothing, words in marks, others.
    pub(super) before: u32,
    /// Where the next words in quotation marks begin.
    pub(super) run: Option<usize>,
    /// What the rules take for reported.
    pub(super) rule: Option<Content>,
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Whether nearly all of its words are capitalised.
    pub(super) headline: bool,
    /// Whether it is a question.
    pub(super) asks: bool,
}

/// The form of a noun that reports.
pub(super) const NOUN: u32 = 4;
/// The form of "was asked".
pub(super) const PASSIVE: u32 = 5;

/// The form of "according to".
pub(super) const ACCORDING: u32 = 6;

/// Words in front of the reporting verb that it may report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front {
    /// Where they may begin at the earliest.
    pub(super) free: usize,
    /// Up to where another report may have taken them.
    pub(super) taken: usize,
    /// One past the last.
    pub(super) end: usize,
    /// What the rules take for reported.
    pub(super) rule: Option<Content>,
}

/// How far behind the verb reported words may begin, in tokens.
const NEAR: usize = 10;
const MOST_STARTS: usize = 6;
const MOST_ENDS: usize = 16;

/// Where reported words may begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Starts {
    all: [usize; MOST_STARTS],
    len: usize,
}

impl Starts {
    pub(super) fn all(&self) -> &[usize] {
        &self.all[..self.len]
    }

    fn push(&mut self, at: usize) {
        if self.len < MOST_STARTS && !self.all().contains(&at) {
            self.all[self.len] = at;
            self.len += 1;
        }
    }
}

/// The beginnings that are worth a look: where a clause, an infinitive or a noun may open.
pub(super) fn starts(scene: &Scene, report: &Report) -> Starts {
    let mut starts = Starts::default();
    if let Some(rule) = report.rule {
        starts.push(rule.start);
    }
    for at in report.tail..report.end.min(report.tail + NEAR) {
        if let Some(run) = scene.run_at(at) {
            if run.first == at {
                starts.push(at);
            }
            break;
        }
        let opens = (at == report.tail || opens(scene, at)) && !is_report(scene, report, at);
        if opens && scene.punct(at).is_none() && at + 1 < report.end && !is_that(scene, at) {
            starts.push(at);
        }
    }
    starts
}

/// The beginnings of words in front of the report that are worth a look: where the sentence opens, and behind commas,
/// dashes and conjunctions.
pub(super) fn fronts(scene: &Scene, front: &Front) -> Starts {
    let mut starts = Starts::default();
    if let Some(rule) = front.rule {
        starts.push(rule.start);
    }
    let mut at = front.free;
    // Of words into which the report is inserted a single one may stand in front: "Taxes, Lee said, will rise."
    while at + 2 < front.end || at == front.free && at < front.end {
        let before = at.saturating_sub(1);
        let opens = at == front.free
            || scene.run_at(before).is_none()
                && (matches!(scene.punct(before), Some(',' | ';' | ':' | '—' | '–'))
                    || scene.is(before, CONJUNCTION.or(COMPLEMENTIZER)))
            || scene.is(at, CONJUNCTION);
        let run = scene.run_at(at);
        if opens && (scene.punct(at).is_none() || run.is_some()) {
            starts.push(at);
        }
        at = run.map_or(at + 1, |run| run.after.max(at + 1));
    }
    starts
}

/// Whether "saying that" stands at `at`: a report of its own.
fn is_report(scene: &Scene, report: &Report, at: usize) -> bool {
    at > report.tail
        && scene.cue(at).is_some_and(|cue| cue.form == Form::Participle)
        && scene.folded(at + 1) == "that"
        && at + 1 < report.end
}

fn is_that(scene: &Scene, at: usize) -> bool {
    scene.folded(at) == "that" && scene.is(at, COMPLEMENTIZER)
}

/// Whether something may open at `at`, by what stands there and before it.
fn opens(scene: &Scene, at: usize) -> bool {
    let before = at - 1;
    let subject = SUBJECT.or(COMPLEMENTIZER).or(DETERMINER).or(POSSESSIVE);
    scene.is(before, PREPOSITION.or(COMPLEMENTIZER).or(TEMPORAL))
        || scene.punct(before).is_some_and(|c| matches!(c, ',' | ':' | '—' | '–'))
        || scene.is(at, subject) && !scene.is(before, DETERMINER.or(PREPOSITION))
        || scene.folded(at) == "to"
        || scene.is_capitalised(at)
            && (!scene.is_capitalised(before) || scene.mention_at(at).is_some_and(|m| m.first == at))
}

/// An end and what stands in front of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct End {
    /// One past the last token.
    pub(super) at: usize,
    /// How many verbs and commas lie in front of it.
    pub(super) verbs: u32,
    pub(super) commas: u32,
    /// The comma or other boundary before it, and the word behind that.
    pub(super) previous_mark: u32,
    pub(super) previous_next: u32,
    /// Whether a marked run ends here.
    pub(super) closes_run: bool,
    /// Whether it is the end of the sentence.
    pub(super) last: bool,
}

/// Where reported words may end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    all: [End; MOST_ENDS],
    len: usize,
}

impl Ends {
    pub(super) fn all(&self) -> &[End] {
        &self.all[..self.len]
    }

    fn push(&mut self, end: End) {
        if self.len < MOST_ENDS {
            self.all[self.len] = end;
            self.len += 1;
        }
    }
}

/// The ends that are worth a look: in front of commas, dashes, conjunctions and subordinate clauses, behind marked
/// runs, and where the sentence ends; none behind the start of the next report.
pub(super) fn ends(scene: &Scene, report: &Report, start: usize) -> Ends {
    let mut ends = Ends::default();
    let close = clauses::trim_end(scene, start, report.end);
    let mut end = End::default();
    let mut at = start;
    while at < close {
        let run = scene.run_at(at);
        let behind_run = at > start && scene.run_at(at - 1).is_some_and(|run| run.after == at);
        if at > start && ends.len + 1 < MOST_ENDS && (behind_run || run.is_none() && bounds(scene, at)) {
            ends.push(End { at, closes_run: behind_run, ..end });
            if clauses::is_next_report(scene, start, at, report.end) {
                return ends;
            }
            end.previous_mark = scene.punct(at).map_or(scene.word_number(at), u32::from);
            end.previous_next = scene.word_number(at + 1);
        }
        if let Some(run) = run {
            at = run.after.max(at + 1);
            continue;
        }
        end.verbs +=
            u32::from(scene.is(at, AUXILIARY.or(VERB)) || scene.cue(at).is_some_and(|cue| cue.form != Form::Base));
        end.commas += u32::from(scene.is_punct(at, ','));
        at += 1;
    }
    let closes_run = scene.run_at(close.saturating_sub(1)).is_some_and(|run| run.after == close);
    ends.push(End { at: close.max(start + 1), closes_run, last: true, ..end });
    ends
}

/// Whether reported words may end in front of token `at`.
fn bounds(scene: &Scene, at: usize) -> bool {
    match scene.punct(at) {
        Some(',' | ';' | ':' | '—' | '–' | '(' | ')') => true,
        Some('-') => scene.token(at - 1).span.end < scene.token(at).span.start,
        Some(_) => false,
        None => {
            scene.is(at, CONJUNCTION.or(SUBORDINATOR))
                || matches!(scene.folded(at), "amid" | "despite" | "during" | "according" | "in" | "on" | "at" | "with")
                || scene.cue(at).is_some_and(|cue| cue.form == Form::Participle)
        }
    }
}
