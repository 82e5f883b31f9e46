//! Who speaks where nothing beside a quotation says so? Runs in quotation marks that no report took: they carry on from
//! the report before them in the paragraph, or from the last speaker; short ones that nothing introduces are no quotes.

use super::attributions::Content;
use super::cues::Form;
use super::inverted;
use super::marks::Run;
use super::pieces::{Evidence, Piece, kind_of};
use super::scene::Scene;
use super::speakers::{self, Source, Who};
use super::words::{
    ADVERB, AUXILIARY, BE, CONJUNCTION, DETERMINER, POSSESSIVE, PREPOSITION, ROLE, SUBJECT, SUBORDINATOR, TEMPORAL,
    VERB,
};
use crate::text::Kind;

/// Fewer words inside a sentence that nothing reports are a label or a title rather than speech.
const INSIDE: usize = 10;
/// The same beside a word for speech.
const TOLD: usize = 5;
/// How far in front that may stand.
const BEFORE: usize = 5;
/// How far behind.
const BEHIND: usize = 5;

/// Adds the quotations that no report took.
pub(super) fn complete(scene: &Scene, pieces: &mut Vec<Piece>) {
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len() + scene.runs.len());
    let mut reported = pieces.iter().copied().peekable();
    let mut last: Option<Piece> = None;
    // The last quotation that a report behind it closes.
    let mut closed: Option<Piece> = None;
    for run in &scene.runs {
        while let Some(piece) = reported.next_if(|piece| piece.content.start < run.after) {
            last = Some(piece).filter(|piece| piece.source.is_some()).or(last);
            closed = last.filter(|last| is_closed(scene, *last)).or(closed);
            all.push(piece);
        }
        let taken =
            all.iter().rev().take(4).any(|piece| piece.content.start < run.end && run.start < piece.content.end);
        if !taken {
            let sentence = run.first.checked_sub(1).map(|before| scene.sentence(before));
            let goes_on = closed.filter(|closed| {
                closed.cue.is_some_and(|cue| sentence.is_some_and(|sentence| sentence.contains(&cue.0)))
            });
            let found = unreported(scene, *run, goes_on.or(last), reported.peek());
            last = found.filter(|piece| piece.source.is_some()).or(last);
            closed = last.filter(|last| is_closed(scene, *last)).or(closed);
            all.extend(found);
        }
    }
    all.extend(reported);
    all.sort_by_key(|piece| piece.content.start);
    *pieces = all;
}

/// Whether a piece is a quotation with its report behind it: what follows goes on, whatever the report adds.
fn is_closed(scene: &Scene, piece: Piece) -> bool {
    let behind = piece.cue.is_some_and(|cue| cue.0 >= piece.content.end && piece.source.is_some());
    behind && scene.run_at(piece.content.start).is_some()
}

/// The quotation that a run is which no report took, if it is one; `last` is the last piece before it whose source is
/// known.
fn unreported(scene: &Scene, run: Run, last: Option<Piece>, behind: Option<&Piece>) -> Option<Piece> {
    let content = Content { start: run.start, end: run.end };
    let words = (run.start..run.end).filter(|at| scene.token(*at).kind != Kind::Punct).count();
    let piece = |source, cue, evidence| Some(Piece::new(content, kind_of(scene, content), source, cue, evidence));
    if let Some(source) = signature(scene, run) {
        return piece(Some(source), None, Evidence::Labelled);
    }
    if let Some((source, verb)) = beside(scene, run) {
        return piece(Some(source), Some((verb, verb)), Evidence::Reported);
    }
    let sentence = scene.sentence(run.first);
    let alone = run.first == sentence.start && run.after + 2 >= sentence.end;
    let block = scene.block_start(run.first);
    let told = is_told(scene, run);
    let least = if told { TOLD } else { INSIDE };
    let introduced = if run.first > block {
        (scene.is_punct(run.first - 1, ':') && run.first > sentence.start + 1)
            .then_some((sentence.start, run.first - 1))
    } else {
        let previous = run.first.checked_sub(1).filter(|last| scene.is_punct(*last, ':'));
        previous.map(|last| (scene.sentence(last).start, last))
    };
    let introducer = introduced.and_then(|(start, end)| introducer(scene, start, end));
    if let Some(source) = introducer {
        return piece(Some(source), None, Evidence::Carried);
    }
    if let Some(last) = last.filter(|last| last.content.start >= block || last.cue.is_some_and(|cue| cue.0 >= block)) {
        if words >= if alone { 2 } else { least } {
            return piece(last.source, last.cue, Evidence::Carried);
        }
        return None;
    }
    if words < if alone { 4 } else { least } {
        return None;
    }
    let subject = if run.first == sentence.start {
        previous_subject(scene, run.first, block)
    } else {
        speakers::subject_of(scene, sentence.start, run.first)
    };
    if let Some(source) = subject {
        return piece(Some(source), None, Evidence::Guessed);
    }
    let next = behind.filter(|next| next.cue.is_some() && scene.block_start(next.content.start) == block);
    if let Some(next) = next {
        return piece(next.source, next.cue, Evidence::Guessed);
    }
    let recent = last.filter(|last| scene.block(last.content.end - 1) + 2 > scene.block(run.first));
    piece(recent.and_then(|last| last.source), recent.and_then(|last| last.cue), Evidence::Guessed)
}

/// Whether a word for speech stands beside a run, or a sentence opens with it.
fn is_told(scene: &Scene, run: Run) -> bool {
    let sentence = scene.sentence(run.first);
    let outside = |at: &usize| scene.run_at(*at).is_none();
    let mut before = (sentence.start.max(run.first.saturating_sub(BEFORE))..run.first).filter(outside);
    let mut behind = (run.after..sentence.end.min(run.after + BEHIND)).filter(outside);
    run.first == sentence.start
        || scene.is_punct(run.first - 1, ':')
        || before.any(|at| scene.cue(at).is_some() || scene.folded(at) == "that")
        || behind.any(|at| scene.cue(at).is_some())
}

/// The speaker right behind a quotation, with a verb that else reports nothing: "…," Lee went on, "…?" wondered Lee aloud.
fn beside(scene: &Scene, run: Run) -> Option<(Source, usize)> {
    let (source, verb) = subject_beside(scene, run)?;
    // Behind a question another sentence may begin; then only a report as short as reports are counts.
    let asks = matches!(scene.punct(run.end - 1), Some('?' | '!'));
    let short = |at: usize| at >= scene.len() || scene.punct(at).is_some();
    (!asks || short(verb.max(source.last) + 1)).then_some((source, verb))
}

fn subject_beside(scene: &Scene, run: Run) -> Option<(Source, usize)> {
    const REACH: usize = 12;
    let start = run.after;
    let end = scene.sentence(run.first).end;
    let stop = run.end.checked_sub(1).and_then(|stop| scene.punct(stop));
    let spaced = start < end && scene.token(start).span.start > scene.token(start - 1).span.end;
    if !matches!(stop, Some(',' | '?' | '!' | '—' | '-'))
        || !spaced
        || start + 1 >= end
        || scene.run_at(start).is_some()
        || scene.punct(start).is_some()
    {
        return None;
    }
    if is_past(scene, start) {
        return inverted::behind(scene, start + 1, end).map(|source| (source, start));
    }
    let near = end.min(start + REACH);
    let name = scene
        .mentions_in(start, near)
        .first()
        .filter(|mention| (start..mention.first).all(|at| is_part_of_subject(scene, at)));
    if let Some(mention) = name {
        let verb = (mention.last + 1..end).find(|at| !scene.is(*at, ADVERB)).filter(|at| is_verb(scene, *at))?;
        let source = Source::of(start, *mention);
        return Some((source, verb));
    }
    if !scene.is(start, DETERMINER.or(SUBJECT).or(POSSESSIVE)) || scene.is(start, SUBORDINATOR) {
        return None;
    }
    let verb = (start + 1..near)
        .take_while(|at| scene.run_at(*at).is_none() && scene.punct(*at).is_none_or(|c| c == '-'))
        .find(|at| is_past(scene, *at))?;
    speakers::before(scene, verb, start).filter(|source| source.first <= start + 1).map(|source| (source, verb))
}

/// Whether a word in front of a name can be part of the same subject: a title, a newspaper's "'s".
fn is_part_of_subject(scene: &Scene, at: usize) -> bool {
    let other = PREPOSITION.or(CONJUNCTION).or(AUXILIARY).or(SUBJECT).or(SUBORDINATOR).or(VERB).or(TEMPORAL);
    scene.run_at(at).is_none()
        && (scene.token(at).kind == Kind::Clitic
            || scene.punct(at).map_or(!scene.is(at, other), |c| matches!(c, '.' | '-')) && !is_past(scene, at))
}

/// Whether a word can be the verb of the name in front of it.
fn is_verb(scene: &Scene, at: usize) -> bool {
    let other = PREPOSITION.or(CONJUNCTION).or(DETERMINER).or(SUBORDINATOR).or(POSSESSIVE).or(ROLE).or(BE);
    scene.token(at).kind == Kind::Word && !scene.is_capitalised(at) && !scene.is(at, other)
}

/// Whether a word is plainly a verb in the past: "thundered", "went".
fn is_past(scene: &Scene, at: usize) -> bool {
    let word = scene.folded(at);
    !scene.is_capitalised(at)
        && (word.len() > 4 && word.ends_with("ed") && !scene.is(at, ROLE)
            || scene.is(at, VERB)
            || scene.cue(at).is_some_and(|cue| cue.form == Form::Past))
}

/// The subject of the sentence before the one that starts at `start`, in the same paragraph.
fn previous_subject(scene: &Scene, start: usize, block: usize) -> Option<Source> {
    if start <= block {
        return None;
    }
    let sentence = scene.sentence(start - 1);
    speakers::subject_of(scene, sentence.start.max(block), start)
}

/// Whom the words from `start` to the colon at `end` introduce: their subject, or else the name in front of the colon.
fn introducer(scene: &Scene, start: usize, end: usize) -> Option<Source> {
    let subject = sender(scene, start, end).or_else(|| speakers::subject_of(scene, start, end));
    let mention = scene.mentions_in(start, end).last().filter(|mention| mention.last + 1 == end);
    let named = mention.map(|mention| Source::of(mention.first, *mention));
    subject.filter(|source| matches!(source.who, Who::Person(_) | Who::Pronoun)).or(named).or(subject)
}

/// The name of "From Lee:" in front of a quotation.
fn sender(scene: &Scene, start: usize, end: usize) -> Option<Source> {
    let mention = scene.mentions_in(start, end).first().filter(|_| scene.folded(start) == "from")?;
    (mention.last + 1 == end).then_some(Source::of(mention.first, *mention))
}

/// The name behind a dash that signs a quotation: “...” — Ann Lee
fn signature(scene: &Scene, run: Run) -> Option<Source> {
    let dash = (run.after..scene.len().min(run.after + 3))
        .find(|at| matches!(scene.punct(*at), Some('—' | '–' | '-' | '―')))?;
    let mention = (dash + 1..scene.len().min(dash + 5)).find_map(|at| scene.mention_at(at))?;
    let end = scene.sentence(mention.last).end;
    let verb = (mention.last + 1..end.min(mention.last + 8)).any(|at| scene.cue(at).is_some());
    (!verb).then_some(Source::of(mention.first, mention))
}
