//! A small folder of articles, an index, and the program run on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A temporary folder with articles in `articles/` and an archive in `index/`.
pub(crate) struct Archive {
    dir: tempfile::TempDir,
}

impl Archive {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("articles")).unwrap();
        Self { dir }
    }

    /// Three articles on two days and one without a date; indexed.
    pub(crate) fn small() -> Self {
        let archive = Self::new();
        archive.write("2024/2024-05-16_talks.txt", TALKS);
        archive.write("2024/2024-05-17_harvest.txt", HARVEST);
        archive.write("undated.txt", UNDATED);
        archive.run(&["index", "articles"]).expect(0);
        archive
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.path().join("articles").join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.file(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs the program in the temporary folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.path(), arguments)
    }

    /// Runs the program with JSON output; it must succeed.
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let run = self.run(&[arguments, &["--format", "json"]].concat());
        assert!(run.status < 2, "{run:?}");
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    }
}

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DATELINE_INDEX")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let hide = |bytes: Vec<u8>| {
        String::from_utf8(bytes).unwrap().replace(&folder.canonicalize().unwrap().display().to_string(), "[dir]")
    };
    Run { status: output.status.code().unwrap_or(-1), stdout: hide(output.stdout), stderr: hide(output.stderr) }
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// All of it as one text, for snapshots; times and speeds are left out.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!("status {}\n", self.status);
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                shown.push_str("--- ");
                shown.push_str(name);
                shown.push('\n');
                for line in text.lines().filter(|line| !line.starts_with("Time ")) {
                    shown.push_str(line.trim_end());
                    shown.push('\n');
                }
            }
        }
        shown
    }
}

pub(crate) const TALKS: &str = "\
Leaders meet in Beijing

BEIJING — Russian President Vladimir Putin met Chinese President Xi Jinping on Thursday.

“The talks were short,” said Lu Wenqing, a harbour pilot who watched the motorcade. “The harvest will be long.”

Sanctions were not mentioned, and no sanction was lifted, Putin’s spokesman told reporters.
";

pub(crate) const HARVEST: &str = "\
A long harvest in Kenya

Farmers near Nakuru in Kenya expect a long harvest this year.

The talks about prices go on, said Amina Wekesa, who grows maize.
";

pub(crate) const UNDATED: &str = "\
The ferry stays

The old ferry will stay in service.

Nobody talks about its price any more.
";
