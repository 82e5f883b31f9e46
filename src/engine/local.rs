//! What does answering need at hand? The archive, and what is derived from it when first asked for.

use std::cell::OnceCell;
use std::path::PathBuf;

use tantivy::Term;
use tantivy::collector::Collector;
use tantivy::query::Query;
use tantivy::schema::Field;

use super::EngineError;
use super::compile::Compiler;
use super::corrections;
use super::names::Names;
use super::statistics::ArticleStatistics;
use crate::index::{ARTICLE, Archive, TIME};
use crate::model::When;
use crate::names::Corrections;
use crate::text::Stemmers;

/// Answers questions from one archive.
pub struct Engine {
    pub(super) archive: Archive,
    corrections: Corrections,
    names: OnceCell<Names>,
    outlets: OnceCell<Vec<String>>,
    languages: OnceCell<Vec<String>>,
    times: OnceCell<Vec<When>>,
}

impl Engine {
    /// For an archive, whatever the user says of names.
    pub fn new(archive: Archive) -> Self {
        Self {
            archive,
            corrections: Corrections::default(),
            names: OnceCell::new(),
            outlets: OnceCell::new(),
            languages: OnceCell::new(),
            times: OnceCell::new(),
        }
    }

    /// For an archive, with what the user says of names in these files; without any, in those of the indexed folders.
    pub fn with_names(archive: Archive, files: &[PathBuf]) -> Result<Self, EngineError> {
        let corrections = corrections::read(&archive, files)?;
        Ok(Self { corrections, ..Self::new(archive) })
    }

    /// What the user says of names.
    pub(super) fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// The archive.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The names in the archive.
    pub(super) fn names(&self) -> Result<&Names, EngineError> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = Names::load(self.archive.searcher(), self.archive.fields(), &self.corrections)?;
        Ok(self.names.get_or_init(|| names))
    }

    /// The outlets in the archive, as they are written.
    pub(super) fn outlets(&self) -> Result<&[String], EngineError> {
        self.values(self.archive.fields().outlet, &self.outlets)
    }

    /// The languages in the archive.
    pub(super) fn languages(&self) -> Result<&[String], EngineError> {
        self.values(self.archive.fields().language, &self.languages)
    }

    /// The values of a field, each once; kept in `cell`.
    fn values<'a>(&self, field: Field, cell: &'a OnceCell<Vec<String>>) -> Result<&'a [String], EngineError> {
        if let Some(values) = cell.get() {
            return Ok(values);
        }
        let mut values = std::collections::BTreeSet::new();
        for segment in self.archive.searcher().segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().stream()?;
            while let Some((term, _)) = terms.next() {
                values.insert(String::from_utf8_lossy(term).into_owned());
            }
        }
        Ok(cell.get_or_init(|| values.into_iter().collect()))
    }

    /// The times of which articles of the archive speak. Must have been asked for before a plan that asks for some of
    /// them is compiled.
    pub(super) fn times(&self) -> Result<&[When], EngineError> {
        if let Some(times) = self.times.get() {
            return Ok(times);
        }
        let mut times = std::collections::BTreeSet::new();
        for segment in self.archive.searcher().segment_readers() {
            let inverted = segment.inverted_index(self.archive.fields().text)?;
            let first = TIME as u8;
            let mut terms = inverted.terms().range().ge([first]).lt([first + 1]).into_stream()?;
            while let Some((term, _)) = terms.next() {
                times.extend(std::str::from_utf8(&term[1..]).ok().and_then(|text| text.parse::<When>().ok()));
            }
        }
        Ok(self.times.get_or_init(|| times.into_iter().collect()))
    }

    /// Something that turns plans into queries.
    pub(super) fn compiler(&self) -> Result<Compiler<'_>, EngineError> {
        let times = self.times.get().map(Vec::as_slice).unwrap_or_default();
        Ok(Compiler {
            fields: self.archive.fields(),
            outlets: self.outlets()?,
            languages: self.languages()?,
            times,
            stemmers: Stemmers::default(),
        })
    }

    /// Runs a query. This is where tantivy is called.
    pub(super) fn collect<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit, EngineError> {
        let searcher = self.archive.searcher();
        let kind = Term::from_field_u64(self.archive.fields().kind, ARTICLE);
        let statistics = ArticleStatistics { searcher, articles: searcher.doc_freq(&kind)? };
        Ok(searcher.search_with_statistics_provider(query, collector, &statistics)?)
    }
}
