//! Of which words, phrases and signs does a query consist?

use super::error::{QueryError, ValueError, short};
use super::fields::{Field, words};
use crate::model::Span;

/// One sign of the query language, and the bytes of the query where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign<'q> {
    pub(super) kind: Kind<'q>,
    pub(super) span: Span,
}

/// What a sign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'q> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `AND`
    And,
    /// `OR` or `|`
    Or,
    /// `NOT`, or a `-` right before what it excludes
    Not,
    /// `title:`; what follows is a word, a phrase or an opening parenthesis
    Field(Field),
    /// What stands between quotation marks; holds a word
    Phrase(&'q str),
    /// A run of other characters; holds a word unless it is the value of a field
    Word(&'q str),
    /// Written like an operator of nearness: `w/5`
    Near(&'q str),
}

/// Cuts up a query. Runs of nothing but punctuation are left out, and said so in `remarks`.
pub(super) fn signs<'q>(query: &'q str, remarks: &mut Vec<String>) -> Result<Vec<Sign<'q>>, QueryError> {
    let mut lexer = Lexer { query, at: 0, signs: Vec::new(), remarks };
    while let Some(c) = lexer.peek() {
        match c {
            _ if c.is_whitespace() => lexer.at += c.len_utf8(),
            '(' => lexer.push(Kind::Open, 1),
            ')' => lexer.push(Kind::Close, 1),
            '|' => lexer.push(Kind::Or, if lexer.rest().starts_with("||") { 2 } else { 1 }),
            '-' | '+' | '!' => lexer.prefix(c)?,
            _ if closes(c).is_some() => lexer.phrase(c)?,
            _ => lexer.word()?,
        }
    }
    Ok(lexer.signs)
}

struct Lexer<'q, 'r> {
    query: &'q str,
    at: usize,
    signs: Vec<Sign<'q>>,
    remarks: &'r mut Vec<String>,
}

impl<'q> Lexer<'q, '_> {
    fn rest(&self) -> &'q str {
        &self.query[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn push(&mut self, kind: Kind<'q>, len: usize) {
        let span = Span::new(self.at as u32, (self.at + len) as u32);
        self.signs.push(Sign { kind, span });
        self.at += len;
    }

    fn error(&self, start: usize, len: usize, message: impl Into<String>, help: impl Into<String>) -> QueryError {
        ValueError::new(message, help).at(self.query, Span::new(start as u32, (start + len) as u32))
    }

    /// A `-`, `+` or `!` that begins a word.
    fn prefix(&mut self, sign: char) -> Result<(), QueryError> {
        let next = self.rest()[1..].chars().next();
        let glued = next.is_some_and(|c| c.is_alphanumeric() || c == '(' || closes(c).is_some());
        match sign {
            '-' if glued => {
                self.push(Kind::Not, 1);
                Ok(())
            }
            '-' => Err(self.error(
                self.at,
                1,
                "the hyphen has nothing to exclude",
                "to exclude a word, write NOT before it; a dash between words can be left out",
            )),
            '+' if glued => Err(self.error(
                self.at,
                1,
                "“+” is not an operator",
                "leave it out: all words must match anyway; for a word exactly as written, put it in quotation marks",
            )),
            '!' if glued => {
                Err(self.error(self.at, 1, "“!” is not an operator", "to exclude a word, write NOT before it"))
            }
            _ => self.word(),
        }
    }

    fn phrase(&mut self, opener: char) -> Result<(), QueryError> {
        let closers = closes(opener).unwrap_or_default();
        let (start, inner) = (self.at, self.at + opener.len_utf8());
        let Some(len) = self.query[inner..].find(|c| closers.contains(c)) else {
            let help = format!("close the phrase with {}", closers.chars().next().unwrap_or('"'));
            return Err(self.error(start, opener.len_utf8(), "the quotation mark is never closed", help));
        };
        let text = &self.query[inner..inner + len];
        let end = inner + len + self.query[inner + len..].chars().next().map_or(0, char::len_utf8);
        self.supported(text, inner)?;
        if words(text).is_empty() {
            let help = "put words between the quotation marks; punctuation alone cannot be searched for";
            return Err(self.error(start, end - start, "the phrase holds no word", help));
        }
        self.push(Kind::Phrase(text), end - start);
        self.after_phrase(end)
    }

    /// What touches the end of a phrase must not look like a part of it.
    fn after_phrase(&self, end: usize) -> Result<(), QueryError> {
        let run = &self.query[end..end + run_len(&self.query[end..])];
        let next = self.query[end + run.len()..].chars().next();
        if let Some(operator) = run.chars().next().filter(|c| matches!(c, '~' | '^')) {
            return Err(self.unsupported(end, run.len(), operator));
        }
        if run.chars().any(char::is_alphanumeric) || (run.is_empty() && next.is_some_and(|c| closes(c).is_some())) {
            let len = run.len().max(next.map_or(0, char::len_utf8));
            let help = "put a space after the phrase";
            return Err(self.error(end, len, "something touches the end of a phrase", help));
        }
        Ok(())
    }

    fn word(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let raw = &self.rest()[..run_len(self.rest())];
        if let Some((name, value)) = raw.split_once(':')
            && is_name(name)
            && self.field(name, value)?
        {
            return Ok(());
        }
        self.supported(raw, start)?;
        self.ends_well(start, raw)?;
        let kind = match raw {
            "AND" => Kind::And,
            "OR" => Kind::Or,
            "NOT" => Kind::Not,
            _ if is_nearness(raw) => Kind::Near(raw),
            _ => Kind::Word(raw),
        };
        if matches!(kind, Kind::Word(_)) && words(raw).is_empty() {
            self.remarks.push(format!("“{}” holds no word and was left out", short(raw)));
            self.at += raw.len();
        } else {
            self.push(kind, raw.len());
        }
        if raw.starts_with(['\'', '‘']) {
            self.remarks.push("single quotation marks do not make a phrase; write \"…\"".to_owned());
        }
        if raw.len() > 1 && raw.ends_with('?') {
            self.remarks.push(format!("the question mark of “{}” was left out", short(raw)));
        }
        Ok(())
    }

    /// Takes in `name:value` if `name` is a field; if not, says whether it may stand as words.
    fn field(&mut self, name: &str, value: &'q str) -> Result<bool, QueryError> {
        let Some(field) = Field::from_name(name) else {
            return self.no_field(name, value).map_or(Ok(false), Err);
        };
        let start = self.at;
        self.push(Kind::Field(field), name.len() + 1);
        match self.peek() {
            Some('(') => {}
            Some(c) if closes(c).is_some() => self.phrase(c)?,
            Some(c) if matches!(c, '-' | '+' | '!') => {
                let help = format!("to exclude, write -{}:… with the hyphen before the field", field.name());
                return Err(self.error(self.at, 1, format!("“{c}” stands between the field and its value"), help));
            }
            _ if value.is_empty() => {
                let message = format!("“{}:” has no value", field.name());
                return Err(self.error(start, name.len() + 1, message, field.usage()));
            }
            _ => {
                self.supported(value, self.at)?;
                self.ends_well(self.at, value)?;
                self.push(Kind::Word(value), value.len());
            }
        }
        Ok(true)
    }

    /// The error that `name:value` is, unless it is plainly no field: an address, or a word before a colon.
    fn no_field(&self, name: &str, value: &str) -> Option<QueryError> {
        let near = Field::near(name);
        let colon = self.at + name.len() + 1;
        let goes_on = !value.is_empty() || self.query[colon..].starts_with(|c| c == '(' || closes(c).is_some());
        if value.starts_with("//") || (!goes_on && near.is_none()) {
            return None;
        }
        let names = Field::ALL.map(Field::name).join(", ");
        let remedy =
            near.map_or(format!("the fields are {names};"), |near| format!("did you mean “{}:”?", near.name()));
        let help = format!("{remedy} to search for the words, put them in quotation marks");
        Some(self.error(self.at, name.len() + 1, format!("there is no field “{}”", short(name)), help))
    }

    /// A quotation mark must not stand inside a word.
    fn ends_well(&self, start: usize, raw: &str) -> Result<(), QueryError> {
        match self.query[start + raw.len()..].chars().next() {
            Some(c) if closes(c).is_some() => Err(self.error(
                start + raw.len(),
                c.len_utf8(),
                "a quotation mark touches the end of a word",
                "put a space before the phrase, or the whole name in quotation marks",
            )),
            _ => Ok(()),
        }
    }

    /// Signs that other search engines give a meaning and this one will or does not.
    fn supported(&self, raw: &str, start: usize) -> Result<(), QueryError> {
        let mut before = None;
        for (at, c) in raw.char_indices() {
            let after = raw[at + c.len_utf8()..].chars().next();
            let attached = before.is_some_and(char::is_alphanumeric);
            let inside = attached && after.is_some_and(char::is_alphanumeric);
            if c == '*' || (c == '?' && inside) || (matches!(c, '~' | '^') && attached) {
                return Err(self.unsupported(start + at, c.len_utf8(), c));
            }
            before = Some(c);
        }
        Ok(())
    }

    fn unsupported(&self, start: usize, len: usize, operator: char) -> QueryError {
        let (what, help) = match operator {
            '*' if self.query.trim() == "*" => ("wildcards are", "to match every article, leave the query empty"),
            '*' | '?' => ("wildcards are", "leave it out: a bare word matches its inflected forms anyway"),
            '^' => ("weighting of words is", "leave it out"),
            _ => ("inexact matching is", "leave it out; write alternatives as (theatre OR theater)"),
        };
        self.error(start, len, format!("{what} not supported yet"), help)
    }
}

/// The marks that close what `opener` opens, if it is a quotation mark.
fn closes(opener: char) -> Option<&'static str> {
    match opener {
        '"' => Some("\""),
        '“' | '”' | '„' | '‟' => Some("”“‟"),
        '«' | '»' => Some("»«"),
        _ => None,
    }
}

/// How many bytes the run of characters at the start of `text` has that belong to one word.
fn run_len(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|') || closes(c).is_some();
    text.find(ends).unwrap_or(text.len())
}

/// Whether what stands before a colon could be meant as a field: `10:30` is a time.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | '-'))
}

/// Whether a run is written exactly like an operator of nearness: `w/5`, `w/s`, `NEAR/10`, `pre/3`.
fn is_nearness(raw: &str) -> bool {
    let Some((operator, distance)) = raw.split_once('/') else { return false };
    let known = ["w", "pre", "near", "adj", "within"].iter().any(|name| operator.eq_ignore_ascii_case(name));
    let unit = matches!(distance, "s" | "S" | "p" | "P");
    known && (unit || (!distance.is_empty() && distance.bytes().all(|byte| byte.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(query: &str) -> Vec<Kind<'_>> {
        signs(query, &mut Vec::new()).unwrap().into_iter().map(|sign| sign.kind).collect()
    }

    #[test]
    fn queries_are_cut_into_signs() {
        use Kind::{And, Close, Near, Not, Open, Or, Phrase, Word};
        let cases: [(&str, &[Kind]); 9] = [
            ("xi -putin", &[Word("xi"), Not, Word("putin")]),
            ("(a|b) AND\u{a0}c||d", &[Open, Word("a"), Or, Word("b"), Close, And, Word("c"), Or, Word("d")]),
            ("“no limits” «да»", &[Phrase("no limits"), Phrase("да")]),
            ("„so“ ”so”", &[Phrase("so"), Phrase("so")]),
            (
                "title:xi person:“Xi”",
                &[Kind::Field(Field::Title), Word("xi"), Kind::Field(Field::Person), Phrase("Xi")],
            ),
            ("no-limits 10:30 https://a.b/c", &[Word("no-limits"), Word("10:30"), Word("https://a.b/c")]),
            ("China: a – b", &[Word("China:"), Word("a"), Word("b")]),
            ("a w/5 b", &[Word("a"), Near("w/5"), Word("b")]),
            ("", &[]),
        ];
        for (query, expected) in cases {
            assert_eq!(kinds(query), expected, "{query}");
        }
    }

    #[test]
    fn only_operators_of_nearness_look_like_them() {
        for raw in ["w/5", "W/12", "w/s", "near/3", "PRE/1", "w/p"] {
            assert!(is_nearness(raw), "{raw}");
        }
        for raw in ["w/o", "w/", "24/7", "and/or", "s/5", "w/5a"] {
            assert!(!is_nearness(raw), "{raw}");
        }
    }
}
