//! What does the lexicon know of each token of an article, and where might places be named? Looked up once, for
//! persons and countries alike.

use super::lexicon::{Classes, Info, Lexicon, Match, Written, classes};
use crate::model::{Article, Span};
use crate::text::{Case, Kind, Token, Tokens};

/// An article's tokens with what the lexicon knows of them.
pub(super) struct Scan<'a> {
    pub(super) buffer: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) infos: Vec<Info>,
    /// Names of places, the longest at each point, in text order; not all of them mean a place here.
    pub(super) places: Vec<Match>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(article: &'a Article, tokens: &'a Tokens) -> Self {
        let lexicon = Lexicon::get();
        let infos = (0..tokens.len())
            .map(|n| match tokens.all()[n].kind {
                Kind::Word => lexicon.word(tokens.folded(n)),
                _ => Info::default(),
            })
            .collect();
        let mut scan = Self { buffer: article.text.as_str(), tokens, infos, places: Vec::new() };
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
            Written::Abbreviation => place.start > 0 && self.is(place.start - 1, ","),
        }
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
