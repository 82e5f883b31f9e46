//! What did a run of indexing do?

use std::time::Duration;

use serde::Serialize;

use crate::model::{Annotations, Article, Format, Problem};

/// The account of one run.
#[derive(Debug, Default, Serialize)]
pub struct IndexReport {
    /// Each source file that was touched, in the order of the paths.
    pub files: Vec<FileOutcome>,
    /// How many files were as before and not read again.
    pub unchanged: u64,
    /// How many files were left aside by rule (hidden ones, `README`s).
    pub left_aside: u64,
    /// What was read and written.
    pub totals: Totals,
    /// How long it took.
    #[serde(serialize_with = "seconds")]
    pub elapsed: Duration,
    /// Whether it was broken off by the user.
    pub interrupted: bool,
}

fn seconds<S: serde::Serializer>(elapsed: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((elapsed.as_secs_f64() * 1000.0).round() / 1000.0)
}

/// Counts over all articles that a run wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Bytes of the source files that were read.
    pub bytes: u64,
    /// Bytes of text in the articles.
    pub text_bytes: u64,
    /// Articles.
    pub articles: u64,
    /// Articles without a publication date.
    pub undated: u64,
    /// Paragraphs.
    pub paragraphs: u64,
    /// Persons, counted once an article.
    pub persons: u64,
    /// Countries, counted once an article.
    pub countries: u64,
    /// Quotes.
    pub quotes: u64,
}

impl Totals {
    /// Counts one article.
    pub(super) fn count(&mut self, article: &Article, annotations: &Annotations) {
        self.articles += 1;
        self.text_bytes += article.text.as_str().len() as u64;
        self.undated += u64::from(article.published.is_none());
        self.paragraphs += article.text.paragraph_count() as u64;
        self.persons += annotations.persons.len() as u64;
        self.countries += annotations.countries.len() as u64;
        self.quotes += annotations.quotes.len() as u64;
    }

    /// Adds the counts of another part of the run.
    pub(super) fn add(&mut self, other: &Totals) {
        self.bytes += other.bytes;
        self.text_bytes += other.text_bytes;
        self.articles += other.articles;
        self.undated += other.undated;
        self.paragraphs += other.paragraphs;
        self.persons += other.persons;
        self.countries += other.countries;
        self.quotes += other.quotes;
    }
}

/// What became of one source file.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FileOutcome {
    /// Its path below the indexed folder.
    pub path: String,
    /// What was done.
    pub status: FileStatus,
    /// What it was read as; nothing if it was not read, or no reader knew it.
    pub format: Option<Format>,
    /// How many records it holds: articles, and records that are none.
    pub records: u64,
    /// How many articles it gave.
    pub articles: u64,
    /// How long reading and annotating it took, all threads together.
    #[serde(rename = "seconds", serialize_with = "seconds")]
    pub elapsed: Duration,
    /// What is wrong with it or its records.
    pub problems: Vec<Problem>,
}

impl FileOutcome {
    /// What became of a file that was not opened.
    pub(super) fn unread(path: String, status: FileStatus, problems: Vec<Problem>) -> Self {
        Self { path, status, format: None, records: 0, articles: 0, elapsed: Duration::ZERO, problems }
    }
}

/// What was done with a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileStatus {
    /// It was not in the archive before.
    Added,
    /// Its articles were replaced.
    Changed,
    /// Its time had changed, its content had not.
    Unchanged,
    /// It is gone, and so are its articles.
    Removed,
    /// Nothing of it could be taken in.
    Skipped,
}

impl IndexReport {
    /// How many files have a status; those that were not read again count as unchanged.
    pub fn count(&self, status: FileStatus) -> u64 {
        let files = self.files.iter().filter(|file| file.status == status).count() as u64;
        files + if status == FileStatus::Unchanged { self.unchanged } else { 0 }
    }

    /// All problems, in the order of the files.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.files.iter().flat_map(|file| &file.problems)
    }

    /// How many files or records were left out because of a problem.
    pub fn skipped(&self) -> u64 {
        self.problems().filter(|problem| problem.skipped).count() as u64
    }
}
