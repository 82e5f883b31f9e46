//! Where does each word start and end? One pass over the buffer of a text, no allocation per token.
//!
//! A token is a word, a number, the rest of a contraction, or one punctuation character. Words are runs of
//! letters, digits and accents; inside a word may stand the apostrophe of a name (`O'Neill`, `Xi'an`), the full stops of an
//! acronym (`U.S`) and the separators of a number (`1,000.5`). Hyphens part words. A possessive or contraction is a
//! token of its own (`Putin` `s`), and so is a French elision (`d` `Estaing`). Each letter of a script
//! without spaces (Chinese, Japanese, Thai) is a token, so that phrases of them can be found without a dictionary.

use super::fold::{fold_into, is_combining_mark};
use super::sentences;
use crate::model::{Span, Text};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// A word that starts with a digit.
    Number,
    /// What follows the apostrophe of a possessive or contraction: the `s` of `Putin's`, the `t` of `don't`.
    Clitic,
    /// One character that is none of these and no white space.
    Punct,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Nothing in it has case.
    None,
    /// `word`
    Lower,
    /// `Word`, or one capital letter
    Capital,
    /// `WORD`
    Upper,
    /// `McCain`, `iPhone`
    Mixed,
}

/// One token of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands in the buffer.
    pub span: Span,
    folded_start: u32,
    folded_len: u16,
    /// What it is.
    pub kind: Kind,
    /// How it is capitalised; `None` for punctuation.
    pub case: Case,
}

impl Token {
    /// Whether the index holds it: everything but punctuation.
    pub fn is_indexed(&self) -> bool {
        self.kind != Kind::Punct
    }

    /// Whether it starts with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper | Case::Mixed)
    }
}

/// The tokens of a text, with its sentences and blocks.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    tokens: Vec<Token>,
    folded: String,
    block_starts: Vec<u32>,
    sentence_starts: Vec<u32>,
}

impl Tokens {
    /// Cuts up an article's text, block by block.
    pub fn of_text(text: &Text) -> Self {
        Self::of_blocks(text.as_str(), text.blocks().iter().map(|block| block.span))
    }

    /// Cuts up one string, taken as one block.
    pub fn of_str(buffer: &str) -> Self {
        Self::of_blocks(buffer, [Span::new(0, buffer.len() as u32)])
    }

    fn of_blocks(buffer: &str, blocks: impl IntoIterator<Item = Span>) -> Self {
        let mut tokens = Self {
            tokens: Vec::with_capacity(buffer.len() / 5),
            folded: String::with_capacity(buffer.len()),
            ..Self::default()
        };
        for block in blocks {
            tokens.block_starts.push(tokens.tokens.len() as u32);
            Scanner { buffer, at: block.start as usize, end: block.end as usize }.scan(&mut tokens);
        }
        tokens.block_starts.push(tokens.tokens.len() as u32);
        tokens.sentence_starts = sentences::starts(buffer, &tokens);
        tokens
    }

    /// The same tokens, capitalised in another way: one case a token.
    #[must_use]
    pub fn with_cases(&self, cases: &[Case]) -> Self {
        let mut recased = self.clone();
        for (token, case) in recased.tokens.iter_mut().zip(cases) {
            token.case = *case;
        }
        recased
    }

    /// All tokens in text order.
    pub fn all(&self) -> &[Token] {
        &self.tokens
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The folded form of token `index` (see [`fold`](super::fold())); that of punctuation is the character itself. Empty
    /// beyond the last token, so that rules can look ahead without asking first.
    pub fn folded(&self, index: usize) -> &str {
        let Some(token) = self.tokens.get(index) else { return "" };
        let start = token.folded_start as usize;
        &self.folded[start..start + token.folded_len as usize]
    }

    /// How many blocks there are: the title and the paragraphs.
    pub fn block_count(&self) -> usize {
        self.block_starts.len() - 1
    }

    /// The tokens of block `n`, as a range of indexes.
    pub fn block(&self, n: usize) -> std::ops::Range<usize> {
        self.block_starts[n] as usize..self.block_starts[n + 1] as usize
    }

    /// The indexes of the tokens that open a sentence, ascending. Every block that is not empty opens one.
    pub fn sentence_starts(&self) -> &[u32] {
        &self.sentence_starts
    }

    /// The sentence (a range of token indexes) in which token `index` stands.
    pub fn sentence_of(&self, index: usize) -> std::ops::Range<usize> {
        let next = self.sentence_starts.partition_point(|start| *start as usize <= index);
        let start = next.checked_sub(1).map_or(0, |n| self.sentence_starts[n] as usize);
        let end = self.sentence_starts.get(next).map_or(self.tokens.len(), |end| *end as usize);
        start..end
    }

    /// The index of the first token that ends after byte `at`.
    pub fn index_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    fn push(&mut self, buffer: &str, start: usize, end: usize, kind: Kind) {
        let written = &buffer[start..end];
        let folded_start = self.folded.len();
        match kind {
            Kind::Punct => self.folded.push_str(written),
            Kind::Number => fold_number(written, &mut self.folded),
            Kind::Word | Kind::Clitic => fold_into(written, &mut self.folded),
        }
        // A "word" of 64 KiB is no word: it is kept in the text but cannot be searched for.
        let folded_len = u16::try_from(self.folded.len() - folded_start).unwrap_or_else(|_| {
            self.folded.truncate(folded_start);
            0
        });
        self.tokens.push(Token {
            span: Span::new(start as u32, end as u32),
            folded_start: folded_start as u32,
            folded_len,
            kind,
            case: if kind == Kind::Punct { Case::None } else { case_of(written) },
        });
    }
}

/// Numbers are one number with and without thousands separators: `1,000` is `1000`, but `1,5` stays.
fn fold_number(written: &str, out: &mut String) {
    for (index, part) in written.split(',').enumerate() {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if index > 0 && digits != 3 {
            out.push(',');
        }
        fold_into(part, out);
    }
}

fn case_of(word: &str) -> Case {
    let bytes = word.as_bytes();
    if bytes.iter().all(u8::is_ascii_lowercase) {
        return Case::Lower;
    }
    if bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_lowercase) {
        return Case::Capital;
    }
    let (mut upper, mut lower, mut first_upper) = (0, 0, false);
    for c in word.chars() {
        if c.is_uppercase() {
            first_upper |= upper + lower == 0;
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Capital,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

struct Scanner<'a> {
    buffer: &'a str,
    at: usize,
    end: usize,
}

impl Scanner<'_> {
    fn scan(mut self, tokens: &mut Tokens) {
        let mut kind = Kind::Word;
        while let Some(c) = self.char_at(self.at) {
            let start = self.at;
            self.at += c.len_utf8();
            if c == ' ' {
                continue;
            }
            if stands_alone(c) {
                self.skip_marks();
                tokens.push(self.buffer, start, self.at, Kind::Word);
            } else if c.is_alphanumeric() {
                if kind != Kind::Clitic && c.is_numeric() {
                    kind = Kind::Number;
                }
                let next = self.finish_word(start);
                tokens.push(self.buffer, start, self.at, kind);
                kind = next;
                if kind == Kind::Clitic || self.elided(start) {
                    self.at += self.char_at(self.at).map_or(0, char::len_utf8);
                }
            } else if !c.is_whitespace() && !c.is_control() && !is_combining_mark(c) && !is_invisible(c) {
                tokens.push(self.buffer, start, self.at, Kind::Punct);
            }
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let byte = self.buffer.as_bytes()[at];
        if byte.is_ascii() { Some(byte as char) } else { self.buffer[at..self.end].chars().next() }
    }

    /// Moves over the marks that stand on a letter.
    fn skip_marks(&mut self) {
        while let Some(c) = self.char_at(self.at).filter(|c| is_combining_mark(*c)) {
            self.at += c.len_utf8();
        }
    }

    /// Moves over letters and digits of ASCII, of which most words consist.
    fn skip_ascii_word(&mut self) {
        let rest = &self.buffer.as_bytes()[self.at..self.end];
        self.at += rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
    }

    /// Moves to the end of the word that began at `start`; says what kind the next word is.
    fn finish_word(&mut self, start: usize) -> Kind {
        loop {
            self.skip_ascii_word();
            let Some(c) = self.char_at(self.at) else { break };
            if c == ' ' {
                break;
            }
            let next = self.at + c.len_utf8();
            let joins = match c {
                '\'' | '’' | 'ʼ' => match self.after_apostrophe(start, next) {
                    Apostrophe::Joins => true,
                    Apostrophe::Elision | Apostrophe::Ends => false,
                    Apostrophe::Clitic => return Kind::Clitic,
                },
                '.' => self.joins_acronym(start, next) || self.joins_number(next),
                ',' => self.joins_number(next),
                '\u{ad}' => true,
                _ => (c.is_alphanumeric() && !stands_alone(c)) || is_combining_mark(c),
            };
            if !joins {
                break;
            }
            self.at = next;
        }
        Kind::Word
    }

    /// What an apostrophe means after the word so far (`start..self.at`) and before what begins at `next`.
    fn after_apostrophe(&self, start: usize, next: usize) -> Apostrophe {
        let rest = &self.buffer[next..self.end];
        let run = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let follows = &rest[..run];
        if follows.is_empty() {
            return Apostrophe::Ends;
        }
        if CLITICS.iter().any(|clitic| follows.eq_ignore_ascii_case(clitic)) {
            return Apostrophe::Clitic;
        }
        let before = &self.buffer[start..self.at];
        if ELISIONS.iter().any(|elision| before.eq_ignore_ascii_case(elision)) {
            return Apostrophe::Elision;
        }
        Apostrophe::Joins
    }

    /// Whether the scanner stands at the apostrophe of an elision, which is passed over.
    fn elided(&self, start: usize) -> bool {
        matches!(self.char_at(self.at), Some(c @ ('\'' | '’' | 'ʼ'))
            if matches!(self.after_apostrophe(start, self.at + c.len_utf8()), Apostrophe::Elision))
    }

    /// Whether a full stop continues an acronym: single letters on both sides (`U.S`).
    fn joins_acronym(&self, start: usize, next: usize) -> bool {
        let before = &self.buffer[start..self.at];
        let single = |letters: &str| letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
        let Some(c) = self.char_at(next) else { return false };
        let alone = self.char_at(next + c.len_utf8()).is_none_or(|after| !after.is_alphanumeric());
        c.is_alphabetic() && alone && before.rsplit('.').next().is_some_and(single) && before.split('.').all(single)
    }

    /// Whether a full stop or comma stands between two digits.
    fn joins_number(&self, next: usize) -> bool {
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let bytes = &self.buffer.as_bytes()[..self.end];
        digit(bytes.get(self.at - 1)) && digit(bytes.get(next))
    }
}

enum Apostrophe {
    Joins,
    Clitic,
    Elision,
    Ends,
}

const CLITICS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];
const ELISIONS: [&str; 10] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "dell"];

/// Letters of scripts that put no spaces between words, and Korean syllables, to whose words particles are joined. Each is a
/// token, so that any run of them can be found as a phrase, without a dictionary.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        // Thai, Lao, Burmese, Khmer; digits are numbers.
        0xE01..=0xE4E | 0xE81..=0xECF | 0xEDC..=0xEDF | 0x1000..=0x103F | 0x1050..=0x108F | 0x1780..=0x17DD
        // Kana, Chinese characters, Korean.
        | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// Byte order marks, zero-width spaces and direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::of_str(text);
        (0..tokens.len()).map(|index| tokens.folded(index).to_owned()).collect()
    }

    #[test]
    fn words_are_cut_as_readers_see_them() {
        let cases: [(&str, &[&str]); 20] = [
            ("Putin’s two-day visit", &["putin", "s", "two", "-", "day", "visit"]),
            ("the U.S. and Europe.", &["the", "u.s", ".", "and", "europe", "."]),
            ("J.D. Vance, U.N.-led", &["j.d", ".", "vance", ",", "u.n", ".", "-", "led"]),
            ("don't we'll I'd", &["don", "t", "we", "ll", "i", "d"]),
            ("O'Neill in Xi'an, Sana’a", &["o'neill", "in", "xi'an", ",", "sana'a"]),
            ("d’Estaing l'Élysée", &["d", "estaing", "l", "elysee"]),
            ("$1,000.50 for 3,5", &["$", "1000.50", "for", "3,5"]),
            ("Dr. A. Smith", &["dr", ".", "a", ".", "smith"]),
            ("the leaders’ talks", &["the", "leaders", "’", "talks"]),
            ("G20 on 16.05.2024", &["g20", "on", "16.05.2024"]),
            ("习近平说", &["习", "近", "平", "说"]),
            ("東京の", &["東", "京", "の"]),
            ("서울은", &["서", "울", "은"]),
            ("น้ำท่วม", &["น\u{e49}", "\u{e4d}า", "ท\u{e48}", "ว", "ม"]),
            ("नई दिल्ली में", &["नई", "दिल्ली", "में"]),
            ("“no-limits”", &["“", "no", "-", "limits", "”"]),
            ("rock 'n' roll", &["rock", "'", "n", "'", "roll"]),
            ("end", &["end"]),
            ("a,b 1,a", &["a", ",", "b", "1", ",", "a"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn case_is_told() {
        let tokens = Tokens::of_str("word Word WORD McCain A 12 U.S");
        let cases: Vec<Case> = tokens.all().iter().map(|token| token.case).collect();
        use Case::{Capital, Lower, Mixed, None, Upper};
        assert_eq!(cases, [Lower, Capital, Upper, Mixed, Capital, None, Upper]);
    }

    #[test]
    fn spans_give_back_what_was_written() {
        let text = "Erdoğan’s  “no”\u{a0}1,5";
        let tokens = Tokens::of_str(text);
        let written: Vec<&str> =
            tokens.all().iter().map(|t| &text[t.span.start as usize..t.span.end as usize]).collect();
        assert_eq!(written, ["Erdoğan", "s", "“", "no", "”", "1,5"]);
    }

    #[test]
    fn blocks_are_kept_apart() {
        let mut builder = Text::with_title("");
        builder.paragraph("One two", None).paragraph("Three", None);
        let tokens = Tokens::of_text(&builder.finish());
        assert_eq!((tokens.block(0), tokens.block(1), tokens.block(2)), (0..0, 0..2, 2..3));
        assert_eq!(tokens.sentence_starts(), [0, 2]);
        assert_eq!(tokens.sentence_of(1), 0..2);
        assert_eq!(tokens.sentence_of(2), 2..3);
    }
}
