//! Whom does a source mean? A name means its person; "he", "who" or "the president" mean someone named before.

use super::pieces::{Evidence, Piece};
use super::scene::Scene;
use super::speakers::{Source, Who};
use super::words::{DETERMINER, MAN, MANS_NAME, PREPOSITION, ROLE, WOMAN, WOMANS_NAME};

/// How many sentences back someone is looked for.
const REACH: usize = 12;

/// Man or woman, as far as the article tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Unknown,
    Man,
    Woman,
}

impl Gender {
    fn may_be(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// Sets the person of every piece that has one.
pub(super) fn resolve(scene: &Scene, pieces: &mut [Piece]) {
    let mut resolver = Resolver { scene, genders: genders(scene), known: Vec::new() };
    let mut body: Option<Source> = None;
    for piece in pieces {
        let Some(source) = piece.source else { continue };
        // A label that names nobody ("THE PRESIDENT:") means whoever speaks there, not who was spoken of last.
        let nobody = matches!((piece.evidence, source.who), (Evidence::Labelled, Who::Described));
        piece.person = if nobody { None } else { resolver.person(source) };
        match source.who {
            Who::Body | Who::Document => body = Some(source),
            Who::Pronoun if matches!(scene.folded(source.head), "it" | "they") => {
                piece.body = body
                    .filter(|body| body.last < source.first && scene.block(body.last) + 3 > scene.block(source.first));
            }
            _ => {}
        }
    }
}

struct Resolver<'s, 'a> {
    scene: &'s Scene<'a>,
    genders: Vec<Gender>,
    /// Sources resolved so far: token and person.
    known: Vec<(usize, usize)>,
}

impl Resolver<'_, '_> {
    fn person(&mut self, source: Source) -> Option<usize> {
        if let Some((_, person)) = self.known.iter().rev().take(6).find(|(token, _)| *token == source.head) {
            return Some(*person);
        }
        let person = match source.who {
            Who::Person(person) => Some(person),
            Who::Pronoun => self.pronoun(source.head),
            Who::Described => self.described(source),
            Who::Body | Who::Document => None,
        }?;
        self.known.push((source.head, person));
        Some(person)
    }

    fn pronoun(&self, token: usize) -> Option<usize> {
        let scene = self.scene;
        let gender = match scene.folded(token) {
            "he" | "his" | "him" => Gender::Man,
            "she" | "her" => Gender::Woman,
            "who" | "whose" => return self.relative(token),
            _ => return None,
        };
        let mut sentence = scene.sentence(token);
        let mut end = token;
        for _ in 0..REACH {
            if let Some(person) = self.in_sentence(sentence.start, end, gender) {
                return Some(person);
            }
            end = sentence.start;
            if end == 0 {
                break;
            }
            sentence = scene.sentence(end - 1);
        }
        None
    }

    /// The person that "who" stands behind.
    fn relative(&self, token: usize) -> Option<usize> {
        let from = self.scene.sentence(token).start;
        let scene = self.scene;
        let mentions = scene.mentions_in(from, token);
        let adjoins = |last: usize| last + 1 == token || last + 2 == token && scene.is_punct(last + 1, ',');
        if let Some(mention) = mentions.iter().rev().find(|mention| adjoins(mention.last)) {
            return Some(mention.person);
        }
        let apart = |first: usize| first <= from || !scene.is(first - 1, PREPOSITION.or(DETERMINER));
        let named = |last: usize| scene.is_punct(last + 1, ',');
        mentions.iter().rev().find(|mention| apart(mention.first) && named(mention.last)).map(|mention| mention.person)
    }

    /// The likeliest person in one sentence: its speaker, its subject, else the first named in it.
    fn in_sentence(&self, start: usize, end: usize, gender: Gender) -> Option<usize> {
        let scene = self.scene;
        let known = self
            .known
            .iter()
            .rev()
            .take(8)
            .find(|(token, person)| (start..end).contains(token) && self.genders[*person].may_be(gender));
        if let Some((_, person)) = known {
            return Some(*person);
        }
        let mut first = None;
        for mention in scene.mentions_in(start, end) {
            if !self.genders[mention.person].may_be(gender) || scene.run_at(mention.first).is_some() {
                continue;
            }
            let governed = mention.first > start && scene.is(mention.first - 1, PREPOSITION);
            if !governed {
                return Some(mention.person);
            }
            first = first.or(Some(mention.person));
        }
        first
    }

    /// The person last named with the same role: "the president" after "President Lee".
    fn described(&self, source: Source) -> Option<usize> {
        let scene = self.scene;
        let definite = scene.folded(source.first) == "the" && scene.is(source.head, ROLE);
        if !definite || !scene.is(source.first, DETERMINER) {
            return None;
        }
        let role = scene.folded(source.head);
        let end = scene.mentions.partition_point(|mention| mention.first < source.first);
        scene.mentions[..end]
            .iter()
            .rev()
            .take(60)
            .find(|mention| {
                let from = mention.first.saturating_sub(3);
                (from..mention.first).any(|at| scene.folded(at) == role)
            })
            .map(|mention| mention.person)
    }
}

/// What the article tells about who is a man and who a woman: "Mr", "spokeswoman" before a name.
fn genders(scene: &Scene) -> Vec<Gender> {
    let mut genders = vec![Gender::Unknown; scene.persons.len()];
    for mention in &scene.mentions {
        for at in mention.first.saturating_sub(2)..mention.first {
            let told = match () {
                () if scene.is(at, WOMAN) && !scene.is(at, MAN) => Gender::Woman,
                () if scene.is(at, MAN) && !scene.is(at, WOMAN) => Gender::Man,
                () => continue,
            };
            let title = at + 1 == mention.first || scene.is_punct(at + 1, '.');
            if title && genders[mention.person] == Gender::Unknown {
                genders[mention.person] = told;
            }
        }
    }
    for mention in &scene.mentions {
        if genders[mention.person] == Gender::Unknown && mention.last > mention.first {
            genders[mention.person] = match () {
                () if scene.is(mention.first, WOMANS_NAME) => Gender::Woman,
                () if scene.is(mention.first, MANS_NAME) => Gender::Man,
                () => Gender::Unknown,
            };
        }
    }
    genders
}
