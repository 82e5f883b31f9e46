//! What does an article look like to the rules that find quotes? Its tokens, each with what is known of the word, the
//! marked run and the mention it stands in, and sentences that marked runs do not break.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::cues::Cue;
use super::kinds::{Part, part_of};
use super::marks::{self, Run};
use super::words::{self, Classes, Entry};
use crate::annotate::lexicon::{Lexicon, classes};
use crate::model::{Article, Country, CountryCode, Person, Span, Text};
use crate::text::{Case, Kind, Token, Tokens};

/// An article, prepared.
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text,
    pub(super) tokens: &'a Tokens,
    pub(super) persons: &'a [Person],
    pub(super) countries: &'a [Country],
    /// Words inside quotation marks.
    pub(super) runs: Vec<Run>,
    /// Mentions of persons, in text order.
    pub(super) mentions: Vec<Mention>,
    /// The person whose name begins or ends with a word; none if there are two.
    by_name: HashMap<&'a str, Option<usize>>,
    words: Vec<Word>,
    /// The parts of speech that have been asked for.
    parts: Vec<Cell<Option<Part>>>,
    sentences: Vec<u32>,
}

/// The most tokens of a sentence, a marked run counted for one.
const LONGEST_SENTENCE: usize = 500;

/// A mention of a person, as token indexes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// Index of the person.
    pub(super) person: usize,
    /// First token.
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
}

/// What is known of a token.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    entry: Entry,
    /// Index of the run it stands in (marks included) plus one.
    run: u32,
    /// Index of the mention it belongs to plus one.
    mention: u32,
    /// Whether it belongs to a mention of a country.
    country: bool,
    /// The character of a punctuation token.
    punct: Option<char>,
}

impl<'a> Scene<'a> {
    /// Prepares an article.
    pub(super) fn new(
        article: &'a Article,
        tokens: &'a Tokens,
        persons: &'a [Person],
        countries: &'a [Country],
    ) -> Self {
        let text = &article.text;
        let buffer = text.as_str();
        let mut scene = Self {
            text,
            tokens,
            persons,
            countries,
            runs: marks::find(buffer, tokens),
            mentions: mentions(tokens, persons),
            by_name: by_name(persons),
            parts: vec![Cell::new(None); tokens.len()],
            words: (0..tokens.len()).map(|index| Word::of(buffer, tokens, index)).collect(),
            sentences: Vec::with_capacity(tokens.sentence_starts().len()),
        };
        for (index, run) in scene.runs.iter().enumerate() {
            for word in &mut scene.words[run.first..run.after] {
                word.run = index as u32 + 1;
            }
        }
        for (index, mention) in scene.mentions.iter().enumerate() {
            for word in &mut scene.words[mention.first..=mention.last] {
                word.mention = index as u32 + 1;
                // "Will Doyle" holds no auxiliary.
                word.entry.classes = word.entry.classes.only(words::GIVEN);
            }
        }
        for mention in countries.iter().flat_map(|country| &country.mentions) {
            for index in tokens.index_at(mention.span.start)..=tokens.index_at(mention.span.end.saturating_sub(1)) {
                if let Some(word) = scene.words.get_mut(index) {
                    word.country = true;
                }
            }
        }
        let unbroken = |start: &u32| scene.run_at(*start as usize).is_none_or(|run| run.first == *start as usize);
        scene.sentences = tokens.sentence_starts().iter().copied().filter(unbroken).collect();
        let jammed = (1..scene.len()).filter(|at| scene.is_jammed(*at)).map(|at| at as u32);
        let jammed: Vec<u32> = jammed.chain(after_dateline(article, tokens)).collect();
        if !jammed.is_empty() {
            scene.sentences.extend(jammed);
            scene.sentences.sort_unstable();
            scene.sentences.dedup();
        }
        scene.cut_long_sentences();
        scene
    }

    /// Cuts sentences that marked runs make endless; a run counts for one token and is never cut.
    fn cut_long_sentences(&mut self) {
        let mut cuts = Vec::new();
        for (number, start) in self.sentences.iter().enumerate() {
            let end = self.sentences.get(number + 1).map_or(self.len(), |end| *end as usize);
            let (mut at, mut left) = (*start as usize, LONGEST_SENTENCE);
            while end - at > left {
                at = self.run_at(at).map_or(at + 1, |run| run.after.max(at + 1)).min(end);
                left -= 1;
                if left == 0 {
                    cuts.push(at as u32);
                    left = LONGEST_SENTENCE;
                }
            }
        }
        if !cuts.is_empty() {
            self.sentences.extend(cuts);
            self.sentences.sort_unstable();
            self.sentences.dedup();
        }
    }

    /// Whether a sentence starts at `at` without a space in front of it, as in pages that lost their line breaks.
    fn is_jammed(&self, at: usize) -> bool {
        let all = self.tokens.all();
        if self.words[at - 1].punct.is_none() || all[at].span.start != all[at - 1].span.end {
            return false;
        }
        let opens = self.run_opening(at).is_some() || all[at].is_capitalised() && all[at].span.len() > 1;
        let stop = match self.run_at(at - 1) {
            Some(run) if run.after == at => run.end.saturating_sub(1),
            Some(_) => return false,
            None => at - 1,
        };
        let inside = self.run_at(at).is_some_and(|run| run.first < at);
        if !opens || inside || stop == 0 || !matches!(self.punct(stop), Some('.' | '?' | '!')) {
            return false;
        }
        let (last, marked) = match self.run_at(stop - 1) {
            Some(run) if run.after == stop => (run.end.saturating_sub(1), true),
            _ => (stop - 1, stop + 1 < at),
        };
        all[last].case == Case::Lower && (marked || all[last].span.len() > 2)
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Token `index`.
    pub(super) fn token(&self, index: usize) -> &Token {
        &self.tokens.all()[index]
    }

    /// The folded form of token `index`.
    pub(super) fn folded(&self, index: usize) -> &str {
        self.tokens.folded(index)
    }

    /// Whether token `index` is in one of `classes`.
    pub(super) fn is(&self, index: usize, classes: Classes) -> bool {
        self.words.get(index).is_some_and(|word| word.entry.classes.any(classes))
    }

    /// Whether token `index` is the punctuation character `c`.
    pub(super) fn is_punct(&self, index: usize, c: char) -> bool {
        self.punct(index) == Some(c)
    }

    /// The character of token `index`, if it is punctuation.
    pub(super) fn punct(&self, index: usize) -> Option<char> {
        self.words.get(index).and_then(|word| word.punct)
    }

    /// Whether token `index` starts with a capital letter.
    pub(super) fn is_capitalised(&self, index: usize) -> bool {
        self.tokens.all().get(index).is_some_and(Token::is_capitalised)
    }

    /// Whether token `index` has its capital only because it opens a sentence, being a word that is else written small.
    pub(super) fn is_plain(&self, index: usize) -> bool {
        let opens = self.sentence(index).start == index || index > 0 && self.run_opening(index - 1).is_some();
        opens && self.is_capitalised(index) && self.mention_at(index).is_none() && {
            let word = self.folded(index);
            let known = Lexicon::get().word(word);
            let names =
                classes::ANY_NAME | classes::ORG | classes::PLACE | classes::COUNTRY | classes::PEOPLE | classes::CITY;
            known.has(classes::EVERYDAY) && !known.has(names) || self.is(index, words::FUNCTION)
        }
    }

    /// How token `index` reports speech, if it does.
    pub(super) fn cue(&self, index: usize) -> Option<Cue> {
        self.words.get(index).and_then(|word| word.entry.cue)
    }

    /// The part of speech that the word at token `index` most often is.
    pub(super) fn part(&self, index: usize) -> Part {
        let Some(known) = self.parts.get(index) else { return Part::Short };
        known.get().unwrap_or_else(|| {
            let part = part_of(self.folded(index));
            known.set(Some(part));
            part
        })
    }

    /// The number of token `index` among the words that hold sentences together or report speech; 0 for any other.
    pub(super) fn word_number(&self, index: usize) -> u32 {
        self.words.get(index).map_or(0, |word| word.entry.id)
    }

    /// The marked run in which token `index` stands, its marks included.
    pub(super) fn run_at(&self, index: usize) -> Option<Run> {
        self.run_number(index).map(|n| self.runs[n])
    }

    /// The number of the marked run in which token `index` stands.
    pub(super) fn run_number(&self, index: usize) -> Option<usize> {
        self.words.get(index).and_then(|word| (word.run as usize).checked_sub(1))
    }

    /// The run that opens at token `index`.
    pub(super) fn run_opening(&self, index: usize) -> Option<Run> {
        self.run_at(index).filter(|run| run.first == index)
    }

    /// The mention of a person to which token `index` belongs.
    pub(super) fn mention_at(&self, index: usize) -> Option<Mention> {
        let number = self.words.get(index).and_then(|word| (word.mention as usize).checked_sub(1))?;
        self.mentions.get(number).copied()
    }

    /// The mentions that start at or behind token `from` and before token `to`.
    pub(super) fn mentions_in(&self, from: usize, to: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.first < from);
        let end = self.mentions.partition_point(|mention| mention.first < to);
        &self.mentions[start..end.max(start)]
    }

    /// The one person named from token `from` to token `to`, leaving `but` aside; none if there are several.
    pub(super) fn only_person(&self, from: usize, to: usize, but: Option<usize>) -> Option<usize> {
        let mut named =
            self.mentions_in(from, to).iter().map(|mention| mention.person).filter(|person| Some(*person) != but);
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }

    /// The person whose last name token `index` is, where it was not taken for a mention.
    pub(super) fn person_of_surname(&self, index: usize) -> Option<usize> {
        if !self.is_capitalised(index) || self.mention_at(index).is_some() || self.is_country(index) {
            return None;
        }
        let written = self.text.slice(self.token(index).span);
        let alone = index == 0 || !self.is_capitalised(index - 1);
        self.by_name.get(written).copied().flatten().filter(|_| alone)
    }

    /// Whether token `index` belongs to a mention of a country.
    pub(super) fn is_country(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.country)
    }

    /// The sentence in which token `index` stands; a marked run of several sentences breaks none.
    pub(super) fn sentence(&self, index: usize) -> Range<usize> {
        let next = self.sentences.partition_point(|start| *start as usize <= index);
        let start = next.checked_sub(1).map_or(0, |n| self.sentences[n] as usize);
        let end = self.sentences.get(next).map_or(self.len(), |end| *end as usize);
        start..end
    }

    /// The number of the sentence in which token `index` stands.
    pub(super) fn sentence_number(&self, index: usize) -> usize {
        self.sentences.partition_point(|start| *start as usize <= index)
    }

    /// The country that the mention names to which token `index` belongs.
    pub(super) fn country_at(&self, index: usize) -> Option<CountryCode> {
        let at = self.is_country(index).then(|| self.token(index).span.start)?;
        let names = |country: &&Country| {
            let next = country.mentions.partition_point(|mention| mention.span.end <= at);
            country.mentions.get(next).is_some_and(|mention| mention.span.start <= at)
        };
        self.countries.iter().find(names).map(|country| country.code)
    }

    /// The bytes from token `first` to token `last`.
    pub(super) fn span_of(&self, first: usize, last: usize) -> Option<Span> {
        let all = self.tokens.all();
        let (first, last) = (all.get(first)?, all.get(last)?);
        (first.span.start <= last.span.end).then(|| Span::new(first.span.start, last.span.end))
    }

    /// The first tokens of all sentences.
    pub(super) fn sentence_starts(&self) -> &[u32] {
        &self.sentences
    }

    /// The number of the block in which token `index` stands.
    pub(super) fn block(&self, index: usize) -> usize {
        self.text.block_at(self.token(index).span.start)
    }

    /// The first token of the block in which token `index` stands.
    pub(super) fn block_start(&self, index: usize) -> usize {
        self.tokens.block(self.block(index)).start
    }
}

impl Word {
    fn of(buffer: &str, tokens: &Tokens, index: usize) -> Self {
        let token = &tokens.all()[index];
        if token.kind == Kind::Punct {
            return Self { punct: Some(marks::char_at(buffer, tokens, index)), ..Self::default() };
        }
        // The initial of a name ("Harry M. Reid") is not the end of "I'm".
        let initial = token.span.len() == 1 && token.is_capitalised() && tokens.all().len() > index + 1;
        if initial && tokens.folded(index + 1) == "." {
            return Self::default();
        }
        Self { entry: words::look_up(tokens.folded(index)), ..Self::default() }
    }
}

/// Who is called by the first or last word of a name, if only one is.
fn by_name(persons: &[Person]) -> HashMap<&str, Option<usize>> {
    let mut by_name = HashMap::with_capacity(persons.len() * 2);
    for (number, person) in persons.iter().enumerate() {
        let (first, last) = (person.name.split(' ').next(), person.name.rsplit(' ').next());
        for word in first.into_iter().chain(last.filter(|last| Some(*last) != first)) {
            by_name.entry(word).and_modify(|person| *person = None).or_insert(Some(number));
        }
    }
    by_name
}

/// The mentions of all persons in text order, as token indexes; of two that overlap the first is kept.
fn mentions(tokens: &Tokens, persons: &[Person]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = persons
        .iter()
        .enumerate()
        .flat_map(|(person, entry)| entry.mentions.iter().map(move |mention| (person, mention.span)))
        .filter(|(_, span)| !span.is_empty())
        .map(|(person, span)| Mention {
            person,
            first: tokens.index_at(span.start),
            last: tokens.index_at(span.end - 1),
        })
        .filter(|mention| mention.first <= mention.last && mention.last < tokens.len())
        .collect();
    mentions.sort_unstable_by_key(|mention| (mention.first, mention.last));
    mentions.dedup_by(|next, kept| next.first <= kept.last);
    mentions
}

/// The token with which the text begins behind a dateline: no quote and no speaker reaches back over the dash.
fn after_dateline(article: &Article, tokens: &Tokens) -> Option<u32> {
    const LONGEST: usize = 16;
    let from = tokens.index_at(article.dateline?.end.saturating_sub(1)) + 1;
    let is_dash = |at: usize| matches!(tokens.folded(at), "-" | "–" | "—" | "/");
    let dash = (from..from + LONGEST).find(|at| is_dash(*at))?;
    let start = (dash..dash + 3).find(|at| !is_dash(*at))?;
    (start < tokens.len()).then_some(start as u32)
}
