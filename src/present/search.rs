//! Articles with their matching paragraphs, for reading.

use std::io::{self, Write};

use super::counts::facet_text;
use super::style::{BOLD, DIM, card_line, counted, highlighted, thousands, title, wrap};
use crate::model::{Hit, SearchPage};

/// A paragraph longer than this is shown around its first match only; `show` gives all of it.
const MAX_SHOWN: usize = 700;

/// A page of articles.
pub fn search_text(page: &SearchPage, width: usize, out: &mut impl Write) -> io::Result<()> {
    if page.total == 0 {
        writeln!(out, "No article matches.")?;
    } else {
        writeln!(
            out,
            "{BOLD}{}{BOLD:#}{}",
            counted(page.total, "article"),
            shown(page.total, page.offset, page.hits.len())
        )?;
    }
    for (index, hit) in page.hits.iter().enumerate() {
        writeln!(out)?;
        hit_text(page.offset + index + 1, hit, width, out)?;
    }
    for table in &page.facets {
        writeln!(out)?;
        facet_text(table, 0, width, out)?;
    }
    Ok(())
}

/// Which of them are shown, if not all.
pub(super) fn shown(total: u64, offset: usize, count: usize) -> String {
    match count {
        0 => " (none shown)".to_owned(),
        _ if total as usize == count => String::new(),
        _ => format!(" ({}–{} shown)", thousands(offset as u64 + 1), thousands((offset + count) as u64)),
    }
}

fn hit_text(number: usize, hit: &Hit, width: usize, out: &mut impl Write) -> io::Result<()> {
    let heading = hit.paragraphs.iter().find(|passage| passage.n == 0);
    let heading =
        heading.map_or_else(|| title(&hit.article), |passage| highlighted(&passage.text, &passage.highlights));
    writeln!(out, "{}", wrap(&format!("{BOLD}{heading}{BOLD:#}"), width, &format!("{number:>2}  "), 4))?;
    writeln!(out, "    {}", card_line(&hit.article))?;
    let paragraphs = hit.paragraphs.iter().filter(|passage| passage.n > 0);
    let mut count = 0;
    for passage in paragraphs {
        count += 1;
        let (text, highlights) = around_match(&passage.text, &passage.highlights);
        let label = format!("    {DIM}#{:<3}{DIM:#} ", passage.n);
        writeln!(out, "{}", wrap(&highlighted(&text, &highlights), width, &label, 9))?;
    }
    let more = hit.matching_paragraphs.saturating_sub(count);
    if more > 0 {
        writeln!(out, "    {DIM}… and in {}{DIM:#}", counted(more as u64, "more paragraph"))?;
    }
    Ok(())
}

/// The text, or as much of it as is readable around the first match.
pub(super) fn around_match(text: &str, highlights: &[(usize, usize)]) -> (String, Vec<(usize, usize)>) {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= MAX_SHOWN {
        return (text.to_owned(), highlights.to_vec());
    }
    let first = highlights.first().map_or(0, |range| range.0);
    let mut start = first.saturating_sub(MAX_SHOWN / 3);
    while start > 0 && !characters[start - 1].is_whitespace() {
        start -= 1;
    }
    let mut end = (start + MAX_SHOWN).min(characters.len());
    while end < characters.len() && !characters[end].is_whitespace() {
        end += 1;
    }
    let before = if start > 0 { "… " } else { "" };
    let after = if end < characters.len() { " …" } else { "" };
    let shift = before.chars().count();
    let text = format!("{before}{}{after}", characters[start..end].iter().collect::<String>());
    let within = highlights.iter().filter(|range| range.0 >= start && range.1 <= end);
    (text, within.map(|range| (range.0 - start + shift, range.1 - start + shift)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_shown_around_its_match() {
        let text = format!("{} needle {}", "hay ".repeat(400).trim_end(), "hay ".repeat(400).trim_end());
        let at = text.find("needle").unwrap();
        let (shown, highlights) = around_match(&text, &[(at, at + 6)]);
        assert!(shown.starts_with("… hay") && shown.ends_with("hay …") && shown.chars().count() < 720);
        let found: String = shown.chars().skip(highlights[0].0).take(6).collect();
        assert_eq!(found, "needle");
    }
}
