//! Quotes with their speakers and places, for reading.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::counts::facet_text;
use super::search::{around_match, shown};
use super::style::{BOLD, DIM, clean, counted, highlighted, publication, title, wrap};
use crate::model::{Occurrence, QuoteEvidence, QuoteHit, QuoteKind, QuotePage, SpeakerKind};

/// A page of quotes.
///
/// `explain` adds to each how it was found and how sure that is.
pub fn quotes_text(page: &QuotePage, explain: bool, width: usize, out: &mut impl Write) -> io::Result<()> {
    if page.total == 0 {
        writeln!(out, "No quote matches.")?;
    } else {
        let found = counted(page.total, "quote");
        let articles = counted(page.articles, "article");
        let often = if page.occurrences > page.total { format!(", {} times", page.occurrences) } else { String::new() };
        writeln!(
            out,
            "{BOLD}{found}{BOLD:#}{often} in {articles}{}",
            shown(page.total, page.offset, page.quotes.len())
        )?;
    }
    for (index, quote) in page.quotes.iter().enumerate() {
        writeln!(out)?;
        quote_text(page.offset + index + 1, quote, width, out)?;
        if explain {
            writeln!(out, "{}", wrap(&explanation(quote), width, "     ", 5))?;
        }
    }
    for table in &page.facets {
        writeln!(out)?;
        facet_text(table, 0, width, out)?;
    }
    Ok(())
}

fn quote_text(number: usize, quote: &QuoteHit, width: usize, out: &mut impl Write) -> io::Result<()> {
    let (text, highlights) = around_match(&quote.text, &quote.highlights);
    let words = highlighted(&text, &highlights);
    let words =
        if matches!(quote.kind, QuoteKind::Direct | QuoteKind::Phrase) { format!("“{words}”") } else { words };
    writeln!(out, "{}", wrap(&words, width, &format!("{number:>3}  "), 5))?;
    let unknown = if quote.kind == QuoteKind::Phrase { "nobody’s speech" } else { "unknown speaker" };
    let speakers: Vec<String> = quote.speaker.iter().chain(&quote.with).map(|name| clean(name)).collect();
    let speakers = if speakers.is_empty() { unknown.to_owned() } else { speakers.join(" and ") };
    writeln!(out, "     {BOLD}{speakers}{BOLD:#}{}", remarks(quote))?;
    let card = &quote.article;
    let date = publication(card.published);
    let outlet = card.outlet.as_deref().map(|outlet| format!(" · {}", clean(outlet))).unwrap_or_default();
    let place = format!("{date}{outlet} · {} · {DIM}{}{DIM:#}", title(card), quote.citation);
    writeln!(out, "{}", wrap(&place, width, "     ", 5))?;
    if !quote.also_in.is_empty() {
        writeln!(out, "{}", wrap(&elsewhere(&quote.also_in), width, "     ", 5))?;
    }
    Ok(())
}

/// So many further places are named of a quote that stands in many.
const PLACES: usize = 3;

/// Where else the words stand.
fn elsewhere(places: &[Occurrence]) -> String {
    let place = |occurrence: &Occurrence| {
        let date = occurrence.published.map(|date| format!("{date} ")).unwrap_or_default();
        let outlet = occurrence.outlet.as_deref().map(|outlet| format!("{} ", clean(outlet))).unwrap_or_default();
        format!("{date}{outlet}{DIM}{}{DIM:#}", occurrence.citation)
    };
    let named: Vec<String> = places.iter().take(PLACES).map(place).collect();
    let more = places.len().saturating_sub(PLACES);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    format!("also {}{more}", named.join(", "))
}

/// By what the quote and its speaker were told, and how sure that is.
fn explanation(quote: &QuoteHit) -> String {
    let cue = quote.cue.as_deref().map(|cue| format!(" “{}”", clean(cue))).unwrap_or_default();
    let found = match quote.evidence {
        QuoteEvidence::Reported => format!("reported by{cue} beside it"),
        QuoteEvidence::Labelled => "labelled with its speaker".to_owned(),
        QuoteEvidence::Carried => format!("carried on from the report{cue} before it"),
        QuoteEvidence::None => "in quotation marks, and no report takes the words".to_owned(),
        QuoteEvidence::Guessed => "no report beside it: the speaker is taken from the sentences around".to_owned(),
    };
    let named = match (&quote.speaker, &quote.speaker_text) {
        (None, None) if quote.kind == QuoteKind::Phrase => String::new(),
        (None, None) => "; no speaker is named".to_owned(),
        (None, Some(text)) => format!("; “{}” is not told by name", clean(text)),
        (Some(name), Some(text)) if name != text => format!("; “{}” is taken as {}", clean(text), clean(name)),
        (Some(_), _) => String::new(),
    };
    format!("{DIM}confidence {:.2}: {found}{named}{DIM:#}", quote.confidence)
}

/// How the speaker is pointed at, what kind of quote it is, whom it is about.
fn remarks(quote: &QuoteHit) -> String {
    let mut remarks = String::new();
    let pointed = quote.speaker_text.as_deref().filter(|text| quote.speaker.as_deref() != Some(text));
    match (pointed, &quote.cue) {
        (Some(text), Some(cue)) => write!(remarks, " ({}: {})", clean(text), clean(cue)),
        (Some(text), None) => write!(remarks, " ({})", clean(text)),
        (None, Some(cue)) => write!(remarks, " ({})", clean(cue)),
        (None, None) => Ok(()),
    }
    .unwrap_or_default();
    let _ = write!(remarks, " · {}", quote.kind.as_str());
    if let Some(kind) = quote.speaker_kind.filter(|kind| !matches!(kind, SpeakerKind::Person | SpeakerKind::Unknown)) {
        let _ = write!(remarks, " · {}", kind.as_str());
    }
    for (what, names) in [("to", &quote.to), ("about", &quote.about)] {
        if !names.is_empty() {
            let _ = write!(remarks, " · {what} {}", names.join(", "));
        }
    }
    remarks
}
