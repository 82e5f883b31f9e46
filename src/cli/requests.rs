//! What is meant by what was typed? Arguments become requests; whatever is wrong with them is said here.

use std::time::SystemTime;

use anyhow::{Context, anyhow, bail};

use super::args::{FacetArg, FilterArgs, KindArg, PageArgs, PeriodArg, ScopeArg, SortArg, SpeakerKindArg, WhichQuotes};
use super::terminal::Terminal;
use crate::engine::{Filters, Page, QuotesRequest, Sort, Step};
use crate::ingest::modified_day;
use crate::model::{CountryCode, Day, FacetField, QuoteKind, SpeakerKind, countries};
use crate::query::{self, CountryAsked, CountryLookup, Expr, Leaf, ParseOptions, Parsed, Period, Scope, TextField};
use crate::readers::Mapping;

/// What the user says of the columns of tables.
pub(super) fn mapping(given: &[String]) -> anyhow::Result<Mapping> {
    Mapping::parse(given).map_err(|reason| anyhow!("--map: {reason}"))
}

/// Reads a query.
pub(super) fn parse_query(words: &[String], scope: ScopeArg) -> anyhow::Result<Parsed> {
    let scope = match scope {
        ScopeArg::Article => Scope::Article,
        ScopeArg::Paragraph => Scope::Paragraph,
        ScopeArg::Sentence => Scope::Sentence,
    };
    let options = ParseOptions { scope, country: &find_country };
    Ok(query::parse(&join(words), &options)?)
}

/// Reads a query about the words of a quote.
pub(super) fn parse_words(query: &str) -> anyhow::Result<Parsed> {
    let parsed = parse_query(&[query.to_owned()], ScopeArg::Article).context("--query")?;
    if parsed.plan.expr.as_ref().is_some_and(|expr| !is_about_words(expr)) {
        bail!(
            "--query {query:?}: fields say nothing of the words of a quote; \
             use --by, --about, --with, --country, --outlet, --lang, --from and --to for those"
        );
    }
    Ok(parsed)
}

fn is_about_words(expr: &Expr) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(is_about_words),
        Expr::Not(inner) => is_about_words(inner),
        Expr::Leaf(Leaf::Words(words)) => words.field != TextField::Title,
        Expr::Leaf(_) => false,
    }
}

/// The words of the command line as one query. What the shell has taken the quotation marks of is one phrase no more, as
/// everywhere on the command line: to ask for a phrase, the marks must reach the program.
fn join(words: &[String]) -> String {
    words.join(" ")
}

/// Finds a country by name, other name, adjective or ISO code.
fn find_country(asked: &str) -> CountryLookup {
    if let Some(code) = CountryCode::find(asked) {
        return CountryLookup::Found(code);
    }
    let wanted = asked.to_lowercase();
    let mut near: Vec<(f64, &str)> = countries()
        .map(|country| (strsim::jaro_winkler(&wanted, &country.name.to_lowercase()), country.name))
        .filter(|(score, _)| *score > 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    CountryLookup::Unknown(near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect())
}

fn country(asked: &str) -> anyhow::Result<CountryAsked> {
    if let Some((name, _)) = asked.rsplit_once('/')
        && matches!(find_country(name), CountryLookup::Found(_))
    {
        return query::country(asked, &find_country).map_err(|error| anyhow!("--country {asked:?}: {error}"));
    }
    match find_country(asked) {
        CountryLookup::Found(code) => Ok(CountryAsked::any(code)),
        CountryLookup::Ambiguous(names) => Err(anyhow!("--country {asked:?} may be {}: say which", names.join(" or "))),
        CountryLookup::Unknown(near) if near.is_empty() => Err(anyhow!(
            "--country {asked:?} is no country that is known: use its English name or ISO code, such as CN"
        )),
        CountryLookup::Unknown(near) => {
            Err(anyhow!("--country {asked:?} is no country that is known; near it: {}", near.join(", ")))
        }
    }
}

/// The country that quotes are asked to be about. Codes count in capitals only: "Li" is a person.
fn country_of(asked: &str) -> Option<CountryCode> {
    let code = asked.len() == 2 && !asked.chars().all(|c| c.is_ascii_uppercase());
    CountryCode::find(asked).filter(|_| !code)
}

fn language(code: &str) -> anyhow::Result<String> {
    query::language(code).map_err(|error| anyhow!("--lang {code:?}: {error}"))
}

/// Checks the filters.
pub(super) fn filters(args: &FilterArgs) -> anyhow::Result<Filters> {
    filters_until(args, &args.to.iter().collect::<Vec<_>>())
}

/// Checks the filters, of which the last day is given apart.
fn filters_until(args: &FilterArgs, until: &[&String]) -> anyhow::Result<Filters> {
    let to = match until {
        [] => None,
        [day] => Some(day.as_str()),
        [_, second, ..] => bail!("--to {second:?}: a period has one end, so --to is said once"),
    };
    let mut periods: Vec<Period> = Vec::new();
    for on in &args.on {
        periods.push(query::dates::period(on).map_err(|error| anyhow!("--on {on:?}: {error}"))?);
    }
    if args.from.is_some() || to.is_some() {
        let period = query::dates::from_to(args.from.as_deref(), to);
        periods.push(period.map_err(|error| anyhow!("--from/--to: {error}"))?);
    }
    let mentions = args
        .mentions_date
        .iter()
        .map(|asked| query::dates::period(asked).map_err(|error| anyhow!("--mentions-date {asked:?}: {error}")));
    Ok(Filters {
        persons: args.person.clone(),
        countries: args.country.iter().map(|asked| country(asked)).collect::<anyhow::Result<_>>()?,
        outlets: args.outlet.clone(),
        languages: args.lang.iter().map(|code| language(code)).collect::<anyhow::Result<_>>()?,
        periods,
        mentions: mentions.collect::<anyhow::Result<_>>()?,
    })
}

pub(super) fn page(args: &PageArgs) -> Page {
    Page { offset: args.offset, limit: (args.limit > 0).then_some(args.limit) }
}

/// The order asked for; without one, by relevance if there are words to be relevant to.
pub(super) fn sort(asked: Option<SortArg>, parsed: &Parsed) -> Sort {
    match asked {
        Some(order) => sort_of(order),
        None if parsed.plan.expr.is_none() => Sort::Newest,
        None => Sort::Relevance,
    }
}

/// What is asked of quotes, page and facets aside.
pub(super) fn quotes(args: &WhichQuotes, terminal: &mut Terminal) -> anyhow::Result<QuotesRequest> {
    let words = args.query.as_deref().map(parse_words).transpose()?;
    for remark in words.iter().flat_map(|parsed| &parsed.remarks) {
        terminal.say(&format!("note: {remark}"));
    }
    // One word, told apart by its value: a date ends the period, a name is whom the words were said to.
    let is_date = |value: &&String| query::dates::period(value).is_ok();
    let (until, to): (Vec<&String>, Vec<&String>) = args.filters.to.iter().partition(is_date);
    let (about_countries, about): (Vec<&String>, Vec<&String>) =
        args.about.iter().partition(|asked| country_of(asked).is_some());
    Ok(QuotesRequest {
        names: args.names.clone(),
        by: args.by.clone(),
        about: about.into_iter().cloned().collect(),
        about_countries: about_countries.into_iter().filter_map(|asked| country_of(asked)).collect(),
        to: to.into_iter().cloned().collect(),
        between: args.between.as_deref().and_then(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone()))),
        with: args.with.clone(),
        kinds: args.kind.iter().map(|kind| self::kind(*kind)).collect(),
        speaker_kinds: args.speaker_kind.iter().map(|kind| speaker_kind(*kind)).collect(),
        confidence: args.min_confidence,
        each: args.each,
        sort: match args.sort {
            None if words.is_some() => Sort::Relevance,
            None => Sort::Newest,
            Some(order) => sort_of(order),
        },
        words: words.map(|parsed| parsed.plan),
        filters: filters_until(&args.filters, &until)?,
        page: Page { offset: 0, limit: None },
        facets: Vec::new(),
        facet_values: 0,
    })
}

fn sort_of(order: SortArg) -> Sort {
    match order {
        SortArg::Relevance => Sort::Relevance,
        SortArg::Newest => Sort::Newest,
        SortArg::Oldest => Sort::Oldest,
    }
}

fn speaker_kind(kind: SpeakerKindArg) -> SpeakerKind {
    match kind {
        SpeakerKindArg::Person => SpeakerKind::Person,
        SpeakerKindArg::Organisation => SpeakerKind::Organisation,
        SpeakerKindArg::Document => SpeakerKind::Document,
        SpeakerKindArg::Unknown => SpeakerKind::Unknown,
    }
}

fn kind(kind: KindArg) -> QuoteKind {
    match kind {
        KindArg::Direct => QuoteKind::Direct,
        KindArg::Mixed => QuoteKind::Mixed,
        KindArg::Indirect => QuoteKind::Indirect,
        KindArg::Phrase => QuoteKind::Phrase,
    }
}

pub(super) fn field(field: FacetArg) -> FacetField {
    match field {
        FacetArg::Country => FacetField::Country,
        FacetArg::DatelineCountry => FacetField::DatelineCountry,
        FacetArg::ParagraphCountry => FacetField::ParagraphCountry,
        FacetArg::Person => FacetField::Person,
        FacetArg::Speaker => FacetField::Speaker,
        FacetArg::Outlet => FacetField::Outlet,
        FacetArg::Language => FacetField::Language,
        FacetArg::Format => FacetField::Format,
        FacetArg::Year => FacetField::Year,
        FacetArg::Month => FacetField::Month,
        FacetArg::MentionsYear => FacetField::MentionsYear,
        FacetArg::MentionsMonth => FacetField::MentionsMonth,
    }
}

/// The day on which the program is run; `None` where the clock is off.
pub(super) fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    modified_day(i64::try_from(since.as_nanos()).ok()?)
}

pub(super) fn step(period: PeriodArg) -> Step {
    match period {
        PeriodArg::Year => Step::Year,
        PeriodArg::Month => Step::Month,
        PeriodArg::Day => Step::Day,
    }
}
