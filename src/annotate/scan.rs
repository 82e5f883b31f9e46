//! What does the lexicon know of each token of an article, and where might places be named? Looked up once, for
//! persons and countries alike.

use super::lexicon::{Classes, Info, Lexicon, Match, Written, classes, hash};
use super::runs::Run;
use crate::model::{Article, How, Span};
use crate::text::{Case, Kind, Token, Tokens};

/// An article's tokens with what the lexicon knows of them.
pub(super) struct Scan<'a> {
    pub(super) buffer: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) infos: Vec<Info>,
    /// The hash of each folded word; one for all numbers.
    pub(super) hashes: Vec<u32>,
    /// Names of places, the longest at each point, in text order; not all of them mean a place here.
    pub(super) places: Vec<Match>,
    /// For each token, of which kind and size the place is that it is part of; 0 for none.
    place_marks: Vec<u8>,
}

/// What stands for the classes of a token that is no word, and for a word in small letters.
const PUNCTUATION: Classes = 1 << 24;
const NUMBER: Classes = 1 << 25;
const CLITIC: Classes = 1 << 26;
const SMALL: Classes = 1 << 27;
const NOWHERE: Classes = 1 << 28;

impl<'a> Scan<'a> {
    pub(super) fn new(article: &'a Article, tokens: &'a Tokens) -> Self {
        let lexicon = Lexicon::get();
        let mut infos = Vec::with_capacity(tokens.len());
        let mut hashes = Vec::with_capacity(tokens.len());
        for (index, token) in tokens.all().iter().enumerate() {
            let word = tokens.folded(index);
            let hash = hash(word);
            infos.push(match (token.kind, token.is_capitalised()) {
                (Kind::Word, true) => lexicon.hashed_word(word, hash),
                (Kind::Word, false) => lexicon.small_word(word, hash),
                _ => Info::default(),
            });
            hashes.push(if token.kind == Kind::Number { 1 } else { (hash >> 32) as u32 });
        }
        let place_marks = vec![0; tokens.len()];
        let buffer = article.text.as_str();
        let mut scan = Self { buffer, tokens, infos, hashes, places: Vec::new(), place_marks };
        for block in 0..tokens.block_count() {
            scan.find_places(lexicon, tokens.block(block));
        }
        scan
    }

    fn find_places(&mut self, lexicon: &Lexicon, block: std::ops::Range<usize>) {
        let mut key = String::new();
        let mut index = block.start;
        while index < block.end {
            let found = if self.token(index).is_capitalised() {
                lexicon.place_at(self.tokens, index, block.end, self.infos[index], &mut key)
            } else {
                None
            };
            index += 1;
            if let Some(place) = found.filter(|place| self.is_written_right(lexicon, place)) {
                index = place.end;
                let mark = self.place_mark(lexicon, &place);
                self.place_marks[place.start..place.end].fill(mark);
                self.places.push(place);
            }
        }
    }

    /// Whether at least one country of a place can be meant by the way it is written.
    fn is_written_right(&self, lexicon: &Lexicon, place: &Match) -> bool {
        lexicon.candidates(place.info).any(|candidate| self.may_be(place, candidate.written))
    }

    /// Whether a place is written as a candidate wants it.
    pub(super) fn may_be(&self, place: &Match, written: Written) -> bool {
        match written {
            Written::Capital => true,
            Written::Capitals => self.token(place.start).case == Case::Upper,
            Written::Abbreviation => {
                let short = self.token(place.start).span.len() == 2 && self.token(place.start).case != Case::Upper;
                place.start > 0 && self.is(place.start - 1, ",") && (!short || self.is(place.end, "."))
            }
        }
    }

    /// Kind and size of a place in one byte that is not 0.
    fn place_mark(&self, lexicon: &Lexicon, place: &Match) -> u8 {
        let usable = lexicon.candidates(place.info).filter(|c| self.may_be(place, c.written));
        let Some(strongest) = usable.max_by_key(|c| c.weight) else { return 0 };
        let kind = match strongest.how {
            How::Name => 1,
            How::Adjective => 2,
            How::City => 3,
            How::Region => 4,
            How::Metonym => 5,
        };
        let size = match strongest.weight {
            0..30 => 0,
            30..300 => 1,
            300..3000 => 2,
            _ => 3,
        };
        kind + 8 * size + 32 * u8::from(place.end - place.start > 1)
    }

    pub(super) fn place_class(&self, index: usize) -> u32 {
        u32::from(self.place_marks[index])
    }

    /// Whether a token is part of the name of a place of more than 300,000 inhabitants.
    pub(super) fn is_in_large_place(&self, index: usize) -> bool {
        self.place_marks[index] / 8 % 4 >= 2
    }

    /// The classes of a token, and what it is if not a capitalised word.
    pub(super) fn classes(&self, index: usize) -> Classes {
        let Some(token) = self.tokens.all().get(index) else { return NOWHERE };
        match token.kind {
            Kind::Word if token.is_capitalised() => self.infos[index].classes,
            Kind::Word => self.infos[index].classes | SMALL,
            Kind::Number => NUMBER,
            Kind::Clitic => CLITIC,
            Kind::Punct => PUNCTUATION,
        }
    }

    /// The hash of a token, 0 outside the text.
    pub(super) fn hash_at(&self, index: usize) -> u32 {
        self.hashes.get(index).copied().unwrap_or_default()
    }

    /// Whether a token of a run is part of a name: a capitalised word, or one that a hyphen joins to it ("Jong-un").
    pub(super) fn is_part(&self, index: usize, run: &Run) -> bool {
        let token = self.token(index);
        let joined = index > run.start && self.token(index - 1).kind == Kind::Punct && self.is_joined(index);
        token.kind == Kind::Word && (token.is_capitalised() || joined)
    }

    /// Whether a verb of speech stands beside a run.
    pub(super) fn speaks(&self, run: &Run) -> bool {
        self.has(run.end, classes::SPEECH) || run.start > 0 && self.has(run.start - 1, classes::SPEECH)
    }

    /// Whether a comma at `index` opens a description, as stands behind a person: an age, a post, "who".
    pub(super) fn is_described(&self, index: usize) -> bool {
        let next = index + 1;
        let opens = self.is(index, ",") || self.is(index, "(");
        let age = next < self.tokens.len() && self.token(next).kind == Kind::Number && self.word(next).len() == 2;
        opens
            && (age
                || matches!(self.word(next), "a" | "an" | "who" | "whose")
                || self.has(next, classes::ROLE) && !self.is_capital(next))
    }

    pub(super) fn token(&self, index: usize) -> &Token {
        &self.tokens.all()[index]
    }

    /// The folded word, empty outside the text.
    pub(super) fn word(&self, index: usize) -> &str {
        if index < self.tokens.len() { self.tokens.folded(index) } else { "" }
    }

    pub(super) fn is(&self, index: usize, word: &str) -> bool {
        self.word(index) == word
    }

    pub(super) fn has(&self, index: usize, classes: Classes) -> bool {
        self.infos.get(index).is_some_and(|info| info.has(classes))
    }

    /// Whether a token is a word with a capital.
    pub(super) fn is_capital(&self, index: usize) -> bool {
        index < self.tokens.len() && self.token(index).kind == Kind::Word && self.token(index).is_capitalised()
    }

    /// Whether no space parts a token from the one before.
    pub(super) fn is_joined(&self, index: usize) -> bool {
        index > 0 && index < self.tokens.len() && self.token(index - 1).span.end == self.token(index).span.start
    }

    /// One letter, or letters with stops between: `J`, `J.D`.
    pub(super) fn is_initial(&self, index: usize) -> bool {
        let token = self.token(index);
        token.kind == Kind::Word
            && token.is_capitalised()
            && (token.span.len() == 1 || self.word(index).contains('.'))
            && !self.infos[index].has(classes::COUNTRY)
    }

    /// The span from the first to the last of some tokens.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.token(start).span.start, self.token(end - 1).span.end)
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        &self.buffer[span.start as usize..span.end as usize]
    }
}
