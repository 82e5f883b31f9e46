//! How is an archive opened for asking?

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::schema::Value;
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument};

use super::documents::decode;
use super::schema::LAYOUT;
use super::stream::{StreamTokenizer, TOKENIZER};
use super::{Fields, IndexError, KnownFiles, StoredArticle, StoredQuote};

/// What is written with every commit about the program that made it.
#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    layout: u32,
    program: String,
}

impl Payload {
    pub(super) fn current() -> String {
        let payload = Self { layout: LAYOUT, program: env!("CARGO_PKG_VERSION").to_owned() };
        serde_json::to_string(&payload).unwrap_or_default()
    }
}

/// An archive as it was at its last commit.
pub struct Archive {
    path: PathBuf,
    index: Index,
    fields: Fields,
    searcher: Searcher,
}

impl Archive {
    /// Opens the archive in an index directory.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        if !path.join("meta.json").is_file() {
            return Err(IndexError::NoArchive(path.to_owned()));
        }
        let directory = MmapDirectory::open(path).map_err(tantivy::TantivyError::from)?;
        let (index, fields) = open_index(path, Index::open(directory)?)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        Ok(Self { path: path.to_owned(), index, fields, searcher })
    }

    /// The index directory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The handles to the fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The searcher.
    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The source files that the archive holds.
    pub fn known_files(&self) -> Result<KnownFiles, IndexError> {
        KnownFiles::read(&self.searcher)
    }

    /// The folders that were indexed.
    pub fn folders(&self) -> Result<BTreeSet<String>, IndexError> {
        super::sources::folders(&self.searcher, self.fields.file)
    }

    /// How many bytes the archive takes on disk.
    pub fn size_on_disk(&self) -> Result<u64, IndexError> {
        Ok(self.searcher.space_usage().map_err(tantivy::TantivyError::from)?.total().get_bytes())
    }

    /// The files of the index whose content is not what was written.
    pub fn damaged_files(&self) -> Result<Vec<String>, IndexError> {
        let mut damaged: Vec<String> =
            self.index.validate_checksum()?.into_iter().map(|path| path.display().to_string()).collect();
        damaged.sort();
        Ok(damaged)
    }

    /// The article at an address.
    pub(crate) fn article(&self, address: DocAddress) -> Result<StoredArticle, IndexError> {
        self.stored(address)
    }

    /// The quote at an address.
    pub(crate) fn quote(&self, address: DocAddress) -> Result<StoredQuote, IndexError> {
        self.stored(address)
    }

    fn stored<T: serde::de::DeserializeOwned>(&self, address: DocAddress) -> Result<T, IndexError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let bytes = document.get_first(self.fields.stored).and_then(|value| value.as_bytes());
        decode(bytes.ok_or_else(|| IndexError::Damaged("a document is empty".to_owned()))?)
    }
}

/// Checks that an index has this program's layout, and prepares it for use.
pub(super) fn open_index(path: &Path, index: Index) -> Result<(Index, Fields), IndexError> {
    let (schema, fields) = Fields::build();
    let payload = index.load_metas()?.payload;
    let layout = payload.as_deref().and_then(|text| serde_json::from_str::<Payload>(text).ok()).map(|p| p.layout);
    let other = |found: String| IndexError::OtherLayout { path: path.to_owned(), found, expected: LAYOUT };
    match layout {
        Some(found) if found != LAYOUT => return Err(other(found.to_string())),
        _ if index.schema() != schema => return Err(other("unknown".to_owned())),
        _ => {}
    }
    index.tokenizers().register(TOKENIZER, StreamTokenizer::default());
    Ok((index, fields))
}
