//! Where do reported words that are not in quotation marks begin and end? A clause from behind the reporting verb (and
//! the addressee, the time, the place) to the end of the sentence, or to where another report begins.

use super::cues::{Form, Governs};
use super::scene::Scene;
use super::speakers::is_ly;
use super::words::{
    ADVERB, AUXILIARY, COMPLEMENTIZER, CONJUNCTION, DETERMINER, OBJECT, POSSESSIVE, PREPOSITION, ROLE, SUBJECT,
    SUBORDINATOR, TEMPORAL, VERB,
};
use crate::text::Kind;

/// Passes over what says when, where and to whom else: "on Tuesday", "in a statement".
pub(super) fn skip_adjuncts(scene: &Scene, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end && scene.run_at(at).is_none() {
        let number = scene.token(at).kind == Kind::Number && at > from && scene.is(at - 1, TEMPORAL);
        let when = |at: usize| scene.is(at, TEMPORAL) && !scene.is(at, DETERMINER);
        let adverb = is_ly(scene, at) || scene.is(at, ADVERB) && !scene.is(at, SUBORDINATOR);
        if when(at) || number || adverb || scene.is(at, PREPOSITION) && when(at + 1) {
            at += 1;
        } else if scene.is(at, PREPOSITION) {
            match skip_noun(scene, at + 1, end) {
                Some(next) => at = next,
                None => break,
            }
        } else {
            break;
        }
    }
    at
}

/// Passes over the noun phrase that starts at `from`; `None` if it is the subject of a verb.
pub(super) fn skip_noun(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    let mut at = from;
    while at < end && scene.is(at, DETERMINER.or(POSSESSIVE)) {
        at += 1;
    }
    let start = at;
    while at < end && scene.run_at(at).is_none() {
        if let Some(mention) = scene.mention_at(at).filter(|mention| mention.first == at) {
            if at > start && !scene.is_capitalised(at - 1) {
                break;
            }
            at = mention.last + 1;
            continue;
        }
        match scene.punct(at) {
            Some('-' | '\'' | '’' | '&' | '/') => {}
            Some('.') if scene.is_capitalised(at.wrapping_sub(1)) && at + 1 < end => {}
            Some(_) => break,
            None => {}
        }
        let opened = at == start && start > from;
        if scene.is(at, SUBJECT.or(DETERMINER).or(POSSESSIVE).or(PREPOSITION).or(SUBORDINATOR))
            || scene.is(at, TEMPORAL) && !opened
        {
            break;
        }
        if scene.is(at, AUXILIARY) {
            return None;
        }
        if at > start && scene.punct(at - 1).is_none() && scene.token(at).kind != Kind::Clitic {
            let changes = scene.is_capitalised(at) != scene.is_capitalised(at - 1) && !scene.is(at - 1, TEMPORAL);
            let after_clitic = scene.token(at - 1).kind == Kind::Clitic;
            if changes && !after_clitic {
                break;
            }
        }
        at += 1;
    }
    (at > start).then_some(at)
}

/// Passes over the one who is told: "told reporters", "told the BBC".
pub(super) fn skip_addressee(scene: &Scene, from: usize, end: usize) -> usize {
    if from >= end || scene.run_at(from).is_some() || scene.is(from, COMPLEMENTIZER) {
        return from;
    }
    if scene.is(from, OBJECT) {
        return from + 1;
    }
    let mut at = skip_noun(scene, from, end).unwrap_or(from);
    while at < end && scene.is_capitalised(at) && scene.run_at(at).is_none() && scene.mention_at(at).is_some() {
        at += 1;
    }
    at
}

/// Whether what starts at `from` is plainly a clause: it has a subject and a verb.
pub(super) fn is_clause(scene: &Scene, from: usize, end: usize) -> bool {
    if scene.is(from, SUBJECT.or(COMPLEMENTIZER)) {
        return true;
    }
    if scene.is(from, OBJECT.or(PREPOSITION).or(CONJUNCTION)) {
        return false;
    }
    for at in from + 1..end.min(from + 16) {
        if matches!(scene.punct(at), Some(',' | ';' | ':' | '(')) || scene.is(at, SUBORDINATOR) {
            return false;
        }
        if scene.is(at, AUXILIARY.or(VERB)) && scene.token(at).kind != Kind::Punct {
            return true;
        }
        let past = scene.folded(at).ends_with("ed") && !scene.is_capitalised(at) && scene.token(at).kind == Kind::Word;
        if past && !scene.is(at - 1, DETERMINER.or(POSSESSIVE).or(PREPOSITION)) && at > from + 1 {
            return true;
        }
    }
    false
}

/// Where the clause that starts at `from` ends: before the next report, or with the sentence (`end`).
pub(super) fn end_of(scene: &Scene, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        if let Some(run) = scene.run_at(at) {
            at = run.after.max(at + 1);
            let comma = run.end > run.start && scene.is_punct(run.end - 1, ',');
            if comma
                && at < end
                && (is_trailing_participle(scene, at) || is_aside(scene, at) || reports_behind(scene, at, end))
            {
                return at;
            }
            continue;
        }
        match scene.punct(at) {
            Some('-' | '—' | '–') if at > from + 3 && is_last_dash(scene, at, end) => return at,
            Some(';') => return at,
            Some(':') if at > from + 2 && scene.run_opening(at + 1).is_some() => return at,
            Some(',' | '—' | '–') if at > from && reports_behind(scene, at + 1, end) => return at,
            Some(',')
                if at > from + 2
                    && (is_trailing_participle(scene, at + 1) || is_aside(scene, at + 1))
                    && !resumes(scene, at + 1, end) =>
            {
                return at;
            }
            None if at > from + 1
                && scene.is(at, CONJUNCTION)
                && (verb_behind(scene, at + 1, end) || participle_behind(scene, at + 1, end)) =>
            {
                return at;
            }
            None if at > from + 2 && scene.folded(at) == "but" && is_past(scene, at + 1) => return at,
            _ => {}
        }
        at += 1;
    }
    trim_end(scene, from, end)
}

/// Whether at the mark or conjunction `at` of a clause that starts at `from` another report begins.
pub(super) fn is_next_report(scene: &Scene, from: usize, at: usize, end: usize) -> bool {
    if let Some(before) = at.checked_sub(1).and_then(|before| scene.run_at(before)).filter(|run| run.after == at) {
        let comma = before.end > before.start && scene.is_punct(before.end - 1, ',');
        if comma && reports_behind(scene, at, end) {
            return true;
        }
    }
    match scene.punct(at) {
        Some(',' | ';' | '—' | '–') => at > from && reports_behind(scene, at + 1, end),
        Some(_) => false,
        None => {
            at > from + 1
                && scene.is(at, CONJUNCTION)
                && (verb_behind(scene, at + 1, end) || participle_behind(scene, at + 1, end))
        }
    }
}

/// Whether a dash between spaces stands at `at` and no other behind it: an afterthought.
fn is_last_dash(scene: &Scene, at: usize, end: usize) -> bool {
    let spaced = |at: usize| {
        matches!(scene.punct(at), Some('-' | '—' | '–'))
            && scene.run_at(at).is_none()
            && at > 0
            && at + 1 < end
            && scene.token(at - 1).span.end < scene.token(at).span.start
            && scene.token(at).span.end < scene.token(at + 1).span.start
    };
    spaced(at) && !(at + 1..end.min(at + 60)).any(spaced)
}

/// Whether an "-ing" form goes on about the speaker: ", using his speech to ...".
fn is_trailing_participle(scene: &Scene, at: usize) -> bool {
    let word = if at < scene.len() { scene.folded(at) } else { return false };
    word.len() > 4
        && word.ends_with("ing")
        && !scene.is_capitalised(at)
        && !matches!(
            word,
            "being"
                | "thing"
                | "spring"
                | "string"
                | "morning"
                | "evening"
                | "including"
                | "during"
                | "nothing"
                | "something"
                | "anything"
                | "everything"
        )
}

/// Whether what follows a comma sets another fact beside the report: ", even though", ", while".
fn is_aside(scene: &Scene, at: usize) -> bool {
    at < scene.len()
        && scene.run_at(at).is_none()
        && matches!(
            scene.folded(at),
            "even" | "although" | "though" | "while" | "amid" | "despite" | "whereas" | "which" | "whom"
        )
}

/// Whether the clause goes on with its verb behind an insertion: "the plan, which he wrote, failed".
pub(super) fn resumes(scene: &Scene, from: usize, end: usize) -> bool {
    (from..end.min(from + 25)).any(|at| {
        scene.is_punct(at, ',')
            && scene.run_at(at).is_none()
            && (is_past(scene, at + 1) || scene.is(at + 1, AUXILIARY))
            && scene.cue(at + 1).is_none()
    })
}

fn is_past(scene: &Scene, at: usize) -> bool {
    at < scene.len() && scene.folded(at).ends_with("ed") && !scene.is_capitalised(at) && scene.run_at(at).is_none()
}

/// Drops the stop at the end.
pub(super) fn trim_end(scene: &Scene, from: usize, mut end: usize) -> usize {
    while end > from + 1
        && scene.run_at(end - 1).is_none()
        && matches!(scene.punct(end - 1), Some('.' | ',' | ':' | ';' | '!' | '?' | '—' | '–' | '-'))
    {
        end -= 1;
    }
    end
}

/// Whether behind a comma another report starts: ", adding that", ", according to", ", but Lee said", ", he said".
pub(super) fn reports_behind(scene: &Scene, from: usize, end: usize) -> bool {
    if from + 1 >= end {
        return false;
    }
    if scene.folded(from) == "according" && scene.folded(from + 1) == "to" {
        return true;
    }
    let mut at = from;
    while at < end && (scene.is(at, CONJUNCTION) || matches!(scene.folded(at), "while" | "although" | "though" | "as"))
    {
        at += 1;
    }
    if verb_behind(scene, at, end) {
        return true;
    }
    if participle_behind(scene, at, end) {
        return true;
    }
    if scene.is(at, SUBJECT) {
        return verb_behind(scene, at + 1, end);
    }
    let title = (at..end.min(at + 6)).find(|at| scene.mention_at(*at).is_some() || !is_title(scene, *at));
    title.and_then(|at| scene.mention_at(at)).is_some_and(|mention| verb_behind(scene, mention.last + 1, end))
        || skip_noun(scene, at, end).is_some_and(|next| next < at + 6 && verb_behind(scene, next, end))
}

/// Whether a word may be part of a title: "Prime Minister", "Mr.".
fn is_title(scene: &Scene, at: usize) -> bool {
    scene.run_at(at).is_none() && (scene.is_capitalised(at) || scene.is(at, ROLE) || scene.is_punct(at, '.'))
}

/// Whether a verb that surely reports stands at `from`, adverbs and auxiliaries passed over.
fn verb_behind(scene: &Scene, from: usize, end: usize) -> bool {
    let mut at = from;
    while at < end && (scene.is(at, ADVERB.or(AUXILIARY)) || is_ly(scene, at)) && at < from + 3 {
        at += 1;
    }
    at < end
        && scene.run_at(at).is_none()
        && scene.cue(at).is_some_and(|cue| {
            let noun = cue.form == Form::Third && cue.governs.any(Governs::NOUN);
            let coordinated = from > 0 && scene.is(from - 1, CONJUNCTION);
            let sure = coordinated || cue.governs.any(Governs::CLAUSE.or(Governs::PLAIN_CLAUSE));
            matches!(cue.form, Form::Past | Form::Third) && !noun && sure && is_sure(cue.governs)
        })
}

/// Whether a participle that reports stands at `from`, adverbs passed over: "and pointedly saying".
fn participle_behind(scene: &Scene, from: usize, end: usize) -> bool {
    let at = (from..end.min(from + 3)).find(|at| !(scene.is(*at, ADVERB) || is_ly(scene, *at)));
    at.is_some_and(|at| {
        scene.run_at(at).is_none()
            && scene.cue(at).is_some_and(|cue| cue.form == Form::Participle && is_sure(cue.governs))
    })
}

fn is_sure(governs: Governs) -> bool {
    governs.any(Governs::CLAUSE.or(Governs::QUOTE))
}
