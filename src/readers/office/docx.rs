//! What paragraphs are in a Word document (DOCX)?
//!
//! Read as a reader would see it with all changes accepted: what was deleted is left out, what was inserted is in; headers
//! and footers of pages are left out, footnotes follow the text.

use std::collections::HashMap;

use super::document::{self, Document, Paragraph, Role};
use super::package::Package;
use crate::readers::dates::{self, Order};
use crate::readers::record::{Intake, one_line};
use crate::readers::xml::{self, Element, Node};

/// The part that holds the text.
const MAIN: &str = "word/document.xml";

/// Whether bytes are a Word document.
pub(in crate::readers) fn is_docx(bytes: &[u8]) -> bool {
    Package::holds(bytes, MAIN)
}

/// Reads a document, which is one article.
pub(in crate::readers) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
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
pub(in crate::readers) fn document(bytes: &[u8]) -> Result<(Document, Option<String>), String> {
    let mut package = Package::open(bytes)?;
    let Some(main) = package.xml(MAIN)? else {
        return Err(format!("there is no {MAIN} in it, so it is no Word document"));
    };
    // All parts but the main one may be missing or broken: they are only of help.
    let mut part = |name: &str| package.xml(name).ok().flatten().and_then(|content| xml::parse(&content).0);
    let links = part("word/_rels/document.xml.rels").map(|root| targets(&root)).unwrap_or_default();
    let roles = part("word/styles.xml").map(|root| roles(&root)).unwrap_or_default();
    let notes = part("word/footnotes.xml").map(|root| notes(&root)).unwrap_or_default();
    let core = part("docProps/core.xml");
    let (root, problem) = xml::parse(&main);
    let root = root.ok_or_else(|| format!("{MAIN} holds no XML"))?;
    let mut walk = Walk { links, roles, ..Walk::default() };
    walk.blocks(root.at(&["body"]).unwrap_or(&root));
    let kept = |name: &str| core.as_ref().and_then(|core| core.words_at(&[name]));
    let document = Document {
        paragraphs: walk.done,
        title: kept("title"),
        creator: kept("creator"),
        created: kept("created").and_then(|date| dates::parse(&date, Order::Unknown)),
        notes,
    };
    Ok((document, problem.map(|problem| format!("{problem}; what follows is lost"))))
}

/// Where the links of the document lead, by their ids.
fn targets(root: &Element) -> HashMap<String, String> {
    let target = |relation: &Element| {
        let outside = relation.attribute("TargetMode") == Some("External");
        let (id, target) = (relation.attribute("Id")?, relation.attribute("Target")?);
        outside.then(|| (id.to_owned(), target.to_owned()))
    };
    root.elements().filter_map(target).collect()
}

/// What the styles of the document are for, by their ids. Their names are English in every language of the program.
fn roles(root: &Element) -> HashMap<String, Role> {
    let role = |style: &Element| {
        let id = style.attribute("styleId")?;
        let name = style.at(&["name"]).and_then(|name| name.attribute("val")).unwrap_or(id);
        Some((id.to_owned(), role_of(name)?))
    };
    root.children("style").filter_map(role).collect()
}

fn role_of(name: &str) -> Option<Role> {
    let name = name.trim().to_lowercase();
    if name == "title" { Some(Role::Title) } else { name.starts_with("heading").then_some(Role::Heading) }
}

/// The paragraphs of the footnotes; the first two of them are only the lines above notes.
fn notes(root: &Element) -> Vec<String> {
    let is_note = |note: &&Element| note.attribute("type").is_none();
    let mut walk = Walk::default();
    root.children("footnote").filter(is_note).for_each(|note| walk.blocks(note));
    walk.done.iter().map(|paragraph| one_line(&paragraph.words)).filter(|words| !words.is_empty()).collect()
}

#[derive(Default)]
struct Walk {
    links: HashMap<String, String>,
    roles: HashMap<String, Role>,
    done: Vec<Paragraph>,
    /// Whether a page or section has just ended.
    broken: bool,
}

impl Walk {
    /// Reads what stands one below the other: paragraphs, tables, and what holds them.
    fn blocks(&mut self, holder: &Element) {
        for element in holder.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "sdt" => element.children("sdtContent").for_each(|content| self.blocks(content)),
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(element),
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &Element) {
        for row in table.children("tr") {
            let cells = row.children("tc").map(|cell| {
                let start = self.done.len();
                self.blocks(cell);
                self.done.split_off(start)
            });
            let cells = cells.collect();
            self.done.extend(document::row(cells));
        }
    }

    fn paragraph(&mut self, element: &Element) {
        let mut line = Line::default();
        line.runs(element, &self.links);
        let properties = element.at(&["pPr"]);
        let value = |name: &str| properties.and_then(|p| p.at(&[name])?.attribute("val"));
        let is_on = |name: &str| properties.is_some_and(|p| p.at(&[name]).is_some_and(is_on));
        let role = value("pStyle").and_then(|style| self.roles.get(style).copied().or_else(|| role_of(style)));
        let boxes = std::mem::take(&mut line.boxes);
        let paragraph = Paragraph {
            bold: line.bold,
            is_centred: value("jc") == Some("center"),
            role: role.unwrap_or_default(),
            opens_part: std::mem::take(&mut self.broken)
                || is_on("pageBreakBefore")
                || line.page_break == Some(Side::Before),
            link: line.link,
            words: line.words,
        };
        // An empty paragraph passes the break on to the next one.
        if paragraph.words.trim().is_empty() {
            self.broken = paragraph.opens_part;
        } else {
            self.done.push(paragraph);
        }
        self.broken |= line.page_break == Some(Side::After) || properties.is_some_and(|p| p.at(&["sectPr"]).is_some());
        for text_box in boxes {
            self.blocks(text_box);
        }
    }
}

/// Whether a property that may be switched off is on.
fn is_on(property: &Element) -> bool {
    !matches!(property.attribute("val"), Some("0" | "false" | "off" | "none"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The words of one paragraph.
#[derive(Default)]
struct Line<'a> {
    words: String,
    /// How many bytes at the start are bold, and whether other words have come.
    bold: usize,
    is_plain: bool,
    link: Option<String>,
    /// On which side of its words a page ends.
    page_break: Option<Side>,
    /// Whether a field's code is passed over, such as that of a link.
    in_code: bool,
    boxes: Vec<&'a Element>,
}

impl<'a> Line<'a> {
    fn runs(&mut self, holder: &'a Element, links: &HashMap<String, String>) {
        for element in holder.elements() {
            match element.name.as_str() {
                "r" => self.run(element),
                "hyperlink" => {
                    let target = element.attribute("id").and_then(|id| links.get(id));
                    self.link = self.link.take().or_else(|| target.cloned());
                    self.runs(element, links);
                }
                // Deleted and moved words, and properties, are no text.
                "del" | "moveFrom" | "pPr" | "rPr" => {}
                "sdt" => element.children("sdtContent").for_each(|content| self.runs(content, links)),
                _ => self.runs(element, links),
            }
        }
    }

    fn run(&mut self, run: &'a Element) {
        let is_hidden = run.at(&["rPr", "vanish"]).is_some_and(is_on);
        let is_bold = run.at(&["rPr", "b"]).is_some_and(is_on);
        for element in run.elements().filter(|_| !is_hidden) {
            match element.name.as_str() {
                "fldChar" => self.in_code = element.attribute("fldCharType") == Some("begin"),
                "t" if !self.in_code => {
                    let words = element.nodes.iter().filter_map(|node| match node {
                        Node::Text(words) => Some(words.as_str()),
                        Node::Element(_) => None,
                    });
                    words.for_each(|words| self.add(words, is_bold));
                }
                "tab" | "ptab" => self.words.push('\t'),
                "br" if element.attribute("type") == Some("page") => {
                    let is_before = self.words.trim().is_empty();
                    self.page_break = Some(if is_before { Side::Before } else { Side::After });
                }
                "br" | "cr" => self.words.push('\n'),
                "noBreakHyphen" => self.words.push('-'),
                "drawing" | "pict" | "AlternateContent" | "object" => self.add_boxes(element),
                _ => {}
            }
        }
    }

    fn add(&mut self, words: &str, is_bold: bool) {
        self.words.push_str(words);
        if is_bold && !self.is_plain {
            self.bold = self.words.len();
        } else {
            self.is_plain |= !words.trim().is_empty();
        }
    }

    /// Text boxes are kept for after the paragraph; of two renderings of one, the first counts.
    fn add_boxes(&mut self, element: &'a Element) {
        let mut open = vec![element];
        while let Some(element) = open.pop() {
            match element.name.as_str() {
                "txbxContent" => self.boxes.push(element),
                "Fallback" => {}
                _ => open.extend(element.elements()),
            }
        }
    }
}

#[cfg(test)]
pub(in crate::readers) mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// A document of these parts.
    pub(in crate::readers) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// A document whose body is this.
    pub(in crate::readers) fn docx(body: &str) -> Vec<u8> {
        let content = format!("<w:document xmlns:w='w' xmlns:r='r'><w:body>{body}</w:body></w:document>");
        package(&[("[Content_Types].xml", "<Types/>"), (MAIN, &content)])
    }

    /// A paragraph of one run.
    pub(in crate::readers) fn p(words: &str) -> String {
        format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
    }

    fn words(bytes: &[u8]) -> Vec<String> {
        document(bytes).unwrap().0.paragraphs.into_iter().map(|paragraph| paragraph.words).collect()
    }

    #[test]
    fn a_document_reads_as_its_reader_sees_it() {
        let body = "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>Talks </w:t></w:r><w:del><w:r><w:delText>end\
            </w:delText></w:r></w:del><w:ins><w:r><w:t>begin</w:t></w:r></w:ins></w:p>\
            <w:p><w:r><w:t>They </w:t></w:r><w:hyperlink r:id='r1'><w:r><w:t>met</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/>\
            </w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>.</w:t><w:br/><w:t>And left</w:t></w:r></w:p><w:p/>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Gas</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            <w:sdt><w:sdtContent><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>End</w:t></w:r></w:p></w:sdtContent></w:sdt>";
        let document = format!("<w:document xmlns:w='w' xmlns:r='r'><w:body>{body}</w:body></w:document>");
        let bytes = package(&[
            (MAIN, &document),
            (
                "word/styles.xml",
                "<w:styles xmlns:w='w'><w:style w:styleId='Titel'><w:name w:val='Title'/></w:style></w:styles>",
            ),
            (
                "word/_rels/document.xml.rels",
                "<R><Relationship Id='r1' Target='https://example.com/met' TargetMode='External'/></R>",
            ),
            (
                "word/footnotes.xml",
                "<f><footnote type='separator'><p><r><t>-</t></r></p></footnote><footnote id='2'><p><r><t>A note.</t></r></p></footnote></f>",
            ),
            ("docProps/core.xml", "<c><creator>Ann Lee</creator><created>2024-05-16T10:00:00Z</created></c>"),
        ]);
        let (document, problem) = super::document(&bytes).unwrap();
        let words: Vec<&str> = document.paragraphs.iter().map(|paragraph| paragraph.words.as_str()).collect();
        assert_eq!(words, ["Talks begin", "They met.\nAnd left", "Gas\t12", "End"]);
        assert_eq!(document.paragraphs[0].role, Role::Title);
        assert_eq!(document.paragraphs[1].link.as_deref(), Some("https://example.com/met"));
        assert_eq!((document.paragraphs[3].bold, document.paragraphs[1].bold), (3, 0));
        assert_eq!((document.notes.as_slice(), problem), (&["A note.".to_owned()][..], None));
        assert_eq!(document.creator.as_deref(), Some("Ann Lee"));
        assert_eq!(document.created, crate::readers::dates::Date::of_day(2024, 5, 16));
    }

    #[test]
    fn parts_of_a_document_are_told() {
        let body = format!(
            "{}<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:p/>{}<w:p><w:r><w:br w:type='page'/><w:t>Three</w:t></w:r></w:p>",
            p("One"),
            p("Two")
        );
        let parts: Vec<bool> = document(&docx(&body)).unwrap().0.paragraphs.iter().map(|p| p.opens_part).collect();
        assert_eq!(parts, [false, true, true]);
    }

    #[test]
    fn what_is_broken_is_read_up_to_there() {
        let bytes = package(&[(MAIN, "<w:document><w:body><w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>Tw")]);
        assert_eq!(words(&bytes), ["One", "Tw"]);
        assert!(document(&package(&[("a", "b")])).is_err_and(|reason| reason.contains("no Word document")));
        assert!(is_docx(&docx("")) && !is_docx(b"PK") && !is_docx(&package(&[("a", "b")])));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(body in "(<(w:)?(p|r|t|tbl|tr|tc|br|hyperlink|sdt|pPr)( w:val='x')?/?>|</(w:)?(p|r|t|tbl|tr|tc)>|[a-z ]){0,40}") {
            let _ = document(&docx(&body));
        }
    }
}
