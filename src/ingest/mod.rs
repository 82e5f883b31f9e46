//! How does a folder get into an archive? Walk, read, annotate and write, many files at once, and only what has changed.

mod annotated;
mod batches;
mod in_order;
mod plan;
mod report;
mod run;
mod sandbox;
mod selection;
mod walk;

pub use annotated::{Annotated, annotate_file};
pub use in_order::{Feed, annotate_in_order};
pub use report::{FileOutcome, FileStatus, IndexReport, Totals};
pub use run::{IndexRequest, IngestError, Progress, index};
pub use sandbox::ChildProcess;
pub use selection::{BadPattern, IGNORE_FILE, Selection};
pub use walk::{FoundFile, Walk, modified_day, walk};
