//! What articles does a JSON Feed hold (1 and 1.1)? Each of its items is one.

use serde_json::{Map, Value};

use super::entry::Entry;
use crate::readers::dates::{self, Order};
use crate::readers::fields::{authors_of, words_of};
use crate::readers::markup::{line_of_either, of_plain};
use crate::readers::record::{Intake, Metadata, one_line};
use crate::readers::web::paragraphs_of_fragment;

/// Reads a file.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let feed: Map<String, Value> = match serde_json::from_str(content) {
        Ok(feed) => feed,
        Err(error) => return intake.skip(None, format!("this is not JSON ({})", one_line(&error.to_string()))),
    };
    let items = feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if items.is_empty() {
        return intake.skip(None, "the feed has no items");
    }
    for (item, number) in items.iter().zip(0..) {
        match item.as_object() {
            Some(item) => entry(item, &feed).hand_over(number, intake),
            None => intake.skip(Some(number), "the item is not a JSON object"),
        }
    }
}

fn entry(item: &Map<String, Value>, feed: &Map<String, Value>) -> Entry {
    let words = |key: &str| item.get(key).and_then(words_of);
    let authors = |object: &Map<String, Value>| {
        let found = ["authors", "author"].iter().filter_map(|key| object.get(*key)).map(authors_of);
        found.into_iter().find(|names| !names.is_empty())
    };
    let url = ["url", "external_url"].iter().find_map(|key| words(key));
    let html = words("content_html").map(|html| paragraphs_of_fragment(&html));
    let plain = || words("content_text").or_else(|| words("summary")).map(|text| of_plain(&text));
    Entry {
        meta: Metadata {
            record_id: words("id"),
            title: words("title").map(|title| line_of_either(&title)).unwrap_or_default(),
            byline: authors(item).or_else(|| authors(feed)).unwrap_or_default(),
            outlet: feed.get("title").and_then(words_of).map(|title| line_of_either(&title)),
            url: url.filter(|url| url.contains("://")),
            language: words("language").or_else(|| feed.get("language").and_then(words_of)),
            date: words("date_published").and_then(|date| dates::parse(&date, Order::Unknown)),
        },
        paragraphs: html.filter(|paragraphs| !paragraphs.is_empty()).or_else(plain).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{paragraphs, results};

    #[test]
    fn items_are_understood() {
        let content = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "language": "en", "authors": [{"name": "The desk"}], "items": [
            {"id": "1", "url": "https://w.example/1", "title": "Ferry", "content_html": "<p>It left.</p><p>Late.</p>", "content_text": "No.",
             "date_published": "2024-05-16T23:00:00+02:00", "date_modified": "2024-06-01T00:00:00Z", "author": {"name": "Ada Quist"}},
            {"id": "2", "content_text": "One.\n\nTwo.", "date_modified": "2024-06-01T00:00:00Z"}, 3]}"#;
        let found = results("feed.json", content);
        let [Ok(first), Ok(second), Err(third)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(
            (first.title(), first.outlet.as_deref(), paragraphs(first)),
            ("Ferry", Some("Wire"), vec!["It left.", "Late."])
        );
        assert_eq!(
            (first.published.unwrap().first.to_string().as_str(), first.byline.as_slice()),
            ("2024-05-16", &["Ada Quist".to_owned()][..])
        );
        assert_eq!(
            (second.published, second.byline.as_slice(), paragraphs(second)),
            (None, &["The desk".to_owned()][..], vec!["One.", "Two."])
        );
        assert_eq!(third.record, Some(2));
    }
}
