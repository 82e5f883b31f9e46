//! What article does a word processor's document hold, whichever program wrote it?
//!
//! Its paragraphs are read as those of a plain text file are: header lines, headline, byline. What the program marks as
//! the title comes first; what it keeps about the file (title, author, day of creation) counts only where the text says
//! nothing, since it often speaks of a template, or of whoever saved the file.

use crate::readers::byline;
use crate::readers::dates::Date;
use crate::readers::record::{Draft, Intake, one_line, text_of};
use crate::readers::{plain, press};

/// A paragraph as the program shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::readers) struct Paragraph {
    /// Cells of a table's row are parted by tabs.
    pub(in crate::readers) words: String,
    /// How many bytes at its start are bold, as a label may be.
    pub(in crate::readers) bold: usize,
    pub(in crate::readers) is_centred: bool,
    pub(in crate::readers) role: Role,
    /// Whether a page or section starts with it.
    pub(in crate::readers) opens_part: bool,
    /// Where its first link leads.
    pub(in crate::readers) link: Option<String>,
}

/// What the style of a paragraph says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::readers) enum Role {
    #[default]
    Text,
    Title,
    Heading,
}

/// A document: its paragraphs, and what its program keeps about the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::readers) struct Document {
    pub(in crate::readers) paragraphs: Vec<Paragraph>,
    pub(in crate::readers) title: Option<String>,
    pub(in crate::readers) creator: Option<String>,
    pub(in crate::readers) created: Option<Date>,
    /// Paragraphs, such as those of footnotes, that follow the text.
    pub(in crate::readers) notes: Vec<String>,
}

/// Takes a document in: the articles of an export of a press database, or one article.
pub(in crate::readers) fn take(document: Document, intake: &mut Intake<'_>) {
    if let Some(export) = press::of_word(&document) {
        export.take(0, intake);
        return;
    }
    let length = document.paragraphs.iter().map(|paragraph| paragraph.words.len()).sum();
    if intake.accepts(None, length) {
        let created = document.created;
        intake.article_dated(0, draft(document), created);
    }
}

fn draft(document: Document) -> Draft {
    let Document { paragraphs, title, creator, notes, .. } = document;
    let marked = marked_title(&paragraphs);
    let words = |(at, paragraph): (usize, &Paragraph)| {
        let line = one_line(&paragraph.words);
        (Some(at) != marked && !line.is_empty()).then_some(line)
    };
    let lines: Vec<String> = paragraphs.iter().enumerate().filter_map(words).collect();
    let marked = marked.map(|at| one_line(&paragraphs[at].words));
    let mut draft = plain::draft_of(&lines, marked.as_deref());
    let title = Some(draft.text.title().to_owned()).filter(|title| !title.is_empty()).or_else(|| {
        let kept = title.filter(|title| !is_file_name(title))?;
        Some(one_line(&kept))
    });
    draft.meta.title = title.unwrap_or_default();
    if draft.meta.byline.is_empty() {
        draft.meta.byline = creator.map(|creator| byline::names(&creator)).unwrap_or_default();
        draft.meta.byline.retain(|name| name.contains(' '));
    }
    let body: Vec<&str> = draft.text.paragraphs().map(|(_, words)| words).collect();
    let notes = notes.iter().map(String::as_str);
    draft.text = text_of(&draft.meta.title, body.into_iter().chain(notes));
    draft
}

/// Which paragraph the program marks as the title: by its style, or as the first heading, if that opens the text.
fn marked_title(paragraphs: &[Paragraph]) -> Option<usize> {
    const HEAD: usize = 12;
    let head = || paragraphs.iter().enumerate().filter(|(_, p)| !p.words.trim().is_empty()).take(HEAD);
    let of = |role: Role| head().find(|(_, p)| p.role == role).map(|(at, _)| at);
    // A heading after a stretch of text is that of a section.
    let is_text = |p: &Paragraph| p.role == Role::Text && p.words.len() > 200;
    let opens = |at: &usize| !paragraphs[..*at].iter().any(is_text);
    of(Role::Title).or_else(|| of(Role::Heading)).filter(opens)
}

/// Whether what a program keeps as the title is only the name of a file: "Microsoft Word - talks.doc", "Document1".
fn is_file_name(title: &str) -> bool {
    const ENDINGS: [&str; 7] = [".doc", ".docx", ".rtf", ".odt", ".txt", ".wpd", ".dot"];
    let title = title.trim().to_lowercase();
    let is_default = ["document", "dokument", "untitled", "unbenannt", "sans titre", "documento"]
        .iter()
        .any(|word| title.strip_prefix(word).is_some_and(|rest| rest.trim().bytes().all(|b| b.is_ascii_digit())));
    is_default || title.starts_with("microsoft word") || ENDINGS.iter().any(|ending| title.ends_with(ending))
}

/// The paragraphs of a table's row. Cells of one paragraph each are one line; where a cell holds more, the table is there
/// for the layout, and each paragraph stands alone.
pub(in crate::readers) fn row(cells: Vec<Vec<Paragraph>>) -> Vec<Paragraph> {
    let is_layout = cells.iter().any(|cell| cell.iter().filter(|p| !p.words.trim().is_empty()).count() > 1);
    if is_layout {
        return cells.into_iter().flatten().collect();
    }
    let mut line: Option<Paragraph> = None;
    for cell in cells.into_iter().flatten().filter(|paragraph| !paragraph.words.trim().is_empty()) {
        match &mut line {
            None => line = Some(cell),
            Some(line) => {
                line.words.push('\t');
                line.words.push_str(&cell.words);
            }
        }
    }
    line.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(words: &str, role: Role) -> Paragraph {
        Paragraph { words: words.into(), role, ..Paragraph::default() }
    }

    #[test]
    fn the_marked_title_comes_first_and_the_file_s_own_last() {
        let long = "They met, and they talked. ".repeat(10);
        let body = || paragraph(&long, Role::Text);
        let cases = [
            (vec![paragraph("News desk", Role::Text), paragraph("Talks begin", Role::Title), body()], "Talks begin", 2),
            (vec![paragraph("Talks begin", Role::Heading), body()], "Talks begin", 1),
            (
                vec![paragraph("Talks begin", Role::Text), body(), paragraph("Later", Role::Heading), body()],
                "Talks begin",
                3,
            ),
            (vec![body(), body()], "Kept title", 2),
        ];
        for (paragraphs, title, count) in cases {
            let document = Document { paragraphs, title: Some("Kept title".into()), ..Document::default() };
            let draft = draft(document);
            assert_eq!((draft.text.title(), draft.text.paragraph_count()), (title, count));
        }
    }

    #[test]
    fn what_programs_call_files_is_no_title() {
        for title in ["Microsoft Word - talks", "Document12", "talks.DOCX", "Dokument 3"] {
            assert!(is_file_name(title), "{title}");
        }
        assert!(!is_file_name("Document leaked to the press"));
    }

    #[test]
    fn rows_of_single_paragraphs_are_lines() {
        let cell = |words: &[&str]| words.iter().map(|words| paragraph(words, Role::Text)).collect::<Vec<_>>();
        let words = |cells| row(cells).into_iter().map(|paragraph| paragraph.words).collect::<Vec<_>>();
        assert_eq!(words(vec![cell(&["HD"]), cell(&[""]), cell(&["Talks"])]), ["HD\tTalks"]);
        assert_eq!(words(vec![cell(&["LP"]), cell(&["One.", "Two."])]), ["LP", "One.", "Two."]);
        assert!(row(vec![]).is_empty());
    }
}
