//! How is an archive kept on disk? One tantivy index: articles, each followed by its quotes.
//!
//! Only this module and [`engine`](crate::engine) know tantivy. ARCHITECTURE.md tells the layout of the positional stream.

mod archive;
mod documents;
mod error;
mod paragraph_countries;
mod schema;
mod sources;
mod stream;
mod writer;

pub use archive::Archive;
pub use documents::{StoredArticle, StoredQuote};
pub use error::IndexError;
pub(crate) use paragraph_countries::ParagraphCountry;
pub(crate) use schema::{ARTICLE, QUOTE};
pub use schema::{Columns, Fields};
pub(crate) use sources::content_hash;
pub use sources::{FileKey, KnownFiles, SourceState};
pub(crate) use stream::{FORM, PERSON, SPEAKER, TIME, figure_token, role_prefix, split_pair};
pub use stream::{
    Mark, country_token, country_way_token, foreign_stem_token, form_token, mark_token, person_token, speaker_token,
    stem_token, time_token, within_token,
};
pub use writer::{ArchiveWriter, Encoder, Group};
pub(crate) use writer::{day_number, day_of_number};
