//! Why can a question not be answered?

use crate::index::IndexError;
use crate::names::CorrectionProblem;

/// Why a question could not be answered, and what helps.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// Several persons bear the name.
    #[error("{asked:?} may be any of several persons:\n{}\nsay which one, with more of the name; =NAME means just the articles that say no more than that", list(.candidates))]
    Ambiguous {
        /// The name as asked for.
        asked: String,
        /// Who it may be, with the number of articles, the most frequent first.
        candidates: Vec<(String, u64)>,
    },
    /// Nobody bears the name.
    #[error("nobody in the archive is called {asked:?}{}", did_you_mean(.near))]
    Unknown {
        /// The name as asked for.
        asked: String,
        /// Names that come near, the nearest first.
        near: Vec<(String, u64)>,
    },
    /// The user says that the name is no person's.
    #[error("{asked:?} is no person, says {place}; take it out there if it is one")]
    NotPerson {
        /// The name as asked for.
        asked: String,
        /// The line of the names file.
        place: String,
    },
    /// A names file could not be read.
    #[error("cannot read the names file {}", .path.display())]
    NamesFile {
        /// The file.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Names files say what cannot be understood.
    #[error("{}", lines(.0))]
    Corrections(Vec<CorrectionProblem>),
    /// No outlet has the name.
    #[error("no article of the archive is from {asked:?}{}", did_you_mean(.near))]
    UnknownOutlet {
        /// The outlet as asked for.
        asked: String,
        /// Names that come near, the nearest first.
        near: Vec<(String, u64)>,
    },
    /// No article has the id.
    #[error("there is no article {0} in the archive")]
    NoArticle(String),
    /// The article has fewer paragraphs.
    #[error("article {id} has {has} paragraphs, no {asked}th one")]
    NoParagraph {
        /// The article.
        id: String,
        /// The paragraph asked for.
        asked: usize,
        /// How many there are.
        has: usize,
    },
    /// The archive could not be read.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<tantivy::TantivyError> for EngineError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(error.into())
    }
}

impl From<std::io::Error> for EngineError {
    fn from(error: std::io::Error) -> Self {
        tantivy::TantivyError::from(error).into()
    }
}

fn lines(problems: &[CorrectionProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn list(candidates: &[(String, u64)]) -> String {
    let lines: Vec<String> =
        candidates.iter().map(|(name, articles)| format!("  {name} ({articles} articles)")).collect();
    lines.join("\n")
}

fn did_you_mean(near: &[(String, u64)]) -> String {
    if near.is_empty() { String::new() } else { format!("; names that come near:\n{}", list(near)) }
}
