//! What articles are in a NewsML 1 message? Each `<NewsItem>` holds components, nested at will; those with text are
//! stories, pictures and captions are not.
//!
//! The date is that of the revision which lies there: it is when this text went out.

use super::nitf;
use super::story::{Story, authors, first_date, given, passed_over};
use crate::readers::markup::{of_either, paragraphs_of};
use crate::readers::record::{Intake, Metadata};
use crate::readers::xml::{self, Element};

/// Reads a file, which holds an item or many.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let (mut number, mut others) = (0, 0);
    let read = xml::each(content, |name| name == "NewsItem", &mut |item| {
        let stories = stories(&item);
        others += usize::from(stories.is_empty());
        for story in stories {
            story.hand_over(number, intake);
            number += 1;
        }
    });
    match read {
        Err(reason) => intake.skip(None, reason), // what comes after the damage is lost
        Ok(()) if number == 0 && others == 0 => intake.skip(None, "there is no NewsItem in it"),
        Ok(()) if others > 0 => intake.remark(None, passed_over(others)),
        Ok(()) => {}
    }
}

/// A component with text of its own, and the components around it, the innermost last.
struct Found<'a> {
    path: Vec<&'a Element>,
    text: Content,
}

/// The stories of an item: its main component; or, if no component is said to be that, each that has its own headline.
fn stories(item: &Element) -> Vec<Story> {
    let mut found = Vec::new();
    for component in item.children("NewsComponent") {
        gather(component, &mut Vec::new(), &mut found);
    }
    let is_main = |found: &Found<'_>| found.path.iter().any(|part| role(part).as_deref() == Some("main"));
    let has_main = found.iter().any(is_main);
    found.retain(|found| !has_main || is_main(found));
    let own = |found: &Found<'_>| found.path.last().and_then(|part| part.words_at(&["NewsLines", "HeadLine"]));
    if has_main || found.iter().filter_map(own).count() < found.len() {
        // The same story in several shapes, or with bits beside it: the longest, the first of equals.
        found.sort_by_key(|found| std::cmp::Reverse(found.text.paragraphs.iter().map(String::len).sum::<usize>()));
        found.truncate(1);
    }
    let several = found.len() > 1;
    found.into_iter().enumerate().map(|(n, found)| story(item, found, several.then_some(n))).collect()
}

fn role(component: &Element) -> Option<String> {
    Some(component.at(&["Role"])?.attribute("FormalName")?.to_ascii_lowercase())
}

fn gather<'a>(component: &'a Element, path: &mut Vec<&'a Element>, found: &mut Vec<Found<'a>>) {
    let is_aside = role(component).is_some_and(|role| {
        ["caption", "photo", "picture", "thumbnail", "quicklook", "graphic", "video", "audio"]
            .iter()
            .any(|aside| role.contains(aside))
    });
    if is_aside {
        return;
    }
    path.push(component);
    let texts = component.children("ContentItem").filter_map(content);
    if let Some(text) = texts.max_by_key(|text| text.paragraphs.iter().map(String::len).sum::<usize>()) {
        found.push(Found { path: path.clone(), text });
    }
    for inner in component.children("NewsComponent") {
        gather(inner, path, found);
    }
    path.pop();
}

/// What a content item holds.
struct Content {
    paragraphs: Vec<String>,
    /// What NITF in it says besides.
    meta: Metadata,
}

/// The text of a content item, if it holds any.
fn content(item: &Element) -> Option<Content> {
    let kind = item.at(&["MediaType"]).and_then(|kind| kind.attribute("FormalName")).unwrap_or("Text");
    if !kind.eq_ignore_ascii_case("text") {
        return None;
    }
    let data = item.at(&["DataContent"])?;
    let found = if let Some(nitf) = data.find("nitf") {
        let story = nitf::story(nitf);
        Content { paragraphs: story.paragraphs, meta: story.meta }
    } else if data.elements().next().is_some() {
        Content { paragraphs: paragraphs_of(data, |_| false), meta: Metadata::default() }
    } else {
        Content { paragraphs: of_either(&data.text()), meta: Metadata::default() }
    };
    (!found.paragraphs.is_empty()).then_some(found)
}

/// The city that a component comes from.
fn city(component: &Element) -> Option<String> {
    let about = component.at(&["DescriptiveMetadata"])?;
    let is_origin =
        |place: &&Element| place.attribute("HowPresent").is_some_and(|how| how.eq_ignore_ascii_case("origin"));
    let mut parts = about.children("Location").filter(is_origin).flat_map(|place| place.children("Property"));
    given(parts.find(|part| part.attribute("FormalName") == Some("City"))?.attribute("Value"))
}

/// `part` numbers the stories of an item that holds several.
fn story(item: &Element, found: Found<'_>, part: Option<usize>) -> Story {
    let nothing = Element::default();
    let identifier = item.at(&["Identification", "NewsIdentifier"]).unwrap_or(&nothing);
    let management = item.at(&["NewsManagement"]).unwrap_or(&nothing);
    // What a component does not say itself, those around it say.
    let path = || found.path.iter().rev().copied();
    let line = |name: &str| path().find_map(|component| component.words_at(&["NewsLines", name]));
    let attribute = |names: &[&str]| path().find_map(|component| given(component.at(names)?.attribute("FormalName")));
    let inner = found.text.meta;
    let outlet = attribute(&["AdministrativeMetadata", "Provider", "Party"])
        .or_else(|| attribute(&["AdministrativeMetadata", "Source", "Party"]))
        .or_else(|| line("CreditLine"))
        .or(inner.outlet)
        .or_else(|| identifier.words_at(&["ProviderId"]));
    let byline = line("ByLine").map(|line| authors(&line, &[outlet.as_deref()])).filter(|names| !names.is_empty());
    let dates = [
        management.words_at(&["ThisRevisionCreated"]),
        management.words_at(&["FirstCreated"]),
        path().find_map(|component| component.words_at(&["DescriptiveMetadata", "DateLineDate"])),
        identifier.words_at(&["DateId"]),
    ];
    let id = identifier.words_at(&["PublicIdentifier"]).or_else(|| identifier.words_at(&["NewsItemId"]));
    let language = attribute(&["DescriptiveMetadata", "Language"])
        .or_else(|| path().find_map(|component| given(component.attribute("lang"))))
        .or_else(|| given(item.attribute("lang")))
        .or(inner.language);
    Story {
        meta: Metadata {
            record_id: id.map(|id| part.map_or(id.clone(), |part| format!("{id}#{part}"))),
            title: line("HeadLine").unwrap_or(inner.title),
            byline: byline.unwrap_or(inner.byline),
            date: first_date(dates.iter().map(Option::as_deref)).or(inner.date),
            url: inner.url,
            outlet,
            language,
        },
        paragraphs: found.text.paragraphs,
        place: line("DateLine").or_else(|| path().find_map(city)),
        status: given(management.at(&["Status"]).and_then(|status| status.attribute("FormalName"))),
    }
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{article, paragraphs, results};

    fn item(content: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><NewsML Version="1.2"><NewsEnvelope><DateAndTime>20240101T000000Z</DateAndTime></NewsEnvelope>
            <NewsItem xml:lang="fr"><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>
            <DateId>20240516</DateId><NewsItemId>TX-1</NewsItemId></NewsIdentifier></Identification><NewsManagement>
            <FirstCreated>20240516T091500+0000</FirstCreated><ThisRevisionCreated>20240516T101500+0000</ThisRevisionCreated>
            <Status FormalName="Usable"/></NewsManagement>{content}</NewsItem></NewsML>"#
        )
    }

    fn component(role: &str, headline: &str, kind: &str, data: &str) -> String {
        format!(
            r#"<NewsComponent><Role FormalName="{role}"/><NewsLines><DateLine>LE BOURG, 16 mai 2024 (W) -</DateLine><HeadLine>{headline}</HeadLine><ByLine>Par Ève Roux</ByLine>
            </NewsLines><AdministrativeMetadata><Provider><Party FormalName="Wire"/></Provider></AdministrativeMetadata>
            <ContentItem><MediaType FormalName="{kind}"/><DataContent>{data}</DataContent></ContentItem></NewsComponent>"#
        )
    }

    const NITF: &str =
        "<nitf><body><body.content><p>Le bac repart.</p><p>Il était tard.</p></body.content></body></nitf>";

    #[test]
    fn an_item_is_understood() {
        let article = article("a.xml", &item(&component("", "Le bac", "Text", NITF)));
        assert_eq!((article.title(), article.language.as_deref()), ("Le bac", Some("fr")));
        assert_eq!(
            (article.outlet.as_deref(), article.byline.as_slice()),
            (Some("Wire"), &["Ève Roux".to_owned()][..])
        );
        assert_eq!(article.published.unwrap().first.to_string(), "2024-05-16");
        assert_eq!(paragraphs(&article), ["Le bac repart.", "Il était tard."]);
        assert_eq!(article.dateline(), Some("LE BOURG"));
    }

    #[test]
    fn the_main_story_counts_and_captions_do_not() {
        let parts = format!(
            "<NewsComponent>{}{}{}</NewsComponent>",
            component("Caption", "Photo", "Text", "<p>Une photo.</p>"),
            component("Main", "Le bac", "Text", "<p>Le bac repart.</p>"),
            component("Supporting", "Autre", "Text", "<p>Un autre texte, plus long que le premier.</p>"),
        );
        let article = article("a.xml", &item(&parts));
        assert_eq!((article.title(), paragraphs(&article)), ("Le bac", vec!["Le bac repart."]));
    }

    #[test]
    fn a_bundle_of_stories_is_parted_and_items_without_text_are_told_of() {
        let parts = format!(
            "<NewsComponent>{}{}</NewsComponent>",
            component("", "Un", "Text", "Premier."),
            component("", "Deux", "Text", "&lt;p&gt;Second.&lt;/p&gt;"),
        );
        let found = results("a.xml", &item(&parts));
        let titles: Vec<&str> = found.iter().map(|found| found.as_ref().unwrap().title()).collect();
        assert_eq!(titles, ["Un", "Deux"]);
        let found = results("a.xml", &item(&component("", "Photo", "Photo", "x")));
        assert!(matches!(&found[..], [Err(problem)] if problem.reason.contains("1 item without text is passed over")));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!&;#x0-9 \\[\\]-]{0,80}") {
            let _ = results("a.xml", &format!("<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>{content}"));
        }
    }
}
