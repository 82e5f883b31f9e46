//! Which articles do the filters of a request let through, names resolved?

use super::names::Names;
use super::request::Filters;
use super::{Engine, EngineError};
use crate::model::FacetField;
use crate::query::{CountryAsked, Expr, Leaf, Named, Period, Plan};
use crate::text::fold;

/// Filters whose names have been mapped to what the index holds.
#[derive(Clone, Debug, Default)]
pub(super) struct ResolvedFilters {
    pub(super) persons: Vec<Named>,
    pub(super) countries: Vec<CountryAsked>,
    pub(super) outlets: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) periods: Vec<Period>,
    /// Of each of these the text speaks.
    pub(super) mentions: Vec<Period>,
}

impl ResolvedFilters {
    /// The same without those on one field, so that its facet counts what could be chosen besides. Only where one of several values is
    /// enough: of persons, countries and times all must appear, and a facet counts what narrows further.
    pub(super) fn without(&self, field: FacetField) -> Self {
        let mut filters = self.clone();
        match field {
            FacetField::Outlet => filters.outlets.clear(),
            FacetField::Language => filters.languages.clear(),
            FacetField::Year | FacetField::Month | FacetField::Day => filters.periods.clear(),
            FacetField::Person
            | FacetField::Country
            | FacetField::ParagraphCountry
            | FacetField::DatelineCountry
            | FacetField::Speaker
            | FacetField::About
            | FacetField::MentionsYear
            | FacetField::MentionsMonth
            | FacetField::AboutCountry
            | FacetField::Format => {}
        }
        filters
    }

    /// Whether there is one on this field that [`without`](Self::without) takes away.
    pub(super) fn concern(&self, field: FacetField) -> bool {
        match field {
            FacetField::Outlet => !self.outlets.is_empty(),
            FacetField::Language => !self.languages.is_empty(),
            FacetField::Year | FacetField::Month | FacetField::Day => !self.periods.is_empty(),
            FacetField::Person
            | FacetField::Country
            | FacetField::ParagraphCountry
            | FacetField::DatelineCountry
            | FacetField::Speaker
            | FacetField::About
            | FacetField::MentionsYear
            | FacetField::MentionsMonth
            | FacetField::AboutCountry
            | FacetField::Format => false,
        }
    }

    /// The filters as a plan, to be told.
    pub(super) fn plan(&self) -> Plan {
        let any =
            |leaves: Vec<Leaf>| (!leaves.is_empty()).then(|| Expr::any(leaves.into_iter().map(Expr::Leaf).collect()));
        let mut all: Vec<Expr> = self.persons.iter().cloned().map(|named| Expr::Leaf(Leaf::Person(named))).collect();
        all.extend(self.countries.iter().map(|asked| Expr::Leaf(Leaf::Country(*asked))));
        all.extend(self.mentions.iter().map(|period| Expr::Leaf(Leaf::Mentions(*period))));
        all.extend(any(self.outlets.iter().cloned().map(Leaf::Outlet).collect()));
        all.extend(any(self.languages.iter().cloned().map(Leaf::Language).collect()));
        all.extend(any(self.periods.iter().copied().map(Leaf::Published).collect()));
        Plan { expr: (!all.is_empty()).then(|| Expr::all(all)), ..Plan::default() }
    }
}

impl Engine {
    /// Maps the names in filters; `notes` gathers what the user should know.
    pub(super) fn resolve_filters(
        &self,
        filters: &Filters,
        notes: &mut Vec<String>,
    ) -> Result<ResolvedFilters, EngineError> {
        for outlet in &filters.outlets {
            self.known_outlet(outlet)?;
        }
        if !filters.mentions.is_empty() {
            self.times()?;
        }
        Ok(ResolvedFilters {
            persons: self.resolve_all(&filters.persons, false, notes)?,
            countries: filters.countries.clone(),
            outlets: filters.outlets.clone(),
            languages: filters.languages.iter().map(|code| code.to_lowercase()).collect(),
            periods: filters.periods.clone(),
            mentions: filters.mentions.clone(),
        })
    }

    /// Maps names to what the index holds.
    pub(super) fn resolve_all(
        &self,
        asked: &[String],
        speakers: bool,
        notes: &mut Vec<String>,
    ) -> Result<Vec<Named>, EngineError> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let names = self.names()?;
        asked.iter().map(|name| resolve(names, name, speakers, notes)).collect()
    }

    /// Maps the names in a plan.
    pub(super) fn resolve_plan(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<Plan, EngineError> {
        let mut plan = plan.clone();
        if let Some(expr) = &mut plan.expr {
            self.resolve_expr(expr, notes)?;
        }
        Ok(plan)
    }

    fn resolve_expr(&self, expr: &mut Expr, notes: &mut Vec<String>) -> Result<(), EngineError> {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().try_for_each(|part| self.resolve_expr(part, notes)),
            Expr::Not(inner) => self.resolve_expr(inner, notes),
            Expr::Leaf(Leaf::Person(named)) => {
                *named = resolve(self.names()?, &named.asked, false, notes)?;
                Ok(())
            }
            Expr::Leaf(Leaf::Speaker(named)) => {
                *named = resolve(self.names()?, &named.asked, true, notes)?;
                Ok(())
            }
            Expr::Leaf(Leaf::Outlet(outlet)) => self.known_outlet(outlet),
            Expr::Leaf(Leaf::Mentions(_)) => self.times().map(|_| ()),
            Expr::Leaf(_) => Ok(()),
        }
    }

    fn known_outlet(&self, asked: &str) -> Result<(), EngineError> {
        let wanted = fold(asked);
        if self.outlets()?.iter().any(|outlet| fold(outlet) == wanted) {
            return Ok(());
        }
        let is_near = |outlet: &&String| {
            let folded = fold(outlet);
            folded.contains(&wanted) || strsim::jaro_winkler(&folded, &wanted) > 0.84
        };
        let near = self.outlets()?.iter().filter(is_near).take(8);
        let mut counted = Vec::new();
        for outlet in near {
            let term = tantivy::Term::from_field_text(self.archive.fields().outlet, outlet);
            counted.push((outlet.clone(), self.archive.searcher().doc_freq(&term)?));
        }
        Err(EngineError::UnknownOutlet { asked: asked.to_owned(), near: counted })
    }
}

fn resolve(names: &Names, asked: &str, speakers: bool, notes: &mut Vec<String>) -> Result<Named, EngineError> {
    let resolved = names.resolve(asked, speakers)?;
    notes.extend(resolved.note.filter(|note| !notes.contains(note)));
    Ok(resolved.named)
}
