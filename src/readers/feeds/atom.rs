//! What articles does an Atom feed hold (0.3 and 1.0)? Each entry is one. `updated` counts as its date only if it says of no
//! publication: every entry has it, and most feeds nothing else.

use super::entry::{Channel, Entry, authors};
use super::rss::body_of;
use crate::readers::dates::{self, Date, Order};
use crate::readers::markup::{line_of_either, of_either, of_plain};
use crate::readers::record::{Intake, Metadata};
use crate::readers::xml::{self, Element};

/// Reads a file.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let language = xml::root_of(content).and_then(|root| root.attribute("lang").map(str::to_owned));
    let mut channel = Channel { language, ..Channel::default() };
    let mut number = 0;
    let read = xml::each(content, |name| ["entry", "title", "author"].contains(&name), &mut |element| match element
        .name
        .as_str()
    {
        "entry" => {
            entry(&element, &channel).hand_over(number, intake);
            number += 1;
        }
        "title" if channel.title.is_none() => channel.title = Some(title_of(&element)),
        "author" => channel.authors.extend(author_of(&element)),
        _ => {}
    });
    match read {
        Err(reason) => intake.skip(None, reason), // what comes after the damage is lost
        Ok(()) if number == 0 => intake.skip(None, "the feed has no entries"),
        Ok(()) => {}
    }
}

fn entry(entry: &Element, channel: &Channel) -> Entry {
    let child = |name: &str| entry.elements().find(|child| child.name == name && is_atom(child));
    let source = child("source");
    let byline: Vec<String> =
        entry.elements().filter(|c| c.name == "author" && is_atom(c)).flat_map(author_of).collect();
    let of_source = || source.map(|source| source.children("author").flat_map(author_of).collect::<Vec<_>>());
    let inherited = || of_source().filter(|names| !names.is_empty()).unwrap_or_else(|| channel.authors.clone());
    let outlet = source.and_then(|source| source.at(&["title"])).map(title_of).or_else(|| channel.title.clone());
    Entry {
        meta: Metadata {
            record_id: child("id").map(Element::words).filter(|id| !id.is_empty()),
            title: child("title").map(title_of).unwrap_or_default(),
            byline: if byline.is_empty() { inherited() } else { byline },
            outlet: outlet.filter(|title| !title.is_empty()),
            url: url(entry),
            language: entry.attribute("lang").map(str::to_owned).or_else(|| channel.language.clone()),
            date: date(entry),
        },
        paragraphs: ["content", "summary"]
            .iter()
            .filter_map(|name| child(name))
            .map(paragraphs)
            .find(|p| !p.is_empty())
            .unwrap_or_default(),
    }
}

/// Whether an element is of Atom itself, not of a module such as `media:`.
fn is_atom(element: &Element) -> bool {
    ["", "atom", "a"].contains(&element.prefix.as_str())
}

fn title_of(element: &Element) -> String {
    let is_plain = element.attribute("type").is_none_or(|kind| ["text", "text/plain"].contains(&kind));
    // Many say that a title is plain, and escape it twice.
    let words = element.text();
    if is_plain && words.contains('<') { element.words() } else { line_of_either(&words) }
}

fn author_of(author: &Element) -> Vec<String> {
    authors(&author.words_at(&["name"]).unwrap_or_else(|| author.text()))
}

fn date(entry: &Element) -> Option<Date> {
    let names = ["published", "issued", "created", "updated", "modified"];
    let found = names.iter().filter_map(|name| entry.elements().find(|child| child.name == *name && is_atom(child)));
    found.map(Element::words).find_map(|value| dates::parse(&value, Order::Unknown))
}

fn url(entry: &Element) -> Option<String> {
    let links = || entry.children("link").filter(|link| link.attribute("href").is_some());
    let is_page = |link: &&Element| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    let original = entry.children("origLink").map(Element::words).find(|words| !words.is_empty());
    let link = links().find(is_page).or_else(|| links().find(|link| link.attribute("rel") == Some("via")));
    original.or_else(|| link?.attribute("href").map(str::to_owned))
}

/// The text of an element by its type: markup inside of it, markup escaped, or plain.
fn paragraphs(element: &Element) -> Vec<String> {
    match element.attribute("type") {
        _ if element.elements().next().is_some() => body_of(element),
        Some("text" | "text/plain") if element.attribute("mode") != Some("escaped") => of_plain(&element.text()),
        _ => of_either(&element.text()),
    }
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{article, paragraphs, results};

    #[test]
    fn entries_are_understood() {
        let content = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="m" xml:lang="en-GB"><title>Wire</title>
            <author><name>The desk</name></author><updated>2024-06-01T00:00:00Z</updated>
            <entry><id>tag:w,1</id><title type="html">Ferry &amp;amp; ice</title><media:title>x</media:title><link rel="self" href="https://w.example/self"/>
            <link href="https://w.example/1"/><published>2024-05-16T23:00:00+02:00</published><updated>2024-05-30T00:00:00Z</updated>
            <author><name>Ada Quist</name></author><summary>A ferry.</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <b>left</b>.</p><p>It was late.</p></div></content></entry>
            <entry><title>Later</title><updated>2024-05-17T00:00:00Z</updated><summary type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</summary></entry></feed>"#;
        let found = results("a.xml", content);
        let [Ok(first), Ok(second)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(
            (first.title(), first.outlet.as_deref(), first.url.as_deref()),
            ("Ferry & ice", Some("Wire"), Some("https://w.example/1"))
        );
        assert_eq!(
            (first.byline.as_slice(), paragraphs(first)),
            (&["Ada Quist".to_owned()][..], vec!["It left.", "It was late."])
        );
        assert_eq!(first.published.unwrap().first.to_string(), "2024-05-16");
        assert_eq!(second.published.unwrap().first.to_string(), "2024-05-17");
        assert_eq!(
            (second.byline.as_slice(), paragraphs(second)),
            (&["The desk".to_owned()][..], vec!["One.", "Two."])
        );
    }

    #[test]
    fn the_older_version_is_read() {
        let content = r#"<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped">Wire</title><entry><title>Ferry</title>
            <link rel="alternate" type="text/html" href="https://w.example/1"/><issued>2004-05-16T10:00:00Z</issued><modified>2005-01-01</modified>
            <content type="text/html" mode="escaped">&lt;p&gt;It left.&lt;/p&gt;</content></entry></feed>"#;
        let article = article("a.xml", content);
        assert_eq!(
            (article.published.unwrap().first.to_string().as_str(), paragraphs(&article)),
            ("2004-05-16", vec!["It left."])
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!&;#x0-9 \\[\\]-]{0,80}") {
            let _ = results("a.xml", &format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>{content}"));
        }
    }
}
