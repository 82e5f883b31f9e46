//! How fast is indexing and asking, beside raw tantivy and a plain scan, on the same text in the same run?
//!
//! `cargo bench` makes an archive of 50 MB (`DATELINE_BENCH_MB` for another size) in a temporary folder, and prints one table. Only ratios are
//! worth comparing between machines. Set `DATELINE_BENCH_FOLDER` to measure on a folder of JSON Lines with `title` and `text` instead.

#![allow(clippy::print_stdout, clippy::cast_sign_loss)] // a benchmark prints, and its numbers are positive

mod generator;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::engine::{Engine, Filters, Page, SearchRequest, Sort};
use dateline::index::Archive;
use dateline::ingest::{self, IndexRequest, Progress, Selection};
use dateline::model::FacetField;
use dateline::query::{self, CountryLookup, ParseOptions, Scope};
use generator::{Generator, Random};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Schema, TEXT};
use tantivy::{Index, Searcher, Term, doc};

/// The one that the program uses; raw tantivy has it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 20_240_516;

/// Title and text of all articles.
type Texts = Vec<(String, String)>;

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let quick = std::env::args().any(|argument| argument == "--test");
    let megabytes = std::env::var("DATELINE_BENCH_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(50);
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (folder, texts) = match std::env::var_os("DATELINE_BENCH_FOLDER") {
        Some(folder) => read(Path::new(&folder)),
        None => generate(dir.path(), if quick { 1 } else { megabytes }),
    };
    let bytes: usize = texts.iter().map(|(title, text)| title.len() + text.len()).sum();
    println!("{} articles, {:.1} MB of text\n", texts.len(), bytes as f64 / 1e6);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let raw = dir.path().join("raw");
    let ours = dir.path().join("ours");
    println!("{:<44} {:>9} {:>9} {:>7}", "indexing", "s", "MB/s", "ratio");
    // Before and after: the machine may not be as fast in one minute as in the next.
    let before = index_raw(&raw, &texts, threads);
    let full = index_ours(&folder, &ours, threads);
    let again = index_ours(&folder, &ours, threads);
    let after = index_raw(&raw, &texts, threads);
    let base = (before + after) / 2;
    let row = |name: &str, time: Duration| {
        let speed = bytes as f64 / 1e6 / time.as_secs_f64();
        let ratio = base.as_secs_f64() / time.as_secs_f64();
        println!("{name:<44} {:>9.2} {speed:>9.1} {ratio:>7.2}", time.as_secs_f64());
    };
    row("raw tantivy, title and body, mean of two", base);
    row("dateline, reading and annotating included", full);
    row("dateline again, nothing changed", again);
    println!("{:<44} {:>9} {:>9}", "size on disk / text", "raw", "dateline");
    println!("{:<44} {:>9.2} {:>9.2}\n", "", size(&raw) / bytes as f64, size(&ours) / bytes as f64);
    queries(&raw, &ours, &texts, if quick { 3 } else { 60 });
    one_shot(&ours, if quick { 2 } else { 20 });
}

fn generate(dir: &Path, megabytes: usize) -> (PathBuf, Texts) {
    let folder = dir.join("articles");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut texts = Texts::new();
    let mut bytes = 0;
    let mut generator = Generator::new(SEED);
    while bytes < megabytes * 1_000_000 {
        let file = File::create(folder.join(format!("{:04}.jsonl", texts.len() / 1000))).expect("a file");
        let mut file = BufWriter::new(file);
        for article in generator.by_ref().take(1000) {
            writeln!(file, "{}", article.json()).expect("written");
            bytes += article.title.len() + article.text.len();
            texts.push((article.title, article.text));
        }
    }
    (folder, texts)
}

fn read(folder: &Path) -> (PathBuf, Texts) {
    let mut texts = Texts::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            for line in std::fs::read_to_string(&path).expect("UTF-8").lines().filter(|line| !line.is_empty()) {
                let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
                let part = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
                texts.push((part("title"), part("text")));
            }
        }
    }
    (folder.to_owned(), texts)
}

fn index_raw(path: &Path, texts: &Texts, threads: usize) -> Duration {
    let _ = std::fs::remove_dir_all(path);
    std::fs::create_dir_all(path).expect("a folder");
    let mut schema = Schema::builder();
    let (title, body) = (schema.add_text_field("title", TEXT), schema.add_text_field("body", TEXT));
    let start = Instant::now();
    let index = Index::create_in_dir(path, schema.build()).expect("an index");
    let mut writer = index.writer_with_num_threads(threads, 400_000_000).expect("a writer");
    for (a, b) in texts {
        writer.add_document(doc!(title => a.as_str(), body => b.as_str())).expect("added");
    }
    writer.commit().expect("committed");
    writer.wait_merging_threads().expect("merged");
    start.elapsed()
}

struct Silent;

impl Progress for Silent {
    fn planned(&self, _: u64, _: u64) {}
    fn file_done(&self, _: u64) {}
    fn finishing(&self) {}
}

fn index_ours(folder: &Path, index: &Path, threads: usize) -> Duration {
    let request = IndexRequest {
        folders: vec![folder.to_owned()],
        index: index.to_owned(),
        threads,
        memory: 400_000_000,
        date_from_mtime: false,
        today: None,
        selection: Selection::default(),
        sandbox: None,
        mapping: dateline::readers::Mapping::default(),
        checkpoint: Duration::from_hours(1),
    };
    let start = Instant::now();
    ingest::index(&request, &Silent, &AtomicBool::new(false)).expect("indexed");
    start.elapsed()
}

fn size(path: &Path) -> f64 {
    let files = std::fs::read_dir(path).expect("a folder");
    files.map(|entry| entry.and_then(|entry| entry.metadata()).map_or(0, |data| data.len())).sum::<u64>() as f64
}

/// What is asked: for tantivy and for us.
struct Question {
    words: Vec<String>,
    ours: String,
    scope: Scope,
    facets: bool,
}

fn queries(raw: &Path, ours: &Path, texts: &Texts, count: usize) {
    let raw = Index::open_in_dir(raw).expect("an index");
    let searcher = raw.reader().expect("a reader").searcher();
    let engine = Engine::new(Archive::open(ours).expect("an archive"));
    println!("{:<44} {:>9} {:>9} {:>9}", "asking, warm, median ms", "tantivy", "dateline", "scan");
    let mut random = Random::new(SEED);
    for (name, kind) in
        ["a word", "two words", "a phrase", "two words in one paragraph", "a word, with facets"].iter().zip(0..)
    {
        let questions: Vec<Question> = (0..count).map(|_| question(kind, texts, &mut random)).collect();
        let base = median(&questions, |question| raw_search(&searcher, &raw, question, kind));
        let own = median(&questions, |question| own_search(&engine, question));
        let scan = median(&questions[..questions.len().min(5)], |question| scan(texts, &question.words));
        println!("{name:<44} {base:>9.2} {own:>9.2} {scan:>9.1}");
    }
    println!();
}

/// Words as they follow one another in some article, so that phrases exist.
fn question(kind: usize, texts: &Texts, random: &mut Random) -> Question {
    let words = loop {
        let text = &texts[random.below(texts.len())].1;
        let words: Vec<&str> = text.split(' ').collect();
        let at = random.below(words.len().saturating_sub(1).max(1));
        let plain = |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
        let picked: Vec<String> =
            words.iter().skip(at).take(2).filter(|word| plain(word)).map(|word| (*word).to_owned()).collect();
        if picked.len() == 2 {
            break picked;
        }
    };
    let words = if matches!(kind, 0 | 4) { words[..1].to_vec() } else { words };
    let ours = if kind == 2 { format!("\"{}\"", words.join(" ")) } else { words.join(" ") };
    let scope = if kind == 3 { Scope::Paragraph } else { Scope::Article };
    Question { words, ours, scope, facets: kind == 4 }
}

fn median(questions: &[Question], mut ask: impl FnMut(&Question)) -> f64 {
    questions.iter().for_each(&mut ask);
    let mut times: Vec<f64> = questions
        .iter()
        .map(|question| {
            let start = Instant::now();
            ask(question);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn raw_search(searcher: &Searcher, index: &Index, question: &Question, kind: usize) {
    let body = index.schema().get_field("body").expect("the field");
    let term = |word: &String| Term::from_field_text(body, word);
    let query: Box<dyn Query> = if kind == 2 {
        Box::new(PhraseQuery::new(question.words.iter().map(term).collect()))
    } else {
        let terms = question
            .words
            .iter()
            .map(|word| Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)) as Box<dyn Query>);
        Box::new(BooleanQuery::intersection(terms.collect()))
    };
    let top = TopDocs::with_limit(10).order_by_score();
    searcher.search(&*query, &(top, Count)).expect("found");
}

fn own_search(engine: &Engine, question: &Question) {
    let country = |_: &str| CountryLookup::Unknown(Vec::new());
    let options = ParseOptions { scope: question.scope, country: &country };
    let plan = query::parse(&question.ours, &options).expect("understood").plan;
    let fields = [FacetField::Country, FacetField::Person, FacetField::Outlet, FacetField::Year];
    let request = SearchRequest {
        plan,
        filters: Filters::default(),
        sort: Sort::Relevance,
        page: Page { offset: 0, limit: Some(10) },
        paragraphs: Some(3),
        facets: if question.facets { fields.to_vec() } else { Vec::new() },
        facet_values: 10,
    };
    engine.search(&request).expect("answered");
}

/// What a search without an index costs: every article that holds all words.
fn scan(texts: &Texts, words: &[String]) {
    let found = texts.iter().filter(|(_, text)| words.iter().all(|word| text.contains(word.as_str()))).count();
    std::hint::black_box(found);
}

/// Whole processes, as someone at a terminal runs them.
fn one_shot(index: &Path, runs: usize) {
    println!("{:<44} {:>9}", "one process, wall, median ms", "dateline");
    let cases: [&[&str]; 4] = [
        &["search", "minister"],
        &["search", "--country", "CN", "--facets", "war"],
        &["quotes", "Ivanov"],
        &["facets", "person"],
    ];
    for arguments in cases {
        let run = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
            command.args(arguments).arg("--index").arg(index).stdout(Stdio::null()).stderr(Stdio::null());
            let start = Instant::now();
            command.status().expect("run");
            start.elapsed().as_secs_f64() * 1e3
        };
        run();
        let mut times: Vec<f64> = (0..runs).map(|_| run()).collect();
        times.sort_by(f64::total_cmp);
        println!("{:<44} {:>9.1}", arguments.join(" "), times[times.len() / 2]);
    }
}
