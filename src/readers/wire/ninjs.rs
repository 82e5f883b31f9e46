//! What does a ninjs item say (News in JSON, IPTC, versions 1 to 3)? The reader of JSON finds the records, and hands those
//! that are ninjs by their keys to [`take`].

use serde_json::{Map, Value};

use super::story::{Story, authors, first_date, given};
use crate::readers::markup::{line_of_either, of_plain};
use crate::readers::record::{Intake, Metadata};
use crate::readers::registry::Head;
use crate::readers::web::paragraphs_of_fragment;

/// Keys that hardly any other records have, in small letters; names of values, which items of all versions share.
const MARKS: [&str; 16] = [
    "versioncreated",
    "firstcreated",
    "contentcreated",
    "pubstatus",
    "urgency",
    "copyrightholder",
    "copyrightnotice",
    "usageterms",
    "mimetype",
    "representationtype",
    "associations",
    "renditions",
    "body_text",
    "body_html",
    "body_xhtml",
    "bodies",
];

/// Types of items that are no texts.
const MEDIA: [&str; 6] = ["animation", "audio", "graphic", "photo", "picture", "video"];

/// Whether a file of JSON shows by the keys at its start that it holds ninjs. Whatever it is called, each record is looked at.
pub(super) fn recognises(head: &Head<'_>) -> bool {
    if !head.is_json() || ["jsonl", "ndjson"].contains(&head.ending.as_str()) {
        return false;
    }
    let start = head.start.to_ascii_lowercase();
    let has = |key: &&str| start.contains(&format!("\"{key}\""));
    has(&"versioncreated") && MARKS.iter().filter(|key| has(key)).count() >= 2 && (has(&"uri") || has(&"guid"))
}

/// Whether a record is a ninjs item.
pub(in crate::readers) fn is_item(object: &Map<String, Value>) -> bool {
    let has_id = ["uri", "guid"].iter().any(|key| object.contains_key(*key));
    let marks = object.keys().filter(|key| MARKS.contains(&key.to_ascii_lowercase().as_str())).count();
    let has_text =
        || object.keys().any(|key| key.starts_with("body_") || ["bodies", "headlines"].contains(&key.as_str()));
    let is_medium = || object.get("type").and_then(Value::as_str).is_some_and(|kind| MEDIA.contains(&kind));
    has_id && marks >= 2 && (has_text() || is_medium() || marks >= 3)
}

/// Takes an item; one without text, such as a picture, is passed over.
pub(in crate::readers) fn take(object: &Map<String, Value>, number: u32, intake: &mut Intake<'_>) {
    let story = story(object);
    let kind = words(object, "type").unwrap_or_else(|| "text".to_owned());
    if story.is_empty() || MEDIA.contains(&kind.as_str()) {
        return intake.remark(Some(number), format!("an item without text is passed over (type {kind})"));
    }
    story.hand_over(number, intake);
}

fn story(object: &Map<String, Value>) -> Story {
    let source = object
        .get("infosources")
        .or(object.get("infoSources"))
        .and_then(|sources| words(sources.get(0)?.as_object()?, "name"));
    let provider = || words(object.get("provider")?.as_object()?, "name");
    let outlet = words(object, "source")
        .or(source)
        .or_else(provider)
        .or_else(|| words(object, "copyrightholder").or_else(|| words(object, "copyrightHolder")));
    let line = words(object, "byline").or_else(|| words(object, "by"));
    let byline = line.map_or_else(|| people(object), |line| authors(&line_of_either(&line), &[outlet.as_deref()]));
    let dates =
        ["versioncreated", "versionCreated", "firstcreated", "firstCreated", "contentcreated", "contentCreated"];
    let uri = words(object, "uri");
    let url = uri.clone().filter(|uri| uri.starts_with("http"));
    Story {
        meta: Metadata {
            record_id: uri.or_else(|| words(object, "guid")),
            title: title(object),
            byline,
            url: words(object, "url").or(url),
            language: words(object, "language"),
            date: first_date(dates.map(|key| object.get(key).and_then(Value::as_str))),
            outlet,
        },
        paragraphs: paragraphs(object),
        place: words(object, "located"),
        status: words(object, "pubstatus").or_else(|| words(object, "pubStatus")),
    }
}

fn words(object: &Map<String, Value>, key: &str) -> Option<String> {
    given(object.get(key)?.as_str())
}

/// The values of a list of objects (`headlines`, `bodies`, `descriptions`), that of the main role first.
fn values<'a>(object: &'a Map<String, Value>, key: &str) -> Vec<(&'a Map<String, Value>, &'a str)> {
    let list = object.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let pairs = list.iter().filter_map(|one| Some((one.as_object()?, one.get("value")?.as_str()?)));
    let mut pairs: Vec<_> = pairs.filter(|(_, value)| !value.trim().is_empty()).collect();
    let is_main =
        |one: &Map<String, Value>| one.get("role").and_then(Value::as_str).is_none_or(|role| role.ends_with("main"));
    pairs.sort_by_key(|(one, _)| !is_main(one));
    pairs
}

fn title(object: &Map<String, Value>) -> String {
    let main = values(object, "headlines").first().map(|(_, value)| (*value).to_owned());
    let line = words(object, "headline").or(main).or_else(|| words(object, "title")).or_else(|| words(object, "name"));
    line.map(|line| line_of_either(&line)).unwrap_or_default()
}

/// Those who are said to have written it.
fn people(object: &Map<String, Value>) -> Vec<String> {
    let list = ["people", "person", "authors"].iter().filter_map(|key| object.get(*key)?.as_array()).flatten();
    let is_author = |one: &&Map<String, Value>| {
        ["rel", "role"].iter().any(|key| {
            one.get(*key).and_then(Value::as_str).is_some_and(|role| role.contains("author") || role == "creator")
        })
    };
    list.filter_map(Value::as_object).filter(is_author).filter_map(|one| words(one, "name")).collect()
}

/// The text as markup, else plain, else its description.
fn paragraphs(object: &Map<String, Value>) -> Vec<String> {
    let first = |found: Vec<Vec<String>>| found.into_iter().find(|paragraphs| !paragraphs.is_empty());
    let is_html = |one: &Map<String, Value>| {
        let kind = ["contenttype", "contentType", "role"].iter().find_map(|key| one.get(*key)?.as_str());
        kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("html"))
    };
    let mut bodies = values(object, "bodies");
    bodies.sort_by_key(|(one, _)| !is_html(one));
    let of_body = |(one, value): &(&Map<String, Value>, &str)| {
        if is_html(one) { paragraphs_of_fragment(value) } else { either(value) }
    };
    let marked = ["body_html", "body_xhtml"].map(|key| words(object, key).map(|w| paragraphs_of_fragment(&w)));
    let other =
        object.iter().filter(|(key, _)| key.starts_with("body_")).filter_map(|(_, value)| value.as_str()).map(either);
    let leads = || {
        let list = values(object, "descriptions").into_iter().map(|(_, value)| either(value));
        let keys = ["description_text", "description_html"].into_iter().filter_map(|key| words(object, key));
        list.chain(keys.map(|value| either(&value))).collect()
    };
    first(bodies.iter().map(of_body).collect())
        .or_else(|| first(marked.into_iter().flatten().collect()))
        .or_else(|| first(other.collect()))
        .or_else(|| first(leads()))
        .unwrap_or_default()
}

fn either(value: &str) -> Vec<String> {
    if crate::readers::markup::is_markup(value) { paragraphs_of_fragment(value) } else { of_plain(value) }
}

#[cfg(test)]
mod tests {
    use crate::model::Format;
    use crate::readers::testing::{article, paragraphs, results};

    #[test]
    fn items_of_all_versions_are_understood() {
        let cases = [
            r#"{"uri": "tag:w,1", "type": "text", "versioncreated": "2024-05-16T22:30:00Z", "pubstatus": "usable", "language": "en",
                "headline": "Ferry resumes", "byline": "By Ada Quist", "source": "Meridian Wire", "body_text": "It left. It was late.",
                "body_xhtml": "<p>It left.</p><p>It was late.</p>", "associations": {"x": {"headline": "No", "body_text": "No."}}}"#,
            r#"{"uri": "tag:w,1", "versioncreated": "2024-05-16T22:30:00Z", "pubstatus": "usable", "language": "en", "by": "By Ada Quist",
                "infosources": [{"name": "Meridian Wire"}], "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main",
                "value": "Ferry resumes"}], "bodies": [{"role": "plain", "contenttype": "text/plain", "value": "No."}, {"role": "html",
                "contenttype": "text/html", "value": "<section><p>It left.</p><p>It was late.</p></section>"}]}"#,
            r#"{"uri": "tag:w,1", "versionCreated": "2024-05-16T22:30:00Z", "pubStatus": "usable", "language": "en", "copyrightHolder": "Meridian Wire",
                "people": [{"name": "Ada Quist", "rel": "author"}], "headlines": [{"value": "Ferry resumes"}],
                "bodies": [{"contentType": "text/plain", "value": "It left.\n\nIt was late."}]}"#,
        ];
        for content in cases {
            let article = article("a.json", content);
            assert_eq!((article.title(), article.source.format), ("Ferry resumes", Format::Ninjs), "{content}");
            assert_eq!(
                (article.byline.as_slice(), article.outlet.as_deref()),
                (&["Ada Quist".to_owned()][..], Some("Meridian Wire"))
            );
            assert_eq!(article.published.unwrap().first.to_string(), "2024-05-16");
            assert_eq!(paragraphs(&article), ["It left.", "It was late."]);
        }
    }

    #[test]
    fn lists_and_lines_of_items_are_read_and_pictures_passed_over() {
        let item = |kind: &str, body: &str| {
            format!(
                r#"{{"uri":"tag:w,{kind}","type":"{kind}","versioncreated":"2024-05-16","pubstatus":"canceled","headline":"H","{body}":"B."}}"#
            )
        };
        let (text, picture) = (item("text", "body_text"), item("picture", "description_text"));
        for (path, content) in [("a.json", format!("[{text},{picture}]")), ("a.jsonl", format!("{text}\n{picture}\n"))]
        {
            let found = results(path, &content);
            assert_eq!(found.iter().filter(|found| found.is_ok()).count(), 1, "{found:?}");
            assert!(found.iter().any(|found| matches!(found, Err(problem) if problem.reason.contains("type picture"))));
            assert!(found.iter().any(|found| matches!(found, Err(problem) if problem.reason.contains("canceled"))));
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(value in "[\\[{\"a:0,}\\] <p>/é]{0,60}") {
            let content = format!(r#"{{"uri":"x","versioncreated":"2024","pubstatus":"usable","headlines":{value},"bodies":{value}}}"#);
            let _ = results("a.json", &content);
        }
    }
}
