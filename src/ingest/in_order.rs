//! How are files read and annotated by many threads, and yet told in their order?
//!
//! One thread reads; the articles go in batches to workers. Each batch takes a place in a queue as it is sent out, and the
//! caller waits at that place for what the worker made of it. The queue is short, so that reading never runs far ahead.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::annotated::{Annotated, reader_broke_off};
use super::batches::{BATCH_ARTICLES, BATCH_BYTES};
use crate::model::{Article, Problem};
use crate::readers::{self, SourceFile};

/// What is to become of some records.
struct Batch<T> {
    records: Vec<Result<Article, Problem>>,
    done: Sender<Vec<Result<T, Problem>>>,
}

/// Takes in source files to be annotated.
pub struct Feed<T> {
    records: Vec<Result<Article, Problem>>,
    bytes: usize,
    work: Sender<Batch<T>>,
    queue: Sender<Receiver<Vec<Result<T, Problem>>>>,
    /// Nobody waits for more.
    over: bool,
}

impl<T> Feed<T> {
    /// Reads a source file.
    pub fn read(&mut self, file: &SourceFile<'_>) {
        let read = catch_unwind(AssertUnwindSafe(|| {
            readers::read(file, &mut |record| self.push(record));
        }));
        if read.is_err() {
            self.push(Err(reader_broke_off(file.path)));
        }
    }

    /// Tells of something that could not be read.
    pub fn tell(&mut self, problem: Problem) {
        self.push(Err(problem));
    }

    /// Whether nothing more is wanted.
    pub fn is_over(&self) -> bool {
        self.over
    }

    fn push(&mut self, record: Result<Article, Problem>) {
        if self.over {
            return;
        }
        self.bytes += record.as_ref().map_or(0, |article| article.text.as_str().len());
        self.records.push(record);
        if self.records.len() >= BATCH_ARTICLES || self.bytes >= BATCH_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        let (done, waiting) = bounded(1);
        let batch = Batch { records: std::mem::take(&mut self.records), done };
        self.bytes = 0;
        self.over = self.queue.send(waiting).is_err() || self.work.send(batch).is_err();
    }
}

/// Reads and annotates what `feed` takes in; `render` makes of each article what `sink` gets, in the order of the feed.
/// Ends early, with the error, if `sink` fails.
pub fn annotate_in_order<T: Send, E>(
    threads: usize,
    feed: impl FnOnce(&mut Feed<T>) + Send,
    render: impl Fn(&Annotated) -> T + Sync,
    sink: &mut dyn FnMut(Result<T, Problem>) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.max(1);
    let (work_in, work_out) = bounded::<Batch<T>>(2 * threads);
    let (queue_in, queue_out) = bounded(4 * threads);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut intake = Feed { records: Vec::new(), bytes: 0, work: work_in, queue: queue_in, over: false };
            feed(&mut intake);
            intake.send();
        });
        for _ in 0..threads {
            let (work, render) = (work_out.clone(), &render);
            scope.spawn(move || {
                for batch in work {
                    let annotate = |record: Result<Article, Problem>| Ok(render(&record.and_then(Annotated::new)?));
                    // If nobody waits any more, what comes next will tell.
                    let _ = batch.done.send(batch.records.into_iter().map(annotate).collect());
                }
            });
        }
        drop(work_out);
        // Moved in, so that an early end closes the queue and the reading thread stops.
        let queue = queue_out;
        queue.into_iter().filter_map(|waiting| waiting.recv().ok()).flatten().try_for_each(sink)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> String {
        use std::fmt::Write;
        let mut lines = String::new();
        for n in 0..count {
            let text =
                if n % 7 == 0 { "\"\"".to_owned() } else { format!("\"It is {n}. {}\"", "Word ".repeat(n % 50)) };
            let _ = writeln!(lines, "{{\"id\": \"{n}\", \"text\": {text}}}");
        }
        lines
    }

    /// Annotates `count` records; gives the ids until the sink has had `enough`.
    fn ids(count: usize, threads: usize, enough: usize) -> Vec<String> {
        let content = lines(count);
        let file = SourceFile::new("a.jsonl", content.as_bytes());
        let mut found = Vec::new();
        let _ = annotate_in_order(
            threads,
            |feed| feed.read(&file),
            |annotated| annotated.article.record_id.clone().unwrap_or_default(),
            &mut |told| {
                found.push(told.unwrap_or_else(|problem| problem.record.map(|n| n.to_string()).unwrap_or_default()));
                if found.len() < enough { Ok(()) } else { Err(()) }
            },
        );
        found
    }

    #[test]
    fn records_come_in_their_order_however_many_threads_there_are() {
        let expected: Vec<String> = (0..500).map(|n| n.to_string()).collect();
        for threads in [0, 1, 2, 5] {
            assert_eq!(ids(500, threads, usize::MAX), expected, "{threads} threads");
        }
        assert_eq!(ids(0, 2, usize::MAX), [""]);
    }

    #[test]
    fn a_caller_who_has_enough_ends_it() {
        assert_eq!(ids(500, 2, 3), ["0", "1", "2"]);
    }
}
