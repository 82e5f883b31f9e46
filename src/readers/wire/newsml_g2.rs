//! What articles are in a NewsML-G2 message? It carries items; news items with text are stories, while packages, pictures,
//! concepts and plans are passed over.
//!
//! The text may be NITF, XHTML or plain; of several renditions that with the most words counts. The date is that of the version
//! (`versionCreated`, which every item has): it is when this text went out. Embargoes are no dates of publication.

use super::nitf;
use super::story::{Story, authors, first_date, given, passed_over};
use crate::readers::markup::{of_either, of_plain, paragraphs_of};
use crate::readers::record::{Intake, Metadata};
use crate::readers::xml::{self, Element};
use crate::readers::{byline, web};

/// What a message may carry.
const ITEMS: [&str; 7] =
    ["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "hopItem"];

/// Reads a file, which holds an item or a message of many.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let (mut number, mut others) = (0, 0);
    let read = xml::each(content, |name| ITEMS.contains(&name), &mut |item| match (item.name == "newsItem")
        .then(|| story(&item))
        .flatten()
    {
        Some(story) => {
            story.hand_over(number, intake);
            number += 1;
        }
        None => others += 1,
    });
    match read {
        Err(reason) => intake.skip(None, reason), // what comes after the damage is lost
        Ok(()) if number == 0 && others == 0 => intake.skip(None, "there is no newsItem in it"),
        Ok(()) if others > 0 => intake.remark(None, passed_over(others)),
        Ok(()) => {}
    }
}

/// The story of a news item, unless it is something else: a picture, or a text that lies in another file.
fn story(item: &Element) -> Option<Story> {
    let nothing = Element::default();
    let about_item = item.at(&["itemMeta"]).unwrap_or(&nothing);
    let about = item.at(&["contentMeta"]).unwrap_or(&nothing);
    let class = about_item.at(&["itemClass"]).and_then(name_of_code).unwrap_or_default();
    if ["picture", "graphic", "video", "audio", "animation", "photo"].contains(&class.as_str()) {
        return None;
    }
    let Content { paragraphs, meta: inner, .. } = content(item.at(&["contentSet"])?)?;
    let outlet = outlet(item, about_item, about).or(inner.outlet);
    let language = given(about.at(&["language"]).and_then(|language| language.attribute("tag")));
    let byline = byline(about, outlet.as_deref()).or(Some(inner.byline).filter(|names| !names.is_empty()));
    let dates = [
        about_item.words_at(&["versionCreated"]),
        about_item.words_at(&["firstCreated"]),
        about.words_at(&["contentModified"]),
        about.words_at(&["contentCreated"]),
    ];
    Some(Story {
        meta: Metadata {
            record_id: given(item.attribute("guid")),
            title: headline(about).unwrap_or(inner.title),
            byline: byline.or_else(|| creators(about)).unwrap_or_default(),
            language: language.or_else(|| given(item.attribute("lang"))).or(inner.language),
            date: first_date(dates.iter().map(Option::as_deref)).or(inner.date),
            url: inner.url,
            outlet,
        },
        paragraphs,
        place: about.words_at(&["dateline"]).or_else(|| located(about)),
        status: about_item.at(&["pubStatus"]).and_then(name_of_code),
    })
}

/// The place that an item comes from.
fn located(about: &Element) -> Option<String> {
    let place = about.at(&["located"])?;
    place.words_at(&["name"]).or_else(|| given(place.attribute("literal")))
}

/// The code of a property without its scheme, in small letters: `ninat:text`, `http://…/ninature/text`.
fn name_of_code(element: &Element) -> Option<String> {
    let code = element.attribute("qcode").or(element.attribute("uri")).or(element.attribute("literal"))?;
    Some(code.rsplit([':', '/']).next().unwrap_or(code).to_ascii_lowercase())
}

/// The headline, rather than those of another role; in the order of their rank.
fn headline(about: &Element) -> Option<String> {
    let mut lines: Vec<&Element> = about.children("headline").filter(|line| !line.words().is_empty()).collect();
    let rank = |line: &&Element| {
        let role = line.attribute("role").unwrap_or_default().to_ascii_lowercase();
        let is_main = role.is_empty() || role.ends_with("main") || role.ends_with(":headline");
        let rank: u32 = line.attribute("rank").and_then(|rank| rank.parse().ok()).unwrap_or(1);
        (!is_main, rank)
    };
    lines.sort_by_key(rank);
    lines.first().map(|line| line.words())
}

fn outlet(item: &Element, about_item: &Element, about: &Element) -> Option<String> {
    let name = |element: &Element| element.words_at(&["name"]);
    let literal = |element: &Element| given(element.attribute("literal"));
    let provider = about_item.at(&["provider"]);
    let holder = item.at(&["rightsInfo", "copyrightHolder"]);
    let source = about.at(&["infoSource"]);
    let told = |element: &Element| name(element).or_else(|| literal(element));
    provider
        .and_then(name)
        .or_else(|| about.words_at(&["creditline"]))
        .or_else(|| holder.and_then(told))
        .or_else(|| source.and_then(told))
        .or_else(|| provider.and_then(literal))
        .or_else(|| provider.and_then(name_of_code))
}

fn byline(about: &Element, outlet: Option<&str>) -> Option<Vec<String>> {
    let credit = about.words_at(&["creditline"]);
    let mut names: Vec<String> = Vec::new();
    for line in about.children("by") {
        names.extend(authors(&line.words(), &[outlet, credit.as_deref()]));
    }
    names.dedup();
    (!names.is_empty()).then_some(names)
}

/// Creators that are given by their full name; many agencies have their users' accounts there.
fn creators(about: &Element) -> Option<Vec<String>> {
    let is_full = |name: &String| name.contains(' ') && name.starts_with(char::is_uppercase);
    let names = about.children("creator").filter_map(|creator| {
        let is_author = creator.attribute("role").is_none_or(|role| role.to_ascii_lowercase().contains("auth"));
        creator.words_at(&["name"]).filter(|_| is_author)
    });
    let names: Vec<String> = names.filter(is_full).collect();
    (!names.is_empty()).then_some(names)
}

#[derive(Default)]
struct Content {
    paragraphs: Vec<String>,
    /// What NITF or XHTML in it says besides.
    meta: Metadata,
}

impl Content {
    fn len(&self) -> usize {
        self.paragraphs.iter().map(String::len).sum()
    }
}

/// The text of a content set: marked up rather than plain, the longest of several.
fn content(set: &Element) -> Option<Content> {
    let longest =
        |contents: Vec<Content>| contents.into_iter().max_by_key(Content::len).filter(|found| found.len() > 0);
    let marked = set.children("inlineXML").map(of_xml).collect();
    let is_text = |data: &&Element| data.attribute("contenttype").is_none_or(|kind| kind.starts_with("text/"));
    let plain = || set.children("inlineData").filter(is_text).map(of_data).collect();
    longest(marked).or_else(|| longest(plain()))
}

fn of_xml(inline: &Element) -> Content {
    if let Some(nitf) = inline.find("nitf") {
        let story = nitf::story(nitf);
        return Content { paragraphs: story.paragraphs, meta: story.meta };
    }
    let html = inline.find("html");
    let body = html.and_then(|html| html.at(&["body"])).unwrap_or(inline);
    let title = html.and_then(|html| html.words_at(&["head", "title"]));
    let heading = body.find("h1").map(Element::words).or(title).unwrap_or_default();
    let line = body.descendants().into_iter().find(|part| is_called(part, "byline")).map(Element::words);
    let mut paragraphs = paragraphs_of(body, is_aside);
    // The headline and the byline once more.
    let repeats = |words: &String| *words == heading || (line.is_none() && byline::is_byline(words));
    let mut found = line.as_deref().map(|line| authors(line, &[])).unwrap_or_default();
    for _ in 0..2 {
        if paragraphs.len() > 1 && repeats(&paragraphs[0]) {
            let first = paragraphs.remove(0);
            if first != heading {
                found = authors(&first, &[]);
            }
        }
    }
    Content { paragraphs, meta: Metadata { title: heading, byline: found, ..Metadata::default() } }
}

fn is_called(element: &Element, class: &str) -> bool {
    element.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
}

/// What frames the text of a page, or is said elsewhere.
fn is_aside(element: &Element) -> bool {
    ["header", "footer", "aside"].contains(&element.name.as_str())
        || ["byline", "genre", "notepad"].iter().any(|class| is_called(element, class))
}

fn of_data(data: &Element) -> Content {
    let words = data.text();
    let is_page = words.trim_start().get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    let paragraphs = match data.attribute("contenttype") {
        Some("text/html") if is_page => {
            let draft = web::draft(&words).ok();
            draft.map(|draft| draft.text.paragraphs().map(|(_, words)| words.to_owned()).collect()).unwrap_or_default()
        }
        Some("text/html") => web::paragraphs_of_fragment(&words),
        // Some say that markup is plain.
        _ if words.contains("<p") => of_either(&words),
        _ => of_plain(&words),
    };
    Content { paragraphs, meta: Metadata::default() }
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{article, paragraphs, results};

    fn item(class: &str, status: &str, content: &str) -> String {
        format!(
            r#"<newsItem guid="tag:wire.example,2024:1" version="3" xml:lang="en-GB"><catalogRef href="x"/><itemMeta>
            <itemClass qcode="ninat:{class}"/><provider qcode="nprov:w"><name>Meridian Wire</name></provider>
            <versionCreated>2024-05-17T00:30:00+02:00</versionCreated><firstCreated>2024-05-16T09:00:00Z</firstCreated>
            <embargoed>2024-06-01T00:00:00Z</embargoed><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta>
            <contentCreated>2023-01-01</contentCreated><headline role="hld:subHeadline">Below</headline>
            <headline rank="1">Ferry resumes</headline><by>By Ada Quist, Meridian Wire</by><language tag="en"/></contentMeta>
            <contentSet>{content}</contentSet></newsItem>"#
        )
    }

    fn message(items: &str) -> String {
        format!(
            "<?xml version='1.0'?><n:newsMessage xmlns:n='http://iptc.org/std/nar/2006-10-01/'><header><sent>2024</sent></header>\
             <itemSet>{items}</itemSet></n:newsMessage>"
        )
    }

    const XHTML: &str = r#"<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml">
        <h:head><h:title>t</h:title></h:head><h:body><h:header><h:h1>Ferry resumes</h:h1><h:p class="byline">By X</h:p></h:header>
        <h:p><h:span class="dateline">PORT LUND (MW) - </h:span>The ferry left.</h:p><h:p>It was late.</h:p></h:body></h:html>
        </inlineXML><inlineData contenttype="text/plain" rendition="x:teaser">A ferry.</inlineData>"#;

    #[test]
    fn an_item_is_understood() {
        let article = article("a.xml", &message(&item("text", "usable", XHTML)));
        assert_eq!((article.title(), article.language.as_deref()), ("Ferry resumes", Some("en")));
        assert_eq!(
            (article.outlet.as_deref(), article.byline.as_slice()),
            (Some("Meridian Wire"), &["Ada Quist".to_owned()][..])
        );
        assert_eq!(article.published.unwrap().first.to_string(), "2024-05-17");
        assert_eq!(paragraphs(&article), ["PORT LUND (MW) - The ferry left.", "It was late."]);
        assert_eq!(article.record_id.as_deref(), Some("tag:wire.example,2024:1"));
    }

    #[test]
    fn packages_and_pictures_are_passed_over_with_one_remark() {
        let plain = "<inlineData contenttype='text/plain'>One\nline.\n\nTwo.</inlineData>";
        let items = [
            "<packageItem guid='p'><groupSet/></packageItem>".to_owned(),
            item("picture", "usable", "<remoteContent href='x.jpg'/>"),
            item("text", "canceled", plain),
        ];
        let found = results("a.xml", &message(&items.concat()));
        let shown: Vec<String> = found
            .iter()
            .map(|found| found.as_ref().map_or_else(|problem| problem.reason.clone(), |a| paragraphs(a).join("|")))
            .collect();
        let [status, text, others] = shown.as_slice() else { panic!("{shown:?}") };
        assert!(status.contains("canceled") && others.starts_with("2 items without text"), "{shown:?}");
        assert_eq!(text, "One line.|Two.");
        assert!(found.iter().all(|found| found.as_ref().err().is_none_or(|problem| !problem.skipped)));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!&;#x0-9 \\[\\]-]{0,80}") {
            let _ = results("a.xml", &format!("<newsItem><contentSet><inlineXML>{content}"));
        }
    }
}
