//! Which articles are in an export of ProQuest, and what does each record say?
//!
//! A record is its title, then labelled lines: author, link, abstract, full text, and behind the text the fields of the
//! database ("Publication title: …"). Pages and messages have an anchor before each record; texts part them by rules.

use super::entry::{Entry, Export};
use super::labels::{Role, labelled};
use super::line::{Line, of_document, of_lines};
use super::{markup, shows};
use crate::model::Format;
use crate::readers::dates::{self, Order};
use crate::readers::office::document::Document;

/// Whether a text or page shows itself as an export of ProQuest.
pub(super) fn is_export(bytes: &[u8]) -> bool {
    const SIGNS: [&str; 6] = [
        "ProQuest document ID",
        "ProQuest document link",
        "ProQuest-Dokument",
        "document ProQuest",
        "documento de ProQuest",
        "Report Information from ProQuest",
    ];
    shows(bytes, &SIGNS)
}

/// Reads a page, such as a message holds too.
pub(super) fn of_page(content: &str) -> Export {
    of_records(&markup::lines(content))
}

/// Reads a text.
pub(super) fn of_text(content: &str) -> Export {
    of_records(&of_lines(content))
}

/// The records of a word processor's document, if it is an export.
pub(super) fn of_word(document: &Document) -> Option<Export> {
    let is_own = document.paragraphs.iter().any(|paragraph| is_export(paragraph.words.as_bytes()));
    is_own.then(|| of_records(&of_document(document.clone())))
}

fn of_records(lines: &[Line]) -> Export {
    let is_anchored = lines.iter().any(has_anchor);
    let opens = |line: &Line| if is_anchored { has_anchor(line) } else { starts_record(line) };
    let mut starts: Vec<usize> = (0..lines.len()).filter(|at| opens(&lines[*at])).collect();
    if starts.first().is_none_or(|first| *first != 0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let records = starts.iter().zip(ends).map(|(start, end)| &lines[*start..end]);
    let entries = records.filter(|record| is_record(record)).map(entry).collect();
    Export { format: Format::ProQuest, entries }
}

fn starts_record(line: &Line) -> bool {
    let is_rule = line.words.len() >= 10 && line.words.bytes().all(|b| matches!(b, b'_' | b'-' | b'='));
    is_rule || is_counter(&line.words)
}

/// Whether the anchor of a record stands before a line.
fn has_anchor(line: &Line) -> bool {
    line.anchor.as_ref().is_some_and(|anchor| anchor.starts_with("DocID"))
}

/// "Document 1 of 5".
fn is_counter(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    matches!(words.as_slice(), [document, a, _, b] if document.to_lowercase().starts_with("do") && is_number(a) && is_number(b))
}

/// Whether lines are those of an article, not of a cover, a list of contents or a footer.
fn is_record(lines: &[Line]) -> bool {
    let is_own = |role: Role| matches!(role, Role::Text | Role::Outlet | Role::Id | Role::Abstract | Role::Info);
    lines.iter().filter(|line| labelled(&line.words).is_some_and(|(role, ..)| is_own(role))).count() >= 2
}

fn entry(lines: &[Line]) -> Result<Entry, String> {
    // In pages labels are bold, so that lines of text are never taken for them.
    let has_bold = lines.iter().any(|line| line.bold > 0 && line.words.len() > line.bold);
    let label_of = |line: &'_ Line| {
        let label = line.words.find(':').unwrap_or(0);
        let fits = !has_bold || (line.bold > 0 && line.bold <= label + 2) || line.is_bold();
        labelled(&line.words).filter(|_| fits).map(|(role, ..)| role)
    };
    let roles: Vec<Option<Role>> = lines.iter().map(label_of).collect();
    let first = roles.iter().position(Option::is_some).unwrap_or(lines.len());
    let mut entry = Entry { title: title(&lines[..first]), ..Entry::default() };
    let mut part = Part::Fields;
    let (mut summary, mut info) = (Vec::new(), String::new());
    for (at, line) in lines.iter().enumerate().skip(first) {
        let follows = roles.get(at + 1).copied().flatten();
        let role = roles[at].filter(|role| part != Part::Text || ends_text(*role, has_bold, follows));
        let value = if role.is_some() { labelled(&line.words).map_or("", |(_, _, value)| value) } else { &line.words };
        match role {
            Some(role) => {
                part = match role {
                    Role::Text => Part::Text,
                    Role::Abstract => Part::Abstract,
                    _ => Part::Fields,
                };
                match role {
                    Role::Text => add(&mut entry.paragraphs, without_stray_tag(value)),
                    Role::Abstract => add(&mut summary, value),
                    Role::Info => value.clone_into(&mut info),
                    role => set(&mut entry, role, value),
                }
            }
            None => match part {
                Part::Text => add(&mut entry.paragraphs, value),
                Part::Abstract => add(&mut summary, value),
                Part::Fields => {}
            },
        }
    }
    if entry.paragraphs.iter().all(|paragraph| is_unavailable(paragraph)) {
        entry.paragraphs = summary;
    }
    drop_captions(&mut entry.paragraphs);
    use_info(&mut entry, &info);
    entry.id = entry.id.or_else(|| number_in_anchor(lines));
    entry.checked()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Fields,
    Abstract,
    Text,
}

/// The title stands alone, or below a counter or a rule.
fn title(head: &[Line]) -> String {
    let is_title = |line: &&Line| !starts_record(line) && !line.words.to_lowercase().starts_with("proquest ");
    let bold = head.iter().rev().filter(is_title).find(|line| line.is_bold());
    bold.or_else(|| head.iter().rev().find(is_title)).map(|line| line.words.clone()).unwrap_or_default()
}

/// Whether a label ends the text. Where labels are not bold, one that may open a line of text needs another behind it.
fn ends_text(role: Role, has_bold: bool, follows: Option<Role>) -> bool {
    has_bold || matches!(role, Role::End | Role::Outlet | Role::Id | Role::Date) || follows.is_some()
}

fn add(paragraphs: &mut Vec<String>, words: &str) {
    if words.chars().any(char::is_alphanumeric) {
        paragraphs.push(words.to_owned());
    }
}

/// Drops the captions and credits that stand behind the text.
fn drop_captions(paragraphs: &mut Vec<String>) {
    const TAIL: usize = 12;
    let from = paragraphs.len().saturating_sub(TAIL).max(1);
    let is_heading =
        |words: &String| matches!(words.trim_matches(['[', ']']), "Illustration" | "Illustrations" | "Caption");
    let is_caption =
        |words: &String| ["Caption:", "Credit:", "Illustration:"].iter().any(|label| words.starts_with(label));
    if let Some(at) = paragraphs.iter().skip(from).position(is_heading) {
        paragraphs.truncate(from + at);
    }
    while paragraphs.len() > 1 && paragraphs.last().is_some_and(is_caption) {
        paragraphs.pop();
    }
}

/// A damaged tag before the text (`html>`) is none of it.
fn without_stray_tag(value: &str) -> &str {
    ["html>", "body>", "head>"].iter().find_map(|tag| value.strip_prefix(tag)).unwrap_or(value).trim_start()
}

fn is_unavailable(paragraph: &str) -> bool {
    let paragraph = paragraph.to_lowercase();
    paragraph.len() < 80
        && (paragraph.contains("not available")
            || paragraph.contains("nicht verfügbar")
            || paragraph.contains("non disponible"))
}

fn set(entry: &mut Entry, role: Role, value: &str) {
    let slot = match role {
        Role::Title => &mut entry.title,
        Role::Byline => &mut entry.byline,
        Role::Outlet => &mut entry.outlet,
        Role::Date => &mut entry.date,
        Role::Language => &mut entry.language,
        Role::Id => {
            entry.id = Some(value.to_owned()).filter(|id| !id.is_empty());
            return;
        }
        Role::Url => {
            entry.url = Some(value.to_owned()).filter(|url| url.contains("://"));
            return;
        }
        _ => return,
    };
    if slot.is_empty() {
        value.clone_into(slot);
    }
}

/// `Los Angeles Times ; Los Angeles, Calif. [Los Angeles, Calif]08 May 2010: AA.2.` tells outlet and date where no other
/// field does.
fn use_info(entry: &mut Entry, info: &str) {
    if entry.outlet.is_empty() {
        let outlet = info.split(['[', ';']).next().unwrap_or_default();
        outlet.trim().clone_into(&mut entry.outlet);
    }
    if entry.date.is_empty() {
        let after = info.rsplit(']').next().unwrap_or(info);
        if dates::find(after, Order::Unknown).is_some() {
            after.clone_into(&mut entry.date);
        }
    }
}

/// `DocID_MSTAR_251439970`.
fn number_in_anchor(lines: &[Line]) -> Option<String> {
    let anchor = lines.iter().find_map(|line| line.anchor.as_deref()).filter(|anchor| anchor.starts_with("DocID"))?;
    let number = anchor.rsplit('_').next()?;
    number.bytes().all(|b| b.is_ascii_digit()).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [(&str, &str); 7] = [
        ("Subject", "Trade; Talks"),
        ("Title", "Talks begin"),
        ("Publication title", "The Paper; Lakeshore"),
        ("Publication date", "May 16, 2024"),
        ("Language of publication", "English"),
        ("ProQuest document ID", "251439970"),
        ("Document URL", "https://search.example.com/docview/251439970"),
    ];

    fn check(export: &Export) {
        assert_eq!(export.entries.len(), 2, "{:?}", export.entries);
        for entry in &export.entries {
            let entry = entry.as_ref().unwrap();
            assert_eq!((entry.title.as_str(), entry.byline.as_str()), ("Talks begin", "Lee, Ann"));
            assert_eq!((entry.outlet.as_str(), entry.date.as_str()), ("The Paper; Lakeshore", "May 16, 2024"));
            assert_eq!(entry.paragraphs, ["They met.", "Subject: they said, trade.", "They agreed."]);
            assert_eq!((entry.id.as_deref(), entry.language.as_str()), (Some("251439970"), "English"));
        }
    }

    #[test]
    fn pages_are_read() {
        let fields = FIELDS.map(|(label, value)| format!("<p><strong>{label}: </strong>{value}</p>")).concat();
        let record = format!(
            "<div><a name='DocID_MSTAR_251439970'></a><p></p><p style='font-weight:bold;'>Talks begin</p><p><strong>Author: </strong>Lee, Ann</p>\
             <p><a href='x'>ProQuest document link</a></p><p><strong>Abstract: </strong><body></p><p>A summary.</p><p></body></p><p><strong>Full text: \
             </strong><Text><html><head><title></title></head><body><p>They met.</p><p>Subject: they said, trade.</p><p>They agreed.</p><p>--</p></body></html>\
             </Text></p>{fields}</div>"
        );
        let page = format!(
            "<html><title>ProQuest Export</title><p>Please do not reply.</p><p>Email 1 of 2</p>{record}{}</html>",
            record.replace("<Text><html>", "<Text>html&gt;")
        );
        assert!(is_export(page.as_bytes()));
        check(&of_page(&page));
    }

    #[test]
    fn texts_are_read() {
        let rule = "_".repeat(60);
        let fields = FIELDS.map(|(label, value)| format!("{label}: {value}\n\n")).concat();
        let record = |n: u32| {
            format!(
                "{rule}\n\nDocument {n} of 2\n\nTalks begin\n\nAuthor: Lee, Ann\n\nAbstract: A summary.\n\nFull text: They met.\n\nSubject: they said, trade.\n\n\
                 They agreed.\n\n{fields}"
            )
        };
        let content = format!(
            "Report Information from ProQuest\n\n{}{}{rule}\n\nContact ProQuest\nCopyright 2024 ProQuest LLC",
            record(1),
            record(2)
        );
        let export = of_text(&content);
        // Without bold labels a known one ends the text; the rest of the paragraph list is what stands before it.
        assert_eq!(export.entries.len(), 2);
        let entry = export.entries[0].as_ref().unwrap();
        assert_eq!((entry.title.as_str(), entry.outlet.as_str()), ("Talks begin", "The Paper; Lakeshore"));
        assert_eq!(entry.paragraphs.first().map(String::as_str), Some("They met."));
    }

    #[test]
    fn other_fields_stand_in_for_those_that_lack() {
        let content = "Gespräche beginnen\n\nAutor: Lenz, Anna\n\nPublikationsinfo: Die Zeitung ; Bern [Bern]16 May 2024: 4.\n\nZusammenfassung: Sie trafen \
                       sich.\n\nVolltext: Nicht verfügbar.\n\nProQuest-Dokument-ID: 7";
        let export = of_text(content);
        let entry = export.entries[0].as_ref().unwrap();
        assert_eq!((entry.title.as_str(), entry.outlet.as_str()), ("Gespräche beginnen", "Die Zeitung"));
        assert!(entry.date.contains("16 May 2024"));
        assert_eq!(entry.paragraphs, ["Sie trafen sich."]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "(_{10}\n|Full text: |Author: |Document 1 of 2\n|<p>|<strong>|<a name=DocID_1>|[a-z :\n]{0,9}){0,30}") {
            let _ = (of_text(&content), of_page(&content));
        }
    }
}
