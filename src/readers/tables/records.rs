//! What article is a record of named fields: a JSON object, a row of a table? Its text may be plain, markup or a list
//! of paragraphs. The user may have said which field is what.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::readers::dates::Order;
use crate::readers::fields::{self, Field, Fields};
use crate::readers::plain::text_of as plain_text;
use crate::readers::record::{Draft, Intake, text_of};
use crate::readers::web::paragraphs_of_fragment;
use crate::readers::wire::ninjs;
use crate::readers::{Mapping, paragraphs};

/// So many names of fields are told.
const TOLD: usize = 30;

/// Takes in the records of a file, one after the other.
pub(super) struct Records<'r, 'a> {
    intake: &'r mut Intake<'a>,
    number: u32,
    mapping: &'a Mapping,
    /// Which of two figures the dates of this file have first, as far as that is known.
    order: Order,
    /// The fields that the user named and no record had so far.
    unseen: BTreeSet<String>,
    /// Fields that there are.
    names: BTreeSet<String>,
}

impl<'r, 'a> Records<'r, 'a> {
    pub(super) fn new(intake: &'r mut Intake<'a>) -> Self {
        let mapping = intake.mapping();
        let unseen = mapping.columns().map(str::to_owned).collect();
        Self { intake, number: 0, mapping, order: Order::Unknown, unseen, names: BTreeSet::new() }
    }

    pub(super) fn set_order(&mut self, order: Order) {
        self.order = order;
    }

    /// Tells that the next record is left out.
    pub(super) fn skip(&mut self, reason: impl Into<String>) {
        self.intake.skip(Some(self.number), reason);
        self.number += 1;
    }

    /// Takes the next record.
    pub(super) fn take(&mut self, object: Map<String, Value>) {
        let object = unwrapped(object);
        self.note(&object);
        if self.mapping.is_empty() && ninjs::is_item(&object) {
            ninjs::take(&object, self.number, self.intake);
        } else {
            self.take_record(object);
        }
        self.number += 1;
    }

    /// Tells which of the fields that the user named were nowhere.
    pub(super) fn finish(self) {
        if self.number == 0 {
            return;
        }
        for name in &self.unseen {
            self.intake.remark(None, no_column(name, self.names.iter().map(String::as_str)));
        }
    }

    fn note(&mut self, object: &Map<String, Value>) {
        if self.unseen.is_empty() {
            return;
        }
        self.unseen.retain(|name| fields::value_at(object, name).is_none());
        if self.names.len() < TOLD {
            self.names.extend(object.keys().cloned());
        }
    }

    fn take_record(&mut self, object: Map<String, Value>) {
        let number = self.number;
        let mut fields = Fields::mapped(object, self.mapping);
        let body = body_of(&mut fields);
        let meta = fields.metadata_by(self.order);
        let size = match &body {
            Some(Body::Plain(words) | Body::Markup(words)) => words.len(),
            Some(Body::List(list)) => list.iter().map(String::len).sum(),
            None => 0,
        };
        if !self.intake.accepts(Some(number), size) {
            return;
        }
        if body.is_none() && meta.title.is_empty() {
            let names = fields::text_names();
            return self
                .intake
                .skip(Some(number), format!("the record has no text (looked for {names} and their like)"));
        }
        let of_list = |list: &[String]| text_of(&meta.title, list.iter().map(String::as_str));
        let text = match &body {
            Some(Body::Plain(words)) => plain_text(words, &meta.title, &paragraphs::split(words)),
            Some(Body::Markup(words)) => of_list(&paragraphs_of_fragment(words)),
            Some(Body::List(list)) => of_list(list),
            None => of_list(&[]),
        };
        self.intake.article(number, Draft { meta, text, shown_date: None });
    }
}

/// What is said of a field that the user named and that is not there.
pub(super) fn no_column<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.take(TOLD + 1).collect();
    if names.len() > TOLD {
        names[TOLD] = "…";
    }
    format!("there is no column {name:?} (named by --map); there are: {}", names.join(", "))
}

/// The text of a record, in one of the ways in which records hold it.
enum Body {
    /// One string, whose offsets count.
    Plain(String),
    /// A string of markup.
    Markup(String),
    /// A list of paragraphs.
    List(Vec<String>),
}

/// A record whose fields lie one level deeper, as search engines and press interfaces give them.
fn unwrapped(mut object: Map<String, Value>) -> Map<String, Value> {
    for name in ["_source", "fields", "article", "attributes", "document"] {
        if let Some(Value::Object(inner)) = object.get_mut(name) {
            for (key, value) in std::mem::take(inner) {
                object.entry(key).or_insert(value);
            }
            object.remove(name);
        }
    }
    object
}

/// The text of the most trusted field that has any; a summary only if there is none.
fn body_of(fields: &mut Fields) -> Option<Body> {
    let has_words = |value: &Value| match value {
        Value::String(words) => !words.trim().is_empty(),
        Value::Array(values) => values.iter().any(|value| fields::words_of(value).is_some()),
        Value::Object(_) => fields::words_of(value).is_some(),
        _ => false,
    };
    let value = fields.take(Field::Text, has_words).or_else(|| fields.take(Field::Lead, has_words))?;
    Some(match value {
        Value::Array(values) => Body::List(values.iter().filter_map(words_of_block).collect()),
        Value::String(words) if is_markup(&words) => Body::Markup(words),
        Value::String(words) => Body::Plain(words),
        value => {
            let words = fields::words_of(&value)?;
            if is_markup(&words) { Body::Markup(words) } else { Body::Plain(words) }
        }
    })
}

/// The words of one element of a list of paragraphs.
fn words_of_block(value: &Value) -> Option<String> {
    let content = |object: &Map<String, Value>| {
        ["content", "paragraph", "body"].iter().find_map(|k| object.get(*k)?.as_str().map(str::to_owned))
    };
    fields::words_of(value).or_else(|| content(value.as_object()?))
}

/// Whether a string is HTML: it opens with a tag and closes a block.
fn is_markup(words: &str) -> bool {
    words.trim_start().starts_with('<') && ["</p>", "</div>", "</P>", "<br"].iter().any(|tag| words.contains(tag))
}
