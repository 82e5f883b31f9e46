//! What article does a web page hold? What the page says of itself ([`page`](super::page)), and its main text, found by
//! `dom_smoothie`, as paragraphs of plain words.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{page, published};
use super::record::{Draft, Intake, one_line, text_of};

/// Reads a page, which is one article.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    if !intake.accepts(None, content.len()) {
        return;
    }
    if nests_too_deep(content) {
        return intake.skip(None, "the page nests thousands of elements in one another; it is damaged or no article");
    }
    let document = Document::from(content);
    let page = page::read(&document);
    let mut paragraphs = main_text(document);
    drop_furniture(&mut paragraphs, &page.meta.title);
    let text = text_of(&page.meta.title, paragraphs.iter().map(String::as_str));
    intake.article(0, Draft { meta: page.meta, text, shown_date: page.shown_date });
}

/// Deeper pages are not articles; parsing them would take time by the square of the depth.
const MAX_OPEN: usize = 4000;
/// Pages that nest deeper or hold more elements are not cut down to their main text; it would cost stack and time.
const MAX_DEPTH: usize = 512;
const MAX_ELEMENTS: usize = 200_000;

/// Whether more blocks are opened than closed by far, told without parsing.
fn nests_too_deep(content: &str) -> bool {
    const NESTING: [&str; 10] =
        ["div", "section", "article", "ul", "ol", "table", "blockquote", "center", "dl", "fieldset"];
    let (bytes, mut open) = (content.as_bytes(), 0_usize);
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let rest = &bytes[at + 1..];
        let (closes, name) = rest.strip_prefix(b"/").map_or((false, rest), |name| (true, name));
        let len = name.iter().take(12).take_while(|b| b.is_ascii_alphabetic()).count();
        if NESTING.iter().any(|nesting| name[..len].eq_ignore_ascii_case(nesting.as_bytes())) {
            open = if closes { open.saturating_sub(1) } else { open + 1 };
        }
        open > MAX_OPEN
    })
}

/// The paragraphs of the main text; of the whole body if none can be told from it.
fn main_text(document: Document) -> Vec<String> {
    if depth(&document.root()) > MAX_DEPTH {
        return document.body().map(|body| paragraphs(&body, Pass::Body)).unwrap_or_default();
    }
    let config =
        Config { disable_json_ld: true, keep_classes: true, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else { return Vec::new() };
    if readability.parse().is_ok() {
        let root = readability.doc.select_single("#readability-page-1");
        let length = root.text().len();
        let found = root.nodes().first().map(|node| paragraphs(node, Pass::Main { length })).unwrap_or_default();
        if !found.is_empty() {
            return found;
        }
    }
    readability.doc.body().map(|body| paragraphs(&body, Pass::Body)).unwrap_or_default()
}

/// Drops what stands among the paragraphs but is none: the title once more, the date line (which has been read), and
/// short lines that come again and again ("Advertisement", "Story continues below").
fn drop_furniture(paragraphs: &mut Vec<String>, title: &str) {
    const REPEATS: usize = 3;
    const LONGEST: usize = 60;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in paragraphs.iter().filter(|line| line.len() <= LONGEST) {
        *counts.entry(line.clone()).or_default() += 1;
    }
    let is_furniture = |line: &String| {
        counts.get(line).is_some_and(|count| *count >= REPEATS)
            || line == title
            || published::of_date_line(line).is_some()
    };
    if paragraphs.iter().any(|line| !is_furniture(line)) {
        paragraphs.retain(|line| !is_furniture(line));
    }
}

/// The paragraphs of a piece of HTML that is all text, such as a JSON record holds.
pub(super) fn paragraphs_of_fragment(markup: &str) -> Vec<String> {
    paragraphs(&Document::fragment(markup).root(), Pass::Unread)
}

/// What is passed over on the way through a page.
#[derive(Clone, Copy)]
enum Pass {
    /// What nobody reads.
    Unread,
    /// And what frames the text of a page.
    Body,
    /// And what interrupts a main text, `length` bytes long with it: captions, asides, what a class calls an
    /// advertisement, unless it is a good part of the whole.
    Main { length: usize },
}

const UNREAD: [&str; 12] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "button", "select", "textarea", "head", "object",
];
const FRAME: [&str; 6] = ["nav", "footer", "form", "aside", "figcaption", "dialog"];
/// Parts of the class names of what interrupts a text.
const INTERRUPTIONS: [&str; 26] = [
    "newsletter", "advert", "subscri", "paywall", "related", "recommend", "promo", "share", "sharing", "social", "caption",
    "comment", "author-b", "authorb", "author_b", "author-info", "readmore", "read-more", "teaser", "widget", "copyright",
    "breadcrumb", "sponsor", "timestamp", "byline", "credit",
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
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tr", "ul",
];

/// The paragraphs below a node.
fn paragraphs(root: &NodeRef<'_>, pass: Pass) -> Vec<String> {
    let mut walk = Walk::default();
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

/// How deep the elements below a node nest.
fn depth(root: &NodeRef<'_>) -> usize {
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

#[derive(Default)]
struct Walk {
    done: Vec<String>,
    words: String,
    /// Whether a line break has just been passed.
    broken: bool,
}

impl Walk {
    /// Whether the element is to be passed over.
    fn enter(&mut self, node: &NodeRef<'_>, pass: Pass) -> bool {
        if node.is_text() {
            let words = node.text();
            self.broken &= words.trim().is_empty();
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
            "td" | "th" => self.words.push(' '),
            _ if BLOCKS.binary_search(&name).is_ok() => self.close(),
            _ => {}
        }
        false
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        if node.is_element() && node.node_name().is_some_and(|name| BLOCKS.binary_search(&name.as_ref()).is_ok()) {
            self.close();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Format, Problem};
    use crate::readers::SourceFile;

    fn article(content: &str) -> Article {
        let mut found: Vec<Result<Article, Problem>> = Vec::new();
        let mut sink = |result| found.push(result);
        let file = SourceFile { path: "a.html", bytes: content.as_bytes(), modified: None };
        read(content, &mut Intake::new(&file, Format::Html, &mut sink));
        found.remove(0).unwrap()
    }

    #[test]
    fn lists_of_elements_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }

    #[test]
    fn markup_becomes_paragraphs() {
        let markup = "<h2>Talks</h2>They <b>met</b>.<br><br>They <i>ag</i>reed.<script>x()</script><ul><li>gas<li>oil</ul>\
                      <table><tr><td>1<td>2</table><div><p>In<br>lines</p>end</div>";
        let expected = ["Talks", "They met.", "They agreed.", "gas", "oil", "1 2", "In lines", "end"];
        assert_eq!(paragraphs_of_fragment(markup), expected);
    }

    #[test]
    fn a_page_gives_its_article_without_its_frame() {
        let sentence = "The two leaders met on Thursday, and they said that trade had grown by a quarter. ";
        let text = sentence.repeat(4);
        let page = format!(
            "<html lang=en><head><title>Talks | The Wire</title><meta property='og:title' content='Talks'><meta \
             property='article:published_time' content='2024-05-16T10:00:00Z'><meta name=author content='Ann Lee'><link \
             rel=canonical href='https://example.com/talks'></head><body><nav><a href=/>Home</a></nav><article>\
             <h1>Talks</h1><p>{text}</p><p>{text}</p></article><footer>Imprint</footer></body></html>"
        );
        let article = article(&page);
        assert_eq!((article.title(), article.byline.as_slice()), ("Talks", &["Ann Lee".to_owned()][..]));
        assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2024-05-16"));
        assert_eq!((article.url.as_deref(), article.language.as_deref()), (Some("https://example.com/talks"), Some("en")));
        let paragraphs: Vec<&str> = article.text.paragraphs().map(|(_, words)| words).collect();
        assert_eq!(paragraphs, [text.trim(), text.trim()]);
    }

    #[test]
    fn a_page_without_an_article_gives_its_body() {
        let article = article("<title>Note</title><p>Short.");
        assert_eq!(article.text.paragraphs().last(), Some((1, "Short.")));
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let page = |depth| format!("<title>Deep</title>{}Talks", "<div>".repeat(depth));
        assert_eq!(article(&page(1000)).title(), "Deep");
        assert!(nests_too_deep(&page(50_000)));
    }
}
