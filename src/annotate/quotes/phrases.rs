//! Which words stand in quotation marks without being anyone's speech? Titles of works, slogans, names of operations,
//! words held at arm's length: what no report, label or speaker before has taken.

use super::marks::Run;
use super::scene::Scene;
use crate::model::{Quote, Span};
use crate::text::Kind;

/// The phrases, without their marks and without the punctuation of the sentence around, in text order.
pub(super) fn find(scene: &Scene, quotes: &[Quote]) -> Vec<Span> {
    let mut next = 0;
    let mut phrases = Vec::new();
    for span in scene.runs.iter().filter_map(|run| words_of(scene, *run)) {
        while quotes.get(next).is_some_and(|quote| quote.span.end <= span.start) {
            next += 1;
        }
        if !quotes.get(next).is_some_and(|quote| quote.span.overlaps(span)) {
            phrases.push(span);
        }
    }
    phrases
}

/// From the first to the last word inside the marks; `None` if there is no word.
fn words_of(scene: &Scene, run: Run) -> Option<Span> {
    let is_word = |at: &usize| matches!(scene.token(*at).kind, Kind::Word | Kind::Number | Kind::Clitic);
    let (first, last) = ((run.start..run.end).find(is_word)?, (run.start..run.end).rev().find(is_word)?);
    (first..=last).find(|at| scene.token(*at).kind == Kind::Word)?;
    Some(Span::new(scene.token(first).span.start, scene.token(last).span.end))
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;

    fn phrases(text: &str) -> Vec<String> {
        let (article, found) = annotated(text);
        found.phrases.iter().map(|span| article.text.slice(*span).to_owned()).collect()
    }

    #[test]
    fn words_in_marks_that_nobody_says_are_phrases() {
        let cases: [(&str, &[&str]); 5] = [
            ("A “no limits” partnership was signed in Beijing.", &["no limits"]),
            ("His film “The Long Road,” made in 1998, won a prize.", &["The Long Road"]),
            ("The army began Operation “Iron Gate” at dawn, and ‘Little Crow’ at dusk.", &["Iron Gate", "Little Crow"]),
            ("“We shall cross the river tomorrow,” Maria Lopez said.", &[]),
            ("Prices rose by “20” last year.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(phrases(text), expected, "{text}");
        }
    }
}
