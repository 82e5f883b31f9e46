//! Which quotes match? First the articles, from the index; then their quotes, from the columns of the documents behind them
//! ([`found`]); the same words in several articles are brought together ([`groups`]), and only what is shown is read
//! ([`reader`]).

mod counts;
mod found;
mod groups;
mod reader;
mod wanted;

use std::collections::HashSet;

use self::found::{Found, Group, QuoteCollector};
use self::reader::QuoteReader;
use super::request::{QuotesRequest, Sort};
use super::{Engine, EngineError};
use crate::evidence::Matcher;
use crate::model::QuotePage;

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
