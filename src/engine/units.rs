//! Does one paragraph, or one sentence, satisfy a whole condition? Decided from positions alone.
//!
//! Articles that cannot match are passed over by a query on whole articles. For the others each leaf gives the set of units in
//! which it stands, and AND, OR and NOT are what they are on sets.

use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, TERMINATED, Term};

use super::compile::{Compiler, country_tokens};
use crate::index::{Mark, mark_token, person_token};
use crate::query::{Expr, Leaf, TextField};

/// What the leaves must share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Paragraph,
    Sentence,
}

/// Matches articles in which at least one unit satisfies a condition.
#[derive(Debug)]
pub(super) struct UnitQuery {
    necessary: Box<dyn Query>,
    condition: Condition<Box<dyn Query>>,
    unit: Unit,
    field: Field,
}

/// A condition on one unit; `A` is what stands for a property of the whole article.
#[derive(Debug)]
enum Condition<A> {
    /// Tokens one after the other, each with its alternatives.
    Sequence(Vec<Vec<Term>>, TextField),
    Article(A),
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
}

impl UnitQuery {
    pub(super) fn new(compiler: &mut Compiler<'_>, expr: &Expr, unit: Unit) -> Self {
        let field = compiler.fields.text;
        Self { necessary: compiler.necessary(expr), condition: condition(compiler, expr), unit, field }
    }
}

fn condition(compiler: &mut Compiler<'_>, expr: &Expr) -> Condition<Box<dyn Query>> {
    let mut all = |parts: &[Expr]| parts.iter().map(|part| condition(compiler, part)).collect();
    match expr {
        Expr::And(parts) => Condition::And(all(parts)),
        Expr::Or(parts) => Condition::Or(all(parts)),
        Expr::Not(inner) => Condition::Not(Box::new(condition(compiler, inner))),
        Expr::Leaf(leaf) => leaf_condition(compiler, leaf),
    }
}

fn leaf_condition(compiler: &mut Compiler<'_>, leaf: &Leaf) -> Condition<Box<dyn Query>> {
    let field = compiler.fields.text;
    let terms = |tokens: Vec<String>| tokens.iter().map(|token| Term::from_field_text(field, token)).collect();
    match leaf {
        Leaf::Words(words) => {
            let last = words.words.len().saturating_sub(1);
            let sequence = words.words.iter().enumerate();
            let tokens = sequence.map(|(n, word)| terms(compiler.alternatives(word, words.exact || n < last)));
            Condition::Sequence(tokens.collect(), words.field)
        }
        Leaf::Person(named) => Condition::Sequence(
            vec![terms(named.forms.iter().map(|name| person_token(name)).collect())],
            TextField::Any,
        ),
        Leaf::Country(asked) => Condition::Sequence(vec![terms(country_tokens(asked))], TextField::Any),
        Leaf::Mentions(period) => Condition::Sequence(vec![terms(compiler.time_tokens(*period))], TextField::Any),
        Leaf::Speaker(_) | Leaf::Outlet(_) | Leaf::Language(_) | Leaf::Published(_) => {
            Condition::Article(compiler.leaf(leaf))
        }
    }
}

impl<A> Condition<A> {
    /// The same condition with something else in place of what stands for an article's properties and for tokens.
    fn try_map<B, E>(&self, article: &mut dyn FnMut(&A) -> Result<B, E>) -> Result<Condition<B>, E> {
        let mut all = |parts: &[Self]| parts.iter().map(|part| part.try_map(article)).collect::<Result<Vec<_>, E>>();
        Ok(match self {
            Self::Sequence(tokens, region) => Condition::Sequence(tokens.clone(), *region),
            Self::And(parts) => Condition::And(all(parts)?),
            Self::Or(parts) => Condition::Or(all(parts)?),
            Self::Not(inner) => Condition::Not(Box::new(inner.try_map(article)?)),
            Self::Article(query) => Condition::Article(article(query)?),
        })
    }

    fn knows_regions(&self) -> bool {
        match self {
            Self::Sequence(_, region) => *region != TextField::Any,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::knows_regions),
            Self::Not(inner) => inner.knows_regions(),
            Self::Article(_) => false,
        }
    }
}

impl Clone for UnitQuery {
    fn clone(&self) -> Self {
        let copied =
            self.condition.try_map(&mut |query: &Box<dyn Query>| Ok::<_, std::convert::Infallible>(query.box_clone()));
        let condition = match copied {
            Ok(condition) => condition,
            Err(never) => match never {},
        };
        Self { necessary: self.necessary.box_clone(), condition, unit: self.unit, field: self.field }
    }
}

impl Query for UnitQuery {
    fn weight(&self, enable_scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.unit_weight(enable_scoring)?))
    }
}

impl UnitQuery {
    pub(super) fn unit_weight(&self, enable_scoring: EnableScoring<'_>) -> tantivy::Result<UnitWeight> {
        Ok(UnitWeight {
            necessary: self.necessary.weight(enable_scoring)?,
            condition: self.condition.try_map(&mut |query: &Box<dyn Query>| query.weight(enable_scoring))?,
            unit: self.unit,
            field: self.field,
        })
    }
}

pub(super) struct UnitWeight {
    necessary: Box<dyn Weight>,
    condition: Condition<Box<dyn Weight>>,
    unit: Unit,
    field: Field,
}

impl UnitWeight {
    /// What finds the units of a segment that satisfy the condition.
    pub(super) fn finder(&self, reader: &SegmentReader) -> tantivy::Result<UnitFinder> {
        self.finder_with(reader, true)
    }

    /// The same, which knows where titles end only if it must.
    fn finder_with(&self, reader: &SegmentReader, regions: bool) -> tantivy::Result<UnitFinder> {
        let inverted = reader.inverted_index(self.field)?;
        let postings = |term: &Term| -> tantivy::Result<SegmentPostings> {
            let found = inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?;
            Ok(found.unwrap_or_else(SegmentPostings::empty))
        };
        let mark = |mark| postings(&Term::from_field_text(self.field, mark_token(mark)));
        let unit = if self.unit == Unit::Sentence { Mark::Sentence } else { Mark::Paragraph };
        let regions = if regions { Some((mark(Mark::Title)?, mark(Mark::Paragraph)?)) } else { None };
        let tree = tree(&self.condition, reader, &postings)?;
        Ok(UnitFinder { tree, marks: mark(unit)?, regions, starts: Vec::new(), buffer: Vec::new() })
    }
}

impl Weight for UnitWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let finder = self.finder_with(reader, self.condition.knows_regions())?;
        let mut scorer = UnitScorer { necessary: self.necessary.scorer(reader, boost)?, finder };
        if scorer.necessary.doc() != TERMINATED && !scorer.matches() {
            scorer.advance();
        }
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.necessary.explain(reader, doc)
    }
}

fn tree(
    condition: &Condition<Box<dyn Weight>>,
    reader: &SegmentReader,
    postings: &dyn Fn(&Term) -> tantivy::Result<SegmentPostings>,
) -> tantivy::Result<Node> {
    let all = |parts: &[Condition<Box<dyn Weight>>]| {
        parts.iter().map(|part| tree(part, reader, postings)).collect::<tantivy::Result<Vec<_>>>()
    };
    Ok(match condition {
        Condition::And(parts) => Node::And(all(parts)?),
        Condition::Or(parts) => Node::Or(all(parts)?),
        Condition::Not(inner) => Node::Not(Box::new(tree(inner, reader, postings)?)),
        Condition::Article(weight) => Node::Article(weight.scorer(reader, 1.0)?),
        Condition::Sequence(tokens, region) => {
            let words = tokens.iter().map(|terms| terms.iter().map(postings).collect::<tantivy::Result<Vec<_>>>());
            Node::Sequence(words.collect::<tantivy::Result<Vec<_>>>()?, *region)
        }
    })
}

/// A condition with its postings.
enum Node {
    Sequence(Vec<Vec<SegmentPostings>>, TextField),
    Article(Box<dyn Scorer>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// The units of one article.
struct Units<'a> {
    doc: DocId,
    /// The position at which each starts.
    starts: &'a [u32],
    /// The position at which the title ends; 0 if there is none or nobody asks.
    title_end: u32,
}

impl Node {
    /// For each unit whether it satisfies the condition.
    fn units(&mut self, units: &Units<'_>, buffer: &mut Vec<u32>) -> Vec<bool> {
        match self {
            Self::Sequence(words, region) => sequence_units(words, *region, units, buffer),
            Self::Article(scorer) => {
                if scorer.doc() < units.doc {
                    scorer.seek(units.doc);
                }
                vec![scorer.doc() == units.doc; units.starts.len()]
            }
            Self::And(parts) => combine(parts, units, buffer, true),
            Self::Or(parts) => combine(parts, units, buffer, false),
            Self::Not(inner) => inner.units(units, buffer).into_iter().map(|holds| !holds).collect(),
        }
    }
}

fn combine(parts: &mut [Node], units: &Units<'_>, buffer: &mut Vec<u32>, every: bool) -> Vec<bool> {
    let mut result = vec![every; units.starts.len()];
    for part in parts {
        for (so_far, holds) in result.iter_mut().zip(part.units(units, buffer)) {
            *so_far = if every { *so_far && holds } else { *so_far || holds };
        }
    }
    result
}

fn sequence_units(
    words: &mut [Vec<SegmentPostings>],
    region: TextField,
    units: &Units<'_>,
    buffer: &mut Vec<u32>,
) -> Vec<bool> {
    let mut starts: Vec<u32> = Vec::new();
    for (offset, alternatives) in words.iter_mut().enumerate() {
        let positions = positions_of(alternatives, units.doc, buffer);
        if offset == 0 {
            starts = positions;
        } else {
            starts.retain(|start| positions.binary_search(&(start + offset as u32)).is_ok());
        }
    }
    let mut result = vec![false; units.starts.len()];
    let unit_of = |position: u32| units.starts.partition_point(|first| *first <= position);
    for start in starts {
        let in_title = start < units.title_end;
        let unit = unit_of(start);
        if unit != unit_of(start + words.len().saturating_sub(1) as u32) {
            continue; // a phrase that runs from one sentence into the next stands in neither
        }
        let right_region = match region {
            TextField::Any => true,
            TextField::Title => in_title,
            TextField::Text => !in_title,
        };
        if right_region && unit > 0 {
            result[unit - 1] = true;
        }
    }
    result
}

/// Where any of the alternatives stands in an article, ascending.
fn positions_of(alternatives: &mut [SegmentPostings], doc: DocId, buffer: &mut Vec<u32>) -> Vec<u32> {
    let mut all = Vec::new();
    for postings in alternatives {
        read_positions(postings, doc, buffer);
        all.extend_from_slice(buffer);
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn read_positions(postings: &mut SegmentPostings, doc: DocId, positions: &mut Vec<u32>) {
    positions.clear();
    if postings.doc() < doc {
        postings.seek(doc);
    }
    if postings.doc() == doc {
        postings.positions(positions);
    }
}

struct UnitScorer {
    necessary: Box<dyn Scorer>,
    finder: UnitFinder,
}

/// Finds the units of articles that satisfy a condition; articles must be asked for in ascending order.
pub(super) struct UnitFinder {
    tree: Node,
    marks: SegmentPostings,
    /// Marks of titles and of paragraphs, if the condition asks for one of these regions.
    regions: Option<(SegmentPostings, SegmentPostings)>,
    starts: Vec<u32>,
    buffer: Vec<u32>,
}

impl UnitScorer {
    /// Whether the article at which the scorer stands has a unit that satisfies the condition.
    fn matches(&mut self) -> bool {
        self.finder.units(self.necessary.doc()).contains(&true)
    }
}

impl UnitFinder {
    /// For each unit of an article whether it satisfies the condition.
    fn units(&mut self, doc: DocId) -> Vec<bool> {
        read_positions(&mut self.marks, doc, &mut self.starts);
        let title_end = self.title_end(doc);
        let units = Units { doc, starts: &self.starts, title_end };
        self.tree.units(&units, &mut self.buffer)
    }

    /// For each paragraph mark of an article whether the paragraph holds such a unit; no for the title.
    pub(super) fn paragraphs(&mut self, doc: DocId) -> Vec<bool> {
        let units = self.units(doc);
        let title_end = self.title_end(doc);
        let Some((_, marks)) = &mut self.regions else { return Vec::new() };
        read_positions(marks, doc, &mut self.buffer);
        let mut paragraphs = vec![false; self.buffer.len()];
        for (start, _) in self.starts.iter().zip(units).filter(|(start, holds)| *holds && **start >= title_end) {
            let marks_before = self.buffer.partition_point(|mark| mark <= start);
            if let Some(paragraph) = marks_before.checked_sub(1).and_then(|n| paragraphs.get_mut(n)) {
                *paragraph = true;
            }
        }
        paragraphs
    }

    fn title_end(&mut self, doc: DocId) -> u32 {
        let Some((titles, paragraphs)) = &mut self.regions else { return 0 };
        read_positions(titles, doc, &mut self.buffer);
        if self.buffer.is_empty() {
            return 0;
        }
        read_positions(paragraphs, doc, &mut self.buffer);
        self.buffer.get(1).copied().unwrap_or(u32::MAX)
    }
}

impl DocSet for UnitScorer {
    fn advance(&mut self) -> DocId {
        loop {
            let doc = self.necessary.advance();
            if doc == TERMINATED || self.matches() {
                return doc;
            }
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.necessary.doc() >= target {
            return self.necessary.doc();
        }
        let doc = self.necessary.seek(target);
        if doc == TERMINATED || self.matches() { doc } else { self.advance() }
    }

    fn doc(&self) -> DocId {
        self.necessary.doc()
    }

    fn size_hint(&self) -> u32 {
        self.necessary.size_hint()
    }
}

impl Scorer for UnitScorer {
    fn score(&mut self) -> Score {
        self.necessary.score()
    }
}
