//! How many documents are there, for ranking? Articles only: quotes are documents too, but not what is ranked.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// What BM25 is told: the number of articles in place of the number of documents.
pub(super) struct ArticleStatistics<'a> {
    pub(super) searcher: &'a Searcher,
    /// Articles, those deleted but not yet merged away included, as in the frequencies of terms.
    pub(super) articles: u64,
}

impl Bm25StatisticsProvider for ArticleStatistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.articles)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.searcher.doc_freq(term)?.min(self.articles))
    }
}
