//! Which countries does an article name? Places that the lexicon knows, told apart by what stands around them.
//!
//! "Georgia" may be a country or a state, "Jordan" a person: persons are found first, and what is theirs is no place.
//! Among the countries that a name may stand for, that one is taken whose place is largest, unless the text says
//! otherwise: a region after a comma ("London, Ontario") or the countries that the rest of the article speaks of.

use super::lexicon::{Candidate, Lexicon, Match, Written, classes};
use super::scan::Scan;
use crate::model::{Country, CountryCode, CountryMention, How, Person, Span};

/// The countries, in order of their first mention.
pub(super) fn find(scan: &Scan, persons: &[Person]) -> Vec<Country> {
    let taken = person_spans(persons);
    let places: Vec<Match> = scan.places.iter().copied().filter(|place| is_place(scan, place, &taken)).collect();
    let tally = Tally::of(scan, &places);
    let mut countries: Vec<Country> = Vec::new();
    let mut before: Option<(usize, CountryCode)> = None;
    for (number, place) in places.iter().enumerate() {
        let Some(choice) = choose(scan, &places, number, before, &tally) else { continue };
        before = Some((place.end, choice.code));
        let mention = CountryMention { span: span_of(scan, place), how: choice.how };
        match countries.iter_mut().find(|country| country.code == choice.code) {
            Some(country) => country.mentions.push(mention),
            None => countries.push(Country { code: choice.code, mentions: vec![mention] }),
        }
    }
    countries
}

/// The spans of all persons, in text order.
fn person_spans(persons: &[Person]) -> Vec<Span> {
    let mut spans: Vec<Span> = persons.iter().flat_map(|person| person.mentions.iter().map(|m| m.span)).collect();
    spans.sort_unstable();
    spans
}

/// The words, with the last stop of "U.S."
fn span_of(scan: &Scan, place: &Match) -> Span {
    let mut span = scan.span(place.start, place.end);
    if scan.word(place.end - 1).contains('.') && scan.is(place.end, ".") && scan.is_joined(place.end) {
        span.end += 1;
    }
    span
}

/// Whether a place name means a place here.
fn is_place(scan: &Scan, place: &Match, persons: &[Span]) -> bool {
    let span = scan.span(place.start, place.end);
    let next = persons.partition_point(|person| person.end <= span.start);
    if persons.get(next).is_some_and(|person| person.overlaps(span)) {
        return false;
    }
    !is_water(scan, place) && !is_newspaper(scan, place) && !is_other_people(scan, place) && is_sure(scan, place)
}

/// "South China Sea", "Gulf of Mexico", "English Channel".
fn is_water(scan: &Scan, place: &Match) -> bool {
    const WATER: [&str; 6] = ["sea", "ocean", "channel", "gulf", "strait", "straits"];
    let follows = scan.is_capital(place.end) && WATER.contains(&scan.word(place.end));
    let precedes = place.start >= 2
        && scan.is(place.start - 1, "of")
        && (WATER.contains(&scan.word(place.start - 2)) || scan.is(place.start - 2, "bay"))
        && scan.is_capital(place.start - 2);
    follows || precedes
}

/// "China Daily", "The Washington Post".
fn is_newspaper(scan: &Scan, place: &Match) -> bool {
    const PAPERS: [&str; 17] = [
        "times",
        "post",
        "daily",
        "herald",
        "tribune",
        "journal",
        "gazette",
        "globe",
        "telegraph",
        "examiner",
        "chronicle",
        "observer",
        "inquirer",
        "courier",
        "sun",
        "star",
        "mirror",
    ];
    scan.is_capital(place.end) && PAPERS.contains(&scan.word(place.end)) && !scan.is_joined(place.end)
}

/// "Latin American", "West Indian", "American Indian".
fn is_other_people(scan: &Scan, place: &Match) -> bool {
    if place.start == 0 || !scan.has(place.start, classes::PEOPLE | classes::COUNTRY) {
        return false;
    }
    let before = scan.word(place.start - 1);
    match scan.word(place.start) {
        "american" | "americans" | "america" => matches!(before, "latin" | "south" | "central" | "north" | "pan"),
        "indian" | "indians" => matches!(before, "west" | "american" | "red") || scan.is(place.end, "reservation"),
        "english" => before == "in" || before == "speak" || scan.is(place.end, "-"),
        "african" | "asian" => true,
        _ => false,
    }
}

/// Small places whose names are also words or names of persons need a sign that a place is meant.
fn is_sure(scan: &Scan, place: &Match) -> bool {
    let lexicon = Lexicon::get();
    let weight = lexicon.candidates(place.info).filter(|c| scan.may_be(place, c.written)).map(|c| c.weight).max();
    let weight = weight.unwrap_or_default();
    if place.end - place.start > 1 || weight >= 20_000 {
        return true;
    }
    let everyday = scan.has(place.start, classes::EVERYDAY);
    let named = scan.has(place.start, classes::ANY_NAME);
    if !everyday && (!named || weight >= 1000) {
        return !is_inside_name(scan, place);
    }
    has_place_sign(scan, place) && !is_inside_name(scan, place)
}

/// Whether a preposition of place stands before it, or a region after it.
fn has_place_sign(scan: &Scan, place: &Match) -> bool {
    const BEFORE: [&str; 14] = [
        "in", "at", "near", "from", "to", "outside", "around", "of", "through", "between", "towards", "toward",
        "across", "for",
    ];
    let before = place.start > 0 && BEFORE.contains(&scan.word(place.start - 1));
    let region =
        scan.is(place.end, ",") && scan.places.binary_search_by_key(&(place.end + 1), |other| other.start).is_ok();
    before || region
}

/// Whether another capitalised word follows or precedes, so that the place may be part of a longer name.
fn is_inside_name(scan: &Scan, place: &Match) -> bool {
    let after = scan.is_capital(place.end) && !scan.has(place.end, classes::PLACE | classes::ORG | classes::TIME);
    let before = place.start > 0
        && scan.is_capital(place.start - 1)
        && !scan.has(place.start - 1, classes::EVERYDAY | classes::ORG | classes::PEOPLE);
    after || before
}

/// How often the places of an article that can only mean one country name it.
struct Tally(Vec<(CountryCode, u32)>);

impl Tally {
    fn of(scan: &Scan, places: &[Match]) -> Self {
        let lexicon = Lexicon::get();
        let mut counts: Vec<(CountryCode, u32)> = Vec::new();
        for place in places {
            let mut candidates = lexicon.candidates(place.info).filter(|c| scan.may_be(place, c.written));
            let (Some(first), None) = (candidates.next(), candidates.next()) else { continue };
            match counts.iter_mut().find(|(code, _)| *code == first.code) {
                Some((_, count)) => *count += 1,
                None => counts.push((first.code, 1)),
            }
        }
        Self(counts)
    }

    fn count(&self, code: CountryCode) -> u32 {
        self.0.iter().find(|(known, _)| *known == code).map_or(0, |(_, count)| *count)
    }
}

/// Which of its countries a place stands for.
fn choose<'a>(
    scan: &Scan,
    places: &[Match],
    number: usize,
    before: Option<(usize, CountryCode)>,
    tally: &Tally,
) -> Option<&'a Candidate> {
    let lexicon = Lexicon::get();
    let place = &places[number];
    let after = places.get(number + 1).filter(|next| next.start == place.end + 1 && scan.is(place.end, ","));
    let before = before.filter(|(end, _)| end + 1 == place.start && scan.is(*end, ",")).map(|(_, code)| code);
    let score = |candidate: &Candidate| {
        let mut score = f64::from(candidate.weight + 1).ln() + 1.5 * f64::from(tally.count(candidate.code) + 1).ln();
        if after.is_some_and(|next| {
            lexicon.candidates(next.info).any(|c| c.code == candidate.code && matches!(c.how, How::Region | How::Name))
        }) {
            score += 8.0;
        }
        if before == Some(candidate.code) {
            score += 4.0;
        }
        score
    };
    let usable = lexicon.candidates(place.info).filter(|c| scan.may_be(place, c.written));
    usable
        .filter(|c| c.written != Written::Abbreviation || scan.is(place.end, ".") || place.info.has(classes::CITY))
        .max_by(|a, b| score(a).total_cmp(&score(b)))
}
