//! How are things set off in text? ANSI styles (taken out again where nobody sees them), numbers, wrapped and highlighted paragraphs.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSplitter, WrapAlgorithm, fill};

use crate::model::{ArticleCard, Published};

/// Headings and titles.
pub(super) const BOLD: Style = Style::new().bold();
/// What matched.
pub(super) const MATCH: Style = AnsiColor::Yellow.on_default().bold();
/// Ids, paths, numbers beside the text.
pub(super) const DIM: Style = Style::new().dimmed();

/// A number with its thousands parted: `12,345`.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

/// `1 article`, `2 articles`.
pub(super) fn counted(number: u64, word: &str) -> String {
    format!("{} {word}{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// A text filled into lines of `width` columns; the first begins with `first`, the others with as many blanks as `indent`.
pub(super) fn wrap(text: &str, width: usize, first: &str, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let options = Options::new(width.max(indent + 20))
        .initial_indent(first)
        .subsequent_indent(&blanks)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(false);
    fill(text, options)
}

/// A text without control characters, which have no business on a terminal.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text with some ranges of code points set off.
pub(super) fn highlighted(text: &str, ranges: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(text.len() + ranges.len() * 12);
    let mut ranges = ranges.iter().peekable();
    for (index, c) in text.chars().enumerate() {
        if ranges.peek().is_some_and(|range| range.0 == index) {
            let _ = write!(out, "{MATCH}");
        }
        if ranges.peek().is_some_and(|range| range.1 == index) {
            let _ = write!(out, "{MATCH:#}");
            ranges.next();
            if ranges.peek().is_some_and(|range| range.0 == index) {
                let _ = write!(out, "{MATCH}");
            }
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    if ranges.peek().is_some() {
        let _ = write!(out, "{MATCH:#}");
    }
    out
}

/// The line under a title: date, outlet, dateline, id, place of the source.
pub(super) fn card_line(card: &ArticleCard) -> String {
    let mut line = publication(card.published);
    for part in [card.outlet.as_deref(), card.dateline.as_deref()].into_iter().flatten() {
        let _ = write!(line, " · {}", clean(part));
    }
    let _ = write!(line, " · {DIM}{} · {}", card.id, clean(&card.path));
    if card.record > 0 || card.record_id.is_some() {
        let _ = write!(line, " (record {})", card.record);
    }
    let _ = write!(line, "{DIM:#}");
    line
}

/// When something was published, as far as that is known.
pub(super) fn publication(published: Option<Published>) -> String {
    match published {
        None => "undated".to_owned(),
        Some(date) if date.ambiguous => format!("{date} (day and month unclear)"),
        Some(date) => date.to_string(),
    }
}

/// A title, or what stands for one that is missing.
pub(super) fn title(card: &ArticleCard) -> String {
    if card.title.is_empty() { "(untitled)".to_owned() } else { clean(&card.title) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        let shown: Vec<String> = [0, 12, 999, 1000, 123_456, 1_234_567].into_iter().map(thousands).collect();
        assert_eq!(shown, ["0", "12", "999", "1,000", "123,456", "1,234,567"]);
    }

    #[test]
    fn ranges_are_set_off_by_code_points() {
        let plain = |text: String| {
            text.replace(&MATCH.render().to_string(), "[").replace(&MATCH.render_reset().to_string(), "]")
        };
        let cases: [(&[(usize, usize)], &str); 4] =
            [(&[], "«Xi» Ü"), (&[(1, 3)], "«[Xi]» Ü"), (&[(0, 1), (1, 3)], "[«][Xi]» Ü"), (&[(5, 6)], "«Xi» [Ü]")];
        for (ranges, expected) in cases {
            assert_eq!(plain(highlighted("«Xi» Ü", ranges)), expected);
        }
    }

    #[test]
    fn lines_are_no_longer_than_asked() {
        let filled = wrap("one two three four five six seven eight", 26, "#1  ", 4);
        assert_eq!(filled, "#1  one two three four\n    five six seven eight");
    }
}
