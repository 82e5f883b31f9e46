//! Of which times does an article speak? Days, weeks, months, quarters, years, decades, each placed in the calendar as far as
//! the text and the date of publication tell.
//!
//! English is read by rules on its words of time ([`grammar`], [`units`], [`seasons`]), other languages by the names of their months
//! and by figures ([`numbers`]). Durations ("for two weeks") and what comes again ("on Mondays") are no times.

mod grammar;
mod numbers;
mod resolve;
mod seasons;
mod tense;
#[cfg(test)]
mod tests;
mod units;
mod words;

use std::collections::HashMap;

use self::grammar::{Found, Reader};
use self::resolve::Context;
use super::scan::Scan;
use crate::model::{Article, DateMention, DateValue, Person, Span};
use crate::text::Kind;

/// The times, in order of their first mention.
pub(super) fn find(article: &Article, scan: &Scan, persons: &[Person]) -> Vec<DateMention> {
    let mut finder = Finder {
        scan,
        english: article.is_english(),
        taken: person_spans(persons),
        context: Context::new(article.published),
        dates: Vec::new(),
        numbers: HashMap::new(),
    };
    for block in 0..scan.tokens.block_count() {
        finder.context.opens_block();
        finder.read(scan.tokens.block(block));
    }
    finder.dates
}

struct Finder<'a> {
    scan: &'a Scan<'a>,
    english: bool,
    /// The spans of persons: "April" may be one.
    taken: Vec<Span>,
    context: Context,
    dates: Vec<DateMention>,
    /// Which of the dates a value is.
    numbers: HashMap<DateValue, usize>,
}

impl Finder<'_> {
    fn read(&mut self, block: std::ops::Range<usize>) {
        let mut reader = Reader { scan: self.scan, from: block.start, end: block.end };
        let mut at = block.start;
        while at < block.end {
            let found = match self.scan.token(at).kind {
                Kind::Number if self.english => reader.number(at),
                Kind::Number => reader.foreign(at),
                Kind::Word if self.english && words::may_be(self.scan.hashes[at]) => reader.read(at),
                _ => None,
            };
            at += 1;
            if let Some(found) = found.filter(|found| !self.is_person(found)) {
                self.add(found);
                at = at.max(found.end);
                reader.from = found.end;
            }
        }
    }

    fn add(&mut self, found: Found) {
        let tense = tense::around(self.scan, found.start, found.end);
        let sentence = self.scan.tokens.sentence_starts().partition_point(|start| *start as usize <= found.start);
        let value = self.context.place(found.meaning, tense, sentence);
        let span = self.scan.span(found.start, found.end);
        let number = *self.numbers.entry(value).or_insert(self.dates.len());
        match self.dates.get_mut(number) {
            Some(date) => date.spans.push(span),
            None => self.dates.push(DateMention { value, spans: vec![span] }),
        }
    }

    fn is_person(&self, found: &Found) -> bool {
        let span = self.scan.span(found.start, found.end);
        let next = self.taken.partition_point(|person| person.end <= span.start);
        self.taken.get(next).is_some_and(|person| person.overlaps(span))
    }
}

fn person_spans(persons: &[Person]) -> Vec<Span> {
    let mut spans: Vec<Span> = persons.iter().flat_map(|person| person.mentions.iter().map(|m| m.span)).collect();
    spans.sort_unstable();
    spans
}
