//! What does the archive know of one person?

use std::cmp::Reverse;

use tantivy::collector::{Count, DocSetCollector};

use crate::engine::facets::FacetCounter;
use crate::engine::filters::ResolvedFilters;
use crate::engine::names::Names;
use crate::engine::periods::{DayRange, period_label};
use crate::engine::quotes::Role;
use crate::engine::request::{Filters, Page};
use crate::engine::search::understood;
use crate::engine::{Engine, EngineError};
use crate::model::{FacetField, PersonCard, PersonQuotes, SimilarPerson};
use crate::names::{Id, near};
use crate::query::{Expr, Leaf, Named, Plan};

/// A question for what is known of a person.
#[derive(Clone, Debug)]
pub struct PersonRequest {
    /// The name, as in any other question.
    pub name: String,
    /// Which articles count.
    pub filters: Filters,
    /// How many values are given of each list; `None` for all.
    pub limit: Option<usize>,
}

impl Engine {
    /// Tells what is known of a person.
    pub fn person(&self, request: &PersonRequest) -> Result<PersonCard, EngineError> {
        let names = self.names()?;
        let resolved = names.resolve(&request.name, false)?;
        let mut notes: Vec<String> = resolved.note.into_iter().collect();
        let filters = self.resolve_filters(&request.filters, &mut notes)?;
        let named = resolved.named;
        // Of `=NAME` the first stands for all: they are spelled alike.
        let of_name = || named.forms.first().and_then(|name| names.identities().find(name));
        let id = resolved.id.or_else(|| of_name().map(|index| names.identities().id(index))).unwrap_or_default();
        let name = if resolved.id.is_some() { names.identities().label(id).to_owned() } else { named.forms[0].clone() };
        let plan = Plan { expr: Some(Expr::Leaf(Leaf::Person(named.clone()))), ..Plan::default() };
        let query = self.compiler()?.query(&plan, &filters, false);
        let articles = self.collect(&*query, &DocSetCollector)?;
        let fields = vec![FacetField::Person, FacetField::Country, FacetField::Day];
        let counter = FacetCounter { fields, names: Some(names), paragraphs: None };
        let mut counts = self.collect(&*query, &counter)?;
        let (first, last) = ends(counts[2].days.keys().copied());
        counts[0].values.remove(&name);
        let page = Page { offset: 0, limit: request.limit };
        let (mut forms, mut roles, known) = self.said(id, &named.forms, &articles)?.forms();
        let most = request.limit.unwrap_or(usize::MAX);
        forms.truncate(most);
        roles.truncate(most);
        Ok(PersonCard {
            articles: articles.len() as u64,
            first,
            last,
            known,
            forms,
            roles,
            quoted: self.quotes_by(&named, &filters, page)?,
            spoken_of: self.quotes_about(&named, &filters, page)?,
            with: counts[0].table(FacetField::Person, page),
            countries: counts[1].table(FacetField::Country, page),
            similar: self.similar(names, id, &filters, most)?,
            understood: understood(&plan, &filters),
            notes,
            name,
        })
    }

    fn quotes_by(&self, named: &Named, filters: &ResolvedFilters, page: Page) -> Result<PersonQuotes, EngineError> {
        let all = Page { offset: 0, limit: None };
        self.quotes_of_person(Role::Speaker, named, filters, &[(FacetField::Year, all), (FacetField::About, page)])
    }

    fn quotes_about(&self, named: &Named, filters: &ResolvedFilters, page: Page) -> Result<PersonQuotes, EngineError> {
        self.quotes_of_person(Role::About, named, filters, &[(FacetField::Speaker, page)])
    }

    /// Who may be the same, the most frequent first.
    fn similar(
        &self,
        names: &Names,
        id: Id,
        filters: &ResolvedFilters,
        most: usize,
    ) -> Result<Vec<SimilarPerson>, EngineError> {
        let mut similar = Vec::new();
        for (other, why) in near::near(names.identities(), id) {
            let forms = names.names_of(other, None);
            let named = Named { asked: String::new(), forms };
            let plan = Plan { expr: Some(Expr::Leaf(Leaf::Person(named))), ..Plan::default() };
            let articles = self.collect(&*self.compiler()?.query(&plan, filters, false), &Count)? as u64;
            if articles > 0 {
                let name = names.identities().label(other).to_owned();
                similar.push(SimilarPerson { name, articles, why: why.as_str() });
            }
        }
        similar.sort_by(|a, b| (Reverse(a.articles), &a.name).cmp(&(Reverse(b.articles), &b.name)));
        similar.truncate(most);
        Ok(similar)
    }
}

/// The first and the last of some dates, as far as they are known.
fn ends(days: impl Iterator<Item = DayRange> + Clone) -> (Option<String>, Option<String>) {
    let day = |days: DayRange| period_label(days, FacetField::Day);
    (days.clone().min().map(day), days.max().map(day))
}
