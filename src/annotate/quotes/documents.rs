//! Which paragraphs are the text of a document or a speech that a line in front of them announces? "The following is the
//! joint statement of the summit:"

use std::ops::Range;

use super::attributions::Content;
use super::labels;
use super::pieces::{Evidence, Piece};
use super::scene::Scene;
use super::speakers::{Source, Who};
use super::words::{AUXILIARY, DOCUMENT, PREPOSITION};
use crate::model::QuoteKind;
use crate::text::Kind;

/// How many tokens the line may have.
const LONGEST_LINE: usize = 40;

/// The documents of an article, in text order.
pub(super) fn find(scene: &Scene) -> Vec<Piece> {
    let blocks = scene.tokens.block_count();
    let mut found = Vec::new();
    let mut n = 0;
    while n + 1 < blocks {
        let line = scene.tokens.block(n);
        n += 1;
        let Some(source) = announced(scene, line.clone()) else { continue };
        let next = scene.tokens.block(n);
        // Words in quotation marks are found as such.
        if next.is_empty() || scene.run_at(next.start).is_some() {
            continue;
        }
        // Nor is a transcript one text.
        let goes_on = |n: usize| !is_told(scene, scene.tokens.block(n)) && labels::label(scene, n).is_none();
        let Some(last) = (n..blocks).take_while(|n| goes_on(*n)).last() else { continue };
        let content = Content { start: next.start, end: scene.tokens.block(last).end };
        if content.start >= content.end {
            continue;
        }
        let colon = line.end - 1;
        found.push(Piece::new(content, QuoteKind::Direct, Some(source), Some((colon, colon)), Evidence::Labelled));
        n = last + 1;
    }
    found
}

/// Whose words a line announces: those of the person who owns them or gave them, else of the document itself.
fn announced(scene: &Scene, line: Range<usize>) -> Option<Source> {
    let colon = line.end.checked_sub(1).filter(|last| line.len() <= LONGEST_LINE && scene.is_punct(*last, ':'))?;
    let follows = line.clone().any(|at| {
        scene.folded(at) == "following" && matches!(scene.folded(at + 1), "is" | "are")
            || scene.folded(at) == "follows"
            || scene.folded(at) == "following" && is_document(scene, at + 1) && gave(scene, line.start, at)
            || scene.folded(at) == "text" && scene.folded(at + 1) == "of"
            || scene.folded(at) == "full" && is_document(scene, at + 1)
    });
    let document = line.clone().find(|at| is_document(scene, *at) && scene.run_at(*at).is_none() && *at < colon)?;
    if !follows {
        return None;
    }
    let owner = scene.mentions_in(line.start, colon).iter().find(|mention| {
        let owns = scene.token(mention.last + 1).kind == Kind::Clitic && mention.last < document;
        owns || gave(scene, mention.last + 1, document)
            || mention.first > document && by(scene, document, mention.first)
    });
    if let Some(mention) = owner {
        return Some(Source::of(mention.first, *mention));
    }
    let first = (line.start..document).rev().take_while(|at| {
        scene.punct(*at).is_none_or(|c| c == '-')
            && !scene.is(*at, AUXILIARY.or(PREPOSITION))
            && scene.cue(*at).is_none()
    });
    let first = first.last().unwrap_or(document);
    Some(Source { first, last: document, head: document, who: Who::Document })
}

/// Whether a word names a document, or what is spoken from one; "the full text of the statement" is a statement.
fn is_document(scene: &Scene, at: usize) -> bool {
    match scene.folded(at) {
        "text" | "transcript" => false,
        "speech" | "remarks" | "address" | "keynote" | "toast" | "communique" | "communiqué" => true,
        _ => scene.is(at, DOCUMENT),
    }
}

/// Whether between a person and the document it is said that the person gave it out.
fn gave(scene: &Scene, from: usize, document: usize) -> bool {
    const GIVES: [&str; 14] = [
        "delivered",
        "gave",
        "issued",
        "issues",
        "made",
        "posted",
        "posts",
        "published",
        "read",
        "released",
        "sends",
        "sent",
        "writes",
        "wrote",
    ];
    (from..document).take(6).any(|at| GIVES.binary_search(&scene.folded(at)).is_ok())
}

/// Whether the person at `mention` gave the document: "the statement by Foreign Minister Lee".
fn by(scene: &Scene, document: usize, mention: usize) -> bool {
    (document + 1..mention).rev().take(6).find(|at| scene.is(*at, PREPOSITION)).is_some_and(|at| {
        matches!(scene.folded(at), "by" | "from") && (at + 1..mention).all(|at| scene.punct(at).is_none())
    })
}

/// Whether a reporter speaks again in a paragraph.
fn is_told(scene: &Scene, block: Range<usize>) -> bool {
    block.into_iter().any(|at| scene.run_at(at).is_none() && matches!(scene.folded(at), "said" | "told"))
}
