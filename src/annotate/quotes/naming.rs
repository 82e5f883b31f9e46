//! Whom do nouns and names mean that stand together? "a spokesman for the ministry", "Foreign Minister Ann Lee".

use super::cues::Form;
use super::scene::{Mention, Scene};
use super::speakers::{LONGEST, Source, Who};
use super::words::{
    ADVERB, AUXILIARY, BODY, CONJUNCTION, CUE_NOUN, DETERMINER, DOCUMENT, OBJECT, POSSESSIVE, PREPOSITION, ROLE,
    SUBJECT, SUBORDINATOR, TEMPORAL, TIGHT, look_up,
};
use crate::text::Kind;

/// The source that a mention is, unless it only belongs to one: "a spokesman for Lee".
pub(super) fn named(scene: &Scene, mention: Mention, floor: usize) -> Source {
    let mut first = mention.first;
    while first > floor
        && (is_abbreviated_title(scene, first - 1, floor)
            || scene.is_capitalised(first - 1) && !scene.is(first - 1, PREPOSITION.or(TEMPORAL))
            || scene.is(first - 1, ROLE))
        && scene.mention_at(first - 1).is_none()
        && scene.run_at(first - 1).is_none()
    {
        first -= 1;
    }
    // "an aide of Senator Lee" is the aide, "Secretary of Defense Ann Lee" is Lee.
    let titled =
        first < mention.first && !scene.is(mention.first - 1, ROLE) && scene.punct(mention.first - 1).is_none();
    if first > floor + 1
        && !titled
        && scene.is(first - 1, TIGHT)
        && is_someone(scene, first - 2)
        && let Some(wide) = described(scene, mention.last, floor)
    {
        return wide;
    }
    Source::of(first, mention)
}

/// Whether the stop at `at` belongs to a title: "Mr.", "Sen."
pub(super) fn is_abbreviated_title(scene: &Scene, at: usize, floor: usize) -> bool {
    at > floor && scene.is_punct(at, '.') && scene.is_capitalised(at - 1) && scene.folded(at - 1).len() <= 5
}

/// Whether a word names a role, of one or of several.
pub(super) fn is_role(scene: &Scene, index: usize) -> bool {
    let one = || scene.folded(index).strip_suffix('s').is_some_and(|one| look_up(one).classes.any(ROLE));
    scene.is(index, ROLE) || one()
}

pub(super) fn is_someone(scene: &Scene, index: usize) -> bool {
    let someone = ROLE.or(DOCUMENT).or(BODY).or(CUE_NOUN);
    let one = || scene.folded(index).strip_suffix('s').is_some_and(|one| look_up(one).classes.any(someone));
    scene.is(index, someone) || matches!(scene.folded(index), "another" | "others" | "both") || one()
}

/// The source that is described: a run of nouns back to its article, with what "of", "for" and the like tie to it.
pub(super) fn described(scene: &Scene, last: usize, floor: usize) -> Option<Source> {
    let mut first = last + 1;
    let mut at = last;
    while !ends_description(scene, at) && last - at < LONGEST {
        first = at;
        let opens = scene.is(at, DETERMINER.or(POSSESSIVE)) && !scene.is(at, SUBORDINATOR);
        let tied = at > floor + 1 && scene.is(at - 1, PREPOSITION) && is_noun(scene, at - 2);
        if at == floor || opens && !tied {
            break;
        }
        at -= 1;
    }
    while first <= last && (scene.is(first, PREPOSITION.or(TEMPORAL).or(ADVERB)) || scene.punct(first).is_some()) {
        first += 1;
    }
    if first > last {
        return None;
    }
    let tie = (first + 1..last).find(|at| scene.is(*at, TIGHT));
    let head = tie.map_or(last, |tie| tie - 1);
    if scene.is(head, TEMPORAL.or(OBJECT)) && !scene.is(head, ROLE) || scene.token(head).kind == Kind::Punct {
        return None;
    }
    if scene.token(head).kind == Kind::Number || scene.folded(head) == "percent" {
        return None;
    }
    Some(Source { first, last, head, who: kind_of(scene, head) })
}

/// What a noun points at.
pub(super) fn kind_of(scene: &Scene, head: usize) -> Who {
    if scene.is(head, DOCUMENT) && !scene.is_capitalised(head) {
        Who::Document
    } else if scene.is(head, ROLE) {
        Who::Described
    } else if scene.is(head, BODY) || scene.is_country(head) || scene.is_capitalised(head) && !scene.is_plain(head) {
        Who::Body
    } else if scene.is(head, DOCUMENT) {
        Who::Document
    } else {
        Who::Described
    }
}

pub(super) fn is_noun(scene: &Scene, index: usize) -> bool {
    scene.token(index).kind != Kind::Punct && !scene.is(index, PREPOSITION.or(AUXILIARY).or(SUBORDINATOR).or(TEMPORAL))
}

/// Whether a description cannot reach over token `at`.
pub(super) fn ends_description(scene: &Scene, at: usize) -> bool {
    if scene.run_at(at).is_some() {
        return true;
    }
    match scene.punct(at) {
        Some('-' | '\'' | '’' | '.' | '&' | '/') => false,
        Some(_) => true,
        None => {
            let verb = scene.cue(at).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Participle));
            verb && !scene.is_capitalised(at)
                || scene.is(at, SUBORDINATOR.or(CONJUNCTION).or(AUXILIARY).or(SUBJECT).or(OBJECT))
        }
    }
}
