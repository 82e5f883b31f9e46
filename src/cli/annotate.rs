//! `dateline annotate`: what is understood of files, without an archive.

use std::io::{self, Read};
use std::path::Path;
use std::thread::available_parallelism;

use super::args::AnnotateArgs;
use super::exit::Exit;
use super::extract;
use super::requests;
use super::terminal::Terminal;
use crate::ingest::{Annotated, Feed, Selection, annotate_in_order, modified_day, walk};
use crate::model::Problem;
use crate::present::{AnnotatedArticle, jsonl, problem_line};
use crate::readers::{Mapping, Sandbox, SourceFile};

pub(super) fn run(args: &AnnotateArgs, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let mut skipped = false;
    let sandbox = extract::sandbox();
    let sources = Sources {
        args,
        selection: Selection::new(&args.selection.only, &args.selection.exclude)?,
        sandbox: sandbox.as_ref().map(|sandbox| sandbox as &dyn Sandbox),
        mapping: requests::mapping(&args.map)?,
    };
    let threads = available_parallelism().map_or(1, usize::from);
    annotate_in_order(threads, |feed| sources.read(feed), line, &mut |told| -> anyhow::Result<()> {
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

/// What is to be read, and how.
struct Sources<'a> {
    args: &'a AnnotateArgs,
    selection: Selection,
    sandbox: Option<&'a dyn Sandbox>,
    mapping: Mapping,
}

impl Sources<'_> {
    fn read(&self, feed: &mut Feed<io::Result<Vec<u8>>>) {
        for path in &self.args.paths {
            if path.as_os_str() == "-" {
                let mut bytes = Vec::new();
                match io::stdin().lock().read_to_end(&mut bytes) {
                    Ok(_) => feed.read(&self.source("-", &bytes)),
                    Err(error) => feed.tell(unreadable("-".to_owned(), &error)),
                }
            } else {
                self.read_path(path, feed);
            }
        }
    }

    fn source<'s>(&'s self, path: &'s str, bytes: &'s [u8]) -> SourceFile<'s> {
        SourceFile {
            today: requests::today(),
            sandbox: self.sandbox,
            mapping: Some(&self.mapping),
            ..SourceFile::new(path, bytes)
        }
    }

    fn read_path(&self, path: &Path, feed: &mut Feed<io::Result<Vec<u8>>>) {
        let start = match path.canonicalize() {
            Ok(start) => start,
            Err(error) => return feed.tell(unreadable(path.display().to_string(), &error)),
        };
        let folder = if start.is_dir() { &start } else { start.parent().unwrap_or(&start) };
        let found = walk(folder, &start, None, &self.selection);
        found.problems.into_iter().for_each(|problem| feed.tell(problem));
        for file in &found.files {
            if feed.is_over() {
                break;
            }
            match std::fs::read(&file.location) {
                Ok(bytes) => {
                    let modified = self.args.date_from_mtime.then(|| modified_day(file.modified)).flatten();
                    feed.read(&SourceFile { modified, ..self.source(&file.key.path, &bytes) });
                }
                Err(error) => feed.tell(unreadable(file.key.path.clone(), &error)),
            }
        }
    }
}

fn unreadable(path: String, error: &io::Error) -> Problem {
    Problem { path, record: None, reason: format!("cannot be read: {error}"), skipped: true }
}
