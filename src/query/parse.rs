//! How do the signs of a query make a condition? Recursive descent; NOT binds before AND, AND before OR.

use super::error::short;
use super::fields::{Field, words_leaf};
use super::lex::{Kind, Sign, signs};
use super::{CountryLookup, Expr, Plan, QueryError, Scope, TextField, ValueError};
use crate::model::Span;

/// What the parser must be told.
#[derive(Clone, Copy)]
pub struct ParseOptions<'a> {
    /// What all words of the query must share.
    pub scope: Scope,
    /// Finds a country by name or code.
    pub country: &'a dyn Fn(&str) -> CountryLookup,
}

/// A query that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// What it means.
    pub plan: Plan,
    /// What may not be meant so: a sentence each, lower case, no full stop.
    pub remarks: Vec<String>,
}

/// No one writes a longer query, and none can take long.
const MAX_BYTES: usize = 50_000;

/// How deep parentheses and NOTs may be nested; keeps recursion off the end of the stack.
const MAX_DEPTH: usize = 64;

/// Reads a query; the language is described [above](self). An empty query matches every article.
pub fn parse(text: &str, options: &ParseOptions) -> Result<Parsed, QueryError> {
    if text.len() > MAX_BYTES {
        let place = Span::new(MAX_BYTES as u32, MAX_BYTES as u32);
        let help = "split it into several queries";
        return Err(ValueError::new(format!("the query is longer than {MAX_BYTES} bytes"), help).at(text, place));
    }
    let mut remarks = Vec::new();
    let signs = signs(text, &mut remarks)?;
    let mut parser = Parser { query: text, signs, at: 0, depth: 0, options, remarks };
    let expr = parser.whole()?;
    Ok(Parsed { plan: Plan { expr, scope: options.scope }, remarks: parser.remarks })
}

struct Parser<'q, 'o> {
    query: &'q str,
    signs: Vec<Sign<'q>>,
    at: usize,
    depth: usize,
    options: &'o ParseOptions<'o>,
    remarks: Vec<String>,
}

/// In the parentheses of which field the parser stands.
type Group = Option<Field>;

impl<'q> Parser<'q, '_> {
    fn whole(&mut self) -> Result<Option<Expr>, QueryError> {
        if self.signs.is_empty() {
            let place = Span::new(0, self.query.len() as u32);
            let blank = self.query.trim().is_empty();
            let help = "write at least one word with a letter or digit";
            return if blank { Ok(None) } else { Err(self.error(place, "the query holds no word", help)) };
        }
        let expr = self.disjunction(None)?;
        match self.peek() {
            None => Ok(Some(expr)),
            Some(sign) => Err(self.error(
                sign.span,
                "the parenthesis was never opened",
                "leave it out, or put an opening parenthesis before it",
            )),
        }
    }

    fn peek(&self) -> Option<Sign<'q>> {
        self.signs.get(self.at).copied()
    }

    fn peek_kind(&self) -> Option<Kind<'q>> {
        self.peek().map(|sign| sign.kind)
    }

    fn error(&self, span: Span, message: impl Into<String>, help: impl Into<String>) -> QueryError {
        ValueError::new(message, help).at(self.query, span)
    }

    fn text(&self, span: Span) -> &'q str {
        &self.query[span.start as usize..span.end as usize]
    }

    fn disjunction(&mut self, group: Group) -> Result<Expr, QueryError> {
        let (first, mut mixed) = self.conjunction(group)?;
        let mut parts = vec![first];
        while self.peek_kind() == Some(Kind::Or) {
            self.at += 1;
            let (part, several) = self.conjunction(group)?;
            mixed |= several;
            parts.push(part);
        }
        let remark = "words side by side bind before OR: xi putin OR kim means (xi AND putin) OR kim";
        if mixed && parts.len() > 1 && !self.remarks.iter().any(|made| made == remark) {
            self.remarks.push(remark.to_owned());
        }
        Ok(Expr::any(parts))
    }

    /// Reads what must all match, and says whether that is more than one thing.
    fn conjunction(&mut self, group: Group) -> Result<(Expr, bool), QueryError> {
        let mut parts = vec![self.negation(group)?];
        while let Some(sign) = self.peek() {
            match sign.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => self.at += 1,
                Kind::Near(operator) if self.term_follows() => {
                    return Err(self.error(
                        sign.span,
                        format!("nearness of words ({operator}) is not supported yet"),
                        "put words that follow one another in quotation marks, or search within a paragraph or sentence",
                    ));
                }
                _ => self.side_by_side(sign, group)?,
            }
            parts.push(self.negation(group)?);
        }
        let several = parts.len() > 1;
        Ok((Expr::all(parts), several))
    }

    /// Whether a term, not an operator, comes after the sign that is next.
    fn term_follows(&self) -> bool {
        let next = self.signs.get(self.at + 1).map(|sign| sign.kind);
        !matches!(next, None | Some(Kind::And | Kind::Or | Kind::Close))
    }

    /// Names side by side in the parentheses of a field could be one name or several.
    fn side_by_side(&self, sign: Sign, group: Group) -> Result<(), QueryError> {
        match group.filter(|field| field.text_field().is_none()) {
            Some(field) if sign.kind != Kind::Not => {
                let name = field.name();
                let help =
                    format!("write {name}:\"a b\" for one value of two words, or {name}:(a OR b), {name}:(a AND b)");
                Err(self.error(sign.span, format!("two values of “{name}:” stand side by side"), help))
            }
            _ => Ok(()),
        }
    }

    fn negation(&mut self, group: Group) -> Result<Expr, QueryError> {
        match self.peek() {
            Some(sign) if sign.kind == Kind::Not => {
                self.at += 1;
                self.nested(sign, |parser| Ok(Expr::Not(Box::new(parser.negation(group)?))))
            }
            _ => self.term(group),
        }
    }

    fn nested<T>(
        &mut self,
        sign: Sign,
        inner: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        if self.depth == MAX_DEPTH {
            let help = "write the query with fewer parentheses";
            return Err(self.error(sign.span, format!("nested more than {MAX_DEPTH} levels deep"), help));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn term(&mut self, group: Group) -> Result<Expr, QueryError> {
        let Some(sign) = self.peek() else { return Err(self.nothing_here()) };
        match sign.kind {
            Kind::Open => {
                self.at += 1;
                self.nested(sign, |parser| parser.parenthesis(sign, group))
            }
            Kind::Field(field) => {
                self.at += 1;
                self.field(sign, field, group)
            }
            Kind::Phrase(text) => self.value(sign, text, true, group),
            Kind::Word(text) | Kind::Near(text) => self.value(sign, text, false, group),
            Kind::And | Kind::Or | Kind::Not | Kind::Close => Err(self.nothing_here()),
        }
    }

    fn parenthesis(&mut self, open: Sign, group: Group) -> Result<Expr, QueryError> {
        let expr = match self.peek() {
            None => None,
            Some(_) => Some(self.disjunction(group)?),
        };
        match expr {
            Some(expr) if self.peek_kind() == Some(Kind::Close) => {
                self.at += 1;
                Ok(expr)
            }
            _ => Err(self.error(open.span, "the parenthesis is never closed", "put a closing parenthesis behind it")),
        }
    }

    fn field(&mut self, sign: Sign, field: Field, group: Group) -> Result<Expr, QueryError> {
        if let Some(outer) = group {
            let help = format!("close the parenthesis of “{}:” before it", outer.name());
            return Err(self.error(sign.span, "a field inside the parentheses of another", help));
        }
        let expr = self.term(Some(field))?;
        self.remark_on_name(field);
        Ok(expr)
    }

    /// `person:Xi Jinping` asks for the person Xi and the word "Jinping": allowed, but seldom meant.
    fn remark_on_name(&mut self, field: Field) {
        let of_words = matches!(field, Field::Person | Field::Speaker | Field::Country | Field::Outlet);
        let value = self.at.checked_sub(1).map(|at| self.signs[at].kind);
        if let (true, Some(Kind::Word(value)), Some(Kind::Word(next))) = (of_words, value, self.peek_kind())
            && next.starts_with(char::is_uppercase)
        {
            let (field, value, next) = (field.name(), short(value), short(next));
            let remark = format!("“{field}:” takes in only “{value}”; for both words write {field}:\"{value} {next}\"");
            self.remarks.push(remark);
        }
    }

    fn value(&mut self, sign: Sign, text: &str, exact: bool, group: Group) -> Result<Expr, QueryError> {
        self.at += 1;
        let leaf = match group {
            Some(field) => field.leaf(text, exact, self.options).map_err(|error| error.at(self.query, sign.span))?,
            None => words_leaf(TextField::Any, text, exact),
        };
        if !exact && self.signs.len() > 1 && matches!(text, "and" | "or" | "not") {
            let operator = text.to_uppercase();
            self.remarks.push(format!("“{text}” is searched for as a word; for the operator write {operator}"));
        }
        Ok(Expr::Leaf(leaf))
    }

    /// The error where a term is missing: before the sign that is next, or at the end.
    fn nothing_here(&self) -> QueryError {
        let before = self.at.checked_sub(1).map(|at| self.signs[at]);
        let dangling = before.filter(|sign| matches!(sign.kind, Kind::And | Kind::Or | Kind::Not));
        if let Some(sign) = dangling {
            let name = self.text(sign.span);
            let help = format!("put a word after it, or leave it out; {AS_WORD}");
            return self.error(sign.span, format!("“{name}” has nothing after it"), help);
        }
        match self.peek() {
            Some(sign) if sign.kind == Kind::Close => match before {
                Some(open) => self.error(
                    Span::new(open.span.start, sign.span.end),
                    "there is nothing between the parentheses",
                    "put words between them, or leave them out",
                ),
                None => self.error(sign.span, "the parenthesis was never opened", "leave it out"),
            },
            Some(sign) => {
                let help = format!("put a word before it, or leave it out; {AS_WORD}");
                self.error(sign.span, format!("“{}” has nothing before it", self.text(sign.span)), help)
            }
            None => {
                let end = Span::new(self.query.len() as u32, self.query.len() as u32);
                self.error(end, "something is missing here", "put a word at the end")
            }
        }
    }
}

const AS_WORD: &str = "to search for the word itself, put it in quotation marks";

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::CountryCode;

    /// A stand-in for the table of countries.
    fn country(name: &str) -> CountryLookup {
        match name.to_lowercase().as_str() {
            "china" | "cn" => CountryCode::new("CN").map_or(CountryLookup::Unknown(vec![]), CountryLookup::Found),
            "fr" => CountryCode::new("FR").map_or(CountryLookup::Unknown(vec![]), CountryLookup::Found),
            "korea" => CountryLookup::Ambiguous(vec!["South Korea".into(), "North Korea".into()]),
            "chna" => CountryLookup::Unknown(vec!["China".into()]),
            _ => CountryLookup::Unknown(vec![]),
        }
    }

    pub(in crate::query) fn read(query: &str) -> Result<Parsed, QueryError> {
        read_in(query, Scope::Article)
    }

    pub(in crate::query) fn read_in(query: &str, scope: Scope) -> Result<Parsed, QueryError> {
        parse(query, &ParseOptions { scope, country: &country })
    }

    /// The message, and the place between ⟦ and ⟧.
    fn error(query: &str) -> String {
        match read(query) {
            Ok(parsed) => format!("{:?}", parsed.plan),
            Err(error) => {
                let (start, end) = (error.span.start as usize, error.span.end as usize);
                format!("{}⟦{}⟧{} {}", &query[..start], &query[start..end], &query[end..], error.message)
            }
        }
    }

    #[test]
    fn what_cannot_be_understood_is_an_error_with_its_place() {
        let cases = [
            ("a \"b", "a ⟦\"⟧b the quotation mark is never closed"),
            ("“b\"", "⟦“⟧b\" the quotation mark is never closed"),
            ("(a", "⟦(⟧a the parenthesis is never closed"),
            ("(", "⟦(⟧ the parenthesis is never closed"),
            ("a)", "a⟦)⟧ the parenthesis was never opened"),
            (")", "⟦)⟧ the parenthesis was never opened"),
            ("a ()", "a ⟦()⟧ there is nothing between the parentheses"),
            ("title:( )", "title:⟦( )⟧ there is nothing between the parentheses"),
            ("a AND", "a ⟦AND⟧ “AND” has nothing after it"),
            ("OR a", "⟦OR⟧ a “OR” has nothing before it"),
            ("a OR | b", "a ⟦OR⟧ | b “OR” has nothing after it"),
            ("(a OR)", "(a ⟦OR⟧) “OR” has nothing after it"),
            ("NOT", "⟦NOT⟧ “NOT” has nothing after it"),
            ("a AND –", "a ⟦AND⟧ – “AND” has nothing after it"),
            ("(AND a)", "(⟦AND⟧ a) “AND” has nothing before it"),
            ("a - b", "a ⟦-⟧ b the hyphen has nothing to exclude"),
            ("--a", "⟦-⟧-a the hyphen has nothing to exclude"),
            ("+a", "⟦+⟧a “+” is not an operator"),
            ("!a", "⟦!⟧a “!” is not an operator"),
            ("...", "⟦...⟧ the query holds no word"),
            ("a \"?!\"", "a ⟦\"?!\"⟧ the phrase holds no word"),
            ("O\"Neill\"", "O⟦\"⟧Neill\" a quotation mark touches the end of a word"),
            ("\"Xi\"'s", "\"Xi\"⟦'s⟧ something touches the end of a phrase"),
            ("\"a\"\"b\"", "\"a\"⟦\"⟧b\" something touches the end of a phrase"),
            ("persn:Putin", "⟦persn:⟧Putin there is no field “persn”"),
            ("xyz:\"a b\"", "⟦xyz:⟧\"a b\" there is no field “xyz”"),
            ("-titel: xi", "-⟦titel:⟧ xi there is no field “titel”"),
            ("title: xi", "⟦title:⟧ xi “title:” has no value"),
            ("a title:", "a ⟦title:⟧ “title:” has no value"),
            ("person:,", "person:⟦,⟧ “person:” has no value"),
            ("title:-xi", "title:⟦-⟧xi “-” stands between the field and its value"),
            ("title:(person:xi)", "title:(⟦person:⟧xi) a field inside the parentheses of another"),
            ("country:(CN FR)", "country:(CN ⟦FR⟧) two values of “country:” stand side by side"),
            ("country:chna", "country:⟦chna⟧ no country is called “chna”"),
            ("country:\"Korea\"", "country:⟦\"Korea\"⟧ more than one country is called “Korea”"),
            ("lang:english", "lang:⟦english⟧ “english” is not a language code"),
            ("date:10:30", "date:⟦10:30⟧ “10:30” is not a date"),
            ("date:2024-02-30", "date:⟦2024-02-30⟧ “2024-02-30” is not a date: 2024-02 has no day 30"),
            ("sanct*", "sanct⟦*⟧ wildcards are not supported yet"),
            ("*", "⟦*⟧ wildcards are not supported yet"),
            ("\"no *\"", "\"no ⟦*⟧\" wildcards are not supported yet"),
            ("title:wom?n", "title:wom⟦?⟧n wildcards are not supported yet"),
            ("putin~1", "putin⟦~⟧1 inexact matching is not supported yet"),
            ("\"a b\"~5", "\"a b\"⟦~5⟧ inexact matching is not supported yet"),
            ("xi^2", "xi⟦^⟧2 weighting of words is not supported yet"),
            ("a w/5 b", "a ⟦w/5⟧ b nearness of words (w/5) is not supported yet"),
            ("\"a b\" NEAR/3 (c OR d)", "\"a b\" ⟦NEAR/3⟧ (c OR d) nearness of words (NEAR/3) is not supported yet"),
        ];
        for (query, expected) in cases {
            assert_eq!(error(query), expected, "{query}");
        }
    }

    #[test]
    fn errors_name_a_remedy() {
        let cases = [
            ("persn:Putin", "did you mean “person:”? to search for the words, put them in quotation marks"),
            ("headline:Putin", "did you mean “title:”? to search for the words, put them in quotation marks"),
            (
                "xyz:a",
                "the fields are title, text, person, country, speaker, date, mentions, outlet, lang; to search for the words, put them \
                 in quotation marks",
            ),
            ("country:chna", "did you mean China?"),
            ("country:korea", "choose: South Korea, North Korea"),
        ];
        for (query, expected) in cases {
            assert_eq!(read(query).unwrap_err().help, expected, "{query}");
        }
    }

    #[test]
    fn what_is_seldom_meant_is_remarked() {
        let cases: [(&str, &[&str]); 9] = [
            ("xi putin", &[]),
            ("xi putin OR kim", &["words side by side bind before OR: xi putin OR kim means (xi AND putin) OR kim"]),
            ("(xi putin) OR kim", &[]),
            ("xi or putin", &["“or” is searched for as a word; for the operator write OR"]),
            ("xi & putin", &["“&” holds no word and was left out"]),
            ("person:Xi Jinping", &["“person:” takes in only “Xi”; for both words write person:\"Xi Jinping\""]),
            ("'no limits'", &["single quotation marks do not make a phrase; write \"…\""]),
            ("Xi in Moscow?", &["the question mark of “Moscow?” was left out"]),
            ("and", &[]),
        ];
        for (query, remarks) in cases {
            assert_eq!(read(query).unwrap().remarks, remarks, "{query}");
        }
    }

    #[test]
    fn deep_and_long_queries_are_errors() {
        for sign in ["(", "-(", "NOT "] {
            let query = format!("{}a", sign.repeat(5000));
            assert_eq!(read(&query).unwrap_err().message, "nested more than 64 levels deep", "{sign}");
        }
        let deep = format!("{}a{}", "(".repeat(60), ")".repeat(60));
        assert!(read(&deep).is_ok());
        assert_eq!(read(&"a ".repeat(30_000)).unwrap_err().message, "the query is longer than 50000 bytes");
        assert!(read(&"a ".repeat(20_000)).is_ok());
    }

    proptest::proptest! {
        #[test]
        fn no_query_makes_it_panic(query in r#"(\PC|[ "“”«»():|*?~^+!-]|AND|OR|NOT|title:|date:|w/5|\n){0,24}"#) {
            if let Err(error) = read(&query) {
                let (start, end) = (error.span.start as usize, error.span.end as usize);
                proptest::prop_assert!(query.get(start..end).is_some(), "{:?}", error.span);
                proptest::prop_assert!(error.to_string().lines().count() == 4, "{}", error);
            }
        }
    }
}
