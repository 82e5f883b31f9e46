//! What is in one article, by its id?

use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId};

use super::{Engine, EngineError};
use crate::index::{ARTICLE, Columns, QUOTE, StoredArticle};
use crate::model::{Annotations, Article, ArticleCard, ArticleId, Quote, QuoteKind, Span};

impl StoredArticle {
    /// What identifies the article to a reader.
    pub fn card(&self) -> ArticleCard {
        let article = &self.article;
        ArticleCard {
            id: article.id.clone(),
            record_id: article.record_id.clone(),
            title: article.title().to_owned(),
            byline: article.byline.clone(),
            outlet: article.outlet.clone(),
            url: article.url.clone(),
            language: article.language.clone(),
            published: article.published,
            dateline: article.dateline().map(str::to_owned),
            folder: self.file.folder.clone(),
            path: article.source.path.clone(),
            record: article.source.record,
            format: article.source.format,
        }
    }
}

impl Engine {
    /// The article with an id, with all that was found in it, persons and speakers under the names by which the archive knows them.
    pub fn article(&self, id: &ArticleId) -> Result<(ArticleCard, Article, Annotations), EngineError> {
        let address = self.address(id)?.ok_or_else(|| EngineError::NoArticle(id.to_string()))?;
        let stored = self.archive.article(address)?;
        let card = stored.card();
        let (quotes, phrases) = self.quotes_of(address)?;
        let (stored, annotations) = stored.into_parts();
        let mut annotations = Annotations { quotes, phrases, ..annotations };
        self.names()?.apply(&mut annotations);
        Ok((card, stored.article, annotations))
    }

    /// Where the article with an id is stored.
    fn address(&self, id: &ArticleId) -> Result<Option<DocAddress>, EngineError> {
        let term = Term::from_field_u64(self.archive.fields().id, id.number());
        let found = self.collect(&TermQuery::new(term, IndexRecordOption::Basic), &DocSetCollector)?;
        for address in found {
            let segment = self.archive.searcher().segment_reader(address.segment_ord);
            let kind = segment.fast_fields().u64(Columns::KIND)?;
            // Numbers of ids do not tell apart what is no id at all, so the stored one has the last word.
            if kind.first(address.doc_id) == Some(ARTICLE) && self.archive.article(address)?.article.id == *id {
                return Ok(Some(address));
            }
        }
        Ok(None)
    }

    /// The quotes of an article and its quoted phrases, read.
    pub(super) fn quotes_of(&self, article: DocAddress) -> Result<(Vec<Quote>, Vec<Span>), EngineError> {
        let (mut quotes, mut phrases) = (Vec::new(), Vec::new());
        for address in self.quotes_after(article)? {
            match self.archive.quote(address)? {
                Quote { kind: QuoteKind::Phrase, span, .. } => phrases.push(span),
                quote => quotes.push(quote),
            }
        }
        Ok((quotes, phrases))
    }

    /// The quotes of an article, phrases behind them: the documents right behind it.
    fn quotes_after(&self, article: DocAddress) -> Result<Vec<DocAddress>, EngineError> {
        let segment = self.archive.searcher().segment_reader(article.segment_ord);
        let kind = segment.fast_fields().u64(Columns::KIND)?;
        let is_quote = |doc: &DocId| *doc < segment.max_doc() && kind.first(*doc) == Some(QUOTE);
        let docs = (article.doc_id + 1..).take_while(is_quote);
        Ok(docs.map(|doc_id| DocAddress { doc_id, ..article }).collect())
    }
}

/// Quotes know their speaker under the name that the article establishes; readers see the identity behind it.
pub(super) fn speaker_name(quote: &Quote) -> Option<&str> {
    quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref())
}
