//! How many of the quotes that match have each value of a field?

use std::collections::BTreeSet;

use tantivy::DocId;
use tantivy::columnar::StrColumn;

use super::found::Group;
use crate::engine::facets::{Counts, column_of};
use crate::engine::request::Page;
use crate::engine::{Engine, EngineError};
use crate::index::Columns;
use crate::model::{FacetField, FacetTable};

impl Engine {
    /// The tables beside quotes. They count quotes; one that stands in several articles counts by its first report.
    pub(super) fn quote_facets(
        &self,
        groups: &[Group],
        fields: &[FacetField],
        values: usize,
    ) -> Result<Vec<FacetTable>, EngineError> {
        let page = Page { offset: 0, limit: Some(values) };
        fields.iter().map(|field| self.quote_table(groups, *field, page)).collect()
    }

    /// Quotes counted by one field.
    pub(super) fn quote_table(
        &self,
        groups: &[Group],
        field: FacetField,
        page: Page,
    ) -> Result<FacetTable, EngineError> {
        Ok(FacetTable { unit: "quotes", ..self.quote_counts(groups, field)?.table(field, page) })
    }

    fn quote_counts(&self, groups: &[Group], field: FacetField) -> Result<Counts, EngineError> {
        let mut counts = Counts { total: groups.len() as u64, ..Counts::default() };
        let column_name = match field {
            FacetField::Speaker => Some(Columns::QUOTE_SPEAKER),
            other => column_of(other),
        };
        let Some(column_name) = column_name else {
            for quote in groups.iter().map(Group::first) {
                match quote.days {
                    Some(days) => *counts.days.entry(days).or_default() += 1,
                    None => counts.without += 1,
                }
            }
            return Ok(counts);
        };
        let segments = self.archive.searcher().segment_readers().iter();
        let columns: Vec<_> =
            segments.map(|segment| segment.fast_fields().str(column_name)).collect::<Result<_, _>>()?;
        for quote in groups.iter().map(Group::first) {
            let of_quote = matches!(field, FacetField::Speaker | FacetField::About | FacetField::AboutCountry);
            let address = if of_quote { quote.quote } else { quote.article };
            let column = columns.get(address.segment_ord as usize).and_then(Option::as_ref);
            let labels = self.labels(column, address.doc_id, field)?;
            counts.without += u64::from(labels.is_empty());
            for label in labels {
                *counts.values.entry(label).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// The values of a document in a column; names under the identity behind them.
    fn labels(
        &self,
        column: Option<&StrColumn>,
        doc: DocId,
        field: FacetField,
    ) -> Result<BTreeSet<String>, EngineError> {
        let Some(column) = column else { return Ok(BTreeSet::new()) };
        let names = self.names()?;
        let mut labels = BTreeSet::new();
        for ord in column.term_ords(doc) {
            let mut value = String::new();
            column.ord_to_str(ord, &mut value)?;
            labels.extend(match field {
                FacetField::Speaker => Some(names.label(&value).to_owned()),
                FacetField::About | FacetField::Person => names.person(&value).map(str::to_owned),
                _ => Some(value),
            });
        }
        Ok(labels)
    }
}
