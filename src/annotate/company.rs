//! In what company does a run stand? In a list ("Shas, Meretz and the Centre Party"), what its neighbours are says what it
//! is itself; an abbreviation in brackets behind it is that of a body; numbers in its sentence are those of a table.

use super::lexicon::{Classes, classes};
use super::pronouns::Pronouns;
use super::runs::Run;
use super::scan::Scan;
use crate::text::{Case, Kind};

/// What the model made of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// No name.
    Nothing,
    /// A name as a whole.
    Whole,
    /// A name and more.
    Part,
}

impl Outcome {
    /// Of a run with so many parts, of which some lie inside names.
    pub(super) fn of(inside: usize, parts: usize) -> Self {
        match inside {
            0 => Self::Nothing,
            _ if inside == parts => Self::Whole,
            _ => Self::Part,
        }
    }
}

/// What stands around a run, beyond the words right beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Company {
    /// How the run is joined to the run before: 0 if it is not.
    pub(super) join_before: u32,
    /// What the run before came to, if it is joined.
    pub(super) outcome_before: u32,
    /// Classes of the last word of the run before, if it is joined.
    pub(super) class_before: Classes,
    /// How the run behind is joined to it: 0 if it is not.
    pub(super) join_after: u32,
    /// Classes of the first and of the last word of the run behind, if it is joined.
    pub(super) first_after: Classes,
    pub(super) last_after: Classes,
    /// What stands in brackets behind it.
    pub(super) brackets: u32,
    /// How many numbers its sentence has, up to three.
    pub(super) numbers: u32,
    /// What its words are, taken together.
    pub(super) classes: Classes,
    /// Which pronouns follow it.
    pub(super) pronouns: u32,
    /// The noun that says behind a comma what it is ("a retired fitter"), as its token; none if nothing does.
    pub(super) noun: Option<usize>,
}

/// The classes of a neighbour that tell what a list is of.
const TELLING: Classes = classes::ORG
    | classes::PLACE
    | classes::COUNTRY
    | classes::PEOPLE
    | classes::CITY
    | classes::ANY_GIVEN
    | classes::ANY_SURNAME
    | classes::TITLE
    | classes::THING;

impl Company {
    /// Of run `number`; `outcome` is what the run before came to.
    pub(super) fn of(scan: &Scan, pronouns: &Pronouns, runs: &[Run], number: usize, outcome: Outcome) -> Self {
        let run = &runs[number];
        let before = number.checked_sub(1).map(|n| &runs[n]);
        let after = runs.get(number + 1);
        let join_before = before.map_or(0, |before| join(scan, before.end, run.start));
        let join_after = after.map_or(0, |after| join(scan, run.end, after.start));
        let telling = |index: usize| scan.classes(index) & TELLING;
        let of = |joined: u32, index: Option<usize>| index.filter(|_| joined > 0).map_or(0, telling);
        Self {
            join_before,
            outcome_before: if join_before > 0 { 1 + outcome as u32 } else { 0 },
            class_before: of(join_before, before.map(|before| before.end - 1)),
            join_after,
            first_after: of(join_after, after.map(|after| after.start)),
            last_after: of(join_after, after.map(|after| after.end - 1)),
            brackets: brackets(scan, run),
            numbers: numbers(scan, run),
            classes: (run.start..run.end).fold(0, |set, index| set | telling(index)),
            pronouns: pronouns.behind(scan, run),
            noun: noun(scan, run.end),
        }
    }
}

/// How what stands from `from` to `to` joins two runs: 1 a comma, 2 "and" or its like, 3 either with "the"; 0 if it does not.
fn join(scan: &Scan, from: usize, to: usize) -> u32 {
    let definite = to > from && scan.is(to - 1, "the");
    let to = if definite { to - 1 } else { to };
    let words = |n: usize| scan.word(from + n);
    let kind = match to - from {
        1 if matches!(words(0), "," | ";" | "/") => 1,
        1 if matches!(words(0), "and" | "or" | "&" | "with") => 2,
        2 if words(0) == "," && matches!(words(1), "and" | "or") => 2,
        _ => return 0,
    };
    if definite { 3 } else { kind }
}

/// What brackets behind a run hold: 1 an abbreviation, 2 one of the run's own words, 3 a number, 4 another word; 0 if there are none.
fn brackets(scan: &Scan, run: &Run) -> u32 {
    let inside = run.end + 1;
    if !scan.is(run.end, "(") || inside >= scan.tokens.len() {
        return 0;
    }
    let token = scan.token(inside);
    match (token.kind, token.case) {
        (Kind::Word, Case::Upper | Case::Mixed) if scan.is(inside + 1, ")") => {
            let initials =
                (run.start..run.end).filter(|n| scan.is_capital(*n)).filter_map(|n| scan.word(n).chars().next());
            if initials.eq(scan.word(inside).chars()) { 2 } else { 1 }
        }
        (Kind::Number, _) => 3,
        _ => 4,
    }
}

/// The last of the small words behind ", a" that no preposition or verb parts from it.
fn noun(scan: &Scan, comma: usize) -> Option<usize> {
    if !scan.is(comma, ",") || !matches!(scan.word(comma + 1), "a" | "an" | "the" | "his" | "her") {
        return None;
    }
    let first = comma + 2;
    let goes_on = |n: &usize| {
        n < &scan.tokens.len()
            && scan.token(*n).kind == Kind::Word
            && !scan.is_capital(*n)
            && !matches!(
                scan.word(*n),
                "of" | "in" | "at" | "from" | "for" | "with" | "on" | "who" | "which" | "that" | "and"
            )
    };
    (first..first + LONGEST_PHRASE).take_while(goes_on).last()
}

/// So many words are looked at for the noun.
const LONGEST_PHRASE: usize = 4;

/// How far around a run numbers are counted.
const NEAR: usize = 12;

fn numbers(scan: &Scan, run: &Run) -> u32 {
    let sentence = scan.tokens.sentence_of(run.start);
    let from = run.start.saturating_sub(NEAR).max(sentence.start);
    let to = (run.end + NEAR).min(sentence.end);
    (from..to).filter(|n| scan.token(*n).kind == Kind::Number).take(3).count() as u32
}
