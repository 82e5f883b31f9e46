//! What do tests of the readers share?

use super::SourceFile;
use crate::model::{Article, Problem};

/// All that a file gives.
pub(super) fn read_file(path: &str, bytes: &[u8]) -> Vec<Result<Article, Problem>> {
    let mut found = Vec::new();
    super::read(&SourceFile::new(path, bytes), &mut |record| found.push(record));
    found
}

/// Each in a line: number, format, title and date of an article; the reason of a problem.
pub(super) fn outcomes(found: &[Result<Article, Problem>]) -> Vec<String> {
    let line = |record: &Result<Article, Problem>| match record {
        Ok(article) => {
            let date = article.published.map(|date| format!(" {}", date.first)).unwrap_or_default();
            format!("{} {} {}{date}", article.source.record, article.source.format.as_str(), article.title())
        }
        Err(problem) if problem.skipped => format!("skipped: {}", problem.reason),
        Err(problem) => format!("remark: {}", problem.reason),
    };
    found.iter().map(line).collect()
}
