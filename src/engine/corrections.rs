//! Which names files count? Those that are named, or else those that lie in the indexed folders. They are read anew for each
//! engine, so that a change counts from the next question on.

use std::path::{Path, PathBuf};

use super::EngineError;
use crate::index::Archive;
use crate::names::{Corrections, FILE};

/// Reads what the user says of names.
pub(super) fn read(archive: &Archive, files: &[PathBuf]) -> Result<Corrections, EngineError> {
    let mut read = Vec::new();
    if files.is_empty() {
        for folder in archive.folders()? {
            let path = Path::new(&folder).join(FILE);
            match std::fs::read(&path) {
                Ok(bytes) => read.push((path.display().to_string(), bytes)),
                // A folder need not have one, nor be on this machine.
                Err(error) if is_absent(&error) => {}
                Err(source) => return Err(EngineError::NamesFile { path, source }),
            }
        }
    }
    for path in files {
        let bytes = std::fs::read(path).map_err(|source| EngineError::NamesFile { path: path.clone(), source })?;
        read.push((path.display().to_string(), bytes));
    }
    Corrections::read(&read).map_err(EngineError::Corrections)
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}
