//! Is a word written in Hanyu Pinyin? Names from China are too many for any list, but their syllables are few.

const INITIALS: [&str; 23] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];
const FINALS: [&str; 33] = [
    "iang", "iong", "uang", "ang", "eng", "ong", "ian", "iao", "ing", "uai", "uan", "ai", "ei", "ao", "ou", "an", "en",
    "ia", "ie", "iu", "in", "ua", "uo", "ui", "un", "ue", "er", "a", "o", "e", "i", "u", "v",
];

/// Whether two folded words are a Chinese name in the usual order: a family name of one syllable, a given name of two.
pub(super) fn is_name(family: &str, given: &str) -> bool {
    is_syllables(family, 1) && is_syllables(given, 2)
}

/// Whether a word can be cut into exactly `count` syllables that begin with a consonant.
fn is_syllables(word: &str, count: usize) -> bool {
    if count == 0 {
        return word.is_empty();
    }
    INITIALS.iter().filter(|initial| word.starts_with(**initial)).any(|initial| {
        let rest = &word[initial.len()..];
        FINALS.iter().any(|last| rest.starts_with(last) && is_syllables(&rest[last.len()..], count - 1))
    })
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn chinese_names_are_told_by_their_syllables() {
        let cases = [
            ("xi", "jinping", true),
            ("li", "keqiang", true),
            ("zhang", "gaoli", true),
            ("wang", "huning", true),
            ("vladimir", "putin", false),
            ("south", "block", false),
            ("xi", "said", false),
        ];
        for (family, given, expected) in cases {
            assert_eq!(is_name(family, given), expected, "{family} {given}");
        }
    }
}
