//! Whom and which countries do reported words name or address?

use super::attributions::Content;
use super::genders::Gender;
use super::pieces::Piece;
use super::roles;
use super::salience::Salience;
use super::scene::Scene;
use super::speakers::{Source, Who};
use super::words::{AUXILIARY, CONJUNCTION, PREPOSITION, ROLE, VERB};
use crate::model::{CountryCode, Span};
use crate::text::Kind;

/// The persons of whom the words of a piece speak, in order, without who speaks: by name, by role ("the president"), by
/// pronoun; with those who are spoken to, if the words turn to them ("you", "my dear friend").
pub(super) fn persons(scene: &Scene, salience: &Salience, piece: &Piece, to: &[usize]) -> Vec<usize> {
    let content = piece.content;
    let speakers: Vec<usize> = piece.person.into_iter().chain(piece.partner).collect();
    let mut named: Vec<usize> = Vec::new();
    let mut at = content.start;
    while at < content.end {
        let mut next = at + 1;
        let person = if let Some(mention) = scene.mention_at(at) {
            next = mention.last + 1;
            Some(mention.person)
        } else if let Some(gender) = Gender::of_pronoun(scene.folded(at)) {
            meant(scene, salience, piece, at, gender, named.last().copied())
        } else {
            described(scene, salience, at, content.end)
        };
        for person in person.into_iter().filter(|person| !speakers.contains(person)) {
            if !named.contains(&person) {
                named.push(person);
            }
        }
        at = next;
    }
    let addressed = to.iter().copied().filter(|_| turns_to_someone(scene, content));
    for person in addressed.filter(|person| !speakers.contains(person)) {
        if !named.contains(&person) {
            named.push(person);
        }
    }
    named
}

/// Whom "he" or "she" means within reported words; `last` was named in them before.
fn meant(
    scene: &Scene,
    salience: &Salience,
    piece: &Piece,
    at: usize,
    gender: Gender,
    last: Option<usize>,
) -> Option<usize> {
    if let Some(last) = last.filter(|last| salience.genders[*last].may_be(gender)) {
        return Some(last);
    }
    let speaker = piece.person?;
    if scene.run_at(at).is_some() {
        // In their own words people call themselves "I".
        return salience.likeliest(at, gender, &[speaker]);
    }
    // In words that are reported "he" is mostly the one who says them.
    (!salience.genders[speaker].may_be(gender)).then(|| salience.likeliest(at, gender, &[speaker])).flatten()
}

/// Whom a role means that opens at `at`: "the Russian president".
fn described(scene: &Scene, salience: &Salience, at: usize, end: usize) -> Option<usize> {
    let opens = scene.folded(at) == "the" || scene.is_country(at) && !scene.is_country(at.wrapping_sub(1));
    if !opens {
        return None;
    }
    let is_part = |at: &usize| {
        let adjective =
            scene.is_country(*at) || matches!(scene.punct(*at), Some('.' | '-')) || scene.folded(*at).len() > 2;
        adjective
            && !scene.is(*at, VERB.or(AUXILIARY).or(PREPOSITION).or(CONJUNCTION))
            && scene.mention_at(*at).is_none()
    };
    let head =
        (at + 1..end.min(at + 5)).take_while(is_part).find(|at| scene.is(*at, ROLE) && !scene.is(at + 1, ROLE))?;
    let named = scene.mention_at(head + 1).is_some();
    let owner = scene.tokens.all().get(head + 1).is_some_and(|next| next.kind == Kind::Clitic);
    let source = Source { first: at, last: head, head, who: Who::Described };
    roles::person(scene, salience, source).filter(|_| !named && !owner)
}

/// Whether the words address somebody.
pub(super) fn turns_to_someone(scene: &Scene, content: Content) -> bool {
    let addresses = |at: usize| match scene.folded(at) {
        "you" | "your" | "yours" | "yourself" => true,
        "friend" => at > content.start && matches!(scene.folded(at - 1), "dear" | "my"),
        _ => false,
    };
    (content.start..content.end).any(addresses)
}

/// The names of persons.
pub(super) fn names(scene: &Scene, persons: &[usize]) -> Vec<String> {
    persons.iter().filter_map(|person| scene.persons.get(*person)).map(|person| person.name.clone()).collect()
}

/// The countries named within `span`, in order of their code.
pub(super) fn countries(scene: &Scene, span: Span) -> Vec<CountryCode> {
    let names = |country: &&crate::model::Country| {
        let next = country.mentions.partition_point(|mention| mention.span.start < span.start);
        country.mentions.get(next).is_some_and(|mention| mention.span.end <= span.end)
    };
    let mut codes: Vec<CountryCode> = scene.countries.iter().filter(names).map(|country| country.code).collect();
    codes.sort_unstable();
    codes
}
