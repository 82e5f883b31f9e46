//! What articles do JSON files hold? An object, an array of objects, an object that wraps such an array, or one object
//! a line. Of a record's text nothing is taken away.

use std::borrow::Cow;

use serde_json::{Deserializer, Map, Value};

use super::records::Records;
use crate::readers::fields::{self, Field};
use crate::readers::record::{Intake, one_line};

/// Reads a file of one JSON value (or several, one after the other).
pub(in crate::readers) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut records = Records::new(intake);
    for value in Deserializer::from_str(content).into_iter::<Value>() {
        match value {
            Ok(value) => take_value(value, &mut records),
            Err(error) => {
                records.skip(format!("this is not JSON ({})", one_line(&error.to_string())));
                break;
            }
        }
    }
    records.finish();
}

/// Reads a file of one JSON object a line; a line that is none costs only itself.
pub(super) fn read_lines(content: &str, intake: &mut Intake<'_>) {
    if content.trim_start().lines().next().is_none_or(|line| parse(line).is_err()) && is_one_value(content) {
        return read(content, intake);
    }
    let mut records = Records::new(intake);
    for (index, line) in content.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match parse(line) {
            Ok(Value::Object(object)) => records.take(object),
            Ok(_) => records.skip(format!("line {} is not a JSON object", index + 1)),
            Err(error) => {
                let (error, column) = (one_line(&error.to_string()), error.column());
                let what = error.split(" at line ").next().unwrap_or(&error);
                records.skip(format!("line {} is not JSON ({what} at column {column})", index + 1));
            }
        }
    }
    records.finish();
}

/// Parses a line. Half of a surrogate pair, which some programs write, has no character; it becomes U+FFFD.
fn parse(line: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(line).or_else(|error| match without_lone_surrogates(line) {
        Cow::Owned(line) => serde_json::from_str(&line),
        Cow::Borrowed(_) => Err(error),
    })
}

fn without_lone_surrogates(line: &str) -> Cow<'_, str> {
    let code_at = |at: usize| -> Option<u16> {
        let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut fixed, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(found) = line[at..].find('\\') {
        let start = at + found;
        let first = code_at(start);
        let is_pair = || code_at(start + 6).is_some_and(|code| (0xdc00..0xe000).contains(&code));
        at = match first {
            Some(0xd800..0xdc00) if is_pair() => start + 12,
            Some(0xd800..0xe000) => {
                fixed.push_str(&line[copied..start]);
                fixed.push_str("\\ufffd");
                copied = start + 6;
                copied
            }
            Some(_) => start + 6,
            // The escaped character may be of any length in UTF-8.
            None => start + 1 + line[start + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    if copied == 0 {
        return Cow::Borrowed(line);
    }
    fixed.push_str(&line[copied..]);
    Cow::Owned(fixed)
}

/// Whether all of the file is one value, written over several lines.
fn is_one_value(content: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(content).is_ok()
}

/// Takes the records of a value.
fn take_value(value: Value, records: &mut Records<'_, '_>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| take_value(value, records)),
        Value::Object(mut object) => match take_wrapped(&mut object) {
            Some(values) => take_value(values, records),
            None => records.take(object),
        },
        _ => records.skip("this is not a JSON object"),
    }
}

/// The array of records that an object is only a wrapper for: `{"articles": [{…}, …]}`.
fn take_wrapped(object: &mut Map<String, Value>) -> Option<Value> {
    const NAMES: [&str; 14] = [
        "articles",
        "items",
        "results",
        "documents",
        "docs",
        "data",
        "entries",
        "records",
        "stories",
        "news",
        "posts",
        "hits",
        "response",
        "rows",
    ];
    let is_record = object.keys().any(|key| fields::field_of(key).is_some_and(|(field, _)| field == Field::Text));
    if is_record {
        return None;
    }
    let holds_records = |value: &Value| match value {
        Value::Array(values) => !values.is_empty() && values.iter().all(Value::is_object),
        Value::Object(inner) => NAMES.iter().any(|name| inner.contains_key(*name)),
        _ => false,
    };
    let name = NAMES.iter().find(|name| object.get(**name).is_some_and(holds_records))?;
    object.remove(*name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Format, Problem};
    use crate::readers::SourceFile;

    type Reader = fn(&str, &mut Intake<'_>);

    fn results(content: &str, reader: Reader) -> Vec<Result<Article, Problem>> {
        let mut found = Vec::new();
        let mut sink = |result| found.push(result);
        let file = SourceFile::new("a.json", content.as_bytes());
        reader(content, &mut Intake::new(&file, Format::Json, &mut sink));
        found
    }

    fn titles(content: &str) -> Vec<String> {
        results(content, read).into_iter().map(|found| found.unwrap().title().to_owned()).collect()
    }

    #[test]
    fn records_are_found_in_every_shape() {
        let cases: [(&str, &[&str]); 7] = [
            (r#"{"title": "A", "text": "x"}"#, &["A"]),
            (r#"[{"title": "A", "text": "x"}, {"headline": "B", "body": "y"}]"#, &["A", "B"]),
            (r#"{"status": "ok", "articles": [{"title": "A", "content": "x"}]}"#, &["A"]),
            (r#"{"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"title": "A", "text": "x"}}]}}"#, &["A"]),
            (r#"{"response": {"results": [{"webTitle": "A", "fields": {"bodyText": "x"}}]}}"#, &["A"]),
            ("{\"title\": \"A\", \"text\": \"x\"}\n{\"title\": \"B\"}", &["A", "B"]),
            (r#"{"title": {"rendered": "A"}, "content": {"rendered": "<p>x</p>"}}"#, &["A"]),
        ];
        for (content, expected) in cases {
            assert_eq!(titles(content), expected, "{content}");
        }
    }

    #[test]
    fn of_the_text_nothing_is_taken_away_and_offsets_hold() {
        let words = "Talks\n\nÜ “one”. \n\n two\u{1}three\tfour";
        let record = serde_json::json!({"id": "k", "title": "Talks", "text": words}).to_string();
        let article = results(&record, read).pop().unwrap().unwrap();
        let chars: Vec<char> = words.chars().collect();
        let mut found = Vec::new();
        for (block, (_, paragraph)) in article.text.blocks()[1..].iter().zip(article.text.paragraphs()) {
            let start = block.offset.unwrap() as usize;
            let there: String = chars[start..start + paragraph.chars().count()].iter().collect();
            assert_eq!(there, paragraph);
            found.push(paragraph);
        }
        assert_eq!(found, ["Talks", "Ü “one”.", "two", "three\tfour"]);
        assert_eq!((article.title(), article.record_id.as_deref()), ("Talks", Some("k")));
    }

    #[test]
    fn a_broken_line_costs_only_itself() {
        let content = "{\"text\": \"One.\"}\n\nnot json\n[1]\n{\"id\": 4}\n{\"text\": \"Five \\ud800.\"}\n";
        let found = results(content, read_lines);
        let shown: Vec<String> = found
            .iter()
            .map(|found| match found {
                Ok(article) => format!("{} {}", article.source.record, article.text.block(1)),
                Err(problem) => format!("{:?} {}", problem.record.unwrap(), problem.reason),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "0 One.",
                "1 line 3 is not JSON (expected ident at column 2)",
                "2 line 4 is not a JSON object",
                "3 the record has no text (looked for text, body, fulltext, articlebody, articletext, bodytext and their like)",
                "4 Five \u{fffd}.",
            ]
        );
    }

    #[test]
    fn paragraphs_come_as_lists_and_as_markup_too() {
        let cases = [
            r#"{"paragraphs": ["One.", "Two."]}"#,
            r#"{"content": "<p>One.</p><p>Two.</p>"}"#,
            r#"{"text": "One.\nTwo."}"#,
            r#"{"text": "", "body": [{"type": "p", "text": "One."}, {"type": "p", "content": "Two."}]}"#,
        ];
        for content in cases {
            let article = results(content, read).pop().unwrap().unwrap();
            assert_eq!(article.text.paragraphs().collect::<Vec<_>>(), [(1, "One."), (2, "Two.")], "{content}");
        }
    }

    #[test]
    fn an_object_over_several_lines_is_read_whatever_the_ending() {
        let content = "{\n \"text\": \"One.\"\n}\n";
        assert!(matches!(results(content, read_lines).as_slice(), [Ok(_)]));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[\\[{\"a\\\\ud8:0,}\\]\n é]{0,80}") {
            let _ = (results(&content, read), results(&content, read_lines), without_lone_surrogates(&content).len());
        }
    }
}
