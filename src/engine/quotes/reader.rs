//! What is told of a quote? Its words, its place, its context, read from the archive.

use tantivy::DocAddress;

use super::found::{Found, Group};
use crate::engine::article::speaker_name;
use crate::engine::{Engine, EngineError};
use crate::evidence::Matcher;
use crate::index::StoredArticle;
use crate::model::{CodePoints, Occurrence, Quote, QuoteHit, Span, Text};
use crate::text::Tokens;

/// Reads quotes one after the other; those of one article come together.
pub(super) struct QuoteReader<'a> {
    pub(super) engine: &'a Engine,
    pub(super) last: Option<(DocAddress, StoredArticle)>,
}

impl QuoteReader<'_> {
    /// A quote with its article.
    pub(super) fn read(&mut self, found: &Found) -> Result<(&StoredArticle, Quote), EngineError> {
        let archive = &self.engine.archive;
        let stored = match self.last.take() {
            Some((address, stored)) if address == found.article => stored,
            _ => archive.article(found.article)?,
        };
        let (_, stored) = self.last.insert((found.article, stored));
        Ok((stored, archive.quote(found.quote)?))
    }

    /// All that is told of a quote.
    pub(super) fn hit(&mut self, group: &Group, matcher: Option<&mut Matcher>) -> Result<QuoteHit, EngineError> {
        let also_in = group.found[1..].iter().map(|found| self.occurrence(found)).collect::<Result<_, _>>()?;
        let names = self.engine.names()?;
        let label = |name: &String| names.person(name).map(str::to_owned);
        let (stored, quote) = self.read(group.first())?;
        let text = &stored.article.text;
        let words = text.slice(quote.span);
        let paragraph = text.block_at(quote.span.start);
        let end_paragraph = text.block_at(quote.span.end.saturating_sub(1)).max(paragraph);
        let language = stored.article.language.as_deref();
        let highlights = matcher.and_then(|matcher| matcher.matches_text(words, language)).unwrap_or_default();
        let counts = CodePoints::of(text);
        let code_points = |until: u32| words[..until as usize].chars().count();
        Ok(QuoteHit {
            text: words.to_owned(),
            kind: quote.kind,
            speaker: speaker_name(&quote).map(|name| names.label(name).to_owned()),
            with: quote.speakers().skip(1).map(|name| names.label(name).to_owned()).collect(),
            speaker_kind: quote.speaker.as_ref().map(|speaker| names.kind_of(speaker)),
            speaker_text: quote.speaker.as_ref().map(|speaker| text.slice(speaker.span).to_owned()),
            cue: quote.cue.map(|cue| text.slice(cue).to_owned()),
            about: quote.about.iter().filter_map(label).collect(),
            about_countries: quote.about_countries.clone(),
            to: quote.to.iter().filter_map(label).collect(),
            evidence: quote.evidence,
            confidence: quote.confidence,
            context: context(text, &quote),
            paragraph,
            start: counts.within(paragraph, quote.span.start),
            end_paragraph,
            end: counts.within(end_paragraph, quote.span.end),
            citation: format!("{}#{paragraph}", stored.article.id),
            highlights: highlights.iter().map(|span| (code_points(span.start), code_points(span.end))).collect(),
            article: stored.card(),
            also_in,
        })
    }

    fn occurrence(&mut self, found: &Found) -> Result<Occurrence, EngineError> {
        let (stored, quote) = self.read(found)?;
        let article = &stored.article;
        Ok(Occurrence {
            citation: format!("{}#{}", article.id, article.text.block_at(quote.span.start)),
            published: article.published,
            outlet: article.outlet.clone(),
            title: article.title().to_owned(),
        })
    }
}

/// The sentences that hold the quote, its cue and its speaker, as far as they stand in the same paragraphs.
fn context(text: &Text, quote: &Quote) -> String {
    let tokens = Tokens::of_text(text);
    let first_block = text.block_at(quote.span.start);
    let last_block = text.block_at(quote.span.end.saturating_sub(1)).max(first_block);
    let within = |span: &Span| (first_block..=last_block).contains(&text.block_at(span.start));
    let parts = [Some(quote.span), quote.cue, quote.speaker.as_ref().map(|speaker| speaker.span)];
    let parts: Vec<Span> = parts.into_iter().flatten().filter(within).collect();
    let first = parts.iter().map(|span| span.start).min().unwrap_or(quote.span.start);
    let last = parts.iter().map(|span| span.end).max().unwrap_or(quote.span.end);
    let all = tokens.all();
    let opens = all.get(tokens.sentence_of(tokens.index_at(first)).start).map_or(first, |token| token.span.start);
    let closes = tokens.sentence_of(tokens.index_at(last.saturating_sub(1))).end.checked_sub(1);
    let closes = closes.and_then(|index| all.get(index)).map_or(last, |token| token.span.end);
    text.slice(Span::new(opens.min(first), closes.max(last))).replace('\n', " ")
}
