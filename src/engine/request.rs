//! What can an archive be asked? The same requests, whichever face they come from.

use crate::model::{CountryCode, FacetField, QuoteKind, SpeakerKind};
use crate::query::{CountryAsked, Period, Plan};

/// Which articles count, whatever else is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Persons as asked for; all of them are mentioned.
    pub persons: Vec<String>,
    /// Countries; all of them are mentioned.
    pub countries: Vec<CountryAsked>,
    /// Outlets; it is one of them.
    pub outlets: Vec<String>,
    /// ISO 639-1 codes; it is in one of them.
    pub languages: Vec<String>,
    /// Periods; its date lies in one of them.
    pub periods: Vec<Period>,
    /// Periods; its text speaks of a time in each of them.
    pub mentions: Vec<Period>,
}

/// The order of articles or quotes. Equals stand in the order of their ids, so that every run gives the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first.
    #[default]
    Relevance,
    /// The latest publication date first; undated ones last.
    Newest,
    /// The earliest publication date first; undated ones last.
    Oldest,
}

/// Which part of the answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many are passed over.
    pub offset: usize,
    /// How many are given at most; `None` for all.
    pub limit: Option<usize>,
}

impl Page {
    /// How many must be kept in order to fill the page; `None` for all.
    pub(super) fn depth(self) -> Option<usize> {
        self.limit.map(|limit| limit.saturating_add(self.offset))
    }
}

/// A question for articles.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// The query.
    pub plan: Plan,
    /// Which articles count.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// Which of them are shown.
    pub page: Page,
    /// How many matching paragraphs are given of each; `None` for all.
    pub paragraphs: Option<usize>,
    /// What is counted beside them.
    pub facets: Vec<FacetField>,
    /// How many values are given of each facet.
    pub facet_values: usize,
}

/// A question for quotes.
#[derive(Clone, Debug)]
pub struct QuotesRequest {
    /// Quotes by any of these persons, in articles where all of them appear.
    pub names: Vec<String>,
    /// Quotes by any of these speakers; if given, [`names`](Self::names) only have to appear.
    pub by: Vec<String>,
    /// Quotes whose words mention all of these persons.
    pub about: Vec<String>,
    /// Quotes whose words name all of these countries.
    pub about_countries: Vec<CountryCode>,
    /// Quotes said to all of these persons.
    pub to: Vec<String>,
    /// Quotes by either of two persons, about or to the other.
    pub between: Option<(String, String)>,
    /// Quotes in articles where all of these persons appear.
    pub with: Vec<String>,
    /// Quotes of any of these kinds; empty for all.
    pub kinds: Vec<QuoteKind>,
    /// Quotes whose speaker is of any of these kinds; empty for all.
    pub speaker_kinds: Vec<SpeakerKind>,
    /// Quotes that are at least so sure, 0 to 1.
    pub confidence: Option<f32>,
    /// The same words in several articles as so many quotes, not as one.
    pub each: bool,
    /// Quotes whose words match.
    pub words: Option<Plan>,
    /// Which articles count.
    pub filters: Filters,
    /// The order; by relevance the most matching words come first, then what is quoted most often.
    pub sort: Sort,
    /// Which of them are shown.
    pub page: Page,
    /// What is counted beside them.
    pub facets: Vec<FacetField>,
    /// How many values are given of each facet.
    pub facet_values: usize,
}

/// A question for counts of articles.
#[derive(Clone, Debug)]
pub struct FacetRequest {
    /// The query.
    pub plan: Plan,
    /// Which articles count.
    pub filters: Filters,
    /// What is counted by.
    pub field: FacetField,
    /// Which of the values are given.
    pub page: Page,
}

/// The length of a step of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// A question for counts of articles over time.
#[derive(Clone, Debug)]
pub struct TimelineRequest {
    /// The query.
    pub plan: Plan,
    /// Which articles count.
    pub filters: Filters,
    /// The length of a step.
    pub step: Step,
}
