//! Which month does a word name? In the languages of `months.tsv`, which readers and annotators share.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold;

/// The month that a word names in one of the languages, 1 to 12.
pub fn month_of(word: &str) -> Option<u32> {
    // The longest month name in the table has twelve letters.
    (word.len() <= 48).then(|| month_of_folded(&fold(word)))?
}

/// The same for a word that is folded already.
pub fn month_of_folded(word: &str) -> Option<u32> {
    static MONTHS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
        let rows = include_str!("months.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
            .flat_map(|(month, words)| words.split(' ').map(move |word| (fold(word), month.parse().unwrap_or(0))))
            .collect()
    });
    MONTHS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_many_languages() {
        let cases = [
            ("May", Some(5)),
            ("März", Some(3)),
            ("août", Some(8)),
            ("enero", Some(1)),
            ("outubro", Some(10)),
            ("luglio", Some(7)),
            ("февраля", Some(2)),
            ("مايو", Some(5)),
            ("شباط", Some(2)),
            ("Şubat", Some(2)),
            ("oktober", Some(10)),
            ("września", Some(9)),
            ("जनवरी", Some(1)),
            ("दिसंबर", Some(12)),
            ("Agustus", Some(8)),
            ("Maiden", None),
            ("", None),
        ];
        for (word, month) in cases {
            assert_eq!(month_of(word), month, "{word}");
        }
    }

    #[test]
    fn no_word_names_two_months() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let rows = include_str!("months.tsv").lines().filter(|line| !line.starts_with('#'));
        for (month, words) in rows.filter_map(|row| row.split_once('\t')) {
            for word in words.split(' ') {
                let before = seen.insert(fold(word), month);
                assert!(before.is_none_or(|before| before == month), "{word}: {before:?} and {month}");
            }
        }
    }
}
