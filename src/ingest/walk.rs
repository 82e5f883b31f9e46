//! Which source files lie in a folder?

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::selection::{IgnoreFiles, Selection};
use crate::index::FileKey;
use crate::model::{Day, Problem};
use crate::names;
use crate::readers;

/// A file that may hold articles.
#[derive(Clone, Debug)]
pub struct FoundFile {
    /// Its name in the archive.
    pub key: FileKey,
    /// Where it is.
    pub location: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Modification time, in nanoseconds since 1970; 0 if the file system has none.
    pub modified: i64,
}

/// What was found in a folder, in the order of the paths.
#[derive(Debug, Default)]
pub struct Walk {
    /// Files to be read.
    pub files: Vec<FoundFile>,
    /// What could not be looked at, and files that no reader takes.
    pub problems: Vec<Problem>,
    /// How many files were left aside by rule: hidden ones, `README`s, and what the user says.
    pub left_aside: u64,
    /// Files and folders that are there but could not be looked at: what the archive holds of them is not gone.
    pub unseen: Vec<PathBuf>,
}

/// Walks through a folder (or takes one file), as far as `selection` and the folders' own `.datelineignore` files allow. Hidden files and folders, `README` and names files and the directory `except` (where the
/// index lies) are left aside; symbolic links are followed, and those that lead in a circle are named.
/// Paths are told relative to `folder`, which must be absolute.
pub fn walk(folder: &Path, start: &Path, except: Option<&Path>, selection: &Selection) -> Walk {
    let mut found = Walk::default();
    let mut remarks = Vec::new();
    let mut ignored = IgnoreFiles::above(folder, start, &mut remarks);
    let mut entries = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.depth() > 0 && is_hidden(&entry) => {
                found.left_aside += u64::from(entry.file_type().is_file());
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {
                let is_left_aside = || {
                    let path = entry.path();
                    ignored.ignore(path, true) || selection.excludes(&relative(folder, path), true)
                };
                if except.is_some_and(|except| except == entry.path()) || (entry.depth() > 0 && is_left_aside()) {
                    entries.skip_current_dir();
                } else {
                    ignored.enter(entry.path(), &mut remarks);
                }
            }
            Ok(entry) if entry.depth() > 0 && (is_readme(&entry) || is_names_file(&entry)) => found.left_aside += 1,
            Ok(entry) if entry.file_type().is_file() => {
                let path = relative(folder, entry.path());
                let is_left_aside = selection.excludes(&path, false) || ignored.ignore(entry.path(), false);
                if is_left_aside || !selection.covers(&path) {
                    found.left_aside += 1;
                } else {
                    found.take(path, folder, &entry);
                }
            }
            Ok(_) => found.left_aside += 1, // sockets, pipes, devices
            Err(error) => {
                found.unseen.extend(error.path().map(Path::to_owned));
                found.problems.push(problem_of(folder, start, &error));
            }
        }
    }
    found.problems.extend(remarks.into_iter().map(|(path, reason)| Problem {
        path: relative(folder, &path),
        record: None,
        reason,
        skipped: false,
    }));
    found
}

impl Walk {
    fn take(&mut self, path: String, folder: &Path, entry: &DirEntry) {
        let skipped = |reason: String| Problem { path: path.clone(), record: None, reason, skipped: true };
        if entry.path().to_str().is_none() {
            self.problems.push(skipped("its name is not UTF-8: rename it".to_owned()));
            return;
        }
        if let Some(reason) = readers::refused_by_name(&path) {
            self.problems.push(skipped(reason));
            return;
        }
        match entry.metadata() {
            Ok(metadata) => self.files.push(FoundFile {
                key: FileKey { folder: folder.to_string_lossy().into_owned(), path },
                location: entry.path().to_owned(),
                size: metadata.len(),
                modified: modified(&metadata),
            }),
            Err(error) => {
                self.unseen.push(entry.path().to_owned());
                self.problems.push(skipped(format!("cannot be read: {error}")));
            }
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn is_readme(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.file_type().is_file() && name.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

/// Whether it holds what the user says of names, and no article.
fn is_names_file(entry: &DirEntry) -> bool {
    entry.file_type().is_file() && entry.file_name() == names::FILE
}

fn modified(metadata: &Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

/// The day of a modification time as [`FoundFile`] tells it.
pub fn modified_day(nanoseconds: i64) -> Option<Day> {
    (nanoseconds > 0).then(|| chrono::DateTime::from_timestamp_nanos(nanoseconds).date_naive())
}

/// The path below `folder`, with `/` between its parts.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn problem_of(folder: &Path, start: &Path, error: &walkdir::Error) -> Problem {
    let path = relative(folder, error.path().unwrap_or(start));
    let reason = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => format!("a symbolic link back to {}", ancestor.display()),
        (None, Some(error)) => format!("cannot be read: {error}"),
        (None, None) => "cannot be read".to_owned(),
    };
    Problem { path, record: None, reason, skipped: true }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_is_walked_with_its_traps() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for (path, text) in [
            ("b/2.txt", "x"),
            ("a.txt", "x"),
            ("README.md", "x"),
            ("dateline-names.txt", "A = B"),
            (".hidden/c.txt", "x"),
            ("index/d.txt", "x"),
            ("e.png", "x"),
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root, root.join("b/circle")).unwrap();
        let found = walk(root, root, Some(&root.join("index")), &Selection::default());
        assert_eq!(found.files.iter().map(|file| file.key.path.as_str()).collect::<Vec<_>>(), ["a.txt", "b/2.txt"]);
        assert_eq!(found.left_aside, 2);
        let problems: Vec<&str> = found.problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(problems, if cfg!(unix) { vec!["b/circle", "e.png"] } else { vec!["e.png"] });
    }

    #[test]
    fn a_single_file_is_a_walk_too() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("README.txt");
        fs::write(&file, "x").unwrap();
        assert_eq!(walk(dir.path(), &file, None, &Selection::default()).files.len(), 1);
        let missing = walk(dir.path(), &dir.path().join("none.txt"), None, &Selection::default());
        assert_eq!(missing.problems.len(), 1);
    }
}
