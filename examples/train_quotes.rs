//! Learns the weights that say where reported words begin and end.
//!
//! usage: `cargo run --release --features train --example train_quotes -- WEIGHTS SETTINGS FILE [TESTED FOUND]...`
//!
//! FILE is JSON Lines: `text` and `quotes`, a list of `start` and `end` in code points with `cue_start`, `cue_end` and
//! `speech`. What the weights find in the articles of TESTED, which must be others, is written to FOUND, so that it can be
//! scored. SETTINGS are the five of [`Settings`] in their order, with commas between; fewer leave the rest as they are.
//! `tools/README.md` names the texts.

mod marked;

use dateline::annotate::train_quotes::{Example, Marked, Settings, predict, train};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [weights, settings, file, tested @ ..] = args.as_slice() else { anyhow::bail!("usage: see the source") };
    let examples: Vec<Example> = records(file)?.iter().map(example).collect();
    let learnt = train(&examples, parsed(settings)?);
    std::fs::write(weights, &learnt)?;
    for pair in tested.chunks_exact(2) {
        let found: Vec<String> = records(&pair[0])?.iter().map(|record| found(record, &learnt).to_string()).collect();
        std::fs::write(&pair[1], found.join("\n"))?;
    }
    Ok(())
}

fn records(path: &str) -> anyhow::Result<Vec<Value>> {
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    Ok(lines.map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn parsed(written: &str) -> anyhow::Result<Settings> {
    let mut settings = Settings::default();
    let Settings { passes, lean, lean_front, rate, shrink } = &mut settings;
    let mut values = written.split(',');
    if let Some(value) = values.next() {
        *passes = value.parse()?;
    }
    for (setting, value) in [lean, lean_front, rate, shrink].into_iter().zip(values) {
        *setting = value.parse()?;
    }
    Ok(settings)
}

fn example(record: &Value) -> Example {
    let (article, bytes) = marked::article(record);
    let quotes = record["quotes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let quote = |quote: &Value| {
        Some(Marked {
            words: marked::span(&bytes, &quote["start"], &quote["end"])?,
            cue: marked::span(&bytes, &quote["cue_start"], &quote["cue_end"]),
            speech: quote["speech"].as_bool().unwrap_or(true),
        })
    };
    Example { quotes: quotes.iter().filter_map(quote).collect(), article }
}

/// The quotes that these weights find in a record, with offsets in code points.
fn found(record: &Value, weights: &[u8]) -> Value {
    let (article, bytes) = marked::article(record);
    let at = |byte: u32| bytes.partition_point(|offset| *offset < byte);
    let quotes = predict(&article, weights);
    let quotes = quotes.iter().map(|quote| {
        let speaker = quote.speaker.as_ref();
        json!({
            "start": at(quote.span.start), "end": at(quote.span.end), "confidence": quote.confidence,
            "speaker": speaker.map(|speaker| article.text.slice(speaker.span)),
            "speaker_entity": speaker.and_then(|speaker| speaker.name.as_deref()),
            "speaker_start": speaker.map(|speaker| at(speaker.span.start)),
            "speaker_end": speaker.map(|speaker| at(speaker.span.end)),
        })
    });
    json!({ "id": record["id"], "quotes": quotes.collect::<Vec<_>>() })
}
