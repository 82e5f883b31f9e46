//! Which lines does an export in HTML hold, and in which classes of elements?
//!
//! The pages that databases write are lists of lines with a label, a class or a cell around each, often with markup of
//! other pages pasted in. So no tree is built: one pass over the tags tells what is open.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::escape::resolve_html5_entity;

use super::line::Line;
use crate::readers::record::one_line;

/// Elements that start and end a line.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
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
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];
/// Elements without an end.
const VOID: [&str; 12] = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "source", "wbr"];
/// Elements whose content nobody reads.
const UNREAD: [&str; 8] = ["script", "noscript", "title", "select", "button", "textarea", "svg", "style"];
/// Deeper elements are not followed.
const MAX_DEPTH: usize = 400;

/// The lines of a page.
pub(in crate::readers) fn lines(content: &str) -> Vec<Line> {
    let mut walk = Walk { centred: centred_classes(content), ..Walk::default() };
    let mut at = 0;
    while at < content.len() {
        let rest = &content[at..];
        let text = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        if text > 0 {
            walk.text(&rest[..text]);
            at += text;
            continue;
        }
        at += walk.tag(rest);
    }
    walk.end_line(true);
    walk.done
}

/// A tag: its name in small letters and what stands behind it.
struct Tag<'a> {
    name: String,
    attributes: &'a str,
    is_end: bool,
}

/// The tag at the start of `rest`, and how long it is; none if it is only a sign.
fn tag_at(rest: &str) -> Option<(Tag<'_>, usize)> {
    let inner = rest.strip_prefix('<')?;
    let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let len = inner.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-')).count();
    inner.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
    let end = end_of_tag(&inner[len..]);
    let tag = Tag { name: inner[..len].to_ascii_lowercase(), attributes: &inner[len..len + end], is_end };
    let total = rest.len() - inner.len() + len + end;
    Some((tag, (total + 1).min(rest.len())))
}

/// Where the `>` stands that is not inside a value; at the end if there is none near, as in damaged pages.
fn end_of_tag(attributes: &str) -> usize {
    const LONGEST: usize = 1 << 14;
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in attributes.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if before == b'=' || before == b' ' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        before = byte;
    }
    memchr::memchr(b'>', attributes.as_bytes()).unwrap_or(attributes.len())
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut rest = self.attributes;
        loop {
            let start = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let len = start.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(start.len());
            if start.is_empty() || len == 0 {
                return None;
            }
            let (key, after) = (&start[..len], start[len..].trim_start());
            let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
                rest = after;
                continue;
            };
            let (value, next) = value_at(value);
            if key.eq_ignore_ascii_case(name) {
                return Some(unescaped(value));
            }
            rest = next;
        }
    }
}

/// The value at the start, and what follows it.
fn value_at(value: &str) -> (&str, &str) {
    let quoted = |quote: char| value.strip_prefix(quote)?.split_once(quote);
    quoted('"')
        .or_else(|| quoted('\''))
        .unwrap_or_else(|| value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())))
}

/// The names of classes that centre what is in them, as the page's style sheet says.
fn centred_classes(content: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    let Some(start) = content.find("<style").or_else(|| content.find("<STYLE")) else { return found };
    let sheet = &content[start..content.floor_char_boundary(start + (1 << 16))];
    let sheet = sheet.split("</").next().unwrap_or_default();
    for rule in sheet.split('}') {
        let Some((selector, style)) = rule.rsplit_once('{') else { continue };
        if style.replace(' ', "").contains("text-align:center") {
            let class = selector.rsplit_once('.').map_or("", |(_, class)| class);
            found.insert(class.trim().to_ascii_lowercase());
        }
    }
    found
}

#[derive(Default)]
struct Open {
    name: String,
    classes: String,
    is_bold: bool,
    is_centred: bool,
    is_hidden: bool,
}

#[derive(Default)]
struct Walk {
    centred: HashSet<String>,
    open: Vec<Open>,
    done: Vec<Line>,
    words: String,
    /// The line that `words` will become.
    line: Line,
    /// Whether all of `words` up to here is bold.
    is_bold_so_far: bool,
    /// Whether only one line break stands before the next line.
    is_soft: bool,
    articles: u32,
    /// How many elements were open when the `article` was opened.
    article_at: Option<usize>,
    opens_part: bool,
    anchor: Option<String>,
    link: Option<String>,
}

impl Walk {
    /// Reads what starts with `<`, and tells how long it is.
    fn tag(&mut self, rest: &str) -> usize {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or(rest.len(), |end| end + 7);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return rest.find('>').map_or(rest.len(), |end| end + 1);
        }
        let Some((tag, len)) = tag_at(rest) else {
            self.text("<");
            return 1;
        };
        if tag.is_end {
            self.close(&tag.name);
        } else if UNREAD.contains(&tag.name.as_str()) && !tag.attributes.ends_with('/') {
            let end = end_of_unread(&rest[len..], &tag.name);
            return len + end;
        } else {
            self.open(&tag);
        }
        len
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        match name {
            "br" => return self.line_break(),
            "hr" => {
                self.end_line(true);
                self.opens_part = true;
            }
            "a" => {
                self.anchor = tag.attribute("name").map(Cow::into_owned).or(self.anchor.take());
                self.link = tag.attribute("href").map(Cow::into_owned);
            }
            _ if BLOCKS.binary_search(&name).is_ok() => self.end_line(true),
            _ => {}
        }
        if VOID.contains(&name) || self.open.len() >= MAX_DEPTH {
            return;
        }
        // What need not be closed is closed by the next of its kind.
        if matches!(name, "p" | "li" | "td" | "tr") && self.open.last().is_some_and(|open| open.name == name) {
            self.open.pop();
        }
        let classes = tag.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let style = tag.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        let outer = self.open.last();
        let is_centred = outer.is_some_and(|open| open.is_centred)
            || name == "center"
            || style.contains("text-align:center")
            || tag.attribute("align").is_some_and(|align| align.eq_ignore_ascii_case("center"))
            || classes.split_whitespace().any(|class| self.centred.contains(class));
        let is_bold = outer.is_some_and(|open| open.is_bold)
            || matches!(name, "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th")
            || style.contains("font-weight:bold");
        let is_hidden = outer.is_some_and(|open| open.is_hidden) || style.contains("display:none");
        if style.contains("border-bottom") || style.contains("page-break-before") {
            self.opens_part = true;
        }
        let is_article = name == "article" || classes.split_whitespace().any(|class| class == "article");
        if is_article && self.article_at.is_none() {
            self.articles += 1;
            self.article_at = Some(self.open.len());
        }
        self.open.push(Open { name: tag.name.clone(), classes, is_bold, is_centred, is_hidden });
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.binary_search(&name).is_ok() {
            self.end_line(true);
        }
        if name == "a" {
            self.link = None;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
        if self.article_at.is_some_and(|at| self.open.len() <= at) {
            self.article_at = None;
        }
    }

    fn text(&mut self, raw: &str) {
        if self.open.last().is_some_and(|open| open.is_hidden) {
            return;
        }
        let words = unescaped(raw);
        if !words.trim().is_empty() && self.words.trim().is_empty() {
            self.start_line();
        }
        let is_bold = self.open.last().is_some_and(|open| open.is_bold);
        if !words.trim().is_empty() {
            if is_bold && self.is_bold_so_far {
                self.line.bold = one_line(&self.words).len() + usize::from(!self.words.trim().is_empty());
                self.line.bold += one_line(&words).len();
            } else {
                self.is_bold_so_far = false;
            }
            if self.line.link.is_none() {
                self.line.link.clone_from(&self.link);
            }
        }
        self.words.push_str(&words);
    }

    /// Notes what holds where a line starts.
    fn start_line(&mut self) {
        let mut classes = String::new();
        for class in self.open.iter().flat_map(|open| open.classes.split_whitespace()) {
            classes.push(' ');
            classes.push_str(class);
        }
        classes.push(' ');
        self.is_bold_so_far = true;
        self.line = Line {
            classes,
            is_centred: self.open.last().is_some_and(|open| open.is_centred),
            is_soft: self.is_soft,
            opens_part: std::mem::take(&mut self.opens_part),
            article: if self.article_at.is_some() { self.articles } else { 0 },
            anchor: self.anchor.take(),
            ..Line::default()
        };
    }

    fn line_break(&mut self) {
        let is_second = self.words.trim().is_empty();
        self.end_line(false);
        self.is_soft = !is_second && !self.done.is_empty();
    }

    fn end_line(&mut self, is_hard: bool) {
        let words = one_line(&self.words);
        self.words.clear();
        if is_hard {
            self.is_soft = false;
        }
        if !words.is_empty() {
            let mut line = std::mem::take(&mut self.line);
            line.bold = line.bold.min(words.len());
            line.words = words;
            self.done.push(line);
        }
    }
}

/// Where the content of an unread element ends, with its end tag.
fn end_of_unread(rest: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(next) = rest[at..].find("</") {
        let start = at + next + 2;
        let is_end = rest[start..].get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        if is_end {
            return rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        }
        at = start;
    }
    // Without an end only the tag is passed over, so that nothing is lost.
    0
}

/// Characters with their references resolved; what is no reference stays as it is.
fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut words = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((value, len)) = reference_at(rest) else {
            words.push('&');
            rest = &rest[1..];
            continue;
        };
        words.push_str(&value);
        rest = &rest[len..];
    }
    words.push_str(rest);
    Cow::Owned(words)
}

/// What the reference at the start stands for, and its length.
fn reference_at(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    const LONGEST: usize = 34;
    let end = rest.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = rest.get(1..end)?;
    let value = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Numbers of this range mean the characters of the commonest Windows encoding.
        let byte = u8::try_from(code).ok().filter(|byte| (0x80..0xa0).contains(byte));
        match byte {
            Some(byte) => {
                let bytes = [byte];
                let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
                Cow::Owned(decoded.into_owned())
            }
            None => Cow::Owned(char::from_u32(code)?.to_string()),
        }
    } else {
        Cow::Borrowed(resolve_html5_entity(name)?)
    };
    Some((value, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_elements_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }

    #[test]
    fn pages_become_lines() {
        let page = "<html><title>Not this</title><style>.c1 { text-align: center; }</style><!-- nor > this --><body>\
            <DIV CLASS='c1'><P>The Paper</P></DIV><span class=Head>Talks;<br>second line</span><br><br>Third &amp; last &#8211; a<b>b</b>\
            <p><strong>Label: </strong>value</p><table><tr><td>HD<td>Talks</table><script>if (a < b) x()</script>5 < 6<hr><a name=DocID_7></a>End";
        let lines = lines(page);
        let words: Vec<&str> = lines.iter().map(|line| line.words.as_str()).collect();
        let expected =
            ["The Paper", "Talks;", "second line", "Third & last – ab", "Label: value", "HD", "Talks", "5 < 6", "End"];
        assert_eq!(words, expected);
        assert!(lines[0].is_centred && !lines[1].is_centred);
        assert!(lines[2].is_soft && !lines[3].is_soft && lines[1].has_class("head") && !lines[3].has_class("head"));
        assert_eq!((lines[4].bold, lines[3].bold), ("Label:".len(), 0));
        assert!(lines[8].opens_part && lines[8].anchor.as_deref() == Some("DocID_7"));
    }

    #[test]
    fn articles_are_told_apart() {
        let page = "<p>a<div class='article enArticle'><div>b</div>c</div>d<article>e</article><p>f";
        let found: Vec<u32> = lines(page).iter().map(|line| line.article).collect();
        assert_eq!(found, [0, 1, 1, 0, 2, 0]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "(<(p|b|a name=x|div class='article'|br|style|td|/p|/div|!--|/style)>?|&(amp|#x?[0-9]{1,7})?;?|[ -~é]){0,60}") {
            let _ = lines(&content);
        }
    }
}
