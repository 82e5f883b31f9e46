//! Quotes with their speakers and places, for reading.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::counts::facet_text;
use super::search::{around_match, shown};
use super::style::{BOLD, DIM, clean, counted, highlighted, title, wrap};
use crate::model::{QuoteHit, QuoteKind, QuotePage, SpeakerKind};

/// A page of quotes.
pub fn quotes_text(page: &QuotePage, width: usize, out: &mut impl Write) -> io::Result<()> {
    if page.total == 0 {
        writeln!(out, "No quote matches.")?;
    } else {
        let found = counted(page.total, "quote");
        let articles = counted(page.articles, "article");
        writeln!(out, "{BOLD}{found}{BOLD:#} in {articles}{}", shown(page.total, page.offset, page.quotes.len()))?;
    }
    for (index, quote) in page.quotes.iter().enumerate() {
        writeln!(out)?;
        quote_text(page.offset + index + 1, quote, width, out)?;
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
    let words = if quote.kind == QuoteKind::Direct { format!("“{words}”") } else { words };
    writeln!(out, "{}", wrap(&words, width, &format!("{number:>3}  "), 5))?;
    writeln!(
        out,
        "     {BOLD}{}{BOLD:#}{}",
        clean(quote.speaker.as_deref().unwrap_or("unknown speaker")),
        remarks(quote)
    )?;
    let card = &quote.article;
    let date = card.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let outlet = card.outlet.as_deref().map(|outlet| format!(" · {}", clean(outlet))).unwrap_or_default();
    let place = format!("{date}{outlet} · {} · {DIM}{}{DIM:#}", title(card), quote.citation);
    writeln!(out, "{}", wrap(&place, width, "     ", 5))
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
    if !quote.about.is_empty() {
        let _ = write!(remarks, " · about {}", quote.about.join(", "));
    }
    remarks
}
