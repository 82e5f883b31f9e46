//! How does a query that cannot be understood say where, why, and what to write instead?

use std::fmt;

use crate::model::Span;

/// A query that cannot be understood. Shown as four lines: what is wrong, the query, carets under the place, and the
/// remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong; lower case, no full stop.
    pub message: String,
    /// The bytes of the query at fault.
    pub span: Span,
    /// The query as it was given.
    pub query: String,
    /// What to write instead; lower case, no full stop.
    pub help: String,
}

impl std::error::Error for QueryError {}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, carets) = excerpt(&self.query, self.span);
        write!(f, "{}\n  {line}\n  {carets}\n{}", self.message, self.help)
    }
}

/// What is wrong with a value on its own (a date, a country), whoever gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong; lower case, no full stop.
    pub message: String,
    /// What to write instead; lower case, no full stop.
    pub help: String,
}

impl std::error::Error for ValueError {}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.help)
    }
}

impl ValueError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// Says where in a query the value stands.
    pub(super) fn at(self, query: &str, span: Span) -> QueryError {
        QueryError { message: self.message, span, query: query.to_owned(), help: self.help }
    }
}

/// How many columns of a long query are shown before and after the place, and of the place itself.
const AROUND: usize = 36;

/// The query (of a long one, what stands around the place) and the carets that point at the place.
fn excerpt(query: &str, span: Span) -> (String, String) {
    let (start, end) = (border(query, span.start), border(query, span.end));
    let before: String = cut(query[..start].chars().rev()).chars().rev().collect();
    let marked = cut(query[start..end].chars());
    let after = cut(query[end..].chars());
    let carets = format!("{}{}", " ".repeat(width(&before)), "^".repeat(width(&marked).max(1)));
    (format!("{before}{marked}{after}"), carets)
}

/// The next border between characters at or before byte `at`.
fn border(text: &str, at: u32) -> usize {
    let at = (at as usize).min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The first columns of `chars`, with an ellipsis if there are more. Line breaks and tabs become blanks.
fn cut(chars: impl Iterator<Item = char>) -> String {
    let mut kept = String::new();
    let mut columns = 0;
    for c in chars {
        let shown = if c.is_whitespace() || c.is_control() { ' ' } else { c };
        columns += width(shown.encode_utf8(&mut [0; 4]));
        if columns > AROUND {
            kept.push('…');
            break;
        }
        kept.push(shown);
    }
    kept
}

/// How many columns of a terminal `text` takes: accents none, Chinese characters two.
fn width(text: &str) -> usize {
    textwrap::core::display_width(text)
}

/// `text` for use in a message: a long one is cut.
pub(super) fn short(text: &str) -> String {
    cut(text.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query: &str, start: u32, end: u32) -> String {
        let error = ValueError::new("wrong", "mend it").at(query, Span::new(start, end));
        error.to_string()
    }

    #[test]
    fn carets_stand_under_the_place() {
        let cases = [
            (shown("xi AND", 3, 6), "wrong\n  xi AND\n     ^^^\nmend it"),
            (shown("", 0, 0), "wrong\n  \n  ^\nmend it"),
            // Chinese characters take two columns, combining accents none.
            (shown("习近 x:y", 7, 9), "wrong\n  习近 x:y\n       ^^\nmend it"),
            (shown("cafe\u{301} x:y", 7, 9), "wrong\n  cafe\u{301} x:y\n       ^^\nmend it"),
            (shown("a\tb\n x:", 5, 7), "wrong\n  a b  x:\n       ^^\nmend it"),
        ];
        for (shown, expected) in cases {
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn of_a_long_query_the_surroundings_are_shown() {
        let query = format!("{} x:y {}", "abcd ".repeat(50), "efgh ".repeat(50));
        let error = shown(&query, 251, 254);
        let lines: Vec<&str> = error.lines().collect();
        assert!(lines[1].starts_with("  …") && lines[1].ends_with('…') && lines[1].contains(" x:y "), "{error}");
        assert_eq!(lines[1].chars().position(|c| c == 'x'), lines[2].chars().position(|c| c == '^'));
    }

    #[test]
    fn a_place_inside_a_character_is_no_panic() {
        assert!(shown("é", 1, 9).contains("  é\n  ^"));
    }
}
