//! Does the index answer as a plain scan does? Some hundreds of random queries over the sample archive, the same in each run.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use dateline::engine::{Engine, Filters, Page, SearchRequest, Sort};
use dateline::index::Archive;
use dateline::model::{CountryCode, Day, FacetField, FacetTable, SearchPage, days_in_month};
use dateline::query::{CountryAsked, CountryLookup, ParseOptions, Period, Scope, explain, parse};
use dateline::text::{Stemmers, Tokens, fold};

use crate::fixture::run_in;
use crate::oracle::{Ask, Last, Place, Scanned, scan};

const QUERIES: usize = 800;
const FACETS: [FacetField; 9] = [
    FacetField::Country,
    FacetField::Outlet,
    FacetField::Language,
    FacetField::Format,
    FacetField::Year,
    FacetField::Month,
    FacetField::Day,
    FacetField::MentionsYear,
    FacetField::MentionsMonth,
];

#[test]
fn the_index_answers_as_a_plain_scan_does() {
    compare_answers("corpus", QUERIES);
}

#[test]
fn so_it_does_in_many_languages() {
    compare_answers("tests/languages", QUERIES / 2);
}

fn compare_answers(articles: &str, queries: usize) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join(articles);
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["index", corpus.to_str().unwrap()]);
    let engine = Engine::new(Archive::open(&folder.path().join("index")).unwrap());
    let articles = scan(&corpus);
    assert!(articles.len() > 10, "only {} articles", articles.len());
    let mut random = Random::new(&articles);
    let (mut found, mut narrowed) = (0, 0);
    for _ in 0..queries {
        let depth = random.below(3);
        let (ask, query) = random.question(depth);
        let scope = [Scope::Article, Scope::Article, Scope::Paragraph, Scope::Sentence][random.below(4)];
        let filter = random.filter();
        let matching = compare(&engine, &articles, &ask, &query, scope, &filter);
        let everywhere = articles.iter().filter(|article| article.matches(&ask, Scope::Article)).count();
        found += usize::from(matching > 0);
        narrowed += usize::from(matching < everywhere);
    }
    // A test whose queries find nothing, or everything, would see nothing.
    assert!(found > queries / 3 && narrowed > queries / 10, "{found} find something, {narrowed} are narrowed");
}

/// A filter as it is asked for and as the scan understands it.
#[derive(Default)]
struct Filter {
    asked: Filters,
    all: Vec<(FacetField, Ask)>,
}

/// Asks the index and the scan; gives the number of articles.
fn compare(engine: &Engine, articles: &[Scanned], ask: &Ask, query: &str, scope: Scope, filter: &Filter) -> usize {
    let country = |code: &str| CountryCode::new(code).map_or(CountryLookup::Unknown(vec![]), CountryLookup::Found);
    let parsed = parse(query, &ParseOptions { scope, country: &country }).unwrap_or_else(|error| panic!("{error}"));
    let context = format!("{query}\n{}\n{ask:?}\n{:?}", explain(&parsed.plan), filter.asked);
    let request = SearchRequest {
        plan: parsed.plan,
        filters: filter.asked.clone(),
        sort: [Sort::Relevance, Sort::Newest, Sort::Oldest][query.len() % 3],
        page: Page { offset: 0, limit: None },
        paragraphs: None,
        facets: FACETS.to_vec(),
        facet_values: usize::MAX,
    };
    let page = engine.search(&request).unwrap_or_else(|error| panic!("{error}\n{context}"));
    let matching: Vec<&Scanned> = articles.iter().filter(|article| article.matches(ask, scope)).collect();
    let passes = |article: &Scanned, except: Option<FacetField>| {
        filter.all.iter().all(|(field, ask)| Some(*field) == except || article.matches(ask, Scope::Article))
    };
    let expected: BTreeMap<String, Vec<usize>> = matching
        .iter()
        .filter(|article| passes(article, None))
        .map(|article| (article.id.clone(), evidence(article, ask, scope, filter)))
        .collect();
    let hits: BTreeMap<String, Vec<usize>> = page
        .hits
        .iter()
        .map(|hit| (hit.article.id.to_string(), hit.paragraphs.iter().map(|passage| passage.n).collect()))
        .collect();
    assert_eq!(hits.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{context}");
    assert_eq!(hits, expected, "{context}");
    assert_eq!((page.total, page.hits.len()), (expected.len() as u64, expected.len()), "{context}");
    for table in &page.facets {
        let chosen = filter.all.iter().map(|(field, _)| *field).find(|field| is_on(*field, table.field));
        let counted: Vec<&Scanned> = matching.iter().copied().filter(|article| passes(article, chosen)).collect();
        compare_facet(table, &counted, &context);
    }
    compare_order(&page, request.sort, &context);
    if query.len().is_multiple_of(4) {
        compare_page(engine, &request, &page, &context);
    }
    expected.len()
}

/// The paragraphs to be shown: under the scope of the article also those that name whom and what was filtered by.
fn evidence(article: &Scanned, ask: &Ask, scope: Scope, filter: &Filter) -> Vec<usize> {
    let mut blocks = article.evidence(ask, scope);
    if scope == Scope::Article {
        for (_, ask) in filter.all.iter().filter(|(field, _)| is_mention(*field)) {
            blocks.extend(article.evidence(ask, scope));
        }
    }
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// Whether a filter on one field is a choice in the facet of another: one by date is in years, months and days. Of persons and countries
/// all must appear: they narrow their own facets too.
fn is_on(filter: FacetField, facet: FacetField) -> bool {
    if is_mention(filter) {
        return false;
    }
    let by_date = matches!(facet, FacetField::Year | FacetField::Month | FacetField::Day);
    filter == facet || (filter == FacetField::Day && by_date)
}

/// Whether a filter asks for what the text mentions.
fn is_mention(filter: FacetField) -> bool {
    matches!(filter, FacetField::Person | FacetField::Country | FacetField::MentionsMonth)
}

fn compare_facet(table: &FacetTable, counted: &[&Scanned], context: &str) {
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    for value in counted.iter().flat_map(|article| article.values(table.field)) {
        *expected.entry(value).or_default() += 1;
    }
    let counts: BTreeMap<String, u64> = table.counts.iter().map(|count| (count.value.clone(), count.count)).collect();
    assert_eq!(counts, expected, "{:?}\n{context}", table.field);
    let without = counted.iter().filter(|article| article.values(table.field).is_empty()).count();
    assert_eq!((table.total, table.without), (counted.len() as u64, without as u64), "{:?}\n{context}", table.field);
}

fn compare_order(page: &SearchPage, sort: Sort, context: &str) {
    for pair in page.hits.windows(2) {
        let [a, b] = [&pair[0], &pair[1]].map(|hit| hit.article.published.map(|date| date.first));
        let in_order = match (sort, a, b) {
            (Sort::Relevance, ..) => pair[0].score >= pair[1].score,
            (_, _, None) => true,
            (Sort::Newest, a, b) => a.is_some() && a >= b,
            (Sort::Oldest, a, b) => a.is_some() && a <= b,
        };
        assert!(in_order, "{sort:?} {a:?} {b:?}\n{context}");
    }
}

/// A later page must go on where the first ends.
fn compare_page(engine: &Engine, request: &SearchRequest, whole: &SearchPage, context: &str) {
    let offset = whole.hits.len() / 3;
    let request = SearchRequest { page: Page { offset, limit: Some(2) }, ..request.clone() };
    let page = engine.search(&request).unwrap();
    let ids = |page: &SearchPage| page.hits.iter().map(|hit| hit.article.id.to_string()).collect::<Vec<_>>();
    let expected: Vec<String> = ids(whole).into_iter().skip(offset).take(2).collect();
    assert_eq!((page.total, ids(&page)), (whole.total, expected), "page from {offset}\n{context}");
}

/// Makes up questions about things that are in the articles.
struct Random<'a> {
    state: u64,
    stemmers: Stemmers,
    languages: BTreeSet<String>,
    articles: &'a [Scanned],
    /// Persons and speakers, each with all names that mean them.
    persons: Vec<Vec<String>>,
    speakers: Vec<Vec<String>>,
}

impl<'a> Random<'a> {
    fn new(articles: &'a [Scanned]) -> Self {
        let persons: BTreeSet<&str> = articles.iter().flat_map(|a| &a.persons).map(String::as_str).collect();
        let speakers: BTreeSet<&str> = articles.iter().flat_map(|a| &a.speakers).map(String::as_str).collect();
        Self {
            state: 20_240_516,
            stemmers: Stemmers::default(),
            languages: articles.iter().filter_map(|article| article.language.clone()).collect(),
            articles,
            persons: clear(&persons, &speakers),
            speakers: clear(&speakers, &persons),
        }
    }

    /// `SplitMix64`, by Sebastiano Vigna.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn pick<T: Clone>(&mut self, list: &[T]) -> Option<T> {
        let index = self.below(list.len());
        list.get(index).cloned()
    }

    fn article(&mut self) -> &'a Scanned {
        let index = self.below(self.articles.len());
        &self.articles[index]
    }

    /// A question and the query that asks it.
    fn question(&mut self, depth: usize) -> (Ask, String) {
        if depth == 0 {
            return self.leaf();
        }
        let count = 2 + self.below(2);
        let (mut asks, mut queries) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let (ask, query) = self.question(depth - 1);
            if self.below(4) == 0 {
                let sign = if self.below(2) == 0 { "-" } else { "NOT " };
                asks.push(Ask::None(Box::new(ask)));
                queries.push(format!("{sign}{query}"));
            } else {
                asks.push(ask);
                queries.push(query);
            }
        }
        if self.below(2) == 0 {
            let operator = if self.below(2) == 0 { " " } else { " AND " };
            (Ask::All(asks), format!("({})", queries.join(operator)))
        } else {
            let operator = if self.below(2) == 0 { " | " } else { " OR " };
            (Ask::Any(asks), format!("({})", queries.join(operator)))
        }
    }

    fn leaf(&mut self) -> (Ask, String) {
        let article = self.article();
        let made = match self.below(16) {
            0 => self.pick(&self.persons.clone()).map(|names| {
                let query = format!("person:\"{}\"", names[0]);
                (Ask::Person(names), query)
            }),
            1 => self.pick(&self.speakers.clone()).map(|names| {
                let query = format!("speaker:\"{}\"", names[0]);
                (Ask::Speaker(names), query)
            }),
            2 | 3 => {
                let code = self.pick(&article.countries.iter().copied().collect::<Vec<_>>());
                code.map(|code| (Ask::Country(code), format!("country:{code}")))
            }
            4 => article
                .outlet
                .clone()
                .map(|outlet| (Ask::Outlet(outlet.clone()), format!("outlet:\"{}\"", fold(&outlet)))),
            5 => article.language.clone().map(|code| (Ask::Language(code.clone()), format!("lang:{code}"))),
            6 => self.date().map(|(from, to, query)| (Ask::Date(from, to), format!("date:{query}"))),
            7 | 8 => self.time().map(|(from, to, query)| (Ask::Mentions(from, to), format!("mentions:{query}"))),
            _ => None,
        };
        made.unwrap_or_else(|| self.words())
    }

    /// A period around the date of some article.
    fn date(&mut self) -> Option<(Option<Day>, Option<Day>, String)> {
        let (first, _, date) = self.article().date.clone()?;
        let year: i32 = date[..4].parse().ok()?;
        let month: u32 = first.format("%m").to_string().parse().ok()?;
        let start = Day::from_ymd_opt(year, month, 1);
        let end = Day::from_ymd_opt(year, month, days_in_month(year, month));
        Some(match self.below(5) {
            0 => (Day::from_ymd_opt(year, 1, 1), Day::from_ymd_opt(year, 12, 31), format!("{year}")),
            1 => (start, end, format!("{year}-{month:02}")),
            2 => (Some(first), Some(first), first.to_string()),
            3 => (start, None, format!(">={year}-{month:02}")),
            _ => (None, start?.pred_opt(), format!("<{year}-{month:02}")),
        })
    }

    /// A period around a time that some article mentions.
    fn time(&mut self) -> Option<(Option<Day>, Option<Day>, String)> {
        let times: Vec<_> = self.article().times.iter().copied().collect();
        let when = self.pick(&times)?;
        let (first, last) = (when.first(), when.last());
        let later = last.checked_add_days(chrono::Days::new(self.below(900) as u64))?;
        Some(match self.below(5) {
            0 => (Some(first), Some(last), format!("{first}..{last}")),
            1 => (Some(first), Some(later), format!("{first}..{later}")),
            2 => (Some(first), None, format!(">={first}")),
            3 => (None, Some(last), format!("<={last}")),
            _ => {
                let year: i32 = first.to_string()[..4].parse().ok()?;
                (Day::from_ymd_opt(year, 1, 1), Day::from_ymd_opt(year, 12, 31), format!("{year}"))
            }
        })
    }

    /// A word, or up to four words that follow one another somewhere, written in one way or another.
    fn words(&mut self) -> (Ask, String) {
        loop {
            let article = self.article();
            let words: Vec<String> =
                article.blocks.iter().flatten().flatten().map(|word| word.folded.clone()).collect();
            let start = self.below(words.len());
            let count = [1, 1, 1, 1, 2, 2, 3, 4][self.below(8)];
            let mut words: Vec<String> = words.into_iter().skip(start).take(count).collect();
            if self.below(8) == 0 {
                words.reverse();
            }
            let exact = words.len() > 1 && self.below(4) > 0 || self.below(4) == 0;
            let (place, prefix) =
                [(Place::Anywhere, ""), (Place::Anywhere, ""), (Place::Title, "title:"), (Place::Text, "text:")]
                    [self.below(4)];
            let written = if exact { format!("\"{}\"", words.join(" ")) } else { words.join("-") };
            let written = if self.below(4) == 0 && written.len() > 4 { written.to_uppercase() } else { written };
            let Some(last) = words.last().filter(|_| folded_words(&written) == words) else { continue };
            let last = if exact { Last::Exactly } else { Last::form_of(last, &self.languages, &mut self.stemmers) };
            return (Ask::Words { place, words, last }, format!("{prefix}{written}"));
        }
    }

    /// Filters, more often none than some.
    fn filter(&mut self) -> Filter {
        let mut filter = Filter::default();
        let article = self.article();
        match self.below(12) {
            0 => {
                if let Some(code) = self.pick(&article.countries.iter().copied().collect::<Vec<_>>()) {
                    filter.asked.countries.push(CountryAsked::any(code));
                    filter.all.push((FacetField::Country, Ask::Country(code)));
                }
            }
            1 => {
                if let Some(names) = self.pick(&self.persons.clone()) {
                    filter.asked.persons.push(names[0].clone());
                    filter.all.push((FacetField::Person, Ask::Person(names)));
                }
            }
            2 => {
                let outlets: Vec<String> = [article, self.article()].iter().filter_map(|a| a.outlet.clone()).collect();
                if !outlets.is_empty() {
                    filter.asked.outlets.clone_from(&outlets);
                    let any = outlets.into_iter().map(Ask::Outlet).collect();
                    filter.all.push((FacetField::Outlet, Ask::Any(any)));
                }
            }
            3 => {
                if let Some(code) = &article.language {
                    filter.asked.languages.push(code.clone());
                    filter.all.push((FacetField::Language, Ask::Language(code.clone())));
                }
            }
            4 => {
                if let Some((first, last, _)) = self.date() {
                    filter.asked.periods.push(Period { first, last });
                    filter.all.push((FacetField::Day, Ask::Date(first, last)));
                }
            }
            5 => {
                if let Some((first, last, _)) = self.time() {
                    filter.asked.mentions.push(Period { first, last });
                    filter.all.push((FacetField::MentionsMonth, Ask::Mentions(first, last)));
                }
            }
            _ => {}
        }
        filter
    }
}

fn folded_words(text: &str) -> Vec<String> {
    let tokens = Tokens::of_str(text);
    let indexed = (0..tokens.len()).filter(|index| tokens.all()[*index].is_indexed());
    indexed.map(|index| tokens.folded(index).to_owned()).collect()
}

/// The names of several words that nothing else in the archive could be mistaken for.
fn clear(names: &BTreeSet<&str>, others: &BTreeSet<&str>) -> Vec<Vec<String>> {
    let words = |name: &str| -> Vec<String> {
        fold(name).split([' ', '-', ',']).map(|word| word.trim_matches('.').to_owned()).collect()
    };
    let mut bearers: HashMap<String, usize> = HashMap::new();
    for name in names.union(others) {
        for word in words(name).into_iter().collect::<BTreeSet<_>>() {
            *bearers.entry(word).or_default() += 1;
        }
    }
    let is_clear = |name: &&str| {
        let words = words(name);
        words.len() > 1 && words.iter().all(|word| bearers.get(word) == Some(&1)) && !name.contains('"')
    };
    names.iter().copied().filter(is_clear).map(|name| vec![name.to_owned()]).collect()
}
