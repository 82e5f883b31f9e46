//! What opens at a token: a clause with its own subject, a verb, a participle, a noun without a verb? Told by the parts of
//! speech of the next words; only a guess, which the model weighs.

use super::cues::Form;
use super::kinds::Part;
use super::scene::Scene;
use super::words::{
    ADVERB, AUXILIARY, COMPLEMENTIZER, CONJUNCTION, DETERMINER, NEGATION, OBJECT, POSSESSIVE, PREPOSITION, SUBJECT,
    SUBORDINATOR,
};
use crate::text::Kind;

/// How far ahead a verb may stand, in tokens.
const FAR: usize = 12;

/// What may open at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// The end.
    Nothing,
    /// Words in quotation marks.
    Marked,
    Punctuation,
    Infinitive,
    /// A pronoun with its verb.
    PronounClause,
    /// A pronoun without one.
    Pronoun,
    Complementizer,
    As,
    Preposition,
    Auxiliary,
    /// "him", or a conjunction that subordinates.
    Object,
    /// A verb that reports.
    Report(Form),
    /// Another finite verb.
    Finite,
    /// "planned cuts hurt"
    PastClause,
    /// "planned by the ministry"
    Past,
    /// "planning takes time"
    ParticipleClause,
    /// "planning the cuts"
    Participle,
    Base,
    /// A noun with its verb.
    NounClause,
    /// A noun without one.
    Noun,
}

impl Opening {
    /// Whether it is the verb of a subject that stands before it: "is", "helped".
    pub(super) fn is_predicate(self) -> bool {
        matches!(self, Self::Auxiliary | Self::Finite | Self::Past | Self::Report(Form::Past | Form::Third))
    }

    /// A number for each, never 0.
    pub(super) fn number(self) -> u32 {
        match self {
            Self::Nothing => 1,
            Self::Marked => 2,
            Self::Punctuation => 3,
            Self::Infinitive => 4,
            Self::PronounClause => 5,
            Self::Pronoun => 6,
            Self::Complementizer => 7,
            Self::As => 8,
            Self::Preposition => 9,
            Self::Auxiliary => 10,
            Self::Object => 11,
            Self::Report(form) => 12 + form as u32,
            Self::Finite => 18,
            Self::PastClause => 19,
            Self::Past => 20,
            Self::ParticipleClause => 21,
            Self::Participle => 22,
            Self::Base => 23,
            Self::NounClause => 24,
            Self::Noun => 25,
        }
    }
}

/// What opens at `at`, as a number, with the word that joins it to what stands before.
pub(super) fn opening(scene: &Scene, at: usize, end: usize) -> u32 {
    let joins = |at: usize| at < end && scene.run_at(at).is_none() && scene.is(at, CONJUNCTION.or(SUBORDINATOR));
    let (joint, from) = if joins(at) { (scene.word_number(at), at + 1) } else { (0, at) };
    joint.wrapping_mul(31).wrapping_add(what(scene, from, end).number())
}

/// What opens at `from`, adverbs passed over.
pub(super) fn what(scene: &Scene, from: usize, end: usize) -> Opening {
    let mut at = from;
    while at < end && scene.run_at(at).is_none() && is_adverb(scene, at) {
        at += 1;
    }
    if at >= end {
        return Opening::Nothing;
    }
    if scene.run_at(at).is_some() {
        return Opening::Marked;
    }
    if scene.punct(at).is_some() {
        return Opening::Punctuation;
    }
    if scene.folded(at) == "to" {
        return Opening::Infinitive;
    }
    if scene.is(at, SUBJECT) {
        return if finite_after(scene, at + 1, end, true) { Opening::PronounClause } else { Opening::Pronoun };
    }
    if scene.is(at, COMPLEMENTIZER) {
        return Opening::Complementizer;
    }
    if scene.is(at, PREPOSITION) {
        return if scene.folded(at) == "as" { Opening::As } else { Opening::Preposition };
    }
    if scene.is(at, AUXILIARY) {
        return Opening::Auxiliary;
    }
    if scene.is(at, OBJECT.or(SUBORDINATOR)) {
        return Opening::Object;
    }
    let noun_opens = scene.is(at, DETERMINER.or(POSSESSIVE)) || scene.is_capitalised(at);
    if !noun_opens {
        if let Some(cue) = scene.cue(at) {
            return Opening::Report(cue.form);
        }
        match scene.part(at) {
            Part::Third | Part::Past => return Opening::Finite,
            Part::Ed | Part::Participle => {
                return if finite_after(scene, at + 1, end, false) { Opening::PastClause } else { Opening::Past };
            }
            Part::Ing => {
                return if finite_after(scene, at + 1, end, false) {
                    Opening::ParticipleClause
                } else {
                    Opening::Participle
                };
            }
            Part::Base => return Opening::Base,
            _ => {}
        }
    }
    if finite_after(scene, at + 1, end, false) { Opening::NounClause } else { Opening::Noun }
}

fn is_adverb(scene: &Scene, at: usize) -> bool {
    scene.is(at, ADVERB.or(NEGATION)) && !scene.is(at, SUBORDINATOR)
        || scene.punct(at).is_none() && scene.folded(at).ends_with("ly")
}

/// Whether a finite verb follows before the phrase ends; right behind a pronoun a base form is one.
fn finite_after(scene: &Scene, from: usize, end: usize, pronoun: bool) -> bool {
    let mut plural = pronoun;
    for at in from..end.min(from + FAR) {
        if scene.run_at(at).is_some() {
            plural = false;
            continue;
        }
        if scene.is(at, AUXILIARY) {
            return true;
        }
        if let Some(c) = scene.punct(at) {
            if matches!(c, ',' | ';' | ':' | '—' | '–' | '(') {
                return false;
            }
            plural = false;
            continue;
        }
        if scene.is(at, SUBORDINATOR.or(COMPLEMENTIZER)) && !pronoun {
            return false;
        }
        if scene.token(at).kind != Kind::Word || scene.is_capitalised(at) {
            plural = scene.is_capitalised(at) && scene.folded(at).ends_with('s');
            continue;
        }
        let behind_noun = !scene.is(at - 1, DETERMINER.or(POSSESSIVE).or(PREPOSITION));
        if behind_noun && scene.cue(at).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third)) {
            return true;
        }
        let part = scene.part(at);
        match part {
            Part::Third | Part::Past => return true,
            Part::Ed if behind_noun && at > from => return true,
            Part::PluralOrThird
                if behind_noun
                    && !plural
                    && at > from
                    && is_singular(scene, at - 1)
                    && !is_noun_ahead(scene, at + 1) =>
            {
                return true;
            }
            Part::Base | Part::NounOrBase if plural => return true,
            _ => {}
        }
        plural = matches!(part, Part::Plural | Part::PluralOrThird) || plural && is_adverb(scene, at);
    }
    false
}

fn is_singular(scene: &Scene, at: usize) -> bool {
    scene.mention_at(at).is_some()
        || matches!(scene.part(at), Part::Noun | Part::NounOrBase) && scene.token(at).kind == Kind::Word
}

/// Whether a noun without an article follows, as behind another noun.
fn is_noun_ahead(scene: &Scene, at: usize) -> bool {
    at >= scene.len()
        || scene.is(at, AUXILIARY.or(PREPOSITION)) && scene.folded(at) != "to" && scene.folded(at) != "that"
        || scene.punct(at).is_some()
}
