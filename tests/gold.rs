//! How much of what a reader would mark does the program mark? Articles and passages written for this test, with the truth
//! inline (`tests/gold/README.md`), scored as the accuracy page scores: the floors lie a little below what is reached.
//!
//! `cargo test gold -- --nocapture` prints every figure and every error.

mod marks;
mod names;
mod quotes;
mod score;

use std::fs;
use std::path::{Path, PathBuf};

use dateline::ingest::{Annotated, annotate_file};
use dateline::model::{Span, Text};
use dateline::readers::SourceFile;

use marks::Marked;
use score::Floor;

/// One marked article and what the program makes of its plain text.
struct Case {
    /// File and name of the article, for messages.
    place: String,
    marked: Marked,
    found: Annotated,
}

impl Case {
    /// The bytes of the plain text that a span of the read article covers.
    fn in_plain(&self, span: Span) -> Span {
        let text = &self.found.article.text;
        let start = self.byte_in_plain(text, span.start);
        Span::new(start, start.max(self.byte_in_plain(text, span.end)))
    }

    fn byte_in_plain(&self, text: &Text, at: u32) -> u32 {
        let block = text.blocks()[text.block_at(at)];
        let plain = &self.marked.plain;
        let start = match block.offset {
            Some(offset) => plain.char_indices().nth(offset as usize).map_or(plain.len(), |(byte, _)| byte),
            None => plain.find(text.title()).unwrap_or_default(),
        };
        start as u32 + (at - block.span.start)
    }

    /// The words of a span.
    fn plain(&self, span: Span) -> &str {
        &self.marked.plain[span.start as usize..span.end as usize]
    }

    /// A line that tells an error: its kind, where, what.
    fn error(&self, kind: &str, what: &str) -> String {
        format!("{kind:<14} {}: {what}", self.place)
    }

    /// The words of a span with some of what stands around them, for messages.
    fn context(&self, span: Span) -> String {
        const AROUND: usize = 30;
        let plain = &self.marked.plain;
        let (before, behind) = (&plain[..span.start as usize], &plain[span.end as usize..]);
        let from = before.char_indices().rev().nth(AROUND).map_or(0, |(byte, _)| byte);
        let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(byte, _)| byte);
        format!("{}[{}]{}", &before[from..], self.plain(span), &behind[..to]).replace('\n', " ")
    }
}

/// The articles of all files in a folder of `tests/gold`.
fn cases(folder: &str) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let file = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
        for (name, marked) in marks::articles(&file, &fs::read_to_string(&path).unwrap()).unwrap() {
            let found = annotated(&marked.plain);
            cases.push(Case { place: format!("{file} {name}"), marked, found });
        }
    }
    assert!(!cases.is_empty(), "no articles in {folder}");
    cases
}

/// What `dateline annotate` sees in a plain text file.
fn annotated(plain: &str) -> Annotated {
    let mut found = Vec::new();
    let file = SourceFile::new("article.txt", plain.as_bytes());
    annotate_file(&file, &mut |record| found.push(record.unwrap()));
    found.remove(0)
}

/// Prints figures and errors, and fails if a figure is below its floor.
#[expect(clippy::print_stdout, reason = "cargo shows it where the test fails, or with --nocapture")]
fn check(table: &str, errors: &[String], floors: &[Floor]) {
    println!("{table}\n{}", errors.join("\n"));
    let low: Vec<String> = floors.iter().filter(|floor| !floor.is_kept()).map(Floor::to_string).collect();
    assert!(low.is_empty(), "below the floor: {}", low.join(", "));
}

#[test]
fn persons_are_found_as_a_reader_would_mark_them() {
    let scores = names::persons(&cases("names"));
    let floors = [
        Floor::new("persons, overlap", scores.overlap.f1(), 94.0),
        Floor::new("persons, same span", scores.exact.percent(), 91.8),
        Floor::new("persons, names", scores.names.f1(), 83.8),
    ];
    check(&scores.table(), &scores.errors, &floors);
}

#[test]
fn countries_are_found_as_a_reader_would_mark_them() {
    let scores = names::countries(&cases("names"));
    let floors = [
        Floor::new("countries, mentions", scores.mentions.f1(), 95.2),
        Floor::new("countries, ways", scores.ways.percent(), 93.2),
        Floor::new("countries, codes", scores.codes.f1(), 96.8),
    ];
    check(&scores.table(), &scores.errors, &floors);
}

#[test]
fn quotes_are_found_as_a_reader_would_mark_them() {
    let scores = quotes::score(&cases("quotes"));
    let [direct, mixed, indirect] = scores.kinds.map(|kind| kind.f1());
    let floors = [
        Floor::new("quotes, direct", direct, 93.5),
        Floor::new("quotes, mixed", mixed, 91.5),
        Floor::new("quotes, indirect", indirect, 90.0),
        Floor::new("phrases", scores.phrases.f1(), 81.0),
        Floor::new("speaker right", scores.speakers.percent(), 86.0),
        Floor::new("speaker's kind", scores.speaker_kinds.percent(), 89.0),
        Floor::new("addressee", scores.addressees.percent(), 60.0),
        Floor::new("end to end", scores.end_to_end.percent(), 79.0),
    ];
    check(&scores.table(), &scores.errors, &floors);
}
