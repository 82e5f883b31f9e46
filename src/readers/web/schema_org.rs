//! What does a page's JSON-LD say of its article? Reads schema.org's vocabulary in all the shapes in which pages write
//! it: one object, a list, an `@graph`, with authors as words, objects, lists, or references into the graph.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::page_date::Stamp;
use crate::readers::dates::Order;
use crate::readers::fields::{authors_of, date_of, words_of};

/// What is said of the article.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    /// Whether they are not said to be organisations.
    pub(super) are_persons: bool,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) published: Option<Stamp>,
    pub(super) body: Option<String>,
}

/// Reads the scripts of a page; the object that is most surely the article counts.
pub(super) fn read(scripts: &[String]) -> Described {
    let roots: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for root in &roots {
        collect(root, &mut objects, 0);
    }
    let by_id: HashMap<&str, &Map<String, Value>> = objects
        .iter()
        .filter(|object| object.len() > 1)
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    // The first of the best kind: `max_by_key` would take the last.
    let article = objects.iter().rev().max_by_key(|object| rank(object)).filter(|object| rank(object) > 0);
    article.map_or_else(Described::default, |article| describe(article, &by_id))
}

/// Parses a script, mending what pages often get wrong: comments around it, line breaks inside strings.
fn parse(script: &str) -> Option<Value> {
    let script =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script =
        script.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&mended).ok()
    })
}

/// All objects that may describe the page, in order: those at the top, in lists and in graphs, and what they are about.
fn collect<'a>(value: &'a Value, objects: &mut Vec<&'a Map<String, Value>>, depth: usize) {
    const DEEPEST: usize = 4;
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, objects, depth)),
        Value::Object(object) if depth < DEEPEST => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    collect(inner, objects, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// How surely an object describes the article of the page; 0 for what does not.
fn rank(object: &Map<String, Value>) -> u8 {
    let of_type = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        match kind {
            _ if kind.ends_with("NewsArticle") => 5,
            "LiveBlogPosting"
            | "BlogPosting"
            | "SocialMediaPosting"
            | "DiscussionForumPosting"
            | "Article"
            | "ScholarlyArticle"
            | "TechArticle"
            | "AdvertiserContentArticle"
            | "Report"
            | "Review" => 4,
            "VideoObject" | "AudioObject" | "PodcastEpisode" | "Recipe" | "CreativeWork" => 2,
            "WebPage" | "ItemPage" | "Webpage" => 1,
            _ => 0,
        }
    };
    match object.get("@type") {
        Some(Value::String(kind)) => of_type(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(of_type).max().unwrap_or(0),
        _ => 0,
    }
}

fn describe(article: &Map<String, Value>, by_id: &HashMap<&str, &Map<String, Value>>) -> Described {
    let words = |key: &str| article.get(key).and_then(words_of);
    let authors = ["author", "creator"].iter().find_map(|key| {
        let value = resolved(article.get(*key)?, by_id);
        let names = authors_of(&value);
        (!names.is_empty()).then(|| (names, !are_organisations(&value)))
    });
    let (authors, are_persons) = authors.unwrap_or_default();
    let language = words("inLanguage");
    let order = language.as_deref().map_or(Order::Unknown, Order::of_language);
    let date = |key: &str| {
        let value = article.get(key)?;
        let date = date_of(value, order)?;
        let utc_hour = value.as_str().and_then(|value| Stamp::parse(value, order)).and_then(|stamp| stamp.utc_hour);
        Some(Stamp { date, utc_hour })
    };
    let is_thin = rank(article) == 1;
    Described {
        headline: words("headline").or_else(|| words("name").filter(|_| !is_thin)),
        authors,
        are_persons,
        outlet: article.get("publisher").and_then(|value| words_of(&resolved(value, by_id))),
        url: words("url").or_else(|| article.get("mainEntityOfPage").and_then(address_of)),
        published: date("datePublished").or_else(|| date("uploadDate")).or_else(|| date("dateCreated")),
        body: words("articleBody"),
        language,
    }
}

/// Whether authors are said to be nothing but organisations.
fn are_organisations(value: &Value) -> bool {
    match value {
        Value::Array(values) => !values.is_empty() && values.iter().all(are_organisations),
        Value::Object(object) => {
            object.get("@type").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("Organization"))
        }
        _ => false,
    }
}

fn address_of(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => object.get("@id").or_else(|| object.get("url")).and_then(words_of),
        value => words_of(value),
    }
}

/// A value with its references into the graph followed.
fn resolved(value: &Value, by_id: &HashMap<&str, &Map<String, Value>>) -> Value {
    match value {
        Value::Array(values) => Value::Array(values.iter().map(|value| resolved(value, by_id)).collect()),
        Value::Object(object) if !object.contains_key("name") => {
            let target = object.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id));
            target.map_or_else(|| value.clone(), |target| Value::Object((*target).clone()))
        }
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::dates::Date;

    fn described(script: &str) -> Described {
        read(&[script.to_owned()])
    }

    #[test]
    fn articles_are_found_in_every_shape() {
        let cases = [
            r#"{"@type": "NewsArticle", "headline": "Talks", "datePublished": "2024-05-16T10:00:00Z", "author": "Ann Lee"}"#,
            r#"[{"@type": "WebPage", "name": "x"}, {"@type": ["NewsArticle"], "headline": "Talks",
                "datePublished": "2024-05-16", "author": [{"@type": "Person", "name": "Ann Lee"}]}]"#,
            r##"{"@graph": [{"@type": "Article", "headline": "Talks", "datePublished": "2024-05-16", "author": {"@id": "#a"}},
                {"@id": "#a", "@type": "Person", "name": "Ann Lee"}]}"##,
            r#"{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/ReportageNewsArticle", "headline": "Talks",
                "datePublished": "2024-05-16", "author": {"name": ["Ann Lee"]}}}"#,
            "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Talks\", \"description\": \"a\nb\", \"datePublished\": \
             \"2024-05-16\", \"creator\": [\"Ann Lee\"]} -->",
        ];
        for script in cases {
            let found = described(script);
            assert_eq!(found.headline.as_deref(), Some("Talks"), "{script}");
            assert_eq!(found.authors, ["Ann Lee"], "{script}");
            assert_eq!(found.published.map(|stamp| stamp.date), Date::of_day(2024, 5, 16), "{script}");
        }
    }

    #[test]
    fn other_things_are_no_articles() {
        for script in [r#"{"@type": "Organization", "name": "The Wire"}"#, "not json", "", "[[[[[[]]]]]]"] {
            assert!(described(script).headline.is_none(), "{script}");
        }
    }
}
