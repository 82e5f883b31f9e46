//! Are the sources still what they were when they were indexed? So that a citation can be trusted.

use super::{Engine, EngineError};
use crate::index::content_hash;
use crate::model::{ArticleId, CheckReport, CheckedFile};

/// Compares the source files with the content that was indexed: all of them, or those of the articles named.
pub fn check(engine: &Engine, ids: &[ArticleId]) -> Result<CheckReport, EngineError> {
    let mut report = CheckReport { damaged: engine.archive().damaged_files()?, ..CheckReport::default() };
    let mut wanted = std::collections::HashSet::new();
    for id in ids {
        let (card, ..) = engine.article(id)?;
        wanted.insert((card.folder, card.path));
    }
    let mut files: Vec<_> = engine.archive().known_files()?.files.into_iter().collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    for (file, (state, numbers)) in files {
        if !ids.is_empty() && !wanted.contains(&(file.folder.clone(), file.path.clone())) {
            continue;
        }
        report.files += 1;
        report.articles += numbers.len() as u64;
        let location = file.location();
        let found = std::fs::read(&location);
        if found.as_ref().is_ok_and(|bytes| content_hash(bytes) == state.hash) {
            continue;
        }
        let mut articles: Vec<ArticleId> = numbers.into_iter().map(ArticleId::from_number).collect();
        articles.sort();
        let checked = CheckedFile { path: location.display().to_string(), articles };
        if found.is_ok() { report.changed.push(checked) } else { report.missing.push(checked) }
    }
    Ok(report)
}
