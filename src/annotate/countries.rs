//! Which countries does an article name? Places that the lexicon knows, told apart by what stands around them.
//!
//! "Georgia" may be a country or a state, "Jordan" a person: persons are found first, and what is theirs is no place.
//! Among the countries that a name may stand for, that one is taken whose place is largest, unless the text says
//! otherwise: a region after a comma ("London, Ontario") or the countries that the rest of the article speaks of.

use std::collections::HashMap;

use super::lexicon::{Candidate, Lexicon, Match, Written, classes};
use super::scan::Scan;
use crate::model::{Country, CountryCode, CountryMention, How, Person, Span};
use crate::text::Kind;

/// The countries, in order of their first mention.
pub(super) fn find(scan: &Scan, persons: &[Person]) -> Vec<Country> {
    let taken = person_spans(persons);
    let places: Vec<Match> = scan.places.iter().copied().filter(|place| is_place(scan, place, &taken)).collect();
    let context = Context::of(scan, &places);
    let mut countries: Vec<Country> = Vec::new();
    let mut before: Option<(usize, CountryCode)> = None;
    for (number, place) in places.iter().enumerate() {
        let Some(choice) = context.choose(scan, number, before) else { continue };
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
    let mut words = scan.span(place.start, place.end);
    if scan.word(place.end - 1).contains('.') && scan.is(place.end, ".") && scan.is_joined(place.end) {
        words.end += 1;
    }
    words
}

/// Whether a place name means a place here.
fn is_place(scan: &Scan, place: &Match, persons: &[Span]) -> bool {
    let words = scan.span(place.start, place.end);
    let next = persons.partition_point(|person| person.end <= words.start);
    if persons.get(next).is_some_and(|person| person.overlaps(words)) {
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

/// Small places whose names are also words or given names need a sign that a place is meant.
fn is_sure(scan: &Scan, place: &Match) -> bool {
    let lexicon = Lexicon::get();
    let usable = lexicon.candidates(place.info).filter(|c| scan.may_be(place, c.written));
    let weight = usable.map(|c| c.weight).max().unwrap_or_default();
    if place.end - place.start == 1 && scan.has(place.start, classes::THING | classes::TIME) {
        return false;
    }
    if is_saint(scan, place) && weight < 1000 {
        return false;
    }
    if place.end - place.start > 1 || weight >= 20_000 {
        return true;
    }
    let doubtful = scan.has(place.start, classes::EVERYDAY | classes::GIVEN) && weight < 5000;
    let named = scan.has(place.start, classes::SURNAME);
    let large = weight >= if named { 1000 } else { 100 };
    if doubtful {
        has_place_sign(scan, place)
    } else {
        large || has_place_sign(scan, place) || !is_inside_name(scan, place)
    }
}

/// "St. Michael's Hospital", "St. Anne's Church": the saint's house, and no town of that name.
fn is_saint(scan: &Scan, place: &Match) -> bool {
    matches!(scan.word(place.start), "st" | "saint")
        && scan.is(place.end, "s")
        && scan.tokens.all().get(place.end).is_some_and(|token| token.kind == Kind::Clitic)
        && scan.is_capital(place.end + 1)
}

/// Whether a preposition of place stands before it, or a region after it.
fn has_place_sign(scan: &Scan, place: &Match) -> bool {
    const BEFORE: [&str; 14] = [
        "in", "at", "near", "from", "to", "outside", "around", "of", "through", "between", "towards", "toward",
        "across", "for",
    ];
    let before = place.start > 0 && BEFORE.contains(&scan.word(place.start - 1));
    let region = place.end + 1 < scan.tokens.len()
        && scan.is(place.end, ",")
        && scan.places.binary_search_by_key(&(place.end + 1), |other| other.start).is_ok();
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

/// What is known of an article when one of its places is judged.
struct Context<'a> {
    places: &'a [Match],
    tally: Tally,
    /// Places that the text itself settles once ("Paris, Texas") and that mean the same wherever they stand.
    settled: HashMap<u32, Candidate>,
}

impl<'a> Context<'a> {
    fn of(scan: &Scan, places: &'a [Match]) -> Self {
        let mut context = Self { places, tally: Tally::of(scan, places), settled: HashMap::new() };
        for (number, place) in places.iter().enumerate() {
            if let Some(choice) = context.region_after(scan, number) {
                context.settled.entry(place.info.key()).or_insert(choice);
            }
        }
        context
    }

    /// The candidate that lies in the country of the region or country that follows after a comma.
    fn region_after(&self, scan: &Scan, number: usize) -> Option<Candidate> {
        let lexicon = Lexicon::get();
        let place = &self.places[number];
        let next = self.places.get(number + 1).filter(|next| next.start == place.end + 1 && scan.is(place.end, ","))?;
        let within = |code| {
            let mut regions = lexicon.candidates(next.info).filter(|c| scan.may_be(next, c.written));
            regions.any(|c| c.code == code && matches!(c.how, How::Region | How::Name) && c.weight >= 1000)
        };
        let usable = lexicon.candidates(place.info).filter(|c| scan.may_be(place, c.written) && c.how != How::Name);
        usable
            .filter(|c| within(c.code))
            .max_by_key(|c| c.weight)
            .or_else(|| Self::abbreviation_after(scan, place, next))
    }

    /// The country of the short form of a region that follows after a comma ("Vienna, Man."), where no list knows that the
    /// region has a town of this name.
    fn abbreviation_after(scan: &Scan, place: &Match, next: &Match) -> Option<Candidate> {
        let lexicon = Lexicon::get();
        let is_city = lexicon.candidates(place.info).all(|c| c.how == How::City);
        let mut regions = lexicon.candidates(next.info).filter(|c| c.written == Written::Abbreviation);
        let region = regions.next().filter(|_| is_city && regions.next().is_none())?;
        scan.may_be(next, region.written).then_some(Candidate { how: How::City, ..region })
    }

    /// Which of its countries a place stands for.
    fn choose(&self, scan: &Scan, number: usize, before: Option<(usize, CountryCode)>) -> Option<Candidate> {
        let lexicon = Lexicon::get();
        let place = &self.places[number];
        if let Some(choice) = self.region_after(scan, number) {
            return Some(choice);
        }
        let before = before.filter(|(end, _)| end + 1 == place.start && scan.is(*end, ",")).map(|(_, code)| code);
        let settled = self.settled.get(&place.info.key()).copied();
        let score = |candidate: &Candidate| {
            let known = f64::from(self.tally.count(candidate.code) + 1).ln();
            let told = if settled.is_some_and(|settled| settled.code == candidate.code) { 9.0 } else { 0.0 };
            let follows = if before == Some(candidate.code) { 4.0 } else { 0.0 };
            f64::from(candidate.weight + 1).ln() + 2.8 * known + told + follows
        };
        let usable = || lexicon.candidates(place.info).filter(|c| scan.may_be(place, c.written));
        // A town that no list knows ("Vienna, Man.") stays where the text has put it.
        let elsewhere = settled.filter(|settled| usable().all(|c| c.code != settled.code));
        elsewhere.or_else(|| usable().max_by(|a, b| score(a).total_cmp(&score(b))))
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;

    /// The countries of a text: code, and the words of each mention.
    fn countries(text: &str) -> Vec<String> {
        let (article, found) = annotated(text);
        let words = |country: &crate::model::Country| {
            let mentions: Vec<&str> = country.mentions.iter().map(|mention| article.text.slice(mention.span)).collect();
            format!("{} {}", country.code, mentions.join(", "))
        };
        found.countries.iter().map(words).collect()
    }

    #[test]
    fn countries_are_told_apart() {
        let cases: [(&str, &[&str]); 26] = [
            ("The Norwegians beat Sweden in Oslo.", &["NO Norwegians, Oslo", "SE Sweden"]),
            (
                "Beijing and the Kremlin agreed; Downing Street did not.",
                &["CN Beijing", "RU Kremlin", "GB Downing Street"],
            ),
            ("U.S. forces left the U.K. on Sunday.", &["US U.S.", "GB U.K."]),
            ("Let us go, she told us.", &[]),
            (
                "Floods hit Guinea-Bissau, Equatorial Guinea and Guinea.",
                &["GW Guinea-Bissau", "GQ Equatorial Guinea", "GN Guinea"],
            ),
            ("He sailed from Papua New Guinea.", &["PG Papua New Guinea"]),
            ("Niger closed its border with Nigeria.", &["NE Niger", "NG Nigeria"]),
            ("North Korea and South Korea held talks.", &["KP North Korea", "KR South Korea"]),
            ("The fire began in London, Ontario. London has few engines.", &["CA London, Ontario, London"]),
            ("A storm reached Atlanta, Georgia.", &["US Atlanta, Georgia"]),
            ("Georgia and Armenia signed in Tbilisi.", &["GE Georgia, Tbilisi", "AM Armenia"]),
            ("Ships crossed the South China Sea and the Gulf of Mexico.", &[]),
            ("He wrote for the China Daily.", &[]),
            ("Leaders of Latin American states met.", &[]),
            (
                "They fled to Northern Ireland, not to the Republic of Ireland.",
                &["GB Northern Ireland", "IE Republic of Ireland"],
            ),
            ("Michael Jordan trained while the king of Jordan watched.", &["JO Jordan"]),
            ("The Soviet Union and Czechoslovakia fell apart.", &["RU Soviet Union", "CZ Czechoslovakia"]),
            ("Hong Kong and Taiwan grew faster than mainland China.", &["HK Hong Kong", "TW Taiwan", "CN China"]),
            ("The People's Republic of China voted.", &["CN People's Republic of China"]),
            ("The Republic of China moved to Taipei.", &["TW Republic of China, Taipei"]),
            ("She moved from New Mexico to Mexico.", &["US New Mexico", "MX Mexico"]),
            ("Turkey is a Nato member; the Turks know it.", &["TR Turkey, Turks"]),
            ("They met in Vienna, Man. and Vienna lies far north.", &["CA Vienna, Man, Vienna"]),
            ("She was taken to St. Michael’s Hospital in Dublin.", &["IE Dublin"]),
            ("Prices rose in Ivory Coast and in Côte d’Ivoire.", &["CI Ivory Coast, Côte d’Ivoire"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(countries(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mention_tells_how_it_names_the_country() {
        use crate::model::How;
        let (_, found) = annotated("Spain, Spanish wine, Barcelona, Catalonia.");
        let how: Vec<How> = found.countries.iter().flat_map(|c| c.mentions.iter().map(|m| m.how)).collect();
        assert_eq!(how, [How::Name, How::Adjective, How::City, How::Region]);
    }
}
