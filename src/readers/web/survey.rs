//! What stands on a page, in order? One walk over its nodes, without recursion, gives the blocks of words on it
//! (paragraphs, headings, items) and the elements in which they stand.

use dom_query::NodeRef;

use super::hints::{self, Hints};
use crate::readers::record::one_line;

/// A page, surveyed.
#[derive(Default)]
pub(super) struct Survey {
    /// The elements that form boxes, each behind the one it stands in; the first is the whole.
    pub(super) places: Vec<Place>,
    pub(super) blocks: Vec<Block>,
    pub(super) times: Vec<Time>,
}

/// A time that the page marks up.
pub(super) struct Time {
    /// The number of the block in which it stands.
    pub(super) block: usize,
    /// As a machine should read it.
    pub(super) value: String,
    /// Whether it is said to be that of the publication.
    pub(super) says_published: bool,
    pub(super) says_updated: bool,
    /// Whether it is a line for readers, by its class a date.
    pub(super) is_line: bool,
}

/// An element that forms a box.
pub(super) struct Place {
    pub(super) parent: usize,
    pub(super) hints: Hints,
}

/// Words that stand together.
pub(super) struct Block {
    /// The innermost box around it.
    pub(super) place: usize,
    pub(super) kind: Kind,
    pub(super) words: String,
    /// How many bytes of its words are links.
    pub(super) linked: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading of this level.
    Heading(u8),
    Item,
    Caption,
    /// What interrupts a line.
    Aside,
    Other,
}

/// What nobody reads.
const UNREAD: [&str; 15] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "button", "select", "textarea", "head",
    "object", "audio", "video", "title",
];

/// Elements that start and end a block.
const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Longer words in an element that interrupts a line are part of it all the same.
const LONGEST_INTERRUPTION: usize = 300;

/// Surveys what stands below a node; all of it, if `plainly`, else without what interrupts a line.
pub(super) fn of(root: &NodeRef<'_>, plainly: bool) -> Survey {
    let mut walk = Walk::default();
    walk.survey.places.push(Place { parent: 0, hints: Hints::default() });
    visit(root, &mut |node, step| match step {
        Step::Enter => walk.enter(node, plainly),
        Step::Leave => {
            walk.leave(node);
            false
        }
    });
    walk.close();
    walk.survey
}

enum Step {
    Enter,
    Leave,
}

/// Enters and leaves every node below `root` in order, without recursion, since pages nest as deep as they like.
/// A node for which `act` gives true on entering is neither looked into nor left.
fn visit(root: &NodeRef<'_>, act: &mut dyn FnMut(&NodeRef<'_>, Step) -> bool) {
    let mut node = *root;
    let mut enter = true;
    loop {
        let passed = enter && act(&node, Step::Enter);
        if let Some(child) = node.first_child().filter(|_| enter && !passed) {
            node = child;
            continue;
        }
        if !passed {
            act(&node, Step::Leave);
        }
        if node.id == root.id {
            return;
        }
        enter = true;
        node = match (node.next_sibling(), node.parent()) {
            (Some(sibling), _) => sibling,
            (None, Some(parent)) => {
                enter = false;
                parent
            }
            (None, None) => return,
        };
    }
}

/// The words of an element if they are few.
fn short_text(node: &NodeRef<'_>) -> Option<String> {
    const LONGEST: usize = 200;
    let mut words = String::new();
    for node in node.descendants_it().filter(NodeRef::is_text) {
        words.push_str(&node.text());
        if words.len() > LONGEST {
            return None;
        }
    }
    Some(one_line(&words)).filter(|words| !words.is_empty())
}

#[derive(Default)]
struct Walk {
    survey: Survey,
    /// The boxes that are open, the innermost last, with the kind of block they make.
    open: Vec<(usize, Kind)>,
    words: String,
    linked: usize,
    links: usize,
    /// Whether a line break has just been passed.
    broken: bool,
}

impl Walk {
    fn place(&self) -> (usize, Kind) {
        self.open.last().copied().unwrap_or((0, Kind::Other))
    }

    /// Whether the node is to be passed over.
    fn enter(&mut self, node: &NodeRef<'_>, plainly: bool) -> bool {
        if node.is_text() {
            let words = node.text();
            self.broken &= words.trim_start().is_empty();
            self.linked += if self.links > 0 { words.trim().len() } else { 0 };
            self.words.push_str(&words);
            return false;
        }
        let Some(name) = node.qual_name_ref() else { return false };
        let name = name.local.as_ref();
        if UNREAD.contains(&name) {
            return true;
        }
        match name {
            // Two in a row are how old pages part paragraphs.
            "br" if self.broken => self.close(),
            "br" => {
                self.words.push('\n');
                self.broken = true;
            }
            "a" => self.links += 1,
            "td" | "th" => self.words.push(' '),
            _ if BLOCKS.binary_search(&name).is_ok() => {
                self.close();
                self.open(node, name);
                if !plainly {
                    self.note_time(node, name);
                }
                return false;
            }
            _ => {}
        }
        if plainly {
            return false;
        }
        self.note_time(node, name);
        self.interrupts(node, name)
    }

    /// Whether an element within a line is something else; what it says is kept apart.
    fn interrupts(&mut self, node: &NodeRef<'_>, name: &str) -> bool {
        if !hints::of(node, name).has(Hints::INTERRUPTION.and(Hints::APART)) {
            return false;
        }
        let words = node.text();
        if words.len() >= LONGEST_INTERRUPTION {
            return false;
        }
        self.links -= usize::from(name == "a");
        let words = one_line(&words);
        if !words.is_empty() {
            let place = self.place().0;
            self.survey.blocks.push(Block { place, kind: Kind::Aside, words, linked: 0 });
        }
        for node in node.descendants_it().filter(NodeRef::is_element) {
            if let Some(name) = node.qual_name_ref() {
                self.note_time(&node, name.local.as_ref());
            }
        }
        true
    }

    /// Notes the time that an element holds.
    fn note_time(&mut self, node: &NodeRef<'_>, name: &str) {
        let value = |key: &str| node.attr(key).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let property = value("itemprop").unwrap_or_default().to_ascii_lowercase();
        let class = value("class").unwrap_or_default().to_ascii_lowercase();
        let is_called = |words: &[&str]| words.iter().any(|word| class.contains(word));
        let is_published = property.contains("datepublished") || property.contains("datecreated");
        let is_marked = is_published || property.contains("datemodified");
        let is_line = name != "time" && name != "abbr" && !is_marked;
        let found = match name {
            "time" => value("datetime").or_else(|| value("content")).or_else(|| short_text(node)),
            "abbr" if node.has_attr("title") => value("title"),
            _ if is_marked => value("content").or_else(|| value("title")).or_else(|| short_text(node)),
            _ if is_called(&["date", "datum", "time", "publish", "posted"]) => short_text(node),
            _ => None,
        };
        let has_figures = |value: &String| value.len() < 100 && value.bytes().any(|b| b.is_ascii_digit());
        let Some(found) = found.filter(has_figures) else { return };
        let says_published = is_published || node.has_attr("pubdate") || is_called(&["publish", "created"]);
        self.survey.times.push(Time {
            block: self.survey.blocks.len(),
            value: found,
            says_published,
            says_updated: !says_published && (property.contains("modified") || is_called(&["updat", "modif"])),
            is_line,
        });
    }

    fn open(&mut self, node: &NodeRef<'_>, name: &str) {
        let (parent, around) = self.place();
        let kind = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Kind::Heading(level - b'0'),
            b"li" | b"dd" | b"dt" => Kind::Item,
            b"figure" | b"figcaption" | b"caption" | b"picture" => Kind::Caption,
            b"blockquote" | b"table" | b"article" => Kind::Other,
            _ => around,
        };
        self.open.push((self.survey.places.len(), kind));
        self.survey.places.push(Place { parent, hints: hints::of(node, name) });
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.qual_name_ref() else { return };
        let name = name.local.as_ref();
        if BLOCKS.binary_search(&name).is_ok() {
            self.close();
            self.open.pop();
        } else if name == "a" {
            self.links = self.links.saturating_sub(1);
        }
    }

    fn close(&mut self) {
        self.broken = false;
        let (words, linked) = (one_line(&self.words), std::mem::take(&mut self.linked));
        self.words.clear();
        if !words.is_empty() {
            let (place, kind) = self.place();
            self.survey.blocks.push(Block { place, kind, words, linked });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_elements_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }
}
