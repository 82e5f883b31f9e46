//! How is a run of indexing carried out, from the folders to the closing report?

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::batches::{Outcome, Workers};
use super::plan::{Plan, plan, starts};
use super::report::{FileOutcome, FileStatus, IndexReport};
use super::sandbox::ChildProcess;
use super::selection::Selection;
use crate::index::{ArchiveWriter, FileKey, IndexError};
use crate::model::Day;
use crate::readers::Mapping;

/// What is to be indexed, and how.
#[derive(Clone, Debug)]
pub struct IndexRequest {
    /// Folders or files.
    pub folders: Vec<PathBuf>,
    /// The index directory.
    pub index: PathBuf,
    /// How many articles are read and annotated at once; the index writes with up to eight threads more.
    pub threads: usize,
    /// Bytes that the index may hold in memory before it writes a segment.
    pub memory: usize,
    /// Whether the modification time of a file counts as publication date where nothing else is known.
    pub date_from_mtime: bool,
    /// The day on which this is done: later ones are no publication dates.
    pub today: Option<Day>,
    /// Which files are meant.
    pub selection: Selection,
    /// Where parsers run that damaged files may crash; here if there is none.
    pub sandbox: Option<ChildProcess>,
    /// What the user says of the columns of tables.
    pub mapping: Mapping,
    /// So often what has been done is made durable.
    pub checkpoint: Duration,
}

/// Why a run could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// A folder could not be found.
    #[error("cannot index {}", .path.display())]
    Folder {
        /// As given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The archive could not be written.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Is told how far a run is; called from several threads.
pub trait Progress: Sync {
    /// So many files with so many bytes are to be read.
    fn planned(&self, files: u64, bytes: u64);
    /// A file of so many bytes is done.
    fn file_done(&self, bytes: u64);
    /// All files are read; the index is being written out.
    fn finishing(&self);
}

/// Brings an archive up to date with folders: reads what is new or changed, removes what is gone. If `stop` is set while it runs, it stops at
/// the last checkpoint and says so in the report.
pub fn index(request: &IndexRequest, progress: &dyn Progress, stop: &AtomicBool) -> Result<IndexReport, IngestError> {
    let started = Instant::now();
    for folder in &request.folders {
        if !folder.exists() && !request.index.join("meta.json").exists() {
            // Found before an empty archive is made.
            let source = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(IngestError::Folder { path: folder.clone(), source });
        }
    }
    let mut writer = ArchiveWriter::open(&request.index, request.threads, request.memory)?;
    let mut report = IndexReport::default();
    let known = writer.known_files()?;
    let starts = starts(request, &known)?;
    let plan = plan(request, &starts, known, &mut report);
    progress.planned(plan.jobs.len() as u64, plan.jobs.iter().map(|job| job.file.size).sum());
    let mut run = Run { request, progress, stop, report, changed: !plan.vanished.is_empty(), checkpoints: 0 };
    for file in &plan.vanished {
        writer.remove(file);
        run.report.files.push(FileOutcome::unread(file.path.clone(), FileStatus::Removed, Vec::new()));
    }
    run.read_all(&mut writer, plan)?;
    let changed = run.changed;
    let mut report = run.report;
    if !report.interrupted && changed {
        progress.finishing();
        writer.commit()?;
    }
    writer.close()?;
    report.files.sort_by(|a, b| a.path.cmp(&b.path));
    report.elapsed = started.elapsed();
    Ok(report)
}

struct Run<'a> {
    request: &'a IndexRequest,
    progress: &'a dyn Progress,
    stop: &'a AtomicBool,
    report: IndexReport,
    /// Whether anything was written or removed since the last commit.
    changed: bool,
    /// How often has been committed on the way.
    checkpoints: u32,
}

impl Run<'_> {
    /// Hands all files to the workers; commits now and then, always between files.
    fn read_all(&mut self, writer: &mut ArchiveWriter, plan: Plan) -> Result<(), IngestError> {
        let mut jobs = plan.jobs.into_iter().peekable();
        let mut owners = plan.owners;
        while jobs.peek().is_some() && !self.report.interrupted {
            let until = Instant::now() + self.request.checkpoint;
            let workers = Workers { request: self.request, progress: self.progress, stop: self.stop, writer };
            let mut first = true;
            let next = || {
                let go_on = std::mem::take(&mut first) || Instant::now() < until;
                if go_on { jobs.next() } else { None }
            };
            let outcomes = workers.run(next, &mut owners)?;
            if self.stop.load(Ordering::Relaxed) {
                self.roll_back(writer)?;
            } else {
                self.take(outcomes);
                if jobs.peek().is_some() && self.changed {
                    writer.commit()?;
                    self.changed = false;
                    self.checkpoints += 1;
                }
            }
        }
        Ok(())
    }

    fn roll_back(&mut self, writer: &mut ArchiveWriter) -> Result<(), IngestError> {
        writer.rollback()?;
        self.report.interrupted = true;
        if self.checkpoints == 0 {
            self.report.files.retain(|file| file.status != FileStatus::Removed);
        }
        Ok(())
    }

    fn take(&mut self, outcomes: HashMap<FileKey, Outcome>) {
        for (file, outcome) in outcomes {
            self.report.totals.add(&outcome.totals);
            self.changed |= !outcome.unchanged && (outcome.known || outcome.totals.articles > 0);
            let status = match (outcome.unchanged, outcome.totals.articles, outcome.known) {
                (true, ..) => FileStatus::Unchanged,
                (false, 0, _) => FileStatus::Skipped,
                (false, _, true) => FileStatus::Changed,
                (false, _, false) => FileStatus::Added,
            };
            self.report.files.push(FileOutcome {
                path: file.path,
                status,
                format: outcome.format,
                records: outcome.records,
                articles: outcome.totals.articles,
                elapsed: outcome.elapsed,
                problems: outcome.problems,
            });
        }
    }
}
