//! How well are persons and countries found? Mentions by overlap, names and codes as the sets of each article.

use std::collections::BTreeSet;

use dateline::model::{CountryCode, How, Span};

use super::Case;
use super::score::{Share, Tally, folded, pairs};

#[derive(Default)]
pub(super) struct Persons {
    /// Mentions that share a character with a marked one.
    pub(super) overlap: Tally,
    /// Of those, the ones with the very span.
    pub(super) exact: Share,
    /// The canonical names of an article.
    pub(super) names: Tally,
    pub(super) errors: Vec<String>,
}

impl Persons {
    pub(super) fn table(&self) -> String {
        format!(
            "persons, overlap    {}\npersons, same span  {}\npersons, names      {}",
            self.overlap, self.exact, self.names
        )
    }
}

pub(super) fn persons(cases: &[Case]) -> Persons {
    let mut scores = Persons::default();
    for case in cases {
        person_mentions(case, &mut scores);
        person_names(case, &mut scores);
    }
    scores
}

fn person_mentions(case: &Case, scores: &mut Persons) {
    let marks = &case.marked.persons;
    let gold: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    let mentions = case.found.annotations.persons.iter().flat_map(|person| &person.mentions);
    let found: Vec<Span> = mentions.map(|mention| case.in_plain(mention.span)).collect();
    let pairs = pairs(&gold, &found, shared);
    for (g, f) in &pairs {
        if !marks[*g].open {
            let same = trimmed(case, gold[*g]) == trimmed(case, found[*f]);
            scores.exact.add(same);
            scores.overlap.gold_hit += 1;
            scores.overlap.found_hit += 1;
            scores.overlap.found += 1;
            if !same {
                let wanted = case.plain(gold[*g]);
                scores.errors.push(case.error("person span", &format!("{}, not {wanted}", case.context(found[*f]))));
            }
        }
    }
    scores.overlap.gold += marks.iter().filter(|mark| !mark.open).count();
    for (g, mark) in marks.iter().enumerate() {
        if !mark.open && pairs.iter().all(|pair| pair.0 != g) {
            scores.errors.push(case.error("person missed", &case.context(mark.span)));
        }
    }
    for (f, span) in found.iter().enumerate() {
        if pairs.iter().all(|pair| pair.1 != f) {
            scores.overlap.found += 1;
            scores.errors.push(case.error("person extra", &case.context(*span)));
        }
    }
}

fn person_names(case: &Case, scores: &mut Persons) {
    let marks = &case.marked.persons;
    let names = |open: bool| marks.iter().filter(move |mark| mark.open == open).map(|mark| folded(&mark.name));
    let gold: BTreeSet<String> = names(false).collect();
    let open: BTreeSet<String> = names(true).filter(|name| !gold.contains(name)).collect();
    let found: BTreeSet<String> = case.found.annotations.persons.iter().map(|person| folded(&person.name)).collect();
    let found: BTreeSet<String> = found.difference(&open).cloned().collect();
    add_sets(&mut scores.names, &gold, &found);
    scores.errors.extend(gold.difference(&found).map(|name| case.error("name missed", name)));
    scores.errors.extend(found.difference(&gold).map(|name| case.error("name extra", name)));
}

#[derive(Default)]
pub(super) struct Countries {
    /// Mentions that overlap a marked one and have its code.
    pub(super) mentions: Tally,
    /// Of those, the ones that say rightly in which way they name the country.
    pub(super) ways: Share,
    /// The codes of an article.
    pub(super) codes: Tally,
    pub(super) errors: Vec<String>,
}

impl Countries {
    pub(super) fn table(&self) -> String {
        format!(
            "countries, mentions {}\ncountries, ways     {}\ncountries, codes    {}",
            self.mentions, self.ways, self.codes
        )
    }
}

pub(super) fn countries(cases: &[Case]) -> Countries {
    let mut scores = Countries::default();
    for case in cases {
        country_mentions(case, &mut scores);
        country_codes(case, &mut scores);
    }
    scores
}

fn country_mentions(case: &Case, scores: &mut Countries) {
    let marks = &case.marked.countries;
    let gold: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    let countries = case.found.annotations.countries.iter();
    let found: Vec<(Span, CountryCode, How)> = countries
        .flat_map(|country| country.mentions.iter().map(|m| (case.in_plain(m.span), country.code, m.how)))
        .collect();
    let spans: Vec<Span> = found.iter().map(|(span, _, _)| *span).collect();
    let pairs = pairs(&gold, &spans, shared);
    for (g, f) in &pairs {
        let (mark, (span, code, how)) = (&marks[*g], found[*f]);
        if mark.open {
            continue;
        }
        scores.mentions.found += 1;
        if mark.code != code {
            let codes = format!("{} {code}, not {}", case.context(span), mark.code);
            scores.errors.push(case.error("country wrong", &codes));
            continue;
        }
        scores.mentions.found_hit += 1;
        scores.mentions.gold_hit += 1;
        scores.ways.add(mark.how == how);
        if mark.how != how {
            let ways = format!("{} {how:?}, not {:?}", case.context(span), mark.how);
            scores.errors.push(case.error("country way", &ways));
        }
    }
    scores.mentions.gold += marks.iter().filter(|mark| !mark.open).count();
    for (g, mark) in marks.iter().enumerate() {
        if !mark.open && pairs.iter().all(|pair| pair.0 != g) {
            let missed = format!("{} {}", case.context(mark.span), mark.code);
            scores.errors.push(case.error("country missed", &missed));
        }
    }
    for (f, (span, code, _)) in found.iter().enumerate() {
        if pairs.iter().all(|pair| pair.1 != f) {
            scores.mentions.found += 1;
            scores.errors.push(case.error("country extra", &format!("{} {code}", case.context(*span))));
        }
    }
}

fn country_codes(case: &Case, scores: &mut Countries) {
    let codes = |open: bool| case.marked.countries.iter().filter(move |mark| mark.open == open).map(|mark| mark.code);
    let gold: BTreeSet<CountryCode> = codes(false).collect();
    let open: BTreeSet<CountryCode> = codes(true).filter(|code| !gold.contains(code)).collect();
    let found: BTreeSet<CountryCode> = case.found.annotations.countries.iter().map(|country| country.code).collect();
    add_sets(&mut scores.codes, &gold, &found.difference(&open).copied().collect());
}

fn add_sets<T: Ord>(tally: &mut Tally, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
    let hits = gold.intersection(found).count();
    tally.gold += gold.len();
    tally.found += found.len();
    tally.gold_hit += hits;
    tally.found_hit += hits;
}

/// How much two spans share.
fn shared(a: Span, b: Span) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    f64::from(shared) / f64::from(a.len().max(b.len()))
}

/// The words of a span, without marks at its edges.
fn trimmed(case: &Case, span: Span) -> (usize, usize) {
    let words = case.plain(span);
    let start = words.find(char::is_alphanumeric).unwrap_or_default();
    let length = words.trim_matches(|c: char| !c.is_alphanumeric()).len();
    (span.start as usize + start, length)
}
