//! Which source files does the archive hold, and in what state were they when they were read?

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader};

use super::{ARTICLE, Columns, IndexError};

/// What names a source file: the folder that was indexed and the path below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileKey {
    /// The indexed folder, as an absolute path.
    pub folder: String,
    /// The path below it, with `/` between its parts.
    pub path: String,
}

impl FileKey {
    /// The key as one term; no path holds a NUL.
    pub(super) fn term(&self) -> String {
        format!("{}\0{}", self.folder, self.path)
    }

    fn from_term(term: &str) -> Self {
        let (folder, path) = term.split_once('\0').unwrap_or(("", term));
        Self { folder: folder.to_owned(), path: path.to_owned() }
    }

    /// Where the file is on this machine.
    pub fn location(&self) -> std::path::PathBuf {
        std::path::Path::new(&self.folder).join(&self.path)
    }
}

/// The folders that the terms of a field of files tell of, found by leaping from one to the next.
pub(super) fn folders(searcher: &Searcher, file: Field) -> Result<BTreeSet<String>, IndexError> {
    let mut folders = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(file)?;
        let mut from: Vec<u8> = Vec::new();
        loop {
            let mut terms = inverted.terms().range().ge(&from).into_stream().map_err(tantivy::TantivyError::from)?;
            let Some((term, _)) = terms.next() else { break };
            let folder = FileKey::from_term(&String::from_utf8_lossy(term)).folder;
            from.clear();
            from.extend_from_slice(folder.as_bytes());
            from.push(1); // behind all that begin with the folder and a NUL
            folders.insert(folder);
        }
    }
    Ok(folders)
}

/// How a source file was when it was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceState {
    /// Bytes.
    pub size: u64,
    /// Modification time, in nanoseconds since 1970; 0 if the file system has none.
    pub modified: i64,
    /// The first eight bytes of the BLAKE3 hash of its content.
    pub hash: u64,
}

/// Tells whether a file has changed. Eight bytes are enough: nobody is to be kept from forging them.
pub(crate) fn content_hash(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    hash.as_bytes().iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// All source files of an archive.
#[derive(Debug, Default)]
pub struct KnownFiles {
    /// Each with its state and the numbers of its articles' ids.
    pub files: HashMap<FileKey, (SourceState, HashSet<u64>)>,
}

impl KnownFiles {
    /// Reads them from the columns of the articles.
    pub(super) fn read(searcher: &Searcher) -> Result<Self, IndexError> {
        let mut known = Self::default();
        for segment in searcher.segment_readers() {
            known.add_segment(segment)?;
        }
        Ok(known)
    }

    fn add_segment(&mut self, segment: &SegmentReader) -> Result<(), IndexError> {
        let columns = segment.fast_fields();
        let Some(file) = columns.str(Columns::FILE)? else { return Ok(()) };
        let kind = columns.u64(Columns::KIND)?;
        let id = columns.u64(Columns::ID)?;
        let (size, hash) = (columns.u64(Columns::SIZE)?, columns.u64(Columns::HASH)?);
        let modified = columns.i64(Columns::MODIFIED)?;
        let mut by_ord: HashMap<u64, (SourceState, HashSet<u64>)> = HashMap::new();
        for doc in segment.doc_ids_alive() {
            if kind.first(doc) != Some(ARTICLE) {
                continue;
            }
            let Some(ord) = file.term_ords(doc).next() else { continue };
            let entry = by_ord.entry(ord).or_default();
            entry.0 = SourceState {
                size: size.first(doc).unwrap_or_default(),
                modified: modified.first(doc).unwrap_or_default(),
                hash: hash.first(doc).unwrap_or_default(),
            };
            entry.1.extend(id.first(doc));
        }
        let mut term = String::new();
        for (ord, (state, ids)) in by_ord {
            term.clear();
            file.ord_to_str(ord, &mut term).map_err(tantivy::TantivyError::from)?;
            let entry = self.files.entry(FileKey::from_term(&term)).or_default();
            entry.0 = state;
            entry.1.extend(ids);
        }
        Ok(())
    }
}
