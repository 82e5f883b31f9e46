//! What are the words of a name? Folded, so that case, accents, hyphens, stops and apostrophes do not count.

use crate::text::fold;

/// The folded words of a name, one blank between them: `Jean-Luc O’Neill` is `jean luc oneill`, `H.W.` is `h w`.
pub fn words_of(name: &str) -> String {
    let folded = fold(name);
    let mut words = String::with_capacity(folded.len());
    for c in folded.chars().filter(|c| *c != '\'') {
        if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | ',' | '.') {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        } else {
            words.push(c);
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// The same without what stands behind a name and is no part of it: offices, orders, degrees ("MP", "OBE").
pub fn name_words(name: &str) -> String {
    const BEHIND: [&str; 26] = [
        "mp",
        "mps",
        "mhr",
        "mla",
        "mlc",
        "mep",
        "msp",
        "qc",
        "kc",
        "sc",
        "obe",
        "mbe",
        "cbe",
        "kbe",
        "dbe",
        "oam",
        "csc",
        "phd",
        "md",
        "esq",
        "frs",
        "minister",
        "senator",
        "congressman",
        "usn",
        "usaf",
    ];
    let mut words = words_of(name);
    while let Some((before, last)) = words.rsplit_once(' ') {
        let parted = last == "p" && before.ends_with(" m"); // "M.P."
        let end = if parted { before.len() - 2 } else { before.len() };
        if !(parted || BEHIND.contains(&last)) {
            break;
        }
        words.truncate(end);
    }
    words
}

/// Forms of address: they say nothing of what someone is.
const HONORIFICS: [&str; 24] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "lord",
    "lady",
    "dame",
    "madam",
    "madame",
    "mme",
    "monsieur",
    "herr",
    "frau",
    "hon",
    "honourable",
    "honorable",
    "sen",
    "rep",
    "gov",
    "shri",
    "smt",
    "messrs",
];

/// Titles that users put before a name, as texts do, beside forms of address.
const TITLES: [&str; 16] = [
    "president",
    "premier",
    "chancellor",
    "prime",
    "foreign",
    "minister",
    "senator",
    "governor",
    "general",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "professor",
    "secretary",
];

/// Whether a title ends as a form of address, and so tells nothing: "Mr.", "OPPOSITION MR".
pub fn is_honorific(title: &str) -> bool {
    words_of(title).rsplit(' ').next().is_some_and(|word| HONORIFICS.contains(&word))
}

/// The words of a name behind its titles; all of them if there are only titles.
pub fn without_titles(words: &str) -> &str {
    let mut rest = words;
    while let Some((first, behind)) = rest.split_once(' ') {
        if !HONORIFICS.contains(&first) && !TITLES.contains(&first) {
            break;
        }
        rest = behind;
    }
    let last = HONORIFICS.contains(&rest) || TITLES.contains(&rest);
    if last { words } else { rest }
}

/// Whether a word is an initial.
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether a word is one that a surname may begin with.
pub(super) fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 21] = [
        "van", "von", "der", "den", "ter", "de", "del", "della", "di", "da", "dos", "do", "du", "la", "le", "bin",
        "ibn", "al", "el", "abu", "ben",
    ];
    PARTICLES.contains(&word)
}

/// What tells a father from his son: "Jr".
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_leave_out_what_does_not_count() {
        let cases = [
            ("Kim Jong-Un", "kim jong un"),
            ("George H.W. Bush", "george h w bush"),
            ("Sean O’Malley", "sean omalley"),
            ("Orbán  Viktor", "orban viktor"),
            ("Harlan Poe, Jr.", "harlan poe jr"),
            ("-", ""),
        ];
        for (name, words) in cases {
            assert_eq!(words_of(name), words, "{name}");
        }
    }

    #[test]
    fn what_stands_behind_a_name_is_left_out() {
        let cases = [
            ("Orla Poe MP", "orla poe"),
            ("Orla Poe M.P.", "orla poe"),
            ("Orla Poe QC MP", "orla poe"),
            ("Poe MP", "poe"),
            ("MP", "mp"),
            ("Orla M. Poe", "orla m poe"),
        ];
        for (name, words) in cases {
            assert_eq!(name_words(name), words, "{name}");
        }
    }

    #[test]
    fn titles_are_taken_off_but_not_all_there_is() {
        let cases = [
            ("mr putin", "putin"),
            ("prime minister modi", "modi"),
            ("president", "president"),
            ("prime minister", "prime minister"),
            ("king", "king"),
            ("stephen king", "stephen king"),
        ];
        for (name, rest) in cases {
            assert_eq!(without_titles(name), rest, "{name}");
        }
        assert!(is_honorific("Mr.") && !is_honorific("Foreign Minister"));
    }
}
