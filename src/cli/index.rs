//! `dateline index`: folders go in, a report comes out.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use super::args::{IndexArgs, ReportFormat};
use super::exit::Exit;
use super::extract;
use super::requests;
use super::terminal::Terminal;
use crate::ingest::{self, IndexReport, IndexRequest, Progress, Selection};
use crate::present;

pub(super) fn run(args: &IndexArgs, index: &Path, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    // A bad path is to be known before the work, not after.
    let mut report_file = match &args.report {
        Some(path) => Some(std::fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?),
        None => None,
    };
    let threads = args.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let request = IndexRequest {
        folders: args.folders.clone(),
        index: index.to_owned(),
        threads,
        memory: args.memory as usize * 1_000_000,
        date_from_mtime: args.date_from_mtime,
        today: requests::today(),
        selection: Selection::new(&args.selection.only, &args.selection.exclude)?,
        sandbox: extract::sandbox(),
        mapping: requests::mapping(&args.map)?,
        checkpoint: CHECKPOINT,
    };
    let bar = Bar::new(!args.quiet && Terminal::is_watched());
    let report = ingest::index(&request, &bar, stop_on_ctrl_c()?.as_ref())?;
    bar.bar.finish_and_clear();
    if let Some(file) = &mut report_file {
        present::report_lines(&report, file).context("cannot write the report")?;
    }
    match args.format {
        ReportFormat::Json => writeln!(terminal.out, "{}", serde_json::to_string_pretty(&report)?)?,
        ReportFormat::Text if args.quiet => {}
        ReportFormat::Text => present::index_report(&report, index, &mut terminal.out)?,
    }
    for line in present::problem_lines(&report) {
        terminal.say(&line);
    }
    Ok(exit_of(&report))
}

fn exit_of(report: &IndexReport) -> Exit {
    match (report.interrupted, report.skipped()) {
        (true, _) => Exit::Failed,
        (false, 0) => Exit::Done,
        (false, _) => Exit::Partly,
    }
}

/// So much work is lost at most if a run is broken off.
const CHECKPOINT: Duration = Duration::from_secs(30);

/// The first Ctrl-C asks the run to stop; the second ends the program at once, which does the archive no harm either.
fn stop_on_ctrl_c() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(stop)
}

/// A progress bar on standard error: files, megabytes a second, time left.
struct Bar {
    bar: ProgressBar,
    files: AtomicU64,
    done: AtomicU64,
}

impl Bar {
    fn new(visible: bool) -> Self {
        if !visible {
            return Self::on(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(0);
        let template = "{spinner} {prefix} {wide_bar} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        bar.set_prefix("looking for files");
        Self::on(bar)
    }

    fn on(bar: ProgressBar) -> Self {
        Self { bar, files: AtomicU64::new(0), done: AtomicU64::new(0) }
    }
}

impl Progress for Bar {
    fn planned(&self, files: u64, bytes: u64) {
        self.files.store(files, Ordering::Relaxed);
        self.bar.set_length(bytes);
        self.bar.set_prefix(format!("0/{files} files"));
    }

    fn file_done(&self, bytes: u64) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_prefix(format!("{done}/{} files", self.files.load(Ordering::Relaxed)));
        self.bar.inc(bytes);
    }

    fn finishing(&self) {
        self.bar.set_prefix("writing the index");
    }
}
