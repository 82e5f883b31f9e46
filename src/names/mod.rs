//! Which names of an archive are one person? Pure: names with what the archive says of them in, identities out.
//!
//! [`identities`](Identities) joins names by rules that rest on nothing but the archive's own names, and by what the user
//! says in a names file ([`Corrections`]). What is not sure stays apart; [`near`] tells who may be the same.

mod corrections;
mod identities;
mod join;
pub mod near;
mod rules;
mod spelling;
mod words;

pub use corrections::{CorrectionProblem, Corrections, FILE, Place};
pub use identities::{Entry, Id, Identities};
pub use words::{is_honorific, name_words, without_titles, words_of};
