//! What does an article quote, and who said it?

use crate::model::{Article, Country, Person, Quote};
use crate::text::Tokens;

/// The quotes, in order of their start.
pub(super) fn find(_article: &Article, _tokens: &Tokens, _persons: &[Person], _countries: &[Country]) -> Vec<Quote> {
    Vec::new()
}
