//! Who and what is in an article? Pure functions from its text to spans; no index, no I/O, no clock.

mod countries;
mod persons;
mod quotes;

use crate::model::{Annotations, Article};
use crate::text::Tokens;

/// Finds persons, countries and quotes in an article, whose text has been cut into `tokens`.
pub fn annotate(article: &Article, tokens: &Tokens) -> Annotations {
    let countries = countries::find(article, tokens);
    let persons = persons::find(article, tokens, &countries);
    let quotes = quotes::find(article, tokens, &persons, &countries);
    Annotations { persons, countries, quotes }
}
