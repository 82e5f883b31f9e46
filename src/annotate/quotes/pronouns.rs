//! Whom does a source mean? A name means its person; "he", "who", "the president" or "both leaders" mean someone named before.

use super::pieces::{Evidence, Piece};
use super::roles;
use super::salience::Salience;
use super::scene::Scene;
use super::speakers::{Source, Who};
use super::words::{CONJUNCTION, DETERMINER, PREPOSITION, ROLE};

/// Sets the person of every piece that has one, and the second person of those that two say.
pub(super) fn resolve(scene: &Scene, salience: &Salience, pieces: &mut [Piece]) {
    let mut body: Option<Source> = None;
    // The last two who spoke as one.
    let mut pair: Option<(usize, [usize; 2])> = None;
    for piece in pieces {
        let Some(source) = piece.source else { continue };
        // A label that names nobody ("THE PRESIDENT:") means whoever speaks there, not who was spoken of last.
        if matches!((piece.evidence, source.who), (Evidence::Labelled, Who::Described)) {
            continue;
        }
        let two = joint(scene, source).or_else(|| roles::pair(scene, salience, source));
        let two = two.or_else(|| {
            let they = source.who == Who::Pronoun && scene.folded(source.head) == "they";
            pair.filter(|(token, _)| they && scene.block(source.head) < scene.block(*token) + 2).map(|(_, two)| two)
        });
        if let Some([one, other]) = two {
            (piece.person, piece.partner) = (Some(one), Some(other));
            pair = Some((source.head, [one, other]));
            continue;
        }
        piece.person = person(scene, salience, source);
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

fn person(scene: &Scene, salience: &Salience, source: Source) -> Option<usize> {
    match source.who {
        Who::Person(person) => Some(person),
        Who::Pronoun if matches!(scene.folded(source.head), "who" | "whose") => relative(scene, source.head),
        Who::Pronoun => salience.meant_at(source.head),
        Who::Described => roles::person(scene, salience, source),
        Who::Body | Who::Document => None,
    }
}

/// The two persons of "Lee and Brown said" and "said Lee and Brown".
fn joint(scene: &Scene, source: Source) -> Option<[usize; 2]> {
    let Who::Person(person) = source.who else { return None };
    let sentence = scene.sentence(source.head);
    let is_title = |at: usize| {
        scene.mention_at(at).is_none()
            && scene.run_at(at).is_none()
            && (scene.is(at, ROLE.or(DETERMINER))
                || scene.is_capitalised(at)
                || scene.is_country(at)
                || scene.is_punct(at, '.'))
    };
    // Before: "Lee and Brown said", at the start of a clause, so that "Lee met Ruiz and Brown said" is none.
    let own = scene.mention_at(source.head).map_or(source.first, |mention| mention.first);
    let titles = (sentence.start..own).rev().take_while(|at| is_title(*at)).count();
    let and = own.checked_sub(titles + 1).filter(|and| *and > sentence.start && scene.folded(*and) == "and");
    if let Some(mention) = and.and_then(|and| scene.mention_at(and - 1)) {
        let titles = (sentence.start..mention.first).rev().take_while(|at| is_title(*at)).count();
        let opens = mention.first - titles;
        let clause = opens == sentence.start
            || scene.is(opens - 1, CONJUNCTION)
            || matches!(scene.punct(opens - 1), Some(',' | '—' | '–' | '”' | '"'));
        return (clause && mention.person != person).then_some([mention.person, person]);
    }
    // Behind: "said Lee and Brown."
    let and = source.last + 1;
    let reported = source.first > sentence.start && scene.cue(source.first - 1).is_some();
    if !reported || and + 1 >= sentence.end || scene.folded(and) != "and" {
        return None;
    }
    let name = (and + 1..sentence.end).find(|at| !is_title(*at)).and_then(|at| scene.mention_at(at))?;
    let closes =
        name.last + 1 >= sentence.end || scene.punct(name.last + 1).is_some() || scene.is(name.last + 1, PREPOSITION);
    (closes && name.person != person).then_some([person, name.person])
}

/// The person that "who" stands behind.
fn relative(scene: &Scene, token: usize) -> Option<usize> {
    let from = scene.sentence(token).start;
    let mentions = scene.mentions_in(from, token);
    let adjoins = |last: usize| last + 1 == token || last + 2 == token && scene.is_punct(last + 1, ',');
    if let Some(mention) = mentions.iter().rev().find(|mention| adjoins(mention.last)) {
        return Some(mention.person);
    }
    let apart = |first: usize| first <= from || !scene.is(first - 1, PREPOSITION.or(DETERMINER));
    let named = |last: usize| scene.is_punct(last + 1, ',');
    mentions.iter().rev().find(|mention| apart(mention.first) && named(mention.last)).map(|mention| mention.person)
}
