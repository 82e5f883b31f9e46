//! Which paragraphs are turns of a transcript or interview, or headlines of the form "Name: what they say"?

use super::attributions::Content;
use super::pieces::{Evidence, Piece, kind_of};
use super::scene::Scene;
use super::speakers::{Source, Who};
use super::words::{AUXILIARY, BODY, ROLE, SUBORDINATOR, VERB};
use crate::model::QuoteKind;
use crate::text::{Case, Kind};

/// How many tokens a label may have.
const LONGEST_LABEL: usize = 8;
/// From how many labels on an article is a transcript.
const TRANSCRIPT: usize = 3;

/// The turns of an article, in text order.
pub(super) fn find(scene: &Scene) -> Vec<Piece> {
    let blocks = scene.tokens.block_count();
    let labels: Vec<Option<Label>> = (0..blocks).map(|n| label(scene, n)).collect();
    let many = labels.iter().flatten().filter(|label| !label.headline).count() >= TRANSCRIPT;
    let is_transcript = many || labels.iter().flatten().any(|label| label.sure);
    let mut pieces = Vec::new();
    for (n, label) in labels.iter().enumerate() {
        let Some(label) = label else { continue };
        let next = (n + 1..blocks).find(|next| labels[*next].is_some() || is_question(scene, *next));
        let last = match next {
            Some(next) if label.sure || many && label.upper => next - 1,
            None if (label.sure || many && label.upper) && label.colon > scene.tokens.block(n).start + 1 => blocks - 1,
            _ => n,
        };
        pieces.extend(turn(scene, *label, n, last, is_transcript));
    }
    pieces
}

/// Whether a paragraph opens with a bare "Q", as questions do in the transcripts of briefings.
fn is_question(scene: &Scene, n: usize) -> bool {
    let block = scene.tokens.block(n);
    block.len() > 2
        && scene.folded(block.start) == "q"
        && scene.is_capitalised(block.start)
        && scene.token(block.start).span.end < scene.token(block.start + 1).span.start
}

/// What stands before the colon that opens a paragraph.
#[derive(Clone, Copy, Debug)]
struct Label {
    source: Source,
    colon: usize,
    /// Whether it cannot be anything but a label of a turn: a person in capitals, or "Q".
    sure: bool,
    /// Whether it is written in capitals.
    upper: bool,
    /// Whether only a headline has such a label: "Insiders: ...", "Lee at summit: ...".
    headline: bool,
}

fn label(scene: &Scene, n: usize) -> Option<Label> {
    let block = scene.tokens.block(n);
    let colon = block.clone().take(LONGEST_LABEL).find(|at| scene.is_punct(*at, ':'))?;
    if colon == block.start || colon + 2 >= block.end {
        return None;
    }
    let words = block.start..colon;
    let named = words.clone().find_map(|at| scene.mention_at(at));
    let upper = words.clone().all(|at| {
        scene.token(at).kind == Kind::Punct
            || scene.token(at).case == Case::Upper
            || scene.folded(at).len() == 1 && scene.is_capitalised(at)
    });
    let asks = colon == block.start + 1
        && matches!(scene.folded(block.start), "q" | "a" | "question" | "answer" | "reporter" | "interviewer");
    let capitals = words.clone().all(|at| scene.token(at).kind == Kind::Punct || scene.is_capitalised(at));
    let cue = words.clone().any(|at| scene.cue(at).is_some());
    let labels = asks || capitals && (upper || named.is_some()) && !cue;
    let headline = !labels && n < 2 && is_headline(scene, words.clone());
    if !(labels || headline) || words.clone().any(|at| scene.run_at(at).is_some()) {
        return None;
    }
    let who = named.map_or(Who::Described, |mention| Who::Person(mention.person));
    let source = match named {
        Some(mention) => Source { first: mention.first, last: mention.last.min(colon - 1), head: mention.last, who },
        None => Source { first: block.start, last: colon - 1, head: colon - 1, who },
    };
    let officially = upper && colon > block.start + 1 && words.clone().any(|at| scene.folded(at).len() > 2);
    let someone = named.is_some()
        || words.clone().any(|at| scene.is(at, ROLE) || matches!(scene.folded(at), "mr" | "ms" | "mrs"));
    Some(Label { source, colon, sure: asks || officially && someone, upper: officially, headline })
}

/// Whether what stands before the colon of a headline names someone who may speak: a person, people by their role, a
/// camp, an agency, a report.
fn is_headline(scene: &Scene, mut words: std::ops::Range<usize>) -> bool {
    let reports =
        |at: usize| matches!(scene.folded(at), "report" | "reports" | "poll" | "polls" | "survey" | "study" | "source");
    let single = words.len() == 1;
    let agency = single && scene.token(words.start).case == Case::Upper && scene.folded(words.start).len() <= 4;
    let plain = words.clone().all(|at| {
        scene.punct(at).is_none_or(|c| matches!(c, '.' | '-' | '\'' | '’'))
            && !scene.is(at, AUXILIARY.or(VERB).or(SUBORDINATOR))
            && scene.cue(at).is_none_or(|_| reports(at))
    });
    plain
        && (agency
            || words.any(|at| scene.mention_at(at).is_some() || scene.is(at, ROLE.or(BODY)) || single && reports(at)))
}

/// The turn behind a label, up to the end of block `last`; in an article that is no transcript, a headline.
fn turn(scene: &Scene, label: Label, n: usize, last: usize, is_transcript: bool) -> Option<Piece> {
    let block = scene.tokens.block(n);
    let start = label.colon + 1;
    let end = scene.tokens.block(last).end;
    let start = match (start..block.end.min(start + 8)).find(|at| scene.is_punct(*at, ')')) {
        Some(close) if scene.is_punct(start, '(') && close + 1 < block.end => close + 1,
        _ => start,
    };
    let stop = scene.punct(block.end - 1);
    let one = scene.sentence(label.colon).end >= block.end;
    let headline = !is_transcript && (!matches!(stop, Some('.' | '!' | '?' | '"' | '”')) || one && n <= 2);
    let headline = headline && (matches!(label.source.who, Who::Person(_)) || label.headline && one);
    if !(is_transcript && !label.headline || headline) {
        return None;
    }
    let mut content = Content { start, end };
    if let Some(run) = scene.run_opening(start).filter(|run| run.after + 1 >= end) {
        content = Content { start: run.start, end: run.end };
    }
    let kind = if is_transcript && !label.headline { QuoteKind::Direct } else { kind_of(scene, content) };
    Some(Piece {
        content,
        kind,
        source: Some(label.source),
        person: None,
        partner: None,
        body: None,
        cue: Some((label.colon, label.colon)),
        evidence: Evidence::Labelled,
    })
}
