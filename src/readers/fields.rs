//! Which field of a record is its title, its text, its date? The names are in `data/fields.tsv`; JSON records, front
//! matter and header lines share them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::byline;
use super::dates::{self, Date, Order};
use super::mapping::Mapping;
use super::record::{Metadata, one_line};

/// What a field tells of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    Title,
    Text,
    /// A summary, which stands for the text if there is none.
    Lead,
    Date,
    Author,
    Outlet,
    Url,
    Id,
    Language,
}

/// What a field is about, and its rank among those that are about the same: the smaller, the more it is trusted.
pub(super) fn field_of(name: &str) -> Option<(Field, usize)> {
    static NAMES: LazyLock<HashMap<&str, (Field, usize)>> = LazyLock::new(|| {
        let rows = include_str!("data/fields.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
            .filter_map(|(field, names)| Some((field_named(field)?, names)))
            .flat_map(|(field, names)| names.split(' ').enumerate().map(move |(rank, name)| (name, (field, rank))))
            .collect()
    });
    const LONGEST: usize = 40;
    if name.len() > LONGEST {
        return None;
    }
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES.get(plain.as_str()).copied()
}

pub(super) fn field_named(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Field::Title,
        "text" => Field::Text,
        "lead" => Field::Lead,
        "date" => Field::Date,
        "author" => Field::Author,
        "outlet" => Field::Outlet,
        "url" => Field::Url,
        "id" => Field::Id,
        "language" => Field::Language,
        _ => return None,
    })
}

/// The names under which the text of a record is looked for, for messages.
pub(super) fn text_names() -> String {
    let row = include_str!("data/fields.tsv").lines().find_map(|line| line.strip_prefix("text\t"));
    row.unwrap_or_default().split(' ').take(6).collect::<Vec<_>>().join(", ")
}

/// The fields of a record that tell something, the most trusted first.
pub(super) struct Fields(Vec<(Field, usize, Value)>);

impl Fields {
    pub(super) fn of(object: Map<String, Value>) -> Self {
        let ranked = |(name, value): (String, Value)| field_of(&name).map(|(field, rank)| (field, rank, value));
        let mut fields: Vec<_> = object.into_iter().filter_map(ranked).collect();
        fields.sort_by_key(|(_, rank, _)| *rank);
        Self(fields)
    }

    /// The fields of a record of which the user has said something: those count as the user says, and nothing else for
    /// them; the others as [`of`](Self::of) has it.
    pub(super) fn mapped(mut object: Map<String, Value>, mapping: &Mapping) -> Self {
        let given =
            |(rank, (field, name)): (usize, (Field, &str))| Some((field, rank, value_at(&object, name)?.clone()));
        let given: Vec<_> = mapping.entries().enumerate().filter_map(given).collect();
        for (_, name) in mapping.entries() {
            object.remove(name);
        }
        let mut fields = Self::of(object);
        fields.0.retain(|(field, ..)| mapping.entries().all(|(mapped, _)| mapped != *field));
        fields.0.splice(..0, given);
        fields
    }

    /// The values of one field, the most trusted first.
    fn values(&self, field: Field) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |(of, _, _)| *of == field).map(|(_, _, value)| value)
    }

    /// Takes out the first value of a field that passes the test.
    pub(super) fn take(&mut self, field: Field, test: impl Fn(&Value) -> bool) -> Option<Value> {
        let at = self.0.iter().position(|(of, _, value)| *of == field && test(value))?;
        Some(self.0.remove(at).2)
    }

    /// What they say of the article, but for its text.
    pub(super) fn metadata(&self) -> Metadata {
        self.metadata_by(Order::Unknown)
    }

    /// The same, where the order of the figures in dates is known from other records, if it is.
    pub(super) fn metadata_by(&self, order: Order) -> Metadata {
        let first = |field| self.values(field).find_map(words_of).map(|words| one_line(&words));
        let language = first(Field::Language);
        let of_language = || language.as_deref().map_or(Order::Unknown, Order::of_language);
        let order = if order == Order::Unknown { of_language() } else { order };
        let is_url = |words: &String| words.starts_with("http://") || words.starts_with("https://");
        let outlet = self.values(Field::Outlet).filter_map(words_of).map(|words| one_line(&words)).find(|w| !is_url(w));
        let any_url = || self.values(Field::Outlet).filter_map(words_of).find(is_url);
        Metadata {
            record_id: self.values(Field::Id).find_map(id_of),
            title: first(Field::Title).unwrap_or_default(),
            byline: self.values(Field::Author).map(authors_of).find(|names| !names.is_empty()).unwrap_or_default(),
            outlet,
            url: first(Field::Url).or_else(any_url),
            date: self.values(Field::Date).find_map(|value| date_of(value, order)),
            language,
        }
    }
}

/// The value of the field that a user calls `name`: as it is written, in other letters, or by a path into objects
/// ("content.text").
pub(super) fn value_at<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let in_other_letters =
        || object.iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let by_path = || {
        let (first, rest) = name.split_once('.')?;
        value_at(object.get(first)?.as_object()?, rest)
    };
    object.get(name).or_else(in_other_letters).or_else(by_path)
}

/// The words of a value: a string, or what stands for it in an object or list.
pub(super) fn words_of(value: &Value) -> Option<String> {
    const KEYS: [&str; 11] =
        ["name", "title", "rendered", "main", "value", "text", "#text", "$t", "label", "@value", "url"];
    match value {
        Value::String(words) => Some(words.clone()).filter(|words| !words.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => KEYS.iter().find_map(|key| words_of(object.get(*key)?)),
        Value::Array(values) => values.iter().find_map(words_of),
        Value::Null | Value::Bool(_) => None,
    }
}

/// A record's own id, kept exactly as it stands there.
fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => ["$oid", "#text", "value", "rendered"].iter().find_map(|key| id_of(object.get(*key)?)),
        Value::Array(_) => None,
        value => words_of(value),
    }
}

pub(super) fn date_of(value: &Value, order: Order) -> Option<Date> {
    match value {
        Value::Number(number) => dates::of_number(number.as_i64().or_else(|| number.as_f64().map(|n| n as i64))?),
        Value::Object(object) => {
            ["$date", "iso", "value", "#text", "rendered"].iter().find_map(|key| date_of(object.get(*key)?, order))
        }
        value => dates::parse(&words_of(value)?, order),
    }
}

pub(super) fn authors_of(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    match value {
        Value::Array(values) => values.iter().for_each(|value| names.extend(authors_of(value))),
        Value::Object(object) => {
            let full = ["name", "fullName", "full_name", "displayName", "display_name", "original", "#text"];
            let name = full.iter().find_map(|key| words_of(object.get(*key)?));
            let part = |key: &str| object.get(key).and_then(words_of);
            let joined = || {
                let parts = [part("firstName").or(part("firstname")), part("lastName").or(part("lastname"))];
                Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
            };
            names.extend(name.or_else(joined).map(|name| byline::names(&name)).unwrap_or_default());
        }
        Value::String(line) => names.extend(byline::names(line)),
        _ => {}
    }
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.to_lowercase()));
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Fields {
        match value {
            Value::Object(object) => Fields::of(object),
            _ => panic!("not an object"),
        }
    }

    #[test]
    fn field_names_are_known_however_they_are_written() {
        let cases = [
            ("title", Some(Field::Title)),
            ("Publication Date", Some(Field::Date)),
            ("pub_date", Some(Field::Date)),
            ("articleBody", Some(Field::Text)),
            ("_id", Some(Field::Id)),
            ("By-line", Some(Field::Author)),
            ("dc:creator", Some(Field::Author)),
            ("updated_at", None),
            ("", None),
        ];
        for (name, expected) in cases {
            assert_eq!(field_of(name).map(|(field, _)| field), expected, "{name}");
        }
        assert_eq!(text_names().split(", ").next(), Some("text"));
    }

    #[test]
    fn nested_values_are_understood() {
        let meta = fields(json!({
            "_id": {"$oid": "66f"}, "headline": {"main": "Talks"}, "source": {"id": null, "name": "The Wire"},
            "authors": [{"name": "Ann Lee"}, {"firstName": "Bo", "lastName": "Ek"}], "language": "en-GB",
            "date": "05/06/2024", "link": "https://example.com/1"
        }))
        .metadata();
        assert_eq!(meta.record_id.as_deref(), Some("66f"));
        assert_eq!(meta.title, "Talks");
        assert_eq!(meta.outlet.as_deref(), Some("The Wire"));
        assert_eq!(meta.byline, ["Ann Lee", "Bo Ek"]);
        assert_eq!(meta.date, Date::of_day(2024, 6, 5));
        assert_eq!(meta.url.as_deref(), Some("https://example.com/1"));
    }

    #[test]
    fn fields_count_as_the_user_says() {
        let mapping = Mapping::parse(&["title=Kop,date=meta.day".to_owned(), "text=lede".to_owned()]).unwrap();
        let object = json!({"kop": "Talks", "title": "No", "text": "No", "lede": "Words", "date": "2001-01-01", "meta": {"day": "2024-05-16"}});
        let Value::Object(object) = object else { panic!() };
        let mut fields = Fields::mapped(object, &mapping);
        assert_eq!(fields.take(Field::Text, |_| true), Some(json!("Words")));
        let meta = fields.metadata();
        assert_eq!((meta.title.as_str(), meta.date), ("Talks", Date::of_day(2024, 5, 16)));
    }

    #[test]
    fn what_is_no_date_makes_room_for_what_is_one() {
        let meta = fields(json!({"published": true, "date": "10:15", "created_at": 1_715_850_000, "id": 7})).metadata();
        assert_eq!(meta.date, Date::of_day(2024, 5, 16));
        assert_eq!(meta.record_id.as_deref(), Some("7"));
    }
}
