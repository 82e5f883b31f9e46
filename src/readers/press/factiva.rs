//! What does one record of a Factiva export say, and which are in it?
//!
//! In pages, RTF and text a record is either a table of coded fields (`HD` headline, `LP` and `TD` text, `AN` accession
//! number), or lines in a fixed order: headline, author, length, date, time, outlet, its code, language, rights, text,
//! "Document " and the accession number. In XML the fields have names.

use super::entry::{Entry, Export};
use super::labels::is_rights;
use super::line::{Line, is_code, joined, of_document};
use super::{markup, shows};
use crate::model::Format;
use crate::readers::dates::{self, Order};
use crate::readers::office::document::Document;
use crate::readers::xml::{self, Element};
use crate::readers::{byline, paragraphs};

/// The codes of fields, beside those that hold an article's own words.
const CODES: [&str; 37] = [
    "AN", "ART", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DE", "ED", "ET", "GC", "HD", "HLP", "IN", "IPC", "IPD",
    "LA", "LP", "NGC", "NS", "PD", "PG", "PUB", "RE", "RF", "RST", "SC", "SE", "SN", "TD", "TI", "UR", "VOL", "WC",
    "WEB",
];

/// Whether a page is an export of Factiva: it says so, or is laid out so, and numbers its records.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    shows(bytes, &["Factiva", "articleParagraph"]) && (has_number(bytes) || shows(bytes, &["<title>Factiva"]))
}

/// Whether a line `Document TIMEUK0020110105e715000c8` stands in a page.
fn has_number(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 100;
    ["Document ", "Dokument "].iter().any(|sign| {
        memchr::memmem::find_iter(bytes, sign).take(LOOKED_AT).any(|at| {
            let words = &bytes[at..bytes.len().min(at + 60)];
            let end = words.iter().position(|b| *b == b'<').unwrap_or(words.len());
            std::str::from_utf8(&words[..end]).is_ok_and(|words| number_in(words).is_some())
        })
    })
}

/// Reads a page.
pub(super) fn of_page(content: &str) -> Export {
    let lines = markup::lines(content);
    let records: Vec<&[Line]> = if lines.iter().any(|line| line.article > 0) {
        lines.chunk_by(|a, b| a.article == b.article).filter(|record| record[0].article > 0).collect()
    } else {
        by_number(&lines)
    };
    of_records(records)
}

/// The records of a word processor's document, if it is an export.
pub(super) fn of_word(document: &Document) -> Option<Export> {
    let has_number =
        document.paragraphs.iter().any(|p| p.words.split(['\t', '\n']).any(|words| number_in(words.trim()).is_some()));
    has_number.then_some(())?;
    let lines = of_document(document.clone());
    let is_export = lines.iter().any(|line| is_word_count(&line.words)) || lines.iter().any(|line| line.words == "HD");
    is_export.then(|| of_records(by_number(&lines)))
}

/// Each record ends with its accession number; what follows the last one is a summary of the search.
fn by_number(lines: &[Line]) -> Vec<&[Line]> {
    let mut records: Vec<&[Line]> = lines.split_inclusive(|line| number_in(&line.words).is_some()).collect();
    if records.last().is_some_and(|last| last.last().is_some_and(|line| number_in(&line.words).is_none())) {
        records.pop();
    }
    records
}

fn of_records(records: Vec<&[Line]>) -> Export {
    let entries = records.into_iter().map(|record| if is_coded(record) { coded(record) } else { plain(record) });
    Export { format: Format::Factiva, entries: entries.collect() }
}

/// The accession number in `Document TIMES00020240516ek5g0001x`.
fn number_in(line: &str) -> Option<&str> {
    let number = line.strip_prefix("Document ").or_else(|| line.strip_prefix("Dokument "))?.trim();
    let fits = (12..=40).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (fits && digits >= 8).then_some(number)
}

fn is_field(line: &Line) -> bool {
    is_code(&line.words) && CODES.contains(&line.words.as_str())
}

fn is_coded(lines: &[Line]) -> bool {
    let has = |code: &str| lines.iter().any(|line| line.words == code);
    has("HD") && (has("LP") || has("TD") || has("PD") || has("AN"))
}

/// A record of coded fields.
fn coded(lines: &[Line]) -> Result<Entry, String> {
    let mut entry = Entry::default();
    let Some(first) = lines.iter().position(is_field) else { return entry.checked() };
    let mut rest = &lines[first..];
    while let Some((code, after)) = rest.split_first() {
        let len = after.iter().position(is_field).unwrap_or(after.len());
        let (values, next) = after.split_at(len);
        let value = || joined(values);
        match code.words.as_str() {
            "HD" => entry.title = value(),
            "BY" => entry.byline = value(),
            "PD" => entry.date = value(),
            "SN" => entry.outlet = value(),
            "LA" => entry.language = value(),
            "LP" | "TD" | "HLP" => entry.paragraphs.extend(values.iter().map(|line| line.words.clone())),
            "AN" => {
                let number = value();
                entry.id = Some(number_in(&number).unwrap_or(&number).to_owned());
            }
            _ => {}
        }
        rest = next;
    }
    entry.checked()
}

/// "1,234 words", "295 mots", "300 Wörter".
fn is_word_count(line: &str) -> bool {
    const UNITS: [&str; 12] = [
        "words", "word", "mots", "mot", "wörter", "wort", "worte", "palabras", "palabra", "parole", "woorden",
        "palavras",
    ];
    let Some((count, unit)) = line.trim().rsplit_once(' ') else { return false };
    let is_count = count.starts_with(|c: char| c.is_ascii_digit())
        && count.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '\'' | ' ' | '\u{a0}' | '\u{202f}'));
    is_count && UNITS.contains(&unit.to_lowercase().as_str())
}

/// How many lines between the length and the rights may tell of the outlet.
const MAX_FIELDS: usize = 12;

/// A record of lines in a fixed order.
fn plain(lines: &[Line]) -> Result<Entry, String> {
    let mut entry = Entry::default();
    let count = lines.iter().position(|line| is_word_count(&line.words));
    let head = &lines[..count.unwrap_or(lines.len().min(1))];
    // A cover page may stand before the first record.
    let head = &head[head.iter().rposition(|line| line.opens_part).unwrap_or(0)..];
    read_head(&head[head.len().saturating_sub(MAX_HEAD)..], &mut entry);
    let mut rest = &lines[count.map_or(head.len(), |at| at + 1).min(lines.len())..];
    if count.is_some() {
        let fields = rest.iter().take(MAX_FIELDS).position(|line| is_rights(&line.words) || is_text(line));
        let fields = fields.unwrap_or(rest.len().min(MAX_FIELDS));
        read_fields(&rest[..fields], &mut entry);
        rest = &rest[fields..];
        let rights = rest.iter().take_while(|line| is_rights(&line.words) && !is_text(line)).count();
        rest = &rest[rights..];
    }
    for line in rest {
        if let Some(number) = number_in(&line.words) {
            entry.id = Some(number.to_owned());
            break;
        }
        entry.paragraphs.push(line.words.clone());
    }
    entry.checked()
}

fn is_text(line: &Line) -> bool {
    line.has_class("articleparagraph") || line.words.len() > 120
}

/// Lines that may stand above the length: section, headline, author.
const MAX_HEAD: usize = 5;

fn read_head(head: &[Line], entry: &mut Entry) {
    let is_byline = |line: &&Line| line.has_class("author") || byline::is_byline(&line.words);
    if let Some(line) = head.iter().find(is_byline) {
        entry.byline.clone_from(&line.words);
    }
    let others: Vec<&Line> = head.iter().filter(|line| !is_byline(line)).collect();
    let marked: Vec<&Line> = others.iter().copied().filter(|line| line.has_class_like("headline")).collect();
    let bold: Vec<&Line> = others.iter().copied().filter(|line| line.is_bold()).collect();
    entry.title = if !marked.is_empty() {
        joined(marked)
    } else if let [title] = bold.as_slice() {
        title.words.clone()
    } else {
        // The section above is shorter than the headline.
        others.iter().rev().max_by_key(|line| line.words.len()).map(|line| line.words.clone()).unwrap_or_default()
    };
}

/// Date, time, outlet, its code, edition, page, language: told by their looks.
fn read_fields(fields: &[Line], entry: &mut Entry) {
    let date = fields.iter().position(|line| dates::find(&line.words, Order::Unknown).is_some());
    let Some(date) = date else { return };
    entry.date.clone_from(&fields[date].words);
    let is_time = |words: &str| {
        words.contains(':') && words.chars().filter(char::is_ascii_digit).count() >= 3 && words.len() <= 16
    };
    let mut after = fields[date + 1..].iter().filter(|line| !is_time(&line.words));
    entry.outlet = after.next().map(|line| line.words.clone()).unwrap_or_default();
    let language =
        after.find(|line| crate::readers::language::normalise(&line.words).is_some() && line.words.len() > 3);
    entry.language = language.map(|line| line.words.clone()).unwrap_or_default();
}

/// Whether the start of an XML file shows it to be an export of Factiva.
pub(super) fn is_xml(start: &str) -> bool {
    // Others link to Factiva's site; its own XML holds elements called `article`, too.
    let is_linked = start.contains("global.factiva.com") && start.contains("<article");
    is_linked || ["<ppsarticle", "<PPSResponse", "distdoc:archive"].iter().any(|sign| start.contains(sign))
}

/// Reads XML record by record; the error says where the file breaks off.
pub(super) fn of_xml(content: &str) -> (Export, Option<String>) {
    let mut entries = Vec::new();
    let problem = xml::each(content, |name| name == "article", &mut |article| entries.push(of_element(&article)));
    (Export { format: Format::Factiva, entries }, problem.err())
}

fn of_element(article: &Element) -> Result<Entry, String> {
    let find = |name: &str| article.elements().find(|element| element.name.eq_ignore_ascii_case(name));
    let words = |name: &str| find(name).map(Element::words).unwrap_or_default();
    let date =
        find("publicationDate").and_then(|date| date.words_at(&["date"])).unwrap_or_else(|| words("publicationDate"));
    let mut text = Vec::new();
    for name in ["leadParagraph", "leadParagraphs", "tailParagraph", "tailParagraphs", "body"] {
        text.extend(find(name).map(paragraphs_of).unwrap_or_default());
    }
    let entry = Entry {
        title: words("headline"),
        byline: words("byline"),
        outlet: words("sourceName"),
        date,
        language: words("baseLanguage"),
        id: find("accessionNo").map(Element::words),
        url: None,
        paragraphs: text,
    };
    entry.checked()
}

/// The paragraphs of a part: its elements; else its text, as it is broken into lines.
fn paragraphs_of(part: &Element) -> Vec<String> {
    let marked: Vec<String> =
        part.children("paragraph").map(Element::words).filter(|words| !words.is_empty()).collect();
    if !marked.is_empty() {
        return marked;
    }
    let text = part.text();
    paragraphs::split(&text).into_iter().map(|range| crate::readers::record::one_line(&text[range])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(export: Export) -> Vec<Entry> {
        export.entries.into_iter().map(Result::unwrap).collect()
    }

    fn check(entry: &Entry) {
        assert_eq!((entry.title.as_str(), entry.outlet.as_str()), ("Talks begin", "The Paper"), "{entry:?}");
        assert_eq!((entry.date.as_str(), entry.id.as_deref()), ("16 May 2024", Some("PAPER00020240516ek5g0001x")));
        assert_eq!(entry.paragraphs, ["They met.", "They agreed."]);
        assert!(entry.byline.ends_with("Ann Lee") && entry.language == "English", "{entry:?}");
    }

    const PLAIN: &str = "<div class=\"article enArticle\"><div>World News</div><div id=\"hd\"><span class='enHeadline'>Talks begin</span></div>\
        <div class=\"author\">By Ann Lee</div><div>1,234 words</div><div>16 May 2024</div><div>09:15</div><div>The Paper</div><div>PAPER</div>\
        <div>12</div><div>English</div><div>© 2024 The Paper. All rights reserved.</div><p class=\"articleParagraph enarticleParagraph\">They met.</p>\
        <p class=\"articleParagraph enarticleParagraph\">They agreed.</p><p>Document PAPER00020240516ek5g0001x</p></div>";
    const CODED: &str = "<div class='article enArticle'><table><tr><td><b>SE</b>&nbsp;</td><td>World</td></tr><tr><td><b>HD</b></td><td><b>Talks begin</b>\
        </td></tr><tr><td><b>BY</b></td><td>By Ann Lee</td></tr><tr><td><b>PD</b></td><td>16 May 2024</td></tr><tr><td><b>SN</b></td><td>The Paper</td></tr>\
        <tr><td><b>LA</b></td><td>English</td></tr><tr><td><p><b>LP</b></p></td><td><p>They met.</p></td></tr><tr><td><b>TD</b></td><td><p>They agreed.</p>\
        </td></tr><tr><td><b>NS</b></td><td>gcat : News</td></tr><tr><td><b>AN</b></td><td>Document PAPER00020240516ek5g0001x</td></tr></table></div>";

    #[test]
    fn pages_are_read_in_both_layouts() {
        let page =
            format!("<title>Factiva</title><p>Dow Jones</p>{PLAIN}<span></span>{CODED}<p>© 2024 Factiva, Inc.</p>");
        assert!(is_page(page.as_bytes()));
        let found = entries(of_page(&page));
        assert_eq!(found.len(), 2);
        found.iter().for_each(check);
    }

    #[test]
    fn documents_are_read_in_both_layouts() {
        let plain = "Talks begin\nBy Ann Lee\n548 words\n16 May 2024\nThe Paper\nPAPER\nEnglish\n(c) 2024 The Paper\nThey met.\nThey agreed.\n\
                     Document PAPER00020240516ek5g0001x";
        let coded = "HD\tTalks begin\nBY\tAnn Lee\nPD\t16 May 2024\nSN\tThe Paper\nLA\tEnglish\nLP\nThey met.\nTD\tThey agreed.\n\
                     AN\tDocument PAPER00020240516ek5g0001x\nSearch Summary";
        for content in [plain.to_owned(), coded.to_owned(), format!("{plain}\n{coded}")] {
            use crate::readers::office::document::Paragraph;
            let paragraph = |words: &str| Paragraph { words: words.into(), ..Paragraph::default() };
            let document = Document { paragraphs: content.lines().map(paragraph).collect(), ..Document::default() };
            entries(of_word(&document).unwrap()).iter().for_each(check);
        }
    }

    #[test]
    fn xml_is_read_record_by_record() {
        let article = |text: &str| {
            format!(
                "<article><accessionNo>PAPER00020240516ek5g0001x</accessionNo><baseLanguage>English</baseLanguage><headline><paragraph>Talks begin\
                 </paragraph></headline><byline>Ann Lee</byline><publicationDate><date>16 May 2024</date></publicationDate><sourceName>The Paper\
                 </sourceName>{text}</article>"
            )
        };
        let marked = article(
            "<leadParagraph><paragraph>They met.</paragraph></leadParagraph><tailParagraphs><paragraph>They agreed.</paragraph></tailParagraphs>",
        );
        let bare = article("<leadParagraph>\nThey met.\n    They agreed.\n</leadParagraph>");
        let content = format!(
            "<PPSResponse><ppsarticle>{marked}</ppsarticle><ppsarticle><article/></ppsarticle>{bare}<article><headline>Cut"
        );
        assert!(is_xml(&content));
        let (export, _) = of_xml(&content);
        let [first, broken, second, cut] = export.entries.as_slice() else { panic!("{:?}", export.entries) };
        check(first.as_ref().unwrap());
        check(second.as_ref().unwrap());
        assert!(broken.is_err() && cut.as_ref().is_ok_and(|entry| entry.title == "Cut"));
    }

    #[test]
    fn lengths_and_numbers_are_told_from_words() {
        for line in ["548 words", "1 234 mots", "1.234 Wörter"] {
            assert!(is_word_count(line), "{line}");
        }
        assert!(!is_word_count("In other words") && number_in("Document of 2024").is_none());
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "(<div class='article'>|</div>|<td>|(HD|LP|AN|PD)|548 words|Document PAPER00020240516ek5g0001x|<p>|[a-z ]{0,9}){0,30}") {
            let _ = (of_page(&content), of_xml(&content));
        }
    }
}
