//! Where do single quotation marks quote, and where are they apostrophes? A single mark opens only in front of a word
//! and behind a space or bracket, and only if another one closes behind a word and in front of a space or stop.

use super::marks::{Run, char_at};
use crate::text::{Kind, Tokens};

/// How far a closing mark is searched for, in tokens, and over how many paragraphs.
const REACH: usize = 400;

/// Words that are written with an apostrophe in front.
const CLIPPED: [&str; 12] = ["tis", "twas", "em", "cause", "til", "till", "n", "bout", "round", "cos", "s", "t"];

/// The run that the single mark at `at`, in block `block`, opens, if it opens one.
pub(super) fn run(buffer: &str, tokens: &Tokens, at: usize, mut block: usize) -> Option<Run> {
    if !opens(buffer, tokens, at) {
        return None;
    }
    let mut end = tokens.block(block).end;
    let mut from = at + 1;
    loop {
        let low = char_at(buffer, tokens, at) == '‚';
        if let Some(close) = close(buffer, tokens, from, end.min(at + REACH), low) {
            return Some(Run { first: at, start: at + 1, end: close, after: close + 1 });
        }
        block += 1;
        if block >= tokens.block_count() || end > at + REACH {
            return None;
        }
        let next = tokens.block(block);
        if !next.is_empty() && !opens(buffer, tokens, next.start) {
            return None;
        }
        (from, end) = (next.start + 1, next.end);
    }
}

/// Whether a single mark at `at` may open.
fn opens(buffer: &str, tokens: &Tokens, at: usize) -> bool {
    if !matches!(char_at(buffer, tokens, at), '\'' | '‘' | '’' | '`' | '‚') {
        return false;
    }
    let (span, Some(next)) = (tokens.all()[at].span, tokens.all().get(at + 1)) else { return false };
    let before = buffer[..span.start as usize].chars().next_back().unwrap_or(' ');
    let apart = before.is_whitespace() || "([—–-/".contains(before);
    let decade = next.kind == Kind::Number && (char_at(buffer, tokens, at) != '‘' || next.span.len() < 4);
    let starts = next.kind != Kind::Punct || matches!(char_at(buffer, tokens, at + 1), '[' | '(' | '$' | '…' | '#');
    apart && starts && next.span.start == span.end && !decade && !CLIPPED.contains(&tokens.folded(at + 1))
}

/// The token at which a run closes that began at `from`: one behind a stop or a word that does not end in "s", unless only such a word has one.
/// Behind a low mark („‚so‘“) a raised one closes.
fn close(buffer: &str, tokens: &Tokens, from: usize, end: usize, low: bool) -> Option<usize> {
    let mut plural = None;
    for at in from..end {
        let mark = char_at(buffer, tokens, at);
        if low && mark == '‘' {
            return Some(at);
        }
        if !matches!(mark, '\'' | '’') {
            continue;
        }
        if at > from && opens(buffer, tokens, at) {
            break;
        }
        if !closes(buffer, tokens, at) {
            continue;
        }
        let possessive = tokens.folded(at - 1).ends_with('s')
            && tokens.all().get(at + 1).is_some_and(|next| next.kind == Kind::Word && !next.is_capitalised());
        if !possessive {
            return Some(at);
        }
        plural = plural.or(Some(at));
    }
    plural
}

/// Whether a single mark at `at` may close.
fn closes(buffer: &str, tokens: &Tokens, at: usize) -> bool {
    let span = tokens.all()[at].span;
    let Some(before) = at.checked_sub(1).map(|before| tokens.all()[before].span.end) else { return false };
    let behind = buffer[span.end as usize..].chars().next().unwrap_or(' ');
    before == span.start && (behind.is_whitespace() || ".,;:!?…)]—–-\"”’'".contains(behind))
}
