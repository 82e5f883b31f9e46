//! What do a noun ("his claim that …") and "according to" report?

use super::attributions::{Attribution, Content, Reader};
use super::clauses;
use super::cues;
use super::inverted;
use super::limits::{ACCORDING, Report};
use super::speakers::{self, Source, Who};
use super::words::{AUXILIARY, POSSESSIVE, SUBJECT, VERB};
use crate::text::Kind;

impl Reader<'_, '_> {
    /// "according to Lee"
    pub(super) fn according(&self, at: usize) -> Option<Attribution> {
        let scene = self.scene;
        let source = inverted::behind(scene, at + 2, self.sentence.end).or_else(|| self.plain_source(at + 2))?;
        let (start, end) = (self.sentence.start, self.sentence.end);
        let is_comma = |at: &usize| scene.is_punct(*at, ',') && scene.run_at(*at).is_none();
        let comma = (source.last + 1..end).find(is_comma);
        // "According to the agency, citing officials, taxes will rise."
        let comma = match comma {
            Some(comma) if matches!(scene.folded(comma + 1), "quoting" | "citing") => (comma + 2..end).find(is_comma),
            comma => comma,
        };
        let opens = at <= self.origin + 1;
        let comma = comma.filter(|comma| !opens || !(source.last + 1..*comma).any(|at| scene.is(at, AUXILIARY)));
        let after =
            comma.filter(|comma| opens || scene.is_punct(at - 1, ',') && comma - source.last < 25).map(|comma| {
                let from = comma + 1;
                Content { start: from, end: clauses::end_of(scene, from, end) }
            });
        let before = (!opens && at > start)
            .then(|| Content { start: self.origin, end: clauses::trim_end(scene, self.origin, at) });
        let before = before.filter(|before| {
            (before.start..before.end).any(|at| {
                scene.is(at, AUXILIARY.or(VERB)) || scene.folded(at).ends_with("ed") || scene.run_at(at).is_some()
            })
        });
        let after = after.or_else(|| {
            (opens && comma.is_none())
                .then(|| Content { start: source.last + 1, end: clauses::end_of(scene, source.last + 1, end) })
        });
        let long = |content: &Content| content.end > content.start + 2;
        let (before, after) = (before.filter(long), after.filter(long));
        let after = after.filter(|_| opens || before.is_none());
        let lemma = cues::number("according");
        let report = Report {
            last: at + 1,
            tail: source.last + 1,
            form: ACCORDING,
            ..self.report(at, lemma, Some(source), after)
        };
        self.attribution(report, Some(source), before, (!opens).then_some(at))
    }

    /// The words up to the next comma or stop, as a source.
    fn plain_source(&self, from: usize) -> Option<Source> {
        let last = (from..self.sentence.end)
            .take(12)
            .take_while(|at| {
                self.scene.punct(*at).is_none_or(|c| matches!(c, '-' | '\'' | '’' | '&'))
                    && self.scene.run_at(*at).is_none()
            })
            .last()?;
        Some(Source { first: from, last, head: last, who: Who::Document })
    }

    /// "his claim that ...", "the allegation by Lee that ..."
    pub(super) fn noun(&self, at: usize) -> Option<Attribution> {
        let scene = self.scene;
        let lemma = scene.cue(at).map_or_else(|| cues::number(scene.folded(at)), |cue| cue.lemma);
        let by = matches!(scene.folded(at + 1), "by" | "from" | "of") && at + 3 < self.sentence.end;
        let source = self.owner(at).or_else(|| inverted::behind(scene, at + 2, self.sentence.end).filter(|_| by));
        let rule = source.and_then(|_| self.that_clause(at));
        self.attribution(self.report(at, lemma, source, rule), source, None, None)
    }

    /// The clause behind the noun at `at` that "that" opens.
    fn that_clause(&self, at: usize) -> Option<Content> {
        let scene = self.scene;
        let that = (at + 1..self.sentence.end.min(at + 8))
            .find(|at| scene.folded(*at) == "that" && scene.run_at(*at).is_none())?;
        if (at + 1..that).any(|at| scene.is(at, AUXILIARY.or(SUBJECT)) || scene.punct(at).is_some_and(|c| c != '-')) {
            return None;
        }
        let content = Content { start: that + 1, end: clauses::end_of(scene, that + 1, self.sentence.end) };
        (content.end >= content.start + 2 && clauses::is_clause(scene, content.start, content.end)).then_some(content)
    }

    /// Who owns the noun at `at`: "his claim", "Lee's repeated claim".
    fn owner(&self, at: usize) -> Option<Source> {
        let scene = self.scene;
        let from = at.saturating_sub(4).max(self.free);
        let mark = (from..at).rev().find(|at| scene.is(*at, POSSESSIVE) || scene.token(*at).kind == Kind::Clitic)?;
        if scene.is(mark, POSSESSIVE) {
            return Some(Source { first: mark, last: mark, head: mark, who: Who::Pronoun });
        }
        let last = mark.checked_sub(1).filter(|last| *last >= self.free)?;
        let capitals = (self.free..=last).rev().take_while(|at| scene.is_capitalised(*at)).last();
        speakers::ending_at(scene, last, capitals.unwrap_or(self.free))
    }
}
