//! What can go wrong with an archive on disk, and what helps?

use std::path::PathBuf;

/// Why an archive could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is no archive in the directory.
    #[error("there is no archive in {}: index a folder first (dateline index FOLDER), or name another place with --index DIR", .0.display())]
    NoArchive(PathBuf),
    /// The directory holds something else.
    #[error("{} holds files that are no Dateline archive: name an empty or new directory with --index DIR", .0.display())]
    NotAnArchive(PathBuf),
    /// The archive was written by a version with another layout.
    #[error(
        "the archive in {} was written by another version of dateline (layout {found}, this one reads {expected}): \
         remove that directory and index the folder again",
        .path.display()
    )]
    OtherLayout {
        /// The index directory.
        path: PathBuf,
        /// The layout found.
        found: String,
        /// The layout of this program.
        expected: u32,
    },
    /// Another process is writing.
    #[error("another dateline is writing to the archive in {}: wait for it to finish", .0.display())]
    Busy(PathBuf),
    /// A stored document could not be decoded.
    #[error("the archive is damaged ({0}): remove its directory and index the folder again")]
    Damaged(String),
    /// The directory could not be made or read.
    #[error("cannot use {}", .path.display())]
    Io {
        /// What was being read or written.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The search library failed.
    #[error(
        "the archive could not be read or written; if it is damaged, remove its directory and index the folders again"
    )]
    Tantivy(#[from] tantivy::TantivyError),
}
