//! What does a query mean, whoever answers it?

use crate::model::{CountryCode, Day, How, Published, Ways};

/// A query, understood: which articles match, and what their words must share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The condition; `None` matches every article.
    pub expr: Option<Expr>,
    /// What all words of the query must share.
    pub scope: Scope,
}

impl Plan {
    /// Adds a condition that must hold as well: a filter of the command line.
    pub fn require(&mut self, expr: Expr) {
        self.expr = Some(match self.expr.take() {
            Some(asked) => Expr::all(vec![asked, expr]),
            None => expr,
        });
    }
}

/// A condition on an article (or, by [`Scope`], on one of its paragraphs or sentences).
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// One thing to look for.
    Leaf(Leaf),
    /// All of them; never empty.
    And(Vec<Expr>),
    /// At least one of them; never empty.
    Or(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
}

impl Expr {
    /// All of `parts`, without conjunctions inside conjunctions; a single part stands for itself.
    pub fn all(parts: Vec<Expr>) -> Expr {
        join(parts, Expr::And, |part| match part {
            Expr::And(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// At least one of `parts`, without disjunctions inside disjunctions; a single part stands for itself.
    pub fn any(parts: Vec<Expr>) -> Expr {
        join(parts, Expr::Or, |part| match part {
            Expr::Or(inner) => Ok(inner),
            other => Err(other),
        })
    }
}

/// `unwrap` gives back the parts of an expression of the kind that is being made.
fn join(parts: Vec<Expr>, make: fn(Vec<Expr>) -> Expr, unwrap: fn(Expr) -> Result<Vec<Expr>, Expr>) -> Expr {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match unwrap(part) {
            Ok(inner) => flat.extend(inner),
            Err(other) => flat.push(other),
        }
    }
    if flat.len() == 1 { flat.swap_remove(0) } else { make(flat) }
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// A word or a phrase.
    Words(Words),
    /// A mention of a person.
    Person(Named),
    /// A mention of a country.
    Country(CountryAsked),
    /// A quote by a speaker. A property of the article: holds in each of its paragraphs and sentences alike.
    Speaker(Named),
    /// The outlet, compared folded. A property of the article.
    Outlet(String),
    /// The language, an ISO 639-1 code. A property of the article.
    Language(String),
    /// The publication date. A property of the article.
    Published(Period),
    /// A mention of a time that lies in a period.
    Mentions(Period),
}

/// A word or phrase, cut up and folded as the index cuts and folds.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Where to look.
    pub field: TextField,
    /// The folded words that must follow one another; never empty.
    pub words: Vec<String>,
    /// Whether only these very words count (a quoted phrase), or inflected forms too (a bare word). Of a bare word
    /// that is cut into several (`no-limits`), only the last may be inflected.
    pub exact: bool,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextField {
    /// In title and paragraphs.
    #[default]
    Any,
    /// In the title.
    Title,
    /// In the paragraphs.
    Text,
}

/// A name as it was asked for, and the forms it stands for in this archive.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// As asked for: `Putin`.
    pub asked: String,
    /// The canonical names in the index that are meant: `Vladimir Putin`, `Putin`. Empty until the engine, which
    /// knows the archive's persons, has resolved the name.
    pub forms: Vec<String>,
}

/// A country that is asked for, and the ways of naming it that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryAsked {
    /// Its code.
    pub code: CountryCode,
    /// How it must be named: `CN/name,adjective`.
    pub ways: Ways,
}

impl CountryAsked {
    /// The country, named in any way.
    pub fn any(code: CountryCode) -> Self {
        Self { code, ways: Ways::ANY }
    }

    /// Whether a mention of a country answers.
    pub fn is_met_by(&self, code: CountryCode, how: How) -> bool {
        self.code == code && self.ways.contains(how)
    }
}

/// A range of days; an open end is `None`. An article matches if all of the period that is known of its date lies
/// inside: one dated `2014-02` lies in 2014, but not in 1–15 February.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day, included.
    pub first: Option<Day>,
    /// The last day, included.
    pub last: Option<Day>,
}

impl Period {
    /// Whether all that is known of the date lies inside.
    pub fn contains(&self, date: &Published) -> bool {
        self.holds(date.first, date.last())
    }

    /// Whether all days from `first` to `last` lie inside.
    pub fn holds(&self, first: Day, last: Day) -> bool {
        self.first.is_none_or(|start| start <= first) && self.last.is_none_or(|end| last <= end)
    }
}

/// What all words of a query must share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The article.
    #[default]
    Article,
    /// One paragraph, or the title.
    Paragraph,
    /// One sentence.
    Sentence,
}
