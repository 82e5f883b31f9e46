//! Which quotes match? First the articles, from the index; then their quotes, from the columns of the documents behind them; and only
//! those that are left are read.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::article::speaker_name;
use super::facets::Counts;
use super::filters::ResolvedFilters;
use super::request::{Page, QuotesRequest, Sort};
use super::search::understood;
use super::{Engine, EngineError};
use crate::evidence::Matcher;
use crate::index::{Columns, QUOTE, StoredArticle};
use crate::model::{FacetField, FacetTable, Quote, QuoteHit, QuoteKind, QuotePage, Span, Text};
use crate::query::{Expr, Leaf, Named, Plan, explain};
use crate::text::Tokens;

/// What is asked of a quote, names resolved.
#[derive(Default)]
struct Wanted {
    /// The speaker bears one of these names; `None` for anyone.
    speakers: Option<HashSet<String>>,
    /// The words mention one of the names of each group.
    about: Vec<HashSet<String>>,
    kinds: Vec<QuoteKind>,
}

/// A quote that matches as far as columns tell.
struct Found {
    article: DocAddress,
    quote: DocAddress,
    /// The first day of the article's date.
    days: Option<(i64, i64)>,
    id: u64,
}

impl Engine {
    /// Finds quotes.
    pub fn quotes(&self, request: &QuotesRequest) -> Result<QuotePage, EngineError> {
        let mut notes = Vec::new();
        let (plan, wanted) = self.understand(request, &mut notes)?;
        let filters = self.resolve_filters(&request.filters, &mut notes)?;
        let query = self.compiler()?.query(&plan, &filters, false);
        let mut found = self.collect(&*query, &QuoteCollector { wanted })?;
        sort(&mut found, request.sort);
        let mut matcher = match &request.words {
            Some(words) => Some(Matcher::new(&self.resolve_plan(words, &mut notes)?)),
            None => None,
        };
        if let Some(matcher) = &mut matcher {
            found = self.with_words(found, matcher)?;
        }
        let articles = found.iter().map(|quote| quote.article).collect::<HashSet<_>>().len() as u64;
        let shown = found.iter().skip(request.page.offset).take(request.page.limit.unwrap_or(usize::MAX));
        let mut reader = QuoteReader { engine: self, last: None };
        let quotes = shown.map(|found| reader.hit(found, matcher.as_mut())).collect::<Result<_, _>>()?;
        let facets = self.quote_facets(&found, &request.facets, request.facet_values)?;
        let understood = self.told(request, &plan, &filters, notes.as_mut())?;
        Ok(QuotePage {
            total: found.len() as u64,
            articles,
            offset: request.page.offset,
            quotes,
            facets,
            understood,
            notes,
        })
    }

    /// The articles in which quotes are looked for, and what the quotes must be.
    fn understand(&self, request: &QuotesRequest, notes: &mut Vec<String>) -> Result<(Plan, Wanted), EngineError> {
        let names = self.resolve_all(&request.names, false, notes)?;
        let by = self.resolve_all(&request.by, true, notes)?;
        let about = self.resolve_all(&request.about, false, notes)?;
        let with = self.resolve_all(&request.with, false, notes)?;
        let speakers = if by.is_empty() { &names } else { &by };
        let wanted = Wanted {
            speakers: (!speakers.is_empty()).then(|| speakers.iter().flat_map(|named| named.forms.clone()).collect()),
            about: about.iter().map(|named| named.forms.iter().cloned().collect()).collect(),
            kinds: request.kinds.clone(),
        };
        let mut all: Vec<Expr> =
            [names, about, with].concat().into_iter().map(|name| Expr::Leaf(Leaf::Person(name))).collect();
        if !by.is_empty() {
            let forms = by.iter().flat_map(|named| named.forms.clone()).collect();
            all.push(Expr::Leaf(Leaf::Speaker(Named { asked: request.by.join(", "), forms })));
        }
        if let Some(expr) = request.words.as_ref().and_then(|plan| plan.expr.as_ref()) {
            all.extend(necessary_words(expr));
        }
        let expr = (!all.is_empty()).then_some(Expr::And(all));
        Ok((Plan { expr, ..Plan::default() }, wanted))
    }

    /// How a question for quotes was understood.
    fn told(
        &self,
        request: &QuotesRequest,
        plan: &Plan,
        filters: &ResolvedFilters,
        notes: &mut Vec<String>,
    ) -> Result<String, EngineError> {
        let mut told = "quotes".to_owned();
        let by = if request.by.is_empty() { &request.names } else { &request.by };
        for (what, asked, speakers) in [("by", by, true), ("about", &request.about, false)] {
            let named = self.resolve_all(asked, speakers, notes)?;
            let names: Vec<String> = named.iter().map(|named| named.forms.join(" / ")).collect();
            if !names.is_empty() {
                let _ = write!(told, " {what} {}", names.join(if what == "by" { " or " } else { " and " }));
            }
        }
        if let Some(words) = &request.words {
            let _ = write!(told, " with words that match: {};", explain(words));
        }
        let _ = write!(told, " in {}", understood(plan, filters));
        Ok(told)
    }

    /// Those quotes whose words match.
    fn with_words(&self, found: Vec<Found>, matcher: &mut Matcher) -> Result<Vec<Found>, EngineError> {
        let mut reader = QuoteReader { engine: self, last: None };
        let mut kept = Vec::new();
        for quote in found {
            let (stored, quote_read) = reader.read(&quote)?;
            let (article, words) = (&stored.article, stored.article.text.slice(quote_read.span));
            if matcher.matches_text(words, article.language.as_deref()).is_some() {
                kept.push(quote);
            }
        }
        Ok(kept)
    }

    fn quote_facets(
        &self,
        found: &[Found],
        fields: &[FacetField],
        values: usize,
    ) -> Result<Vec<FacetTable>, EngineError> {
        let page = Page { offset: 0, limit: Some(values) };
        fields.iter().map(|field| Ok(self.quote_counts(found, *field)?.table(*field, page))).collect()
    }

    fn quote_counts(&self, found: &[Found], field: FacetField) -> Result<Counts, EngineError> {
        let mut counts = Counts { total: found.len() as u64, ..Counts::default() };
        let column_name = match field {
            FacetField::Speaker => Some(Columns::QUOTE_SPEAKER),
            other => super::facets::column_of(other),
        };
        let Some(column_name) = column_name else {
            for quote in found {
                match quote.days {
                    Some(days) => *counts.days.entry(days).or_default() += 1,
                    None => counts.without += 1,
                }
            }
            return Ok(counts);
        };
        let segments = self.archive.searcher().segment_readers().iter();
        let columns: Vec<_> =
            segments.map(|segment| segment.fast_fields().str(column_name)).collect::<Result<_, _>>()?;
        for quote in found {
            let address = if field == FacetField::Speaker { quote.quote } else { quote.article };
            let column = columns.get(address.segment_ord as usize).and_then(Option::as_ref);
            let labels = self.labels(column, address.doc_id, field)?;
            counts.without += u64::from(labels.is_empty());
            for label in labels {
                *counts.values.entry(label).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// The values of a document in a column; names under the identity behind them.
    fn labels(
        &self,
        column: Option<&StrColumn>,
        doc: DocId,
        field: FacetField,
    ) -> Result<BTreeSet<String>, EngineError> {
        let Some(column) = column else { return Ok(BTreeSet::new()) };
        let by_name = matches!(field, FacetField::Speaker | FacetField::Person);
        let mut labels = BTreeSet::new();
        for ord in column.term_ords(doc) {
            let mut value = String::new();
            column.ord_to_str(ord, &mut value)?;
            labels.insert(if by_name { self.names()?.label(&value).to_owned() } else { value });
        }
        Ok(labels)
    }
}

/// What an article must hold so that one of its quotes can match: the same words, negations aside.
fn necessary_words(expr: &Expr) -> Option<Expr> {
    match expr {
        Expr::Leaf(Leaf::Words(_)) => Some(expr.clone()),
        Expr::Leaf(_) | Expr::Not(_) => None,
        Expr::And(parts) => {
            let parts: Vec<Expr> = parts.iter().filter_map(necessary_words).collect();
            (!parts.is_empty()).then_some(Expr::And(parts))
        }
        Expr::Or(parts) => parts.iter().map(necessary_words).collect::<Option<Vec<_>>>().map(Expr::Or),
    }
}

fn sort(found: &mut [Found], order: Sort) {
    let key = |quote: &Found| {
        let day = quote.days.map(|(first, _)| if order == Sort::Oldest { first } else { -first });
        (day.is_none(), day, quote.id, quote.quote.doc_id)
    };
    found.sort_by_key(key);
}

/// Reads quotes one after the other; those of one article come together.
struct QuoteReader<'a> {
    engine: &'a Engine,
    last: Option<(DocAddress, StoredArticle)>,
}

impl QuoteReader<'_> {
    fn read(&mut self, found: &Found) -> Result<(&StoredArticle, Quote), EngineError> {
        let archive = &self.engine.archive;
        let stored = match self.last.take() {
            Some((address, stored)) if address == found.article => stored,
            _ => archive.article(found.article)?,
        };
        let (_, stored) = self.last.insert((found.article, stored));
        Ok((stored, archive.quote(found.quote)?))
    }

    fn hit(&mut self, found: &Found, matcher: Option<&mut Matcher>) -> Result<QuoteHit, EngineError> {
        let names = self.engine.names()?;
        let (stored, quote) = self.read(found)?;
        let text = &stored.article.text;
        let words = text.slice(quote.span);
        let paragraph = text.block_at(quote.span.start);
        let end_paragraph = text.block_at(quote.span.end.saturating_sub(1)).max(paragraph);
        let language = stored.article.language.as_deref();
        let highlights = matcher.and_then(|matcher| matcher.matches_text(words, language)).unwrap_or_default();
        let code_points = |until: u32| words[..until as usize].chars().count();
        Ok(QuoteHit {
            text: words.to_owned(),
            kind: quote.kind,
            speaker: speaker_name(&quote).map(|name| names.label(name).to_owned()),
            speaker_kind: quote.speaker.as_ref().map(|speaker| speaker.kind),
            speaker_text: quote.speaker.as_ref().map(|speaker| text.slice(speaker.span).to_owned()),
            cue: quote.cue.map(|cue| text.slice(cue).to_owned()),
            about: quote.about.iter().map(|name| names.label(name).to_owned()).collect(),
            confidence: quote.confidence,
            context: context(text, &quote),
            paragraph,
            start: text.code_points(paragraph, quote.span.start),
            end_paragraph,
            end: text.code_points(end_paragraph, quote.span.end),
            citation: format!("{}#{paragraph}", stored.article.id),
            highlights: highlights.iter().map(|span| (code_points(span.start), code_points(span.end))).collect(),
            article: stored.card(),
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

/// Gathers the quotes of matching articles that are what is wanted.
struct QuoteCollector {
    wanted: Wanted,
}

impl Collector for QuoteCollector {
    type Fruit = Vec<Found>;
    type Child = QuoteSegment;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<QuoteSegment> {
        let columns = segment.fast_fields();
        let speaker = columns.str(Columns::QUOTE_SPEAKER)?;
        let about = columns.str(Columns::QUOTE_ABOUT)?;
        Ok(QuoteSegment {
            ordinal,
            max_doc: segment.max_doc(),
            kind: columns.u64(Columns::KIND)?,
            id: columns.u64(Columns::ID)?,
            first_day: columns.i64(Columns::FIRST_DAY)?,
            last_day: columns.i64(Columns::LAST_DAY)?,
            quote_kind: columns.u64(Columns::QUOTE_KIND)?,
            speakers: match &self.wanted.speakers {
                Some(names) => Some(ordinals(speaker.as_ref(), names)?),
                None => None,
            },
            about_any: self
                .wanted
                .about
                .iter()
                .map(|names| ordinals(about.as_ref(), names))
                .collect::<tantivy::Result<_>>()?,
            kinds: self.wanted.kinds.iter().map(|kind| *kind as u64).collect(),
            speaker,
            about,
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<Found>>) -> tantivy::Result<Vec<Found>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

/// The ordinals of some names in a column.
fn ordinals(column: Option<&StrColumn>, names: &HashSet<String>) -> tantivy::Result<HashSet<u64>> {
    let mut ordinals = HashSet::new();
    if let Some(column) = column {
        for name in names {
            ordinals.extend(column.dictionary().term_ord(name)?);
        }
    }
    Ok(ordinals)
}

struct QuoteSegment {
    ordinal: SegmentOrdinal,
    max_doc: DocId,
    kind: Column<u64>,
    id: Column<u64>,
    first_day: Column<i64>,
    last_day: Column<i64>,
    quote_kind: Column<u64>,
    speaker: Option<StrColumn>,
    about: Option<StrColumn>,
    speakers: Option<HashSet<u64>>,
    about_any: Vec<HashSet<u64>>,
    kinds: Vec<u64>,
    found: Vec<Found>,
}

impl QuoteSegment {
    fn is_wanted(&self, doc: DocId) -> bool {
        let one_of = |column: &Option<StrColumn>, wanted: &HashSet<u64>| {
            column.as_ref().is_some_and(|column| column.term_ords(doc).any(|ord| wanted.contains(&ord)))
        };
        self.speakers.as_ref().is_none_or(|wanted| one_of(&self.speaker, wanted))
            && self.about_any.iter().all(|wanted| one_of(&self.about, wanted))
            && (self.kinds.is_empty() || self.quote_kind.first(doc).is_some_and(|kind| self.kinds.contains(&kind)))
    }
}

impl SegmentCollector for QuoteSegment {
    type Fruit = Vec<Found>;

    fn collect(&mut self, article: DocId, _: Score) {
        let address = |doc_id| DocAddress { segment_ord: self.ordinal, doc_id };
        let days = self.first_day.first(article).zip(self.last_day.first(article));
        let id = self.id.first(article).unwrap_or_default();
        for doc in (article + 1..self.max_doc).take_while(|doc| self.kind.first(*doc) == Some(QUOTE)) {
            if self.is_wanted(doc) {
                self.found.push(Found { article: address(article), quote: address(doc), days, id });
            }
        }
    }

    fn harvest(self) -> Vec<Found> {
        self.found
    }
}
