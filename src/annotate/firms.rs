//! Which firms and brands bear the full names of persons? Nothing in "Morgan Stanley" tells that it is none but knowing it.

use crate::text::fold;

/// Folded, in alphabetical order.
const FIRMS: [&str; 73] = [
    "abercrombie fitch",
    "alfa laval",
    "alfred dunhill",
    "allen overy",
    "arthur andersen",
    "arthur d little",
    "aston martin",
    "bear stearns",
    "black decker",
    "booz allen",
    "brooks brothers",
    "brown brothers harriman",
    "cantor fitzgerald",
    "carl zeiss",
    "charles schwab",
    "christian dior",
    "clifford chance",
    "dean witter",
    "dolce gabbana",
    "dun bradstreet",
    "edward jones",
    "eli lilly",
    "elizabeth arden",
    "ernst young",
    "fannie mae",
    "foster wheeler",
    "freddie mac",
    "georg jensen",
    "ginnie mae",
    "goldman sachs",
    "harley davidson",
    "hewlett packard",
    "hugo boss",
    "jack daniels",
    "jardine fleming",
    "jardine matheson",
    "jim beam",
    "john deere",
    "johnnie walker",
    "johnson matthey",
    "jp morgan",
    "julius baer",
    "kimberly clark",
    "kleinwort benson",
    "lazard freres",
    "lehman brothers",
    "levi strauss",
    "lockheed martin",
    "lord taylor",
    "louis vuitton",
    "marks spencer",
    "mcdonnell douglas",
    "merrill lynch",
    "moet hennessy",
    "morgan grenfell",
    "morgan stanley",
    "neiman marcus",
    "paine webber",
    "philip morris",
    "pratt whitney",
    "price waterhouse",
    "procter gamble",
    "robert bosch",
    "robert half",
    "rolls royce",
    "salomon brothers",
    "sara lee",
    "smith barney",
    "smith wesson",
    "thomas cook",
    "victorias secret",
    "wells fargo",
    "william hill",
];

/// Whether a name as it is written is that of a firm.
pub(super) fn is_firm(name: &str) -> bool {
    let letters: String = fold(name).chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    (2..=3).contains(&words.len()) && FIRMS.contains(&words.join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firms_are_known_in_any_spelling() {
        assert!(
            is_firm("Rolls-Royce".replace('-', " ").as_str())
                && is_firm("MORGAN STANLEY")
                && is_firm("Brown Brothers Harriman")
        );
        assert!(!is_firm("Morgan") && !is_firm("Stanley Morgan") && !is_firm(""));
    }
}
