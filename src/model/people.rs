//! What does the archive know of persons? A list of all, and a card for one.

use serde::Serialize;

use super::FacetTable;

/// One page of the persons of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PeoplePage {
    /// How many persons there are, as far as names tell them apart.
    pub total: u64,
    /// In how many articles they were looked for.
    pub articles: u64,
    /// How many were passed over before the first of [`people`](Self::people).
    pub offset: usize,
    /// The persons of this page.
    pub people: Vec<PersonRow>,
    /// How the question was understood, names resolved.
    pub understood: String,
    /// What the reader should know about how names were understood.
    pub notes: Vec<String>,
}

/// One person of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonRow {
    /// The name.
    pub name: String,
    /// Articles that mention the person.
    pub articles: u64,
    /// Quotes by the person; the same words in several articles are one.
    pub quotes: u64,
    /// The date of the first article, as far as it is known.
    pub first: Option<String>,
    /// The date of the last article.
    pub last: Option<String>,
    /// Whether the archive knows more than one word or initials: if not, it may be anyone of that name.
    pub full_name: bool,
}

/// All that the archive knows of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonCard {
    /// The name.
    pub name: String,
    /// Articles that mention the person.
    pub articles: u64,
    /// The date of the first article, as far as it is known.
    pub first: Option<String>,
    /// The date of the last article.
    pub last: Option<String>,
    /// How it is known that the articles mean this person.
    pub known: Known,
    /// The forms in which articles name the person, most frequent first.
    pub forms: Vec<NameCount>,
    /// What articles say that the person is.
    pub roles: Vec<NameCount>,
    /// What the person is quoted with.
    pub quoted: PersonQuotes,
    /// What others are quoted with about the person; counted by speaker.
    pub spoken_of: PersonQuotes,
    /// Who else appears in the same articles.
    pub with: FacetTable,
    /// The countries that the same articles name.
    pub countries: FacetTable,
    /// Who may be the same person, but is kept apart since that is not sure.
    pub similar: Vec<SimilarPerson>,
    /// How the question was understood, names resolved.
    pub understood: String,
    /// What the reader should know about how names were understood.
    pub notes: Vec<String>,
}

/// By what it is known that articles mean a person. Each article counts once, by the best it gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The article gives a full name.
    pub article: u64,
    /// The article names in short, or in another spelling, a figure of world news.
    pub figure: u64,
    /// The user's names file says so.
    pub names_file: u64,
    /// The archive's other articles leave no other for the name.
    pub archive: u64,
    /// Nothing more than one word or initials is known.
    pub one_name: u64,
}

/// A form or a role, and how many articles have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameCount {
    /// As most articles write it.
    pub name: String,
    /// How many articles have it.
    pub articles: u64,
}

/// Quotes by or about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonQuotes {
    /// How many; the same words in several articles are one.
    pub quotes: u64,
    /// How often they stand in the archive.
    pub occurrences: u64,
    /// In how many articles.
    pub articles: u64,
    /// Counts of them: of quotes by the person by year and by whom they are about, of others' by speaker.
    pub counts: Vec<FacetTable>,
}

/// Someone who may be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SimilarPerson {
    /// The name.
    pub name: String,
    /// Articles that mention the person.
    pub articles: u64,
    /// Why: `in short`, `fuller name`, `initials`, `other order`, `other middle name`, `near spelling`.
    pub why: &'static str,
}
