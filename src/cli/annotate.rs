//! `dateline annotate`: what is understood of files, without an archive.

use std::io::{self, Read};
use std::path::Path;
use std::thread::available_parallelism;

use super::args::AnnotateArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::ingest::{Annotated, Feed, annotate_in_order, modified_day, walk};
use crate::model::Problem;
use crate::present::{AnnotatedArticle, jsonl, problem_line};
use crate::readers::SourceFile;

pub(super) fn run(args: &AnnotateArgs, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let mut skipped = false;
    let threads = available_parallelism().map_or(1, usize::from);
    annotate_in_order(threads, |feed| read(args, feed), line, &mut |told| -> anyhow::Result<()> {
        match told {
            Ok(line) => terminal.write_data(&line?)?,
            Err(problem) => {
                skipped |= problem.skipped;
                terminal.say(&problem_line(&problem));
            }
        }
        Ok(())
    })?;
    Ok(if skipped { Exit::Partly } else { Exit::Done })
}

/// An article as one line of JSON.
fn line(annotated: &Annotated) -> io::Result<Vec<u8>> {
    let mut line = Vec::with_capacity(annotated.article.text.as_str().len() * 2);
    jsonl([AnnotatedArticle::new(&annotated.article, &annotated.annotations)], &mut line)?;
    Ok(line)
}

fn read(args: &AnnotateArgs, feed: &mut Feed<io::Result<Vec<u8>>>) {
    for path in &args.paths {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            match io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => feed.read(&SourceFile::new("-", &bytes)),
                Err(error) => feed.tell(unreadable("-".to_owned(), &error)),
            }
        } else {
            read_path(path, args.date_from_mtime, feed);
        }
    }
}

fn read_path(path: &Path, date_from_mtime: bool, feed: &mut Feed<io::Result<Vec<u8>>>) {
    let start = match path.canonicalize() {
        Ok(start) => start,
        Err(error) => return feed.tell(unreadable(path.display().to_string(), &error)),
    };
    let folder = if start.is_dir() { &start } else { start.parent().unwrap_or(&start) };
    let found = walk(folder, &start, None);
    found.problems.into_iter().for_each(|problem| feed.tell(problem));
    for file in &found.files {
        if feed.is_over() {
            break;
        }
        match std::fs::read(&file.location) {
            Ok(bytes) => {
                let modified = date_from_mtime.then(|| modified_day(file.modified)).flatten();
                feed.read(&SourceFile { modified, ..SourceFile::new(&file.key.path, &bytes) });
            }
            Err(error) => feed.tell(unreadable(file.key.path.clone(), &error)),
        }
    }
}

fn unreadable(path: String, error: &io::Error) -> Problem {
    Problem { path, record: None, reason: format!("cannot be read: {error}"), skipped: true }
}
