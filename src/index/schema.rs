//! Which fields does a document have?

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::stream::TOKENIZER;

/// Value of the `kind` column of an article.
pub(crate) const ARTICLE: u64 = 0;
/// Value of the `kind` column of a quote.
pub(crate) const QUOTE: u64 = 1;

/// The number of the layout; raised whenever an older program could not read what a newer one writes.
pub(crate) const LAYOUT: u32 = 10;

/// The names of the columns, as facets and sort keys use them.
pub struct Columns;

#[allow(missing_docs)]
impl Columns {
    pub const KIND: &'static str = "kind";
    pub const ID: &'static str = "id";
    pub const FILE: &'static str = "file";
    pub const SIZE: &'static str = "size";
    pub const MODIFIED: &'static str = "modified";
    pub const HASH: &'static str = "hash";
    pub const FIRST_DAY: &'static str = "first_day";
    pub const LAST_DAY: &'static str = "last_day";
    pub const PARAGRAPHS: &'static str = "paragraphs";
    pub const PERSON: &'static str = "person";
    pub const COUNTRY: &'static str = "country";
    pub const PARAGRAPH_COUNTRY: &'static str = "paragraph_country";
    pub const DATELINE_COUNTRY: &'static str = "dateline_country";
    pub const MENTIONED_YEAR: &'static str = "mentioned_year";
    pub const MENTIONED_MONTH: &'static str = "mentioned_month";
    pub const SPEAKER: &'static str = "speaker";
    pub const OUTLET: &'static str = "outlet";
    pub const LANGUAGE: &'static str = "language";
    pub const FORMAT: &'static str = "format";
    pub const QUOTE_SPEAKER: &'static str = "quote_speaker";
    pub const QUOTE_ABOUT: &'static str = "quote_about";
    pub const QUOTE_COUNTRY: &'static str = "quote_country";
    pub const QUOTE_TO: &'static str = "quote_to";
    pub const QUOTE_SPEAKER_KIND: &'static str = "quote_speaker_kind";
    pub const QUOTE_WORDS: &'static str = "quote_words";
    pub const QUOTE_KIND: &'static str = "quote_kind";
    pub const QUOTE_PARAGRAPH: &'static str = "quote_paragraph";
    pub const QUOTE_CONFIDENCE: &'static str = "quote_confidence";
}

/// Handles to the fields of the schema.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Fields {
    pub kind: Field,
    pub id: Field,
    pub file: Field,
    pub size: Field,
    pub modified: Field,
    pub hash: Field,
    pub first_day: Field,
    pub last_day: Field,
    pub paragraphs: Field,
    pub person: Field,
    pub country: Field,
    /// One number for each country of each paragraph, see [`paragraph_countries`](super::paragraph_countries).
    pub paragraph_country: Field,
    pub dateline_country: Field,
    /// The years in which times lie that the text speaks of.
    pub mentioned_year: Field,
    /// The months, or the years of what lies in no one month.
    pub mentioned_month: Field,
    pub speaker: Field,
    pub outlet: Field,
    pub language: Field,
    pub format: Field,
    pub quote_speaker: Field,
    pub quote_about: Field,
    pub quote_country: Field,
    pub quote_to: Field,
    pub quote_speaker_kind: Field,
    /// A hash of the words, so that the same words are told without being read.
    pub quote_words: Field,
    pub quote_kind: Field,
    pub quote_paragraph: Field,
    pub quote_confidence: Field,
    /// The positional stream of the whole article: see [`stream`](super::stream).
    pub text: Field,
    /// The words of the title once more, for `title:` and for ranking.
    pub title: Field,
    /// The article or quote itself, encoded.
    pub stored: Field,
}

impl Fields {
    /// The schema, with the handles to its fields.
    pub(crate) fn build() -> (Schema, Self) {
        let mut schema = SchemaBuilder::new();
        let stream = |option| {
            TextOptions::default()
                .set_indexing_options(TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(option))
        };
        let column = || TextOptions::default().set_fast("raw");
        let fields = Self {
            kind: schema.add_u64_field(Columns::KIND, INDEXED | FAST),
            id: schema.add_u64_field(Columns::ID, INDEXED | FAST),
            file: schema.add_text_field(Columns::FILE, STRING | FAST),
            size: schema.add_u64_field(Columns::SIZE, FAST),
            modified: schema.add_i64_field(Columns::MODIFIED, FAST),
            hash: schema.add_u64_field(Columns::HASH, FAST),
            first_day: schema.add_i64_field(Columns::FIRST_DAY, FAST),
            last_day: schema.add_i64_field(Columns::LAST_DAY, FAST),
            paragraphs: schema.add_u64_field(Columns::PARAGRAPHS, FAST),
            person: schema.add_text_field(Columns::PERSON, column()),
            country: schema.add_text_field(Columns::COUNTRY, column()),
            paragraph_country: schema.add_u64_field(Columns::PARAGRAPH_COUNTRY, FAST),
            dateline_country: schema.add_text_field(Columns::DATELINE_COUNTRY, column()),
            mentioned_year: schema.add_text_field(Columns::MENTIONED_YEAR, column()),
            mentioned_month: schema.add_text_field(Columns::MENTIONED_MONTH, column()),
            speaker: schema.add_text_field(Columns::SPEAKER, column()),
            outlet: schema.add_text_field(Columns::OUTLET, STRING | FAST),
            language: schema.add_text_field(Columns::LANGUAGE, STRING | FAST),
            format: schema.add_text_field(Columns::FORMAT, column()),
            quote_speaker: schema.add_text_field(Columns::QUOTE_SPEAKER, column()),
            quote_about: schema.add_text_field(Columns::QUOTE_ABOUT, column()),
            quote_country: schema.add_text_field(Columns::QUOTE_COUNTRY, column()),
            quote_to: schema.add_text_field(Columns::QUOTE_TO, column()),
            quote_speaker_kind: schema.add_u64_field(Columns::QUOTE_SPEAKER_KIND, FAST),
            quote_words: schema.add_u64_field(Columns::QUOTE_WORDS, FAST),
            quote_kind: schema.add_u64_field(Columns::QUOTE_KIND, FAST),
            quote_paragraph: schema.add_u64_field(Columns::QUOTE_PARAGRAPH, FAST),
            quote_confidence: schema.add_f64_field(Columns::QUOTE_CONFIDENCE, FAST),
            text: schema.add_text_field("text", stream(IndexRecordOption::WithFreqsAndPositions)),
            title: schema.add_text_field("title", stream(IndexRecordOption::WithFreqsAndPositions)),
            stored: schema.add_bytes_field("stored", STORED),
        };
        (schema.build(), fields)
    }
}
