//! What is asked of quotes, names resolved? In which articles they are looked for, and what they must be.

use std::collections::HashSet;
use std::fmt::Write;

use super::found::{Clause, Role, Wanted};
use crate::engine::filters::ResolvedFilters;
use crate::engine::request::QuotesRequest;
use crate::engine::search::understood;
use crate::engine::{Engine, EngineError};
use crate::model::{CountryCode, QuoteKind};
use crate::query::{CountryAsked, Expr, Leaf, Named, Plan, explain};

/// The names of a request as they were resolved.
pub(super) struct Asked {
    speakers: Vec<Named>,
    about: Vec<Named>,
    about_countries: Vec<CountryCode>,
    to: Vec<Named>,
    between: Vec<Named>,
}

impl Engine {
    /// The articles in which quotes are looked for, what the quotes must be, and the names behind both.
    pub(super) fn understand(
        &self,
        request: &QuotesRequest,
        notes: &mut Vec<String>,
    ) -> Result<(Plan, Wanted, Asked), EngineError> {
        let names = self.resolve_all(&request.names, false, notes)?;
        let by = self.resolve_all(&request.by, true, notes)?;
        let with = self.resolve_all(&request.with, false, notes)?;
        let between = match &request.between {
            Some((one, other)) => self.resolve_all(&[one.clone(), other.clone()], false, notes)?,
            None => Vec::new(),
        };
        let asked = Asked {
            speakers: match by.is_empty() {
                // Phrases have no speaker: the names are those of persons who appear.
                true if request.kinds == [QuoteKind::Phrase] => Vec::new(),
                true => names.clone(),
                false => by.clone(),
            },
            about: self.resolve_all(&request.about, false, notes)?,
            about_countries: request.about_countries.clone(),
            to: self.resolve_all(&request.to, false, notes)?,
            between,
        };
        let mentioned = [names, asked.about.clone(), asked.to.clone(), with, asked.between.clone()].concat();
        let mut all: Vec<Expr> = mentioned.into_iter().map(|name| Expr::Leaf(Leaf::Person(name))).collect();
        let countries = request.about_countries.iter().map(|code| Expr::Leaf(Leaf::Country(CountryAsked::any(*code))));
        all.extend(countries);
        if !by.is_empty() {
            let forms = by.iter().flat_map(|named| named.forms.clone()).collect();
            all.push(Expr::Leaf(Leaf::Speaker(Named { asked: request.by.join(", "), forms })));
        }
        if let Some(expr) = request.words.as_ref().and_then(|plan| plan.expr.as_ref()) {
            all.extend(necessary_words(expr));
        }
        let wanted = Wanted {
            not_persons: self.names()?.not_persons(),
            clauses: asked.clauses(),
            kinds: if request.kinds.is_empty() { QuoteKind::SPEECH.to_vec() } else { request.kinds.clone() },
            speaker_kinds: request.speaker_kinds.clone(),
            confidence: request.confidence,
        };
        let expr = (!all.is_empty()).then_some(Expr::And(all));
        Ok((Plan { expr, ..Plan::default() }, wanted, asked))
    }
}

impl Asked {
    /// What the speaker and the persons of a quote must be.
    fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        if !self.speakers.is_empty() {
            let names = self.speakers.iter().flat_map(|named| named.forms.clone()).collect();
            clauses.push(Clause(vec![vec![(Role::Speaker, names)]]));
        }
        for (role, asked) in [(Role::About, &self.about), (Role::To, &self.to)] {
            clauses.extend(asked.iter().map(|named| Clause(vec![vec![(role, set(named))]])));
        }
        clauses.extend(
            self.about_countries
                .iter()
                .map(|code| Clause(vec![vec![(Role::AboutCountry, HashSet::from([code.as_str().to_owned()]))]])),
        );
        if let [one, other] = &self.between[..] {
            let said = |by: &Named, role, whom: &Named| vec![(Role::Speaker, set(by)), (role, set(whom))];
            clauses.push(Clause(vec![
                said(one, Role::About, other),
                said(one, Role::To, other),
                said(other, Role::About, one),
                said(other, Role::To, one),
            ]));
        }
        clauses
    }
}

/// What the articles and the quotes must be that are by a person, about one or to one.
pub(super) fn of_person(role: Role, named: &Named) -> (Leaf, Wanted) {
    let leaf = match role {
        Role::Speaker => Leaf::Speaker(named.clone()),
        Role::About | Role::AboutCountry | Role::To => Leaf::Person(named.clone()),
    };
    let wanted = Wanted {
        not_persons: HashSet::new(),
        clauses: vec![Clause(vec![vec![(role, set(named))]])],
        kinds: QuoteKind::SPEECH.to_vec(),
        speaker_kinds: Vec::new(),
        confidence: None,
    };
    (leaf, wanted)
}

fn set(named: &Named) -> HashSet<String> {
    named.forms.iter().cloned().collect()
}

/// How a question for quotes was understood.
pub(super) fn told(request: &QuotesRequest, asked: &Asked, plan: &Plan, filters: &ResolvedFilters) -> String {
    let kinds: Vec<&str> = request.kinds.iter().map(|kind| kind.as_str()).collect();
    let mut told = format!("{}{}quotes", kinds.join(" or "), if kinds.is_empty() { "" } else { " " });
    let parts = [
        (" by ", " or ", &asked.speakers),
        (" about ", " and ", &asked.about),
        (" to ", " and ", &asked.to),
        (" by either, about or to the other, of ", " and ", &asked.between),
    ];
    for (what, joint, names) in parts {
        let names: Vec<String> = names.iter().map(|named| named.forms.join(" / ")).collect();
        if !names.is_empty() {
            let _ = write!(told, "{what}{}", names.join(joint));
        }
    }
    if !asked.about_countries.is_empty() {
        let codes: Vec<&str> = asked.about_countries.iter().map(|code| code.name().unwrap_or(code.as_str())).collect();
        let _ = write!(told, " naming {}", codes.join(" and "));
    }
    let speaker_kinds: Vec<&str> = request.speaker_kinds.iter().map(|kind| kind.as_str()).collect();
    if !speaker_kinds.is_empty() {
        let _ = write!(told, " whose speaker is of kind {}", speaker_kinds.join(" or "));
    }
    if let Some(confidence) = request.confidence {
        let _ = write!(told, " of confidence {confidence} or more");
    }
    if let Some(words) = &request.words {
        let _ = write!(told, " with words that match: {};", explain(words));
    }
    let _ = write!(told, " in {}", understood(plan, filters));
    told
}

/// What an article must hold so that one of its quotes can match: the same words, negations aside.
fn necessary_words(expr: &Expr) -> Option<Expr> {
    match expr {
        Expr::Leaf(Leaf::Words(_)) => Some(expr.clone()),
        Expr::Leaf(_) | Expr::Not(_) => None,
        Expr::And(parts) => {
            let parts: Vec<Expr> = parts.iter().filter_map(necessary_words).collect();
            (!parts.is_empty()).then_some(Expr::And(parts))
        }
        Expr::Or(parts) => parts.iter().map(necessary_words).collect::<Option<Vec<_>>>().map(Expr::Or),
    }
}
