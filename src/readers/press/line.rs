//! Which lines does an export hold? Text, documents and pages become one list of lines, so that a database's layout is
//! described once, whatever file it comes in.

use crate::readers::office::document::Document;
use crate::readers::record::one_line;

/// A line, or a paragraph, of an export. None is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::readers) struct Line {
    pub(in crate::readers) words: String,
    /// How many bytes at its start are bold, as labels are.
    pub(in crate::readers) bold: usize,
    pub(in crate::readers) is_centred: bool,
    /// Whether only a line break parts it from the line before, so that both may be one.
    pub(in crate::readers) is_soft: bool,
    /// Whether a page, section or rule stands before it.
    pub(in crate::readers) opens_part: bool,
    /// The classes of all elements around it, in small letters, each between spaces.
    pub(in crate::readers) classes: String,
    /// Which `article` element it stands in, from 1; 0 for none.
    pub(in crate::readers) article: u32,
    /// The name of an anchor before it.
    pub(in crate::readers) anchor: Option<String>,
    pub(in crate::readers) link: Option<String>,
}

impl Line {
    pub(super) fn is_bold(&self) -> bool {
        self.bold >= self.words.len()
    }

    /// Whether an element around it has this class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.classes.split(' ').any(|own| own == class)
    }

    /// Whether the class of an element around it ends so.
    pub(in crate::readers) fn has_class_like(&self, part: &str) -> bool {
        !self.classes.is_empty() && self.classes.contains(part)
    }
}

/// The words of lines that are one, such as a title of two lines.
pub(super) fn joined<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    let words: Vec<&str> = lines.into_iter().map(|line| line.words.as_str()).collect();
    words.join(" ")
}

/// The lines of a word processor's document. The first cell of a table's row is a line of its own.
pub(super) fn of_document(document: Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in document.paragraphs {
        let label = paragraph.words.get(..paragraph.bold).map(one_line).unwrap_or_default();
        let cells = paragraph.words.split_once('\t').filter(|(first, _)| is_code(first.trim()));
        let (first, rest) = cells.map_or((None, paragraph.words.as_str()), |(first, rest)| (Some(first), rest));
        let mut opens_part = paragraph.opens_part;
        for words in first.into_iter().chain(rest.split('\n')) {
            let words = one_line(words);
            if words.is_empty() {
                continue;
            }
            lines.push(Line {
                bold: if words.starts_with(&label) { label.len() } else { 0 },
                words,
                is_centred: paragraph.is_centred,
                opens_part: std::mem::take(&mut opens_part),
                link: paragraph.link.clone(),
                ..Line::default()
            });
        }
    }
    lines
}

/// Whether words look like the code of a field: `HD`, `IPD`.
pub(super) fn is_code(words: &str) -> bool {
    matches!(words.len(), 2..=4) && words.bytes().all(|b| b.is_ascii_uppercase())
}

/// The lines of a text whose paragraphs are parted by blank lines, and broken to the width of a page. Lines that are
/// indented by much are centred, and stand alone; so do lines with a label in capitals.
pub(super) fn of_wrapped(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut block: Vec<(usize, &str)> = Vec::new();
    for raw in text.lines().chain([""]) {
        let raw = raw.trim_end();
        let start = raw.trim_start();
        if !start.is_empty() {
            block.push((raw.chars().count() - start.chars().count(), start));
            continue;
        }
        add_block(&block, &mut lines);
        block.clear();
    }
    lines
}

/// So much space before all lines of a block means that they are centred.
const CENTRED: usize = 8;
/// So much before one line means that a paragraph starts there.
const INDENT: usize = 2;

fn add_block(block: &[(usize, &str)], lines: &mut Vec<Line>) {
    let Some(margin) = block.iter().map(|(indent, _)| *indent).min() else { return };
    let is_centred = margin >= CENTRED || (block.len() == 1 && margin > 4);
    let indented = block.iter().filter(|(indent, _)| *indent >= margin + INDENT).count();
    let has_indents = indented * 2 <= block.len() && !is_centred;
    let mut is_first = true;
    for (indent, words) in block {
        let starts = is_first
            || is_centred
            || (has_indents && *indent >= margin + INDENT)
            || super::labels::capital_label(words).is_some();
        let words = one_line(words);
        match lines.last_mut().filter(|_| !starts) {
            Some(line) => {
                line.words.push(' ');
                line.words.push_str(&words);
            }
            None => lines.push(Line { words, is_centred, is_soft: !is_first, ..Line::default() }),
        }
        is_first = false;
    }
}

/// The lines of a text, each as it stands.
pub(in crate::readers) fn of_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut is_soft = false;
    for raw in text.lines() {
        let words = one_line(raw);
        if words.is_empty() {
            is_soft = false;
        } else {
            lines.push(Line { words, is_soft, ..Line::default() });
            is_soft = true;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined_and_centred_ones_stand_alone() {
        let text = "                 The Paper\n\n           January 5, 2010\n            Final Edition\n\nTalks begin\n\nLENGTH: 12 words\nSECTION: \
                    News\n\nBODY:\n   The first paragraph is broken\nto the width.\n   The second one is,\ntoo.\n\nThe third\nalso.";
        let lines = of_wrapped(text);
        let words: Vec<(&str, bool)> = lines.iter().map(|line| (line.words.as_str(), line.is_centred)).collect();
        assert_eq!(
            words,
            [
                ("The Paper", true),
                ("January 5, 2010", true),
                ("Final Edition", true),
                ("Talks begin", false),
                ("LENGTH: 12 words", false),
                ("SECTION: News", false),
                ("BODY:", false),
                ("The first paragraph is broken to the width.", false),
                ("The second one is, too.", false),
                ("The third also.", false),
            ]
        );
    }

    #[test]
    fn lines_stand_as_they_are() {
        let lines = of_lines("One\nTwo\n\n Three \n");
        let words: Vec<(&str, bool)> = lines.iter().map(|line| (line.words.as_str(), line.is_soft)).collect();
        assert_eq!(words, [("One", false), ("Two", true), ("Three", false)]);
    }
}
