//! What articles are in an EPUB book? A newspaper made into one has an article a page, so each page is one; pages that are
//! lists of links are passed over.

use super::package::Package;
use crate::readers::dates::{self, Date, Order};
use crate::readers::record::{Draft, Intake, Metadata, text_of};
use crate::readers::registry::Head;
use crate::readers::xml::{self, Element};
use crate::readers::{byline, published, web};

const CONTAINER: &str = "META-INF/container.xml";
const KIND: &[u8] = b"application/epub+zip";
/// A book of more pages is not read to its end.
const MAX_PAGES: usize = 20_000;

/// Whether bytes are an EPUB book.
pub(super) fn is_epub(head: &Head<'_>) -> bool {
    let start = &head.bytes[..head.bytes.len().min(200)];
    start.windows(KIND.len()).any(|window| window == KIND) && Package::holds(head.bytes, CONTAINER)
}

/// Reads a book page by page; one that is broken costs only itself.
pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let (mut package, book) = match open(bytes) {
        Ok(opened) => opened,
        Err(reason) => return intake.skip(None, reason),
    };
    if book.pages.len() > MAX_PAGES {
        intake.skip(None, format!("only the first {MAX_PAGES} pages of the book are read: split it"));
    }
    let mut number = 0;
    for path in book.pages.iter().take(MAX_PAGES) {
        let page = match package.xml(path) {
            Ok(Some(page)) => page,
            Ok(None) => {
                intake.skip(Some(number), format!("the page {path} is missing"));
                number += 1;
                continue;
            }
            Err(reason) => {
                intake.skip(Some(number), reason);
                number += 1;
                continue;
            }
        };
        if !intake.accepts(Some(number), page.len()) {
            number += 1;
        } else if let Some(draft) = draft(&page, &book, path) {
            intake.article_dated(number, draft, book.date);
            number += 1;
        }
    }
    if number == 0 {
        intake.skip(None, "there are no pages with text in the book, only pictures or lists of links");
    }
}

/// What a book says of itself, and its pages in reading order.
#[derive(Debug, Default)]
struct Book {
    title: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    creators: Vec<String>,
    date: Option<Date>,
    pages: Vec<String>,
}

fn open(bytes: &[u8]) -> Result<(Package<'_>, Book), String> {
    let mut package = Package::open(bytes)?;
    let container = package.xml(CONTAINER)?.ok_or_else(|| format!("there is no {CONTAINER} in it"))?;
    let container = xml::parse(&container).0.unwrap_or_default();
    let root = container.find("rootfile").and_then(|file| file.attribute("full-path"));
    let root = root.ok_or_else(|| format!("{CONTAINER} does not say where the book is"))?.to_owned();
    let content = package.xml(&root)?.ok_or_else(|| format!("there is no {root} in it"))?;
    let (content, _) = xml::parse(&content);
    let content = content.ok_or_else(|| format!("{root} holds no XML"))?;
    Ok((package, book(&content, &root)))
}

fn book(content: &Element, root: &str) -> Book {
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let items = || content.at(&["manifest"]).into_iter().flat_map(|manifest| manifest.children("item"));
    let path_of = |id: &str| {
        let item = items().find(|item| item.attribute("id") == Some(id))?;
        let is_page = item.attribute("media-type").is_none_or(|kind| kind.contains("html"));
        let is_contents = item.attribute("properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
        let path = percent_decoded(item.attribute("href")?);
        (is_page && !is_contents).then(|| if folder.is_empty() { path.clone() } else { format!("{folder}/{path}") })
    };
    let spine = content.at(&["spine"]).into_iter().flat_map(|spine| spine.children("itemref"));
    let meta = content.at(&["metadata"]);
    let kept = |name: &str| meta?.words_at(&[name]);
    let creators = meta.into_iter().flat_map(|meta| meta.children("creator"));
    Book {
        title: kept("title"),
        publisher: kept("publisher"),
        language: kept("language"),
        creators: creators.flat_map(|creator| byline::names(&creator.words())).collect(),
        date: kept("date").and_then(|date| dates::parse(&date, Order::Unknown)),
        pages: spine.filter_map(|item| path_of(item.attribute("idref")?)).collect(),
    }
}

/// Paths in a book are written as addresses are: `%20` for a blank.
fn percent_decoded(path: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), path.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let digits = (*first == b'%').then(|| after.get(..2).and_then(|two| std::str::from_utf8(two).ok())).flatten();
        if let Some(byte) = digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The article on a page; nothing if the page is none.
fn draft(page: &str, book: &Book, path: &str) -> Option<Draft> {
    let root = xml::parse(page).0?;
    let body = root.find("body").unwrap_or(&root);
    if is_list_of_links(body) {
        return None;
    }
    let heading = body.descendants().into_iter().find(|element| matches!(element.name.as_str(), "h1" | "h2" | "h3"));
    let heading = heading.map(Element::words).filter(|words| !words.is_empty());
    let named = root.words_at(&["head", "title"]).filter(|title| Some(title) != book.title.as_ref());
    let title = heading.or(named).unwrap_or_default();
    let mut paragraphs = web::paragraphs_of_fragment(page);
    // The words of `<title>` are no part of what readers see.
    let repeated = paragraphs.iter().take(3).take_while(|words| **words == title).count();
    paragraphs.drain(..repeated);
    if paragraphs.is_empty() {
        return None;
    }
    const HEAD: usize = 4;
    let head = || paragraphs.iter().take(HEAD);
    let shown_date = head().find_map(|words| published::of_date_line(words));
    let own = head().find(|words| byline::is_byline(words)).map(|words| byline::names(words));
    let mut at = 0;
    paragraphs.retain(|words| {
        at += 1;
        at > HEAD || !(published::of_date_line(words).is_some() || byline::is_byline(words))
    });
    let meta = Metadata {
        record_id: Some(path.to_owned()),
        title,
        byline: own.unwrap_or_else(|| book.creators.clone()),
        outlet: book.publisher.clone(),
        language: book.language.clone(),
        ..Metadata::default()
    };
    Some(Draft { text: text_of(&meta.title, paragraphs.iter().map(String::as_str)), meta, shown_date })
}

/// Whether most of a page's words lead elsewhere: a table of contents, a menu of sections.
fn is_list_of_links(body: &Element) -> bool {
    let linked = |element: &Element| if element.name == "a" { element.words().len() } else { 0 };
    let in_links: usize = body.descendants().into_iter().map(linked).sum();
    let all = body.words().len();
    in_links * 5 > all * 3
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::readers::testing::{outcomes, read_file};

    fn epub(pages: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file("mimetype", stored).unwrap();
        writer.write_all(KIND).unwrap();
        let mut put = |name: &str, words: &str| {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(words.as_bytes()).unwrap();
        };
        put(CONTAINER, "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>");
        let (mut items, mut spine) = (String::new(), String::new());
        for (at, (name, words)) in pages.iter().enumerate() {
            let href = name.replace(' ', "%20");
            items.extend([format!("<item id='i{at}' href='{href}' media-type='application/xhtml+xml'/>")]);
            spine.extend([format!("<itemref idref='i{at}'/>")]);
            if !words.is_empty() {
                put(&format!("OPS/{name}"), words);
            }
        }
        put(
            "OPS/book.opf",
            &format!(
                "<package><metadata xmlns:dc='x'><dc:title>The Evening Post</dc:title><dc:publisher>The Evening Post</dc:publisher>\
             <dc:language>en</dc:language><dc:date>2024-05-16</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
            ),
        );
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn pages_are_articles_and_lists_of_links_are_not() {
        let bytes = epub(&[
            (
                "index.xhtml",
                "<html><body><ul><li><a href='a'>Ferry returns</a></li><li><a href='b'>Talks</a></li></ul></body></html>",
            ),
            (
                "a b.xhtml",
                "<html><head><title>x</title></head><body><h2>Ferry returns</h2><p>By Ann Lee</p><p>The ferry was back.</p></body></html>",
            ),
            ("gone.xhtml", ""),
            ("c.xhtml", "<html><body><h1>Talks</h1><p>17 May 2024</p><p>They met.</p></body></html>"),
        ]);
        let found = read_file("post.epub", &bytes);
        assert_eq!(
            outcomes(&found),
            [
                "0 epub Ferry returns 2024-05-16",
                "skipped: the page OPS/gone.xhtml is missing",
                "2 epub Talks 2024-05-17"
            ]
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!((first.byline.as_slice(), first.text.paragraph_count()), (["Ann Lee".to_owned()].as_slice(), 1));
        assert_eq!(first.outlet.as_deref(), Some("The Evening Post"));
    }

    #[test]
    fn addresses_are_decoded() {
        for (path, expected) in [("a%20b.xhtml", "a b.xhtml"), ("50%", "50%"), ("%zz", "%zz"), ("%C3%A9", "é")] {
            assert_eq!(percent_decoded(path), expected);
        }
    }
}
