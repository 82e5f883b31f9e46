//! Results for programs: JSON, JSON Lines and CSV.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{ArticleCard, CountryCode, FacetCount, FacetTable, Passage, QuotePage, SearchPage, Timeline};

/// One value, over several lines.
pub fn json(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// One value a line.
pub fn jsonl<T: Serialize>(values: impl IntoIterator<Item = T>, out: &mut impl Write) -> io::Result<()> {
    for value in values {
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, OneLine))?;
        writeln!(out)?;
    }
    Ok(())
}

/// JSON on what every program takes for one line: some break lines at these characters too, which JSON lets stand.
struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.is_ascii() {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, breaks)) = line_break(rest) {
            let (before, from) = rest.split_at(at);
            write!(out, "{before}\\u{:04x}", u32::from(breaks))?;
            rest = &from[breaks.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

/// The first line break outside ASCII, and where it stands.
fn line_break(text: &str) -> Option<(usize, char)> {
    // By the first bytes of the three, since this is asked of every text that is printed.
    memchr::memchr2_iter(0xc2, 0xe2, text.as_bytes()).find_map(|at| {
        let breaks = text[at..].chars().next().filter(|c| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))?;
        Some((at, breaks))
    })
}

const ARTICLE_COLUMNS: [&str; 11] =
    ["id", "date", "date_precision", "date_from", "title", "outlet", "byline", "url", "folder", "path", "record"];

fn article_cells(card: &ArticleCard) -> Vec<String> {
    let date = card.published;
    vec![
        card.id.to_string(),
        date.map(|date| date.to_string()).unwrap_or_default(),
        date.map(|date| word(&date.precision)).unwrap_or_default(),
        date.map(|date| date.from.as_str().to_owned()).unwrap_or_default(),
        card.title.clone(),
        card.outlet.clone().unwrap_or_default(),
        card.byline.join("; "),
        card.url.clone().unwrap_or_default(),
        card.folder.clone(),
        card.path.clone(),
        card.record.to_string(),
    ]
}

/// The word that a value is in JSON.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A text without the line breaks of its source, which spreadsheets take badly; JSON has them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// One row a matching paragraph; an article without any has one row too.
pub fn search_csv(page: &SearchPage, out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(ARTICLE_COLUMNS.iter().chain(&["citation", "paragraph", "text"])).map_err(io_error)?;
    for hit in &page.hits {
        let cells = article_cells(&hit.article);
        let none = Passage { n: 0, text: String::new(), highlights: vec![] };
        let paragraphs: Vec<&Passage> = hit.paragraphs.iter().filter(|passage| passage.n > 0).collect();
        for passage in if paragraphs.is_empty() { vec![&none] } else { paragraphs } {
            let citation =
                if passage.n > 0 { format!("{}#{}", hit.article.id, passage.n) } else { hit.article.id.to_string() };
            let n = if passage.n > 0 { passage.n.to_string() } else { String::new() };
            table.write_record(cells.iter().chain(&[citation, n, one_line(&passage.text)])).map_err(io_error)?;
        }
    }
    table.flush()
}

/// One row a quote.
pub fn quotes_csv(page: &QuotePage, out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let quote_columns = [
        "speaker",
        "speaker_kind",
        "quote",
        "kind",
        "cue",
        "speaker_text",
        "to",
        "about",
        "about_countries",
        "confidence",
        "evidence",
        "occurrences",
        "citation",
        "paragraph",
        "context",
    ];
    table.write_record(quote_columns.iter().chain(&ARTICLE_COLUMNS)).map_err(io_error)?;
    for quote in &page.quotes {
        let cells = [
            quote.speaker.iter().chain(&quote.with).cloned().collect::<Vec<_>>().join("; "),
            quote.speaker_kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
            one_line(&quote.text),
            quote.kind.as_str().to_owned(),
            quote.cue.clone().unwrap_or_default(),
            quote.speaker_text.clone().unwrap_or_default(),
            quote.to.join("; "),
            quote.about.join("; "),
            quote.about_countries.iter().map(CountryCode::as_str).collect::<Vec<_>>().join("; "),
            format!("{:.2}", quote.confidence),
            quote.evidence.as_str().to_owned(),
            (quote.also_in.len() + 1).to_string(),
            quote.citation.clone(),
            quote.paragraph.to_string(),
            one_line(&quote.context),
        ];
        table.write_record(cells.iter().chain(&article_cells(&quote.article))).map_err(io_error)?;
    }
    table.flush()
}

/// One row a value.
pub fn facet_csv(facet: &FacetTable, out: &mut impl Write) -> io::Result<()> {
    counts_csv([facet.field.as_str(), "label", facet.unit], facet.counts.iter(), out)
}

/// One row a step; then those articles that no step can hold.
pub fn timeline_csv(timeline: &Timeline, out: &mut impl Write) -> io::Result<()> {
    counts_csv(["period", "label", "articles"], timeline_rows(timeline).iter(), out)
}

/// All counts of a timeline: the steps, what is known less exactly, and what has no date.
pub fn timeline_rows(timeline: &Timeline) -> Vec<FacetCount> {
    let undated = FacetCount { value: String::new(), label: "undated".to_owned(), count: timeline.undated };
    let rest = timeline.coarser.iter().chain((timeline.undated > 0).then_some(&undated));
    timeline.steps.iter().chain(rest).cloned().collect()
}

fn counts_csv<'a>(
    columns: [&str; 3],
    counts: impl Iterator<Item = &'a FacetCount>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(columns).map_err(io_error)?;
    for count in counts {
        table.write_record([&count.value, &count.label, &count.count.to_string()]).map_err(io_error)?;
    }
    table.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_json_is_one_line_to_everyone() {
        let text = "a\u{2028}b\u{85}\u{2029}c\nd";
        let mut out = Vec::new();
        jsonl([text], &mut out).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(line, "\"a\\u2028b\\u0085\\u2029c\\nd\"\n");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }
}
