//! What is one source file, read and annotated?

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::annotate::annotate;
use crate::model::{Annotations, Article, Problem, Source};
use crate::readers::{self, SourceFile};
use crate::text::Tokens;

/// An article with all that was found in it.
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// Its text, cut up.
    pub tokens: Tokens,
    /// Who and what is in it.
    pub annotations: Annotations,
}

impl Annotated {
    /// Annotates an article.
    pub fn new(article: Article) -> Result<Self, Problem> {
        let (tokens, annotations) = guarded(&article.source, || {
            let tokens = Tokens::of_text(&article.text);
            let annotations = annotate(&article, &tokens);
            (tokens, annotations)
        })?;
        Ok(Self { article, tokens, annotations })
    }
}

/// Does something with one record. A defect of ours that one record brings to light costs that record, not the run.
pub(super) fn guarded<T>(source: &Source, work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Problem {
        path: source.path.clone(),
        record: Some(source.record),
        reason: "a defect of dateline: it could not be annotated; please report it with this article".to_owned(),
        skipped: true,
    })
}

/// Reads and annotates a source file, article by article.
pub fn annotate_file(file: &SourceFile<'_>, sink: &mut dyn FnMut(Result<Annotated, Problem>)) {
    let read = catch_unwind(AssertUnwindSafe(|| {
        readers::read(file, &mut |record| sink(record.and_then(Annotated::new)));
    }));
    if read.is_err() {
        sink(Err(reader_broke_off(file.path)));
    }
}

/// What is said where a reader has a defect.
pub(super) fn reader_broke_off(path: &str) -> Problem {
    let reason = "a defect of dateline: the reader broke off here; please report it with this file".to_owned();
    Problem { path: path.to_owned(), record: None, reason, skipped: true }
}
