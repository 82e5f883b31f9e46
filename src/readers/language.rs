//! Which language is an article written in? What it declares, if that is a language; else what its text looks like.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Text;

/// How much text is looked at, in bytes; more does not make the guess better.
const LOOKED_AT: usize = 700;
/// Less text than this is not judged; in Latin letters, which many languages share, it takes more, and in scripts that hardly
/// any two share (Chinese characters, kana, Thai) less.
const MIN_LETTERS: usize = 80;
const MIN_LATIN_LETTERS: usize = 200;
const MIN_TELLING_LETTERS: usize = 20;

/// The ISO 639-1 code for a declared language: `en-US`, `eng`, `English`, `Deutsch`.
pub(super) fn normalise(declared: &str) -> Option<String> {
    let word = declared.trim().split(['-', '_', ',', ';', ' ']).next()?.to_lowercase();
    codes().get(word.as_str()).map(|code| (*code).to_owned())
}

/// Every code and name in the table, with the ISO 639-1 code it stands for.
fn codes() -> &'static HashMap<&'static str, &'static str> {
    static CODES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let rows = include_str!("data/languages.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
            .flat_map(|(code, rest)| rest.split(' ').chain([code]).map(move |word| (word, code)))
            .collect()
    });
    &CODES
}

/// The language that the text itself shows, if it shows one clearly.
pub(super) fn detect(text: &Text) -> Option<String> {
    let body = text.as_str().get(text.title().len()..)?;
    let sample = &body[..body.floor_char_boundary(LOOKED_AT)];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let telling = sample.chars().filter(|c| c.is_alphabetic() && *c >= '\u{e00}').count();
    if letters < if telling * 2 > letters { MIN_TELLING_LETTERS } else { MIN_LETTERS } {
        return None;
    }
    if is_plainly_english(sample) {
        return Some("en".to_owned());
    }
    if letters < MIN_LATIN_LETTERS && sample.is_ascii() {
        return None;
    }
    let found = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    if found.script() == whatlang::Script::Latin && letters < MIN_LATIN_LETTERS {
        return None;
    }
    normalise(found.lang().code())
}

/// Whether every eighth word is one of these small English ones, none of which is common in another language: true of
/// nearly all English prose, and a hundred times faster to find out than by comparing trigrams with each language.
fn is_plainly_english(sample: &str) -> bool {
    const SMALL: [&str; 16] = [
        "the", "of", "and", "to", "that", "was", "for", "with", "said", "has", "have", "from", "its", "by", "would",
        "were",
    ];
    let (mut words, mut small) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        small += usize::from(SMALL.contains(&word));
    }
    // In plain ASCII fewer are enough: most other languages have accents.
    small * if sample.is_ascii() { 16 } else { 8 } >= words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_languages_become_codes() {
        let cases = [
            ("en", Some("en")),
            ("en-US", Some("en")),
            ("EN_gb", Some("en")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("de, en", Some("de")),
            ("zho", Some("zh")),
            ("x-klingon", None),
            ("", None),
        ];
        for (declared, expected) in cases {
            assert_eq!(normalise(declared).as_deref(), expected, "{declared}");
        }
    }

    #[test]
    fn text_shows_its_language() {
        let cases = [
            (
                "The two leaders met in the capital on Thursday and said that trade between the countries has grown. \
                 They signed a statement with ten points.",
                Some("en"),
            ),
            (
                "Die beiden Präsidenten trafen sich am Donnerstag in der Hauptstadt und erklärten, der Handel zwischen \
                 ihren Ländern sei im vergangenen Jahr deutlich gewachsen. Sie unterzeichneten eine Erklärung mit zehn \
                 Punkten und verabredeten ein weiteres Treffen im kommenden Frühjahr.",
                Some("de"),
            ),
            (
                "Президенты двух стран встретились в четверг в столице и заявили, что товарооборот между их странами \
                 значительно вырос за прошедший год.",
                Some("ru"),
            ),
            ("両国の首脳は木曜日に首都で会談し、貿易の拡大で一致した。", Some("ja")),
            ("两国领导人周四在首都会面，双方同意扩大贸易往来。", Some("zh")),
            ("양국 정상은 목요일 수도에서 만나 교역을 늘리기로 합의했다.", Some("ko")),
            ("Xi, Putin.", None),
            ("1,234 5,678 9,012 3,456", None),
        ];
        for (words, expected) in cases {
            let mut builder = Text::with_title("");
            builder.paragraph(words, None);
            assert_eq!(detect(&builder.finish()).as_deref(), expected, "{words}");
        }
    }
}
