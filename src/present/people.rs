//! Persons: a list of them, and the card of one, for reading and as tables.

use std::io::{self, Write};

use super::counts::{bars, largest};
use super::search::shown;
use super::style::{BOLD, DIM, clean, counted, thousands, wrap};
use super::tables::io_error;
use crate::model::{
    FacetCount, FacetField, FacetTable, Known, NameCount, PeoplePage, PersonCard, PersonQuotes, PersonRow,
};

/// Names longer than this are cut in a list.
const MAX_NAME: usize = 40;

/// A page of persons.
pub fn people_text(page: &PeoplePage, _width: usize, out: &mut impl Write) -> io::Result<()> {
    if page.total == 0 {
        return writeln!(out, "No person is mentioned.");
    }
    let found = counted(page.total, "person");
    let articles = counted(page.articles, "article");
    writeln!(out, "{BOLD}{found}{BOLD:#} in {articles}{}", shown(page.total, page.offset, page.people.len()))?;
    let names: Vec<String> = page.people.iter().map(name).collect();
    let longest = names.iter().map(|name| textwrap::core::display_width(name)).max().unwrap_or(0).max(4);
    writeln!(out, "  {DIM}{:longest$}  articles    quotes  first       last{DIM:#}", "name")?;
    for (name, row) in names.iter().zip(&page.people) {
        let pad = longest.saturating_sub(textwrap::core::display_width(name));
        let (articles, quotes) = (thousands(row.articles), thousands(row.quotes));
        let (first, last) = (row.first.as_deref().unwrap_or("undated"), row.last.as_deref().unwrap_or(""));
        let line = format!("  {name}{:pad$}  {articles:>8}  {quotes:>8}  {first:<10}  {last}", "");
        writeln!(out, "{}", line.trim_end())?;
    }
    if page.people.iter().any(|row| !row.full_name) {
        writeln!(out, "{DIM}* no more of the name is known: it may be several persons{DIM:#}")?;
    }
    Ok(())
}

fn name(row: &PersonRow) -> String {
    let name: String = clean(&row.name).chars().take(MAX_NAME).collect();
    if row.full_name { name } else { format!("{name} *") }
}

/// All that is known of a person.
pub fn person_text(card: &PersonCard, width: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}", clean(&card.name))?;
    if card.articles == 0 {
        return writeln!(out, "No article that counts mentions the person.");
    }
    let dates = match (&card.first, &card.last) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    writeln!(out, "{}{dates}", counted(card.articles, "article"))?;
    writeln!(out)?;
    let similar = card
        .similar
        .iter()
        .map(|other| format!("{} ({}, {})", clean(&other.name), thousands(other.articles), other.why));
    let parts: [(&str, String); 9] = [
        ("Known", known(card.known)),
        ("Seen as", listed(&card.forms)),
        ("Said to be", listed(&card.roles)),
        ("With", table(&card.with)),
        ("Countries", table(&card.countries)),
        ("Quoted", quotes(&card.quoted)),
        ("About", about(&card.quoted)),
        ("Spoken of", spoken_of(&card.spoken_of)),
        ("May be also", similar.collect::<Vec<_>>().join(", ")),
    ];
    for (heading, text) in parts.iter().filter(|(_, text)| !text.is_empty()) {
        writeln!(out, "{}", wrap(text, width, &format!("{BOLD}{heading:<13}{BOLD:#}"), 13))?;
    }
    if let Some(years) = of(&card.quoted, FacetField::Year).filter(|years| !years.counts.is_empty()) {
        writeln!(out)?;
        writeln!(out, "{BOLD}Quoted by year{BOLD:#}")?;
        bars(&years.counts, largest(&years.counts), false, width, out)?;
        if years.without > 0 {
            writeln!(out, "  {DIM}{} undated{DIM:#}", thousands(years.without))?;
        }
    }
    Ok(())
}

fn known(known: Known) -> String {
    let parts = [
        (known.article, "by a full name in the article"),
        (known.figure, "as a figure of world news"),
        (known.names_file, "by the names file"),
        (known.archive, "by the archive’s other articles"),
        (known.one_name, "by no more than this name"),
    ];
    let told = parts.iter().filter(|(articles, _)| *articles > 0);
    told.map(|(articles, how)| format!("{how} ({})", thousands(*articles))).collect::<Vec<_>>().join(", ")
}

fn listed(counts: &[NameCount]) -> String {
    let one = |count: &NameCount| format!("{} ({})", clean(&count.name), thousands(count.articles));
    counts.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn table(table: &FacetTable) -> String {
    let one = |count: &FacetCount| format!("{} ({})", clean(&count.label), thousands(count.count));
    let listed = table.counts.iter().map(one).collect::<Vec<_>>().join(", ");
    match table.values - table.counts.len() as u64 {
        0 => listed,
        more => format!("{listed} and {} more", thousands(more)),
    }
}

fn of(quotes: &PersonQuotes, field: FacetField) -> Option<&FacetTable> {
    quotes.counts.iter().find(|table| table.field == field)
}

fn quotes(quotes: &PersonQuotes) -> String {
    if quotes.quotes == 0 {
        return "never".to_owned();
    }
    let times = if quotes.occurrences > quotes.quotes {
        format!(", which stand {} times", thousands(quotes.occurrences))
    } else {
        String::new()
    };
    format!("{}{times} in {}", counted(quotes.quotes, "quote"), counted(quotes.articles, "article"))
}

fn about(quotes: &PersonQuotes) -> String {
    of(quotes, FacetField::About).map(table).unwrap_or_default()
}

fn spoken_of(quotes: &PersonQuotes) -> String {
    if quotes.quotes == 0 {
        return String::new();
    }
    let by = of(quotes, FacetField::Speaker).map(table).filter(|by| !by.is_empty());
    format!("in {}{}", counted(quotes.quotes, "quote"), by.map(|by| format!(" by {by}")).unwrap_or_default())
}

/// One row a person.
pub fn people_csv(page: &PeoplePage, out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["name", "articles", "quotes", "first", "last", "full_name"]).map_err(io_error)?;
    for row in &page.people {
        let dates = [&row.first, &row.last].map(|date| date.clone().unwrap_or_default());
        let counts = [row.articles.to_string(), row.quotes.to_string()];
        table
            .write_record([&row.name, &counts[0], &counts[1], &dates[0], &dates[1], &row.full_name.to_string()])
            .map_err(io_error)?;
    }
    table.flush()
}

/// One row a fact: what it tells, the value, how often.
pub fn person_csv(card: &PersonCard, out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["person", "fact", "value", "count", "unit"]).map_err(io_error)?;
    for (fact, value, count, unit) in facts(card) {
        table.write_record([card.name.as_str(), fact, &value, &count.to_string(), unit]).map_err(io_error)?;
    }
    table.flush()
}

type Fact = (&'static str, String, u64, &'static str);

fn facts(card: &PersonCard) -> Vec<Fact> {
    let mut facts: Vec<Fact> = vec![("articles", String::new(), card.articles, "articles")];
    facts.extend(
        [("first", &card.first), ("last", &card.last)]
            .into_iter()
            .filter_map(|(fact, date)| Some((fact, date.clone()?, 1, "articles"))),
    );
    let known = [
        ("article", card.known.article),
        ("figure", card.known.figure),
        ("names-file", card.known.names_file),
        ("archive", card.known.archive),
        ("one-name", card.known.one_name),
    ];
    facts.extend(known.map(|(how, articles)| ("known", how.to_owned(), articles, "articles")));
    for (fact, counts) in [("form", &card.forms), ("role", &card.roles)] {
        facts.extend(counts.iter().map(|count| (fact, count.name.clone(), count.articles, "articles")));
    }
    facts.push(("quotes", String::new(), card.quoted.quotes, "quotes"));
    let tables = card.quoted.counts.iter().map(|table| match table.field {
        FacetField::Year => ("quoted in", table),
        _ => ("quoted about", table),
    });
    let others = card.spoken_of.counts.iter().map(|table| ("spoken of by", table));
    let beside = [("with", &card.with), ("country", &card.countries)];
    for (fact, table) in tables.chain(others).chain(beside) {
        facts.extend(table.counts.iter().map(|count| (fact, count.value.clone(), count.count, table.unit)));
    }
    facts.extend(card.similar.iter().map(|other| ("may be also", other.name.clone(), other.articles, "articles")));
    facts
}
