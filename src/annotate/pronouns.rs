//! Which pronouns follow a word? "He" behind a name tells of a person, "its" of a body.

use super::runs::Run;
use super::scan::Scan;

/// "He" or "she" follows in the sentence.
pub(super) const PERSON: u32 = 1;
/// "Its" follows in the sentence.
pub(super) const THING: u32 = 1 << 1;
/// "They" follows in the sentence.
pub(super) const MANY: u32 = 1 << 2;
/// The next sentence opens with "he" or "she".
pub(super) const NEXT_PERSON: u32 = 1 << 3;

/// How many tokens behind a word a pronoun may stand.
const NEAR: usize = 25;

/// The pronouns of an article, with their tokens, in text order.
pub(super) struct Pronouns(Vec<(usize, u32)>);

impl Pronouns {
    pub(super) fn of(scan: &Scan) -> Self {
        Self((0..scan.tokens.len()).filter_map(|index| Some((index, kind(scan.word(index))?))).collect())
    }

    /// Those that follow a run.
    pub(super) fn behind(&self, scan: &Scan, run: &Run) -> u32 {
        let first = self.0.partition_point(|(index, _)| *index < run.end);
        let mut near = self.0[first..].iter().take_while(|(index, _)| *index <= run.end + NEAR).peekable();
        if near.peek().is_none() {
            return 0;
        }
        let end = scan.tokens.sentence_of(run.start).end;
        near.fold(0, |set, (index, kind)| {
            set | match (*index < end, *kind) {
                (true, kind) => kind,
                (false, PERSON) if *index == end => NEXT_PERSON,
                (false, _) => 0,
            }
        })
    }
}

fn kind(word: &str) -> Option<u32> {
    // Asked of every word: most are no pronoun by their first letter or length.
    if !(2..=7).contains(&word.len()) || !matches!(word.as_bytes()[0], b'h' | b'i' | b's' | b't' | b'w') {
        return None;
    }
    match word {
        "he" | "she" | "his" | "her" | "him" | "himself" | "herself" | "who" | "whose" => Some(PERSON),
        "its" | "it" | "itself" | "which" => Some(THING),
        "they" | "their" | "them" => Some(MANY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::runs::runs;
    use super::super::testing::article;
    use super::*;
    use crate::text::Tokens;

    #[test]
    fn pronouns_are_found_behind_a_run() {
        let cases = [
            ("Orlova left when she was told.", PERSON),
            ("Orlova left. She was told.", NEXT_PERSON),
            ("Orlova sold its ships, and they sank.", THING | MANY),
            ("Orlova left. They sank.", 0),
            ("Orlova left.", 0),
        ];
        for (text, expected) in cases {
            let article = article(text);
            let tokens = Tokens::of_text(&article.text);
            let scan = Scan::new(&article, &tokens);
            assert_eq!(Pronouns::of(&scan).behind(&scan, &runs(&scan)[0]), expected, "{text}");
        }
    }
}
