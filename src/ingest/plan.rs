//! What is there to do? The files in the folders against those in the archive.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::report::{FileOutcome, FileStatus, IndexReport};
use super::walk::{FoundFile, walk};
use super::{IndexRequest, IngestError};
use crate::index::{FileKey, KnownFiles, SourceState};
use crate::model::Problem;

/// A file to be read.
pub(super) struct Job {
    pub(super) file: FoundFile,
    /// Its state when it was last read, if it is in the archive.
    pub(super) known: Option<SourceState>,
}

/// What a run has to do.
pub(super) struct Plan {
    /// New and changed files, in the order of the paths.
    pub(super) jobs: Vec<Job>,
    /// Files of the archive that are gone.
    pub(super) vanished: Vec<FileKey>,
    /// For each article that is in the archive the file it comes from.
    pub(super) owners: Owners,
}

/// Which file an article's id belongs to, by the number of the id.
pub(super) type Owners = HashMap<u64, Arc<FileKey>>;

/// The places that a request names, without those that lie in others. One that is not there any more counts if the archive has
/// articles from it.
pub(super) fn starts(request: &IndexRequest, known: &KnownFiles) -> Result<Vec<PathBuf>, IngestError> {
    let mut starts = Vec::new();
    for asked in &request.folders {
        let start = asked.canonicalize().or_else(|source| {
            let gone = std::path::absolute(asked).unwrap_or_else(|_| asked.clone());
            let held = known.files.keys().any(|file| file.location().starts_with(&gone));
            if held { Ok(gone) } else { Err(IngestError::Folder { path: asked.clone(), source }) }
        })?;
        starts.push(start);
    }
    starts.sort();
    starts.dedup_by(|later, earlier| later.starts_with(&*earlier));
    Ok(starts)
}

/// Walks through the places of a request and finds out what has changed; notes the rest in the report.
pub(super) fn plan(request: &IndexRequest, starts: &[PathBuf], known: KnownFiles, report: &mut IndexReport) -> Plan {
    let except = request.index.canonicalize().ok();
    let mut plan = Plan { jobs: Vec::new(), vanished: Vec::new(), owners: Owners::new() };
    let mut seen = HashSet::new();
    let mut unseen = Vec::new();
    for start in starts.iter().filter(|start| start.exists()) {
        let folder = base_of(start, &known);
        let found = walk(&folder, start, except.as_deref(), &request.selection);
        report.left_aside += found.left_aside;
        unseen.extend(found.unseen);
        let unread = |problem: Problem| FileOutcome::unread(problem.path.clone(), FileStatus::Skipped, vec![problem]);
        report.files.extend(found.problems.into_iter().map(unread));
        for file in found.files {
            if seen.insert(file.key.clone()) {
                plan.sort_in(file, &known, report);
            }
        }
    }
    for (file, (_, ids)) in known.files {
        let is_meant = lies_in(&file, starts) && request.selection.covers(&file.path);
        let gone = !seen.contains(&file) && is_meant && !lies_in(&file, &unseen);
        if gone {
            plan.vanished.push(file);
        } else {
            let file = Arc::new(file);
            plan.owners.extend(ids.into_iter().map(|id| (id, Arc::clone(&file))));
        }
    }
    plan.vanished.sort();
    plan
}

impl Plan {
    fn sort_in(&mut self, file: FoundFile, known: &KnownFiles, report: &mut IndexReport) {
        match known.files.get(&file.key) {
            Some((state, _)) if state.size == file.size && state.modified == file.modified && state.modified != 0 => {
                report.unchanged += 1;
            }
            before => {
                let known = before.map(|(state, _)| *state);
                self.jobs.push(Job { file, known });
            }
        }
    }
}

/// The folder that the paths of `start` are told from: the one it was indexed with before, if it lies in that; else itself
/// (for a file, the folder it is in).
fn base_of(start: &Path, known: &KnownFiles) -> PathBuf {
    let folders: HashSet<&str> = known.files.keys().map(|key| key.folder.as_str()).collect();
    let before = folders
        .into_iter()
        .map(Path::new)
        .filter(|folder| start.starts_with(folder))
        .max_by_key(|folder| folder.as_os_str().len());
    match before {
        Some(folder) => folder.to_owned(),
        None if start.is_dir() => start.to_owned(),
        None => start.parent().unwrap_or(start).to_owned(),
    }
}

fn lies_in(key: &FileKey, starts: &[PathBuf]) -> bool {
    let location = key.location();
    starts.iter().any(|start| location.starts_with(start))
}
