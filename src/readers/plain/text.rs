//! What article does a plain text file hold? Header lines, a headline (which pages saved as text often repeat), and
//! paragraphs with their offsets.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::model::Text;
use crate::readers::fields::{Field, Fields, field_of};
use crate::readers::record::{Draft, Intake, Metadata, one_line};
use crate::readers::{byline, dates, paragraphs, published, record};

/// Reads a file, which is one article.
pub(in crate::readers) fn read(content: &str, intake: &mut Intake<'_>) {
    if intake.accepts(None, content.len()) {
        intake.article(0, draft(content));
    }
}

/// The article in paragraphs that come from elsewhere, whose title may be known. They have no place in the source's own
/// text.
pub(in crate::readers) fn draft_of(paragraphs: &[String], title: Option<&str>) -> Draft {
    let Some(title) = title else {
        let Draft { meta, text, shown_date } = draft(&paragraphs.join("\n\n"));
        let text = record::text_of(text.title(), text.paragraphs().map(|(_, words)| words));
        return Draft { meta, text, shown_date };
    };
    let content = paragraphs.join("\n\n");
    let mut ranges = paragraphs::split(&content);
    let mut meta = take_headers(&content, &mut ranges);
    title.clone_into(&mut meta.title);
    drop_repeated_title(&content, title, &mut ranges);
    if meta.byline.is_empty() {
        meta.byline = byline_in(&content, &ranges);
    }
    let text = record::text_of(title, ranges.into_iter().map(|range| &content[range]));
    Draft { meta, text, shown_date: None }
}

fn draft(content: &str) -> Draft {
    let mut ranges = paragraphs::split(content);
    let mut meta = take_headers(content, &mut ranges);
    part_head(content, &mut ranges);
    let headline = if meta.title.is_empty() { headline(content, &ranges) } else { None };
    if let Some(at) = headline {
        meta.title = one_line(&content[ranges[at].clone()]);
        ranges.remove(at);
    }
    drop_repeated_title(content, &meta.title, &mut ranges);
    if meta.byline.is_empty() {
        meta.byline = byline_in(content, &ranges);
    }
    let text = text_of(content, &meta.title, &ranges);
    Draft { meta, text, shown_date: None }
}

/// Title and paragraphs, these with the offsets of the ranges.
pub(in crate::readers) fn text_of(content: &str, title: &str, ranges: &[Range<usize>]) -> Text {
    let mut builder = Text::with_title(title);
    for (range, offset) in ranges.iter().zip(paragraphs::offsets(content, ranges)) {
        builder.paragraph(&content[range.clone()], Some(offset));
    }
    builder.finish()
}

/// Takes "Title: …", "Date: …" and their like from the head of the file.
///
/// A line counts only if its name is known; one line alone must have a value that fits. Headers end at the first
/// paragraph that is none.
fn take_headers(content: &str, ranges: &mut Vec<Range<usize>>) -> Metadata {
    let mut object = Map::new();
    let mut taken = 0;
    for range in ranges.iter() {
        let lines: Option<Vec<_>> = content[range.clone()].lines().map(header).collect();
        let Some(lines) = lines else { break };
        for (name, value) in lines {
            object.entry(name.to_owned()).or_insert_with(|| Value::String(value.to_owned()));
        }
        taken += 1;
    }
    ranges.drain(..taken);
    Fields::of(object).metadata()
}

/// Longer values are sentences that happen to have a colon.
const LONGEST_VALUE: usize = 400;

/// The name and value of a header line.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let value = value.trim();
    if value.is_empty() || value.len() > LONGEST_VALUE || !name.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let fits = match field_of(name)?.0 {
        Field::Date => dates::parse(value, dates::Order::Unknown).is_some(),
        Field::Text | Field::Lead => false,
        Field::Url => value.contains('.') && !value.contains(' '),
        Field::Id | Field::Language => !value.contains(' '),
        Field::Title | Field::Author | Field::Outlet => true,
    };
    fits.then_some((name, value))
}

/// Parts the lines of the first paragraph if they are a headline with its repetitions, byline or date under it.
fn part_head(content: &str, ranges: &mut Vec<Range<usize>>) {
    let Some(first) = ranges.first().cloned() else { return };
    let lines: Vec<&str> = content[first.clone()].lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let [headline, below @ ..] = lines.as_slice() else { return };
    let belongs =
        |line: &&str| same_words(line, headline) || published::of_date_line(line).is_some() || byline::is_byline(line);
    if below.is_empty() || lines.len() > 6 || !below.iter().any(belongs) {
        return;
    }
    let mut at = first.start;
    let parts = lines.iter().filter_map(|line| {
        let start = at + content[at..first.end].find(line)?;
        at = start + line.len();
        Some(start..at)
    });
    let parts: Vec<_> = parts.collect();
    ranges.splice(..1, parts);
}

/// Which paragraph is the headline: the first, or the second after a date line, if it reads like one, or if it is
/// repeated.
fn headline(content: &str, ranges: &[Range<usize>]) -> Option<usize> {
    const LONGEST: usize = 250;
    let words = |at: usize| ranges.get(at).map(|range| &content[range.clone()]);
    let is_aside = |line: &str| published::of_date_line(line).is_some() || byline::is_byline(line);
    let at = (0..ranges.len().min(3)).find(|at| !words(*at).is_some_and(is_aside))?;
    let (first, next) = (words(at)?, words(at + 1)?);
    let repeated = same_words(first, next);
    let lines = first.lines().count();
    let ends_sentence = first.ends_with(['.', ':', ';', ',']) && !first.ends_with("..");
    let reads_like_one = lines <= 2 && !ends_sentence && first.split_whitespace().count() >= 2;
    (first.len() <= LONGEST && (repeated || reads_like_one)).then_some(at)
}

fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().map(str::to_lowercase).eq(b.split_whitespace().map(str::to_lowercase))
}

/// A headline that stands again before the text is one headline.
fn drop_repeated_title(content: &str, title: &str, ranges: &mut Vec<Range<usize>>) {
    let repeats = ranges.iter().take_while(|range| same_words(&content[(*range).clone()], title)).count();
    // If there is nothing else, the words stay.
    if repeats < ranges.len() {
        ranges.drain(..repeats);
    }
}

/// The names of a byline among the first paragraphs, where it also stays.
fn byline_in(content: &str, ranges: &[Range<usize>]) -> Vec<String> {
    const HEAD: usize = 3;
    let mut lines = ranges.iter().take(HEAD).map(|range| &content[range.clone()]);
    lines.find(|line| byline::is_byline(line)).map(byline::names).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Format, Problem};
    use crate::readers::SourceFile;

    fn article(content: &str) -> Article {
        let mut found: Vec<Result<Article, Problem>> = Vec::new();
        let mut sink = |result| found.push(result);
        let file = SourceFile::new("a.txt", content.as_bytes());
        read(content, &mut Intake::new(&file, Format::Txt, &mut sink));
        found.remove(0).unwrap()
    }

    #[test]
    fn a_headline_is_told_from_the_text_however_often_it_stands_there() {
        let body = "BEIJING — The two met on Thursday.\n\nThey agreed.";
        let cases = [
            ("", "", 2),
            ("Leaders meet in Beijing\n\n", "Leaders meet in Beijing", 2),
            ("Leaders meet.\n\nLeaders meet.\n\nLEADERS  MEET.\n\n", "Leaders meet.", 2),
            ("May 16, 2024\n\nLeaders meet in Beijing\n\n", "Leaders meet in Beijing", 3),
            ("By Ann Lee\n\n", "", 3),
            ("Will they agree?\n\n", "Will they agree?", 2),
            ("Leaders meet in Beijing\nLeaders meet in Beijing\n\n", "Leaders meet in Beijing", 2),
            ("Leaders meet in Beijing\nBy Ann Lee in Beijing\n16 May 2024\n\n", "Leaders meet in Beijing", 4),
        ];
        for (head, title, count) in cases {
            let article = article(&format!("{head}{body}"));
            assert_eq!((article.title(), article.text.paragraph_count()), (title, count), "{head}");
            assert_eq!(article.dateline(), Some("BEIJING"), "{head}");
        }
    }

    #[test]
    fn header_lines_are_metadata() {
        let content = "Title: Leaders meet\nDate: 16 May 2024\nBy: Ann Lee and Bo Ek\nSource: The Wire\nURL: \
             https://example.com/1\nLanguage: English\n\nNote: this is text.\n\nAnd this.";
        let article = article(content);
        assert_eq!(article.title(), "Leaders meet");
        assert_eq!(article.byline, ["Ann Lee", "Bo Ek"]);
        assert_eq!(article.outlet.as_deref(), Some("The Wire"));
        assert_eq!(article.url.as_deref(), Some("https://example.com/1"));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2024-05-16"));
        assert_eq!(article.text.paragraphs().next(), Some((1, "Note: this is text.")));
        assert_eq!(article.text.blocks()[1].offset, content.find("Note").map(|at| at as u32));
    }

    #[test]
    fn one_paragraph_is_text() {
        let article = article("A single line about the talks");
        assert_eq!((article.title(), article.text.paragraph_count()), ("", 1));
    }
}
