//! What articles does a source file hold? Bytes in, articles and problems out; no index, no I/O, no clock.
//!
//! A file is unpacked ([`containers`]), its format told by what it holds or by its ending ([`registry`]), its characters
//! decoded ([`encoding`]), and handed to the reader of its format, which stands in the folder of its family: [`web`],
//! [`wire`], [`feeds`], [`press`], [`office`], [`mail`], [`tables`], [`plain`]. A reader
//! finds the records in it and what each says of itself; [`record`] makes articles of them, with id ([`identity`]),
//! publication date ([`published`], [`dates`]), language and dateline. A new format is a new file and an entry in the
//! table of its family.

mod byline;
mod containers;
mod dateline;
mod dates;
mod encoding;
mod feeds;
mod fields;
mod habit;
mod identity;
mod language;
mod mail;
mod mapping;
mod markup;
mod office;
mod paragraphs;
mod plain;
mod press;
mod published;
mod record;
mod registry;
mod tables;
#[cfg(test)]
mod testing;
mod web;
mod wire;
mod xml;

pub use mapping::Mapping;
pub use registry::{formats, refused_by_name};

use crate::model::{Article, Day, Format, Problem};

/// A source file, read into memory.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// Its path relative to the indexed folder, with `/` between its parts.
    pub path: &'a str,
    /// What it holds, still compressed if it is.
    pub bytes: &'a [u8],
    /// The day of its modification time; given only if the user wants it to count as a last resort.
    pub modified: Option<Day>,
    /// The day on which it is read, if later dates are to be refused.
    pub today: Option<Day>,
    /// Where parsers run that damaged files may crash; in this process if there is none.
    pub sandbox: Option<&'a dyn Sandbox>,
    /// What the user says of the columns of tables and the fields of records.
    pub mapping: Option<&'a Mapping>,
}

impl<'a> SourceFile<'a> {
    /// A file of which nothing more is known.
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        Self { path, bytes, modified: None, today: None, sandbox: None, mapping: None }
    }
}

/// Does risky work in another process, where it can do no harm.
pub trait Sandbox: std::fmt::Debug + Sync {
    /// What [`extract_pdf`] would give; or the reason why it broke down.
    fn extract_pdf(&self, bytes: &[u8]) -> Result<Vec<u8>, String>;
}

/// Finds the words on the pages of a PDF file; the reader of PDF files knows how to go on. Call it where it may crash.
pub fn extract_pdf(bytes: &[u8]) -> Result<Vec<u8>, String> {
    office::extract_pdf(bytes)
}

/// Reads a source file record by record, in order; each is an article or the reason why it is none. Gives the format
/// that the file was read as, if it could be told.
pub fn read(file: &SourceFile<'_>, sink: &mut dyn FnMut(Result<Article, Problem>)) -> Option<Format> {
    registry::read(file, sink)
}
