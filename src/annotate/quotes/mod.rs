//! What does an article quote, and who said it? Rules over the one token stream, in stages: pair the quotation marks
//! ([`marks`]), find the reports ([`attributions`]), the turns of transcripts ([`transcripts`]) and the quotations that
//! carry on without a report of their own ([`carry`]), then say whom each source means ([`pronouns`], by [`salience`] and
//! [`roles`]).
//!
//! What stands inside marks but is nobody's words (titles, slogans, scare quotes) is a phrase ([`phrases`]): short runs
//! are quotes only where something reports them.

mod about;
mod addressees;
mod attributions;
mod carry;
mod choose;
mod clauses;
mod complements;
mod confidence;
mod cues;
mod documents;
mod genders;
mod hints;
mod inverted;
mod kinds;
mod labels;
mod limits;
mod marks;
mod naming;
mod nouns;
mod openings;
mod phrases;
mod pieces;
mod pronouns;
mod roles;
mod salience;
mod scene;
mod second_hand;
mod singles;
mod speakers;
mod subjects;
#[cfg(feature = "train")]
pub mod teach;
#[cfg(test)]
mod tests;
mod transcripts;
mod words;

pub(super) use self::words::{is_function_word, is_reporting_verb};
use crate::model::{Article, Country, Person, Quote, Span};
use crate::text::Tokens;

/// The quotes and the quoted phrases, both in order of their start.
pub(super) fn find(
    article: &Article,
    tokens: &Tokens,
    persons: &[Person],
    countries: &[Country],
) -> (Vec<Quote>, Vec<Span>) {
    find_by(&choose::LEARNED, article, tokens, persons, countries)
}

/// The same with another model of where reported words begin and end.
fn find_by(
    chooser: &dyn choose::Chooser,
    article: &Article,
    tokens: &Tokens,
    persons: &[Person],
    countries: &[Country],
) -> (Vec<Quote>, Vec<Span>) {
    let scene = scene::Scene::new(article, tokens, persons, countries);
    let mut turns = documents::find(&scene);
    turns.extend(transcripts::find(&scene));
    turns.sort_by_key(|turn| turn.content.start);
    turns.dedup_by(|next, kept| next.content.start < kept.content.end);
    let attributions = attributions::find(&scene, chooser);
    let nested = second_hand::nested(&scene, chooser, &attributions, &turns);
    let mut pieces = pieces::gather(&scene, &attributions, turns);
    carry::complete(&scene, &mut pieces);
    pieces.extend(pieces::nested(&scene, &nested));
    pieces.sort_by_key(|piece| (piece.content.start, std::cmp::Reverse(piece.content.end)));
    let salience = salience::Salience::new(&scene, &pieces);
    pronouns::resolve(&scene, &salience, &mut pieces);
    let quotes: Vec<Quote> = pieces.iter().filter_map(|piece| piece.quote(&scene, &salience)).collect();
    let phrases = phrases::find(&scene, &quotes);
    (quotes, phrases)
}
