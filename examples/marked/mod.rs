//! How does a training program read a marked text? A record's `text`, whose lines are the paragraphs of an article, and
//! offsets in code points, which become bytes of the article's buffer.

use dateline::model::{Article, ArticleId, Format, Source, Span, Text};
use serde_json::Value;

/// The article of a record, and for each code point of its text, and its end, the byte in the article's buffer.
pub(crate) fn article(record: &Value) -> (Article, Vec<u32>) {
    let text = record["text"].as_str().unwrap_or_default();
    let mut builder = Text::with_title("");
    for line in text.split('\n') {
        builder.paragraph(line, None);
    }
    let built = builder.finish();
    let bytes = byte_offsets(text, &built);
    let article = Article {
        id: ArticleId::new(""),
        record_id: None,
        source: Source { path: String::new(), record: 0, format: Format::Jsonl },
        text: built,
        byline: Vec::new(),
        outlet: None,
        url: None,
        language: None,
        published: None,
        dateline: None,
        place: None,
    };
    (article, bytes)
}

/// The span between two offsets of a record.
pub(crate) fn span(bytes: &[u32], start: &Value, end: &Value) -> Option<Span> {
    let at = |offset: &Value| bytes.get(usize::try_from(offset.as_u64()?).ok()?).copied();
    Some(Span::new(at(start)?, at(end)?))
}

/// The [`Text`] has no empty lines: these stand at the end of the line before.
fn byte_offsets(text: &str, built: &Text) -> Vec<u32> {
    let mut offsets = Vec::with_capacity(text.len() + 1);
    let mut block = 0;
    for line in text.split('\n') {
        block += usize::from(!line.is_empty());
        let span = built.blocks()[block].span;
        let start = if line.is_empty() { span.end } else { span.start };
        offsets.extend(line.char_indices().map(|(at, _)| start + at as u32));
        offsets.push(start + line.len() as u32);
    }
    offsets
}
