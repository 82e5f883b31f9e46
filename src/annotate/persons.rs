//! Which persons does an article name? Runs of capitalised words are cut out of the text, stripped of titles, and
//! judged by what the lexicon knows of their words and by what stands around them; then mentions of one person are
//! brought together (`resolve`).

use super::lexicon::classes;
use super::resolve::{self, Mention};
use super::scan::Scan;
use crate::model::Person;
use crate::text::Kind;

/// The persons, in order of their first mention.
pub(super) fn find(scan: &Scan) -> Vec<Person> {
    let mut mentions = Vec::new();
    let mut open = Vec::new();
    let starts = scan.tokens.sentence_starts();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(scan.tokens.len(), |end| *end as usize);
        let mut index = *start as usize;
        while index < end {
            match run_at(scan, index, end) {
                Some(run_end) => {
                    judge(
                        scan,
                        &Run { start: index, end: run_end, opens: index == *start as usize },
                        &mut mentions,
                        &mut open,
                    );
                    index = run_end;
                }
                None => index += 1,
            }
        }
    }
    resolve::persons(scan, &mentions, &open)
}

/// Capitalised words that may make up one name, with what joins them.
struct Run {
    start: usize,
    end: usize,
    /// Whether it opens a sentence, so that its first capital says nothing.
    opens: bool,
}

/// Where the run that begins at `start` ends; `None` if none begins there.
fn run_at(scan: &Scan, start: usize, limit: usize) -> Option<usize> {
    if !scan.is_capital(start) {
        return None;
    }
    let mut end = start + 1;
    while end < limit {
        end = match next_part(scan, end, limit) {
            Some(next) => next,
            None => break,
        };
    }
    Some(end)
}

/// If the run goes on at `at`, behind a word: where its next word ends.
fn next_part(scan: &Scan, at: usize, limit: usize) -> Option<usize> {
    let token = scan.token(at);
    if scan.is_capital(at) {
        return (!scan.has(at, classes::TIME) || scan.has(at, classes::ANY_GIVEN)).then_some(at + 1);
    }
    if token.kind == Kind::Punct {
        let joins = match scan.word(at) {
            "." => {
                scan.is_joined(at) && (scan.is_initial(at - 1) || scan.has(at - 1, classes::TITLE | classes::SUFFIX))
            }
            "-" | "‐" | "‑" => {
                let lower_part =
                    at + 1 < limit && scan.token(at + 1).kind == Kind::Word && scan.token(at + 1).span.len() <= 4;
                return (scan.is_joined(at)
                    && scan.is_joined(at + 1)
                    && (scan.is_capital(at + 1) || lower_part && scan.has(at - 1, classes::ANY_NAME)))
                .then_some(at + 2)
                .filter(|end| *end <= limit);
            }
            _ => false,
        };
        return (joins && at + 1 < limit && scan.is_capital(at + 1)).then_some(at + 2);
    }
    // Up to three particles: "van der", "de la", "bin".
    let mut next = at;
    while next < limit && next < at + 3 && scan.has(next, classes::PARTICLE) && !scan.is_capital(next) {
        next += 1;
        if next < limit && scan.is(next, "-") && scan.is_joined(next) && scan.is_joined(next + 1) {
            next += 1;
        }
    }
    (next > at && next < limit && scan.is_capital(next) && !matches!(scan.word(at), "e" | "y" | "und"))
        .then_some(next + 1)
}

/// Decides whether a run names a person, and which part of it.
fn judge(scan: &Scan, run: &Run, mentions: &mut Vec<Mention>, open: &mut Vec<Mention>) {
    let (mut start, titled) = strip_titles(scan, run);
    if !titled && run.opens {
        while start < run.end && scan.has(start, classes::EVERYDAY) && !scan.has(start, classes::ANY_GIVEN) {
            start += 1;
        }
    }
    if start >= run.end || scan.token(start).kind != Kind::Word {
        return;
    }
    let mention = Mention { start, end: run.end, title: titled.then(|| start - 1) };
    let words = (start..run.end).filter(|n| scan.token(*n).kind == Kind::Word).count();
    if is_named_thing(scan, start, run.end) {
        return;
    }
    let is_person = match words {
        1 => titled && !scan.has(start, classes::PEOPLE | classes::COUNTRY) && scan.token(start).span.len() > 1,
        _ => titled || looks_like_name(scan, start, run.end),
    };
    if is_person {
        mentions.push(mention);
    } else if words == 1 || !titled {
        open.push(mention);
    }
}

/// Skips titles, posts and what stands before them; says whether there were any.
fn strip_titles(scan: &Scan, run: &Run) -> (usize, bool) {
    let last = (run.start..run.end).rev().find(|n| scan.has(*n, classes::TITLE | classes::ROLE));
    let Some(last) = last.filter(|last| last + 1 < run.end) else {
        let lower_role = run.start > 0
            && scan.has(run.start - 1, classes::ROLE)
            && !scan.is_capital(run.start - 1)
            && scan.token(run.start - 1).kind == Kind::Word;
        return (run.start, lower_role && !run.opens);
    };
    let mut next = last + 1;
    if scan.is(next, ".") {
        next += 1;
    }
    // A given name before it makes the title a name: "Justin Major".
    if last > run.start && scan.has(last - 1, classes::GIVEN) && !scan.has(last, classes::ROLE) {
        return (run.start, false);
    }
    (next, true)
}

/// Whether the words make up an organisation, a place, a date.
fn is_named_thing(scan: &Scan, start: usize, end: usize) -> bool {
    let last = end - 1;
    if scan.has(last, classes::ORG | classes::PLACE | classes::TIME) && !scan.has(last, classes::SURNAME) {
        return true;
    }
    if (start..end).any(|n| scan.has(n, classes::ORG | classes::TIME) && !scan.has(n, classes::ANY_NAME)) {
        return true;
    }
    let place = scan.places.iter().find(|place| place.start == start);
    place.is_some_and(|place| place.end == end && !scan.has(start, classes::GIVEN))
}

/// Whether at least two words look like a person's name.
fn looks_like_name(scan: &Scan, start: usize, end: usize) -> bool {
    let last = end - 1;
    let plain = |n: usize| scan.has(n, classes::EVERYDAY) && !scan.has(n, classes::ANY_NAME);
    if scan.is(end, ",")
        && (matches!(scan.word(end + 1), "a" | "an" | "the" | "who") || scan.has(end + 1, classes::ROLE))
    {
        return !(plain(last) && plain(start)) && !scan.has(start, classes::PEOPLE | classes::COUNTRY);
    }
    if plain(last) || plain(start) || scan.has(start, classes::PEOPLE | classes::COUNTRY) {
        return false;
    }
    if scan.has(start, classes::ANY_GIVEN) || scan.is_initial(start) {
        return true;
    }
    if scan.has(last, classes::ANY_SURNAME) && !scan.has(start, classes::CITY | classes::EVERYDAY) {
        return true;
    }
    let unknown = (start..end)
        .all(|n| !scan.has(n, classes::EVERYDAY | classes::CITY | classes::COUNTRY) || scan.has(n, classes::ANY_NAME));
    unknown && (scan.is(end, ",") || scan.has(end, classes::SPEECH) || scan.has(start.wrapping_sub(1), classes::SPEECH))
}
