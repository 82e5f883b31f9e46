//! What paragraphs are in an OpenDocument text (ODT, or FODT, which is the same in one XML file)?
//!
//! As with Word documents: what was deleted is left out, headers and footers of pages too, footnotes follow the text.

use std::collections::HashMap;

use super::document::{self, Document, Paragraph, Role};
use super::package::Package;
use crate::readers::dates::{self, Order};
use crate::readers::record::{Intake, one_line};
use crate::readers::registry::Head;
use crate::readers::xml::{self, Element, Node};

const MAIN: &str = "content.xml";
/// What the part `mimetype`, which stands first and unpacked in the archive, says.
const KIND: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Whether a file is an OpenDocument text.
pub(super) fn is_odt(head: &Head<'_>) -> bool {
    let start = &head.bytes[..head.bytes.len().min(200)];
    let is_packed = || start.windows(KIND.len()).any(|window| window == KIND) && Package::holds(head.bytes, MAIN);
    is_packed() || (head.root() == Some("office:document") && head.start.contains("opendocument.text"))
}

/// Reads a document, which is one article.
pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    match document(bytes) {
        Ok((document, remark)) => {
            if let Some(remark) = remark {
                intake.remark(None, remark);
            }
            document::take(document, intake);
        }
        Err(reason) => intake.skip(None, reason),
    }
}

/// The document, and what was wrong with it, if anything.
fn document(bytes: &[u8]) -> Result<(Document, Option<String>), String> {
    let (content, kept) = if bytes.starts_with(b"PK") {
        let mut package = Package::open(bytes)?;
        let content = package.xml(MAIN)?.ok_or_else(|| format!("there is no {MAIN} in it"))?;
        (content, package.xml("meta.xml").ok().flatten().and_then(|meta| xml::parse(&meta).0))
    } else {
        (String::from_utf8_lossy(bytes).into_owned(), None)
    };
    let (root, problem) = xml::parse(&content);
    let root = root.ok_or_else(|| format!("{MAIN} holds no XML"))?;
    let text = root.at(&["body", "text"]).ok_or("it is no text, but a table or a presentation")?;
    let mut walk = Walk { roles: roles(&root), ..Walk::default() };
    walk.blocks(text);
    let kept = kept.as_ref().unwrap_or(&root).at(&["meta"]);
    let kept = |name: &str| kept?.words_at(&[name]);
    let document = Document {
        paragraphs: walk.done,
        title: kept("title"),
        creator: kept("initial-creator").or_else(|| kept("creator")),
        created: kept("creation-date").and_then(|date| dates::parse(&date, Order::Unknown)),
        notes: walk.notes,
    };
    Ok((document, problem.map(|problem| format!("{problem}; what follows is lost"))))
}

/// What the styles that the document made itself are for: what the style that they come from is for.
fn roles(root: &Element) -> HashMap<String, Role> {
    let made = root.at(&["automatic-styles"]).into_iter().flat_map(|styles| styles.children("style"));
    let role = |style: &Element| {
        let parent = style.attribute("parent-style-name")?;
        Some((style.attribute("name")?.to_owned(), role_of(parent)?))
    };
    made.filter_map(role).collect()
}

fn role_of(style: &str) -> Option<Role> {
    match style {
        "Title" => Some(Role::Title),
        style if style.starts_with("Heading") => Some(Role::Heading),
        _ => None,
    }
}

#[derive(Default)]
struct Walk {
    roles: HashMap<String, Role>,
    done: Vec<Paragraph>,
    notes: Vec<String>,
}

impl Walk {
    fn blocks(&mut self, holder: &Element) {
        for element in holder.elements() {
            match element.name.as_str() {
                "p" | "h" => self.paragraph(element),
                "table" => self.table(element),
                // Deleted words wait here for their deletion to be taken back; the other is made of headings.
                "tracked-changes" | "table-of-content" => {}
                _ => self.blocks(element),
            }
        }
    }

    fn table(&mut self, table: &Element) {
        let rows = table.descendants().into_iter().filter(|element| element.name == "table-row");
        for row in rows {
            let cells = row.children("table-cell").map(|cell| {
                let start = self.done.len();
                self.blocks(cell);
                self.done.split_off(start)
            });
            let cells = cells.collect();
            self.done.extend(document::row(cells));
        }
    }

    fn paragraph(&mut self, element: &Element) {
        let style = element.attribute("style-name").unwrap_or_default();
        let role = self.roles.get(style).copied().or_else(|| role_of(style));
        let is_heading = element.name == "h";
        let mut paragraph = Paragraph {
            role: role.unwrap_or(if is_heading { Role::Heading } else { Role::Text }),
            ..Paragraph::default()
        };
        self.words(element, &mut paragraph);
        if !paragraph.words.trim().is_empty() {
            self.done.push(paragraph);
        }
    }

    fn words(&mut self, holder: &Element, paragraph: &mut Paragraph) {
        for node in &holder.nodes {
            match node {
                Node::Text(words) => paragraph.words.push_str(words),
                Node::Element(element) => match element.name.as_str() {
                    "s" | "line-break" => paragraph.words.push(' '),
                    "tab" => paragraph.words.push('\t'),
                    "note" => {
                        let note = element.words_at(&["note-body"]).unwrap_or_default();
                        self.notes.extend(Some(one_line(&note)).filter(|note| !note.is_empty()));
                    }
                    "annotation" | "deletion" => {}
                    "frame" => self.blocks(element),
                    name => {
                        if name == "a" && paragraph.link.is_none() {
                            paragraph.link = element.attribute("href").map(str::to_owned);
                        }
                        self.words(element, paragraph);
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::readers::testing::{outcomes, read_file};

    fn odt(body: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content><office:automatic-styles><style:style style:name='P1' style:parent-style-name='Title'/>\
             </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let meta = "<office:document-meta><office:meta><dc:title>Untitled 1</dc:title>\
                    <meta:creation-date>2024-05-17T10:00:00</meta:creation-date></office:meta></office:document-meta>";
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file("mimetype", stored).unwrap();
        writer.write_all(super::KIND).unwrap();
        for (name, words) in [("content.xml", content.as_str()), ("meta.xml", meta)] {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(words.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_document_is_read_without_its_changes_and_with_its_notes() {
        let bytes = odt("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\
             <text:p text:style-name='P1'>Talks<text:s/>begin</text:p><text:p>They met<text:note><text:note-citation>1\
             </text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body></text:note> at noon.</text:p>\
             <text:list><text:list-item><text:p>One.</text:p></text:list-item></text:list>\
             <table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>\
             <table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>");
        let found = read_file("talks.odt", &bytes);
        assert_eq!(outcomes(&found), ["0 odt Talks begin 2024-05-17"]);
        let article = found[0].as_ref().unwrap();
        let words: Vec<&str> = article.text.paragraphs().map(|(_, words)| words).collect();
        assert_eq!(words, ["They met at noon.", "One.", "A B", "In May."]);
    }

    #[test]
    fn the_flat_form_and_other_documents() {
        let flat = "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>\
                    <office:body><office:text><text:h>Talks</text:h><text:p>They met.</text:p></office:text></office:body></office:document>";
        assert_eq!(outcomes(&read_file("a.fodt", flat.as_bytes())), ["0 odt Talks"]);
        let sheet = flat.replace("office:text>", "office:spreadsheet>");
        assert!(outcomes(&read_file("a.fodt", sheet.as_bytes()))[0].contains("no text, but a table"));
    }
}
