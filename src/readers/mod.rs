//! What articles does a source file hold? Bytes in, articles and problems out.

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
pub fn read(_file: &SourceFile<'_>, _sink: &mut dyn FnMut(Result<Article, Problem>)) {}

/// The format that a file's name promises, or `None` if no reader takes it.
pub fn format_of(_path: &str) -> Option<crate::model::Format> {
    None
}
