//! The sample archive: what the README promises of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use crate::fixture::run_in;

/// The index of the sample archive, made once.
fn index() -> &'static Path {
    static INDEX: OnceLock<tempfile::TempDir> = OnceLock::new();
    let dir = INDEX.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let index = dir.path().join("index");
        run_in(&root(), &["index", "corpus", "--index", index.to_str().unwrap(), "--quiet"]).expect(0);
        dir
    });
    Box::leak(dir.path().join("index").into_boxed_path())
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn json(arguments: &[&str]) -> Value {
    let run = run_in(&root(), &[arguments, &["--format", "json", "--index", index().to_str().unwrap()]].concat());
    assert!(run.status < 2, "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

/// What is on record of the two: each is quoted in the sample archive, and nothing else is theirs.
const ON_RECORD: [(&str, &str); 9] = [
    ("Xi Jinping", "our cooperation is based on mutual trust"),
    ("Vladimir Putin", "opposes the attempts by some forces to use the epidemic as a pretext to blame China"),
    ("Vladimir Putin", "China has made a colossal leap ahead in its development in recent years"),
    ("Vladimir Putin", "causing genuine interest all around the world, and we even feel a bit envious"),
    ("Xi Jinping", "Under your strong leadership, Russia has made great strides in its prosperous development"),
    ("Vladimir Putin", "China is the leading foreign trade partner of Russia"),
    ("Vladimir Putin", "Many provisions of the Chinese peace plan"),
    ("Xi Jinping", "China hopes for the early return of Europe to peace and stability"),
    ("Xi Jinping", "we should actively look for convergence points of the interests of both countries"),
];

#[test]
fn every_article_is_read() {
    let status = json(&["status"]);
    assert_eq!(status["articles"], 130);
    assert_eq!(status["undated"], 7);
}

#[test]
fn what_is_on_record_is_found_with_its_speaker() {
    let page = json(&["quotes", "Putin", "Xi", "--limit", "0"]);
    let quotes: Vec<(&str, &str)> = page["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quote| (quote["speaker"].as_str().unwrap(), quote["text"].as_str().unwrap()))
        .collect();
    for (speaker, words) in ON_RECORD {
        let found: BTreeSet<&str> = quotes
            .iter()
            .filter(|(_, text)| text.replace('’', "'").contains(&words.replace('’', "'")))
            .map(|(by, _)| *by)
            .collect();
        assert!(found.contains(speaker), "{words}: {found:?}");
    }
}

#[test]
fn one_wire_story_stands_in_three_outlets() {
    let page = json(&["search", "\"colossal leap\"", "--on", "2023-03", "--limit", "0"]);
    assert!(page["total"].as_u64().unwrap() >= 3);
}
