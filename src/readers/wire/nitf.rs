//! What article is in a NITF message (News Industry Text Format, IPTC)? The head tells whence, the body what.
//!
//! NITF also stands inside of NewsML: [`story`] reads it from there. The abstract is no part of the text, unless there
//! is nothing else. Archives give a first paragraph twice, as a block of its own and in the full text: then the
//! full text counts.

use super::story::{Story, authors, first_date, given};
use crate::readers::markup::paragraphs_of;
use crate::readers::record::{Intake, Metadata};
use crate::readers::xml::{self, Element};

/// Reads a file, which holds a message or several.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut number = 0;
    let read = xml::each(content, |name| name == "nitf", &mut |nitf| {
        story(&nitf).hand_over(number, intake);
        number += 1;
    });
    if let Err(reason) = read {
        intake.skip(None, reason); // what comes after the damage is lost
    }
}

/// The story of a `<nitf>` element.
pub(super) fn story(nitf: &Element) -> Story {
    let nothing = Element::default();
    let head = nitf.at(&["head"]).unwrap_or(&nothing);
    let body = nitf.at(&["body"]).unwrap_or(&nothing);
    let top = body.at(&["body.head"]).unwrap_or(&nothing);
    let docdata = head.at(&["docdata"]).unwrap_or(&nothing);
    let outlet = outlet(head, docdata, top);
    let language = ["lang", "baselang"].iter().find_map(|name| nitf.attribute(name)).or(body.attribute("lang"));
    Story {
        meta: Metadata {
            record_id: given(docdata.at(&["doc-id"]).and_then(|id| id.attribute("id-string"))),
            title: title(head, top),
            byline: byline(top, outlet.as_deref()),
            url: given(head.at(&["pubdata"]).and_then(|data| data.attribute("ex-ref")))
                .filter(|url| url.contains("://")),
            language: given(language),
            date: date(head, docdata, top),
            outlet,
        },
        paragraphs: paragraphs(body, top),
        status: given(docdata.attribute("management-status")),
        place: top.at(&["dateline"]).and_then(place),
    }
}

fn title(head: &Element, top: &Element) -> String {
    let headline = top.find("hl1").or_else(|| top.find("hedline")).map(Element::words);
    headline.filter(|words| !words.is_empty()).or_else(|| head.words_at(&["title"])).unwrap_or_default()
}

fn outlet(head: &Element, docdata: &Element, top: &Element) -> Option<String> {
    let attribute = |element: &Element, path: &[&str], name: &str| given(element.at(path)?.attribute(name));
    attribute(head, &["pubdata"], "name")
        .or_else(|| top.words_at(&["distributor"]))
        .or_else(|| attribute(docdata, &["doc.copyright"], "holder"))
        .or_else(|| top.words_at(&["rights", "rights.owner"]))
        .or_else(|| attribute(docdata, &["del-list", "from-src"], "src-name"))
        .or_else(|| attribute(docdata, &["doc-id"], "regsrc"))
}

/// When it was issued. The release is when its embargo ends, and mostly the same.
fn date(head: &Element, docdata: &Element, top: &Element) -> Option<crate::readers::dates::Date> {
    let norm = |element: &'_ Element, path: &[&str]| -> Option<String> {
        let found = element.at(path)?;
        given(found.attribute("norm")).or_else(|| given(Some(&found.words())))
    };
    let published = given(head.at(&["pubdata"]).and_then(|data| data.attribute("date.publication")));
    let values = [
        published,
        norm(docdata, &["date.issue"]),
        norm(docdata, &["date.release"]),
        norm(top, &["dateline", "story.date"]),
    ];
    first_date(values.iter().map(Option::as_deref))
}

/// The dateline without its date.
fn place(dateline: &Element) -> Option<String> {
    let location = dateline.words_at(&["location"]);
    location.or_else(|| dateline.at(&["story.date"]).is_none().then(|| dateline.words()))
}

fn byline(top: &Element, outlet: Option<&str>) -> Vec<String> {
    let is_printed = |line: &&Element| line.attribute("class").is_some_and(|class| class.starts_with("print"));
    // Archives give a byline as printed, and again with the surname first.
    let printed: Vec<&Element> = top.children("byline").filter(is_printed).collect();
    let lines = if printed.is_empty() { top.children("byline").collect() } else { printed };
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        let mut line = line.clone();
        line.nodes.retain(
            |node| !matches!(node, xml::Node::Element(part) if part.name == "byttl" || part.name == "location"),
        );
        names.extend(
            authors(&line.words(), &[outlet]).into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>(),
        );
    }
    names
}

fn paragraphs(body: &Element, top: &Element) -> Vec<String> {
    let nothing = Element::default();
    let content = body.at(&["body.content"]).unwrap_or(&nothing);
    let full = content.children("block").find(|block| block.attribute("class") == Some("full_text"));
    let found = paragraphs_of(full.unwrap_or(content), is_aside);
    if !found.is_empty() {
        return found;
    }
    // Some leave out body.content, or the whole story is its abstract.
    let outside = paragraphs_of(body, |part| is_aside(part) || ["body.head", "body.end"].contains(&part.name.as_str()));
    let lead = || top.at(&["abstract"]).map(|lead| paragraphs_of(lead, is_aside)).unwrap_or_default();
    if outside.is_empty() { lead() } else { outside }
}

/// What stands in a text without belonging to it.
fn is_aside(element: &Element) -> bool {
    element.name == "note" && element.attribute("noteclass").is_some_and(|class| class != "std")
}

#[cfg(test)]
mod tests {
    use crate::model::Precision;
    use crate::readers::testing::{article, paragraphs, results};

    const MESSAGE: &str = r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
        <nitf xml:lang="en"><head><title>slug</title><docdata management-status="usable">
        <doc-id id-string="MW-17" regsrc="MW"/><date.issue norm="20240517T083000Z"/><date.expire norm="20250101"/>
        <doc.copyright holder="Meridian Wire" year="2024"/></docdata></head><body><body.head>
        <hedline><hl1>Ferry resumes after the <em>ice</em></hl1><hl2>Islanders wait</hl2></hedline>
        <byline>By <person>Ada Quist</person> and <person>Bo Tern</person><byttl>Staff Writers</byttl></byline>
        <distributor>Meridian Wire</distributor><abstract><p>Lead.</p></abstract></body.head>
        <body.content><p>PORT LUND (MW) — The ferry <chron norm="20240516">left</chron>.</p><p/>
        <media media-type="image"><media-caption>The ferry</media-caption></media>
        <hl2>Waiting</hl2><p>It was &quot;late&quot;.</p></body.content><body.end><tagline>x</tagline></body.end></body></nitf>"#;

    #[test]
    fn a_message_is_understood() {
        let article = article("a.xml", MESSAGE);
        assert_eq!(article.title(), "Ferry resumes after the ice");
        assert_eq!(article.byline, ["Ada Quist", "Bo Tern"]);
        assert_eq!(article.outlet.as_deref(), Some("Meridian Wire"));
        assert_eq!((article.record_id.as_deref(), article.language.as_deref()), (Some("MW-17"), Some("en")));
        let date = article.published.unwrap();
        assert_eq!((date.first.to_string(), date.precision), ("2024-05-17".to_owned(), Precision::Day));
        assert_eq!(paragraphs(&article), ["PORT LUND (MW) — The ferry left.", "Waiting", "It was \"late\"."]);
        assert_eq!(article.dateline(), Some("PORT LUND"));
    }

    #[test]
    fn a_first_paragraph_that_is_given_twice_counts_once() {
        let content = r#"<nitf><head><pubdata date.publication="19870203T000000" name="The Acacia Times"/></head><body>
            <body.head><hedline><hl1>Tea</hl1></hedline><byline class="print_byline">By CY ORR</byline>
            <byline class="normalized_byline">Orr, Cy</byline></body.head><body.content>
            <block class="lead_paragraph"><p>One.</p></block><block class="full_text"><p>One.</p><p>Two.</p></block>
            </body.content></body></nitf>"#;
        let article = article("a.xml", content);
        assert_eq!(paragraphs(&article), ["One.", "Two."]);
        assert_eq!(
            (article.byline.as_slice(), article.outlet.as_deref()),
            (&["CY ORR".to_owned()][..], Some("The Acacia Times"))
        );
    }

    #[test]
    fn a_story_taken_back_is_told_of_and_damage_costs_the_rest_only() {
        let killed = MESSAGE.replace("\"usable\"", "\"canceled\"");
        let found = results("a.xml", &killed);
        assert!(matches!(&found[..], [Err(problem), Ok(_)] if !problem.skipped && problem.reason.contains("canceled")));
        let cut = &MESSAGE[..MESSAGE.find("<media ").unwrap()];
        assert_eq!(article("a.xml", cut).text.paragraph_count(), 1);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!&;#x0-9 \\[\\]-]{0,80}") {
            let _ = results("a.xml", &format!("<nitf><body><body.content>{content}"));
        }
    }
}
