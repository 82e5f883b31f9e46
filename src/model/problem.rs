//! What could not be read, and why?

use serde::{Deserialize, Serialize};

/// A source file or record that was passed over, or read with a loss, with the reason.
///
/// Bad documents are not errors: they are collected, counted and named, and never stop a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The source file, as the user would name it.
    pub path: String,
    /// Where in the file: a record number from 0, if the file holds several.
    pub record: Option<u32>,
    /// What is wrong and, where there is one, the remedy; lower case, no full stop.
    pub reason: String,
    /// Whether the record (or file) was left out; else it was taken in with a remark.
    pub skipped: bool,
}
