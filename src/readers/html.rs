//! What article does a web page hold? What the page says of itself ([`page`](super::page)), and its main text, found by
//! `dom_smoothie`, as paragraphs of plain words.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::page;
use super::record::{Draft, Intake, one_line, text_of};

/// Reads a page, which is one article.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    if !intake.accepts(None, content.len()) {
        return;
    }
    let document = Document::from(content);
    let page = page::read(&document);
    let paragraphs = main_text(document);
    let text = text_of(&page.meta.title, paragraphs.iter().map(String::as_str));
    intake.article(0, Draft { meta: page.meta, text, shown_date: page.shown_date });
}

/// The paragraphs of the main text; of the whole body if none can be told from it.
fn main_text(document: Document) -> Vec<String> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else { return Vec::new() };
    if readability.parse().is_ok() {
        let root = readability.doc.select_single("#readability-page-1");
        let found = root.nodes().first().map(|node| paragraphs(node, &UNREAD)).unwrap_or_default();
        if !found.is_empty() {
            return found;
        }
    }
    readability.doc.body().map(|body| paragraphs(&body, &UNREAD_IN_BODY)).unwrap_or_default()
}

/// The paragraphs of a piece of HTML that is all text, such as a JSON record holds.
pub(super) fn paragraphs_of_fragment(markup: &str) -> Vec<String> {
    paragraphs(&Document::fragment(markup).root(), &UNREAD)
}

/// Elements that hold no text to read.
const UNREAD: [&str; 12] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "button", "select", "textarea", "head",
    "object",
];
/// Those, and what frames the text of a page.
const UNREAD_IN_BODY: [&str; 16] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "button", "select", "textarea", "head",
    "object", "nav", "footer", "form", "aside",
];
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

/// The paragraphs below a node: one walk, without recursion, since pages nest as deep as they like.
fn paragraphs(root: &NodeRef<'_>, unread: &[&str]) -> Vec<String> {
    let mut walk = Walk::default();
    let mut node = *root;
    let mut enter = true;
    loop {
        let skipped = enter && walk.enter(&node, unread);
        if let Some(child) = node.first_child().filter(|_| enter && !skipped) {
            node = child;
            continue;
        }
        walk.leave(&node);
        if node.id == root.id {
            break;
        }
        enter = true;
        node = match (node.next_sibling(), node.parent()) {
            (Some(sibling), _) => sibling,
            (None, Some(parent)) => {
                enter = false;
                parent
            }
            (None, None) => break,
        };
    }
    walk.close();
    walk.done
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
    fn enter(&mut self, node: &NodeRef<'_>, unread: &[&str]) -> bool {
        if node.is_text() {
            let words = node.text();
            self.broken &= words.trim().is_empty();
            self.words.push_str(&words);
            return false;
        }
        let Some(name) = node.node_name() else { return false };
        let name = name.as_ref();
        if unread.contains(&name) {
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
        assert_eq!(
            (article.url.as_deref(), article.language.as_deref()),
            (Some("https://example.com/talks"), Some("en"))
        );
        let paragraphs: Vec<&str> = article.text.paragraphs().map(|(_, words)| words).collect();
        assert_eq!(paragraphs, [text.trim(), text.trim()]);
    }

    #[test]
    fn a_page_without_an_article_gives_its_body() {
        let article = article("<title>Note</title><nav>Home</nav><p>Short.");
        assert_eq!(article.text.paragraphs().last(), Some((1, "Short.")));
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let deep = "<div>".repeat(50_000);
        assert_eq!(article(&format!("<title>Deep</title>{deep}Talks")).title(), "Deep");
    }
}
