//! Which words report speech, who speaks, and what is said? One pass over the reporting words of each sentence.

use std::ops::Range;

use super::choose::Chooser;
use super::cues::{Cue, Form, Governs};
use super::limits::{ACCORDING, Front, NOUN, PASSIVE, Report, Style};
use super::scene::Scene;
use super::speakers::Source;
use super::words::{
    AUXILIARY, BODY, COMPLEMENTIZER, CONJUNCTION, CUE_NOUN, DETERMINER, DOCUMENT, NEGATION, POSSESSIVE, PREPOSITION,
    ROLE, SUBJECT, SUBORDINATOR, TELLING,
};
use super::{clauses, complements, hints, inverted, openings};
use crate::text::Kind;

/// A report: a speaker, a reporting word, and what is said, in up to two pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    /// The reporting words.
    pub(super) cue: (usize, usize),
    /// Who speaks.
    pub(super) source: Option<Source>,
    /// The piece in front of the reporting word.
    pub(super) before: Option<Content>,
    /// The piece behind it.
    pub(super) after: Option<Content>,
}

/// Reported words, as token indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
}

/// The reports of an article, in text order.
pub(super) fn find(scene: &Scene, chooser: &dyn Chooser) -> Vec<Attribution> {
    let mut found = Vec::new();
    let starts = scene.sentence_starts();
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(scene.len(), |end| *end as usize);
        Reader::new(scene, chooser, *start as usize..end).read(&mut found);
    }
    found
}

/// Reads one sentence.
pub(super) struct Reader<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) chooser: &'s dyn Chooser,
    pub(super) sentence: Range<usize>,
    /// The speaker of the report before.
    pub(super) source: Option<Source>,
    /// Where words begin that no report has taken yet.
    pub(super) free: usize,
    /// The same, but reports that may themselves be reported have taken nothing: "Lee said ..., according to Brown".
    pub(super) origin: usize,
}

impl<'s, 'a> Reader<'s, 'a> {
    pub(super) fn new(scene: &'s Scene<'a>, chooser: &'s dyn Chooser, sentence: Range<usize>) -> Self {
        let start = sentence.start;
        Self { scene, chooser, sentence, source: None, free: start, origin: start }
    }

    pub(super) fn read(&mut self, found: &mut Vec<Attribution>) {
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            if let Some(run) = self.scene.run_at(at) {
                at = run.after.max(at + 1);
                continue;
            }
            let Some(attribution) = self.at(at) else {
                at += 1;
                continue;
            };
            self.source = attribution.source.or(self.source);
            let taken = attribution.after.map_or(attribution.cue.1, |content| content.end.saturating_sub(1));
            at = taken.max(at) + 1;
            self.free = at.min(self.sentence.end);
            if attribution.before.is_some() {
                self.origin = self.free;
            }
            found.push(attribution);
        }
    }

    /// The report whose first reporting word is token `at`.
    fn at(&self, at: usize) -> Option<Attribution> {
        if self.scene.folded(at) == "according" && at + 2 < self.sentence.end && self.scene.folded(at + 1) == "to" {
            return self.according(at);
        }
        if self.scene.is(at, CUE_NOUN.or(TELLING)) && self.scene.cue(at).is_none_or(|_| self.is_noun(at)) {
            return self.noun(at);
        }
        let cue = self.scene.cue(at)?;
        let named = self.scene.is_capitalised(at)
            && at > self.sentence.start
            && self.scene.is_capitalised(at - 1)
            && self.scene.mention_at(at).is_some();
        if named {
            return None;
        }
        if self.is_noun(at) {
            return if matches!(cue.form, Form::Base | Form::Third) { self.noun(at) } else { None };
        }
        self.verb(at, cue)
    }

    /// Whether the word at `at`, which may be a verb, is a noun here.
    fn is_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.sentence.start) else { return false };
        let determined = self.scene.is(before, DETERMINER.or(POSSESSIVE))
            && !matches!(
                self.scene.folded(before),
                "that"
                    | "all"
                    | "some"
                    | "many"
                    | "most"
                    | "both"
                    | "each"
                    | "few"
                    | "several"
                    | "any"
                    | "this"
                    | "one"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "another"
            );
        let ambiguous = self
            .scene
            .cue(at)
            .is_some_and(|cue| matches!(cue.form, Form::Base | Form::Third) && cue.governs.any(Governs::NOUN));
        determined
            || ambiguous && !self.has_subject(before)
            || self.scene.is(before, PREPOSITION)
                && !matches!(
                    self.scene.folded(before),
                    "to" | "of"
                        | "by"
                        | "with"
                        | "after"
                        | "before"
                        | "without"
                        | "in"
                        | "for"
                        | "from"
                        | "like"
                        | "as"
                )
            || self.scene.token(before).kind == Kind::Clitic && self.scene.folded(before) == "s"
    }

    /// Whether the word at `at` is plainly the subject of a verb behind it, or an auxiliary of that verb.
    fn has_subject(&self, at: usize) -> bool {
        let scene = self.scene;
        scene.is(at, SUBJECT.or(AUXILIARY).or(CONJUNCTION))
            || scene.mention_at(at).is_some_and(|mention| mention.last == at)
            || scene.is(at, ROLE.or(BODY).or(DOCUMENT)) && !scene.is_capitalised(at + 1)
            || scene.is_capitalised(at) && !scene.is_capitalised(at + 1) && !scene.is(at, PREPOSITION.or(DETERMINER))
            || matches!(scene.folded(at), "also" | "to" | "which" | "that" | "others" | "some" | "many")
            || scene.punct(at) == Some(',') && scene.cue(at + 1).is_some_and(|cue| cue.form == Form::Third)
    }

    fn verb(&self, at: usize, cue: Cue) -> Option<Attribution> {
        let scene = self.scene;
        let floor = self.floor(at);
        if cue.form == Form::Past && self.is_passive(at, floor) {
            return self.passive(at, cue);
        }
        let before = self.subject(at, cue, floor).filter(|_| !self.is_inverted(at, cue));
        let last = if matches!(scene.folded(at + 1), "out") && at + 1 < self.sentence.end { at + 1 } else { at };
        let inverted = match before {
            None if cue.governs.any(Governs::INVERTED) && self.may_invert(at) => {
                inverted::behind(scene, last + 1, self.sentence.end).filter(|source| !self.acts(at, *source))
            }
            None if scene.folded(last + 1) == "by" && last + 3 < self.sentence.end => {
                inverted::behind(scene, last + 2, self.sentence.end)
            }
            _ => None,
        };
        let source = self.quoted(at).or(before).or(inverted);
        if source.is_some_and(|source| scene.folded(source.head) == "that" && scene.is_capitalised(source.head)) {
            return None;
        }
        let tail = inverted.map_or(last + 1, |source| source.last + 1);
        let head = before.map_or(at, |source| source.first.min(at));
        let said = cue.governs.is_known() && (cue.form != Form::Base || !self.is_not_said(at, last, source));
        let after = complements::after(self, cue, last, tail, inverted.is_some())
            .filter(|after| said && !complements::is_trailing(self, head, tail, *after))
            .map(|after| if inverted.is_none() { self.within(head, after) } else { after });
        let before = complements::before(self, cue, head, tail, after, self.free).filter(|_| said);
        let after = after.filter(|_| source.is_some() || before.is_some());
        let report = Report {
            last,
            tail,
            form: cue.form as u32,
            inverted: inverted.is_some(),
            ..self.report(at, cue.lemma, source, after)
        };
        self.attribution(report, source, before, self.front(head))
    }

    /// What is known of the reporting word at `at`, behind which the rules find `rule`.
    pub(super) fn report(&self, at: usize, lemma: u32, source: Option<Source>, rule: Option<Content>) -> Report {
        let (begin, end) = (self.sentence.start, self.sentence.end);
        Report {
            verb: at,
            last: at,
            tail: at + 1,
            begin,
            end,
            lemma,
            form: NOUN,
            source: source.map_or(0, |source| source.who.number()),
            head: source.map_or(0, |source| hints::tag(self.scene, source.head)),
            joint: self.joint(source.map_or(at, |source| source.first.min(at))),
            style: Style { headline: self.is_headline(), asks: self.scene.is_punct(end - 1, '?') },
            inverted: false,
            tells: self.scene.cue(at).is_none_or(|cue| cue.governs.any(Governs::TELLING)),
            before: 0,
            opens: 0,
            run: (at + 1..end.min(at + 40)).find(|at| self.scene.run_opening(*at).is_some()),
            rule,
        }
    }

    /// The word that joins a clause whose subject or verb opens at `at` to what stands before it.
    fn joint(&self, at: usize) -> u32 {
        let joins = |at: &usize| {
            self.scene.run_at(*at).is_none()
                && (self.scene.is(*at, SUBORDINATOR.or(COMPLEMENTIZER).or(CONJUNCTION))
                    || self.scene.folded(*at) == "who")
        };
        let joint = (self.sentence.start..at).rev().take(8).find(joins);
        joint.map_or(0, |joint| self.scene.word_number(joint))
    }

    /// Whether nearly all words of the sentence are capitalised.
    fn is_headline(&self) -> bool {
        let words = self.sentence.clone().take(16).filter(|at| self.scene.token(*at).kind == Kind::Word);
        let (mut large, mut small) = (0, 0);
        for at in words {
            if self.scene.is_capitalised(at) {
                large += 1;
            } else if self.scene.folded(at).len() > 3 {
                small += 1;
            }
        }
        large > 3 && small * 5 < large
    }

    /// The report, with what the model takes for reported; words that stand in quotation marks as a whole, and what is
    /// found or believed, are left to the rules.
    pub(super) fn attribution(
        &self,
        mut report: Report,
        source: Option<Source>,
        before: Option<Content>,
        front: Option<usize>,
    ) -> Option<Attribution> {
        // Whatever stands beside "according to" is reported.
        let according = report.form == ACCORDING;
        let front = before.map(|before| before.end).or(front).filter(|end| {
            let inserted = report.rule.is_some() && self.scene.is_punct(report.tail, ',');
            *end > self.origin + 2 || inserted && *end > self.origin
        });
        let before = match (before.filter(|before| self.is_marked(*before)), front) {
            (Some(marked), _) => Some(marked),
            (None, Some(end)) => {
                let front = Front { free: self.origin, taken: self.free, end, rule: before };
                self.chooser
                    .choose_front(self.scene, &report, &front)
                    .or(before.filter(|_| according))
                    .map(|content| complements::tidy(self.scene, content))
            }
            (None, None) => None,
        };
        report.opens = openings::what(self.scene, report.tail, report.end).number();
        report.before = before.map_or(0, |before| if self.is_marked(before) { 1 } else { 2 });
        let thinks = self.scene.cue(report.verb).is_some_and(|cue| cue.governs.is_thought());
        let sure = |rule: &Content| thinks || self.is_marked(*rule) || rule.start >= self.sentence.end;
        let after = match report.rule.filter(sure) {
            Some(rule) => Some(rule),
            None if thinks => None,
            None => self
                .chooser
                .choose(self.scene, &report)
                .or(report.rule.filter(|_| according))
                .filter(|content| report.tells || self.has_marks(*content))
                .map(|content| complements::tidy(self.scene, content)),
        };
        if after.is_none() && before.is_none() {
            return None;
        }
        Some(Attribution { cue: (report.verb, report.last), source, before, after })
    }

    /// Where words end that a report whose first token is `head` may report: at a comma or dash.
    fn front(&self, head: usize) -> Option<usize> {
        let scene = self.scene;
        let head = complements::titled(scene, head, self.sentence.start);
        let mark = head.checked_sub(1).filter(|mark| *mark > self.origin)?;
        (matches!(scene.punct(mark), Some(',' | '—' | '–')) && scene.run_at(mark).is_none()).then_some(mark)
    }

    /// Whether some of the content stands in quotation marks.
    fn has_marks(&self, content: Content) -> bool {
        (content.start..content.end).any(|at| self.scene.run_at(at).is_some())
    }

    /// Whether all of the content stands in one pair of quotation marks.
    fn is_marked(&self, content: Content) -> bool {
        self.scene.run_at(content.start).is_some_and(|run| content.end <= run.after)
    }

    /// "was asked whether", "was told that": what is said, by someone who is not named.
    fn passive(&self, at: usize, cue: Cue) -> Option<Attribution> {
        let scene = self.scene;
        let opens = at + 3 < self.sentence.end
            && matches!(scene.folded(at), "asked" | "told")
            && matches!(scene.folded(at + 1), "if" | "whether" | "why" | "how" | "what" | "that");
        let begins = if opens && scene.folded(at + 1) == "that" { at + 2 } else { at + 1 };
        let content = Content { start: begins, end: clauses::end_of(scene, begins, self.sentence.end) };
        let report = Report { form: PASSIVE, ..self.report(at, cue.lemma, None, opens.then_some(content)) };
        // "was asked to join" names no words, nor anyone who said them.
        let told = |found: &Attribution| {
            found.after.is_none_or(|after| scene.folded(after.start) != "to" || self.has_marks(after))
        };
        self.attribution(report, None, None, None).filter(told)
    }

    /// What a report inside a subordinate clause reports ends with that clause: "which Lee said failed, was ...".
    fn within(&self, head: usize, after: Content) -> Content {
        let scene = self.scene;
        let embedded = head > self.sentence.start
            && scene.is(head - 1, SUBORDINATOR.or(COMPLEMENTIZER))
            && scene.run_at(head - 1).is_none()
            || scene.is(head, COMPLEMENTIZER) && matches!(scene.folded(head), "which" | "who" | "that");
        if !embedded {
            return after;
        }
        let comma = (after.start + 2..after.end).find(|at| scene.is_punct(*at, ',') && scene.run_at(*at).is_none());
        Content { start: after.start, end: comma.unwrap_or(after.end) }
    }

    /// Whether a base form reports nothing: "did not say whether", or a noun after all ("a final say").
    fn is_not_said(&self, at: usize, last: usize, source: Option<Source>) -> bool {
        let scene = self.scene;
        let denied = at > self.sentence.start
            && (scene.is(at - 1, NEGATION) || scene.token(at - 1).kind == Kind::Clitic && scene.folded(at - 1) == "t");
        let asks = scene.is(last + 1, COMPLEMENTIZER) && scene.folded(last + 1) != "that";
        let single = source.is_some_and(|source| {
            source.last + 1 == at && matches!(scene.folded(source.first), "a" | "an" | "this" | "one")
        });
        denied && asks || single
    }
}
