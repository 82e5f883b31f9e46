//! Learns the weights of the person tagger.
//!
//! usage: `cargo run --release --features train --example train_tagger -- WEIGHTS PASSES FILE[*TIMES]...`
//!
//! FILE is JSON Lines: `text` and `entities`, a list of `start` and `end` in code points with `type`: `PER` is a person,
//! `UNSURE` is passed over, all else is none. TIMES says how often its articles count. `tools/README.md` names the texts.

mod marked;

use dateline::annotate::train::{Example, train};
use dateline::model::Span;
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
    let (article, bytes) = marked::article(record);
    let spans = |kind: &str| -> Vec<Span> {
        let entities = record["entities"].as_array().map(Vec::as_slice).unwrap_or_default();
        let of_kind = entities.iter().filter(|entity| entity["type"] == kind);
        of_kind.filter_map(|entity| marked::span(&bytes, &entity["start"], &entity["end"])).collect()
    };
    let (persons, unsure) = (spans("PER"), spans("UNSURE"));
    Example { article, persons, unsure, weight }
}
