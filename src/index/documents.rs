//! What is stored of an article and of a quote, and how is it encoded?
//!
//! The words of a quote are not stored twice: they are a span of its article, which is the document before it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::IndexError;
use super::sources::FileKey;
use crate::model::{Annotations, Article, Country, DateMention, Person, Quote};

/// What the archive keeps of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredArticle {
    /// The article itself.
    pub article: Article,
    /// The file it came from.
    pub file: FileKey,
    /// The persons found in it.
    pub persons: Vec<Person>,
    /// The countries found in it.
    pub countries: Vec<Country>,
    /// The times that it speaks of.
    pub dates: Vec<DateMention>,
}

/// What the archive keeps of a quote, beside its columns.
pub type StoredQuote = Quote;

impl StoredArticle {
    /// Parts annotations into what is stored with the article and the quotes, which get documents of their own; behind
    /// the quotes stand the phrases.
    pub fn new(article: Article, file: FileKey, annotations: Annotations) -> (Self, Vec<Quote>) {
        let Annotations { persons, countries, mut quotes, phrases, dates } = annotations;
        quotes.extend(phrases.into_iter().map(Quote::phrase));
        (Self { article, file, persons, countries, dates }, quotes)
    }
}

pub(crate) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, IndexError> {
    postcard::to_allocvec(value).map_err(|error| IndexError::Damaged(error.to_string()))
}

pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, IndexError> {
    postcard::from_bytes(bytes).map_err(|error| IndexError::Damaged(error.to_string()))
}
