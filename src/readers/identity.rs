//! What is an article called? A short id from its path and its record: the same on every machine, stable when other
//! records come and go.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::model::ArticleId;

/// Gives the articles of one source file their ids.
pub(super) struct Identities {
    path: String,
    /// How often each record id (by its hash) has been seen in this file.
    seen: HashMap<u64, u32>,
}

impl Identities {
    /// `path` is relative to the indexed folder; the two ways in which systems store an accented name are one.
    pub(super) fn new(path: &str) -> Self {
        Self { path: path.nfc().collect(), seen: HashMap::new() }
    }

    /// The id of the record `number`, which calls itself `record_id` or nothing. The same record id a second time
    /// makes a new article, told apart by its occurrence.
    pub(super) fn next(&mut self, number: u32, record_id: Option<&str>) -> ArticleId {
        let Some(record_id) = record_id else {
            return ArticleId::from_number(self.hash("number", &number.to_string(), 0));
        };
        let first = self.hash("id", record_id, 0);
        let count = self.seen.entry(first).or_insert(0);
        *count += 1;
        match *count {
            1 => ArticleId::from_number(first),
            occurrence => ArticleId::from_number(self.hash("id", record_id, occurrence)),
        }
    }

    fn hash(&self, kind: &str, key: &str, occurrence: u32) -> u64 {
        let mut hasher = blake3::Hasher::new();
        for part in [&self.path, kind, key] {
            // The length keeps neighbouring parts from running into one another.
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        hasher.update(&occurrence.to_le_bytes());
        let mut bytes = [0; 8];
        hasher.finalize_xof().fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_stay_the_same() {
        let mut ids = Identities::new("2024/ties.jsonl");
        let id = ids.next(0, Some("k1"));
        assert_eq!(id.as_str().len(), ArticleId::LEN);
        assert!(id.as_str().bytes().all(|b| b.is_ascii_digit() || (b.is_ascii_lowercase() && !b"ilou".contains(&b))));
        assert_eq!(Identities::new("2024/ties.jsonl").next(9, Some("k1")), id, "the place in the file does not count");
        assert_ne!(Identities::new("2024/tie.jsonl").next(0, Some("k1")), id);
    }

    #[test]
    fn records_that_share_an_id_are_told_apart() {
        let mut ids = Identities::new("a");
        let all = [ids.next(0, Some("7")), ids.next(1, Some("7")), ids.next(2, Some("7")), ids.next(7, None)];
        for (n, id) in all.iter().enumerate() {
            assert!(!all[n + 1..].contains(id), "{all:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_paths_are_one() {
        let composed = Identities::new("Caf\u{e9}.txt").next(0, None);
        assert_eq!(Identities::new("Cafe\u{301}.txt").next(0, None), composed);
    }
}
