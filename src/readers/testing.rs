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

/// The same of characters.
pub(super) fn results(path: &str, content: &str) -> Vec<Result<Article, Problem>> {
    read_file(path, content.as_bytes())
}

/// The only article of a file.
pub(super) fn article(path: &str, content: &str) -> Article {
    let mut found: Vec<Article> = results(path, content).into_iter().filter_map(Result::ok).collect();
    assert_eq!(found.len(), 1, "{:?}", results(path, content));
    found.remove(0)
}

/// Its paragraphs.
pub(super) fn paragraphs(article: &Article) -> Vec<&str> {
    article.text.paragraphs().map(|(_, words)| words).collect()
}
