//! Which words at the start of a paragraph label it as somebody's turn? "Lee:", "PRESIDENT LEE:", "Q.", "Mr. LEE.",
//! "A.L.:", and in headlines "Insiders:".

use std::ops::Range;

use super::scene::{Mention, Scene};
use super::speakers::{Source, Who};
use super::words::{AUXILIARY, BODY, ROLE, SUBORDINATOR, VERB};
use crate::text::{Case, Kind};

/// How many tokens a label may have.
const LONGEST: usize = 8;
/// How many more those in brackets behind a name: "Lee (through an interpreter):".
const LONGEST_ASIDE: usize = 6;

/// What stands before the colon that opens a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub(super) source: Source,
    /// The colon, or the stop of "Q." and "Mr. LEE."
    pub(super) colon: usize,
    pub(super) certainty: Certainty,
    /// Whether it is written in capitals.
    pub(super) upper: bool,
    /// Whether it answers: "A:".
    pub(super) answers: bool,
}

/// How certain it is that a label opens a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// Capitalised words, which may be anything: "Note:", "Atlas News:".
    Open,
    /// Only a headline has such a label: "Insiders: ...", "Lee at summit: ...".
    Headline,
    /// A person, or words in capitals.
    Likely,
    /// Nothing but a turn has such a label: a person in capitals, "Q".
    Sure,
}

/// The label of block `n`.
pub(super) fn label(scene: &Scene, n: usize) -> Option<Label> {
    let block = scene.tokens.block(n);
    stopped(scene, n, block.clone()).or_else(|| before_colon(scene, n, block))
}

fn before_colon(scene: &Scene, n: usize, block: Range<usize>) -> Option<Label> {
    let (end, colon) = colon(scene, block.clone())?;
    if end == block.start || colon + 2 >= block.end {
        return None;
    }
    let words = block.start..end;
    if words.clone().any(|at| scene.run_at(at).is_some()) {
        return None;
    }
    let named = words.clone().find_map(|at| scene.mention_at(at)).or_else(|| by_initials(scene, words.clone()));
    let upper = words.clone().all(|at| is_upper(scene, at));
    let asks = end == block.start + 1 && (asks(scene, block.start) || answers(scene, block.start));
    let capitals = words.clone().all(|at| scene.token(at).kind == Kind::Punct || scene.is_capitalised(at));
    let cue = words.clone().any(|at| {
        scene.cue(at).is_some() || matches!(scene.folded(at), "what" | "when" | "where" | "who" | "why" | "how")
    });
    let officially = upper && end > block.start + 1 && words.clone().any(|at| scene.folded(at).len() > 2);
    let someone = named.is_some()
        || words.clone().any(|at| scene.is(at, ROLE) || matches!(scene.folded(at), "mr" | "ms" | "mrs"));
    let certainty = match () {
        () if asks || officially && someone && !cue => Certainty::Sure,
        () if capitals && (upper || named.is_some()) && !cue => Certainty::Likely,
        () if n < 2 && is_headline(scene, words.clone()) => Certainty::Headline,
        () if capitals && !cue => Certainty::Open,
        () => return None,
    };
    let source = source(block.start, end, named);
    Some(Label { source, colon, certainty, upper: officially, answers: asks && answers(scene, block.start) })
}

/// The end of the words before the first colon of a block, and the colon: brackets may stand between.
fn colon(scene: &Scene, block: Range<usize>) -> Option<(usize, usize)> {
    let mut words = block.clone().take(LONGEST);
    let end = words.find(|at| scene.is_punct(*at, ':') || scene.is_punct(*at, '('))?;
    if scene.is_punct(end, ':') {
        return Some((end, end));
    }
    let close = (end..block.end.min(end + LONGEST_ASIDE)).find(|at| scene.is_punct(*at, ')'))?;
    (close + 1 < block.end && scene.is_punct(close + 1, ':')).then_some((end, close + 1))
}

/// Labels that end with a stop: "Q. ", "Mr. LEE. ".
fn stopped(scene: &Scene, n: usize, block: Range<usize>) -> Option<Label> {
    let first = block.start;
    let short = block.len() > 3 && scene.is_punct(first + 1, '.') && scene.is_capitalised(first);
    if short && matches!(scene.folded(first), "q" | "a") && is_apart(scene, first + 1) {
        // "A. Philip Holm" opens with an initial: an answer follows a question.
        let answers = scene.folded(first) == "a";
        let asked = n > 0 && is_stopped_question(scene, n - 1) || n > 1 && is_stopped_question(scene, n - 2);
        if answers && !asked || scene.mention_at(first).is_some() {
            return None;
        }
        let source = source(first, first + 1, None);
        return Some(Label { source, colon: first + 1, certainty: Certainty::Sure, upper: false, answers });
    }
    if !short || !matches!(scene.folded(first), "mr" | "ms" | "mrs" | "dr") {
        return None;
    }
    let names = (first + 2..block.end.min(first + 5)).take_while(|at| {
        scene.token(*at).case == Case::Upper && scene.folded(*at).len() > 2 && scene.token(*at).kind == Kind::Word
    });
    let last = names.last()?;
    if last + 2 >= block.end || !scene.is_punct(last + 1, '.') {
        return None;
    }
    let named = (first..=last).find_map(|at| scene.mention_at(at));
    let source = source(first, last + 1, named);
    Some(Label { source, colon: last + 1, certainty: Certainty::Sure, upper: true, answers: false })
}

/// Whether block `n` opens with "Q."
fn is_stopped_question(scene: &Scene, n: usize) -> bool {
    let block = scene.tokens.block(n);
    block.len() > 2 && scene.folded(block.start) == "q" && scene.is_punct(block.start + 1, '.')
}

fn source(first: usize, end: usize, named: Option<Mention>) -> Source {
    match named {
        Some(Mention { person, first, last }) => {
            let last = last.min(end - 1);
            Source { first: first.min(last), last, head: last, who: Who::Person(person) }
        }
        None => Source { first, last: end - 1, head: end - 1, who: Who::Described },
    }
}

fn is_upper(scene: &Scene, at: usize) -> bool {
    scene.token(at).kind == Kind::Punct
        || scene.token(at).case == Case::Upper
        || scene.folded(at).len() == 1 && scene.is_capitalised(at)
}

fn asks(scene: &Scene, at: usize) -> bool {
    matches!(scene.folded(at), "q" | "question" | "reporter" | "interviewer")
}

fn answers(scene: &Scene, at: usize) -> bool {
    matches!(scene.folded(at), "a" | "answer")
}

/// Whether a space follows a token.
fn is_apart(scene: &Scene, at: usize) -> bool {
    at + 1 < scene.len() && scene.token(at).span.end < scene.token(at + 1).span.start
}

/// Whether a paragraph opens with a bare "Q", as questions do in the transcripts of briefings.
pub(super) fn is_question(scene: &Scene, n: usize) -> bool {
    let block = scene.tokens.block(n);
    block.len() > 2
        && scene.folded(block.start) == "q"
        && scene.is_capitalised(block.start)
        && is_apart(scene, block.start)
}

/// The one person of the article whose initials a label gives: "A.L." for Ann Lee.
fn by_initials(scene: &Scene, words: Range<usize>) -> Option<Mention> {
    let (first, last) = (words.start, words.end.checked_sub(1)?);
    let letters: String =
        scene.text.slice(scene.span_of(first, last)?).chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    if !(2..=3).contains(&letters.chars().count()) || !letters.chars().all(char::is_uppercase) {
        return None;
    }
    let fits = |name: &str| name.split([' ', '-']).filter_map(|word| word.chars().next()).eq(letters.chars());
    let mut fits = (0..scene.persons.len()).filter(|person| fits(&scene.persons[*person].name));
    let person = fits.next().filter(|_| fits.next().is_none())?;
    Some(Mention { person, first, last })
}

/// Whether what stands before the colon of a headline names someone who may speak: a person, people by their role, a
/// camp, an agency, a report.
fn is_headline(scene: &Scene, mut words: Range<usize>) -> bool {
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

/// The name in a label of capitals that the names of the article do not have: "GOVERNOR LEE" is Lee.
pub(super) fn name(scene: &Scene, source: Source) -> Option<String> {
    const NOBODY: [&str; 14] = [
        "anchor",
        "audience",
        "female",
        "host",
        "male",
        "mr",
        "mrs",
        "ms",
        "operator",
        "question",
        "speaker",
        "the",
        "unidentified",
        "voice",
    ];
    let words: Vec<&str> = (source.first..=source.last)
        .filter(|at| {
            let word = scene.folded(*at);
            scene.token(*at).kind == Kind::Word
                && scene.token(*at).case == Case::Upper
                && word.len() > 2
                && !scene.is(*at, ROLE.or(BODY))
                && !scene.is_country(*at)
                && NOBODY.binary_search(&word).is_err()
        })
        .map(|at| scene.folded(at))
        .collect();
    let last = words.last()?;
    let known = scene.persons.iter().find(|person| {
        person.name.rsplit(' ').next().is_some_and(|surname| surname.to_lowercase() == *last) && words.len() == 1
    });
    Some(known.map_or_else(
        || words.iter().map(|word| capitalised(word)).collect::<Vec<_>>().join(" "),
        |person| person.name.clone(),
    ))
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
