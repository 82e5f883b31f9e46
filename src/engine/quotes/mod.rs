//! Which quotes match? First the articles, from the index; then their quotes, from the columns of the documents behind them
//! ([`found`]); the same words in several articles are brought together ([`groups`]), and only what is shown is read
//! ([`reader`]).

mod counts;
mod found;
mod groups;
mod reader;
mod wanted;

use std::collections::HashSet;

pub(super) use self::found::Role;
use self::found::{Found, Group, QuoteCollector};
use self::reader::QuoteReader;
use super::filters::ResolvedFilters;
use super::request::{Page, QuotesRequest, Sort};
use super::{Engine, EngineError};
use crate::evidence::Matcher;
use crate::model::{FacetField, PersonQuotes, QuotePage};
use crate::query::{Expr, Named, Plan};

impl Engine {
    /// Finds quotes.
    pub fn quotes(&self, request: &QuotesRequest) -> Result<QuotePage, EngineError> {
        let mut notes = Vec::new();
        let (plan, wanted, asked) = self.understand(request, &mut notes)?;
        let filters = self.resolve_filters(&request.filters, &mut notes)?;
        let query = self.compiler()?.query(&plan, &filters, false);
        let mut found = self.collect(&*query, &QuoteCollector { wanted })?;
        let mut matcher = match &request.words {
            Some(words) => Some(Matcher::new(&self.resolve_plan(words, &mut notes)?)),
            None => None,
        };
        if let Some(matcher) = &mut matcher {
            found = self.with_words(found, matcher)?;
        }
        let articles = found.iter().map(|quote| quote.article).collect::<HashSet<_>>().len() as u64;
        let occurrences = found.len() as u64;
        let mut groups = if request.each { groups::each(found) } else { self.same_words(found)? };
        sort(&mut groups, request.sort);
        let shown = groups.iter().skip(request.page.offset).take(request.page.limit.unwrap_or(usize::MAX));
        let mut reader = QuoteReader { engine: self, last: None };
        let quotes = shown.map(|group| reader.hit(group, matcher.as_mut())).collect::<Result<_, _>>()?;
        let facets = self.quote_facets(&groups, &request.facets, request.facet_values)?;
        Ok(QuotePage {
            total: groups.len() as u64,
            occurrences,
            articles,
            offset: request.page.offset,
            quotes,
            facets,
            understood: wanted::told(request, &asked, &plan, &filters),
            notes,
        })
    }

    /// Counts the quotes that a person has a role in, by some fields.
    pub(super) fn quotes_of_person(
        &self,
        role: Role,
        named: &Named,
        filters: &ResolvedFilters,
        fields: &[(FacetField, Page)],
    ) -> Result<PersonQuotes, EngineError> {
        let (leaf, wanted) = wanted::of_person(role, named);
        let plan = Plan { expr: Some(Expr::Leaf(leaf)), ..Plan::default() };
        let query = self.compiler()?.query(&plan, filters, false);
        let found = self.collect(&*query, &QuoteCollector { wanted })?;
        let articles = found.iter().map(|quote| quote.article).collect::<HashSet<_>>().len() as u64;
        let occurrences = found.len() as u64;
        let groups = self.same_words(found)?;
        let counts = fields.iter().map(|(field, page)| self.quote_table(&groups, *field, *page));
        Ok(PersonQuotes {
            quotes: groups.len() as u64,
            occurrences,
            articles,
            counts: counts.collect::<Result<_, _>>()?,
        })
    }

    /// Those quotes whose words match.
    fn with_words(&self, found: Vec<Found>, matcher: &mut Matcher) -> Result<Vec<Found>, EngineError> {
        let mut reader = QuoteReader { engine: self, last: None };
        let mut kept = Vec::new();
        for mut quote in found {
            let (stored, quote_read) = reader.read(&quote)?;
            let (article, words) = (&stored.article, stored.article.text.slice(quote_read.span));
            if let Some(matches) = matcher.matches_text(words, article.language.as_deref()) {
                quote.matches = matches.len();
                kept.push(quote);
            }
        }
        Ok(kept)
    }
}

/// Puts groups in order; equals stand in the order of their ids.
fn sort(groups: &mut [Group], order: Sort) {
    groups.sort_by_cached_key(|group| {
        let first = group.first();
        let day = first.days.map(|(day, _)| if order == Sort::Oldest { day } else { -day });
        let rank = (order == Sort::Relevance).then(|| rank(group));
        (rank, day.is_none(), day, first.id, first.quote.doc_id)
    });
}

/// How much a group deserves to stand in front: the most matching words, then the most occurrences, then how much of it
/// stands in quotation marks, then how sure it is.
fn rank(group: &Group) -> impl Ord + use<> {
    let first = group.first();
    // Of numbers that are not negative the bits stand in the same order.
    let sure = first.confidence.to_bits();
    (std::cmp::Reverse(first.matches), std::cmp::Reverse(group.found.len()), first.kind, std::cmp::Reverse(sure))
}
