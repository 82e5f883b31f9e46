//! Which files of a folder are meant? What `--only` and `--exclude` say, and the `.datelineignore` files in the folders.
//!
//! All three take the patterns that `.gitignore` files have made known: `*.pdf`, `drafts/`, `/2019/**`, `!keep.txt`.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The name of the file that says what in its folder is left aside.
pub const IGNORE_FILE: &str = ".datelineignore";

/// A pattern that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("“{pattern}” is no pattern for files ({reason}); write it as in *.pdf, drafts/ or 2019/**")]
pub struct BadPattern {
    pattern: String,
    reason: String,
}

/// What a run is told to look at.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    only: Option<Gitignore>,
    exclude: Option<Gitignore>,
}

impl Selection {
    /// Takes the patterns of `--only` and `--exclude`; paths are matched as they stand below the indexed folder.
    pub fn new(only: &[String], exclude: &[String]) -> Result<Self, BadPattern> {
        Ok(Self { only: matcher(only)?, exclude: matcher(exclude)? })
    }

    /// Whether `--only` leaves this file to the run; what it does not is neither read nor taken for gone.
    pub(super) fn covers(&self, path: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// Whether `--exclude` says to act as if this were not there.
    pub(super) fn excludes(&self, path: &str, is_folder: bool) -> bool {
        self.exclude.as_ref().is_some_and(|exclude| exclude.matched_path_or_any_parents(path, is_folder).is_ignore())
    }
}

fn matcher(patterns: &[String]) -> Result<Option<Gitignore>, BadPattern> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new("");
    builder.allow_unclosed_class(false);
    for pattern in patterns {
        let bad = |error: ignore::Error| BadPattern { pattern: pattern.clone(), reason: error.to_string() };
        builder.add_line(None, pattern).map_err(bad)?;
    }
    let bad = |error: ignore::Error| BadPattern { pattern: patterns.join(" "), reason: error.to_string() };
    Ok(Some(builder.build().map_err(bad)?))
}

/// The `.datelineignore` files of the folders that lead to where a walk is.
#[derive(Debug, Default)]
pub(super) struct IgnoreFiles {
    files: Vec<(PathBuf, Gitignore)>,
}

impl IgnoreFiles {
    /// Those of the folders from `folder` down to the parent of `start`.
    pub(super) fn above(folder: &Path, start: &Path, problems: &mut Vec<(PathBuf, String)>) -> Self {
        let mut found = Self::default();
        let mut above: Vec<&Path> = start.ancestors().skip(1).take_while(|path| path.starts_with(folder)).collect();
        above.reverse();
        for path in above {
            found.enter(path, problems);
        }
        found
    }

    /// Notes that the walk enters a folder; broken lines are told, the others count.
    pub(super) fn enter(&mut self, folder: &Path, problems: &mut Vec<(PathBuf, String)>) {
        while self.files.last().is_some_and(|(above, _)| !folder.starts_with(above)) {
            self.files.pop();
        }
        let path = folder.join(IGNORE_FILE);
        if !path.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(folder);
        if let Some(error) = builder.add(&path) {
            problems.push((path.clone(), format!("some of its lines are no patterns ({error})")));
        }
        match builder.build() {
            Ok(matcher) => self.files.push((folder.to_owned(), matcher)),
            Err(error) => problems.push((path, format!("it cannot be understood ({error})"))),
        }
    }

    /// Whether one of them says to leave `path` aside; the deepest that says anything decides.
    pub(super) fn ignore(&self, path: &Path, is_folder: bool) -> bool {
        let inside = self.files.iter().rev().filter(|(folder, _)| path.starts_with(folder));
        let mut verdicts = inside.map(|(_, matcher)| matcher.matched(path, is_folder));
        verdicts.find(|verdict| !verdict.is_none()).is_some_and(|verdict| verdict.is_ignore())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(only: &[&str], exclude: &[&str]) -> Selection {
        let owned = |patterns: &[&str]| patterns.iter().map(|&pattern| pattern.to_owned()).collect::<Vec<_>>();
        Selection::new(&owned(only), &owned(exclude)).unwrap()
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        let chosen = selection(&["*.txt", "/2024/**"], &["drafts/", "*.bak.txt"]);
        for (path, covered, excluded) in [
            ("a/b.txt", true, false),
            ("2024/x.pdf", true, false),
            ("old/2024/x.pdf", false, false),
            ("drafts/a.txt", true, true),
            ("a/c.bak.txt", true, true),
        ] {
            assert_eq!((chosen.covers(path), chosen.excludes(path, false)), (covered, excluded), "{path}");
        }
        assert!(selection(&[], &[]).covers("x") && !selection(&[], &[]).excludes("x", false));
        assert!(Selection::new(&["a[".to_owned()], &[]).is_err());
    }

    #[test]
    fn the_deepest_ignore_file_decides() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(dir.path().join(IGNORE_FILE), "*.pdf\n# a remark\n").unwrap();
        std::fs::write(deep.join(IGNORE_FILE), "!keep.pdf\n").unwrap();
        let mut problems = Vec::new();
        let mut files = IgnoreFiles::above(dir.path(), &deep, &mut problems);
        assert!(files.ignore(&dir.path().join("a/keep.pdf"), false));
        files.enter(&deep, &mut problems);
        assert!(!files.ignore(&deep.join("keep.pdf"), false) && files.ignore(&deep.join("x.pdf"), false));
        assert!(problems.is_empty());
    }
}
