//! Which records are in an export of LexisNexis or Nexis Uni?
//!
//! LexisNexis counts its documents ("1 of 43 DOCUMENTS") in text, pages and RTF; Nexis Uni closes each with "End of
//! Document" in DOCX and RTF.

use super::entry::{Entry, Export};
use super::line::{Line, of_document, of_wrapped};
use super::{markup, nexis};
use crate::model::Format;
use crate::readers::office::document::Document;
use crate::readers::registry::Head;

/// Whether a text shows itself as an export of LexisNexis: by a counter, which may stand behind a long list of search terms.
pub(super) fn is_text(head: &Head<'_>) -> bool {
    (head.start.lines().any(is_counter) || counters(head.bytes, b'\n')) && super::shows(head.bytes, &LABELS)
}

/// Whether a page does.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    (super::shows(bytes, &["LXNComment"]) || counters(bytes, b'>')) && super::shows(bytes, &LABELS)
}

/// Labels of which each document has one; whoever only writes about such exports has none.
const LABELS: [&str; 18] = [
    "LENGTH:",
    "SECTION:",
    "BYLINE:",
    "HEADLINE:",
    "DATELINE:",
    "LOAD-DATE:",
    "LANGUAGE:",
    "PUBLICATION-TYPE:",
    "UPDATE:",
    "RUBRIK:",
    "SPRACHE:",
    "AUTOR:",
    "LONGUEUR:",
    "RUBRIQUE:",
    "LENGTE:",
    "LONGITUD:",
    "LUNGHEZZA:",
    "IDIOMA:",
];

/// Whether a counter stands in the bytes, behind the sign that may be before one.
fn counters(bytes: &[u8], before: u8) -> bool {
    const SIGN: &[u8] = b" DOCUMENTS";
    memchr::memmem::find_iter(bytes, SIGN).take(100).any(|at| {
        let start = bytes[..at].iter().rposition(|b| *b == before).map_or(0, |at| at + 1);
        std::str::from_utf8(&bytes[start..at + SIGN.len()]).is_ok_and(is_counter)
    })
}

/// "1 of 43 DOCUMENTS", "Dokument 1 von 43", "2.001 de 2.146 DOCUMENTS".
fn is_counter(line: &str) -> bool {
    const LONGEST: usize = 100;
    const JOINTS: [&str; 6] = ["of", "de", "von", "van", "di", "sur"];
    if line.len() > LONGEST {
        return false;
    }
    let is_number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|b| b.is_ascii_digit() || b",.".contains(&b))
    };
    let is_document = |word: &str| {
        let word = word.to_lowercase();
        ["document", "dokument", "documento"].iter().any(|stem| word.starts_with(stem)) && word.len() <= 11
    };
    let mut words = line.split_whitespace();
    let mut next = || words.next().unwrap_or_default();
    let five = [next(), next(), next(), next(), next()];
    match five {
        [a, joint, b, word, ""] => {
            let documents = is_document(word) && is_number(a) && JOINTS.contains(&joint) && is_number(b);
            let document = is_document(a) && is_number(joint) && JOINTS.contains(&b) && is_number(word);
            documents || document
        }
        _ => false,
    }
}

/// Reads a text.
pub(super) fn of_text(content: &str) -> Export {
    of_lines(&of_wrapped(content))
}

/// Reads a page.
pub(super) fn of_page(content: &str) -> Export {
    of_lines(&markup::lines(content))
}

/// The records of a word processor's document, if it is an export.
pub(super) fn of_word(document: &Document) -> Option<Export> {
    let has =
        |test: fn(&str) -> bool| document.paragraphs.iter().any(|p| p.words.lines().any(|line| test(line.trim())));
    let is_newer = has(nexis::is_end_mark);
    (is_newer || has(is_counter)).then_some(())?;
    let lines = of_document(document.clone());
    if !is_newer {
        return Some(of_lines(&lines));
    }
    let records = lines.split(|line| nexis::is_end_mark(&line.words)).filter(|record| !record.is_empty());
    let mut entries: Vec<Result<Entry, String>> = records.map(nexis::newer).collect();
    // What follows the last mark is a footer, if anything.
    if lines.last().is_some_and(|line| !nexis::is_end_mark(&line.words)) && entries.len() > 1 {
        let is_footer = entries.last().is_some_and(|entry| entry.as_ref().is_ok_and(|entry| entry.date.is_empty()));
        entries.truncate(entries.len() - usize::from(is_footer));
    }
    Some(Export { format: Format::NexisUni, entries })
}

/// What stands before the first counter is a cover page.
fn of_lines(lines: &[Line]) -> Export {
    let records = lines.split(|line| is_counter(&line.words)).skip(1);
    Export { format: Format::LexisNexis, entries: records.map(nexis::older).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_known() {
        for line in [
            "   1 of 43 DOCUMENTS",
            "2,001 of 2,146 DOCUMENTS",
            "Dokument 1 von 10",
            "1 de 10 DOCUMENTS",
            "3 of 3 DOCUMENTS  ",
        ] {
            assert!(is_counter(line), "{line}");
        }
        for line in ["1 of 43 documents was lost", "One of 43 DOCUMENTS", "", "1 of 43"] {
            assert!(!is_counter(line), "{line}");
        }
    }

    #[test]
    fn one_broken_record_never_loses_its_neighbours() {
        let record = |title: &str| {
            format!("          The Paper\n\n       May 16, 2024 Thursday\n\n{title}\n\nLENGTH: 9 words\n\nText.\n\n")
        };
        let counter = |n: u32| format!("\n           {n} of 3 DOCUMENTS\n\n");
        let content = [&counter(1), &record("One"), &counter(2), "\n\n", &counter(3), &record("Three")].concat();
        assert!(counters(content.as_bytes(), b'\n'));
        let titles: Vec<_> =
            of_text(&content).entries.into_iter().map(|entry| entry.map(|entry| entry.title)).collect();
        assert_eq!(titles.iter().filter_map(|title| title.as_deref().ok()).collect::<Vec<_>>(), ["One", "Three"]);
        assert!(titles[1].is_err());
    }
}
