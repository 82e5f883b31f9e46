//! Who is in the archive? All persons with their articles, quotes and dates, counted from columns in one pass.

use std::cmp::Reverse;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::engine::names::{NOBODY, Names};
use crate::engine::periods::{DayRange, period_label};
use crate::engine::request::{Filters, Page};
use crate::engine::search::understood;
use crate::engine::{Engine, EngineError};
use crate::index::{Columns, QUOTE};
use crate::model::{FacetField, PeoplePage, PersonRow, QuoteKind};
use crate::names::Id;
use crate::query::Plan;

/// A question for the persons of an archive.
#[derive(Clone, Debug)]
pub struct PeopleRequest {
    /// Which articles count.
    pub filters: Filters,
    /// The order.
    pub order: PeopleOrder,
    /// Which of them are given.
    pub page: Page,
}

/// The order of persons; equals stand in the order of their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleOrder {
    /// The most articles first, then the most quotes.
    #[default]
    Articles,
    /// The most quotes first, then the most articles.
    Quotes,
    /// By name.
    Name,
    /// Who came into the news last first.
    Newest,
}

impl Engine {
    /// Lists persons; only those whom a name may mean, if one is given.
    pub fn people(&self, request: &PeopleRequest, called: Option<&str>) -> Result<PeoplePage, EngineError> {
        let mut notes = Vec::new();
        let filters = self.resolve_filters(&request.filters, &mut notes)?;
        let query = self.compiler()?.query(&Plan::default(), &filters, false);
        let mut counted = self.collect(&*query, &PeopleCollector { names: self.names()? })?;
        counted.count_quotes();
        if let Some(name) = called {
            counted.keep(&self.names()?.meant(name));
            notes.push(format!("{name:?} may be any of these; more of the name shows one of them"));
        }
        let page = self.page_of(&counted, request.order, request.page)?;
        Ok(PeoplePage { articles: counted.articles, understood: understood(&Plan::default(), &filters), notes, ..page })
    }

    fn page_of(&self, counted: &Counted, order: PeopleOrder, page: Page) -> Result<PeoplePage, EngineError> {
        let names = self.names()?.identities();
        let mut found: Vec<Id> =
            (0..counted.tallies.len() as Id).filter(|id| counted.tallies[*id as usize].articles > 0).collect();
        let tally = |id: &Id| &counted.tallies[*id as usize];
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let rank = |id: &Id| match order {
            PeopleOrder::Articles => (Reverse(number(tally(id).articles)), Reverse(tally(id).quotes)),
            PeopleOrder::Quotes => (Reverse(number(tally(id).quotes)), Reverse(tally(id).articles)),
            PeopleOrder::Name => (Reverse(0), Reverse(0)),
            PeopleOrder::Newest => {
                (Reverse(tally(id).first.map_or(i64::MIN, |days| days.0)), Reverse(tally(id).articles))
            }
        };
        let by_rank = |a: &Id, b: &Id| rank(a).cmp(&rank(b)).then_with(|| names.label(*a).cmp(names.label(*b)));
        let total = found.len() as u64;
        if let Some(depth) = page.depth()
            && depth > 0
            && depth < found.len()
        {
            found.select_nth_unstable_by(depth - 1, by_rank);
            found.truncate(depth);
        }
        found.sort_unstable_by(by_rank);
        let shown = found.iter().skip(page.offset).take(page.limit.unwrap_or(usize::MAX));
        let day = |days: DayRange| period_label(days, FacetField::Day);
        let people = shown.map(|id| PersonRow {
            name: names.label(*id).to_owned(),
            articles: tally(id).articles,
            quotes: tally(id).quotes,
            first: tally(id).first.map(day),
            last: tally(id).last.map(day),
            full_name: names.has_full_name(*id),
        });
        Ok(PeoplePage { total, offset: page.offset, people: people.collect(), ..PeoplePage::default() })
    }
}

/// What is counted of one person.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    articles: u64,
    quotes: u64,
    first: Option<DayRange>,
    last: Option<DayRange>,
}

impl Tally {
    fn add_article(&mut self, days: Option<DayRange>) {
        self.articles += 1;
        if let Some(days) = days {
            self.first = Some(self.first.map_or(days, |first| first.min(days)));
            self.last = Some(self.last.map_or(days, |last| last.max(days)));
        }
    }

    fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.into_iter().chain(other.last).max();
    }
}

/// What is counted of everyone.
#[derive(Debug, Default)]
struct Counted {
    articles: u64,
    /// By identity.
    tallies: Vec<Tally>,
    /// Who said which words.
    quotes: Vec<(Id, u64)>,
}

impl Counted {
    /// Leaves out all but some.
    fn keep(&mut self, kept: &[Id]) {
        for (id, tally) in self.tallies.iter_mut().enumerate() {
            if !kept.contains(&(id as Id)) {
                tally.articles = 0;
            }
        }
    }

    /// Counts the quotes, the same words once.
    fn count_quotes(&mut self) {
        self.quotes.sort_unstable();
        self.quotes.dedup();
        for (speaker, _) in std::mem::take(&mut self.quotes) {
            self.tallies[speaker as usize].quotes += 1;
        }
    }
}

struct PeopleCollector<'a> {
    names: &'a Names,
}

impl Collector for PeopleCollector<'_> {
    type Fruit = Counted;
    type Child = PeopleSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<PeopleSegment> {
        let columns = segment.fast_fields();
        let named = |column| -> tantivy::Result<_> {
            let column: Option<StrColumn> = columns.str(column)?;
            column.map(|column| Ok((self.names.ids(&column, false)?, column))).transpose()
        };
        let counted = Counted { tallies: vec![Tally::default(); self.names.bound()], ..Counted::default() };
        Ok(PeopleSegment {
            max_doc: segment.max_doc(),
            kind: columns.u64(Columns::KIND)?,
            first_day: columns.i64(Columns::FIRST_DAY)?,
            last_day: columns.i64(Columns::LAST_DAY)?,
            persons: named(Columns::PERSON)?,
            speakers: named(Columns::QUOTE_SPEAKER)?,
            quote_kind: columns.u64(Columns::QUOTE_KIND)?,
            words: columns.u64(Columns::QUOTE_WORDS)?,
            seen: Vec::new(),
            counted,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Counted>) -> tantivy::Result<Counted> {
        let mut merged = Counted { tallies: vec![Tally::default(); self.names.bound()], ..Counted::default() };
        for segment in segments {
            merged.articles += segment.articles;
            merged.quotes.extend(segment.quotes);
            for (tally, part) in merged.tallies.iter_mut().zip(segment.tallies) {
                tally.add(part);
            }
        }
        Ok(merged)
    }
}

struct PeopleSegment {
    max_doc: DocId,
    kind: Column<u64>,
    first_day: Column<i64>,
    last_day: Column<i64>,
    /// Columns of names, with who is behind each value.
    persons: Option<(Vec<Id>, StrColumn)>,
    speakers: Option<(Vec<Id>, StrColumn)>,
    quote_kind: Column<u64>,
    words: Column<u64>,
    seen: Vec<Id>,
    counted: Counted,
}

impl PeopleSegment {
    /// Notes the quotes of an article: the documents right behind it.
    fn quotes(&mut self, article: DocId) {
        let Some((ids, speakers)) = &self.speakers else { return };
        for doc in (article + 1..self.max_doc).take_while(|doc| self.kind.first(*doc) == Some(QUOTE)) {
            let Some(ord) = speakers.term_ords(doc).next() else { continue };
            let id = ids.get(ord as usize).copied().unwrap_or(NOBODY);
            if id != NOBODY && self.quote_kind.first(doc) != Some(QuoteKind::Phrase as u64) {
                self.counted.quotes.push((id, self.words.first(doc).unwrap_or_default()));
            }
        }
    }
}

impl SegmentCollector for PeopleSegment {
    type Fruit = Counted;

    fn collect(&mut self, article: DocId, _: Score) {
        self.counted.articles += 1;
        if let Some((ids, persons)) = &self.persons {
            self.seen.clear();
            let mut days = None;
            for ord in persons.term_ords(article) {
                let id = ids.get(ord as usize).copied().unwrap_or(NOBODY);
                if id == NOBODY || self.seen.contains(&id) {
                    continue;
                }
                if self.seen.is_empty() {
                    days = self.first_day.first(article).zip(self.last_day.first(article));
                }
                self.seen.push(id);
                self.counted.tallies[id as usize].add_article(days);
            }
        }
        self.quotes(article);
    }

    fn harvest(self) -> Counted {
        self.counted
    }
}
