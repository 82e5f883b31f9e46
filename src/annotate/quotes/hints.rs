//! What does the model look at that says where reported words begin and end? Every hint is a template with a few facts
//! about the report and a token, hashed to a slot. Words are told apart only if they hold sentences together or report
//! speech; of all others the model sees nothing but their kind, so that it can know no text by heart.

use super::cues::{Form, Governs};
use super::kinds::Part;
use super::limits::{End, Front, Report};
use super::scene::Scene;
use super::words::{
    ADVERB, AUXILIARY, BODY, COMPLEMENTIZER, CONJUNCTION, CUE_NOUN, DETERMINER, DOCUMENT, NEGATION, OBJECT, POSSESSIVE,
    PREPOSITION, ROLE, SUBJECT, SUBORDINATOR, TEMPORAL, VERB,
};
use super::{clauses, openings};
use crate::text::Kind;

/// How many slots each of the three sets of weights has: a power of two.
pub(super) const SLOTS: usize = 1 << 18;

/// The most hints that a candidate has.
const MOST: usize = 64;

/// The hints of one candidate.
pub(super) struct Hints {
    slots: [u32; MOST],
    len: usize,
    /// How many of them hold for all beginnings of a report.
    fixed: usize,
}

impl Default for Hints {
    fn default() -> Self {
        Self { slots: [0; MOST], len: 0, fixed: 0 }
    }
}

/// The kind of a token behind the end of the sentence.
const NOWHERE: u32 = 1;

impl Hints {
    /// The slots that are set.
    pub(super) fn slots(&self) -> impl Iterator<Item = usize> {
        self.slots[..self.len].iter().map(|slot| *slot as usize)
    }

    /// Those that do not hold for all beginnings of a report.
    pub(super) fn own(&self) -> impl Iterator<Item = usize> {
        self.slots[self.fixed.min(self.len)..self.len].iter().map(|slot| *slot as usize)
    }

    pub(super) fn add(&mut self, facts: &[u32]) {
        let mut hash = (self.len as u32 + 1).wrapping_mul(0x9E37_79B1);
        for fact in facts {
            hash = (hash.rotate_left(13) ^ fact).wrapping_mul(0x85EB_CA6B);
        }
        // The high bits hold the most of all facts.
        if let Some(slot) = self.slots.get_mut(self.len) {
            *slot = (hash ^ hash >> 15) >> (32 - SLOTS.trailing_zeros());
            self.len += 1;
        }
    }

    /// Sets the hints that all beginnings of words behind a report share.
    pub(super) fn of_report(&mut self, scene: &Scene, report: &Report) {
        self.len = 0;
        let (verb, form, joint) = (report.lemma, report.form, report.joint);
        let (left, far_left) = (left_of(scene, report, 1), left_of(scene, report, 2));
        self.add(&[]);
        self.add(&[verb, form]);
        self.add(&[report.source, form, verb]);
        self.add(&[left, form]);
        self.add(&[left, far_left]);
        self.add(&[left, verb]);
        self.add(&[report.before, verb]);
        self.add(&[joint, verb]);
        self.add(&[joint, left]);
        self.add(&[report.head, verb]);
        self.add(&[u32::from(report.style.headline), verb]);
        self.fixed = self.len;
    }

    /// Sets the hints of a beginning at token `at`.
    pub(super) fn of_start(&mut self, scene: &Scene, report: &Report, at: usize) {
        self.len = self.fixed;
        let (verb, form) = (report.lemma, report.form);
        let first = tag(scene, at);
        let [kind, next, third] = [at, at + 1, at + 2].map(|at| kind(scene, at, report.end));
        let previous = tag(scene, at - 1);
        let previous_kind = self::kind(scene, at - 1, report.end);
        let rule = relation(report.rule.map(|rule| rule.start), at);
        let clause = u32::from(clauses::is_clause(scene, at, report.end));
        let path = path(scene, report.tail, at);
        let (left, far_left) = (left_of(scene, report, 1), left_of(scene, report, 2));
        let marked = bin(report.run.map_or(99, |run| run.saturating_sub(at)));
        self.add(&[rule]);
        self.add(&[rule, verb]);
        self.add(&[rule, form, clause]);
        self.add(&[verb, first]);
        self.add(&[verb, kind, form]);
        self.add(&[first, previous]);
        self.add(&[kind, next, third]);
        self.add(&[verb, previous]);
        self.add(&[path]);
        self.add(&[path, verb]);
        self.add(&[bin(at - report.tail), form]);
        self.add(&[clause, form, report.source]);
        self.add(&[clause, verb]);
        self.add(&[report.before, u32::from(report.inverted), rule]);
        self.add(&[kind, previous_kind, form]);
        self.add(&[first, form, clause]);
        self.add(&[previous, kind, verb]);
        self.add(&[marked, rule, form]);
        self.add(&[bin(report.end - at), form]);
        self.add(&[u32::from(report.verb == report.begin), form, rule]);
        self.add(&[first, next]);
        self.add(&[marked, verb, clause]);
        self.add(&[rule, kind, previous_kind]);
        self.add(&[rule, left]);
        self.add(&[rule, u32::from(report.style.asks)]);
        let (act, distance) = first_act(scene, at, report.end);
        let (joint, head) = (report.joint, report.head);
        self.add(&[act, distance, form]);
        self.add(&[act, verb, kind]);
        self.add(&[act, kind, next]);
        self.add(&[joint, form, rule]);
        self.add(&[head, form, kind]);
        self.add(&[u32::from(report.style.headline), form, rule, kind]);
        self.add(&[if at > report.tail { tag(scene, at - 2) } else { NOWHERE }, previous, first]);
        self.add(&[left, report.source, rule]);
        self.add(&[left, far_left, form, rule]);
        let opening = openings::opening(scene, at, report.end);
        self.add(&[opening]);
        self.add(&[opening, verb]);
        self.add(&[opening, form, rule]);
        self.add(&[opening, previous]);
        self.add(&[opening, previous_kind, form]);
        self.add(&[opening, left]);
        self.add(&[report.opens, verb, rule]);
        self.add(&[opening, report.source, form]);
        self.add(&[opening, kind, next]);
    }

    /// Sets the hints of a beginning at token `at` of words in front of the report that end before token `end`.
    pub(super) fn of_front(&mut self, scene: &Scene, report: &Report, front: &Front, at: usize) {
        self.len = 0;
        let (verb, form, end) = (report.lemma, report.form, front.end);
        let first = tag(scene, at);
        let [kind, next] = [at, at + 1].map(|at| kind(scene, at, end));
        let rule = relation(front.rule.map(|rule| rule.start), at);
        let clause = u32::from(clauses::is_clause(scene, at, end));
        let verbal = u32::from((at..end).any(|at| scene.run_at(at).is_none() && scene.is(at, AUXILIARY.or(VERB))));
        let previous = if at > report.begin { tag(scene, at - 1) } else { NOWHERE };
        let opens = u32::from(at == report.begin);
        let length = bin(end - at);
        let inverted = u32::from(report.inverted);
        let behind = if report.tail >= report.end { NOWHERE } else { tag(scene, report.tail) };
        let behind_next =
            if report.tail >= report.end { NOWHERE } else { self::kind(scene, report.tail + 1, report.end) };
        let marks = u32::from((at..end).any(|at| scene.run_at(at).is_some()));
        let mark = self::kind(scene, end, report.end);
        let then = u32::from(report.rule.is_some());
        let whole = u32::from(report.tail + 1 >= report.end);
        self.add(&[]);
        self.add(&[rule]);
        self.add(&[rule, verb]);
        self.add(&[rule, form, clause, inverted]);
        self.add(&[verb, form, inverted]);
        self.add(&[verb, clause, verbal]);
        self.add(&[first, kind, next]);
        self.add(&[first, opens, clause]);
        self.add(&[previous, kind, opens]);
        self.add(&[previous, first]);
        self.add(&[length, verbal, opens]);
        self.add(&[length, rule]);
        self.add(&[behind, form, inverted]);
        self.add(&[behind, behind_next]);
        self.add(&[behind, verb]);
        self.add(&[then, rule, inverted]);
        self.add(&[then, behind, opens]);
        self.add(&[whole, verb, verbal]);
        self.add(&[whole, opens, form, inverted]);
        self.add(&[marks, mark, form]);
        self.add(&[mark, inverted, opens, clause]);
        self.add(&[report.source, form, inverted, opens]);
        self.add(&[report.source, verb]);
        self.add(&[first, verbal, clause]);
        self.add(&[first, then, whole]);
        self.add(&[clause, verbal, length, whole]);
        let taken = if at >= front.taken {
            0
        } else if end <= front.taken {
            1
        } else {
            2
        };
        let taken = if at == front.free { taken + 4 } else { taken };
        self.add(&[taken]);
        self.add(&[taken, form, inverted]);
        self.add(&[taken, verb]);
        self.add(&[taken, rule, whole]);
        self.add(&[taken, clause, opens]);
        self.add(&[taken, mark, behind]);
    }

    /// Sets the hints of an end for a beginning at token `start`.
    pub(super) fn of_end(&mut self, scene: &Scene, report: &Report, start: usize, end: &End) {
        self.len = 0;
        let at = end.at;
        let (verb, form) = (report.lemma, report.form);
        let closes = u32::from(at >= report.end || end.last);
        let tag = |at: usize| if at >= report.end { NOWHERE } else { tag(scene, at) };
        let kind = |at: usize| kind(scene, at, report.end);
        let (mark, next, third) = (tag(at), tag(at + 1), tag(at + 2));
        let [mark_kind, next_kind, third_kind] = [at, at + 1, at + 2].map(kind);
        let previous = kind(at - 1);
        let near = report.rule.filter(|rule| rule.start.abs_diff(start) <= 1);
        let rule = relation(near.map(|rule| rule.end), at);
        let (first, first_kind) = (tag(start), kind(start));
        let (length, rest) = (bin(at - start), bin(report.end.saturating_sub(at)));
        let reports = u32::from(reports_soon(scene, at, report.end));
        let acts = u32::from(acts_soon(scene, at, report.end));
        let (verbs, commas) = (end.verbs.min(2), end.commas.min(3));
        self.add(&[rule]);
        self.add(&[rule, closes]);
        self.add(&[rule, mark_kind, near.is_some().into()]);
        self.add(&[mark, next]);
        self.add(&[mark_kind, next_kind, third_kind]);
        self.add(&[mark, verb]);
        self.add(&[closes, verb]);
        self.add(&[closes, form]);
        self.add(&[mark_kind, verbs, commas]);
        self.add(&[length, mark_kind]);
        self.add(&[rest, mark_kind, next_kind]);
        self.add(&[mark, next, verbs]);
        self.add(&[previous, mark_kind]);
        self.add(&[mark_kind, reports, form]);
        self.add(&[mark, next_kind, acts]);
        self.add(&[end.previous_mark, end.previous_next, mark_kind]);
        self.add(&[mark, next, first]);
        self.add(&[first, closes]);
        self.add(&[first_kind, mark_kind, verbs]);
        self.add(&[rule, next]);
        self.add(&[rule, mark, next_kind]);
        self.add(&[rule, rest]);
        self.add(&[rule, length]);
        self.add(&[report.source, mark_kind, closes]);
        self.add(&[u32::from(end.closes_run), mark, closes]);
        self.add(&[report.before, closes, rule]);
        self.add(&[mark, next, third]);
        self.add(&[mark, reports, acts]);
        self.add(&[end.previous_next, mark, next_kind, acts]);
        self.add(&[mark, verbs, length]);
        self.add(&[tag(at - 1), mark]);
        let anew = u32::from(clauses::reports_behind(scene, at + 1, report.end));
        let resumes = u32::from(clauses::resumes(scene, at + 1, report.end));
        let (later, behind_later) = next_mark(scene, at, report.end);
        let led = if start > report.tail { tag(start - 1) } else { NOWHERE };
        let again = u32::from(report.head != 0 && (next == report.head || mark == report.head));
        self.add(&[mark_kind, anew, reports]);
        self.add(&[mark, next_kind, form, anew]);
        self.add(&[mark, next_kind, resumes]);
        self.add(&[mark_kind, next, resumes]);
        self.add(&[mark, later, behind_later]);
        self.add(&[mark_kind, next_kind, later, behind_later]);
        self.add(&[led, mark, next]);
        self.add(&[again, mark, next_kind]);
        self.add(&[mark, next, third_kind, form]);
        self.add(&[u32::from(report.style.headline), mark_kind, closes]);
        self.add(&[report.joint, mark_kind, closes]);
        self.add(&[report.joint, mark, next_kind]);
        self.add(&[verbs, closes, length]);
    }
}

/// The kind of the first verb from `at` on, and how far it is.
fn first_act(scene: &Scene, at: usize, end: usize) -> (u32, u32) {
    let found = (at..end.min(at + 14)).find_map(|at| {
        if scene.run_at(at).is_some() {
            return Some((2, at));
        }
        let small = !scene.is_capitalised(at);
        match () {
            () if scene.punct(at) == Some(',') => Some((3, at)),
            () if scene.is(at, AUXILIARY) => Some((scene.word_number(at), at)),
            () if scene.is(at, VERB) => Some((4, at)),
            () if scene.cue(at).is_some_and(|cue| cue.form != Form::Base) => Some((5, at)),
            () if small => match scene.part(at) {
                Part::Ed => Some((6, at)),
                Part::Third => Some((8, at)),
                Part::Past => Some((9, at)),
                Part::PluralOrThird => Some((10, at)),
                Part::Base => Some((11, at)),
                Part::Ing => Some((12, at)),
                _ if scene.is(at, CONJUNCTION.or(SUBORDINATOR)) && at > 0 => Some((7, at)),
                _ => None,
            },
            () if scene.is(at, CONJUNCTION.or(SUBORDINATOR)) && at > 0 => Some((7, at)),
            () => None,
        }
    });
    found.map_or((0, 0), |(kind, found)| (kind, bin(found - at)))
}

/// The next comma, dash or conjunction behind the boundary at `at`, and the word behind it.
fn next_mark(scene: &Scene, at: usize, end: usize) -> (u32, u32) {
    let next = (at + 1..end.min(at + 25)).find(|at| {
        scene.run_at(*at).is_none()
            && (matches!(scene.punct(*at), Some(',' | ';' | '—' | '–' | ')')) || scene.is(*at, CONJUNCTION))
    });
    next.map_or((NOWHERE, NOWHERE), |next| (tag(scene, next), tag(scene, next + 1)))
}

/// The word that stands `back` tokens in front of the reporting word.
fn left_of(scene: &Scene, report: &Report, back: usize) -> u32 {
    match report.verb.checked_sub(back) {
        Some(at) if at >= report.begin => tag(scene, at),
        _ => NOWHERE,
    }
}

/// How a token stands to the one that the rules chose.
fn relation(chosen: Option<usize>, at: usize) -> u32 {
    match chosen {
        None => 0,
        Some(chosen) if chosen == at => 1,
        Some(chosen) if chosen < at => 2,
        Some(_) => 3,
    }
}

/// A length in few steps.
fn bin(length: usize) -> u32 {
    match length {
        0..=3 => length as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=18 => 7,
        19..=28 => 8,
        _ => 9,
    }
}

/// The kinds of the tokens from `from` to `to`, of at most six.
fn path(scene: &Scene, from: usize, to: usize) -> u32 {
    (from..to).take(6).fold(7, |path: u32, at| path.wrapping_mul(61).wrapping_add(kind(scene, at, to)))
}

/// Whether a verb that reports stands shortly behind `at`.
fn reports_soon(scene: &Scene, at: usize, end: usize) -> bool {
    (at..end.min(at + 9)).any(|at| {
        scene.run_at(at).is_none()
            && scene.cue(at).is_some_and(|cue| {
                matches!(cue.form, Form::Past | Form::Third | Form::Participle)
                    && cue.governs.any(Governs::CLAUSE.or(Governs::PLAIN_CLAUSE))
            })
    })
}

/// Whether a verb stands right behind the mark or conjunction at `at`, or behind a subject there.
fn acts_soon(scene: &Scene, at: usize, end: usize) -> bool {
    (at + 1..end.min(at + 4)).any(|at| {
        scene.run_at(at).is_none()
            && (scene.is(at, AUXILIARY.or(VERB))
                || scene.folded(at).ends_with("ed") && !scene.is_capitalised(at)
                || scene.cue(at).is_some_and(|cue| cue.form == Form::Past))
    })
}

/// What a token is: itself if it holds sentences together or reports speech, else its kind.
pub(super) fn tag(scene: &Scene, at: usize) -> u32 {
    let number = scene.word_number(at);
    if number != 0 && scene.run_at(at).is_none() { number } else { kind(scene, at, usize::MAX) }
}

/// The kind of a token, `NOWHERE` behind `end`.
fn kind(scene: &Scene, at: usize, end: usize) -> u32 {
    if at >= end || at >= scene.len() {
        return NOWHERE;
    }
    if let Some(run) = scene.run_at(at) {
        return if run.first == at { 2 } else { 3 };
    }
    if let Some(c) = scene.punct(at) {
        return match c {
            ',' => 4,
            '.' | '!' | '?' => 5,
            ';' => 6,
            ':' => 7,
            '—' | '–' => 8,
            '-' => 9,
            '(' | '[' => 10,
            ')' | ']' => 11,
            _ => 12,
        };
    }
    match scene.token(at).kind {
        Kind::Number => return 13,
        Kind::Clitic => return 14,
        _ => {}
    }
    const KINDS: [(super::words::Classes, u32); 11] = [
        (SUBJECT, 15),
        (COMPLEMENTIZER, 16),
        (CONJUNCTION, 17),
        (AUXILIARY, 18),
        (POSSESSIVE, 19),
        (OBJECT, 20),
        (NEGATION, 21),
        (PREPOSITION, 22),
        (SUBORDINATOR, 23),
        (DETERMINER, 24),
        (ADVERB, 25),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(classes, _)| scene.is(at, *classes)) {
        return *kind;
    }
    if scene.mention_at(at).is_some() {
        return 26;
    }
    if scene.is_country(at) {
        return 27;
    }
    if scene.is_capitalised(at) {
        return if scene.is(at, TEMPORAL) { 28 } else { 29 };
    }
    if let Some(cue) = scene.cue(at) {
        return 30 + cue.form as u32;
    }
    kind_of_other(scene, at)
}

/// The kind of a word in small letters that holds nothing together and reports nothing.
fn kind_of_other(scene: &Scene, at: usize) -> u32 {
    const KINDS: [(super::words::Classes, u32); 6] =
        [(TEMPORAL, 34), (VERB, 35), (ROLE, 36), (BODY, 37), (DOCUMENT, 38), (CUE_NOUN, 39)];
    if let Some((_, kind)) = KINDS.iter().find(|(classes, _)| scene.is(at, *classes)) {
        return *kind;
    }
    40 + scene.part(at) as u32
}
