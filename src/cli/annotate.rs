//! `dateline annotate`: what is understood of files, without an archive.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::Context;

use super::args::AnnotateArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::ingest::{annotate_file, modified_day, walk};
use crate::model::Problem;
use crate::present::{annotated_json, jsonl};
use crate::readers::SourceFile;

pub(super) fn run(args: &AnnotateArgs, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let mut skipped = false;
    for path in &args.paths {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
            skipped |= annotate(&SourceFile { path: "-", bytes: &bytes, modified: None }, terminal)?;
        } else {
            skipped |= annotate_path(path, args.date_from_mtime, terminal)?;
        }
    }
    terminal.out.flush()?;
    Ok(if skipped { Exit::Partly } else { Exit::Done })
}

fn annotate_path(path: &Path, date_from_mtime: bool, terminal: &mut Terminal) -> anyhow::Result<bool> {
    let start = match path.canonicalize() {
        Ok(start) => start,
        Err(error) => {
            let reason = format!("cannot be read: {error}");
            let problem = Problem { path: path.display().to_string(), record: None, reason, skipped: true };
            return Ok(report(&problem, terminal));
        }
    };
    let folder = if start.is_dir() { &start } else { start.parent().unwrap_or(&start) };
    let found = walk(folder, &start, None);
    let mut skipped = false;
    for problem in &found.problems {
        skipped |= report(problem, terminal);
    }
    for file in &found.files {
        match std::fs::read(&file.location) {
            Ok(bytes) => {
                let modified = date_from_mtime.then(|| modified_day(file.modified)).flatten();
                skipped |= annotate(&SourceFile { path: &file.key.path, bytes: &bytes, modified }, terminal)?;
            }
            Err(error) => {
                let reason = format!("cannot be read: {error}");
                skipped |=
                    report(&Problem { path: file.key.path.clone(), record: None, reason, skipped: true }, terminal);
            }
        }
    }
    Ok(skipped)
}

/// Prints what is in one file; says whether something was left out.
fn annotate(file: &SourceFile<'_>, terminal: &mut Terminal) -> anyhow::Result<bool> {
    let mut skipped = false;
    let mut failure = None;
    annotate_file(file, &mut |record| match record {
        _ if failure.is_some() => {}
        Ok(annotated) => {
            let value = annotated_json(&annotated.article, &annotated.annotations);
            failure = jsonl([value], &mut terminal.out).err();
        }
        Err(problem) => skipped |= report(&problem, terminal),
    });
    failure.map_or(Ok(skipped), |error| Err(error.into()))
}

fn report(problem: &Problem, terminal: &mut Terminal) -> bool {
    terminal.say(&crate::present::problem_line(problem));
    problem.skipped
}
