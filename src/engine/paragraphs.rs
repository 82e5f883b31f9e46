//! How many paragraphs mention each country? All paragraphs of the matching articles count, or those that match themselves
//! if the words of the query must share a paragraph or a sentence.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use super::facets::Counts;
use super::units::{UnitFinder, UnitWeight};
use crate::index::{Columns, ParagraphCountry};

/// Counts the paragraphs of one segment.
pub(super) struct ParagraphCounter {
    countries: Column<u64>,
    paragraphs: Column<u64>,
    matching: Option<UnitFinder>,
    pub(super) counts: Counts,
}

impl ParagraphCounter {
    /// `matching` says which paragraphs count, if not all.
    pub(super) fn new(segment: &SegmentReader, matching: Option<&UnitWeight>) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            countries: columns.u64(Columns::PARAGRAPH_COUNTRY)?,
            paragraphs: columns.u64(Columns::PARAGRAPHS)?,
            matching: matching.map(|weight| weight.finder(segment)).transpose()?,
            counts: Counts::default(),
        })
    }

    /// Counts the paragraphs of one article.
    pub(super) fn count(&mut self, doc: DocId) {
        let matching = self.matching.as_mut().map(|finder| finder.paragraphs(doc));
        let total = match &matching {
            Some(matching) => matching.iter().filter(|counts| **counts).count() as u64,
            None => self.paragraphs.first(doc).unwrap_or_default(),
        };
        let mut named = Vec::new();
        for found in self.countries.values_for_doc(doc).filter_map(ParagraphCountry::of_number) {
            let counts = matching.as_ref().is_none_or(|matching| matching.get(found.paragraph as usize) == Some(&true));
            if counts {
                named.push(found.paragraph);
                *self.counts.values.entry(found.code.as_str().to_owned()).or_default() += 1;
            }
        }
        named.sort_unstable();
        named.dedup();
        self.counts.total += total;
        self.counts.without += total.saturating_sub(named.len() as u64);
    }
}
