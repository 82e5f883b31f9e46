//! Where does a name that the tagger marked begin and end, and does it name anybody at all? What every reader knows and
//! the weights may not: titles, letters of orders and labels of speakers are no part of a name; an interjection, a law, a
//! place behind "in" and a firm called after its founders are nobody.

use super::firms;
use super::lexicon::classes;
use super::quotes::is_function_word;
use super::scan::Scan;
use crate::text::{Case, Kind};

/// A marked name without what was marked with it; none if nothing is left that can be a person.
pub(super) fn of_name(scan: &Scan, start: usize, end: usize) -> Option<(usize, usize)> {
    let start = without_label(scan, start, end);
    let end = without_tail(scan, start, end);
    let start = without_titles(scan, start, end);
    let single = end - start == 1;
    if single && is_nobody_alone(scan, start)
        || !single && is_nobody(scan, start, end)
        || is_post(scan, start, end)
        || is_large_place(scan, start, end)
    {
        return None;
    }
    if !scan.is_capital(start.wrapping_sub(2)) && !scan.is_joined(start) && opens_name(scan, start.wrapping_sub(1)) {
        return Some((start - 1, end));
    }
    Some((start, end))
}

/// Where a name begins behind the label of a question or an interjection: "Q | Jay", "Oh | David".
fn without_label(scan: &Scan, start: usize, end: usize) -> usize {
    let opens = scan.tokens.sentence_of(start).start == start;
    let label = scan.token(start).span.len() == 1 && matches!(scan.word(start), "q" | "a") && opens;
    let joins = is_function_word(scan.word(start)) && !scan.has(start, classes::GIVEN | classes::SURNAME);
    let call = joins || matches!(scan.word(start), "oh" | "ok" | "okay" | "dear" | "well");
    if end > start + 1 && scan.is_capital(start + 1) && (label || call) { start + 1 } else { start }
}

/// Where a name begins behind its titles: "Datuk Seri Dr | Anwar", "Chief Financial Officer | Ann Lee".
fn without_titles(scan: &Scan, mut start: usize, end: usize) -> usize {
    let parts = |from: usize| (from..end).filter(|n| scan.is_capital(*n)).count();
    let is_title = |n: usize| scan.has(n, classes::TITLE) && (!scan.has(n, classes::ANY_NAME) || parts(n) > 2);
    let post = |n: usize| scan.has(n, classes::TITLE | classes::ROLE) && !scan.has(n, classes::ANY_NAME);
    let words = |n: usize| scan.has(n, classes::TITLE | classes::ROLE | classes::EVERYDAY | classes::ORG);
    if let Some(last) = (start + 1..end.saturating_sub(1)).rev().find(|n| post(*n))
        && (start..last).all(|n| words(n) && !scan.has(n, classes::GIVEN))
    {
        start = last;
    }
    while start + 1 < end && is_title(start) {
        start += 1;
        while start + 1 < end && scan.token(start).kind == Kind::Punct {
            start += 1;
        }
    }
    start
}

/// Where a name ends before letters of an order, a post or another sentence: "Jolyon Marsh | KC", "Ann Lee | Media Adviser",
/// "ANN LEE | Well".
fn without_tail(scan: &Scan, start: usize, end: usize) -> usize {
    const LETTERS: [&str; 16] =
        ["kc", "qc", "sc", "sj", "obe", "mbe", "cbe", "phd", "md", "mp", "mps", "am", "ao", "csc", "mhr", "mla"];
    let tail = classes::ORG | classes::THING | classes::ROLE | classes::TITLE | classes::TIME | classes::PEOPLE;
    let name = classes::GIVEN | classes::SURNAME;
    let shouted = |n: usize| scan.token(n).case == Case::Upper && scan.token(n).span.len() > 2 && !scan.is_initial(n);
    let opens_shouted = shouted(start) && scan.token(start).span.len() > 3;
    let ends = |n: &usize| {
        let n = *n;
        let letters = scan.token(n).case != Case::Capital && LETTERS.contains(&scan.word(n));
        let other_style = opens_shouted && scan.token(n).case == Case::Capital && !scan.is_joined(n);
        // "Kim Jong | Un" is no place for the body, which has two capitals.
        let syllable = scan.token(n).span.len() == 2 && scan.token(n).case == Case::Capital;
        let post = n >= start + 2 && scan.has(n, tail) && !scan.has(n, name) && !scan.is_joined(n) && !syllable;
        let region = !opens_shouted && shouted(n) && scan.place_class(n) != 0;
        scan.is_capital(n) && (letters && n >= start + 2 || other_style || post || region)
    };
    (start + 1..end).find(ends).unwrap_or(end)
}

/// Whether a word by itself is no person.
fn is_nobody_alone(scan: &Scan, index: usize) -> bool {
    let titled = scan.has(index.wrapping_sub(1), classes::TITLE);
    scan.has(index, classes::TITLE) && !scan.has(index, classes::ANY_NAME)
        || scan.is_initial(index) && scan.token(index).span.len() < 3
        || is_never_person(scan, index)
        || !titled && (is_call(scan, index) || is_common_noun(scan, index) || is_located(scan, index))
}

/// Whether a word by itself names a country, a people, a faith, a day, and no person.
fn is_never_person(scan: &Scan, index: usize) -> bool {
    let other = classes::COUNTRY | classes::PEOPLE | classes::THING;
    let given = scan.has(index, classes::GIVEN);
    !given && (scan.has(index, classes::TIME) || scan.has(index, other) && !scan.has(index, classes::SURNAME))
}

/// "Oh,", "Ok.", and words that hold sentences together, in capitals for whatever reason.
fn is_call(scan: &Scan, index: usize) -> bool {
    let call = matches!(scan.word(index), "oh" | "ok" | "okay" | "ah" | "hey");
    let speaks = scan.has(index + 1, classes::SPEECH);
    let opens = scan.tokens.sentence_of(index).start == index || scan.token(index - 1).kind == Kind::Punct;
    let joins = is_function_word(scan.word(index)) && (opens || !scan.has(index, classes::SURNAME));
    !speaks && (call || joins && !scan.has(index, classes::GIVEN))
}

/// "The Bill", "SHADOW": a word of everyday language behind an article, or shouted.
fn is_common_noun(scan: &Scan, index: usize) -> bool {
    const BEFORE: [&str; 8] = ["the", "this", "a", "an", "its", "their", "these", "each"];
    const AFTER: [&str; 14] = [
        "administration",
        "government",
        "cabinet",
        "regime",
        "campaign",
        "camp",
        "family",
        "team",
        "era",
        "presidency",
        "dictatorship",
        "doctrine",
        "years",
        "brothers",
    ];
    let everyday = scan.has(index, classes::EVERYDAY);
    let shouted = scan.token(index).case == Case::Upper && !scan.has(index, classes::GIVEN | classes::SURNAME);
    let definite = index > 0 && BEFORE.contains(&scan.word(index - 1)) && !AFTER.contains(&scan.word(index + 1));
    everyday && (definite && !scan.is_capital(index + 1) || shouted)
}

/// "In Darwin": a city behind a preposition of place.
fn is_located(scan: &Scan, index: usize) -> bool {
    let placed = index > 0 && matches!(scan.word(index - 1), "in" | "at" | "near");
    placed && scan.has(index, classes::CITY) && scan.place_class(index) / 8 % 4 >= 1
}

/// Whether several words are no person: "Can I", "PO Box", "M P", "Hobart Women", "Morgan Stanley".
fn is_nobody(scan: &Scan, start: usize, end: usize) -> bool {
    let name = classes::ANY_GIVEN | classes::ANY_SURNAME;
    let letters = (start..end).filter(|n| scan.is_capital(*n)).all(|n| scan.token(n).span.len() == 1);
    let everyday = |n: usize| scan.has(n, classes::EVERYDAY) && !scan.has(n, name);
    let place = !scan.has(start, name) && scan.place_class(start) != 0;
    letters
        || matches!(scan.word(end - 1), "qaeda" | "haram" | "lanka")
        || scan.is(end - 1, "i") && scan.has(start, classes::EVERYDAY)
        || everyday(end - 1) && (place || everyday(start))
        || firms::is_firm(scan.text(scan.span(start, end)))
}

/// Whether words are a post and no name ("High Commissioner"), or the title of the name behind it ("Sen." at a line's end).
fn is_post(scan: &Scan, start: usize, end: usize) -> bool {
    let post = classes::TITLE | classes::ROLE;
    let plain = |n: usize| scan.has(n, post | classes::EVERYDAY) && !scan.has(n, classes::GIVEN | classes::SURNAME);
    let cut = end - start == 1 && scan.has(start, classes::TITLE) && scan.is(end, ".") && scan.is_capital(end + 1);
    cut || scan.has(end - 1, post) && (start..end).all(plain)
}

/// Whether words are or begin the name of a country or large city of several words: "Hong Kong".
fn is_large_place(scan: &Scan, start: usize, end: usize) -> bool {
    let Ok(found) = scan.places.binary_search_by_key(&start, |place| place.start) else { return false };
    let place = scan.places[found];
    let given = scan.has(start, classes::GIVEN);
    place.end - place.start > 1 && place.end >= end && scan.is_in_large_place(start) && !given
}

/// Whether the small word at `index` is the particle that a surname begins with: "del Ponte", "van Dyck".
fn opens_name(scan: &Scan, index: usize) -> bool {
    const OPENERS: [&str; 14] =
        ["van", "von", "der", "de", "del", "della", "di", "da", "dos", "du", "bin", "ibn", "ter", "den"];
    index < scan.tokens.len() && !scan.is_capital(index) && OPENERS.contains(&scan.word(index))
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;

    fn persons(text: &str) -> Vec<String> {
        annotated(text).1.persons.into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn what_stands_beside_a_name_is_no_part_of_it() {
        let cases: [(&str, &[&str]); 5] = [
            ("Counsel for the duke, Jolyon Marchant KC, said so on Monday.", &["Jolyon Marchant"]),
            ("Chief Financial Officer Dinesh Raghavan told analysts.", &["Dinesh Raghavan"]),
            ("Deputy Prime Minister Datuk Seri Dr Anwar Yusof denied it.", &["Anwar Yusof"]),
            ("Tan Wei Ming is the minister, and Tan Wei Ming said so.", &["Tan Wei Ming"]),
            ("Prosecutor J.W. Harker said that the tulips existed.", &["J.W. Harker"]),
        ];
        for (text, expected) in cases {
            assert_eq!(persons(text), expected, "{text}");
        }
    }

    #[test]
    fn nobody_is_named_by_a_law_a_room_or_a_firm() {
        let cases = [
            "The briefing took place in the James S. Brady Press Briefing Room on Tuesday.",
            "Oh, it is late. OK, we go.",
            "The Bill passed the Senate. This Bill is long.",
            "Shares of Morgan Stanley and Wells Fargo rose on Monday.",
            "Floods reached Hong Kong on Friday.",
            "Texas Sen. voted against it.",
        ];
        for text in cases {
            assert_eq!(persons(text), [""; 0], "{text}");
        }
    }
}
