//! What was understood of one article, as one JSON object: the contract of `dateline annotate`.
//!
//! Offsets count Unicode code points within their paragraph. Mentions in the title count for the lists of names, but
//! have no paragraph, and so are not listed themselves.

use serde::{Serialize, Serializer};

use crate::model::{
    Annotations, Article, ArticleCard, ArticleId, CodePoints, Country, CountryCode, DateMention, DateValue,
    Established, Format, Grain, How, Person, Precision, Provenance, Published, Quote, QuoteEvidence, QuoteKind, Span,
    SpeakerKind, Text,
};

/// One article with its persons, countries, quotes and dates; written straight into what is printed.
#[derive(Debug, Serialize)]
pub struct AnnotatedArticle<'a> {
    id: &'a ArticleId,
    record_id: Option<&'a str>,
    source: SourceEntry<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<String>,
    title: &'a str,
    byline: &'a [String],
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<PublishedEntry>,
    dateline: Option<&'a str>,
    paragraphs: Vec<Paragraph<'a>>,
    persons: Vec<PersonEntry<'a>>,
    countries: Vec<CountryEntry<'a>>,
    quotes: Vec<QuoteEntry<'a>>,
    phrases: Vec<Mention<'a>>,
    dates: Vec<DateEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct SourceEntry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<&'a str>,
    path: &'a str,
    record: u32,
    format: Format,
}

#[derive(Debug, Serialize)]
struct PublishedEntry {
    #[serde(serialize_with = "displayed")]
    date: Published,
    precision: Precision,
    from: Provenance,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    ambiguous: bool,
}

#[derive(Debug, Serialize)]
struct Paragraph<'a> {
    n: usize,
    offset: Option<u32>,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    paragraph: usize,
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<How>,
}

#[derive(Debug, Serialize)]
struct PersonEntry<'a> {
    name: &'a str,
    established: Established,
    mentions: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
struct CountryEntry<'a> {
    code: CountryCode,
    name: Option<&'static str>,
    mentions: Vec<Mention<'a>>,
}

/// A time; one that cannot be placed has no value.
#[derive(Debug, Serialize)]
struct DateEntry<'a> {
    #[serde(serialize_with = "timex_value")]
    value: DateValue,
    precision: Option<Grain>,
    mentions: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
struct QuoteEntry<'a> {
    paragraph: usize,
    start: usize,
    end: usize,
    end_paragraph: usize,
    text: &'a str,
    kind: QuoteKind,
    speaker: Option<&'a str>,
    speakers: Vec<&'a str>,
    speaker_kind: Option<SpeakerKind>,
    speaker_text: Option<&'a str>,
    speaker_paragraph: Option<usize>,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    cue: Option<&'a str>,
    about: &'a [String],
    about_countries: &'a [CountryCode],
    to: &'a [String],
    evidence: QuoteEvidence,
    confidence: f64,
}

fn displayed<S: Serializer>(value: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// As TIMEX3 writes it.
fn timex_value<S: Serializer>(value: &DateValue, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        DateValue::Known(when) => serializer.collect_str(when),
        DateValue::Open(_) => serializer.serialize_none(),
        DateValue::Past => serializer.serialize_str("PAST_REF"),
        DateValue::Present => serializer.serialize_str("PRESENT_REF"),
        DateValue::Future => serializer.serialize_str("FUTURE_REF"),
    }
}

impl<'a> AnnotatedArticle<'a> {
    /// What was understood of an article.
    pub fn new(article: &'a Article, annotations: &'a Annotations) -> Self {
        let text = &article.text;
        let places = Places::new(text);
        let offset = |n: usize| text.blocks()[n].offset;
        Self {
            id: &article.id,
            record_id: article.record_id.as_deref(),
            source: SourceEntry {
                folder: None,
                path: &article.source.path,
                record: article.source.record,
                format: article.source.format,
            },
            citation: None,
            title: article.title(),
            byline: &article.byline,
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            published: article.published.map(|date| PublishedEntry {
                date,
                precision: date.precision,
                from: date.from,
                ambiguous: date.ambiguous,
            }),
            dateline: article.dateline(),
            paragraphs: text.paragraphs().map(|(n, words)| Paragraph { n, offset: offset(n), text: words }).collect(),
            persons: annotations.persons.iter().map(|person| person_entry(person, &places)).collect(),
            countries: annotations.countries.iter().map(|country| country_entry(country, &places)).collect(),
            quotes: annotations.quotes.iter().filter_map(|quote| quote_entry(quote, &places)).collect(),
            phrases: annotations.phrases.iter().filter_map(|span| mention(*span, &places)).collect(),
            dates: annotations.dates.iter().map(|date| date_entry(date, &places)).collect(),
        }
    }

    /// The same of an article of the archive, whole or just one paragraph of it; it tells the indexed folder as well.
    #[must_use]
    pub fn cited(mut self, card: &'a ArticleCard, only: Option<usize>) -> Self {
        self.source.folder = Some(&card.folder);
        let Some(only) = only else { return self };
        self.citation = Some(format!("{}#{only}", card.id));
        self.paragraphs.retain(|paragraph| paragraph.n == only);
        self.quotes.retain(|quote| quote.paragraph == only);
        self.phrases.retain(|phrase| phrase.paragraph == only);
        for person in &mut self.persons {
            person.mentions.retain(|mention| mention.paragraph == only);
        }
        for country in &mut self.countries {
            country.mentions.retain(|mention| mention.paragraph == only);
        }
        for date in &mut self.dates {
            date.mentions.retain(|mention| mention.paragraph == only);
        }
        self.dates.retain(|date| !date.mentions.is_empty());
        self.persons.retain(|person| !person.mentions.is_empty());
        self.countries.retain(|country| !country.mentions.is_empty());
        self
    }
}

fn person_entry<'a>(person: &'a Person, places: &Places<'a>) -> PersonEntry<'a> {
    let mentions = person.mentions.iter().filter_map(|found| {
        let role = found.role.map(|role| places.text.slice(role));
        Some(Mention { role, ..mention(found.span, places)? })
    });
    PersonEntry { name: &person.name, established: person.established, mentions: mentions.collect() }
}

fn country_entry<'a>(country: &'a Country, places: &Places<'a>) -> CountryEntry<'a> {
    let mentions = country
        .mentions
        .iter()
        .filter_map(|found| Some(Mention { how: Some(found.how), ..mention(found.span, places)? }));
    CountryEntry { code: country.code, name: country.code.name(), mentions: mentions.collect() }
}

fn date_entry<'a>(date: &DateMention, places: &Places<'a>) -> DateEntry<'a> {
    let precision = match date.value {
        DateValue::Known(when) => Some(when.grain()),
        DateValue::Open(grain) => Some(grain),
        DateValue::Past | DateValue::Present | DateValue::Future => None,
    };
    let mentions = date.spans.iter().filter_map(|span| mention(*span, places)).collect();
    DateEntry { value: date.value, precision, mentions }
}

fn mention<'a>(span: Span, places: &Places<'a>) -> Option<Mention<'a>> {
    let Place { paragraph, start, end, .. } = places.of(span)?;
    Some(Mention { paragraph, start, end, text: places.text.slice(span), role: None, how: None })
}

fn quote_entry<'a>(quote: &'a Quote, places: &Places<'a>) -> Option<QuoteEntry<'a>> {
    let place = places.of(quote.span)?;
    let speaker = quote.speaker.as_ref();
    let speaker_place = speaker.and_then(|speaker| places.of(speaker.span));
    Some(QuoteEntry {
        paragraph: place.paragraph,
        start: place.start,
        end: place.end,
        end_paragraph: place.end_paragraph,
        text: places.text.slice(quote.span),
        kind: quote.kind,
        speaker: speaker.and_then(|speaker| speaker.name.as_deref()),
        speakers: quote.speakers().collect(),
        speaker_kind: speaker.map(|speaker| speaker.kind),
        speaker_text: speaker.map(|speaker| places.text.slice(speaker.span)),
        speaker_paragraph: speaker_place.map(|place| place.paragraph),
        speaker_start: speaker_place.map(|place| place.start),
        speaker_end: speaker_place.map(|place| place.end),
        cue: quote.cue.map(|cue| places.text.slice(cue)),
        about: &quote.about,
        about_countries: &quote.about_countries,
        to: &quote.to,
        evidence: quote.evidence,
        confidence: (f64::from(quote.confidence) * 100.0).round() / 100.0,
    })
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
    code_points: CodePoints<'a>,
}

impl<'a> Places<'a> {
    /// For the spans of this text.
    pub fn new(text: &'a Text) -> Self {
        Self { text, code_points: CodePoints::of(text) }
    }

    /// Where a span stands; `None` if it starts in the title.
    pub fn of(&self, span: Span) -> Option<Place> {
        let paragraph = self.text.block_at(span.start);
        let end_paragraph = self.text.block_at(span.end.saturating_sub(1)).max(paragraph);
        (paragraph > 0).then(|| Place {
            paragraph,
            start: self.code_points.within(paragraph, span.start),
            end_paragraph,
            end: self.code_points.within(end_paragraph, span.end),
        })
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
