//! Which paragraphs and sentences of an article are evidence for a query, and which words of them?
//!
//! Answers for one annotated article at a time what the index answers for the archive, from the same tokens, under
//! the same rules. Pure functions: the article comes in, byte spans come out.
//!
//! When does a word of the text match a word `w` of the query, whose stem is `s`? Both are folded. An exact word
//! matches only itself. A bare word also matches, in an English article (or one of unknown language), every word with
//! the stem `s`; in articles of other languages, which the English stemmer would mutilate, only `s` itself, and that only
//! if it is its own stem.

mod condition;
mod matcher;
mod units;
mod words;

pub use matcher::{Match, Matcher};
