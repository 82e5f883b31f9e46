//! Who and what is in an article, and of which times does it speak? Pure functions from its text to spans; no index, no I/O, no clock.
//!
//! Persons are found before countries, since "Jordan" may be either and the rest of the name tells. Figures of world
//! news are told by the countries that an article names.

mod appositions;
mod bounds;
mod company;
mod countries;
mod dates;
mod evidence;
mod features;
mod figures;
mod firms;
mod lexicon;
mod nicknames;
mod persons;
mod pinyin;
mod pronouns;
mod quotes;
mod recase;
mod resolve;
mod runs;
mod scan;
#[cfg(test)]
mod speed;
mod tagger;
#[cfg(test)]
mod testing;
#[cfg(feature = "train")]
pub mod train;

#[cfg(feature = "train")]
pub use quotes::teach as train_quotes;

use chrono::Datelike;

use crate::model::{Annotations, Article};
use crate::text::Tokens;

/// Finds persons, countries, quotes and dates in an article, whose text has been cut into `tokens`.
pub fn annotate(article: &Article, tokens: &Tokens) -> Annotations {
    let recased = recase::recased(tokens);
    let tokens = recased.as_ref().unwrap_or(tokens);
    let scan = scan::Scan::new(article, tokens);
    let persons::Found { mut persons, open } = persons::find(&scan);
    let countries = countries::find(&scan, &persons);
    let year = article.published.map(|published| published.first.year());
    figures::establish(&scan, year, &mut persons, &open, &countries);
    let (quotes, phrases) = quotes::find(article, tokens, &persons, &countries);
    appositions::add(&scan, &mut persons);
    let dates = dates::find(article, &scan, &persons);
    Annotations { persons, countries, quotes, phrases, dates }
}
