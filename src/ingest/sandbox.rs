//! How is a parser run that damaged files may crash? In a process of its own, with limits on time and answer.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::readers::Sandbox;

/// So long may one file take.
const PATIENCE: Duration = Duration::from_mins(1);
/// The longest answer.
const MAX_ANSWER: u64 = 1 << 30;

/// Runs this program again, with `argument`, for each file: it gets the file on standard input, and gives its answer
/// on standard output.
#[derive(Clone, Debug)]
pub struct ChildProcess {
    /// This program.
    pub program: PathBuf,
    /// What makes it do the work.
    pub argument: &'static str,
}

impl Sandbox for ChildProcess {
    fn extract_pdf(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let child = Command::new(&self.program)
            .arg(self.argument)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let child = child.map_err(|error| format!("the process that reads PDF files cannot be started ({error})"))?;
        ask(child, bytes, PATIENCE)
    }
}

fn ask(mut child: Child, bytes: &[u8], patience: Duration) -> Result<Vec<u8>, String> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the process that reads PDF files has no pipes".to_owned());
    };
    let (done, answer) = channel();
    std::thread::scope(|scope| {
        // A child that dies early closes the pipe; its exit status tells.
        scope.spawn(move || drop(input.write_all(bytes)));
        scope.spawn(move || {
            let mut answer = Vec::new();
            let result = output.take(MAX_ANSWER).read_to_end(&mut answer).map(|_| answer);
            let _ = done.send(result);
        });
        let answer = match answer.recv_timeout(patience) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(format!("the PDF file broke its parser ({error})")),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                Err(format!("reading it took more than {} seconds: it is damaged, or no article", patience.as_secs()))
            }
        };
        if answer.is_err() {
            let _ = child.kill();
        }
        let status = child.wait().map_err(|error| format!("the process that reads PDF files was lost ({error})"))?;
        let answer = answer?;
        if status.success() {
            return Ok(answer);
        }
        // A process that ends in good order with a failure says why in its answer.
        match (status.code(), String::from_utf8(answer)) {
            (Some(_), Ok(reason)) if !reason.is_empty() => Err(reason),
            _ => Err(format!("the PDF file is damaged and crashed its parser ({status})")),
        }
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Child {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().expect("a shell")
    }

    #[test]
    fn whatever_the_child_does_there_is_an_answer() {
        let second = Duration::from_secs(1);
        assert_eq!(ask(shell("cat"), b"words", 30 * second), Ok(b"words".to_vec()));
        assert_eq!(ask(shell("printf reason; exit 2"), &vec![b'x'; 1 << 20], 30 * second), Err("reason".to_owned()));
        assert!(ask(shell("kill -SEGV $$"), b"words", 30 * second).unwrap_err().contains("crashed its parser"));
        assert!(ask(shell("exec sleep 60"), b"words", second).unwrap_err().contains("more than 1 seconds"));
    }
}
