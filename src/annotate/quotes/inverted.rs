//! Who stands behind a reporting verb: "said Lee, a lawyer"?

use super::naming::kind_of;
use super::scene::Scene;
use super::speakers::{LONGEST, Source, Who, is_ly};
use super::words::{
    ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, OBJECT, POSSESSIVE, PREPOSITION, ROLE, SUBJECT, SUBORDINATOR, TEMPORAL,
    TIGHT, VERB,
};
use crate::text::Kind;

/// The speaker behind an inverted verb, from token `start` and before `end`: "said Lee, a lawyer".
pub(super) fn behind(scene: &Scene, start: usize, end: usize) -> Option<Source> {
    if start >= end || scene.run_at(start).is_some() || scene.punct(start).is_some() {
        return None;
    }
    if scene.is(start, SUBJECT) && !matches!(scene.folded(start), "who" | "there" | "it") {
        return Some(Source { first: start, last: start, head: start, who: Who::Pronoun });
    }
    let opens = scene.is(start, DETERMINER.or(POSSESSIVE).or(ROLE)) || scene.is_capitalised(start);
    if (!opens || scene.is(start, SUBORDINATOR.or(TEMPORAL))) && name_soon(scene, start, end).is_none() {
        return None;
    }
    let last = (start..end.min(start + LONGEST)).take_while(|at| !ends_inverted(scene, start, *at, end)).last()?;
    let mention = scene
        .mentions_in(start, last + 1)
        .iter()
        .rev()
        .find(|mention| mention.last <= last && (mention.first == start || !scene.is(mention.first - 1, TIGHT)));
    if let Some(mention) = mention {
        let owner = mention.last < last
            && (scene.token(mention.last + 1).kind == Kind::Clitic
                || scene.punct(mention.last + 1).is_none() && !scene.is(mention.last + 1, PREPOSITION.or(ADVERB)));
        if !owner {
            return Some(Source::of(start, *mention));
        }
    }
    let head = (start + 1..last).find(|at| scene.is(*at, TIGHT)).map_or(last, |tie| tie - 1);
    Some(Source { first: start, last, head, who: kind_of(scene, head) })
}

/// Where a name begins that nothing but words in front of it separates from `start`: "former tech executive Ann Lee".
fn name_soon(scene: &Scene, start: usize, end: usize) -> Option<usize> {
    const REACH: usize = 9;
    for at in start..end.min(start + REACH) {
        if scene.mention_at(at).is_some_and(|mention| mention.first == at) {
            return Some(at);
        }
        let tied = at > start && matches!(scene.folded(at), "of" | "for" | "and");
        let stops = scene.run_at(at).is_some()
            || scene.punct(at).is_some_and(|c| !matches!(c, '-' | '.' | '&' | '/'))
            || scene.is(at, PREPOSITION.or(CONJUNCTION)) && !tied
            || scene.is(at, AUXILIARY.or(SUBJECT).or(OBJECT).or(SUBORDINATOR).or(VERB).or(POSSESSIVE))
            || scene.is(at, TEMPORAL) && !scene.is_punct(at.wrapping_sub(1), '-')
            || scene.cue(at).is_some() && !scene.is(at, ROLE)
            || is_ly(scene, at);
        if stops {
            return None;
        }
    }
    None
}

fn ends_inverted(scene: &Scene, start: usize, at: usize, end: usize) -> bool {
    if scene.run_at(at).is_some() {
        return true;
    }
    let all = scene.tokens.all();
    match scene.punct(at) {
        Some('.') => {
            let adjoins = |at: usize| all.get(at).is_some_and(|next| next.span.start == all[at - 1].span.end);
            let initial = at > start && scene.is_capitalised(at - 1) && all[at - 1].span.len() == 1;
            at + 1 >= end || !(scene.is_capitalised(at + 1) || initial || adjoins(at + 1) && adjoins(at))
        }
        Some('-' | '\'' | '’' | '&' | '/') => false,
        Some(_) => true,
        None => {
            let tight = scene.is(at, TIGHT) && matches!(scene.folded(at), "of" | "for" | "from");
            let joint = scene.is(at, CONJUNCTION)
                && scene.folded(at) == "and"
                && scene.mentions_in(start, at).is_empty()
                && (scene.is(at + 1, ROLE) && !scene.is_capitalised(at + 1) || name_soon(scene, at + 1, end).is_some());
            scene.is(at, PREPOSITION) && !tight
                || scene.is(at, CONJUNCTION) && !joint
                || scene.is(at, AUXILIARY.or(SUBJECT))
                || scene.is(at, SUBORDINATOR)
                || scene.is(at, TEMPORAL)
                    && !scene.is(at, DETERMINER)
                    && !matches!(scene.folded(at), "may" | "march")
                    && !scene.is_punct(at.wrapping_sub(1), '-')
                || is_ly(scene, at)
                || at > start && is_past_aside(scene, at)
        }
    }
}

/// Whether a participle goes on about what stands before it: "the statement issued after the talks", "a report released
/// on Monday".
fn is_past_aside(scene: &Scene, at: usize) -> bool {
    scene.folded(at).ends_with("ed")
        && !scene.is_capitalised(at)
        && (scene.is(at + 1, PREPOSITION.or(TEMPORAL).or(ADVERB)) || scene.punct(at + 1).is_some())
}
