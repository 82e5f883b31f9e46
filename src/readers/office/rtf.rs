//! What paragraphs are in a file in Rich Text Format?
//!
//! Control words are followed only as far as they say what is text: encodings and fonts, paragraphs, rows of tables,
//! bold and hidden words, fields. Pictures, headers, styles and all that a reader of the page does not see are passed over.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::document::{self, Document, Paragraph, Role};
use super::rtf_syntax::{Token, Tokens, character_of, of_character_set, of_code_page};
use crate::readers::dates::Date;
use crate::readers::record::{Intake, one_line};

/// Reads a document, which is one article.
pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let (document, remark) = document(bytes);
    if let Some(remark) = remark {
        intake.remark(None, remark);
    }
    document::take(document, intake);
}

/// The document, and what was wrong with it, if anything.
pub(in crate::readers) fn document(bytes: &[u8]) -> (Document, Option<String>) {
    let mut parser = Parser::new();
    Tokens::new(bytes).for_each(|token| parser.token(token));
    parser.flush();
    parser.end_paragraph();
    parser.end_row();
    let is_cut = !parser.outer.is_empty();
    let remark = is_cut.then(|| "the document breaks off in the middle; what follows is lost".to_owned());
    (parser.document, remark)
}

/// What a group's words are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Target {
    #[default]
    Text,
    Nothing,
    Fonts,
    Styles,
    Title,
    Creator,
    Created,
    /// The code of a field: `HYPERLINK "https://…"`.
    Code,
    Note,
}

/// Control words that open a group of their own, and what is in it.
const TARGETS: [(&str, Target); 61] = {
    use Target::{Code, Created, Creator, Fonts, Note, Nothing, Styles, Text, Title};
    [
        ("fonttbl", Fonts),
        ("stylesheet", Styles),
        ("title", Title),
        ("author", Creator),
        ("creatim", Created),
        ("fldinst", Code),
        ("footnote", Note),
        ("fldrslt", Text),
        ("annotation", Nothing),
        ("atnauthor", Nothing),
        ("atnid", Nothing),
        ("atndate", Nothing),
        ("buptim", Nothing),
        ("bkmkend", Nothing),
        ("bkmkstart", Nothing),
        ("category", Nothing),
        ("colortbl", Nothing),
        ("comment", Nothing),
        ("company", Nothing),
        ("datafield", Nothing),
        ("doccomm", Nothing),
        ("falt", Nothing),
        ("filetbl", Nothing),
        ("footer", Nothing),
        ("footerf", Nothing),
        ("footerl", Nothing),
        ("footerr", Nothing),
        ("ftncn", Nothing),
        ("ftnsep", Nothing),
        ("ftnsepc", Nothing),
        ("generator", Nothing),
        ("header", Nothing),
        ("headerf", Nothing),
        ("headerl", Nothing),
        ("headerr", Nothing),
        ("hlinkbase", Nothing),
        ("keywords", Nothing),
        ("listtable", Nothing),
        ("listoverridetable", Nothing),
        ("listtext", Nothing),
        ("manager", Nothing),
        ("nonshppict", Nothing),
        ("objdata", Nothing),
        ("objclass", Nothing),
        ("operator", Nothing),
        ("panose", Nothing),
        ("pict", Nothing),
        ("pntext", Nothing),
        ("pntxta", Nothing),
        ("pntxtb", Nothing),
        ("printim", Nothing),
        ("private", Nothing),
        ("revtbl", Nothing),
        ("revtim", Nothing),
        ("rxe", Nothing),
        ("subject", Nothing),
        ("tc", Nothing),
        ("themedata", Nothing),
        ("txe", Nothing),
        ("xe", Nothing),
        ("xmlnstbl", Nothing),
    ]
};

/// What holds within a group and ends with it.
#[derive(Clone, Copy, Debug)]
struct State {
    target: Target,
    is_bold: bool,
    is_hidden: bool,
    /// The encoding of the font.
    encoding: Option<&'static Encoding>,
    /// How many characters stand behind a `\u` for programs that do not know it.
    fallback: usize,
}

/// Deeper groups are passed over.
const MAX_DEPTH: usize = 2000;

struct Parser {
    state: State,
    outer: Vec<State>,
    too_deep: usize,
    /// Whether a `\*` has just said that the group may be passed over by those who do not know it.
    is_optional: bool,
    encoding: &'static Encoding,
    fonts: HashMap<i32, Option<&'static Encoding>>,
    font: i32,
    styles: HashMap<i32, Role>,
    style: i32,
    /// Bytes that are not yet decoded, since a character may take two.
    pending: Vec<u8>,
    high: Option<u16>,
    /// Characters to pass over after a `\u`.
    to_skip: usize,
    /// Words of another target than the text.
    aside: String,
    date: [Option<i32>; 3],
    line: Paragraph,
    /// Whether words that are not bold have come in the line.
    is_plain: bool,
    in_table: bool,
    cell: Vec<Paragraph>,
    cells: Vec<Vec<Paragraph>>,
    document: Document,
}

impl Parser {
    fn new() -> Self {
        let state = State { target: Target::Text, is_bold: false, is_hidden: false, encoding: None, fallback: 1 };
        Self {
            state,
            outer: Vec::new(),
            too_deep: 0,
            is_optional: false,
            encoding: WINDOWS_1252,
            fonts: HashMap::new(),
            font: 0,
            styles: HashMap::new(),
            style: 0,
            pending: Vec::new(),
            high: None,
            to_skip: 0,
            aside: String::new(),
            date: [None; 3],
            line: Paragraph::default(),
            is_plain: false,
            in_table: false,
            cell: Vec::new(),
            cells: Vec::new(),
            document: Document::default(),
        }
    }

    fn token(&mut self, token: Token<'_>) {
        if !matches!(token, Token::Byte(_) | Token::Text(_)) {
            self.flush();
        }
        match token {
            Token::Open if self.outer.len() >= MAX_DEPTH => self.too_deep += 1,
            Token::Close if self.too_deep > 0 => self.too_deep -= 1,
            _ if self.too_deep > 0 => {}
            Token::Open => {
                self.outer.push(self.state);
                self.to_skip = 0;
            }
            Token::Close => self.close(),
            Token::Word(word, number) => self.word(word, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Byte(byte) => self.bytes(&[byte]),
            Token::Text(bytes) => self.bytes(bytes),
        }
        self.is_optional &= !matches!(token, Token::Word(..) | Token::Close);
    }

    fn close(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        self.to_skip = 0;
        if inner.target != self.state.target {
            self.end_target(inner.target);
        }
    }

    /// Puts what stood in a group of its own where it belongs.
    fn end_target(&mut self, target: Target) {
        let aside = std::mem::take(&mut self.aside);
        let words = || Some(one_line(&aside)).filter(|words| !words.is_empty());
        match target {
            Target::Title => self.document.title = words(),
            Target::Creator => self.document.creator = words(),
            Target::Note => self.document.notes.extend(words()),
            Target::Created => {
                let part = |at: usize| self.date[at].and_then(|n: i32| u32::try_from(n).ok());
                self.document.created = self.date[0]
                    .zip(part(1))
                    .zip(part(2))
                    .and_then(|((year, month), day)| Date::of_day(year, month, day));
            }
            Target::Code => {
                let address = aside.trim().strip_prefix("HYPERLINK").map(|rest| rest.trim().trim_matches('"'));
                let address = address.filter(|address| address.contains("://")).map(str::to_owned);
                self.line.link = self.line.link.take().or(address);
            }
            Target::Text | Target::Nothing | Target::Fonts | Target::Styles => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.is_optional = true,
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("-"),
            b'{' | b'}' | b'\\' => self.push(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if let Some((_, target)) = TARGETS.iter().find(|(known, _)| *known == word) {
            // Within what is passed over nothing is text again.
            if !matches!(self.state.target, Target::Nothing) {
                self.state.target = *target;
            }
            return;
        }
        if self.is_optional {
            self.state.target = Target::Nothing;
            return;
        }
        let is_on = number != Some(0);
        match word {
            "ansicpg" => self.encoding = number.and_then(of_code_page).unwrap_or(WINDOWS_1252),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "f" => self.font(number.unwrap_or(0)),
            "fcharset" if self.state.target == Target::Fonts => {
                self.fonts.insert(self.font, number.and_then(of_character_set));
            }
            "cpg" if self.state.target == Target::Fonts => {
                self.fonts.insert(self.font, number.and_then(of_code_page));
            }
            "uc" => self.state.fallback = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(16),
            "u" => self.unicode(number.unwrap_or(0)),
            "b" => self.state.is_bold = is_on,
            "v" | "deleted" => self.state.is_hidden = is_on,
            "plain" => (self.state.is_bold, self.state.is_hidden, self.state.encoding) = (false, false, None),
            "yr" => self.date[0] = number,
            "mo" => self.date[1] = number,
            "dy" => self.date[2] = number,
            _ => self.paragraph_word(word, number),
        }
    }

    /// Control words that part the text.
    fn paragraph_word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "s" => self.style = number.unwrap_or(0),
            "pard" => (self.style, self.in_table, self.line.is_centred) = (0, false, false),
            "qc" => self.line.is_centred = true,
            "ql" | "qj" | "qr" => self.line.is_centred = false,
            "intbl" => self.in_table = true,
            "par" if self.state.target == Target::Text => self.end_paragraph(),
            "sect" | "page" if self.state.target == Target::Text => {
                self.end_row();
                self.end_paragraph();
                self.line.opens_part = true;
            }
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "par" => self.push(" "),
            _ => {
                if let Some(character) = character_of(word) {
                    self.push(character.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    fn font(&mut self, font: i32) {
        self.font = font;
        if self.state.target != Target::Fonts {
            self.state.encoding = self.fonts.get(&font).copied().flatten();
        }
    }

    /// A UTF-16 unit; two may make one character.
    fn unicode(&mut self, number: i32) {
        let Ok(unit) = u16::try_from(number & 0xffff) else { return };
        let units = match self.high.take() {
            Some(high) => vec![high, unit],
            None => vec![unit],
        };
        if units.len() == 1 && (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
        } else {
            // Symbol fonts keep their characters in a private area, where they mean nothing.
            let decoded = String::from_utf16_lossy(&units);
            self.push(&decoded.replace(|c: char| ('\u{f000}'..='\u{f0ff}').contains(&c), ""));
        }
        self.to_skip = self.state.fallback;
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let skipped = self.to_skip.min(bytes.len());
        self.to_skip -= skipped;
        self.pending.extend_from_slice(&bytes[skipped..]);
    }

    /// Decodes the bytes that have come together.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let encoding = self.state.encoding.unwrap_or(self.encoding);
        let (words, _) = encoding.decode_without_bom_handling(&bytes);
        if self.state.target == Target::Styles {
            self.name_style(&words);
        }
        self.push(&words);
    }

    /// Notes what a style is for, whose name has come: "heading 1;".
    fn name_style(&mut self, name: &str) {
        let name = name.trim().trim_end_matches(';').to_lowercase();
        let role = match name.as_str() {
            "title" => Role::Title,
            _ if name.starts_with("heading") => Role::Heading,
            _ => return,
        };
        self.styles.insert(self.style, role);
    }

    fn push(&mut self, words: &str) {
        match self.state.target {
            _ if self.state.is_hidden => {}
            Target::Text => {
                self.line.words.push_str(words);
                if self.state.is_bold && !self.is_plain {
                    self.line.bold = self.line.words.len();
                } else {
                    self.is_plain |= !words.trim().is_empty();
                }
            }
            Target::Nothing | Target::Fonts | Target::Styles | Target::Created => {}
            Target::Title | Target::Creator | Target::Code | Target::Note => self.aside.push_str(words),
        }
    }

    fn end_paragraph(&mut self) {
        self.is_plain = false;
        let is_centred = self.line.is_centred;
        if self.line.words.trim().is_empty() {
            self.line.words.clear();
            self.line.bold = 0;
            return;
        }
        let mut line = std::mem::replace(&mut self.line, Paragraph { is_centred, ..Paragraph::default() });
        line.role = self.styles.get(&self.style).copied().unwrap_or_default();
        if self.in_table {
            self.cell.push(line);
        } else {
            self.end_row();
            self.document.paragraphs.push(line);
        }
    }

    fn end_cell(&mut self) {
        self.in_table = true;
        self.end_paragraph();
        self.cells.push(std::mem::take(&mut self.cell));
    }

    fn end_row(&mut self) {
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
        let cells = std::mem::take(&mut self.cells);
        self.document.paragraphs.extend(document::row(cells));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(content: &[u8]) -> Vec<String> {
        document(content).0.paragraphs.into_iter().map(|paragraph| paragraph.words).collect()
    }

    #[test]
    fn text_is_told_from_what_shapes_it() {
        let cases: [(&[u8], &[&str]); 9] = [
            (b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}Talks\\par They {\\b met}.\\par}", &["Talks", "They met."]),
            (b"{\\rtf1\\ansicpg1252 d\\'e9j\\'e0 \\u8212?\\u8217\\'92s \\emdash\\~x\\par}", &["d\u{e9}j\u{e0} \u{2014}\u{2019}s \u{2014}\u{a0}x"]),
            (b"{\\rtf1\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset238 B;}}\\f0\\'cf\\f1\\'e8\\par}", &["\u{41f}\u{10d}"]),
            (b"{\\rtf1\\uc2 \\u-10179\\'3f\\'3f\\u-8704\\'3f\\'3f x\\par}", &["\u{1f600} x"]),
            (b"{\\rtf1{\\info{\\title T}}{\\*\\unknown no}{\\header no}{\\pict 00ff}a{\\v hidden}{\\deleted gone}b\\par}", &["ab"]),
            (b"{\\rtf1{\\field{\\*\\fldinst{HYPERLINK \"https://example.com/a\"}}{\\fldrslt{link}}} text\\par}", &["link text"]),
            (b"{\\rtf1\\trowd\\intbl HD\\cell\\intbl Talks\\cell\\row\\pard after\\par}", &["HD\tTalks", "after"]),
            (b"{\\rtf1\\trowd\\intbl LP\\cell\\intbl One\\par Two\\cell\\row}", &["LP", "One", "Two"]),
            (b"{\\rtf1 one\\line two\\\n three", &["one\ntwo", " three"]),
        ];
        for (content, expected) in cases {
            assert_eq!(words(content), expected, "{}", String::from_utf8_lossy(content));
        }
    }

    #[test]
    fn what_the_file_says_of_itself_is_kept() {
        let content = b"{\\rtf1{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}{\\info{\\title Talks}{\\author Ann Lee}{\\creatim\\yr2024\\mo5\\dy16}}\
            \\pard\\s1\\qc\\b Head\\b0\\par\\pard text{\\super\\chftn{\\footnote A note.}}\\page\\par next{\\field{\\*\\fldinst HYPERLINK \"https://example.com/a\"}{\\fldrslt x}}\\par";
        let (document, problem) = document(content);
        assert_eq!((document.title.as_deref(), document.creator.as_deref()), (Some("Talks"), Some("Ann Lee")));
        assert_eq!(document.created, Date::of_day(2024, 5, 16));
        assert_eq!(document.notes, ["A note."]);
        let [head, text, next] = document.paragraphs.as_slice() else { panic!("{:?}", document.paragraphs) };
        assert!(head.role == Role::Heading && head.bold == 4 && head.is_centred);
        assert!(text.bold == 0 && !text.is_centred && next.opens_part && !text.opens_part);
        assert_eq!(next.link.as_deref(), Some("https://example.com/a"));
        assert!(problem.is_some_and(|problem| problem.contains("breaks off")));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, words in "(\\\\(par|cell|row|u-?[0-9]{1,6}|uc[0-9]|f1|'e9|\\*|fonttbl|footnote|b|page) ?|[{}a-z]){0,60}") {
            let _ = (document(&bytes), document(words.as_bytes()));
        }
    }
}
