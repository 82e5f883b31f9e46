//! Which words beside a reporting verb name the one who speaks? The subject before it, or behind it if inverted.

use super::cues::Form;
use super::naming::{described, is_role, is_someone, named};
use super::scene::{Mention, Scene};
use super::words::{
    ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, NEGATION, PREPOSITION, ROLE, SUBJECT, SUBORDINATOR, TEMPORAL, TIGHT,
    VERB,
};
use crate::text::Kind;

/// The words that name or point at a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// First token.
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    /// The word that carries the meaning: "spokesman" in "a spokesman for the ministry".
    pub(super) head: usize,
    /// What they point at.
    pub(super) who: Who,
}

impl Source {
    /// The source that opens at token `first`, a title perhaps, and ends with a name.
    pub(super) fn of(first: usize, mention: Mention) -> Self {
        Self { first, last: mention.last, head: mention.last, who: Who::Person(mention.person) }
    }
}

/// What a source points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A person who is named here (index into the persons).
    Person(usize),
    /// "he", "they", "who".
    Pronoun,
    /// A body or country, by its name or not.
    Body,
    /// A statement, report, law.
    Document,
    /// Someone who is described only: "an official".
    Described,
}

impl Who {
    /// A number for each kind, never 0.
    pub(super) fn number(self) -> u32 {
        match self {
            Self::Person(_) => 1,
            Self::Pronoun => 2,
            Self::Body => 3,
            Self::Document => 4,
            Self::Described => 5,
        }
    }
}

/// The longest source, in tokens.
pub(super) const LONGEST: usize = 20;

/// The subject of the verb at `verb`, which stands behind `floor`.
pub(super) fn before(scene: &Scene, verb: usize, floor: usize) -> Option<Source> {
    let mut end = verb;
    while end > floor && is_skipped(scene, end - 1) {
        end -= 1;
    }
    end = skip_time(scene, end, floor);
    let mut last = end.checked_sub(1).filter(|last| *last >= floor)?;
    if scene.run_at(last).is_some() {
        return None;
    }
    if scene.is_punct(last, ')') {
        last = (floor..last).rev().take(LONGEST).find(|at| scene.is_punct(*at, '('))?.checked_sub(1)?;
        if last < floor {
            return None;
        }
    }
    match scene.punct(last) {
        Some(',' | '—' | '–') => apposed(scene, last, floor),
        Some('-') => apposed(scene, last, floor),
        Some(_) => None,
        None if scene.is(last, CONJUNCTION) => main_subject(scene, floor, last),
        None => {
            if let Some(whole) = whole_subject(scene, last, floor) {
                return Some(whole);
            }
            let near = ending_at(scene, last, floor).map(|near| bearer(scene, near, floor));
            match near {
                Some(source) if !is_verbal(scene, source) => near,
                _ => leading_noun(scene, floor, last).or(near),
            }
        }
    }
}

/// Whether a description ends in what is likely a verb: "Lee met".
fn is_verbal(scene: &Scene, source: Source) -> bool {
    let word = scene.folded(source.last);
    !matches!(source.who, Who::Person(_) | Who::Pronoun)
        && !scene.is_capitalised(source.last)
        && (scene.is(source.last, VERB.or(ADVERB).or(PREPOSITION)) || word.ends_with("ed") || word.ends_with("ing"))
}

/// The likeliest subject of what stands between `from` and `end`.
pub(super) fn subject_of(scene: &Scene, from: usize, end: usize) -> Option<Source> {
    let from = if scene.is(from, CONJUNCTION.or(ADVERB)) { from + 1 } else { from };
    let subject = |from: usize| leading_noun(scene, from, end).map(|noun| apposed_name(scene, noun, end));
    let main = after_aside(scene, from, end).and_then(|main| subject(main).or_else(|| first_subject(scene, main, end)));
    main.or_else(|| subject(from)).or_else(|| first_subject(scene, from, end))
}

/// The person whose name is set behind a role: "the company's manager, Ann Lee,".
fn apposed_name(scene: &Scene, role: Source, end: usize) -> Source {
    let comma = role.last + 1;
    if role.who != Who::Described || !scene.is_punct(comma, ',') {
        return role;
    }
    let mention = (comma + 1..end.min(comma + 5)).find_map(|at| scene.mention_at(at));
    match mention.filter(|mention| scene.is_punct(mention.last + 1, ',')) {
        Some(mention) => Source { first: role.first, ..named(scene, mention, comma + 1) },
        None => role,
    }
}

/// The first subject behind what sets the scene: "As the crowd sang, Lee rose and said".
fn main_subject(scene: &Scene, floor: usize, end: usize) -> Option<Source> {
    let main = after_aside(scene, floor, end).and_then(|main| first_subject(scene, main, end));
    main.or_else(|| first_subject(scene, floor, end))
}

/// Where the main clause begins, if a clause or phrase that sets the scene opens the sentence at `from`.
fn after_aside(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    let word = scene.folded(from);
    let participle =
        word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed")) && scene.mention_at(from).is_none();
    if !(scene.is(from, SUBORDINATOR.or(PREPOSITION)) || participle && scene.sentence(from).start == from) {
        return None;
    }
    let comma = (from + 1..end).find(|at| scene.is_punct(*at, ',') && scene.run_at(*at).is_none())?;
    (comma + 1 < end).then_some(comma + 1)
}

/// A subject that more is tied to than the words before the verb: "people who know Lee said", "a study by Lee found".
fn whole_subject(scene: &Scene, last: usize, floor: usize) -> Option<Source> {
    if scene.is(last, SUBJECT) {
        return None;
    }
    let near = last.saturating_sub(LONGEST).max(floor);
    let stops = |at: usize| scene.run_at(at).is_some() || matches!(scene.punct(at), Some(',' | ';' | ':' | '—' | '–'));
    let near = (near..last).rev().find(|at| stops(*at)).map_or(near, |at| at + 1);
    let relative = (near + 1..last).rev().find(|at| matches!(scene.folded(*at), "who" | "that" | "which"));
    if let Some(who) = relative {
        let is_verb = |at: usize| scene.is(at, VERB.or(AUXILIARY)) || scene.cue(at).is_some() || is_past(scene, at);
        let verb = (who + 1..last).any(is_verb);
        let source = described(scene, who - 1, near).filter(|_| verb)?;
        let someone = is_someone(scene, source.head) || scene.folded(who) == "who";
        return (someone && !scene.is(source.head, SUBJECT.or(AUXILIARY))).then_some(source);
    }
    let leading = leading_noun(scene, near, last + 1)?;
    let tie = leading.last + 1;
    let tied = scene.is(tie, PREPOSITION) || is_past(scene, tie) && scene.is(tie + 1, PREPOSITION);
    let clause = (tie..last)
        .any(|at| scene.is(at, VERB.or(AUXILIARY).or(SUBJECT)) || scene.cue(at).is_some() && !scene.is_capitalised(at));
    // "Secretary of Defense Ann Lee" is Lee.
    let titled = scene.mention_at(last).filter(|mention| mention.first > tie).is_some_and(|mention| {
        let before = mention.first - 1;
        !scene.is(before, PREPOSITION.or(CONJUNCTION).or(ROLE)) && scene.token(before).kind == Kind::Word
    });
    let tight = scene.is(tie, TIGHT) || !scene.is(tie, PREPOSITION);
    let whole = Source { last: if tight { last } else { leading.last }, ..leading };
    (tied && tie < last && is_someone(scene, leading.head) && !clause && !titled).then_some(whole)
}

/// Whether a word looks like a verb in the past.
fn is_past(scene: &Scene, at: usize) -> bool {
    let word = scene.folded(at);
    word.len() > 4 && word.ends_with("ed") && !scene.is_capitalised(at)
}

/// The person behind a role that a comma sets behind the name: "Lee, head of the bank said".
fn bearer(scene: &Scene, near: Source, floor: usize) -> Source {
    let one = scene.is(near.head, ROLE) && !scene.folded(near.head).ends_with('s');
    let of = (near.head + 1..=near.last).next().is_some_and(|tie| scene.is(tie, TIGHT));
    if !(one && of && near.who == Who::Described) || scene.is(near.first, DETERMINER) {
        return near;
    }
    let from = near.first.saturating_sub(LONGEST).max(floor);
    let Some(comma) = (from..near.first).rev().find(|at| scene.is_punct(*at, ',')) else { return near };
    let joined = (comma + 1..near.first).all(|at| scene.is(at, ROLE.or(CONJUNCTION).or(ADVERB)));
    let mention = comma.checked_sub(1).and_then(|at| scene.mention_at(at)).filter(|mention| mention.first >= floor);
    mention.filter(|_| joined).map_or(near, |mention| named(scene, mention, floor))
}

/// The noun phrase that opens a sentence: "a joint statement" in "a joint statement after the two met said".
pub(super) fn leading_noun(scene: &Scene, floor: usize, end: usize) -> Option<Source> {
    if scene.run_at(floor).is_some() {
        return None;
    }
    let last = (floor..end.min(floor + LONGEST))
        .take_while(|at| {
            scene.run_at(*at).is_none()
                && scene.punct(*at).is_none_or(|c| matches!(c, '-' | '.' | '’' | '\''))
                && !scene.is(*at, PREPOSITION.or(SUBORDINATOR).or(AUXILIARY).or(VERB).or(CONJUNCTION))
                && (scene.is_capitalised(*at) || !scene.folded(*at).ends_with("ed"))
                && !(scene.cue(*at).is_some_and(|cue| cue.form != Form::Base)
                    && *at > floor
                    && !scene.is_capitalised(*at))
        })
        .last()?;
    let source = ending_at(scene, last, floor)?;
    let capital = scene.is_capitalised(source.head) && !scene.is_plain(source.head);
    (is_someone(scene, source.head) || matches!(source.who, Who::Person(_)) || capital).then_some(source)
}

/// The source whose last token is `last`.
pub(super) fn ending_at(scene: &Scene, last: usize, floor: usize) -> Option<Source> {
    if scene.is(last, SUBJECT) && !scene.is_capitalised(last.wrapping_add(1)) {
        return Some(Source { first: last, last, head: last, who: Who::Pronoun });
    }
    match scene.folded(last) {
        "which" | "that" => return Some(Source { first: last, last, head: last, who: Who::Pronoun }),
        _ => {}
    }
    match scene.mention_at(last).filter(|mention| mention.last == last && mention.first >= floor) {
        Some(mention) => Some(named(scene, mention, floor)),
        None => scene.person_of_surname(last).map_or_else(
            || described(scene, last, floor),
            |person| Some(Source { first: last, last, head: last, who: Who::Person(person) }),
        ),
    }
}

/// Passes back over a time between subject and verb: "Lee on Tuesday said", "Lee two weeks ago said".
fn skip_time(scene: &Scene, end: usize, floor: usize) -> usize {
    let mut at = end;
    while at > floor + 1
        && scene.run_at(at - 1).is_none()
        && (scene.is(at - 1, TEMPORAL) || at < end && scene.token(at - 1).kind == Kind::Number)
    {
        at -= 1;
    }
    let dated = at < end && at > floor + 1;
    if dated && (matches!(scene.folded(at - 1), "on" | "in" | "for") || scene.is(at - 1, ADVERB)) {
        at -= 1;
    }
    if at > floor && at < end && scene.punct(at - 1).is_none() { at } else { end }
}

/// What may stand between a subject and its verb.
fn is_skipped(scene: &Scene, at: usize) -> bool {
    scene.run_at(at).is_none()
        && (scene.token(at).kind == Kind::Clitic
            || scene.is(at, AUXILIARY.or(NEGATION))
            || scene.is(at, ADVERB) && !scene.is_capitalised(at)
            || matches!(scene.folded(at), "since" | "long" | "twice" | "himself" | "herself" | "themselves" | "itself")
            || is_ly(scene, at))
}

/// Whether an adverb in "-ly" stands at `at`.
pub(super) fn is_ly(scene: &Scene, at: usize) -> bool {
    let word = scene.folded(at);
    word.len() > 4
        && word.ends_with("ly")
        && !scene.is_capitalised(at)
        && !matches!(
            word,
            "family" | "assembly" | "ally" | "bully" | "rally" | "reply" | "supply" | "anomaly" | "italy"
        )
}

/// The subject in front of an apposition or insertion that ends with the comma at `comma`: "Lee, a lawyer, said".
fn apposed(scene: &Scene, comma: usize, floor: usize) -> Option<Source> {
    let dash = scene.punct(comma) != Some(',');
    let mut described_subject = None;
    let mut at = comma;
    while at > floor + 1 && comma - at < 60 {
        at -= 1;
        if let Some(run) = scene.run_at(at) {
            at = run.first.max(floor);
            continue;
        }
        let opens = if dash { matches!(scene.punct(at), Some('—' | '–' | '-')) } else { scene.is_punct(at, ',') };
        if !opens {
            continue;
        }
        let source = ending_before_insertion(scene, at, floor);
        // "the director of the bank, Ann Lee, said"
        let name = scene.mention_at(comma - 1).filter(|mention| mention.first > at && mention.last + 1 == comma);
        if let (Some(mention), Some(role)) = (name, source.filter(|source| is_role(scene, source.head))) {
            return Some(Source { first: role.first, ..named(scene, mention, at + 1) });
        }
        match source {
            Some(source) if matches!(source.who, Who::Person(_)) => return Some(source),
            Some(source) if described_subject.is_none() => described_subject = Some(source),
            _ => {}
        }
    }
    described_subject.or_else(|| first_subject(scene, floor, comma))
}

fn ending_before_insertion(scene: &Scene, comma: usize, floor: usize) -> Option<Source> {
    let mut last = comma.checked_sub(1).filter(|last| *last >= floor)?;
    if scene.is_punct(last, ')') {
        last = (floor..last).rev().take(LONGEST).find(|at| scene.is_punct(*at, '('))?.checked_sub(1)?;
    }
    if last < floor || scene.punct(last).is_some() || scene.run_at(last).is_some() {
        return None;
    }
    if let Some(mention) = scene.mention_at(last).filter(|mention| mention.last == last && mention.first >= floor) {
        return Some(named(scene, mention, floor));
    }
    described(scene, last, floor).filter(|source| is_someone(scene, source.head) || scene.is_capitalised(source.head))
}

/// The subject of the first clause between `floor` and `end`.
pub(super) fn first_subject(scene: &Scene, floor: usize, end: usize) -> Option<Source> {
    let mut at = floor;
    while at < end {
        if let Some(run) = scene.run_at(at) {
            at = run.after.max(at + 1);
            continue;
        }
        if let Some(mention) = scene.mention_at(at).filter(|mention| mention.first == at) {
            let follows_preposition = at > floor && scene.is(at - 1, PREPOSITION);
            let owns = scene.tokens.all().get(mention.last + 1).is_some_and(|next| next.kind == Kind::Clitic);
            if !follows_preposition && !owns {
                return Some(named(scene, mention, floor));
            }
            at = mention.last + 1;
            continue;
        }
        let pronoun = scene.is(at, SUBJECT) && !matches!(scene.folded(at), "who" | "there" | "it" | "you");
        if pronoun {
            return Some(Source { first: at, last: at, head: at, who: Who::Pronoun });
        }
        if is_someone(scene, at) && !(at > floor && scene.is(at - 1, PREPOSITION)) {
            let verb_follows = scene.is(at + 1, AUXILIARY) || scene.cue(at + 1).is_some();
            if verb_follows {
                return described(scene, at, floor);
            }
        }
        at += 1;
    }
    None
}
