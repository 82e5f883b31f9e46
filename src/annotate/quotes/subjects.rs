//! Which words in front of a reporting verb, or behind it, are its subject?

use super::attributions::Reader;
use super::complements;
use super::cues::{Cue, Form, Governs};
use super::inverted;
use super::speakers::{self, Source, Who};
use super::words::{ADVERB, AUXILIARY, BE, CONJUNCTION, VERB};

impl Reader<'_, '_> {
    /// Where the clause of the verb at `at` may begin: behind what an earlier report took, and behind a marked run.
    pub(super) fn floor(&self, at: usize) -> usize {
        self.free.max(self.sentence.start).min(at)
    }

    pub(super) fn subject(&self, at: usize, cue: Cue, floor: usize) -> Option<Source> {
        let scene = self.scene;
        if cue.form == Form::Participle && !(at > floor && scene.is(at - 1, BE)) {
            if at > floor + 1 && scene.folded(at - 1) == "as" {
                return self.second_hand(at - 2, floor);
            }
            if let Some(source) = self.absolute(at, floor) {
                return Some(source);
            }
            return self
                .source
                .or_else(|| speakers::subject_of(scene, self.sentence.start, at))
                .or_else(|| self.first_name(at));
        }
        if at > floor && scene.folded(at - 1) == "to" && cue.form == Form::Base {
            let chain = at > floor + 1
                && matches!(
                    scene.folded(at - 2),
                    "on" | "continued"
                        | "continues"
                        | "out"
                        | "quick"
                        | "went"
                        | "Twitter"
                        | "twitter"
                        | "back"
                        | "seemed"
                        | "going"
                        | "is"
                        | "had"
                        | "began"
                );
            let plain = matches!(scene.folded(at + 1), "that" | "whether" | "if" | "why")
                || complements::has_run(self, at + 1) && !scene.is(at - 1, ADVERB);
            return if chain || plain {
                self.source.or_else(|| speakers::subject_of(scene, self.sentence.start, at))
            } else {
                None
            };
        }
        if let Some(source) = speakers::before(scene, at, floor) {
            return Some(source);
        }
        let mut before = at;
        while before > floor && (scene.is(before - 1, ADVERB.or(AUXILIARY)) || speakers::is_ly(scene, before - 1)) {
            before -= 1;
        }
        if before > floor.max(1) - 1 && scene.is_punct(before.saturating_sub(1), ',') && floor > self.sentence.start {
            return speakers::before(scene, at, self.sentence.start);
        }
        let coordinated =
            before > self.sentence.start && scene.is(before - 1, CONJUNCTION) && scene.run_at(before - 1).is_none();
        if !coordinated || cue.form == Form::Base {
            return None;
        }
        self.source.or_else(|| speakers::subject_of(scene, self.sentence.start, at))
    }

    /// The person right in front of a participle that is its subject: "with Lee saying".
    fn absolute(&self, at: usize, floor: usize) -> Option<Source> {
        let scene = self.scene;
        let mut before = at;
        while before > floor && (scene.is(before - 1, ADVERB) || speakers::is_ly(scene, before - 1)) {
            before -= 1;
        }
        let mention = scene.mention_at(before.checked_sub(1)?).filter(|mention| mention.last + 1 == before)?;
        let opens = mention.first <= floor
            || scene.is(mention.first - 1, CONJUNCTION)
            || matches!(scene.folded(mention.first - 1), "with" | "as")
            || matches!(scene.punct(mention.first - 1), Some('—' | '–' | '-'));
        opens.then_some(Source::of(mention.first, mention))
    }

    /// The first person of the sentence, where a participle opens it: "Noting that ..., Lee asked".
    fn first_name(&self, at: usize) -> Option<Source> {
        let mention = self.scene.mentions_in(at, self.sentence.end).first()?;
        (at == self.sentence.start).then_some(Source::of(mention.first, *mention))
    }

    /// The speaker of "was quoted as saying" and "the agency quoted Lee as saying"; `last` stands before "as".
    fn second_hand(&self, last: usize, floor: usize) -> Option<Source> {
        let scene = self.scene;
        let quoted = |at: usize| matches!(scene.folded(at), "quoted" | "reported" | "cited" | "quotes" | "described");
        if let Some(verb) = (floor..=last).rev().take(12).find(|at| quoted(*at)) {
            let passive = verb > floor && (floor..verb).rev().take(3).any(|at| scene.is(at, BE));
            return if passive {
                speakers::before(scene, verb, floor)
            } else {
                inverted::behind(scene, verb + 1, last + 1)
            };
        }
        None
    }

    /// Whose words "the agency quoted Lee as saying" gives, with "quoted" at `at`.
    pub(super) fn quoted(&self, at: usize) -> Option<Source> {
        if !matches!(self.scene.folded(at), "quoted" | "cited" | "quotes" | "cites" | "quote" | "cite") {
            return None;
        }
        let says = |at: &usize| {
            self.scene.folded(*at) == "as"
                && self.scene.run_at(*at).is_none()
                && self.scene.cue(at + 1).is_some_and(|cue| cue.form == Form::Participle)
        };
        let end = (at + 2..self.sentence.end.min(at + 20)).find(says)?;
        inverted::behind(self.scene, at + 1, end)
    }

    /// Whether the past form at `at` is one of "was told", "were asked".
    pub(super) fn is_passive(&self, at: usize, floor: usize) -> bool {
        let mut before = at;
        while before > floor && (self.scene.is(before - 1, ADVERB) || speakers::is_ly(self.scene, before - 1)) {
            before -= 1;
        }
        before > floor && self.scene.is(before - 1, BE) && !matches!(self.scene.folded(before - 1), "m")
    }

    /// Whether a comma stands before the verb at `at` and nothing but a name or title behind it: ", said Lee, a lawyer".
    pub(super) fn is_inverted(&self, at: usize, cue: Cue) -> bool {
        let scene = self.scene;
        if at == 0 || !scene.is_punct(at - 1, ',') || !cue.governs.any(Governs::INVERTED) || at <= self.free + 1 {
            return false;
        }
        inverted::behind(scene, at + 1, self.sentence.end).is_some_and(|source| {
            let next = source.last + 1;
            next >= self.sentence.end
                || matches!(scene.punct(next), Some(',' | '.' | ';' | '('))
                || matches!(scene.folded(next), "who" | "of" | "in" | "at" | "on" | "during" | "and" | "after")
                    && matches!(source.who, Who::Person(_))
        })
    }

    /// Whether a speaker may stand behind the verb at `at`: what stands before it is closed.
    pub(super) fn may_invert(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.scene.run_at(before).is_some_and(|run| run.after == at) {
            return true;
        }
        matches!(self.scene.punct(before), Some(',' | '—' | '–' | '-'))
    }

    /// Whether what follows the verb at `at` is the subject of the clause that is reported, not the speaker: a verb
    /// follows, and no words in quotation marks stand in front: "the envoys, when asked, said Lee had left".
    pub(super) fn acts(&self, at: usize, source: Source) -> bool {
        let scene = self.scene;
        let next = source.last + 1;
        let finite = next < self.sentence.end
            && scene.run_at(next).is_none()
            && (scene.is(next, AUXILIARY)
                || scene.is(next, VERB) && !scene.cue(next).is_some_and(|cue| cue.form == Form::Past));
        finite && (scene.run_at(at - 1).is_none() || source.who == Who::Pronoun)
    }
}
