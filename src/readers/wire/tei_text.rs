//! What are the paragraphs of a TEI text? `<p>`, `<head>`, `<lg>` and their like, as a reader of today wants them: words
//! that line ends part put together, corrections rather than what stood there, no notes, no running heads.

use crate::readers::record::one_line;
use crate::readers::xml::{Element, Node};

/// Elements that start and end a paragraph, in order.
const BLOCKS: [&str; 31] = [
    "ab",
    "argument",
    "body",
    "byline",
    "cell",
    "closer",
    "dateline",
    "div",
    "div1",
    "div2",
    "div3",
    "div4",
    "docTitle",
    "epigraph",
    "floatingText",
    "head",
    "item",
    "label",
    "lg",
    "list",
    "opener",
    "p",
    "quote",
    "row",
    "sp",
    "speaker",
    "stage",
    "table",
    "text",
    "trailer",
    "u",
];

/// What is no part of the text, in order.
const UNREAD: [&str; 12] = [
    "back",
    "desc",
    "facsimile",
    "figDesc",
    "figure",
    "fw",
    "gap",
    "graphic",
    "note",
    "notes",
    "standOff",
    "teiHeader",
];

/// Of two ways to read a place, that which is left out, in order.
const SET_ASIDE: [&str; 3] = ["abbr", "orig", "sic"];

/// The paragraphs below an element.
pub(super) fn paragraphs_of(element: &Element) -> Vec<String> {
    let mut walk = Walk::default();
    walk.inside(element, false);
    walk.close();
    walk.done
}

/// The words of an element on one line.
pub(super) fn words_of(element: &Element) -> String {
    paragraphs_of(element).join(" ")
}

#[derive(Default)]
struct Walk {
    done: Vec<String>,
    words: String,
    /// Whether what comes next is joined to the word before it.
    joined: bool,
}

impl Walk {
    /// Elements nest no deeper than the tree allows, so recursion is safe. `in_quote`: a quotation inside a paragraph
    /// is part of it.
    fn inside(&mut self, element: &Element, in_paragraph: bool) {
        let is_choice = element.name == "choice" && element.elements().count() > 1;
        for node in &element.nodes {
            match node {
                Node::Text(words) if is_choice && words.trim().is_empty() => {}
                Node::Text(words) => self.add(words),
                Node::Element(part) if is_choice && SET_ASIDE.contains(&part.name.as_str()) => {}
                Node::Element(part) => self.enter(part, in_paragraph),
            }
        }
    }

    fn enter(&mut self, element: &Element, in_paragraph: bool) {
        let name = element.name.as_str();
        match name {
            _ if UNREAD.binary_search(&name).is_ok() => {}
            "lb" | "pb" | "cb" | "milestone" => self.line_end(element),
            // Tokens part words by themselves.
            "w" | "pc" => self.token(element),
            "l" => {
                self.words.push(' ');
                self.inside(element, true);
                self.words.push(' ');
            }
            "quote" | "list" | "item" | "table" | "label" | "stage" if in_paragraph && name != "item" => {
                self.inside(element, true);
            }
            _ if BLOCKS.binary_search(&name).is_ok() => {
                self.close();
                self.inside(element, matches!(name, "p" | "ab" | "lg" | "head"));
                self.close();
            }
            _ => self.inside(element, in_paragraph),
        }
    }

    fn add(&mut self, words: &str) {
        if !self.joined {
            return self.words.push_str(words);
        }
        let rest = words.trim_start();
        self.joined = rest.is_empty();
        self.words.push_str(rest);
    }

    /// A line or page ends: between words, unless it says that it breaks none.
    fn line_end(&mut self, element: &Element) {
        if element.attribute("break") == Some("no") {
            let end = self.words.trim_end().trim_end_matches(['-', '¬', '⸗', '\u{ad}']).len();
            self.words.truncate(end);
            self.joined = true;
        } else if !self.joined {
            self.words.push(' ');
        }
    }

    fn token(&mut self, element: &Element) {
        let join = element.attribute("join").unwrap_or_default();
        if matches!(join, "left" | "both") {
            let end = self.words.trim_end().len();
            self.words.truncate(end);
        } else if !self.joined {
            self.words.push(' ');
        }
        self.joined = false;
        self.inside(element, true);
        self.joined = matches!(join, "right" | "both");
    }

    fn close(&mut self) {
        self.joined = false;
        let words = one_line(&self.words);
        self.words.clear();
        if !words.is_empty() {
            self.done.push(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::xml;

    #[test]
    fn lists_of_elements_are_sorted() {
        assert!(BLOCKS.is_sorted() && UNREAD.is_sorted() && SET_ASIDE.is_sorted());
    }

    #[test]
    fn texts_are_read_as_meant() {
        let cases: [(&str, &[&str]); 7] = [
            (
                "<body><head>Ice</head><p>The har-<lb break='no'/>\nbour<lb/>opened.</p></body>",
                &["Ice", "The harbour opened."],
            ),
            ("<p>A <choice><sic>teh</sic><corr>the</corr></choice> ferry<note>x</note>.</p>", &["A the ferry."]),
            ("<lg><l>One line,</l><l>another.</l></lg>", &["One line, another."]),
            (
                "<body><fw>17</fw><p>One <quote>two</quote>.</p><list><item>a</item><item>b</item></list></body>",
                &["One two.", "a", "b"],
            ),
            ("<p><s><w>It</w> <w>left</w>\n<w join='right'>late</w>\n<pc>.</pc></s></p>", &["It left late."]),
            ("<p>foo<pb n='2' break='no'/>bar</p><p/>", &["foobar"]),
            ("<u who='x'><seg>Yes.</seg> <seg>No.</seg></u>", &["Yes. No."]),
        ];
        for (content, expected) in cases {
            let tree = xml::parse(&format!("<text>{content}</text>")).0.unwrap();
            assert_eq!(paragraphs_of(&tree), expected, "{content}");
        }
    }
}
