//! What articles does an RSS feed hold, of the versions 0.9 to 2.0, or 1.0 in RDF? Each `<item>` is one, with its whole text if
//! the feed has it (`content:encoded`), else its description. Modules count by their customary prefixes.
//!
//! An item without a date is undated: the date of the feed is when it was fetched, and `atom:updated` is not the
//! publication.

use super::entry::{Channel, Entry, authors, child, words};
use crate::readers::dates::{self, Date, Order};
use crate::readers::markup::{line_of_either, of_either};
use crate::readers::record::{Intake, Metadata};
use crate::readers::xml::{self, Element};

/// Reads a file.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut channel = Channel::default();
    let mut number = 0;
    let read = each(content, &mut channel, &mut |channel, item| {
        entry(&item, channel).hand_over(number, intake);
        number += 1;
    });
    match read {
        Err(reason) => intake.skip(None, reason), // what comes after the damage is lost
        Ok(()) if number == 0 => intake.skip(None, "the feed has no items"),
        Ok(()) => {}
    }
}

/// Hands over each item with what the channel has said so far.
pub(super) fn each(
    content: &str,
    channel: &mut Channel,
    sink: &mut dyn FnMut(&Channel, Element),
) -> Result<(), String> {
    // An image and an input field have titles of their own.
    let wanted = ["item", "title", "language", "image", "textInput", "textinput", "managingEditor"];
    xml::each(content, |name| wanted.contains(&name), &mut |element| match (
        element.prefix.as_str(),
        element.name.as_str(),
    ) {
        (_, "item") => sink(channel, element),
        ("" | "rss", "title") => {
            channel.title.get_or_insert_with(|| line_of_either(&element.text()));
        }
        ("" | "dc", "language") => {
            channel.language.get_or_insert_with(|| element.words());
        }
        _ => {}
    })
}

/// What an item says.
pub(super) fn entry(item: &Element, channel: &Channel) -> Entry {
    let plain = |name: &str| words(item, "", name).or_else(|| words(item, "rss", name));
    let title = plain("title").or_else(|| words(item, "dc", "title")).or_else(|| words(item, "media", "title"));
    let source = plain("source").or_else(|| words(item, "dc", "publisher")).map(|line| line_of_either(&line));
    let id = child(item, "", "guid");
    Entry {
        meta: Metadata {
            record_id: id
                .map(Element::words)
                .or_else(|| item.attribute("about").map(str::to_owned))
                .filter(|id| !id.is_empty()),
            title: title.map(|title| line_of_either(&title)).unwrap_or_default(),
            byline: byline(item),
            outlet: source.or_else(|| channel.title.clone()).filter(|title| !title.is_empty()),
            url: url(item, id),
            language: words(item, "dc", "language").or_else(|| plain("language")).or_else(|| channel.language.clone()),
            date: date(item),
        },
        paragraphs: paragraphs(item),
    }
}

/// The publication; `created`, if nothing else is said.
pub(super) fn date(item: &Element) -> Option<Date> {
    const NAMES: [(&str, &str); 9] = [
        ("", "pubDate"),
        ("", "pubdate"),
        ("dc", "date"),
        ("dcterms", "issued"),
        ("atom", "published"),
        ("a10", "published"),
        ("", "published"),
        ("dcterms", "created"),
        ("", "date"),
    ];
    NAMES
        .iter()
        .filter_map(|(prefix, name)| words(item, prefix, name))
        .find_map(|value| dates::parse(&value, Order::Unknown))
}

fn byline(item: &Element) -> Vec<String> {
    for (prefix, name) in
        [("dc", "creator"), ("", "author"), ("itunes", "author"), ("a10", "author"), ("dc", "contributor")]
    {
        let found = item.elements().filter(|child| child.prefix == prefix && child.name == name);
        let mut names: Vec<String> = Vec::new();
        for value in found.map(|child| child.words_at(&["name"]).unwrap_or_else(|| child.words())) {
            names.extend(
                authors(&line_of_either(&value)).into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>(),
            );
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

fn url(item: &Element, id: Option<&Element>) -> Option<String> {
    let is_address = |words: &String| words.starts_with("http");
    let original = words(item, "feedburner", "origLink");
    let link = words(item, "", "link").or_else(|| words(item, "rss", "link"));
    let of_atom = || item.elements().find(|child| child.name == "link" && child.attribute("rel") != Some("self"));
    let of_id = || id.filter(|id| id.attribute("isPermaLink") != Some("false")).map(Element::words);
    original
        .or(link)
        .or_else(|| of_atom()?.attribute("href").map(str::to_owned))
        .filter(is_address)
        .or_else(|| of_id().filter(is_address))
        .or_else(|| item.attribute("about").map(str::to_owned).filter(is_address))
}

/// The whole text; else the longest of the summaries.
fn paragraphs(item: &Element) -> Vec<String> {
    const WHOLE: [(&str, &str); 5] =
        [("content", "encoded"), ("xhtml", "body"), ("", "content"), ("", "fulltext"), ("", "full-text")];
    const SUMMARIES: [(&str, &str); 6] = [
        ("", "description"),
        ("rss", "description"),
        ("dc", "description"),
        ("itunes", "summary"),
        ("media", "description"),
        ("atom", "summary"),
    ];
    let of = |(prefix, name): &(&str, &str)| child(item, prefix, name).map(body_of);
    let whole = WHOLE.iter().filter_map(of).find(|paragraphs| !paragraphs.is_empty());
    whole.unwrap_or_else(|| {
        let summaries = SUMMARIES.iter().rev().filter_map(of);
        summaries.max_by_key(|paragraphs| paragraphs.iter().map(String::len).sum::<usize>()).unwrap_or_default()
    })
}

/// The paragraphs of an element that holds markup, escaped or not, or plain text.
pub(super) fn body_of(element: &Element) -> Vec<String> {
    if element.elements().next().is_some() {
        crate::readers::markup::paragraphs_of(element, |_| false)
    } else {
        of_either(&element.text())
    }
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{article, paragraphs, results};

    #[test]
    fn items_are_understood() {
        let content = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:media="m"><channel>
            <title>Meridian &amp;amp; Wire</title><image><title>Logo</title></image><link>https://w.example</link><language>en-gb</language>
            <lastBuildDate>Wed, 03 Aug 2022 20:12:40 +0000</lastBuildDate>
            <item><media:title>A picture</media:title><title>Ferry &amp;#8211; resumes</title><link>https://w.example/ferry</link>
            <dc:creator><![CDATA[Ada Quist]]></dc:creator><pubDate>Thu, 16 May 2024 23:49:23 -0400</pubDate><guid isPermaLink="false">w-1</guid>
            <description><![CDATA[<p>A ferry.</p>]]></description><content:encoded><![CDATA[<p>It left.</p><script>x</script><p>It was late.</p>]]></content:encoded></item>
            <item><title>Undated</title><author>bo@w.example (Bo Ek)</author><guid>https://w.example/2</guid><description>Plain &lt;b&gt;words&lt;/b&gt;.</description></item>
            </channel></rss>"#;
        let found = results("a.xml", content);
        let [Ok(first), Ok(second)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((first.title(), first.outlet.as_deref()), ("Ferry – resumes", Some("Meridian & Wire")));
        assert_eq!((first.byline.as_slice(), first.record_id.as_deref()), (&["Ada Quist".to_owned()][..], Some("w-1")));
        assert_eq!(
            (first.published.unwrap().first.to_string().as_str(), first.language.as_deref()),
            ("2024-05-16", Some("en"))
        );
        assert_eq!(paragraphs(first), ["It left.", "It was late."]);
        assert_eq!((second.published, second.url.as_deref()), (None, Some("https://w.example/2")));
        assert_eq!((second.byline.as_slice(), paragraphs(second)), (&["Bo Ek".to_owned()][..], vec!["Plain words."]));
    }

    #[test]
    fn items_beside_their_channel_are_read() {
        let content = r#"<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel rdf:about="x"><title>Wire</title>
            <items><rdf:Seq><rdf:li resource="y"/></rdf:Seq></items></channel><item rdf:about="https://w.example/1"><title>Ferry</title>
            <description>It left.</description><dc:date>2024-05-16T00:01:59+00:00</dc:date></item></rdf:RDF>"#;
        let article = article("a", content);
        assert_eq!((article.title(), article.outlet.as_deref()), ("Ferry", Some("Wire")));
        assert_eq!(
            (article.published.unwrap().first.to_string().as_str(), article.url.as_deref()),
            ("2024-05-16", Some("https://w.example/1"))
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!&;#x0-9 \\[\\]-]{0,80}") {
            let _ = results("a.rss", &format!("<rss><channel><item><title>{content}</title><description>{content}</description></item>"));
        }
    }
}
