//! What articles do the lines of printed pages make?
//!
//! Lines become paragraphs by indents, gaps, and short last lines; words that were parted at the end of a line are joined.
//! Large letters make headings. A file is one article, unless several headings of the largest kind are each followed by
//! a date line or a byline of their own.

use std::collections::HashSet;

use super::pdf::Pages;
use super::pdf_layout::{Line, lines};
use crate::readers::record::{Draft, Metadata, text_of};
use crate::readers::{byline, published};

/// A heading or a paragraph.
#[derive(Debug, PartialEq)]
struct Passage {
    words: String,
    size: f32,
    is_heading: bool,
}

/// Headings are larger than the text by this factor, and so close in size if they are of one kind.
const HEADING: f32 = 1.12;
const SAME_KIND: f32 = 0.93;
/// The longest heading, in characters.
const LONGEST_HEADING: usize = 250;
/// So many passages after a heading may stand before its date line or byline.
const HEAD: usize = 3;

/// The articles of a file, in order.
pub(super) fn articles(pages: Pages) -> Vec<Draft> {
    let passages = passages(&lines(pages.pages));
    let own_title = pages.title.filter(|title| is_title(title));
    let starts = starts(&passages);
    if starts.len() < 2 {
        let title = starts.first().copied().or_else(|| largest_near_top(&passages));
        return vec![article(&passages, title, own_title.as_deref(), pages.author.as_deref())];
    }
    let ends = starts.iter().skip(1).copied().chain([passages.len()]);
    // What stands before the first headline belongs to no article of its own; it is kept with the first.
    let mut from = 0;
    let mut drafts = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        drafts.push(article(&passages[from..end], Some(start - from), None, None));
        from = end;
    }
    drafts
}

fn article(passages: &[Passage], title_at: Option<usize>, own_title: Option<&str>, author: Option<&str>) -> Draft {
    let headline = title_at.map(|at| passages[at].words.as_str());
    let title = headline.or(own_title).unwrap_or_default().to_owned();
    let mut rest: Vec<&str> = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        if Some(at) != title_at {
            rest.push(&passage.words);
        }
    }
    let near_top = || rest.iter().take(HEAD + 2);
    let date_at = near_top().position(|words| published::of_date_line(words).is_some());
    let shown_date = date_at.and_then(|at| published::of_date_line(rest[at]));
    let byline_at = near_top().position(|words| byline::is_byline(words));
    // What a file calls its author is often whoever saved it.
    let is_shown = |author: &&str| near_top().any(|words| words.contains(*author));
    let byline = match byline_at {
        Some(at) => byline::names(rest[at]),
        None => author.filter(is_shown).map(byline::names).unwrap_or_default(),
    };
    let mut at = 0;
    rest.retain(|_| {
        at += 1;
        date_at != Some(at - 1) && byline_at != Some(at - 1)
    });
    let meta = Metadata { title, byline, ..Metadata::default() };
    Draft { text: text_of(&meta.title, rest), meta, shown_date }
}

/// Whether what a file calls its title is one, not the name of another file.
fn is_title(title: &str) -> bool {
    const ENDINGS: [&str; 8] = [".doc", ".docx", ".indd", ".pdf", ".qxd", ".rtf", ".odt", ".txt"];
    let lower = title.to_lowercase();
    title.contains(' ')
        && !ENDINGS.iter().any(|ending| lower.ends_with(ending))
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
}

/// The headlines of which each begins an article.
fn starts(passages: &[Passage]) -> Vec<usize> {
    let largest = passages.iter().filter(|passage| passage.is_heading).map(|passage| passage.size).fold(0.0, f32::max);
    let begins = |at: &usize| {
        let after = passages[at + 1..].iter().take(HEAD).take_while(|passage| !passage.is_heading);
        passages[*at].is_heading
            && passages[*at].size >= SAME_KIND * largest
            && after
                .into_iter()
                .any(|next| published::of_date_line(&next.words).is_some() || byline::is_byline(&next.words))
    };
    (0..passages.len()).filter(begins).collect()
}

/// The heading in the largest letters among the first passages.
fn largest_near_top(passages: &[Passage]) -> Option<usize> {
    const TOP: usize = 12;
    let headings = passages.iter().enumerate().take(TOP).filter(|(_, passage)| passage.is_heading);
    headings.rev().max_by(|a, b| a.1.size.total_cmp(&b.1.size)).map(|(at, _)| at)
}

/// Puts lines together.
fn passages(lines: &[Line]) -> Vec<Passage> {
    let body = body_size(lines);
    let words = WordsWithHyphen::of(lines);
    let mut passages: Vec<Passage> = Vec::new();
    let mut columns = lines.chunk_by(|a, b| a.column == b.column);
    let mut column = Column::default();
    let mut before: Option<&Line> = None;
    for line in lines {
        if before.is_none_or(|before| before.column != line.column) {
            column = columns.next().map(Column::of).unwrap_or_default();
        }
        let is_heading = line.size > HEADING * body && line.words.chars().count() < LONGEST_HEADING;
        let goes_on = before.is_some_and(|before| {
            let same_kind = passages.last().is_some_and(|last| last.is_heading == is_heading);
            same_kind && column.goes_on(before, line, is_heading)
        });
        match passages.last_mut() {
            Some(last) if goes_on => words.join(&mut last.words, &line.words),
            _ => passages.push(Passage { words: line.words.clone(), size: line.size, is_heading }),
        }
        before = Some(line);
    }
    passages.retain(|passage| !passage.words.trim().is_empty());
    passages
}

/// The size in which most letters are set.
fn body_size(lines: &[Line]) -> f32 {
    let mut counts: Vec<(i32, usize)> = Vec::new();
    for line in lines {
        let size = (line.size * 2.0).round() as i32;
        match counts.iter_mut().find(|(known, _)| *known == size) {
            Some((_, count)) => *count += line.words.len(),
            None => counts.push((size, line.words.len())),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// Where the lines of a column start and end.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    left: f32,
    right: f32,
    /// The usual distance from one line to the next.
    leading: f32,
}

impl Column {
    fn of(lines: &[Line]) -> Self {
        let mut lefts: Vec<f32> = lines.iter().map(|line| line.left).collect();
        lefts.sort_by(f32::total_cmp);
        let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        let mut leadings: Vec<f32> =
            lines.windows(2).map(|pair| pair[0].y - pair[1].y).filter(|gap| *gap > 0.0).collect();
        leadings.sort_by(f32::total_cmp);
        let leading = leadings.get(leadings.len() / 3).copied().unwrap_or(f32::MAX);
        // Most lines start at the left edge; the first few may hang out.
        Self { left: lefts.get(lefts.len() / 10).copied().unwrap_or_default(), right, leading }
    }

    /// Whether `line` is more of the paragraph that `before` is in; this is the column of `line`.
    fn goes_on(&self, before: &Line, line: &Line, is_heading: bool) -> bool {
        let size = before.size.max(line.size);
        if (before.size - line.size).abs() > 0.15 * size {
            return false;
        }
        let gap = before.y - line.y;
        if before.column == line.column && gap > 1.4 * self.leading.min(2.0 * size).max(size) {
            return false;
        }
        if is_heading {
            return before.column == line.column;
        }
        let is_indented = line.left > self.left + 0.7 * size;
        let was_indented = before.column == line.column && before.left > self.left + 0.7 * size;
        if is_indented && !was_indented {
            return false;
        }
        let room = self.right - before.right;
        let first_word = line.words.split(' ').next().map_or(0, |word| word.chars().count()) as f32;
        let ends_sentence = before.words.trim_end().ends_with(['.', '!', '?', '”', '"', '’', ':', ')']);
        if is_indented && was_indented && ends_sentence && room > first_word * 0.6 * size {
            return false; // a paragraph of one line before another
        }
        if before.column != line.column {
            // In the next column it goes on unless it starts as a new sentence after a full stop.
            return !ends_sentence || line.words.starts_with(char::is_lowercase);
        }
        // A line that had room for the next word was the last of its paragraph.
        let was_last = room > (first_word + 2.0) * 0.6 * size && room > 0.12 * (self.right - self.left);
        !was_last || (!ends_sentence && !is_indented && line.words.starts_with(char::is_lowercase))
    }
}

/// Words that stand with a hyphen inside a line: these keep it if they are parted at the end of one.
struct WordsWithHyphen<'a>(HashSet<&'a str>);

impl<'a> WordsWithHyphen<'a> {
    fn of(lines: &'a [Line]) -> Self {
        let words = lines.iter().flat_map(|line| line.words.split(' '));
        let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        Self(bare.filter(|word| word.contains('-')).collect())
    }

    /// Adds a line to a paragraph.
    fn join(&self, paragraph: &mut String, line: &str) {
        let is_soft = paragraph.ends_with('\u{ad}');
        let parted = paragraph
            .strip_suffix(['-', '\u{2010}', '\u{ad}'])
            .filter(|rest| rest.ends_with(char::is_alphabetic) && (is_soft || line.starts_with(char::is_lowercase)));
        let Some(rest) = parted else {
            if !paragraph.ends_with('-') || !line.starts_with(char::is_alphanumeric) {
                paragraph.push(' ');
            }
            return paragraph.push_str(line);
        };
        let head = rest.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let tail = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !self.0.contains(format!("{head}-{tail}").as_str()) {
            paragraph.truncate(rest.len());
        }
        paragraph.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::office::pdf::Piece;

    /// A column of lines `(indent, words)`, set full unless they end with a stroke, which marks a short one.
    fn column(lines: &[(f32, &str, f32)]) -> Vec<Piece> {
        let mut y = 780.0;
        let mut pieces = Vec::new();
        for (indent, words, size) in lines {
            y -= 1.2 * size;
            let right = if words.ends_with('|') { 50.0 + 0.4 * size * words.len() as f32 } else { 300.0 };
            let words = words.trim_end_matches('|').to_owned();
            pieces.push(Piece { left: 50.0 + indent, right, y, size: *size, words });
        }
        pieces
    }

    fn shown(draft: &Draft) -> Vec<&str> {
        std::iter::once(draft.text.title()).chain(draft.text.paragraphs().map(|(_, words)| words)).collect()
    }

    #[test]
    fn lines_become_paragraphs_and_parted_words_are_joined() {
        let lines = [
            (0.0, "Ferry returns|", 18.0),
            (12.0, "The ferry was back on Monday, and the har-", 10.0),
            (0.0, "bour office said the well-known ship would", 10.0),
            (0.0, "sail daily.|", 10.0),
            (12.0, "Tickets are on sale at the quay, from a well-", 10.0),
            (0.0, "known kiosk.|", 10.0),
        ];
        let pages = Pages { pages: vec![column(&lines)], ..Pages::default() };
        assert_eq!(
            shown(&articles(pages)[0]),
            [
                "Ferry returns",
                "The ferry was back on Monday, and the harbour office said the well-known ship would sail daily.",
                "Tickets are on sale at the quay, from a well-known kiosk.",
            ]
        );
    }

    #[test]
    fn headlines_with_a_date_of_their_own_begin_articles() {
        let lines = [
            (0.0, "Ferry returns|", 18.0),
            (0.0, "Published 2019-01-04|", 10.0),
            (12.0, "The ferry was back on Monday.|", 10.0),
            (0.0, "Why it was gone|", 12.0),
            (12.0, "It had been mended.|", 10.0),
            (0.0, "Bridge closed|", 18.0),
            (0.0, "5 March 2019|", 10.0),
            (12.0, "The bridge was shut on Tuesday, the office told all who would hear it on that day.", 10.0),
        ];
        let pages = Pages { pages: vec![column(&lines)], ..Pages::default() };
        let found = articles(pages);
        assert_eq!(
            shown(&found[0]),
            ["Ferry returns", "The ferry was back on Monday.", "Why it was gone", "It had been mended."]
        );
        assert_eq!(found[1].text.title(), "Bridge closed");
        assert_eq!(found[1].shown_date.map(|date| date.day.to_string()).as_deref(), Some("2019-03-05"));
    }

    #[test]
    fn names_of_files_are_no_titles() {
        for (title, expected) in [
            ("Ferry returns", true),
            ("Microsoft Word - ferry.doc", false),
            ("page 1.indd", false),
            ("untitled 2", false),
        ] {
            assert_eq!(is_title(title), expected, "{title}");
        }
    }
}
