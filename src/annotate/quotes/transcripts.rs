//! Which paragraphs are turns of a transcript or interview, or headlines of the form "Name: what they say"?

use super::attributions::Content;
use super::labels::{self, Certainty, Label};
use super::pieces::{Evidence, Piece, kind_of};
use super::scene::Scene;
use super::speakers::Who;
use crate::model::QuoteKind;

/// From how many labels on an article is a transcript.
const TRANSCRIPT: usize = 3;
/// The same if a person has two of them, and the rest may be anything.
const MIXED: usize = 4;

/// The turns of an article, in text order.
pub(super) fn find(scene: &Scene) -> Vec<Piece> {
    let blocks = scene.tokens.block_count();
    let labels: Vec<Option<Label>> = (0..blocks).map(|n| labels::label(scene, n)).collect();
    let many = labels.iter().flatten().filter(|label| label.certainty >= Certainty::Likely).count() >= TRANSCRIPT;
    let is_transcript =
        many || is_exchange(&labels) || labels.iter().flatten().any(|label| label.certainty == Certainty::Sure);
    let first = labels.iter().position(|label| label.is_some_and(|label| label.certainty >= Certainty::Likely));
    let interviewed = first.and_then(|first| interviewed(scene, first));
    let mut pieces = Vec::new();
    for (n, label) in labels.iter().enumerate() {
        let Some(label) = label.filter(|label| label.certainty > Certainty::Open) else { continue };
        let next = (n + 1..blocks).find(|next| labels[*next].is_some() || labels::is_question(scene, *next));
        let long = label.certainty == Certainty::Sure || many && label.upper;
        let last = match next {
            Some(next) if long => next - 1,
            None if long && label.colon > scene.tokens.block(n).start + 1 => blocks - 1,
            _ => n,
        };
        pieces.extend(turn(scene, label, n, last, is_transcript, interviewed));
    }
    pieces
}

/// Whether a person has several turns between labels that may be those of others: an interview by a newspaper.
fn is_exchange(labels: &[Option<Label>]) -> bool {
    let turns = labels.iter().flatten().filter(|label| label.certainty != Certainty::Headline);
    let persons = turns.clone().filter_map(|label| match label.source.who {
        Who::Person(person) if label.certainty >= Certainty::Likely => Some(person),
        _ => None,
    });
    let again = |person| persons.clone().filter(|other| *other == person).count() > 1;
    turns.count() >= MIXED && persons.clone().any(again)
}

/// The one person whom the title names, or the paragraphs before the first turn: who answers in an interview.
fn interviewed(scene: &Scene, first: usize) -> Option<usize> {
    let title = scene.tokens.block(0);
    scene
        .only_person(title.start, scene.tokens.block(first).start, None)
        .or_else(|| scene.only_person(title.start, title.end, None))
}

/// The turn behind a label, up to the end of block `last`; in an article that is no transcript, a headline.
fn turn(
    scene: &Scene,
    label: Label,
    n: usize,
    last: usize,
    is_transcript: bool,
    interviewed: Option<usize>,
) -> Option<Piece> {
    let block = scene.tokens.block(n);
    let start = label.colon + 1;
    let end = scene.tokens.block(last).end;
    let start = match (start..block.end.min(start + 8)).find(|at| scene.is_punct(*at, ')')) {
        Some(close) if scene.is_punct(start, '(') && close + 1 < block.end => close + 1,
        _ => start,
    };
    let stop = scene.punct(block.end - 1);
    let one = scene.sentence(label.colon).end >= block.end;
    let only_headline = label.certainty == Certainty::Headline;
    let headline = !is_transcript && (!matches!(stop, Some('.' | '!' | '?' | '"' | '”')) || one && n <= 2);
    let headline = headline && (matches!(label.source.who, Who::Person(_)) || only_headline && one);
    let turn = is_transcript && !only_headline;
    if !(turn || headline) {
        return None;
    }
    let mut content = Content { start, end };
    if let Some(run) = scene.run_opening(start).filter(|run| run.after + 1 >= end) {
        content = Content { start: run.start, end: run.end };
    }
    let kind = if turn { QuoteKind::Direct } else { kind_of(scene, content) };
    let colon = Some((label.colon, label.colon));
    let piece = Piece::new(content, kind, Some(label.source), colon, Evidence::Labelled);
    Some(Piece { person: interviewed.filter(|_| label.answers), ..piece })
}
