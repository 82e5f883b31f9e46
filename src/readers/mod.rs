//! What articles does a source file hold? Bytes in, articles and problems out; no index, no I/O, no clock.
//!
//! A file is unpacked ([`compression`]), its format told by its ending or its first bytes ([`formats`]), its characters
//! decoded ([`encoding`]), and handed to the reader of its format: [`text`], [`markdown`], [`html`], [`json`]. A reader
//! finds the records in it and what each says of itself; [`record`] makes articles of them, with id ([`identity`]),
//! publication date ([`published`], [`dates`]), language and dateline. A new format is a new file and a line in
//! [`formats`].

mod byline;
mod compression;
mod dateline;
mod dates;
mod encoding;
mod fields;
mod formats;
mod html;
mod identity;
mod json;
mod language;
mod markdown;
mod page;
mod paragraphs;
mod published;
mod record;
mod schema_org;
mod text;
mod walk;

pub use formats::format_of;

use crate::model::{Article, Day, Problem};

/// A source file, read into memory.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// Its path relative to the indexed folder, with `/` between its parts.
    pub path: &'a str,
    /// What it holds, still compressed if it is.
    pub bytes: &'a [u8],
    /// The day of its modification time; given only if the user wants it to count as a last resort.
    pub modified: Option<Day>,
}

/// Reads a source file record by record, in order; each is an article or the reason why it is none.
pub fn read(file: &SourceFile<'_>, sink: &mut dyn FnMut(Result<Article, Problem>)) {
    formats::read(file, sink);
}
