//! Does a sentence speak of what was or of what is to come, at a place where it names a day without saying which? The
//! nearest verb in front tells, or else the nearest behind.

use crate::annotate::scan::Scan;

/// Which way a sentence looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// No verb tells.
    Open,
}

/// So many tokens are looked at on each side.
const REACH: usize = 14;

/// The tense around the tokens from `start` to before `end`.
pub(super) fn around(scan: &Scan, start: usize, end: usize) -> Tense {
    let sentence = scan.tokens.sentence_of(start);
    let before = (sentence.start.max(start.saturating_sub(REACH))..start).rev();
    let behind = end..sentence.end.min(end + REACH);
    before.chain(behind).find_map(|at| of_word(scan, at, sentence.start)).unwrap_or(Tense::Open)
}

/// What one word tells.
fn of_word(scan: &Scan, at: usize, first: usize) -> Option<Tense> {
    const FUTURE: [&str; 21] = [
        "will",
        "ll",
        "shall",
        "scheduled",
        "expected",
        "planned",
        "plans",
        "plan",
        "slated",
        "upcoming",
        "expects",
        "intends",
        "hopes",
        "begins",
        "starts",
        "opens",
        "tomorrow",
        "prepares",
        "may",
        "might",
        "proposed",
    ];
    const PAST: [&str; 60] = [
        "was", "were", "had", "did", "said", "told", "came", "went", "took", "met", "made", "gave", "won", "lost",
        "rose", "fell", "began", "left", "held", "hit", "saw", "says", "got", "sent", "led", "became", "found", "kept",
        "shot", "struck", "spoke", "wrote", "ran", "fled", "flew", "brought", "sold", "bought", "paid", "grew", "drew",
        "broke", "chose", "fought", "stood", "sat", "sought", "taught", "thought", "threw", "has", "have", "since",
        "after", "been", "put", "cut", "ended", "earlier", "ago",
    ];
    let word = scan.word(at);
    if word.len() < 2 || scan.is_capital(at) && at > first {
        return None;
    }
    // "is to meet", "are set to sign"; "as soon as Thursday"
    let be = at > first && matches!(scan.word(at - 1), "is" | "are" | "be");
    let to_come = matches!(word, "to" | "due" | "set") && be;
    let at_the_earliest = matches!(word, "soon" | "early") && scan.is(at + 1, "as");
    if to_come || at_the_earliest || FUTURE.contains(&word) {
        return Some(Tense::Future);
    }
    let participle = word.len() > 4 && word.ends_with("ed") && !matches!(word, "need" | "indeed" | "united" | "speed");
    (participle || PAST.contains(&word)).then_some(Tense::Past)
}
