//! Which countries does an article name?

use crate::model::{Article, Country};
use crate::text::Tokens;

/// The countries, in order of their first mention.
pub(super) fn find(_article: &Article, _tokens: &Tokens) -> Vec<Country> {
    Vec::new()
}
