//! What elements are in an XML file? A small tree over `quick-xml`, whole or record by record.
//!
//! Reading is lenient: what is not well-formed ends the tree at that place, with everything open closed, and a remark. Names
//! lose their prefixes. Entities that the document declares itself are not expanded, so that nothing can blow up; depth is
//! limited.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Deeper elements are passed over, with what they hold.
const MAX_DEPTH: usize = 200;

/// An element with its attributes and what is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    /// Without prefix, as written.
    pub(super) name: String,
    /// The prefix, as written; feeds tell `media:title` from `title` by it.
    pub(super) prefix: String,
    /// Names without prefix, and values.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute, given by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements right inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of a name right inside.
    pub(super) fn children<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element at a path of names: `["head", "title"]`.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        match path {
            [] => Some(self),
            [name, rest @ ..] => self.elements().filter(|child| child.name == *name).find_map(|child| child.at(rest)),
        }
    }

    /// The words at a path of names, if there are any.
    pub(super) fn words_at(&self, path: &[&str]) -> Option<String> {
        Some(self.at(path)?.words()).filter(|words| !words.is_empty())
    }

    /// This element and all below it, in the order of the document.
    pub(super) fn descendants(&self) -> Vec<&Element> {
        let (mut found, mut open) = (Vec::new(), vec![self]);
        while let Some(element) = open.pop() {
            found.push(element);
            let below: Vec<&Element> = element.elements().collect();
            open.extend(below.into_iter().rev());
        }
        found
    }

    /// The first element of a name, however deep.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.descendants().into_iter().find(|element| element.name == name)
    }

    /// All characters in it, as they stand.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.add_text(text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }

    /// The words in it, on one line.
    pub(super) fn words(&self) -> String {
        super::record::one_line(&self.text())
    }
}

/// The root element, and what was wrong with the document, if anything.
pub(super) fn parse(content: &str) -> (Option<Element>, Option<String>) {
    let mut root = None;
    let problem = each(content, |_| true, &mut |element| {
        root.get_or_insert(element);
    })
    .err();
    (root, problem)
}

/// The root element with its attributes, without what is in it.
pub(super) fn root_of(content: &str) -> Option<Element> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => return Some(element_of(&start)),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// Hands over each outermost element whose local name `is_wanted`, one after the other, so that a large file never
/// becomes one tree. What is outside of them is passed over. The error says where and why reading ended early.
pub(super) fn each(
    content: &str,
    is_wanted: impl Fn(&str) -> bool,
    sink: &mut dyn FnMut(Element),
) -> Result<(), String> {
    let mut reader = Reader::from_str(content);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Vec<Element> = Vec::new();
    let mut too_deep = 0_usize;
    let result = loop {
        match reader.read_event() {
            Ok(Event::Eof) => break Ok(()),
            Ok(Event::Start(_)) if open.len() >= MAX_DEPTH || too_deep > 0 => too_deep += 1,
            Ok(Event::End(_)) if too_deep > 0 => too_deep -= 1,
            Ok(_) if too_deep > 0 => {}
            Ok(Event::Start(start)) => {
                if !open.is_empty() || is_wanted(local(start.name().as_ref())) {
                    open.push(element_of(&start));
                }
            }
            Ok(Event::Empty(start)) => {
                if let Some(parent) = open.last_mut() {
                    parent.nodes.push(Node::Element(element_of(&start)));
                } else if is_wanted(local(start.name().as_ref())) {
                    sink(element_of(&start));
                }
            }
            Ok(Event::End(end)) => {
                let name = local(end.name().as_ref()).to_owned();
                // An end without its start is passed over; one that leaves others open closes them.
                if let Some(at) = open.iter().rposition(|element| element.name == name) {
                    close(&mut open, at, sink);
                }
            }
            Ok(Event::Text(text)) => add(&mut open, &text.xml10_content()),
            Ok(Event::CData(text)) => add(&mut open, &text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => add(&mut open, &resolved(&reference)),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => break Err(format!("the XML breaks off at byte {} ({error})", reader.error_position())),
        }
    };
    if !open.is_empty() {
        close(&mut open, 0, sink);
    }
    result
}

/// Closes all elements from `at` on.
fn close(open: &mut Vec<Element>, at: usize, sink: &mut dyn FnMut(Element)) {
    while open.len() > at {
        let Some(done) = open.pop() else { return };
        match open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(done)),
            None => sink(done),
        }
    }
}

fn add(open: &mut [Element], words: &str) {
    let Some(element) = open.last_mut() else { return };
    match element.nodes.last_mut() {
        Some(Node::Text(text)) => text.push_str(words),
        _ => element.nodes.push(Node::Text(words.to_owned())),
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn element_of(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.html_attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = attribute.value.as_ref();
        (local(attribute.key.as_ref()).to_owned(), unescaped(value))
    });
    let attributes = attributes.collect();
    let name = start.name();
    let (prefix, name) = name.as_ref().rsplit_once(':').unwrap_or(("", name.as_ref()));
    Element { name: name.to_owned(), prefix: prefix.to_owned(), attributes, nodes: Vec::new() }
}

/// A value with its references resolved; as it stands if one of them is unknown.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape_with(value, resolve_html5_entity).map_or_else(|_| value.to_owned(), Into::into)
}

fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.xml10_content();
    resolve_html5_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(content: &str) -> Element {
        parse(content).0.unwrap()
    }

    #[test]
    fn elements_are_found_by_path_and_name() {
        let tree = root(
            "<?xml version='1.0'?><!DOCTYPE a><x:a xmlns:x='y'><b n='1&amp;2'>One <i>two</i>&nbsp;&#8211; three</b><b/></x:a>",
        );
        assert_eq!(tree.name, "a");
        assert_eq!(tree.words_at(&["b"]).unwrap(), "One two – three");
        assert_eq!(tree.at(&["b"]).unwrap().attribute("n"), Some("1&2"));
        assert_eq!(tree.children("b").count(), 2);
        assert_eq!(tree.find("i").unwrap().text(), "two");
        assert_eq!(tree.at(&["c"]), None);
        let empty = root_of("<?xml version='1.0'?><!-- x --><x:a xml:lang='sl'><b/></x:a>").unwrap();
        assert_eq!((empty.prefix.as_str(), empty.attribute("lang"), empty.nodes.len()), ("x", Some("sl"), 0));
    }

    #[test]
    fn records_come_one_by_one() {
        let mut found = Vec::new();
        let content = "<all>x<item>1</item><y><item>2<item>3</item></item></y><item/></all>";
        each(content, |name| name == "item", &mut |item| found.push(item.text())).unwrap();
        assert_eq!(found, ["1", "23", ""]);
    }

    #[test]
    fn what_is_broken_is_read_up_to_there() {
        let (tree, problem) = parse("<a><b>one</c> two</b><d>three <");
        let tree = tree.unwrap();
        assert_eq!((tree.words_at(&["b"]), tree.words_at(&["d"])), (Some("one two".into()), Some("three".into())));
        assert!(problem.unwrap().contains("byte"));
        assert_eq!(parse("no markup").0, None);
        let deep = format!("{}x{}", "<a>".repeat(5000), "</a>".repeat(5000));
        assert_eq!(root(&deep).text(), "");
        assert_eq!(root("<a b=1 c>AT&T &unknown; &lt;</a>").text(), "AT&T &unknown; <");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!?&;#x0-9 \\[\\]-]{0,80}") {
            let _ = parse(&content).0.map(|root| (root.words(), root.descendants().len()));
        }
    }
}
