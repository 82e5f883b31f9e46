//! Which quotes are wanted? Decided from the columns of their documents, without reading any.

use std::collections::HashSet;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::{Columns, QUOTE};
use crate::model::{QuoteKind, SpeakerKind};

/// A quote that matches as far as columns tell.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) article: DocAddress,
    pub(super) quote: DocAddress,
    /// The first and the last day that the article's date may mean.
    pub(super) days: Option<(i64, i64)>,
    /// The number of the article's id.
    pub(super) id: u64,
    /// The speaker, by its ordinal in the segment.
    pub(super) speaker: Option<u64>,
    /// What the words are told by.
    pub(super) words: u64,
    /// How much stands in quotation marks.
    pub(super) kind: u64,
    pub(super) confidence: f64,
    /// How many places of the words match the query.
    pub(super) matches: usize,
}

/// The same words of the same speaker, wherever they stand; the first report first.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Never empty.
    pub(super) found: Vec<Found>,
}

impl Group {
    /// The first report.
    pub(super) fn first(&self) -> &Found {
        &self.found[0]
    }
}

/// What is asked of a quote.
pub(super) struct Wanted {
    /// All of these hold.
    pub(super) clauses: Vec<Clause>,
    /// It is of one of these kinds.
    pub(super) kinds: Vec<QuoteKind>,
    /// Its speaker is of one of these kinds; of any if empty.
    pub(super) speaker_kinds: Vec<SpeakerKind>,
    /// Names that the user says are no persons', though articles seem to name one.
    pub(super) not_persons: HashSet<String>,
    /// It is at least so sure.
    pub(super) confidence: Option<f32>,
}

/// At least one of these lists holds; of a list all.
pub(super) struct Clause(pub(super) Vec<Vec<(Role, HashSet<String>)>>);

/// What a person or country is to a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Role {
    Speaker,
    About,
    AboutCountry,
    To,
}

impl Role {
    fn column(self) -> &'static str {
        match self {
            Self::Speaker => Columns::QUOTE_SPEAKER,
            Self::About => Columns::QUOTE_ABOUT,
            Self::AboutCountry => Columns::QUOTE_COUNTRY,
            Self::To => Columns::QUOTE_TO,
        }
    }
}

/// Gathers the quotes of matching articles that are what is wanted.
pub(super) struct QuoteCollector {
    pub(super) wanted: Wanted,
}

impl Collector for QuoteCollector {
    type Fruit = Vec<Found>;
    type Child = QuoteSegment;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<QuoteSegment> {
        let columns = segment.fast_fields();
        let clauses = self.wanted.clauses.iter().map(|clause| SegmentClause::new(clause, segment));
        let speaker = columns.str(Columns::QUOTE_SPEAKER)?;
        Ok(QuoteSegment {
            ordinal,
            max_doc: segment.max_doc(),
            kind: columns.u64(Columns::KIND)?,
            id: columns.u64(Columns::ID)?,
            first_day: columns.i64(Columns::FIRST_DAY)?,
            last_day: columns.i64(Columns::LAST_DAY)?,
            quote_kind: columns.u64(Columns::QUOTE_KIND)?,
            speaker_kind: columns.u64(Columns::QUOTE_SPEAKER_KIND)?,
            confidence: columns.f64(Columns::QUOTE_CONFIDENCE)?,
            words: columns.u64(Columns::QUOTE_WORDS)?,
            not_persons: ordinals(speaker.as_ref(), &self.wanted.not_persons)?,
            speaker,
            clauses: clauses.collect::<tantivy::Result<_>>()?,
            kinds: self.wanted.kinds.iter().map(|kind| *kind as u64).collect(),
            speaker_kinds: self.wanted.speaker_kinds.iter().map(|kind| *kind as u64).collect(),
            least: self.wanted.confidence.map(f64::from),
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<Found>>) -> tantivy::Result<Vec<Found>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

/// A clause with its names as ordinals of one segment.
struct SegmentClause(Vec<Vec<(Option<StrColumn>, HashSet<u64>)>>);

impl SegmentClause {
    fn new(clause: &Clause, segment: &SegmentReader) -> tantivy::Result<Self> {
        let part = |(role, names): &(Role, HashSet<String>)| {
            let column = segment.fast_fields().str(role.column())?;
            let ordinals = ordinals(column.as_ref(), names)?;
            Ok((column, ordinals))
        };
        let list = |list: &Vec<_>| list.iter().map(part).collect::<tantivy::Result<Vec<_>>>();
        Ok(Self(clause.0.iter().map(list).collect::<tantivy::Result<_>>()?))
    }

    fn holds(&self, doc: DocId) -> bool {
        let part = |(column, wanted): &(Option<StrColumn>, HashSet<u64>)| {
            column.as_ref().is_some_and(|column| column.term_ords(doc).any(|ord| wanted.contains(&ord)))
        };
        self.0.iter().any(|list| list.iter().all(part))
    }
}

/// The ordinals of some names in a column.
fn ordinals(column: Option<&StrColumn>, names: &HashSet<String>) -> tantivy::Result<HashSet<u64>> {
    let mut ordinals = HashSet::new();
    if let Some(column) = column {
        for name in names {
            ordinals.extend(column.dictionary().term_ord(name)?);
        }
    }
    Ok(ordinals)
}

pub(super) struct QuoteSegment {
    ordinal: SegmentOrdinal,
    max_doc: DocId,
    kind: Column<u64>,
    id: Column<u64>,
    first_day: Column<i64>,
    last_day: Column<i64>,
    quote_kind: Column<u64>,
    speaker_kind: Column<u64>,
    confidence: Column<f64>,
    words: Column<u64>,
    speaker: Option<StrColumn>,
    clauses: Vec<SegmentClause>,
    kinds: Vec<u64>,
    speaker_kinds: Vec<u64>,
    not_persons: HashSet<u64>,
    least: Option<f64>,
    found: Vec<Found>,
}

impl QuoteSegment {
    fn is_wanted(&self, doc: DocId) -> bool {
        let one_of = |column: &Column<u64>, wanted: &[u64]| {
            wanted.is_empty() || column.first(doc).is_some_and(|value| wanted.contains(&value))
        };
        one_of(&self.quote_kind, &self.kinds)
            && (self.speaker_kinds.is_empty() || self.speaker_kinds.contains(&self.speaker_kind_of(doc)))
            && self.least.is_none_or(|least| self.confidence.first(doc).is_some_and(|sure| sure >= least))
            && self.clauses.iter().all(|clause| clause.holds(doc))
    }
}

impl QuoteSegment {
    /// What kind of speaker it is, as far as the user does not say otherwise.
    fn speaker_kind_of(&self, doc: DocId) -> u64 {
        let kind = self.speaker_kind.first(doc).unwrap_or(SpeakerKind::Unknown as u64);
        let mut speakers = self.speaker.iter().flat_map(|column| column.term_ords(doc));
        let is_none = kind == SpeakerKind::Person as u64 && speakers.any(|ord| self.not_persons.contains(&ord));
        if is_none { SpeakerKind::Organisation as u64 } else { kind }
    }
}

impl SegmentCollector for QuoteSegment {
    type Fruit = Vec<Found>;

    fn collect(&mut self, article: DocId, _: Score) {
        let address = |doc_id| DocAddress { segment_ord: self.ordinal, doc_id };
        let days = self.first_day.first(article).zip(self.last_day.first(article));
        let id = self.id.first(article).unwrap_or_default();
        for doc in (article + 1..self.max_doc).take_while(|doc| self.kind.first(*doc) == Some(QUOTE)) {
            if self.is_wanted(doc) {
                self.found.push(Found {
                    article: address(article),
                    quote: address(doc),
                    days,
                    id,
                    speaker: self.speaker.as_ref().and_then(|column| column.term_ords(doc).next()),
                    words: self.words.first(doc).unwrap_or_default(),
                    kind: self.quote_kind.first(doc).unwrap_or_default(),
                    confidence: self.confidence.first(doc).unwrap_or_default(),
                    matches: 0,
                });
            }
        }
    }

    fn harvest(self) -> Vec<Found> {
        self.found
    }
}
