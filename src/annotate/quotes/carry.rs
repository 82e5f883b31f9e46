//! Who speaks where nothing beside a quotation says so? Runs in quotation marks that no report took: they carry on from
//! the report before them in the paragraph, or from the last speaker; short ones that nothing introduces are no quotes.

use super::attributions::Content;
use super::marks::Run;
use super::pieces::{Evidence, Piece, kind_of};
use super::scene::Scene;
use super::speakers::{self, Source, Who};
use crate::text::Kind;

/// Adds the quotations that no report took.
pub(super) fn complete(scene: &Scene, pieces: &mut Vec<Piece>) {
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len() + scene.runs.len());
    let mut reported = pieces.iter().copied().peekable();
    let mut last: Option<Piece> = None;
    for run in &scene.runs {
        while let Some(piece) = reported.next_if(|piece| piece.content.start < run.after) {
            last = Some(piece).filter(|piece| piece.source.is_some()).or(last);
            all.push(piece);
        }
        let taken =
            all.iter().rev().take(4).any(|piece| piece.content.start < run.end && run.start < piece.content.end);
        if !taken {
            let found = unreported(scene, *run, last, reported.peek());
            last = found.filter(|piece| piece.source.is_some()).or(last);
            all.extend(found);
        }
    }
    all.extend(reported);
    all.sort_by_key(|piece| piece.content.start);
    *pieces = all;
}

/// The quotation that a run is which no report took, if it is one; `last` is the last piece before it whose source is
/// known.
fn unreported(scene: &Scene, run: Run, last: Option<Piece>, behind: Option<&Piece>) -> Option<Piece> {
    let content = Content { start: run.start, end: run.end };
    let words = (run.start..run.end).filter(|at| scene.token(*at).kind != Kind::Punct).count();
    let piece = |source, cue, evidence| {
        Some(Piece { content, kind: kind_of(scene, content), source, person: None, body: None, cue, evidence })
    };
    if let Some(source) = signature(scene, run) {
        return piece(Some(source), None, Evidence::Labelled);
    }
    let sentence = scene.sentence(run.first);
    let alone = run.first == sentence.start && run.after + 2 >= sentence.end;
    let block = scene.block_start(run.first);
    let introduced = if run.first > block {
        (scene.is_punct(run.first - 1, ':') && run.first > sentence.start).then_some((sentence.start, run.first))
    } else {
        let previous = run.first.checked_sub(1).filter(|last| scene.is_punct(*last, ':'));
        previous.map(|last| (scene.sentence(last).start, last))
    };
    if let Some(source) = introduced.and_then(|(from, end)| speakers::subject_of(scene, from, end)) {
        return piece(Some(source), None, Evidence::Carried);
    }
    if let Some(last) = last.filter(|last| last.content.start >= block || last.cue.is_some_and(|cue| cue.0 >= block)) {
        if alone && words >= 2 || words >= 5 {
            return piece(last.source, last.cue, Evidence::Carried);
        }
        return None;
    }
    if words < if alone { 4 } else { 5 } {
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

/// The subject of the sentence before the one that starts at `start`, in the same paragraph.
fn previous_subject(scene: &Scene, start: usize, block: usize) -> Option<Source> {
    if start <= block {
        return None;
    }
    let sentence = scene.sentence(start - 1);
    speakers::subject_of(scene, sentence.start.max(block), start)
}

/// The name behind a dash that signs a quotation: “...” — Ann Lee
fn signature(scene: &Scene, run: Run) -> Option<Source> {
    let dash = (run.after..scene.len().min(run.after + 3))
        .find(|at| matches!(scene.punct(*at), Some('—' | '–' | '-' | '―')))?;
    let mention = (dash + 1..scene.len().min(dash + 5)).find_map(|at| scene.mention_at(at))?;
    let end = scene.sentence(mention.last).end;
    let verb = (mention.last + 1..end.min(mention.last + 8)).any(|at| scene.cue(at).is_some());
    (!verb).then_some(Source {
        first: mention.first,
        last: mention.last,
        head: mention.last,
        who: Who::Person(mention.person),
    })
}
