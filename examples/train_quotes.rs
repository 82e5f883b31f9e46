//! Learns the weights that say where reported words begin and end.
//!
//! usage: cargo run --release --features train --example train_quotes -- WEIGHTS SETTINGS FILE [PART PARTS FOUND]
//!
//! SETTINGS are the five of [`Settings`] in their order, with commas between; fewer leave the rest as they are.
//! FILE is JSON Lines: `text` and `quotes`, a list of `start` and `end` in code points with `cue_start`, `cue_end` and
//! `speech`. With PART and PARTS nothing is learnt from every PARTS-th article, counted from PART; what is found in these
//! is written to FOUND, so that it can be scored. `tools/README.md` names the texts.

mod marked;

use dateline::annotate::train_quotes::{Example, Marked, Settings, predict, train};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (weights, settings, file) = match args.as_slice() {
        [weights, settings, file, ..] => (weights, parsed(settings)?, file),
        _ => anyhow::bail!("usage: see the source"),
    };
    let (part, parts) = match args.get(3..5) {
        Some([part, parts]) => (part.parse()?, parts.parse()?),
        _ => (usize::MAX, 1usize),
    };
    let lines = std::fs::read_to_string(file)?;
    let records = lines.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
    let records: Vec<Value> = records.collect::<Result<_, _>>()?;
    let held_out = |n: usize| part < parts && n % parts == part;
    let learnt = records.iter().enumerate().filter(|(n, _)| !held_out(*n)).map(|(_, record)| example(record));
    let learnt = train(&learnt.collect::<Vec<_>>(), settings);
    std::fs::write(weights, &learnt)?;
    if let Some(path) = args.get(5) {
        let tested = records.iter().enumerate().filter(|(n, _)| held_out(*n));
        let found: Vec<String> = tested.map(|(_, record)| found(record, &learnt).to_string()).collect();
        std::fs::write(path, found.join("\n"))?;
    }
    Ok(())
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
    let quotes = quotes.iter().map(|span| json!({ "start": at(span.start), "end": at(span.end) }));
    json!({ "id": record["id"], "quotes": quotes.collect::<Vec<_>>() })
}
