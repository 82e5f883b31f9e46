//! `dateline extract-pdf`, which the program runs for itself: the words of one PDF file, in a process that may break.

use std::io::Read;

use super::exit::Exit;
use super::terminal::Terminal;
use crate::ingest::ChildProcess;
use crate::readers;

/// What this is called on the command line.
const ARGUMENT: &str = "extract-pdf";

/// How to run it; nothing if the program does not know where it lies.
pub(super) fn sandbox() -> Option<ChildProcess> {
    Some(ChildProcess { program: std::env::current_exe().ok()?, argument: ARGUMENT })
}

/// Reads a PDF file from standard input and writes its words; or the reason why not, with an exit status that says so.
pub(super) fn run(terminal: &mut Terminal) -> anyhow::Result<Exit> {
    limit();
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    let (answer, exit) = match readers::extract_pdf(&bytes) {
        Ok(words) => (words, Exit::Done),
        Err(reason) => (reason.into_bytes(), Exit::Failed),
    };
    terminal.write_data(&answer)?;
    Ok(exit)
}

/// Keeps a file from eating all memory; one that needs more is a bomb.
#[cfg(unix)]
fn limit() {
    const MEMORY: u64 = 4 << 30;
    // A system without such limits has the time limit still.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY);
}

#[cfg(not(unix))]
fn limit() {}
