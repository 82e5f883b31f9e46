//! Which persons does an article name? Runs of capitalised words are cut out of the text (`runs`), a model marks the
//! names in them (`tagger`), and mentions of one person are brought together (`resolve`).

use super::lexicon::classes;
use super::resolve::{self, Mention};
use super::runs;
use super::scan::Scan;
use super::tagger;
use crate::model::Person;
use crate::text::Kind;

/// The persons, in order of their first mention.
pub(super) fn find(scan: &Scan) -> Vec<Person> {
    let runs = runs::runs(scan);
    let names = tagger::names(scan, &runs);
    let mentions: Vec<Mention> = names.iter().filter_map(|(start, end)| mention(scan, *start, *end)).collect();
    resolve::persons(scan, &mentions, &[])
}

/// A marked name as a mention, without a title that may have been marked with it.
fn mention(scan: &Scan, mut start: usize, end: usize) -> Option<Mention> {
    while start + 1 < end && scan.has(start, classes::TITLE) && !scan.has(start, classes::ANY_NAME) {
        start += 1;
        while start + 1 < end && scan.token(start).kind == Kind::Punct {
            start += 1;
        }
    }
    if end - start == 1 && (scan.has(start, classes::TITLE) && !scan.has(start, classes::ANY_NAME) || scan.is_initial(start) && scan.token(start).span.len() < 3) {
        return None;
    }
    let before = start.wrapping_sub(1);
    let before = if scan.is(before, ".") { before.wrapping_sub(1) } else { before };
    let title = scan.has(before, classes::TITLE | classes::ROLE).then_some(before);
    Some(Mention { start, end, title })
}
