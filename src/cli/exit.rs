//! What does the exit status say?

use std::process::ExitCode;

/// How a command ended. Commands that take in: 0 all good, 1 something was skipped, 2 could not do it. Commands that ask:
/// 0 found, 1 nothing found, 2 could not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All good; found.
    Done,
    /// Finished, but something was skipped; nothing found.
    Partly,
    /// Could not do it.
    Failed,
}

impl Exit {
    /// For a command that asks.
    pub(super) fn found(found: bool) -> Self {
        if found { Self::Done } else { Self::Partly }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Partly => 1,
            Exit::Failed => 2,
        })
    }
}
