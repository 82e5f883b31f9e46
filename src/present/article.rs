//! One article, for reading: whole, or one paragraph of it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::style::{BOLD, DIM, card_line, clean, title, wrap};
use crate::model::{Annotations, Article, ArticleCard, Person, Quote, When};
use crate::names::is_honorific;

/// An article with its paragraphs numbered, and who and what is in it; or just paragraph `only`.
pub fn article_text(
    card: &ArticleCard,
    article: &Article,
    annotations: &Annotations,
    only: Option<usize>,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{}", wrap(&format!("{BOLD}{}{BOLD:#}", title(card)), width, "", 0))?;
    writeln!(out, "{}", card_line(card))?;
    if !card.byline.is_empty() {
        writeln!(out, "By {}", clean(&card.byline.join(", ")))?;
    }
    if let Some(url) = &card.url {
        writeln!(out, "{DIM}{}{DIM:#}", clean(url))?;
    }
    for (n, text) in article.text.paragraphs().filter(|(n, _)| only.is_none_or(|only| only == *n)) {
        writeln!(out)?;
        writeln!(out, "{}", wrap(&clean(text), width, &format!("{DIM}#{n:<3}{DIM:#} "), 5))?;
    }
    writeln!(out)?;
    found(article, annotations, only, width, out)
}

fn found(
    article: &Article,
    annotations: &Annotations,
    only: Option<usize>,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let here = |start: u32| only.is_none_or(|only| article.text.block_at(start) == only);
    let persons =
        annotations.persons.iter().filter(|person| person.mentions.iter().any(|mention| here(mention.span.start)));
    let persons: Vec<String> = persons.map(|person| person_with_role(article, person)).collect();
    let countries =
        annotations.countries.iter().filter(|country| country.mentions.iter().any(|mention| here(mention.span.start)));
    let countries: Vec<&str> = countries.map(|country| country.code.name().unwrap_or(country.code.as_str())).collect();
    let dates = annotations.dates.iter().filter(|date| date.spans.iter().any(|span| here(span.start)));
    let dates: BTreeSet<When> = dates.filter_map(|date| date.value.when()).collect();
    let dates: Vec<String> = dates.iter().map(ToString::to_string).collect();
    let lists =
        [("Persons    ", persons.join(", ")), ("Countries  ", countries.join(", ")), ("Dates      ", dates.join(", "))];
    for (heading, list) in lists {
        if !list.is_empty() {
            writeln!(out, "{}", wrap(&list, width, &format!("{BOLD}{heading}{BOLD:#}"), 11))?;
        }
    }
    for (index, quote) in annotations.quotes.iter().filter(|quote| here(quote.span.start)).enumerate() {
        let heading = if index == 0 { format!("{BOLD}Quotes     {BOLD:#}") } else { " ".repeat(11) };
        writeln!(out, "{}", wrap(&quote_line(article, quote), width, &heading, 11))?;
    }
    Ok(())
}

/// A person, with the fullest that the article says of what the person is.
fn person_with_role(article: &Article, person: &Person) -> String {
    let roles = person.mentions.iter().filter_map(|mention| mention.role).map(|role| article.text.slice(role));
    let telling = roles.filter(|role| !is_honorific(role)).max_by_key(|role| role.len());
    let name = clean(&person.name);
    telling.map_or_else(|| name.clone(), |role| format!("{name} ({})", clean(role)))
}

fn quote_line(article: &Article, quote: &Quote) -> String {
    let speaker = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()).unwrap_or("unknown speaker");
    let words: Vec<&str> = article.text.slice(quote.span).split_whitespace().collect();
    let start = words.iter().take(12).copied().collect::<Vec<_>>().join(" ");
    let more = if words.len() > 12 { " …" } else { "" };
    let n = article.text.block_at(quote.span.start);
    format!("#{n} {}: {}{more} ({})", clean(speaker), clean(&start), quote.kind.as_str())
}
