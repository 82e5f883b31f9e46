//! How many articles have each value of a field? Exact counts, all fields in one pass over the matches.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::names::{NOBODY, Names};
use super::paragraphs::ParagraphCounter;
use super::periods::{DayRange, period_label};
use super::request::Page;
use super::units::UnitWeight;
use crate::index::Columns;
use crate::model::{CountryCode, FacetCount, FacetField, FacetTable};
use crate::names::Id;

/// Counts the values of some fields over all matches.
pub(super) struct FacetCounter<'a> {
    pub(super) fields: Vec<FacetField>,
    /// Needed for fields that hold names.
    pub(super) names: Option<&'a Names>,
    /// Which paragraphs count, if not all of the articles.
    pub(super) paragraphs: Option<UnitWeight>,
}

/// The counts of one field.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) total: u64,
    pub(super) without: u64,
    pub(super) values: HashMap<String, u64>,
    /// By identity; they become values under their names when all parts are together.
    pub(super) persons: HashMap<Id, u64>,
    pub(super) days: HashMap<DayRange, u64>,
}

impl Counts {
    /// Adds the counts of another part.
    fn add(&mut self, other: Self) {
        self.total += other.total;
        self.without += other.without;
        for (value, count) in other.values {
            *self.values.entry(value).or_default() += count;
        }
        for (id, count) in other.persons {
            *self.persons.entry(id).or_default() += count;
        }
        for (days, count) in other.days {
            *self.days.entry(days).or_default() += count;
        }
    }

    fn name_persons(&mut self, names: &Names) {
        for (id, count) in std::mem::take(&mut self.persons) {
            *self.values.entry(names.identities().label(id).to_owned()).or_default() += count;
        }
    }

    /// The table of a field, one page of it.
    pub(super) fn table(&self, field: FacetField, page: Page) -> FacetTable {
        let by_time = field.is_time();
        let mut values: HashMap<String, u64> = self.values.clone();
        for (days, count) in &self.days {
            *values.entry(period_label(*days, field)).or_default() += count;
        }
        let mut counts: Vec<(String, u64)> = values.into_iter().collect();
        counts.sort_by(|a, b| if by_time { a.0.cmp(&b.0) } else { b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)) });
        let shown = counts.iter().skip(page.offset).take(page.limit.unwrap_or(usize::MAX));
        FacetTable {
            field,
            unit: field.unit(),
            counts: shown.map(|(value, count)| facet_count(field, value, *count)).collect(),
            values: counts.len() as u64,
            without: self.without,
            total: self.total,
            understood: String::new(),
        }
    }
}

fn facet_count(field: FacetField, value: &str, count: u64) -> FacetCount {
    let label = match CountryCode::new(value) {
        Some(code) if field.is_country() => code.name().unwrap_or(value).to_owned(),
        _ => value.to_owned(),
    };
    FacetCount { value: value.to_owned(), label, count }
}

impl Collector for FacetCounter<'_> {
    type Fruit = Vec<Counts>;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let fields = self.fields.iter().map(|field| FieldCounter::new(*field, segment, self));
        Ok(SegmentCounter { fields: fields.collect::<tantivy::Result<_>>()? })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<Counts>>) -> tantivy::Result<Vec<Counts>> {
        let mut merged = vec![Counts::default(); self.fields.len()];
        for segment in segments {
            for (counts, part) in merged.iter_mut().zip(segment) {
                counts.add(part);
            }
        }
        if let Some(names) = self.names {
            for counts in &mut merged {
                counts.name_persons(names);
            }
        }
        Ok(merged)
    }
}

pub(super) struct SegmentCounter {
    fields: Vec<FieldCounter>,
}

impl SegmentCollector for SegmentCounter {
    type Fruit = Vec<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        for field in &mut self.fields {
            field.count(doc);
        }
    }

    fn harvest(self) -> Vec<Counts> {
        self.fields.into_iter().map(FieldCounter::finish).collect()
    }
}

/// Counts one field in one segment.
enum FieldCounter {
    /// The segment has no such column.
    Empty {
        total: u64,
    },
    Values(ValueCounter),
    Paragraphs(Box<ParagraphCounter>),
    Days {
        first: Column<i64>,
        last: Column<i64>,
        counts: Counts,
    },
}

impl FieldCounter {
    fn new(field: FacetField, segment: &SegmentReader, asked: &FacetCounter<'_>) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        if field == FacetField::ParagraphCountry {
            let counter = ParagraphCounter::new(segment, asked.paragraphs.as_ref())?;
            return Ok(Self::Paragraphs(Box::new(counter)));
        }
        let Some(column) = column_of(field) else {
            let (first, last) = (columns.i64(Columns::FIRST_DAY)?, columns.i64(Columns::LAST_DAY)?);
            return Ok(Self::Days { first, last, counts: Counts::default() });
        };
        let Some(column) = columns.str(column)? else { return Ok(Self::Empty { total: 0 }) };
        let ids = match (field, asked.names) {
            (FacetField::Person | FacetField::Speaker, Some(names)) => {
                Some((names.ids(&column, field == FacetField::Speaker)?, names.bound()))
            }
            _ => None,
        };
        Ok(Self::Values(ValueCounter::new(column, ids)))
    }

    fn count(&mut self, doc: DocId) {
        match self {
            Self::Empty { total } => *total += 1,
            Self::Values(counter) => counter.count(doc),
            Self::Paragraphs(counter) => counter.count(doc),
            Self::Days { first, last, counts } => {
                counts.total += 1;
                match (first.first(doc), last.first(doc)) {
                    (Some(first), Some(last)) => *counts.days.entry((first, last)).or_default() += 1,
                    _ => counts.without += 1,
                }
            }
        }
    }

    fn finish(self) -> Counts {
        match self {
            Self::Empty { total } => Counts { total, without: total, ..Counts::default() },
            Self::Values(counter) => counter.finish(),
            Self::Paragraphs(counter) => counter.counts,
            Self::Days { counts, .. } => counts,
        }
    }
}

/// Which column holds the values of a field; `None` for periods.
pub(super) fn column_of(field: FacetField) -> Option<&'static str> {
    match field {
        FacetField::Country | FacetField::ParagraphCountry => Some(Columns::COUNTRY),
        FacetField::DatelineCountry => Some(Columns::DATELINE_COUNTRY),
        FacetField::Person => Some(Columns::PERSON),
        FacetField::Speaker => Some(Columns::SPEAKER),
        FacetField::About => Some(Columns::QUOTE_ABOUT),
        FacetField::AboutCountry => Some(Columns::QUOTE_COUNTRY),
        FacetField::Outlet => Some(Columns::OUTLET),
        FacetField::Language => Some(Columns::LANGUAGE),
        FacetField::Format => Some(Columns::FORMAT),
        FacetField::MentionsYear => Some(Columns::MENTIONED_YEAR),
        FacetField::MentionsMonth => Some(Columns::MENTIONED_MONTH),
        FacetField::Year | FacetField::Month | FacetField::Day => None,
    }
}

/// Counts ordinals of a dictionary column; names of one person are counted as one.
struct ValueCounter {
    column: StrColumn,
    /// For each ordinal who is behind the name; `None` if each is its own.
    ids: Option<Vec<Id>>,
    counts: Vec<u64>,
    seen: Vec<u32>,
    total: u64,
    without: u64,
}

impl ValueCounter {
    fn new(column: StrColumn, ids: Option<(Vec<Id>, usize)>) -> Self {
        let size = ids.as_ref().map_or_else(|| column.dictionary().num_terms(), |(_, bound)| *bound);
        let ids = ids.map(|(ids, _)| ids);
        Self { column, ids, counts: vec![0; size], seen: Vec::new(), total: 0, without: 0 }
    }

    fn count(&mut self, doc: DocId) {
        self.total += 1;
        self.seen.clear();
        for ord in self.column.term_ords(doc) {
            let index = match &self.ids {
                Some(ids) => ids.get(ord as usize).copied().unwrap_or(NOBODY),
                None => ord as u32,
            };
            if index != NOBODY && !self.seen.contains(&index) {
                self.seen.push(index);
                if let Some(count) = self.counts.get_mut(index as usize) {
                    *count += 1;
                }
            }
        }
        self.without += u64::from(self.seen.is_empty());
    }

    fn finish(self) -> Counts {
        let counted: Vec<u64> = (0..self.counts.len() as u64).filter(|ord| self.counts[*ord as usize] > 0).collect();
        let mut counts = Counts { total: self.total, without: self.without, ..Counts::default() };
        if self.ids.is_some() {
            counts.persons = counted.iter().map(|id| (*id as Id, self.counts[*id as usize])).collect();
        } else {
            let mut ords = counted.iter();
            // An unreadable dictionary shows as missing values; `check` finds the reason.
            let _ = self.column.dictionary().sorted_ords_to_term_cb(&counted, |term| {
                if let Some(ord) = ords.next() {
                    counts.values.insert(String::from_utf8_lossy(term).into_owned(), self.counts[*ord as usize]);
                }
            });
        }
        counts
    }
}
