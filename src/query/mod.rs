//! What did the user ask? A query is read into a [`Plan`] that knows only the model, so that the same plan can
//! drive any engine.
//!
//! # The language
//!
//! | written | matches |
//! | --- | --- |
//! | `sanctions` | the word and its inflected forms (`sanction`, `sanctioned`) |
//! | `"no limits"` `“no limits”` `«без границ»` | the phrase exactly as written |
//! | `no-limits` `U.S.-led` `Xi's` | a word of several parts: these parts side by side, the last also inflected |
//! | `xi putin`, `xi AND putin` | both |
//! | `xi OR putin`, <code>xi &#124; putin</code> | at least one |
//! | `xi NOT putin`, `xi -putin` | the first but not the second |
//! | `xi (putin OR kim)` | parentheses group |
//! | `title:xi` `text:"no limits"` `title:(xi putin)` | words of the title, of the paragraphs |
//! | `person:Putin` `country:CN` `country:(China OR Russia)` | a mention |
//! | `country:CN/name,adjective` | a country named in one of these ways: name, adjective, city, region, metonym; `explicit` is the first two |
//! | `speaker:"Xi Jinping"` | a quote by a speaker |
//! | `date:2024` `date:2024-05..2024-07` `date:>=2020` | the publication date; both ends count |
//! | `outlet:Reuters` `lang:en` | the outlet, the language |
//!
//! Operators are capitals; `and`, `or`, `not` are words. NOT binds before AND, AND (written or not) before OR:
//! `a b OR NOT c` is `(a AND b) OR (NOT c)`. Case, accents and punctuation do not count. A value of a field stands right
//! behind the colon. A query of nothing but exclusions matches all articles but these.
//!
//! What cannot be understood, or looks like an operator of another search engine, is a [`QueryError`] that points at the
//! place. What can be understood but is seldom meant is a remark of [`Parsed`].

pub mod dates;
mod error;
mod explain;
mod fields;
mod lex;
mod parse;
mod plan;

pub use error::{QueryError, ValueError};
pub use explain::{explain, to_query};
pub use fields::{CountryLookup, Field, country, language};
pub use parse::{ParseOptions, Parsed, parse};
pub use plan::{CountryAsked, Expr, Leaf, Named, Period, Plan, Scope, TextField, Words};
