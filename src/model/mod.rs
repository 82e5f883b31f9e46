//! The words of Dateline as types: articles, paragraphs, dates, mentions, quotes, requests and results.
//!
//! Everything else is written in terms of these; they know nobody. No I/O, no tantivy, no terminal.

mod annotation;
mod article;
mod country;
mod date;
mod people;
mod problem;
mod results;
mod text;
mod when;

pub use annotation::{
    Annotations, Country, CountryCode, CountryMention, Established, How, Person, PersonMention, Quote, QuoteEvidence,
    QuoteKind, Speaker, SpeakerKind, Ways,
};
pub use article::{Article, ArticleId, Format, Source, is_english};
pub use country::{CountryNames, countries};
pub use date::{Day, Precision, Provenance, Published, days_in_month};
pub use people::{Known, NameCount, PeoplePage, PersonCard, PersonQuotes, PersonRow, SimilarPerson};
pub use problem::Problem;
pub use results::{
    ArticleCard, CheckReport, CheckedFile, FacetCount, FacetField, FacetTable, FolderStatus, Hit, Occurrence, Passage,
    QuoteHit, QuotePage, SearchPage, Status, Timeline,
};
pub use text::{Block, CodePoints, Span, Text, TextBuilder};
pub use when::{DateMention, DateValue, Grain, When};
