//! Which capitalised words stand together, so that they may be parts of one name?

use super::lexicon::classes;
use super::scan::Scan;
use crate::text::{Case, Kind};

/// Capitalised words with what joins them: "Luiz Inácio Lula da Silva", "Jean-Claude", "George W. Bush".
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it opens a sentence, so that its first capital says nothing.
    pub(super) opens: bool,
    /// How its sentence is capitalised.
    pub(super) style: Style,
}

/// How a sentence is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// As sentences are.
    Sentence,
    /// Title Case, Mostly.
    Title,
    /// ALL IN CAPITALS.
    Shouted,
}

/// Counts words of more than three letters by their capitals.
fn style_of(scan: &Scan, start: usize, end: usize) -> Style {
    let (mut small, mut capital, mut shouted) = (0, 0, 0);
    for token in scan.tokens.all()[start..end].iter().filter(|token| token.kind == Kind::Word && token.span.len() > 3) {
        match token.case {
            Case::Lower | Case::None => small += 1,
            Case::Upper => shouted += 1,
            Case::Capital | Case::Mixed => capital += 1,
        }
    }
    if shouted >= 2 && shouted > 2 * (small + capital) {
        Style::Shouted
    } else if capital >= 4 && capital > 3 * small {
        Style::Title
    } else {
        Style::Sentence
    }
}

/// The runs of an article, in text order.
pub(super) fn runs(scan: &Scan) -> Vec<Run> {
    let mut runs = Vec::new();
    let starts = scan.tokens.sentence_starts();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(scan.tokens.len(), |end| *end as usize);
        let style = style_of(scan, *start as usize, end);
        let (mut index, mut words) = (*start as usize, 0);
        while index < end {
            if scan.is_capital(index) {
                let run_end = end_of_run(scan, index, end);
                runs.push(Run { start: index, end: run_end, opens: words == 0, style });
                words += 1;
                index = run_end;
            } else {
                words += usize::from(scan.token(index).is_indexed());
                index += 1;
            }
        }
    }
    runs
}

/// The most tokens of a run: no name has more, and each word of a run is judged by all the others.
const LONGEST: usize = 40;

/// Where the run that begins at `start` ends.
fn end_of_run(scan: &Scan, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit.min(start + LONGEST) {
        let Some(next) = next_part(scan, end, limit) else { break };
        end = next;
    }
    end
}

/// If the run goes on at `at`, behind a word: where its next word ends.
fn next_part(scan: &Scan, at: usize, limit: usize) -> Option<usize> {
    if scan.is_capital(at) {
        return (!scan.has(at, classes::TIME) || scan.has(at, classes::ANY_GIVEN)).then_some(at + 1);
    }
    match scan.token(at).kind {
        Kind::Punct => match scan.word(at) {
            "." => {
                let short = scan.is_initial(at - 1) || scan.has(at - 1, classes::TITLE | classes::SUFFIX);
                (scan.is_joined(at) && short && at + 1 < limit && scan.is_capital(at + 1)).then_some(at + 2)
            }
            "-" | "‐" | "‑" => after_hyphen(scan, at, limit),
            _ => None,
        },
        Kind::Word => after_particles(scan, at, limit),
        Kind::Number | Kind::Clitic => None,
    }
}

/// What a hyphen ties to a name without being part of it: "Hong Kong-based".
const BOUND: [&str; 18] = [
    "based", "led", "born", "held", "run", "owned", "made", "bred", "built", "like", "style", "era", "type", "size",
    "wide", "ruled", "bound", "only",
];

/// "Jean-Claude", "Jong-un", "al-Assad".
fn after_hyphen(scan: &Scan, at: usize, limit: usize) -> Option<usize> {
    if at + 1 >= limit || !scan.is_joined(at) || !scan.is_joined(at + 1) || scan.token(at + 1).kind != Kind::Word {
        return None;
    }
    let small = scan.token(at + 1).span.len() <= 5
        && at >= 2
        && scan.is_capital(at - 2)
        && !scan.has(at + 1, classes::EVERYDAY)
        && !BOUND.contains(&scan.word(at + 1));
    (scan.is_capital(at + 1) || small).then_some(at + 2)
}

/// Up to three particles, then a capital: "van der Bellen", "bin Salman", "al-Maliki".
fn after_particles(scan: &Scan, at: usize, limit: usize) -> Option<usize> {
    let mut next = at;
    while next < limit && next < at + 4 && scan.has(next, classes::PARTICLE) && !scan.is_capital(next) {
        next += 1;
        if scan.is(next, "-") && scan.is_joined(next) && scan.is_joined(next + 1) {
            next += 1;
        }
    }
    let small = matches!(scan.word(at), "e" | "y" | "und");
    (next > at && next < limit && scan.is_capital(next) && !small).then_some(next + 1)
}
