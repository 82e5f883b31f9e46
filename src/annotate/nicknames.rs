//! Where does a nickname in quotation marks cut a name in two? `Earl "Bunny" Tremaine` is one person.

use super::scan::Scan;
use crate::text::Kind;

/// A name, as tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The nickname inside it, with its marks.
    pub(super) nickname: Option<(usize, usize)>,
}

/// A nickname has no more words.
const LONGEST: usize = 3;

/// The names, those made one that only a nickname parts; `names` are in text order.
pub(super) fn joined(scan: &Scan, names: &[(usize, usize)]) -> Vec<Name> {
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    let mut at = 0;
    while at < names.len() {
        let (start, end) = names[at];
        at += 1;
        let rest = after_nickname(scan, end).and_then(|from| {
            // The nickname itself may have been taken for a name.
            let next = (at..names.len().min(at + 2)).find(|n| names[*n].0 == from)?;
            Some((from, next))
        });
        joined.push(match rest {
            Some((from, next)) => {
                at = next + 1;
                Name { start, end: names[next].1, nickname: Some((end, from)) }
            }
            None => Name { start, end, nickname: None },
        });
    }
    joined
}

/// Behind the nickname whose opening mark stands at `at`.
fn after_nickname(scan: &Scan, at: usize) -> Option<usize> {
    let opens = marks(scan, at)?;
    let words = (opens..opens + LONGEST).take_while(|n| is_word(scan, *n)).count();
    let closes = marks(scan, opens + words).filter(|_| words > 0 && scan.is_capital(opens))?;
    let apart = |n: usize| !scan.is_joined(n);
    (apart(at) && apart(closes)).then_some(closes)
}

/// Behind the quotation mark at `at`, which may be two characters.
fn marks(scan: &Scan, at: usize) -> Option<usize> {
    let is_mark = |n: usize| matches!(scan.word(n), "\"" | "“" | "”" | "‘" | "’" | "'" | "`" | "«" | "»");
    let double = is_mark(at + 1) && scan.is_joined(at + 1);
    is_mark(at).then_some(if double { at + 2 } else { at + 1 })
}

fn is_word(scan: &Scan, at: usize) -> bool {
    at < scan.tokens.len() && scan.token(at).kind == Kind::Word
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;

    #[test]
    fn a_nickname_does_not_cut_a_name_in_two() {
        let cases = [
            "Robert \"Stormy\" Hallam resigned on Friday. “I am tired,” Hallam said.",
            "Robert ‘Big Stormy’ Hallam resigned on Friday. “I am tired,” Hallam said.",
            "Robert ``Stormy'' Hallam resigned on Friday. “I am tired,” Hallam said.",
        ];
        for text in cases {
            let (article, found) = annotated(text);
            let names: Vec<&str> = found.persons.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names, ["Robert Hallam"], "{text}");
            assert!(article.text.slice(found.persons[0].mentions[0].span).contains("Stormy"), "{text}");
        }
    }

    #[test]
    fn a_nickname_may_open_or_end_what_is_left_of_a_name() {
        let (_, found) = annotated("AFFAIRS\nSIR EDWARD “WEARY” DUNLOP ASIALINK WHITLAM\nGough Sir Ninian");
        assert!(found.persons.iter().all(|person| !person.name.contains('“')), "{:?}", found.persons);
    }

    #[test]
    fn other_words_in_marks_part_names() {
        let (_, found) = annotated("“I saw Anna Hallam,” Peter Quayle said. “She waved.”");
        let names: Vec<&str> = found.persons.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Anna Hallam", "Peter Quayle"]);
    }
}
