//! What does the archive hold?

use std::collections::BTreeMap;

use super::filters::ResolvedFilters;
use super::request::Page;
use super::{Engine, EngineError};
use crate::engine::facets::FacetCounter;
use crate::index::{Columns, day_of_number};
use crate::model::{FacetField, FolderStatus, QuoteKind, Status};
use crate::query::Plan;

/// So many outlets, languages and formats are listed.
const LISTED: usize = 10;

impl Engine {
    /// Counts what the archive holds.
    pub fn status(&self) -> Result<Status, EngineError> {
        let fields = vec![
            FacetField::Outlet,
            FacetField::Language,
            FacetField::Format,
            FacetField::Person,
            FacetField::Country,
            FacetField::Day,
        ];
        let query = self.compiler()?.query(&Plan::default(), &ResolvedFilters::default(), false);
        let counter = FacetCounter { fields: fields.clone(), names: Some(self.names()?), paragraphs: None };
        let counts = self.collect(&*query, &counter)?;
        let page = Page { offset: 0, limit: Some(LISTED) };
        let tables: Vec<_> = fields.iter().zip(&counts).map(|(field, counts)| counts.table(*field, page)).collect();
        let of = |wanted: FacetField| tables.iter().find(|table| table.field == wanted);
        let values = |field| of(field).map_or(0, |table| table.values);
        let days = counts.last().map(|counts| &counts.days);
        let first = days.and_then(|days| days.keys().map(|(first, _)| *first).min()).and_then(day_of_number);
        let last = days.and_then(|days| days.keys().map(|(_, last)| *last).max()).and_then(day_of_number);
        let (paragraphs, quotes) = self.paragraphs_and_quotes()?;
        Ok(Status {
            index: self.archive.path().display().to_string(),
            bytes: self.archive.size_on_disk()?,
            folders: self.folders()?,
            names_files: self.corrections().files.clone(),
            unused_names: self.names()?.identities().unused().to_vec(),
            articles: of(FacetField::Outlet).map_or(0, |table| table.total),
            undated: of(FacetField::Day).map_or(0, |table| table.without),
            paragraphs,
            persons: values(FacetField::Person),
            countries: values(FacetField::Country),
            quotes,
            dates: first.zip(last).map(|(first, last)| (first.to_string(), last.to_string())),
            facets: tables.into_iter().take(3).collect(),
        })
    }

    fn paragraphs_and_quotes(&self) -> Result<(u64, u64), EngineError> {
        let (mut paragraphs, mut quotes) = (0, 0);
        for segment in self.archive.searcher().segment_readers() {
            let columns = segment.fast_fields();
            let (quote_kind, count) = (columns.u64(Columns::QUOTE_KIND)?, columns.u64(Columns::PARAGRAPHS)?);
            for doc in segment.doc_ids_alive() {
                quotes += u64::from(quote_kind.first(doc).is_some_and(|kind| kind != QuoteKind::Phrase as u64));
                paragraphs += count.first(doc).unwrap_or_default();
            }
        }
        Ok((paragraphs, quotes))
    }

    fn folders(&self) -> Result<Vec<FolderStatus>, EngineError> {
        let mut folders: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for (file, (_, ids)) in self.archive.known_files()?.files {
            let counts = folders.entry(file.folder).or_default();
            counts.0 += 1;
            counts.1 += ids.len() as u64;
        }
        let status = |(folder, (files, articles))| FolderStatus { folder, files, articles };
        Ok(folders.into_iter().map(status).collect())
    }
}
