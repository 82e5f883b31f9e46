//! Which persons does an article name?

use crate::model::{Article, Country, Person};
use crate::text::Tokens;

/// The persons, in order of their first mention.
pub(super) fn find(_article: &Article, _tokens: &Tokens, _countries: &[Country]) -> Vec<Person> {
    Vec::new()
}
