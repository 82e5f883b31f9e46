//! How is text cut into words and sentences, and when are two words the same?
//!
//! The one tokenizer of Dateline: the annotators, the index, the query parser and the highlighter all read
//! what it makes, so that they cannot disagree.

mod fold;
mod months;
mod sentences;
mod stem;
mod tokens;

pub use fold::{fold, fold_into};
pub use months::{month_of, month_of_folded};
pub use stem::{Stemmer, Stemmers};
pub use tokens::{Case, Kind, Token, Tokens};
