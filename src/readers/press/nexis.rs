//! What does one record of a LexisNexis or Nexis Uni export say?
//!
//! Two layouts. The older one, in which a record opens with "1 of 43 DOCUMENTS", has outlet and date in the middle of the
//! page and the title on the left below them; the newer one has the title first, then outlet and date. In both, labelled
//! lines follow ("BYLINE: …", "Length: …"), then the text, then labelled lines that are no part of it.

use super::entry::Entry;
use super::labels::{Role, capital_label, is_rights, labelled, role_of};
use super::line::{Line, joined};
use crate::readers::dates::{self, Order};

/// The record of the older layout, without its counter.
pub(super) fn older(lines: &[Line]) -> Result<Entry, String> {
    let head = head_len(lines);
    let date = (0..head).skip(1).chain([0]).find(|at| *at < head && is_date_line(&lines[*at].words));
    let mut entry = Entry::default();
    let outlet = lines[..date.unwrap_or(0)].iter().filter(|line| !is_rights(&line.words));
    entry.outlet = joined(outlet);
    let from = match date {
        Some(at) => {
            entry.date.clone_from(&lines[at].words);
            at + 1
        }
        None => 0,
    };
    // Where nothing is centred, editions and the title cannot be told apart but by their order.
    let has_centred = lines[..from].iter().any(|line| line.is_centred);
    let has_headline = lines.iter().any(|line| labelled(&line.words).is_some_and(|(role, ..)| role == Role::Title));
    let edition = lines[from..head].iter().take_while(|line| has_centred && line.is_centred).count();
    let above = &lines[from + edition..head];
    let above: Vec<&Line> = above.iter().filter(|line| !is_rights(&line.words)).collect();
    let start = if has_headline {
        above.len()
    } else if has_centred || above.len() < 2 {
        0
    } else {
        above.len() - 1 // the lines before it are editions
    };
    let end = (start + 1..above.len()).find(|at| !above[*at].is_soft).unwrap_or(above.len());
    entry.title = joined(above[start.min(end)..end].iter().copied());
    let unlabelled = above[end..].iter().map(|line| line.words.clone()).collect();
    body(&lines[head..], Style::Capitals, unlabelled, &mut entry);
    entry.checked()
}

/// The record of the newer layout.
pub(super) fn newer(lines: &[Line]) -> Result<Entry, String> {
    let lines = &lines[start_of_newer(lines)..];
    let head = head_len(lines);
    let date = (1..head).find(|at| is_date_line(&lines[*at].words));
    let mut entry = Entry::default();
    let title_end = date.unwrap_or(2).saturating_sub(1).clamp(1, head.max(1)).min(lines.len());
    entry.title = joined(&lines[..title_end]);
    entry.outlet = lines.get(title_end).filter(|_| title_end < head).map(|line| line.words.clone()).unwrap_or_default();
    if let Some(at) = date {
        entry.date.clone_from(&lines[at].words);
    }
    entry.url = lines[..title_end].iter().find_map(|line| line.link.clone()).filter(|link| link.contains("://"));
    entry.id = entry.url.as_deref().and_then(content_item);
    let has_bold = lines.iter().any(|line| line.bold > 0);
    body(&lines[head..], if has_bold { Style::Bold } else { Style::Any }, Vec::new(), &mut entry);
    entry.checked()
}

/// Where the record starts behind a cover page and a list of documents: where a part of the document does, or two lines
/// before the date.
fn start_of_newer(lines: &[Line]) -> usize {
    let is_head =
        |line: &Line| is_text_heading(line) || labelled(&line.words).is_some_and(|(role, ..)| opens_fields(role));
    let Some(first) = lines.iter().position(is_head) else { return 0 };
    let part = lines[..first].iter().rposition(|line| line.opens_part);
    let by_date = || lines[..first].iter().rposition(|line| is_date_line(&line.words)).map(|at| at.saturating_sub(2));
    let has_cover = lines[..first].len() > 12;
    part.or_else(|| by_date().filter(|_| has_cover)).unwrap_or(0)
}

fn opens_fields(role: Role) -> bool {
    matches!(role, Role::Section | Role::Length | Role::Byline | Role::Lead | Role::Dateline)
}

/// How many lines stand before the first label.
fn head_len(lines: &[Line]) -> usize {
    const LONGEST: usize = 40;
    let opens = |line: &Line| {
        let role = labelled(&line.words).map(|(role, ..)| role);
        is_text_heading(line) || role.is_some_and(|role| opens_fields(role) || matches!(role, Role::Title | Role::Text))
    };
    lines.iter().take(LONGEST).position(opens).unwrap_or(lines.len().min(LONGEST))
}

/// "Body", alone on a line.
fn is_text_heading(line: &Line) -> bool {
    role_of(line.words.trim_end_matches(':')) == Some(Role::Text)
}

/// Whether a line is there to tell the date: "January 11, 2010 Monday", "Montag 11. Januar 2010", "May 2010".
fn is_date_line(line: &str) -> bool {
    const LONGEST: usize = 90;
    if line.len() > LONGEST || is_rights(line) || labelled(line).is_some() {
        return false;
    }
    let Some((_, range)) = dates::find(line, Order::Unknown) else { return false };
    let words = line[..range.start].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    words <= 1
}

/// The id of the record in its address: `…?id=urn:contentItem:5WJB-6F11-JBNF-W4DD-00000-00&context=…`.
fn content_item(url: &str) -> Option<String> {
    let decoded = url.replace("%3A", ":").replace("%3a", ":");
    let (_, id) = decoded.split_once("urn:contentItem:")?;
    let end = id.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(id.len());
    Some(format!("urn:contentItem:{}", &id[..end])).filter(|_| end > 0)
}

/// How labels are set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Capitals,
    Bold,
    Any,
}

impl Style {
    fn fits(self, line: &Line) -> bool {
        let label = line.words.split(':').next().unwrap_or_default();
        match self {
            Self::Capitals => !label.contains(char::is_lowercase),
            Self::Bold => line.is_bold() || (line.bold > 0 && line.bold <= label.len() + 2),
            Self::Any => label.starts_with(char::is_uppercase),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fields,
    Text,
    End,
}

/// Reads the labelled lines, the text, and what of the labelled lines behind it is of use. `paragraphs` are what stood
/// before the first label, such as a line below the title.
fn body(lines: &[Line], style: Style, mut paragraphs: Vec<String>, entry: &mut Entry) {
    let mut state = State::Fields;
    // Up to the line that tells the length, whatever looks like a label is one.
    let length =
        lines.iter().take(20).position(|line| labelled(&line.words).is_some_and(|found| found.0 == Role::Length));
    for (at, line) in lines.iter().enumerate() {
        let found = labelled(&line.words).filter(|_| style.fits(line));
        if is_text_heading(line) && state == State::Fields {
            state = State::Text;
            continue;
        }
        if is_end_heading(line, style) {
            state = State::End;
            continue;
        }
        let is_early = length.is_some_and(|length| at <= length);
        match (state, found) {
            (State::Fields, Some((Role::Text, _, value))) => {
                state = State::Text;
                paragraphs.extend(Some(value.to_owned()).filter(|value| !value.is_empty()));
            }
            (State::Fields, Some((role, _, value))) if is_early || is_field(role) => {
                set(entry, role, value, &mut paragraphs);
            }
            (State::Fields, None) if is_early && (line.is_soft || capital_label(&line.words).is_some()) => {}
            (State::Fields | State::Text, Some((Role::End | Role::Language, ..))) => {
                state = State::End;
                set_end(entry, found);
            }
            (State::End, _) => set_end(entry, found),
            (State::Fields | State::Text, _) => {
                state = State::Text;
                paragraphs.push(line.words.clone());
            }
        }
    }
    while paragraphs.last().is_some_and(|paragraph| is_rights(paragraph)) {
        paragraphs.pop();
    }
    entry.paragraphs = paragraphs;
}

/// Whether a label stands before the text wherever it stands.
fn is_field(role: Role) -> bool {
    opens_fields(role) || matches!(role, Role::Title | Role::Id)
}

/// "Classification", "Graphic": headings of what follows the text.
fn is_end_heading(line: &Line, style: Style) -> bool {
    let is_marked = match style {
        Style::Capitals => false,
        Style::Bold => line.is_bold(),
        Style::Any => true,
    };
    const HEADINGS: [&str; 9] = [
        "classification",
        "klassifizierung",
        "klassifikation",
        "clasificación",
        "classificatie",
        "graphic",
        "grafik",
        "graphique",
        "gráfico",
    ];
    is_marked && HEADINGS.contains(&line.words.trim_end_matches(':').to_lowercase().as_str())
}

/// "End of Document" in the languages of the site.
pub(super) fn is_end_mark(line: &str) -> bool {
    const MARKS: [&str; 7] = [
        "end of document",
        "ende des dokuments",
        "dokumentende",
        "fin du document",
        "fin de document",
        "fin del documento",
        "einde van document",
    ];
    let line = line.trim();
    line.len() <= 30 && MARKS.contains(&line.to_lowercase().as_str())
}

fn set(entry: &mut Entry, role: Role, value: &str, paragraphs: &mut Vec<String>) {
    match role {
        Role::Title => value.clone_into(&mut entry.title),
        Role::Byline if entry.byline.is_empty() => value.clone_into(&mut entry.byline),
        Role::Lead => paragraphs.extend(Some(value.to_owned()).filter(|value| !value.is_empty())),
        _ => set_end(entry, Some((role, "", value))),
    }
}

fn set_end(entry: &mut Entry, found: Option<(Role, &str, &str)>) {
    match found {
        Some((Role::Language, _, value)) => value.clone_into(&mut entry.language),
        Some((Role::Id, _, value)) if !value.is_empty() => entry.id = Some(value.to_owned()),
        Some((Role::Byline, _, value)) if entry.byline.is_empty() => value.clone_into(&mut entry.byline),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::press::line::of_wrapped;

    #[test]
    fn the_older_layout_is_read_in_its_variants() {
        let cases = [
            "                The Paper\n\n            January 11, 2010 Monday\n              Late Edition\n\nTalks begin\nin Beijing\n\nBYLINE: By ANN \
             LEE\n\nSECTION: NEWS; Pg. 6\n\nLENGTH: 12 words\n\nThey met on a\nMonday.\n\nSubject: they said, trade.\n\nLOAD-DATE: January 12, \
             2010\n\nLANGUAGE: ENGLISH\n\n         Copyright 2010 The Paper\n",
            "          Copyright 2010 The Paper\n            All Rights Reserved\n                The Paper\n\n         Monday, January 11, \
             2010\n\nSECTION: NEWS\n\nLENGTH: 12 words\n\nHEADLINE: Talks begin in Beijing\n\nBYLINE: By ANN LEE\n\nBODY:\n   They met on a \
             Monday.\n\n   Subject: they said, trade.\n\nGRAPHIC: Photo: Two men\n\nLANGUAGE: English\n",
        ];
        for text in cases {
            let entry = older(&of_wrapped(text)).unwrap();
            assert_eq!(
                (entry.outlet.as_str(), entry.title.as_str()),
                ("The Paper", "Talks begin in Beijing"),
                "{text}"
            );
            assert_eq!(entry.byline, "By ANN LEE");
            assert!(entry.date.contains("January 11, 2010"));
            assert_eq!(entry.paragraphs, ["They met on a Monday.", "Subject: they said, trade."], "{text}");
            assert!(entry.language.eq_ignore_ascii_case("english"));
        }
    }

    #[test]
    fn other_languages_have_other_labels() {
        let text = "                Die Zeitung\n\n            Montag 11. Januar 2010\n               Bayern Ausgabe\n\nGespräche beginnen\n\nAUTOR: Von \
                    Anna Lenz\n\nRUBRIK: POLITIK; S. 1\n\nLÄNGE: 355 Wörter\n\nSie trafen sich am Montag.\n\nUPDATE: 11. Januar 2010\n\nSPRACHE: \
                    GERMAN; DEUTSCH\n\n            Copyright 2010 Die Zeitung\n                Alle Rechte vorbehalten\n";
        let entry = older(&of_wrapped(text)).unwrap();
        assert_eq!((entry.outlet.as_str(), entry.title.as_str()), ("Die Zeitung", "Gespräche beginnen"));
        assert_eq!((entry.byline.as_str(), entry.language.as_str()), ("Von Anna Lenz", "GERMAN; DEUTSCH"));
        assert_eq!(entry.paragraphs, ["Sie trafen sich am Montag."]);
    }

    fn bold(words: &str, label: usize) -> Line {
        Line { words: words.into(), bold: label, ..Line::default() }
    }

    #[test]
    fn the_newer_layout_is_read_behind_its_cover() {
        let mut lines = vec![bold("Date and Time: Friday, 5. July 2019", 14), bold("1. Talks begin", 0)];
        let record = [
            bold("Talks begin", 11),
            bold("The Paper (London)", 0),
            bold("July 1, 2019 Monday 9:20 AM GMT", 0),
            bold("Copyright 2019 The Paper All Rights Reserved", 0),
            bold("Section: POLITICS; Version:28", 8),
            bold("Length: 355 words", 7),
            bold("Byline: Ann Lee", 7),
            bold("Body", 4),
            bold("They met. Note: this is text.", 0),
            bold("Note: so is this.", 0),
            bold("Classification", 14),
            bold("Language: ENGLISH", 9),
            bold("Subject: TALKS (89%)", 8),
        ];
        lines.extend(record);
        lines[2].opens_part = true;
        lines[2].link = Some("https://advance.example.com/document?id=urn:contentItem:5WJB-0001-00&context=1".into());
        let entry = newer(&lines).unwrap();
        assert_eq!((entry.title.as_str(), entry.outlet.as_str()), ("Talks begin", "The Paper (London)"));
        assert_eq!((entry.byline.as_str(), entry.date.as_str()), ("Ann Lee", "July 1, 2019 Monday 9:20 AM GMT"));
        assert_eq!(entry.paragraphs, ["They met. Note: this is text.", "Note: so is this."]);
        assert_eq!((entry.id.as_deref(), entry.language.as_str()), (Some("urn:contentItem:5WJB-0001-00"), "ENGLISH"));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "( {0,20}(January 1, 2010|BODY:|LENGTH: 1|Body|Copyright 2010|[A-Za-z :]{0,12})\n{1,2}){0,12}") {
            let lines = of_wrapped(&text);
            let _ = (older(&lines), newer(&lines));
        }
    }
}
