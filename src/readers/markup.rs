//! Which paragraphs stand in a tree of marked-up text, as news messages hold it inside of XML (XHTML, NITF), or in a
//! string of which a field may or may not say what it is?

use super::paragraphs;
use super::record::one_line;
use super::web::paragraphs_of_fragment;
use super::xml::{Element, Node};

/// Elements that start and end a paragraph, of XHTML and NITF, in order.
const BLOCKS: [&str; 46] = [
    "abstract",
    "address",
    "article",
    "aside",
    "block",
    "blockquote",
    "body",
    "body.content",
    "body.end",
    "bq",
    "byline",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fn",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hedline",
    "hl1",
    "hl2",
    "hr",
    "html",
    "li",
    "main",
    "nitf-table",
    "note",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tagline",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// What is no part of a text, wherever it stands, in order.
const UNREAD: [&str; 19] = [
    "caption",
    "figcaption",
    "figure",
    "head",
    "iframe",
    "media",
    "media-caption",
    "media-metadata",
    "media-producer",
    "media-reference",
    "nav",
    "nitf-table-metadata",
    "noscript",
    "object",
    "script",
    "style",
    "svg",
    "template",
    "title",
];

/// The paragraphs below an element, without those in elements that `is_aside`.
pub(super) fn paragraphs_of(element: &Element, is_aside: fn(&Element) -> bool) -> Vec<String> {
    let mut walk = Walk { done: Vec::new(), words: String::new(), broken: false, is_aside };
    walk.inside(element);
    walk.close();
    walk.done
}

struct Walk {
    done: Vec<String>,
    words: String,
    /// Whether a line break has just been passed.
    broken: bool,
    is_aside: fn(&Element) -> bool,
}

impl Walk {
    /// Elements nest no deeper than the tree allows, so recursion is safe.
    fn inside(&mut self, element: &Element) {
        for node in &element.nodes {
            match node {
                Node::Text(words) => {
                    self.broken &= words.trim().is_empty();
                    self.words.push_str(words);
                }
                Node::Element(element) => self.enter(element),
            }
        }
    }

    fn enter(&mut self, element: &Element) {
        let name = element.name.to_ascii_lowercase();
        let name = name.as_str();
        if UNREAD.binary_search(&name).is_ok() || (self.is_aside)(element) {
            return;
        }
        match name {
            // Two in a row are how old pages part paragraphs.
            "br" if self.broken => self.close(),
            "br" => {
                self.words.push('\n');
                self.broken = true;
            }
            "pre" => {
                self.close();
                self.done.extend(of_plain(&element.text()));
            }
            "td" | "th" => {
                self.words.push(' ');
                self.inside(element);
            }
            _ if BLOCKS.binary_search(&name).is_ok() => {
                self.close();
                self.inside(element);
                self.close();
            }
            _ => self.inside(element),
        }
    }

    fn close(&mut self) {
        self.broken = false;
        let words = one_line(&self.words);
        self.words.clear();
        if !words.is_empty() {
            self.done.push(words);
        }
    }
}

/// The paragraphs of plain text.
pub(super) fn of_plain(words: &str) -> Vec<String> {
    let ranges = paragraphs::split(words);
    ranges.into_iter().map(|range| one_line(&words[range])).filter(|words| !words.is_empty()).collect()
}

/// The paragraphs of a string that may be HTML or plain text.
pub(super) fn of_either(words: &str) -> Vec<String> {
    // One `<p>` around lines of plain text: the lines still mean something.
    let trimmed = words.trim();
    let inner = trimmed.strip_prefix("<p>").and_then(|inner| inner.strip_suffix("</p>"));
    match inner.filter(|inner| !inner.contains('<') && inner.trim().contains('\n')) {
        Some(lines) => of_plain(&unescaped(lines)),
        None if is_markup(words) => paragraphs_of_fragment(words),
        None => of_plain(words),
    }
}

/// The words of a string that may have markup or references in it, on one line.
pub(super) fn line_of_either(words: &str) -> String {
    if is_markup(words) || has_reference(words) { unescaped(words) } else { one_line(words) }
}

fn unescaped(words: &str) -> String {
    // The parser of HTML would fold the lines; those of plain text are kept apart.
    let lines = words.lines().map(|line| {
        let indent = line.len() - line.trim_start().len();
        format!("{}{}", &line[..indent], paragraphs_of_fragment(line).join(" "))
    });
    let lines: Vec<String> = lines.collect();
    if lines.len() == 1 { one_line(&lines[0]) } else { lines.join("\n") }
}

/// Whether there is a tag in a string: `<` and a letter, `/` or `!`, and `>` somewhere behind it.
pub(super) fn is_markup(words: &str) -> bool {
    let last = memchr::memrchr(b'>', words.as_bytes()).unwrap_or(0);
    memchr::memchr_iter(b'<', words.as_bytes())
        .take_while(|at| *at < last)
        .any(|at| words[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')))
}

/// Whether there is a character reference: `&amp;`, `&#8217;`.
fn has_reference(words: &str) -> bool {
    memchr::memchr_iter(b'&', words.as_bytes()).any(|at| {
        let rest = &words[at + 1..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(rest.len());
        end > 1 && rest[end..].starts_with(';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::xml;

    #[test]
    fn lists_of_elements_are_sorted() {
        assert!(BLOCKS.is_sorted() && UNREAD.is_sorted());
    }

    #[test]
    fn blocks_part_paragraphs() {
        let cases: [(&str, &[&str]); 5] = [
            ("<body><p>One <em>and</em> two.</p><p/> <p>Three<br/>four.</p></body>", &["One and two.", "Three four."]),
            ("<x>One.<br/><br/>Two.<hl2>Head</hl2>Three.</x>", &["One.", "Two.", "Head", "Three."]),
            ("<x><media><media-caption>No.</media-caption></media><ul><li>A</li><li>B</li></ul></x>", &["A", "B"]),
            ("<x><table><tr><td>Oil</td><td>70</td></tr></table></x>", &["Oil 70"]),
            ("<x><header><p>No.</p></header><pre>One.\n\nTwo.</pre></x>", &["One.", "Two."]),
        ];
        for (content, expected) in cases {
            let tree = xml::parse(content).0.unwrap();
            assert_eq!(paragraphs_of(&tree, |element| element.name == "header"), expected, "{content}");
        }
    }

    #[test]
    fn strings_are_read_as_what_they_are() {
        let cases: [(&str, &[&str]); 5] = [
            ("<p>One.</p><p>Two.</p>", &["One.", "Two."]),
            ("One.\n\nTwo < three.", &["One.", "Two < three."]),
            ("\n<p>\n   (X) - One\nand more.\n   Two &amp; more.\n</p>", &["(X) - One and more.", "Two & more."]),
            ("", &[]),
            ("<script>x</script>Words", &["Words"]),
        ];
        for (words, expected) in cases {
            assert_eq!(of_either(words), expected, "{words}");
        }
        assert_eq!(line_of_either("Tea &#038; <i>trees</i> AT&T"), "Tea & trees AT&T");
    }
}
