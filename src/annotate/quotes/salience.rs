//! Whom does "he" or "she" mean? The person who stands out most in the sentences before: who was named last, as a subject
//! rather than behind a preposition, by the article rather than within somebody's words.
//!
//! Pronouns are followed from one to the next, so that "He" in one sentence carries on for the "he" of the next. The
//! weights were set by hand; `docs/ACCURACY.md` tells how often the choice is right.

use super::genders::{Gender, genders};
use super::pieces::Piece;
use super::roles;
use super::scene::{Mention, Scene};
use super::speakers::{Source, Who};
use super::words::{
    ADVERB, AUXILIARY, BODY, CONJUNCTION, DETERMINER, OBJECT, POSSESSIVE, PREPOSITION, ROLE, SUBJECT, VERB,
};
use crate::text::Kind;

/// How many sentences back someone is looked for.
const REACH: usize = 10;
/// What a sentence in between takes away.
const SENTENCE: f32 = 0.9;
/// What a paragraph in between takes away.
const PARAGRAPH: f32 = 0.25;
/// What a further mention adds, up to [`MOST`].
const AGAIN: f32 = 0.05;
const MOST: usize = 4;
/// What it adds that the article tells man or woman.
const TOLD: f32 = 0.2;
/// One who speaks.
const SPEAKS: f32 = 1.4;
/// The most for one of whom reported words speak.
const WITHIN: f32 = 0.1;

/// A place that names a person or points at one.
#[derive(Clone, Copy, Debug)]
struct Reference {
    token: usize,
    person: usize,
    weight: f32,
}

/// How persons stand out in the course of an article.
pub(super) struct Salience<'s, 'a> {
    scene: &'s Scene<'a>,
    pub(super) genders: Vec<Gender>,
    /// In text order.
    references: Vec<Reference>,
}

impl<'s, 'a> Salience<'s, 'a> {
    /// Follows all persons and pronouns of an article outside quotation marks.
    pub(super) fn new(scene: &'s Scene<'a>, pieces: &[Piece]) -> Self {
        let mut salience = Self { scene, genders: genders(scene), references: Vec::new() };
        // The pieces by the words that point at their speaker.
        let mut said: Vec<(usize, usize)> = pieces
            .iter()
            .enumerate()
            .filter_map(|(number, piece)| piece.source.map(|source| (source.head, number)))
            .collect();
        said.sort_unstable();
        let speaks_at = |token: usize| {
            let first = said.partition_point(|(head, _)| *head < token);
            said.get(first).is_some_and(|(head, _)| *head == token)
        };
        let mut inside = vec![false; scene.len()];
        for piece in pieces {
            if let Some(words) = inside.get_mut(piece.content.start..piece.content.end) {
                words.fill(true);
            }
        }
        let within = |at: usize| inside[at];
        let mut described: Vec<Source> = pieces.iter().filter_map(|piece| piece.source).collect();
        described.retain(|source| source.who == Who::Described);
        described.sort_unstable_by_key(|source| source.head);
        described.dedup_by_key(|source| source.head);
        let mut described = described.into_iter().peekable();
        let mut mentions = scene.mentions.iter().peekable();
        for at in 0..scene.len() {
            // A surname that is also a word ("Trump spoke") may open a sentence without having been taken for a mention.
            let surname = scene.person_of_surname(at).map(|person| Mention { person, first: at, last: at });
            for mention in mentions.next_if(|mention| mention.last <= at).copied().into_iter().chain(surname) {
                let speaks = speaks_at(mention.last);
                let weight = weight(scene, mention, speaks);
                let weight = if within(mention.first) && !speaks { weight.min(WITHIN) } else { weight };
                salience.references.push(Reference { token: mention.last, person: mention.person, weight });
            }
            if let Some(source) = described.next_if(|source| source.head == at)
                && let Some(person) = roles::person(scene, &salience, source)
            {
                salience.references.push(Reference { token: at, person, weight: SPEAKS });
            }
            if scene.is(at, SUBJECT.or(OBJECT).or(POSSESSIVE)) && scene.run_at(at).is_none() {
                let Some(gender) = Gender::of_pronoun(scene.folded(at)) else { continue };
                let speaks = speaks_at(at);
                let named = if speaks { named_in_words(scene, pieces, &said, at) } else { Vec::new() };
                if let Some(person) = salience.likeliest(at, gender, &named) {
                    let weight = match () {
                        () if speaks => SPEAKS,
                        () if scene.is(at, SUBJECT) && !within(at) => 0.9,
                        () => WITHIN,
                    };
                    salience.references.push(Reference { token: at, person, weight });
                }
            }
        }
        salience
    }

    /// The person whom a pronoun was found to mean.
    pub(super) fn meant_at(&self, token: usize) -> Option<usize> {
        let place = self.references.partition_point(|reference| reference.token < token);
        self.references.get(place).filter(|reference| reference.token == token).map(|reference| reference.person)
    }

    /// Whom a pronoun at `token` most likely means; none of `but`.
    pub(super) fn likeliest(&self, token: usize, gender: Gender, but: &[usize]) -> Option<usize> {
        let end = self.references.partition_point(|reference| reference.token < token);
        let here = self.scene.sentence_number(token);
        let mut found: Vec<(usize, f32, usize)> = Vec::new();
        for reference in self.references[..end].iter().rev() {
            let away = here - self.scene.sentence_number(reference.token);
            if away > REACH {
                break;
            }
            let person = reference.person;
            if !self.genders[person].may_be(gender) || but.contains(&person) {
                continue;
            }
            let blocks = self.scene.block(token) - self.scene.block(reference.token);
            let title = if self.scene.block(reference.token) == 0 { 1.0 } else { 0.0 };
            let told = if self.genders[person] == gender { TOLD } else { 0.0 };
            let score = reference.weight + told - title - SENTENCE * away as f32 - PARAGRAPH * blocks as f32;
            match found.iter_mut().find(|(other, ..)| *other == person) {
                Some((_, best, times)) => {
                    *best = best.max(score);
                    *times += 1;
                }
                None => found.push((person, score, 0)),
            }
        }
        let total = |(_, best, times): &(usize, f32, usize)| best + AGAIN * (*times).min(MOST) as f32;
        // Of equals the one named last comes first, and is kept.
        found.into_iter().rev().max_by(|a, b| total(a).total_cmp(&total(b))).map(|(person, ..)| person)
    }

    /// The persons who stand out before `token`, each once, the last one named first.
    pub(super) fn recent(&self, token: usize, sentences: usize) -> Vec<usize> {
        let end = self.references.partition_point(|reference| reference.token < token);
        let here = self.scene.sentence_number(token);
        let mut persons = Vec::new();
        for reference in self.references[..end].iter().rev() {
            if here - self.scene.sentence_number(reference.token) > sentences {
                break;
            }
            if !persons.contains(&reference.person) {
                persons.push(reference.person);
            }
        }
        persons
    }
}

/// Whom the words name that the pronoun at `head` says: none of them is meant by it. "He said Lee would go" is not said by
/// Lee; nor are words in quotation marks by one whom they name.
fn named_in_words(scene: &Scene, pieces: &[Piece], said: &[(usize, usize)], head: usize) -> Vec<usize> {
    let first = said.partition_point(|(other, _)| *other < head);
    let said = said[first..].iter().take_while(|(other, _)| *other == head).map(|(_, number)| &pieces[*number]);
    let mut named = Vec::new();
    for piece in said {
        let mentions = scene.mentions_in(piece.content.start, piece.content.end).iter();
        let apart = |mention: &&Mention| mention.first > head || scene.run_at(mention.first).is_some();
        named.extend(mentions.filter(apart).map(|mention| mention.person));
    }
    named
}

/// How much a mention makes its person stand out.
fn weight(scene: &Scene, mention: Mention, speaks: bool) -> f32 {
    if scene.run_at(mention.first).is_some() {
        return -1.2;
    }
    if speaks {
        return SPEAKS;
    }
    let next = mention.last + 1;
    let ends = next >= scene.len() || scene.sentence(mention.last).end <= next;
    if !ends && scene.token(next).kind == Kind::Clitic && scene.folded(next) == "s" {
        return -0.2;
    }
    // "Obama adviser Ann Lee", "the Trump campaign"
    if !ends && scene.is(next, ROLE.or(BODY)) && !scene.is(next, VERB.or(AUXILIARY)) && !scene.is_capitalised(next) {
        return -1.5;
    }
    let from = scene.sentence(mention.first).start;
    let titles = (from..mention.first).rev().take_while(|at| is_title(scene, *at)).count();
    let first = mention.first - titles;
    if first > from && scene.is(first - 1, PREPOSITION) {
        return -0.3;
    }
    // "Her aunt, Ann Lee, had fainted."
    let apposed = first > from + 1 && scene.is_punct(first - 1, ',') && scene.is_punct(next, ',');
    if apposed && !scene.is(first - 2, PREPOSITION) && is_verb(scene, next + 1) {
        return 0.8;
    }
    let verb = (next..scene.len().min(next + 3)).find(|at| !scene.is(*at, ADVERB));
    let acts = verb.is_some_and(|at| is_verb(scene, at));
    if !ends && acts || first == from || first > from && scene.is(first - 1, CONJUNCTION) {
        return 0.8;
    }
    0.2
}

fn is_verb(scene: &Scene, at: usize) -> bool {
    scene.is(at, AUXILIARY.or(VERB)) || scene.cue(at).is_some() || at < scene.len() && scene.folded(at).ends_with("ed")
}

fn is_title(scene: &Scene, at: usize) -> bool {
    scene.run_at(at).is_none()
        && scene.mention_at(at).is_none()
        && (scene.is(at, ROLE.or(DETERMINER))
            || scene.is_capitalised(at) && !scene.is(at, PREPOSITION.or(SUBJECT).or(CONJUNCTION))
            || scene.is_punct(at, '.') && at > 0 && scene.is_capitalised(at - 1))
}
