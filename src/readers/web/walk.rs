//! Which paragraphs of plain words stand in a page or a part of it? One walk over its nodes, without recursion.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use crate::readers::record::one_line;

/// What is passed over on the way through a page.
#[derive(Clone, Copy)]
pub(super) enum Pass {
    /// What nobody reads.
    Unread,
    /// And what frames the text of a page.
    Body,
    /// And what interrupts a main text, `length` bytes long with it: captions, asides, what a class calls an
    /// advertisement, unless it is a good part of the whole.
    Main { length: usize },
}

const UNREAD: [&str; 12] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "button", "select", "textarea", "head",
    "object",
];
const FRAME: [&str; 6] = ["nav", "footer", "form", "aside", "figcaption", "dialog"];
/// Parts of the class names of what interrupts a text.
const INTERRUPTIONS: [&str; 26] = [
    "newsletter",
    "advert",
    "subscri",
    "paywall",
    "related",
    "recommend",
    "promo",
    "share",
    "sharing",
    "social",
    "caption",
    "comment",
    "author-b",
    "authorb",
    "author_b",
    "author-info",
    "readmore",
    "read-more",
    "teaser",
    "widget",
    "copyright",
    "breadcrumb",
    "sponsor",
    "timestamp",
    "byline",
    "credit",
];

impl Pass {
    fn over(self, node: &NodeRef<'_>, name: &str) -> bool {
        if UNREAD.contains(&name) {
            return true;
        }
        match self {
            Self::Unread => false,
            Self::Body => FRAME.contains(&name),
            Self::Main { length } => {
                let is_minor = || node.text().len() * 4 < length;
                (FRAME.contains(&name) || interrupts(node)) && is_minor()
            }
        }
    }
}

fn interrupts(node: &NodeRef<'_>) -> bool {
    ["class", "id"].iter().any(|key| {
        let called = node.attr(key).unwrap_or_default().to_ascii_lowercase();
        !called.is_empty() && INTERRUPTIONS.iter().any(|part| called.contains(part))
    })
}

/// Elements that start and end a paragraph.
const BLOCKS: [&str; 40] = [
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
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// The paragraphs below a node.
pub(super) fn paragraphs(root: &NodeRef<'_>, pass: Pass) -> Vec<String> {
    let mut walk = Walk { drops_links: matches!(pass, Pass::Main { .. }), ..Walk::default() };
    visit(root, &mut |node, step| match step {
        Step::Enter => walk.enter(node, pass),
        Step::Leave => {
            walk.leave(node);
            false
        }
    });
    walk.close();
    walk.done
}

/// The node whose children, or theirs, hold most of the page's written paragraphs.
pub(super) fn densest<'a>(root: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    /// Shorter paragraphs are as likely to be furniture.
    const WRITTEN: usize = 80;
    let mut scores: HashMap<NodeId, usize> = HashMap::new();
    let mut nodes: Vec<NodeRef<'a>> = Vec::new();
    for node in root.descendants_it().filter(|node| node.has_name("p")) {
        let len = node.text().trim().len();
        // A paragraph counts a little less for the node above its parent, so that the closest one wins.
        let above = node.ancestors_it(Some(2)).zip([10, 7]);
        for (ancestor, weight) in above.filter(|_| len >= WRITTEN) {
            let score = scores.entry(ancestor.id).or_insert_with(|| {
                nodes.push(ancestor);
                0
            });
            *score += len * weight;
        }
    }
    nodes.into_iter().rev().max_by_key(|node| scores.get(&node.id))
}

/// How deep the elements below a node nest.
pub(super) fn depth(root: &NodeRef<'_>) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    visit(root, &mut |_, step| {
        match step {
            Step::Enter => depth += 1,
            Step::Leave => depth -= 1,
        }
        deepest = deepest.max(depth);
        false
    });
    deepest
}

enum Step {
    Enter,
    Leave,
}

/// Enters and leaves every node below `root` in order, without recursion, since pages nest as deep as they like.
/// A node for which `act` gives true on entering is not looked into.
fn visit(root: &NodeRef<'_>, act: &mut dyn FnMut(&NodeRef<'_>, Step) -> bool) {
    let mut node = *root;
    let mut enter = true;
    loop {
        let passed = enter && act(&node, Step::Enter);
        if let Some(child) = node.first_child().filter(|_| enter && !passed) {
            node = child;
            continue;
        }
        act(&node, Step::Leave);
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

/// A link of fewer words is a name, or part of a list.
const FEWEST: usize = 4;

#[derive(Default)]
struct Walk {
    done: Vec<String>,
    words: String,
    /// Whether a line break has just been passed.
    broken: bool,
    /// Whether the paragraph has words outside links, and how many links are open.
    unlinked: bool,
    links: usize,
    /// Whether paragraphs that are nothing but a link are dropped: the way to another article.
    drops_links: bool,
}

impl Walk {
    /// Whether the element is to be passed over.
    fn enter(&mut self, node: &NodeRef<'_>, pass: Pass) -> bool {
        if node.is_text() {
            let words = node.text();
            self.broken &= words.trim().is_empty();
            self.unlinked |= self.links == 0 && words.chars().any(char::is_alphanumeric);
            self.words.push_str(&words);
            return false;
        }
        let Some(name) = node.node_name() else { return false };
        let name = name.as_ref();
        if pass.over(node, name) {
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
            _ if BLOCKS.binary_search(&name).is_ok() => self.close(),
            _ => {}
        }
        false
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        if node.is_element() && node.node_name().is_some_and(|name| BLOCKS.binary_search(&name.as_ref()).is_ok()) {
            self.close();
        } else if node.has_name("a") {
            self.links = self.links.saturating_sub(1);
        }
    }

    fn close(&mut self) {
        self.broken = false;
        let words = one_line(&self.words);
        self.words.clear();
        let is_pointer = self.drops_links && !std::mem::take(&mut self.unlinked) && words.split(' ').count() >= FEWEST;
        if !words.is_empty() && !is_pointer {
            self.done.push(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn lists_of_elements_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }

    #[test]
    fn what_interrupts_a_text_is_passed_over() {
        let sentence = "The two leaders met on Thursday, and they said that trade had grown by a quarter. ".repeat(5);
        let page = Document::from(format!(
            "<p>{sentence}</p><figure><figcaption>The two.</figcaption></figure><p><a href=x>Read more about their talks</a></p>\
             <p class='newsletter-box'>Sign up.</p><p><a href=y>Xi</a> spoke.</p>"
        ));
        let length = page.root().text().len();
        assert_eq!(paragraphs(&page.root(), Pass::Main { length }), [sentence.trim(), "Xi spoke."]);
    }
}
