//! How does a plan become a tantivy query? This is where the words of the design meet the terms of the index.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::exclude::Excluded;
use super::filters::ResolvedFilters;
use super::units::{Unit, UnitQuery};
use crate::index::{
    ARTICLE, Fields, country_token, country_way_token, day_number, foreign_stem_token, person_token, speaker_token,
    stem_token, time_token, within_token,
};
use crate::model::{Grain, Ways, When};
use crate::query::{CountryAsked, Expr, Leaf, Named, Period, Plan, Scope, TextField, Words};
use crate::text::Stemmers;

/// How much more a word counts for ranking if the title has it too.
const TITLE_BOOST: f32 = 1.5;

/// Turns plans into queries, for one archive.
pub(super) struct Compiler<'a> {
    pub(super) fields: &'a Fields,
    /// The outlets of the archive, as they are written.
    pub(super) outlets: &'a [String],
    /// The times of which its articles speak.
    pub(super) times: &'a [When],
    /// The languages of its articles.
    pub(super) languages: &'a [String],
    pub(super) stemmers: Stemmers,
}

impl Compiler<'_> {
    /// The query for a plan whose names are resolved, under filters. Articles only.
    pub(super) fn query(&mut self, plan: &Plan, filters: &ResolvedFilters, ranked: bool) -> Box<dyn Query> {
        let mut clauses = Vec::new();
        match (&plan.expr, plan.scope) {
            (None, _) => {}
            (Some(expr), Scope::Article) => clauses.push((Occur::Must, self.expr(expr))),
            (Some(expr), scope) => clauses.push((Occur::Must, self.scoped(expr, scope))),
        }
        for filter in self.filters(filters) {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(filter, 0.0)) as Box<dyn Query>));
        }
        if clauses.is_empty() {
            return self.all_articles();
        }
        if ranked && let Some(expr) = &plan.expr {
            self.title_clauses(expr, &mut clauses);
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// Every article, and no quote.
    pub(super) fn all_articles(&self) -> Box<dyn Query> {
        let kind = TermQuery::new(Term::from_field_u64(self.fields.kind, ARTICLE), IndexRecordOption::Basic);
        Box::new(ConstScoreQuery::new(Box::new(kind), 0.0))
    }

    fn expr(&mut self, expr: &Expr) -> Box<dyn Query> {
        match expr {
            Expr::Leaf(leaf) => self.leaf(leaf),
            Expr::And(parts) => {
                let mut clauses: Vec<(Occur, Box<dyn Query>)> = parts
                    .iter()
                    .map(|part| match part {
                        Expr::Not(inner) => (Occur::MustNot, self.excluded(inner)),
                        other => (Occur::Must, self.expr(other)),
                    })
                    .collect();
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, self.all_articles()));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Expr::Or(parts) => any(parts.iter().map(|part| self.expr(part)).collect()),
            Expr::Not(inner) => {
                let clauses = vec![(Occur::Must, self.all_articles()), (Occur::MustNot, self.excluded(inner))];
                Box::new(BooleanQuery::new(clauses))
            }
        }
    }

    fn excluded(&mut self, expr: &Expr) -> Box<dyn Query> {
        Box::new(Excluded(self.expr(expr)))
    }

    /// A query whose leaves must hold in one paragraph or sentence.
    fn scoped(&mut self, expr: &Expr, scope: Scope) -> Box<dyn Query> {
        Box::new(self.unit_query(expr, scope))
    }

    pub(super) fn unit_query(&mut self, expr: &Expr, scope: Scope) -> UnitQuery {
        let unit = if scope == Scope::Sentence { Unit::Sentence } else { Unit::Paragraph };
        UnitQuery::new(self, expr, unit)
    }

    /// What every article that has such a unit must satisfy as a whole: the same without negations.
    pub(super) fn necessary(&mut self, expr: &Expr) -> Box<dyn Query> {
        match expr {
            Expr::Leaf(Leaf::Words(words)) => self.words(&Words { field: self.wider(words.field), ..words.clone() }),
            Expr::Leaf(leaf) => self.leaf(leaf),
            Expr::And(parts) => {
                let positive: Vec<_> = parts.iter().filter(|part| !matches!(part, Expr::Not(_))).collect();
                if positive.is_empty() {
                    return self.all_articles();
                }
                Box::new(BooleanQuery::intersection(positive.into_iter().map(|part| self.necessary(part)).collect()))
            }
            Expr::Or(parts) => any(parts.iter().map(|part| self.necessary(part)).collect()),
            Expr::Not(_) => self.all_articles(),
        }
    }

    /// Words in the title are in the stream too; where they stand is for the unit query to judge.
    #[allow(clippy::unused_self)]
    fn wider(&self, field: TextField) -> TextField {
        if field == TextField::Text { TextField::Any } else { field }
    }

    pub(super) fn leaf(&mut self, leaf: &Leaf) -> Box<dyn Query> {
        match leaf {
            Leaf::Words(words) => self.words(words),
            Leaf::Person(named) => self.named(named, person_token),
            Leaf::Speaker(named) => self.named(named, speaker_token),
            Leaf::Country(asked) => self.country(asked),
            Leaf::Outlet(outlet) => self.outlet(outlet),
            Leaf::Language(code) => term(self.fields.language, code),
            Leaf::Published(period) => self.period(*period),
            Leaf::Mentions(period) => {
                any(self.time_tokens(*period).iter().map(|token| term(self.fields.text, token)).collect())
            }
        }
    }

    fn words(&mut self, words: &Words) -> Box<dyn Query> {
        let field = match words.field {
            TextField::Any => self.fields.text,
            TextField::Title => self.fields.title,
            TextField::Text => {
                let leaf = Expr::Leaf(Leaf::Words(words.clone()));
                return Box::new(UnitQuery::new(self, &leaf, Unit::Paragraph));
            }
        };
        let Some((last, before)) = words.words.split_last() else { return Box::new(EmptyQuery) };
        let endings = self.alternatives(last, words.exact);
        any(endings
            .into_iter()
            .map(|ending| {
                if before.is_empty() {
                    return term(field, &ending);
                }
                let tokens = before.iter().chain([&ending]).map(|token| Term::from_field_text(field, token));
                Box::new(PhraseQuery::new(tokens.collect())) as Box<dyn Query>
            })
            .collect())
    }

    /// The tokens that a word stands for: itself; and, unless it is to be exact, its stem in each language of the archive.
    ///
    /// English stems are indexed only where they differ from the word, so a word that is its own stem must be asked for as a word.
    pub(super) fn alternatives(&mut self, word: &str, exact: bool) -> Vec<String> {
        let mut tokens = vec![word.to_owned()];
        if exact {
            return tokens;
        }
        if let Some(english) = self.stemmers.of(None) {
            let stem = english.stem(word).to_owned();
            tokens.push(stem_token(&stem));
            if stem != word && english.stem(&stem) == stem {
                tokens.push(stem);
            }
        }
        for language in self.languages {
            if let Some(stemmer) = self.stemmers.of(Some(language)).filter(|stemmer| !stemmer.is_english()) {
                let stem = stemmer.stem(word).to_owned();
                tokens.push(foreign_stem_token(stemmer.code(), &stem));
            }
        }
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    fn named(&self, named: &Named, token: fn(&str) -> String) -> Box<dyn Query> {
        any(named.forms.iter().map(|form| term(self.fields.text, &token(form))).collect())
    }

    fn country(&self, asked: &CountryAsked) -> Box<dyn Query> {
        any(country_tokens(asked).iter().map(|token| term(self.fields.text, token)).collect())
    }

    /// The fewest tokens of which one stands at each time that lies in a period: those of whole years, of whole months, and of
    /// what is left at both ends.
    pub(super) fn time_tokens(&self, period: Period) -> Vec<String> {
        let inside = |when: &When| period.holds(when.first(), when.last());
        let tokens = self.times.iter().filter(|when| inside(when)).map(|when| {
            let whole = [Grain::Year, Grain::Month].into_iter().filter_map(|grain| when.within(grain)).find(inside);
            whole.map_or_else(|| time_token(*when), within_token)
        });
        let mut tokens: Vec<String> = tokens.collect();
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    fn outlet(&self, outlet: &str) -> Box<dyn Query> {
        let wanted = crate::text::fold(outlet);
        let same = self.outlets.iter().filter(|name| crate::text::fold(name) == wanted);
        any(same.map(|name| term(self.fields.outlet, name)).collect())
    }

    fn period(&self, period: Period) -> Box<dyn Query> {
        let bound = |field, day: Option<_>| {
            day.map_or(Bound::Unbounded, |day| Bound::Included(Term::from_field_i64(field, day_number(day))))
        };
        let (first, last) = (self.fields.first_day, self.fields.last_day);
        let mut bounds: Vec<Box<dyn Query>> = Vec::new();
        if period.first.is_some() {
            bounds.push(Box::new(RangeQuery::new(bound(first, period.first), Bound::Unbounded)));
        }
        if period.last.is_some() {
            bounds.push(Box::new(RangeQuery::new(Bound::Unbounded, bound(last, period.last))));
        }
        Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::intersection(bounds)), 0.0))
    }

    fn filters(&mut self, filters: &ResolvedFilters) -> Vec<Box<dyn Query>> {
        let mut queries: Vec<Box<dyn Query>> = Vec::new();
        queries.extend(filters.persons.iter().map(|named| self.named(named, person_token)));
        queries.extend(filters.countries.iter().map(|asked| self.country(asked)));
        queries.extend(filters.mentions.iter().map(|period| self.leaf(&Leaf::Mentions(*period))));
        let groups: [Vec<Leaf>; 3] = [
            filters.outlets.iter().cloned().map(Leaf::Outlet).collect(),
            filters.languages.iter().cloned().map(Leaf::Language).collect(),
            filters.periods.iter().copied().map(Leaf::Published).collect(),
        ];
        for group in groups {
            if !group.is_empty() {
                queries.push(any(group.iter().map(|leaf| self.leaf(leaf)).collect()));
            }
        }
        queries
    }

    /// Lets words that stand in the title too count more.
    fn title_clauses(&mut self, expr: &Expr, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        match expr {
            Expr::Leaf(Leaf::Words(words)) if words.field == TextField::Any => {
                let title = self.words(&Words { field: TextField::Title, ..words.clone() });
                clauses.push((Occur::Should, Box::new(BoostQuery::new(title, TITLE_BOOST))));
            }
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| self.title_clauses(part, clauses)),
            Expr::Leaf(_) | Expr::Not(_) => {}
        }
    }
}

/// The tokens of which one stands at each mention that answers.
pub(super) fn country_tokens(asked: &CountryAsked) -> Vec<String> {
    if asked.ways == Ways::ANY {
        return vec![country_token(asked.code)];
    }
    asked.ways.iter().map(|how| country_way_token(asked.code, how)).collect()
}

fn term(field: Field, token: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, token), IndexRecordOption::WithFreqs))
}

/// At least one of the queries; none matches if there is none.
fn any(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}
