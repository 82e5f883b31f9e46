//! What is one source file, read and annotated?

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::annotate::annotate;
use crate::model::{Annotations, Article, Problem};
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
    /// Annotates an article. A defect of ours that one article brings to light costs that article, not the run.
    pub fn new(article: Article) -> Result<Self, Problem> {
        let annotated = catch_unwind(AssertUnwindSafe(|| {
            let tokens = Tokens::of_text(&article.text);
            let annotations = annotate(&article, &tokens);
            (tokens, annotations)
        }));
        match annotated {
            Ok((tokens, annotations)) => Ok(Self { article, tokens, annotations }),
            Err(_) => Err(Problem {
                path: article.source.path.clone(),
                record: Some(article.source.record),
                reason: "a defect of dateline: it could not be annotated; please report it with this article"
                    .to_owned(),
                skipped: true,
            }),
        }
    }
}

/// Reads and annotates a source file, article by article.
pub fn annotate_file(file: &SourceFile<'_>, sink: &mut dyn FnMut(Result<Annotated, Problem>)) {
    readers::read(file, &mut |record| sink(record.and_then(Annotated::new)));
}
