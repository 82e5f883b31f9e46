//! How is a run of indexing told?

use std::io::{self, Write};
use std::path::Path;

use super::style::{BOLD, thousands};
use crate::ingest::{FileStatus, IndexReport};
use crate::model::Problem;

/// More problems than this are counted, not listed.
const LISTED: usize = 20;

/// One problem on one line.
pub fn problem_line(problem: &Problem) -> String {
    let what = if problem.skipped { "skipped" } else { "note" };
    match problem.record {
        Some(record) => format!("{what}: {} (record {record}): {}", problem.path, problem.reason),
        None => format!("{what}: {}: {}", problem.path, problem.reason),
    }
}

/// The problems of a run, those beyond a screenful only counted.
pub fn problem_lines(report: &IndexReport) -> Vec<String> {
    let mut lines: Vec<String> = report.problems().take(LISTED).map(problem_line).collect();
    let more = report.problems().count().saturating_sub(LISTED);
    if more > 0 {
        lines.push(format!("… and {} more: --report FILE writes them all", thousands(more as u64)));
    }
    lines
}

/// The closing report of a run, for reading.
pub fn index_report(report: &IndexReport, index: &Path, out: &mut impl Write) -> io::Result<()> {
    if report.interrupted {
        return writeln!(
            out,
            "Interrupted: the archive in {} is as it was at its last commit. Run again to go on.",
            index.display()
        );
    }
    let files: Vec<String> =
        [FileStatus::Added, FileStatus::Changed, FileStatus::Unchanged, FileStatus::Removed, FileStatus::Skipped]
            .into_iter()
            .filter(|status| report.count(*status) > 0 || *status == FileStatus::Added)
            .map(|status| format!("{} {}", thousands(report.count(status)), word(status)))
            .collect();
    let totals = &report.totals;
    let seconds = report.elapsed.as_secs_f64();
    writeln!(out, "{BOLD}Files{BOLD:#}     {}", files.join(", "))?;
    if report.left_aside > 0 {
        writeln!(out, "          {} left aside (hidden files, READMEs)", thousands(report.left_aside))?;
    }
    if totals.articles > 0 {
        let undated =
            if totals.undated > 0 { format!(", {} undated", thousands(totals.undated)) } else { String::new() };
        writeln!(
            out,
            "{BOLD}Articles{BOLD:#}  {} read{undated}; {} paragraphs",
            thousands(totals.articles),
            thousands(totals.paragraphs)
        )?;
        writeln!(
            out,
            "{BOLD}Found{BOLD:#}     {} persons, {} countries (counted once an article), {} quotes",
            thousands(totals.persons),
            thousands(totals.countries),
            thousands(totals.quotes)
        )?;
    }
    if report.skipped() > 0 {
        writeln!(
            out,
            "{BOLD}Skipped{BOLD:#}   {} files or records, named on standard error",
            thousands(report.skipped())
        )?;
    }
    let megabytes = totals.text_bytes as f64 / 1e6;
    write!(out, "{BOLD}Time{BOLD:#}      {seconds:.1} s")?;
    if megabytes >= 1.0 {
        write!(out, "; {megabytes:.1} MB of text, {:.1} MB a second", megabytes / seconds.max(0.001))?;
    }
    writeln!(out, "; index in {}", index.display())
}

fn word(status: FileStatus) -> &'static str {
    match status {
        FileStatus::Added => "added",
        FileStatus::Changed => "changed",
        FileStatus::Unchanged => "unchanged",
        FileStatus::Removed => "removed",
        FileStatus::Skipped => "skipped",
    }
}

/// What became of each file, one JSON object a line.
pub fn report_lines(report: &IndexReport, out: &mut impl Write) -> io::Result<()> {
    for file in &report.files {
        serde_json::to_writer(&mut *out, file)?;
        writeln!(out)?;
    }
    out.flush()
}
