//! Which articles match, which of their paragraphs, and how many have which values?

use tantivy::query::{EnableScoring, Query};

use super::facets::{Counts, FacetCounter};
use super::filters::ResolvedFilters;
use super::periods::timeline;
use super::request::{FacetRequest, Page, SearchRequest, Sort, TimelineRequest};
use super::top::{Ranked, Top};
use super::{Engine, EngineError};
use crate::evidence::{Match, Matcher};
use crate::index::StoredArticle;
use crate::model::{Annotations, CodePoints, FacetField, FacetTable, Hit, Passage, SearchPage, Timeline};
use crate::query::{Expr, Plan, Scope, explain};
use crate::text::Tokens;

impl Engine {
    /// Finds articles.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, EngineError> {
        let mut notes = Vec::new();
        let plan = self.resolve_plan(&request.plan, &mut notes)?;
        let filters = self.resolve_filters(&request.filters, &mut notes)?;
        let query = self.compiler()?.query(&plan, &filters, request.sort == Sort::Relevance);
        let found = self.collect(&*query, &Top { sort: request.sort, depth: request.page.depth() })?;
        let mut matcher = Matcher::new(&evidence_plan(&plan, &filters));
        let shown = found.first.iter().skip(request.page.offset);
        let hits = shown.map(|ranked| self.hit(ranked, &mut matcher, request.paragraphs)).collect::<Result<_, _>>()?;
        let page = Page { offset: 0, limit: Some(request.facet_values) };
        let facets = self.facet_tables(&plan, &filters, &request.facets, page)?;
        let understood = understood(&plan, &filters);
        Ok(SearchPage { total: found.total, offset: request.page.offset, hits, facets, understood, notes })
    }

    /// Counts articles by one field.
    pub fn facets(&self, request: &FacetRequest) -> Result<(FacetTable, Vec<String>), EngineError> {
        let mut notes = Vec::new();
        let plan = self.resolve_plan(&request.plan, &mut notes)?;
        let filters = self.resolve_filters(&request.filters, &mut notes)?;
        let counted = if filters.concern(request.field) { filters.without(request.field) } else { filters.clone() };
        let counts = self.count(&plan, &counted, vec![request.field])?.into_iter().next().unwrap_or_default();
        let table = counts.table(request.field, request.page);
        Ok((FacetTable { understood: understood(&plan, &counted), ..table }, notes))
    }

    /// Counts articles over time.
    pub fn timeline(&self, request: &TimelineRequest) -> Result<Timeline, EngineError> {
        let mut notes = Vec::new();
        let plan = self.resolve_plan(&request.plan, &mut notes)?;
        let filters = self.resolve_filters(&request.filters, &mut notes)?;
        let counts = self.count(&plan, &filters, vec![FacetField::Day])?.into_iter().next().unwrap_or_default();
        let understood = understood(&plan, &filters);
        let timeline = timeline(&counts.days, request.step);
        Ok(Timeline { total: counts.total, undated: counts.without, understood, notes, ..timeline })
    }

    /// The tables that stand beside articles. What is chosen in a field does not count for that field itself.
    fn facet_tables(
        &self,
        plan: &Plan,
        filters: &ResolvedFilters,
        fields: &[FacetField],
        page: Page,
    ) -> Result<Vec<FacetTable>, EngineError> {
        let (chosen, free): (Vec<FacetField>, Vec<FacetField>) =
            fields.iter().partition(|field| filters.concern(**field));
        let mut tables = Vec::new();
        for (field, counts) in free.iter().zip(self.count(plan, filters, free.clone())?) {
            tables.push(counts.table(*field, page));
        }
        for field in chosen {
            for counts in self.count(plan, &filters.without(field), vec![field])? {
                tables.push(counts.table(field, page));
            }
        }
        tables.sort_by_key(|table| fields.iter().position(|field| *field == table.field));
        Ok(tables)
    }

    fn count(
        &self,
        plan: &Plan,
        filters: &ResolvedFilters,
        fields: Vec<FacetField>,
    ) -> Result<Vec<Counts>, EngineError> {
        if fields.is_empty() {
            return Ok(Vec::new());
        }
        let query: Box<dyn Query> = self.compiler()?.query(plan, filters, false);
        let by_name = fields.iter().any(|field| matches!(field, FacetField::Person | FacetField::Speaker));
        let names = if by_name { Some(self.names()?) } else { None };
        let paragraphs = match &plan.expr {
            Some(expr) if plan.scope != Scope::Article && fields.contains(&FacetField::ParagraphCountry) => {
                let scoring = EnableScoring::disabled_from_searcher(self.archive.searcher());
                Some(self.compiler()?.unit_query(expr, plan.scope).unit_weight(scoring)?)
            }
            _ => None,
        };
        self.collect(&*query, &FacetCounter { fields, names, paragraphs })
    }

    fn hit(&self, ranked: &Ranked, matcher: &mut Matcher, limit: Option<usize>) -> Result<Hit, EngineError> {
        let stored = self.archive.article(ranked.address)?;
        let (article, mut annotations) = stored.into_parts();
        if matcher.asks_for_speakers() {
            (annotations.quotes, annotations.phrases) = self.quotes_of(ranked.address)?;
        }
        let tokens = Tokens::of_text(&article.article.text);
        let found = matcher.paragraphs(&article.article, &tokens, &annotations);
        let paragraphs = best(&found, limit).into_iter().map(|found| passage(&article, found)).collect();
        let matching_paragraphs = found.iter().filter(|found| found.block > 0).count();
        Ok(Hit { article: article.card(), score: ranked.score(), paragraphs, matching_paragraphs })
    }
}

/// How a question was understood, in words.
pub(super) fn understood(plan: &Plan, filters: &ResolvedFilters) -> String {
    let filters = filters.plan();
    match (&plan.expr, &filters.expr) {
        (_, None) => explain(plan),
        (None, Some(_)) => explain(&filters),
        (Some(_), Some(_)) => format!("{}; of {}", explain(plan), explain(&filters)),
    }
}

/// What is looked for in the articles that are shown: what was asked, and who and where was filtered by. Under a narrower scope only
/// what was asked.
fn evidence_plan(plan: &Plan, filters: &ResolvedFilters) -> Plan {
    if plan.scope != Scope::Article && plan.expr.is_some() {
        return plan.clone();
    }
    let named = ResolvedFilters {
        persons: filters.persons.clone(),
        countries: filters.countries.clone(),
        mentions: filters.mentions.clone(),
        ..ResolvedFilters::default()
    };
    let all: Vec<Expr> = plan.expr.clone().into_iter().chain(named.plan().expr).collect();
    Plan { expr: (!all.is_empty()).then(|| Expr::all(all)), scope: Scope::Article }
}

/// The paragraphs with the most that was asked for, in the order of the text; the title counts beside them.
fn best(found: &[Match], limit: Option<usize>) -> Vec<&Match> {
    let (title, mut paragraphs): (Vec<&Match>, Vec<&Match>) = found.iter().partition(|found| found.block == 0);
    paragraphs.sort_by_key(|found| (std::cmp::Reverse((found.satisfies, found.leaves)), found.block));
    paragraphs.truncate(limit.unwrap_or(usize::MAX));
    paragraphs.sort_by_key(|found| found.block);
    title.into_iter().chain(paragraphs).collect()
}

fn passage(stored: &StoredArticle, found: &Match) -> Passage {
    let text = &stored.article.text;
    let counts = CodePoints::of(text);
    let code_points = |until: u32| counts.within(found.block, until);
    let highlights = found.highlights.iter().map(|span| (code_points(span.start), code_points(span.end)));
    Passage { n: found.block, text: text.block(found.block).to_owned(), highlights: highlights.collect() }
}

impl StoredArticle {
    /// The article, and what was found in it apart from its quotes.
    pub(super) fn into_parts(mut self) -> (Self, Annotations) {
        let persons = std::mem::take(&mut self.persons);
        let countries = std::mem::take(&mut self.countries);
        let dates = std::mem::take(&mut self.dates);
        (self, Annotations { persons, countries, dates, ..Annotations::default() })
    }
}
