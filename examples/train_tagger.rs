//! Learns the weights of the person tagger.
//!
//! usage: cargo run --release --features train --example train_tagger -- WEIGHTS PASSES FILE[*TIMES]...
//!
//! FILE is JSON Lines: `text` and `entities`, a list of `start` and `end` in code points with `type`: `PER` is a person,
//! `UNSURE` is passed over, all else is none. TIMES says how often its articles count. `tools/README.md` names the texts.

use dateline::annotate::train::{Example, train};
use dateline::model::{Article, ArticleId, Format, Source, Span, Text};
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(weights), Some(passes)) = (args.next(), args.next()) else { anyhow::bail!("usage: see the source") };
    let mut examples = Vec::new();
    for file in args {
        let (path, times) = file.split_once('*').unwrap_or((&file, "1"));
        let times = times.parse()?;
        for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
            examples.push(example(&serde_json::from_str(line)?, times));
        }
    }
    std::fs::write(weights, train(&examples, passes.parse()?))?;
    Ok(())
}

/// A record as an example: paragraphs are its lines; spans become byte spans of the text.
fn example(record: &Value, weight: u32) -> Example {
    let text = record["text"].as_str().unwrap_or_default();
    let mut builder = Text::with_title("");
    for line in text.split('\n') {
        builder.paragraph(line, None);
    }
    let text_of = builder.finish();
    let bytes = byte_offsets(text, &text_of);
    let spans = |kind: &str| -> Vec<Span> {
        let entities = record["entities"].as_array().map(Vec::as_slice).unwrap_or_default();
        let of_kind = entities.iter().filter(|entity| entity["type"] == kind);
        of_kind
            .filter_map(|entity| Some(Span::new(at(&bytes, &entity["start"])?, at(&bytes, &entity["end"])?)))
            .collect()
    };
    let (persons, unsure) = (spans("PER"), spans("UNSURE"));
    let source = Source { path: String::new(), record: 0, format: Format::Jsonl };
    let article = Article {
        id: ArticleId::new(""),
        record_id: None,
        source,
        text: text_of,
        byline: Vec::new(),
        outlet: None,
        url: None,
        language: None,
        published: None,
        dateline: None,
        place: None,
    };
    Example { article, persons, unsure, weight }
}

/// For each code point of the record's text, and its end: its byte in the buffer of the [`Text`], which has no empty lines.
fn byte_offsets(text: &str, built: &Text) -> Vec<u32> {
    let mut offsets = Vec::with_capacity(text.len() + 1);
    let mut block = 0;
    for line in text.split('\n') {
        block += usize::from(!line.is_empty());
        let start = built.blocks()[block].span.start;
        offsets.extend(line.char_indices().map(|(at, _)| start + at as u32));
        offsets.push(start + line.len() as u32);
    }
    offsets
}

fn at(bytes: &[u32], offset: &Value) -> Option<u32> {
    bytes.get(usize::try_from(offset.as_u64()?).ok()?).copied()
}
