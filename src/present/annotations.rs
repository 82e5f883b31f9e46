//! What was understood of one article, as one JSON object: the contract of `dateline annotate`.
//!
//! Offsets count Unicode code points within their paragraph. Mentions in the title count for the lists of names, but
//! have no paragraph, and so are not listed themselves.

use serde::Serialize;
use serde_json::{Value, json};

use crate::model::{Annotations, Article, ArticleCard, Country, Person, Quote, Span, Text};

/// One article with its persons, countries and quotes.
pub fn annotated_json(article: &Article, annotations: &Annotations) -> Value {
    let places = Places::new(&article.text);
    let paragraphs: Vec<Value> = article
        .text
        .paragraphs()
        .map(|(n, text)| json!({"n": n, "offset": article.text.blocks()[n].offset, "text": text}))
        .collect();
    json!({
        "id": article.id,
        "record_id": article.record_id,
        "source": {"path": article.source.path, "record": article.source.record, "format": article.source.format},
        "title": article.title(),
        "byline": article.byline,
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "published": article.published.map(|date| json!({
            "date": date.to_string(), "precision": date.precision, "from": date.from,
        })),
        "dateline": article.dateline(),
        "paragraphs": paragraphs,
        "persons": annotations.persons.iter().map(|person| person_json(person, &places)).collect::<Vec<_>>(),
        "countries": annotations.countries.iter().map(|country| country_json(country, &places)).collect::<Vec<_>>(),
        "quotes": annotations.quotes.iter().filter_map(|quote| quote_json(quote, &places)).collect::<Vec<_>>(),
        "phrases": annotations.phrases.iter().filter_map(|span| mention_json(*span, &places)).collect::<Vec<_>>(),
    })
}

/// An article of the archive, whole or just one paragraph of it; beside what [`annotated_json`] gives stands the indexed folder.
pub fn cited_json(card: &ArticleCard, article: &Article, annotations: &Annotations, only: Option<usize>) -> Value {
    let mut value = annotated_json(article, annotations);
    value["source"]["folder"] = json!(card.folder);
    if let Some(only) = only {
        value["citation"] = json!(format!("{}#{only}", card.id));
        keep(&mut value["paragraphs"], |paragraph| paragraph["n"] == only);
        keep(&mut value["quotes"], |quote| quote["paragraph"] == only);
        keep(&mut value["phrases"], |phrase| phrase["paragraph"] == only);
        for list in ["persons", "countries"] {
            if let Some(entries) = value[list].as_array_mut() {
                for entry in entries {
                    keep(&mut entry["mentions"], |mention| mention["paragraph"] == only);
                }
            }
            keep(&mut value[list], |entry| entry["mentions"].as_array().is_some_and(|mentions| !mentions.is_empty()));
        }
    }
    value
}

fn keep(list: &mut Value, wanted: impl Fn(&Value) -> bool) {
    if let Some(list) = list.as_array_mut() {
        list.retain(wanted);
    }
}

fn person_json(person: &Person, places: &Places<'_>) -> Value {
    let mentions: Vec<Value> = person
        .mentions
        .iter()
        .filter_map(|mention| {
            let mut value = mention_json(mention.span, places)?;
            if let Some(role) = mention.role {
                value["role"] = json!(places.text.slice(role));
            }
            Some(value)
        })
        .collect();
    json!({"name": person.name, "established": person.established, "mentions": mentions})
}

fn country_json(country: &Country, places: &Places<'_>) -> Value {
    let mentions: Vec<Value> = country
        .mentions
        .iter()
        .filter_map(|mention| {
            let mut value = mention_json(mention.span, places)?;
            value["how"] = json!(mention.how);
            Some(value)
        })
        .collect();
    json!({"code": country.code, "name": country.code.name(), "mentions": mentions})
}

fn mention_json(span: Span, places: &Places<'_>) -> Option<Value> {
    let place = places.of(span)?;
    Some(json!({"paragraph": place.paragraph, "start": place.start, "end": place.end, "text": places.text.slice(span)}))
}

fn quote_json(quote: &Quote, places: &Places<'_>) -> Option<Value> {
    let place = places.of(quote.span)?;
    let speaker = quote.speaker.as_ref();
    let speaker_place = speaker.and_then(|speaker| places.of(speaker.span));
    Some(json!({
        "paragraph": place.paragraph,
        "start": place.start,
        "end": place.end,
        "end_paragraph": place.end_paragraph,
        "text": places.text.slice(quote.span),
        "kind": quote.kind,
        "speaker": speaker.and_then(|speaker| speaker.name.as_deref()),
        "speaker_kind": speaker.map(|speaker| speaker.kind),
        "speaker_text": speaker.map(|speaker| places.text.slice(speaker.span)),
        "speaker_paragraph": speaker_place.as_ref().map(|place| place.paragraph),
        "speaker_start": speaker_place.as_ref().map(|place| place.start),
        "speaker_end": speaker_place.as_ref().map(|place| place.end),
        "cue": quote.cue.map(|cue| places.text.slice(cue)),
        "about": quote.about,
        "about_countries": quote.about_countries,
        "to": quote.to,
        "evidence": quote.evidence,
        "confidence": (f64::from(quote.confidence) * 100.0).round() / 100.0,
    }))
}

/// A span told in paragraphs and code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The paragraph in which it starts, from 1.
    pub paragraph: usize,
    /// The first code point in that paragraph.
    pub start: usize,
    /// The paragraph in which it ends.
    pub end_paragraph: usize,
    /// One past the last code point in that one.
    pub end: usize,
}

/// Translates byte spans of a text into places.
pub struct Places<'a> {
    text: &'a Text,
    /// Which blocks are plain ASCII, where bytes are code points and need not be counted.
    ascii: Vec<bool>,
}

impl<'a> Places<'a> {
    /// For the spans of this text.
    pub fn new(text: &'a Text) -> Self {
        let ascii = (0..text.blocks().len()).map(|n| text.block(n).is_ascii()).collect();
        Self { text, ascii }
    }

    /// Where a span stands; `None` if it starts in the title.
    pub fn of(&self, span: Span) -> Option<Place> {
        let paragraph = self.text.block_at(span.start);
        let end_paragraph = self.text.block_at(span.end.saturating_sub(1)).max(paragraph);
        (paragraph > 0).then(|| Place {
            paragraph,
            start: self.code_points(paragraph, span.start),
            end_paragraph,
            end: self.code_points(end_paragraph, span.end),
        })
    }

    fn code_points(&self, block: usize, until: u32) -> usize {
        if self.ascii[block] {
            return until.saturating_sub(self.text.blocks()[block].span.start) as usize;
        }
        self.text.code_points(block, until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_code_points_within_paragraphs() {
        let mut builder = Text::with_title("Titel");
        builder.paragraph("«Größe» zählt", None).paragraph("Ende", None);
        let text = builder.finish();
        let at = |words: &str| {
            let start = text.as_str().find(words).unwrap() as u32;
            Span::new(start, start + words.len() as u32)
        };
        let places = Places::new(&text);
        let place = |paragraph, start, end_paragraph, end| Some(Place { paragraph, start, end_paragraph, end });
        assert_eq!(places.of(at("Größe")), place(1, 1, 1, 6));
        assert_eq!(places.of(at("zählt")), place(1, 8, 1, 13));
        assert_eq!(places.of(at("zählt\nEnde")), place(1, 8, 2, 4));
        assert_eq!(places.of(at("Titel")), None);
    }
}
