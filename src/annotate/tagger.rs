//! Which words of a run are a person's name? A linear model decides word by word, from left to right, by what the
//! lexicon knows of the word and its neighbours, by how it is written and where, and by how the rest of the article
//! uses it.
//!
//! The weights are learnt (`train`) and lie in `data/persons.weights`: one byte for each label in each of a fixed
//! number of slots; a feature is a hash that names its slot.

use super::company::{Company, Outcome};
use super::evidence::Evidence;
use super::features::Features;
use super::lexicon::classes;
use super::pinyin;
use super::pronouns::Pronouns;
use super::quotes;
use super::runs::{Run, Style};
use super::scan::Scan;
use crate::text::Case;

/// What a word is to a person's name.
pub(super) type Label = usize;

/// It is no part of one.
pub(super) const OUTSIDE: Label = 0;
/// One begins with it.
pub(super) const BEGIN: Label = 1;
/// One goes on with it.
pub(super) const INSIDE: Label = 2;
/// How many labels there are.
pub(super) const LABELS: usize = 3;

/// How many slots the weights have: a power of two.
pub(super) const SLOTS: usize = 1 << 18;

static WEIGHTS: &[u8] = include_bytes!("data/persons.weights");

/// Finds the names in all runs, as token ranges in text order.
pub(super) fn names(scan: &Scan, runs: &[Run]) -> Vec<(usize, usize)> {
    let pronouns = Pronouns::of(scan);
    let evidence = Evidence::of(scan, &pronouns, runs);
    let mut names: Vec<(usize, usize)> = Vec::new();
    let mut features = Features::default();
    let mut outcome = Outcome::Nothing;
    for (number, run) in runs.iter().enumerate() {
        if is_plain(scan, run) {
            outcome = Outcome::Nothing;
            continue;
        }
        let company = Company::of(scan, &pronouns, runs, number, outcome);
        let first = names.len();
        let mut before = OUTSIDE;
        let (mut parts, mut inside) = (0, 0);
        for index in run.start..run.end {
            if !scan.is_part(index, run) {
                continue;
            }
            features.fill(scan, &evidence, &company, run, index, before);
            // What a hyphen ties to a name begins none.
            let label = match best(&features) {
                BEGIN if !scan.is_capital(index) => OUTSIDE,
                label => label,
            };
            parts += 1;
            inside += usize::from(label != OUTSIDE);
            match (label, before) {
                (OUTSIDE, _) => {}
                (INSIDE, BEGIN | INSIDE) => {
                    if let Some(name) = names.last_mut() {
                        name.1 = index + 1;
                    }
                }
                _ => names.push((index, index + 1)),
            }
            before = if label == INSIDE && before == OUTSIDE { BEGIN } else { label };
        }
        outcome = Outcome::of(inside, parts);
        if names.len() == first && is_plainly_name(scan, run) {
            names.push((run.start, run.end));
        }
        join(scan, &mut names, first);
        widen(scan, run, &mut names, first);
        drop_namesakes(scan, run, &mut names, first);
        if run.style == Style::Title {
            cut_at_verbs(scan, &mut names, first);
        }
    }
    names
}

/// In a headline a reporting verb is no part of a name: "Ann Lee Says | Bo Ek Lied".
fn cut_at_verbs(scan: &Scan, names: &mut Vec<(usize, usize)>, first: usize) {
    let mut at = first;
    while at < names.len() {
        let (start, end) = names[at];
        if let Some(verb) = (start + 1..end).find(|n| quotes::is_reporting_verb(scan.word(*n))) {
            names[at].1 = verb;
            if verb + 1 < end && !quotes::is_function_word(scan.word(verb + 1)) {
                names.insert(at + 1, (verb + 1, end));
            }
        }
        at += 1;
    }
}

/// Whether a run is one word that is everyday language at the start of a sentence, or names a country or a day, and
/// that nobody is called: the model need not be asked.
fn is_plain(scan: &Scan, run: &Run) -> bool {
    let other = classes::COUNTRY | classes::PEOPLE | classes::TIME;
    run.end == run.start + 1
        && !scan.has(run.start, classes::ANY_GIVEN | classes::SURNAME)
        && (scan.has(run.start, other) || run.opens && scan.has(run.start, classes::EVERYDAY) && !scan.speaks(run))
}

/// Whether a run is a Chinese name by its syllables, whatever stands around it ("during Xi Jinping's visit"); the first word
/// of a sentence must be no everyday one.
fn is_plainly_name(scan: &Scan, run: &Run) -> bool {
    let other = classes::COUNTRY
        | classes::TIME
        | classes::ORG
        | classes::PLACE
        | classes::CITY
        | classes::TITLE
        | classes::ROLE;
    let given = run.start + 1;
    run.end == run.start + 2
        && !(run.opens && (scan.has(run.start, classes::EVERYDAY) || quotes::is_function_word(scan.word(run.start))))
        && run.style == Style::Sentence
        && scan.is_capital(given)
        && (run.start..run.end).all(|n| !scan.has(n, other))
        && !scan.has(given, classes::EVERYDAY)
        && pinyin::is_name(scan.word(run.start), scan.word(given))
}

/// A name of many words that the model cut in two: nothing stands between two persons in one run but words that are no
/// name ("Evelyn | Ang Siew Khim", "Dewi Sri | Lestari Hapsari").
fn join(scan: &Scan, names: &mut Vec<(usize, usize)>, first: usize) {
    let other = classes::TITLE | classes::ROLE | classes::ORG | classes::PLACE | classes::EVERYDAY | classes::COUNTRY;
    let mut at = first;
    while at + 1 < names.len() {
        let (before, after) = (names[at], names[at + 1]);
        let parts = (before.0..after.1).filter(|n| scan.is_capital(*n)).count();
        let apart = (before.1..after.1).any(|n| scan.has(n, other) || !scan.is_capital(n) && !scan.is(n, "-"));
        if apart || parts > MOST_PARTS {
            at += 1;
        } else {
            names[at].1 = after.1;
            names.remove(at + 1);
        }
    }
}

/// A name before a word for houses or bodies is theirs: "the James S. Brady | Press Briefing Room".
fn drop_namesakes(scan: &Scan, run: &Run, names: &mut Vec<(usize, usize)>, first: usize) {
    let last = run.end - 1;
    let Some(name) = names[first..].last().copied() else { return };
    let thing = scan.has(last, classes::ORG | classes::PLACE) && !scan.has(last, classes::GIVEN | classes::SURNAME);
    let most = if run.style == Style::Title { 4 } else { 2 };
    if thing
        && last >= name.1
        && last <= name.1 + most
        && (name.1..=last).all(|n| scan.is_capital(n) || scan.is(n, "."))
    {
        names.pop();
    }
}

/// A name that the model cut short: what stands beside it in its run, and is no word but a name or unknown, is part of it
/// ("Rohan | Achterberg").
fn widen(scan: &Scan, run: &Run, names: &mut [(usize, usize)], first: usize) {
    if run.style != Style::Sentence {
        return;
    }
    for at in first..names.len() {
        let left = if at > first { names[at - 1].1 } else { run.start };
        let right = names.get(at + 1).map_or(run.end, |next| next.0);
        let name = &mut names[at];
        while let Some(before) = name_like_before(scan, run, left, name.0) {
            name.0 = before;
        }
        while name.1 < right && is_name_like(scan, run, name.1) {
            name.1 += 1;
        }
    }
}

/// Where the part of a name begins that ends right before `at`: a name, unknown word or initial.
fn name_like_before(scan: &Scan, run: &Run, left: usize, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|n| *n >= left)?;
    let initials = scan.is_initial(before) && scan.word(before).contains('.');
    if is_name_like(scan, run, before) && !scan.is_initial(before)
        || is_given_name_of_place(scan, run, before)
        || initials
    {
        return Some(before);
    }
    let initial = before.checked_sub(1).filter(|n| *n >= left)?;
    (scan.is(before, ".") && scan.is_joined(before) && scan.is_initial(initial)).then_some(initial)
}

/// Whether a word is a common given name as well as a place, and stands where no place would: "heiress Paris | Hilton".
fn is_given_name_of_place(scan: &Scan, run: &Run, index: usize) -> bool {
    const BEFORE: [&str; 9] = ["in", "at", "near", "from", "to", "of", "for", "outside", "around"];
    let placed = index > 0 && BEFORE.contains(&scan.word(index - 1));
    let opens = run.opens && run.start == index;
    let other = classes::TITLE | classes::TIME | classes::PEOPLE | classes::EVERYDAY;
    scan.has(index, classes::GIVEN) && !scan.has(index, other) && scan.is_capital(index) && !placed && !opens
}

/// Whether a word with a capital is a name or unknown, and nothing else.
fn is_name_like(scan: &Scan, run: &Run, index: usize) -> bool {
    let other = classes::TITLE
        | classes::ROLE
        | classes::ORG
        | classes::PLACE
        | classes::TIME
        | classes::COUNTRY
        | classes::PEOPLE
        | classes::CITY
        | classes::THING;
    let plain = scan.has(index, classes::EVERYDAY) && !scan.has(index, classes::GIVEN | classes::SURNAME);
    let opens = run.opens && run.start == index && scan.has(index, classes::EVERYDAY);
    scan.is_capital(index) && scan.token(index).case == Case::Capital && !scan.has(index, other) && !plain && !opens
}

/// Names of more words are more likely two.
const MOST_PARTS: usize = 5;

fn best(features: &Features) -> Label {
    let mut scores = [0i32; LABELS];
    let (weights, _) = WEIGHTS.as_chunks::<LABELS>();
    for slot in features.slots() {
        if let Some(weights) = weights.get(slot) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i32::from(weight.cast_signed());
            }
        }
    }
    (0..LABELS).max_by_key(|label| (scores[*label], LABELS - label)).unwrap_or(OUTSIDE)
}
