//! How are many files read and annotated at once?
//!
//! Each worker takes a file, reads it and annotates its articles. A file of many records would keep one worker busy
//! and the others waiting: so its articles are passed on in batches, which every worker takes before a new file.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded, select};

use super::annotated::{Annotated, guarded, reader_broke_off};
use super::plan::{Job, Owners};
use super::report::Totals;
use super::walk::modified_day;
use super::{IndexRequest, Progress};
use crate::index::{ArchiveWriter, Encoder, FileKey, IndexError, SourceState, content_hash};
use crate::model::{Article, Format, Problem};
use crate::readers::{self, Sandbox, SourceFile};

/// Articles of one file that are annotated in one go.
pub(super) const BATCH_ARTICLES: usize = 32;
pub(super) const BATCH_BYTES: usize = 256 << 10;

/// The workers of one stretch between two checkpoints.
pub(super) struct Workers<'a> {
    pub(super) request: &'a IndexRequest,
    pub(super) progress: &'a dyn Progress,
    pub(super) stop: &'a AtomicBool,
    pub(super) writer: &'a ArchiveWriter,
}

/// What a file came to.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) totals: Totals,
    pub(super) problems: Vec<Problem>,
    pub(super) format: Option<Format>,
    /// Articles, and records that are none.
    pub(super) records: u64,
    /// All threads together.
    pub(super) elapsed: Duration,
    /// It was in the archive before.
    pub(super) known: bool,
    /// It turned out to have the content it had before.
    pub(super) unchanged: bool,
}

struct FileContext {
    key: Arc<FileKey>,
    state: SourceState,
    outcome: Mutex<Outcome>,
}

struct Batch {
    file: Arc<FileContext>,
    articles: Vec<Article>,
    bytes: usize,
}

/// What the workers share.
struct Shared<'a> {
    outcomes: Mutex<HashMap<FileKey, Arc<FileContext>>>,
    owners: Mutex<&'a mut Owners>,
    failure: Mutex<Option<IndexError>>,
    failed: AtomicBool,
}

impl Workers<'_> {
    /// Works off all files that `next` gives. `owners` has the articles that are in the archive already; new ones are added.
    pub(super) fn run(
        &self,
        mut next: impl FnMut() -> Option<Job>,
        owners: &mut Owners,
    ) -> Result<HashMap<FileKey, Outcome>, IndexError> {
        let shared = Shared {
            outcomes: Mutex::default(),
            owners: Mutex::new(owners),
            failure: Mutex::default(),
            failed: AtomicBool::new(false),
        };
        let threads = self.request.threads.max(1);
        let (job_in, job_out) = bounded(2 * threads);
        let (batch_in, batch_out) = bounded(4 * threads);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                let (jobs, passing_on, batches) = (job_out.clone(), batch_in.clone(), batch_out.clone());
                let shared = &shared;
                scope.spawn(move || self.work(&jobs, passing_on, &batches, shared));
            }
            drop((job_out, batch_in, batch_out));
            while !self.is_over(&shared) {
                let Some(job) = next() else { break };
                if job_in.send(job).is_err() {
                    break;
                }
            }
            drop(job_in);
        });
        if let Some(failure) = lock(&shared.failure).take() {
            return Err(failure);
        }
        let files = std::mem::take(&mut *lock(&shared.outcomes));
        Ok(files.into_iter().map(|(key, file)| (key, std::mem::take(&mut *lock(&file.outcome)))).collect())
    }

    fn is_over(&self, shared: &Shared<'_>) -> bool {
        self.stop.load(Ordering::Relaxed) || shared.failed.load(Ordering::Relaxed)
    }

    fn work(&self, jobs: &Receiver<Job>, passing_on: Sender<Batch>, batches: &Receiver<Batch>, shared: &Shared<'_>) {
        let mut encoder = self.writer.encoder();
        loop {
            if let Ok(batch) = batches.try_recv() {
                self.finish(batch, &mut encoder, shared);
                continue;
            }
            select! {
                recv(batches) -> batch => if let Ok(batch) = batch { self.finish(batch, &mut encoder, shared) },
                recv(jobs) -> job => match job {
                    Ok(job) => self.read(&job, &passing_on, &mut encoder, shared),
                    Err(_) => break,
                },
            }
        }
        drop(passing_on);
        for batch in batches {
            self.finish(batch, &mut encoder, shared);
        }
    }

    /// Reads one file; annotates what it holds or passes it on.
    fn read(&self, job: &Job, passing_on: &Sender<Batch>, encoder: &mut Encoder, shared: &Shared<'_>) {
        let size = job.file.size;
        let mut outcome = Outcome { known: job.known.is_some(), ..Outcome::default() };
        match read_whole(job) {
            Err(error) => outcome.problems.push(skipped(&job.file.key, format!("cannot be read: {error}"))),
            Ok(bytes) => {
                let state = SourceState { size, modified: job.file.modified, hash: content_hash(&bytes) };
                outcome.totals.bytes = bytes.len() as u64;
                outcome.unchanged = job.known.is_some_and(|known| known.hash == state.hash);
                if !outcome.unchanged {
                    if outcome.known {
                        self.writer.remove(&job.file.key);
                    }
                    let file = context(job, state, outcome, shared);
                    self.read_records(&file, &bytes, passing_on, encoder, shared);
                    self.progress.file_done(size);
                    return;
                }
            }
        }
        context(job, SourceState::default(), outcome, shared);
        self.progress.file_done(size);
    }

    fn read_records(
        &self,
        file: &Arc<FileContext>,
        bytes: &[u8],
        passing_on: &Sender<Batch>,
        encoder: &mut Encoder,
        shared: &Shared<'_>,
    ) {
        let modified = self.request.date_from_mtime.then(|| modified_day(file.state.modified)).flatten();
        let sandbox = self.request.sandbox.as_ref().map(|sandbox| sandbox as &dyn Sandbox);
        let mapping = Some(&self.request.mapping);
        let today = self.request.today;
        let source = SourceFile { modified, today, sandbox, mapping, ..SourceFile::new(&file.key.path, bytes) };
        let mut batch = Batch::new(file);
        let (started, mut records, mut elsewhere) = (Instant::now(), 0, Duration::ZERO);
        let read = catch_unwind(AssertUnwindSafe(|| {
            let format = readers::read(&source, &mut |record| match record {
                _ if self.is_over(shared) => {}
                Err(problem) => {
                    records += u64::from(problem.skipped && problem.record.is_some());
                    lock(&file.outcome).problems.push(problem);
                }
                Ok(article) => {
                    records += 1;
                    batch.push(article);
                    if batch.is_full() {
                        let full = std::mem::replace(&mut batch, Batch::new(file));
                        if let Err(TrySendError::Full(full) | TrySendError::Disconnected(full)) =
                            passing_on.try_send(full)
                        {
                            let from = Instant::now();
                            self.finish(full, encoder, shared);
                            elsewhere += from.elapsed(); // counts itself
                        }
                    }
                }
            });
            lock(&file.outcome).format = format;
        }));
        {
            let mut outcome = lock(&file.outcome);
            outcome.records += records;
            outcome.elapsed += started.elapsed().saturating_sub(elsewhere);
        }
        if read.is_err() {
            lock(&file.outcome).problems.push(reader_broke_off(&file.key.path));
        }
        self.finish(batch, encoder, shared);
    }

    /// Annotates a batch and hands it to the index.
    fn finish(&self, batch: Batch, encoder: &mut Encoder, shared: &Shared<'_>) {
        let (mut totals, started) = (Totals::default(), Instant::now());
        for article in batch.articles {
            if self.is_over(shared) {
                return;
            }
            let number = article.id.number();
            let owner = Arc::clone(lock(&shared.owners).entry(number).or_insert_with(|| Arc::clone(&batch.file.key)));
            if owner != batch.file.key {
                lock(&batch.file.outcome).problems.push(twice(&article, &owner));
                continue;
            }
            let annotated = match Annotated::new(article) {
                Ok(annotated) => annotated,
                Err(problem) => {
                    lock(&batch.file.outcome).problems.push(problem);
                    continue;
                }
            };
            totals.count(&annotated.article, &annotated.annotations);
            let Annotated { article, tokens, annotations } = annotated;
            let (source, key, state) = (article.source.clone(), &batch.file.key, batch.file.state);
            let group = match guarded(&source, || encoder.encode(article, &tokens, annotations, key, state)) {
                Ok(group) => group,
                Err(problem) => {
                    lock(&batch.file.outcome).problems.push(problem);
                    continue;
                }
            };
            if let Err(failure) = group.and_then(|group| self.writer.add(group)) {
                lock(&shared.failure).get_or_insert(failure);
                shared.failed.store(true, Ordering::Relaxed);
                return;
            }
        }
        let mut outcome = lock(&batch.file.outcome);
        outcome.totals.add(&totals);
        outcome.elapsed += started.elapsed();
    }
}

impl Batch {
    fn new(file: &Arc<FileContext>) -> Self {
        Self { file: Arc::clone(file), articles: Vec::new(), bytes: 0 }
    }

    fn push(&mut self, article: Article) {
        self.bytes += article.text.as_str().len();
        self.articles.push(article);
    }

    fn is_full(&self) -> bool {
        self.articles.len() >= BATCH_ARTICLES || self.bytes >= BATCH_BYTES
    }
}

/// Files are read as a whole; larger ones are refused before they fill the memory.
const MAX_FILE: u64 = 4 << 30;

fn read_whole(job: &Job) -> std::io::Result<Vec<u8>> {
    if job.file.size > MAX_FILE {
        return Err(std::io::Error::other("it is larger than 4 GiB: split it"));
    }
    std::fs::read(&job.file.location)
}

fn context(job: &Job, state: SourceState, outcome: Outcome, shared: &Shared<'_>) -> Arc<FileContext> {
    let file = Arc::new(FileContext { key: Arc::new(job.file.key.clone()), state, outcome: Mutex::new(outcome) });
    lock(&shared.outcomes).insert(job.file.key.clone(), Arc::clone(&file));
    file
}

fn skipped(file: &FileKey, reason: String) -> Problem {
    Problem { path: file.path.clone(), record: None, reason, skipped: true }
}

fn twice(article: &Article, owner: &FileKey) -> Problem {
    Problem {
        path: article.source.path.clone(),
        record: Some(article.source.record),
        reason: format!(
            "{} has the same path in its folder, and so the same id ({}): \
             index the folder that holds both, or keep them in two archives (--index DIR)",
            owner.location().display(),
            article.id
        ),
        skipped: true,
    }
}

/// A poisoned lock guards plain counts and lists, which are whole after every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
