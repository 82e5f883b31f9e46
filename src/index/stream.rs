//! How does an article's text become one stream of positions?
//!
//! Every indexed token of the title and the paragraphs takes one position. Sharing the position of a word are: its
//! stem, if it differs; marks, where something starts or ends there; and the names that it mentions. Kinds of tokens are told apart by
//! their first byte: a word as written (folded) has none, the others have a control character, which no folded word holds.
//!
//! The stream is written here, where the annotated article is at hand, as a string of small records, and taken apart again by
//! a tantivy tokenizer that has nothing left to decide. That way the text is tokenized once, for annotators and
//! index alike, and without one allocation per token.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::model::{Annotations, CountryCode, Established, Grain, How, Span, Text, When};
use crate::text::{Stemmer, Tokens};

/// The name under which the decoder is registered with tantivy.
pub(super) const TOKENIZER: &str = "stream";

/// Longer words cannot be searched for; they still take a position.
const MAX_WORD: usize = 120;
/// Longer names are cut: tantivy drops terms of 64 KiB, and no name is this long.
const MAX_NAME: usize = 250;

/// What begins or ends at a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The first word of the title.
    Title,
    /// The first word of a paragraph, or of the title.
    Paragraph,
    /// The first word of a sentence.
    Sentence,
    /// The first word of a quote.
    QuoteOpens,
    /// The last word of a quote.
    QuoteCloses,
}

/// The token of a mark.
pub fn mark_token(mark: Mark) -> &'static str {
    match mark {
        Mark::Title => "\u{2}t",
        Mark::Paragraph => "\u{2}p",
        Mark::Sentence => "\u{2}s",
        Mark::QuoteOpens => "\u{2}q",
        Mark::QuoteCloses => "\u{2}e",
    }
}

/// The token of the stem of a word in another language than English.
pub fn foreign_stem_token(code: &str, stem: &str) -> String {
    format!("{FOREIGN_STEM}{code}{stem}")
}

/// The token of an English stem.
pub fn stem_token(stem: &str) -> String {
    format!("{STEM}{stem}")
}

/// The token of a person mentioned under this canonical name.
pub fn person_token(name: &str) -> String {
    format!("{PERSON}{}", name_key(name))
}

/// The token of a country mentioned.
pub fn country_token(code: CountryCode) -> String {
    format!("{COUNTRY}{code}")
}

/// The token of a country mentioned in one way, beside [`country_token`].
pub fn country_way_token(code: CountryCode, how: How) -> String {
    format!("{COUNTRY}{code}{}", way_letter(how))
}

fn way_letter(how: How) -> char {
    match how {
        How::Name => 'n',
        How::Adjective => 'a',
        How::City => 'c',
        How::Region => 'r',
        How::Metonym => 'm',
    }
}

/// The token of a quote by this speaker, at the quote's first word.
pub fn speaker_token(name: &str) -> String {
    format!("{SPEAKER}{}", name_key(name))
}

/// The token that says that the article calls this person by this shorter or other form.
pub fn form_token(form: &str, name: &str) -> String {
    format!("{FORM}{}{BETWEEN}{}", name_key(form), name_key(name))
}

/// The beginning of all tokens of roles of this person.
pub(crate) fn role_prefix(name: &str) -> String {
    format!("{ROLE}{}{BETWEEN}", name_key(name))
}

/// The token of a person whom the article names as a figure of world news.
pub(crate) fn figure_token(name: &str) -> String {
    format!("{FIGURE}{}", name_key(name))
}

/// Takes the token of a form (or role) apart, without its first character: the form and the name (the name and the role).
pub(crate) fn split_pair(token: &str) -> Option<(&str, &str)> {
    token.split_once(BETWEEN)
}

/// The token of a time that is mentioned.
pub fn time_token(when: When) -> String {
    format!("{TIME}{when}")
}

/// The token of every time that lies within this month or year.
pub fn within_token(when: When) -> String {
    format!("{WITHIN}{when}")
}

/// The first character of every token of a time.
pub(crate) const TIME: char = '\u{8}';
/// The first character of a token of the month or year in which a time lies.
const WITHIN: char = '\u{b}';
/// The first character of every token of a form.
pub(crate) const FORM: char = '\u{6}';
/// Stands between the parts of a token that has two.
const BETWEEN: char = '\u{7}';
/// The first character of every token that says what the article says a person is: the name, then the role.
const ROLE: char = '\u{10}';
/// The first character of every token of a person whom the article names in short, as a figure of world news.
const FIGURE: char = '\u{f}';
/// The first character of every token of a person.
pub(crate) const PERSON: char = '\u{3}';
/// The first character of every token of a speaker.
pub(crate) const SPEAKER: char = '\u{5}';
const STEM: char = '\u{1}';
/// Before the two letters of a language and a stem.
const FOREIGN_STEM: char = '\u{e}';
const COUNTRY: char = '\u{4}';

fn name_key(name: &str) -> &str {
    let mut end = name.len().min(MAX_NAME);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// Starts a record whose token takes the next position.
const NEXT: char = '\u{1e}';
/// Starts a record whose token shares the position of the one before.
const SAME: char = '\u{1f}';
/// A position without a token.
const GAP: char = '\u{1d}';

/// Writes the stream of one article into `out`, and the words of its title into `title`.
pub(super) fn encode(
    text: &Text,
    tokens: &Tokens,
    annotations: &Annotations,
    mut stemmer: Option<&mut Stemmer>,
    out: &mut String,
    title: &mut String,
) {
    let notes = notes(text, tokens, annotations);
    let mut notes = notes.iter().peekable();
    let mut sentences = tokens.sentence_starts().iter().copied().peekable();
    for block in 0..tokens.block_count() {
        let mut opens = true;
        let mut sentence_opens = false;
        for index in tokens.block(block) {
            while sentences.next_if(|start| *start as usize <= index).is_some() {
                sentence_opens = true;
            }
            if !tokens.all()[index].is_indexed() {
                continue;
            }
            if opens && !out.is_empty() {
                out.push(GAP); // no phrase runs from one block into the next
            }
            let start = out.len();
            encode_word(tokens.folded(index), stemmer.as_deref_mut(), out);
            if block == 0 {
                title.push_str(&out[start..]);
            }
            if opens && block == 0 {
                encode_shared(out, mark_token(Mark::Title));
            }
            if opens {
                encode_shared(out, mark_token(Mark::Paragraph));
            }
            if opens || sentence_opens {
                encode_shared(out, mark_token(Mark::Sentence));
            }
            while let Some(note) = notes.next_if(|note| note.at as usize <= index) {
                note.encode(out);
            }
            (opens, sentence_opens) = (false, false);
        }
    }
}

fn encode_word(folded: &str, stemmer: Option<&mut Stemmer>, out: &mut String) {
    if folded.is_empty() || folded.len() > MAX_WORD {
        out.push(GAP);
        return;
    }
    out.push(NEXT);
    out.push_str(folded);
    let Some(stemmer) = stemmer else { return };
    if !stemmer.is_english() {
        // Of other languages every word has its stem token: a stem of one language may be a word of another.
        out.push(SAME);
        out.push(FOREIGN_STEM);
        out.push_str(stemmer.code());
        out.push_str(stemmer.stem(folded));
        return;
    }
    let stem = stemmer.stem(folded);
    if stem != folded {
        out.push(SAME);
        out.push(STEM);
        out.push_str(stem);
    }
}

fn encode_shared(out: &mut String, token: &str) {
    out.push(SAME);
    out.push_str(token);
}

/// Something to be noted at the token with index `at`.
struct Note<'a> {
    at: u32,
    what: What<'a>,
}

enum What<'a> {
    Person(&'a str),
    Country(CountryCode, How),
    Speaker(&'a str),
    Form(&'a str, &'a str),
    Time(When),
    Role(&'a str, &'a str),
    Figure(&'a str),
    Mark(Mark),
}

impl Note<'_> {
    fn encode(&self, out: &mut String) {
        out.push(SAME);
        match self.what {
            What::Mark(mark) => out.push_str(mark_token(mark)),
            What::Person(name) => push_name(PERSON, name, out),
            What::Speaker(name) => push_name(SPEAKER, name, out),
            What::Form(form, name) => {
                push_name(FORM, form, out);
                push_name(BETWEEN, name, out);
            }
            What::Time(when) => push_time(when, out),
            What::Role(name, role) => {
                push_name(ROLE, name, out);
                out.push(BETWEEN);
                push_on_one_line(name_key(role), out);
            }
            What::Figure(name) => push_name(FIGURE, name, out),
            What::Country(code, how) => {
                out.push(COUNTRY);
                out.push_str(code.as_str());
                out.push(SAME);
                out.push(COUNTRY);
                out.push_str(code.as_str());
                out.push(way_letter(how));
            }
        }
    }
}

/// A time, and the month and the year in which all of it lies: a month is found by its own token, not by that of each day.
fn push_time(when: When, out: &mut String) {
    use std::fmt::Write;
    let _ = write!(out, "{TIME}{when}");
    for whole in [Grain::Month, Grain::Year].into_iter().filter_map(|grain| when.within(grain)) {
        let _ = write!(out, "{SAME}{WITHIN}{whole}");
    }
}

fn push_name(prefix: char, name: &str, out: &mut String) {
    out.push(prefix);
    out.push_str(name_key(name));
}

/// Appends words with one blank between them, whatever the text has there.
fn push_on_one_line(words: &str, out: &mut String) {
    for (nth, word) in words.split_whitespace().enumerate() {
        if nth > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// All notes in order of their tokens.
fn notes<'a>(text: &'a Text, tokens: &Tokens, annotations: &'a Annotations) -> Vec<Note<'a>> {
    let mut notes = Vec::new();
    let first = |span: Span| indexed_from(tokens, tokens.index_at(span.start));
    for person in &annotations.persons {
        let mut forms: Vec<&str> = vec![&person.name];
        let mut roles: Vec<&str> = Vec::new();
        for (nth, mention) in person.mentions.iter().enumerate() {
            let at = first(mention.span);
            if nth == 0 && person.established == Established::Figure {
                notes.push(Note { at, what: What::Figure(&person.name) });
            }
            if let Some(role) = mention.role.map(|role| text.slice(role))
                && !roles.contains(&role)
            {
                roles.push(role);
                notes.push(Note { at, what: What::Role(&person.name, role) });
            }
            notes.push(Note { at, what: What::Person(&person.name) });
            let form = text.slice(mention.span);
            if !forms.contains(&form) {
                forms.push(form);
                notes.push(Note { at, what: What::Form(form, &person.name) });
            }
        }
    }
    for country in &annotations.countries {
        notes.extend(
            country.mentions.iter().map(|m| Note { at: first(m.span), what: What::Country(country.code, m.how) }),
        );
    }
    for date in &annotations.dates {
        if let Some(when) = date.value.when() {
            notes.extend(date.spans.iter().map(|span| Note { at: first(*span), what: What::Time(when) }));
        }
    }
    for quote in &annotations.quotes {
        let opens = first(quote.span);
        notes.push(Note { at: opens, what: What::Mark(Mark::QuoteOpens) });
        notes.extend(quote.speakers().map(|name| Note { at: opens, what: What::Speaker(name) }));
        let closes = indexed_up_to(tokens, tokens.index_at(quote.span.end.saturating_sub(1)));
        notes.push(Note { at: closes.max(opens), what: What::Mark(Mark::QuoteCloses) });
    }
    notes.sort_by_key(|note| note.at);
    notes
}

/// The first indexed token from `index` on.
fn indexed_from(tokens: &Tokens, index: usize) -> u32 {
    let all = tokens.all();
    (index..all.len()).find(|n| all[*n].is_indexed()).unwrap_or(index) as u32
}

/// The last indexed token up to and with `index`.
fn indexed_up_to(tokens: &Tokens, index: usize) -> u32 {
    let all = tokens.all();
    (0..all.len().min(index + 1)).rev().find(|n| all[*n].is_indexed()).unwrap_or(0) as u32
}

/// Takes an encoded stream apart again, for tantivy.
#[derive(Clone, Default)]
pub(super) struct StreamTokenizer {
    token: Token,
}

impl Tokenizer for StreamTokenizer {
    type TokenStream<'a> = Decoder<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Decoder<'a> {
        self.token.reset();
        Decoder { rest: text, token: &mut self.token }
    }
}

/// The tokens of one encoded stream.
pub(super) struct Decoder<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for Decoder<'_> {
    fn advance(&mut self) -> bool {
        while let Some((record, rest)) = split_record(self.rest) {
            self.rest = rest;
            let (op, text) = record.split_at(1);
            if !op.starts_with(SAME) {
                self.token.position = self.token.position.wrapping_add(1);
            }
            if !op.starts_with(GAP) {
                self.token.text.clear();
                self.token.text.push_str(text);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Cuts off the first record, which begins with one of the three operators.
fn split_record(stream: &str) -> Option<(&str, &str)> {
    let tail = stream.as_bytes().get(1..)?;
    let end = memchr::memchr3(NEXT as u8, SAME as u8, GAP as u8, tail).map_or(stream.len(), |at| at + 1);
    Some(stream.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Person, PersonMention, Quote, QuoteEvidence, QuoteKind, Speaker, SpeakerKind};

    fn decode(stream: &str) -> Vec<(usize, String)> {
        let mut tokenizer = StreamTokenizer::default();
        let mut decoder = tokenizer.token_stream(stream);
        let mut tokens = Vec::new();
        while decoder.advance() {
            tokens.push((decoder.token().position, decoder.token().text.clone()));
        }
        tokens
    }

    fn stream_of(title: &str, paragraphs: &[&str], annotations: &Annotations) -> (String, String) {
        let mut builder = Text::with_title(title);
        for paragraph in paragraphs {
            builder.paragraph(paragraph, None);
        }
        let (mut out, mut words) = (String::new(), String::new());
        let text = builder.finish();
        let tokens = Tokens::of_text(&text);
        encode(&text, &tokens, annotations, Some(&mut Stemmer::default()), &mut out, &mut words);
        (out, words)
    }

    #[test]
    fn words_stems_and_marks_share_positions_and_blocks_are_parted() {
        let (stream, title) = stream_of("Talks", &["Xi visits. He left"], &Annotations::default());
        let expected = [
            (0, "talks"),
            (0, "\u{1}talk"),
            (0, "\u{2}t"),
            (0, "\u{2}p"),
            (0, "\u{2}s"),
            (2, "xi"),
            (2, "\u{2}p"),
            (2, "\u{2}s"),
            (3, "visits"),
            (3, "\u{1}visit"),
            (4, "he"),
            (4, "\u{2}s"),
            (5, "left"),
        ];
        let found = decode(&stream);
        assert_eq!(found.iter().map(|(at, token)| (*at, token.as_str())).collect::<Vec<_>>(), expected);
        assert_eq!(decode(&title), [(0, "talks".to_owned()), (0, "\u{1}talk".to_owned())]);
    }

    #[test]
    fn mentions_and_quotes_stand_at_their_words() {
        let text = "“We go,” Xi said.";
        let at = |word: &str| {
            let start = text.find(word).unwrap() as u32 + 1; // the separator before the first paragraph
            Span::new(start, start + word.len() as u32)
        };
        let annotations = Annotations {
            persons: vec![Person {
                name: "Xi Jinping".into(),
                established: Established::Article,
                mentions: vec![PersonMention { span: at("Xi"), role: Some(at("said")) }],
            }],
            countries: vec![],
            quotes: vec![Quote {
                span: at("We go,"),
                kind: QuoteKind::Direct,
                speaker: Some(Speaker {
                    name: Some("Xi Jinping".into()),
                    kind: SpeakerKind::Person,
                    span: at("Xi"),
                    with: vec![],
                }),
                cue: None,
                about: vec![],
                about_countries: vec![],
                to: vec![],
                evidence: QuoteEvidence::Reported,
                confidence: 1.0,
            }],
            phrases: vec![],
            dates: vec![],
        };
        let (stream, _) = stream_of("", &[text], &annotations);
        let special: Vec<(usize, String)> = decode(&stream).into_iter().filter(|(_, t)| t.as_bytes()[0] < 17).collect();
        let expected = [
            (0, "\u{2}p"),
            (0, "\u{2}s"),
            (0, "\u{2}q"),
            (0, "\u{5}Xi Jinping"),
            (1, "\u{2}e"),
            (2, "\u{10}Xi Jinping\u{7}said"),
            (2, "\u{3}Xi Jinping"),
            (2, "\u{6}Xi\u{7}Xi Jinping"),
        ];
        assert_eq!(special.iter().map(|(at, token)| (*at, token.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn kinds_of_tokens_are_told_apart_by_their_first_byte() {
        let mut kinds =
            [STEM, FOREIGN_STEM, PERSON, COUNTRY, SPEAKER, FORM, BETWEEN, TIME, WITHIN, ROLE, FIGURE].to_vec();
        kinds.extend([NEXT, SAME, GAP]);
        kinds.extend(mark_token(Mark::Title).chars().take(1));
        let all = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), all);
        assert!(kinds.iter().all(|kind| kind.is_control()));
    }

    #[test]
    fn a_monstrous_word_keeps_its_place_and_a_name_is_cut() {
        let (stream, _) = stream_of("", &[&format!("a {} b", "x".repeat(500))], &Annotations::default());
        let positions: Vec<_> = decode(&stream).into_iter().filter(|(_, t)| !t.starts_with('\u{2}')).collect();
        assert_eq!(positions, [(0, "a".to_owned()), (2, "b".to_owned())]);
        assert_eq!(person_token(&"é".repeat(400)).len(), 251);
    }
}
