//! Which module may use which? The directions that ARCHITECTURE.md promises.

use std::fs;
use std::path::{Path, PathBuf};

/// For each module the modules of this crate that it may name.
const ALLOWED: [(&str, &[&str]); 11] = [
    ("model", &[]),
    ("text", &["model"]),
    ("readers", &["model", "text"]),
    ("annotate", &["model", "text"]),
    ("query", &["model", "text"]),
    ("names", &["text"]),
    ("evidence", &["model", "text", "query"]),
    ("index", &["model", "text"]),
    ("ingest", &["model", "text", "readers", "annotate", "index", "names"]),
    ("engine", &["model", "text", "query", "evidence", "index", "names"]),
    ("present", &["model", "ingest", "names"]),
];

/// For each crate the modules that may name it.
const CRATES: [(&str, &[&str]); 6] = [
    ("tantivy::", &["index", "engine"]),
    ("clap::", &["cli"]),
    ("anyhow::", &["cli"]),
    ("indicatif::", &["cli"]),
    ("encoding_rs::", &["readers"]),
    ("csv::", &["present", "readers"]),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn modules() -> Vec<(String, PathBuf)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in files(&source) {
        let below = path.strip_prefix(&source).unwrap();
        let module = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        found.push((module, path));
    }
    assert!(found.len() > 40);
    found
}

#[test]
fn modules_name_only_what_they_may() {
    let mut wrong = Vec::new();
    for (module, path) in modules() {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else { continue };
        for used in code(&path).split("crate::").skip(1) {
            let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let is_module = ALLOWED.iter().any(|(known, _)| *known == name) || name == "cli";
            if is_module && name != module && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn dependencies_stay_behind_their_modules() {
    let mut wrong = Vec::new();
    for (module, path) in modules() {
        let code = code(&path);
        for (name, allowed) in CRATES {
            if code.contains(name) && !allowed.contains(&module.as_str()) {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
