//! Which mentions name one person? Within an article a person is introduced by a full name and goes on by a part of it.

use super::lexicon::classes;
use super::scan::Scan;
use crate::model::{Person, PersonMention, Span};
use crate::text::{Case, Kind};

/// A place that names a person: tokens `start..end`, without titles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The last word of that title.
    pub(super) title: Option<usize>,
}

struct Identity {
    /// The folded words of its fullest name, without particles and initials' stops.
    words: Vec<String>,
    name: String,
    mentions: Vec<PersonMention>,
}

/// Brings mentions together; those in `open` count only if they are part of a name that is given elsewhere.
pub(super) fn persons(scan: &Scan, mentions: &[Mention], open: &[Mention]) -> Vec<Person> {
    let mut identities: Vec<Identity> = Vec::new();
    let word_count = |m: &Mention| words_of(scan, m).len();
    // Full names first, the fullest before its parts.
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_cached_key(|n| std::cmp::Reverse(word_count(&mentions[*n])));
    for number in order {
        let mention = mentions[number];
        let words = words_of(scan, &mention);
        let matching = find_identity(&identities, &words);
        let place = match matching {
            Some(index) => index,
            None => {
                identities.push(Identity { words, name: name_of(scan, &mention), mentions: Vec::new() });
                identities.len() - 1
            }
        };
        identities[place].mentions.push(mention_of(scan, &mention));
    }
    for mention in open {
        let words = words_of(scan, mention);
        if let Some(index) = repeated(scan, mention, &identities, &words).filter(|_| !is_other(scan, mention)) {
            identities[index].mentions.push(mention_of(scan, mention));
        }
    }
    finish(identities)
}

/// A word that is part of a name but probably means something else here: a place, a month, an everyday word.
fn is_other(scan: &Scan, mention: &Mention) -> bool {
    let start = mention.start;
    let definite = start > 0 && scan.is(start - 1, "the");
    let plain = scan.has(start, classes::EVERYDAY) && scan.tokens.sentence_of(start).start == start;
    let place = classes::COUNTRY | classes::PEOPLE | classes::TIME;
    mention.end - start == 1 && (definite || plain || scan.has(start, place) || scan.place_class(start) & 24 >= 16)
}

/// The one person of a full name that ends with these words, or begins with this one ("Xi"), if it is no given name.
fn repeated(scan: &Scan, mention: &Mention, identities: &[Identity], words: &[String]) -> Option<usize> {
    let first = words.len() == 1 && !scan.has(mention.start, classes::ANY_GIVEN);
    let repeats = |known: &Identity| {
        known.words.len() > 1 && (known.words.ends_with(words) || first && known.words.starts_with(words))
    };
    let mut matching = identities.iter().enumerate().filter(|(_, known)| repeats(known));
    match (matching.next(), matching.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    }
}

/// The one person whose name holds these words; none if two could be meant.
fn find_identity(identities: &[Identity], words: &[String]) -> Option<usize> {
    for test in [same, ends_with, starts_with, is_within] {
        let mut matching = identities.iter().enumerate().filter(|(_, known)| test(&known.words, words));
        match (matching.next(), matching.next()) {
            (Some((index, _)), None) => return Some(index),
            (None, _) => {}
            (Some(_), Some(_)) => return None,
        }
    }
    None
}

fn same(full: &[String], part: &[String]) -> bool {
    full == part
}

fn ends_with(full: &[String], part: &[String]) -> bool {
    full.ends_with(part)
}

fn starts_with(full: &[String], part: &[String]) -> bool {
    full.starts_with(part)
}

/// "George W. Bush", "George Bush": the same words but for some in between, or initials for names.
fn is_within(full: &[String], part: &[String]) -> bool {
    let mut rest = full.iter();
    part.iter().all(|word| rest.any(|known| known == word || initial_of(known, word) || initial_of(word, known)))
        && (part.len() == 1 || full.last() == part.last())
}

fn initial_of(name: &str, initial: &str) -> bool {
    initial.chars().count() == 1 && name.starts_with(initial)
}

fn words_of(scan: &Scan, mention: &Mention) -> Vec<String> {
    (mention.start..mention.end)
        .filter(|n| scan.token(*n).kind == Kind::Word && !(scan.has(*n, classes::SUFFIX) && *n > mention.start))
        .map(|n| scan.word(n).to_owned())
        .collect()
}

/// The name as written; one that is all in capitals gets small letters.
fn name_of(scan: &Scan, mention: &Mention) -> String {
    let span = scan.span(mention.start, mention.end);
    let shouted = (mention.start..mention.end)
        .all(|n| scan.token(n).case == Case::Upper || scan.token(n).kind == Kind::Punct || scan.token(n).span.len() == 1);
    let written = scan.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
    if shouted && mention.end - mention.start > 1 { title_case(&written) } else { written }
}

fn title_case(words: &str) -> String {
    let mut inside = false;
    words
        .chars()
        .flat_map(|c| {
            let lower = inside && c.is_alphabetic();
            inside = c.is_alphabetic();
            if lower { c.to_lowercase().collect::<Vec<_>>() } else { vec![c] }
        })
        .collect()
}

fn mention_of(scan: &Scan, mention: &Mention) -> PersonMention {
    PersonMention { span: scan.span(mention.start, mention.end), role: mention.title.map(|title| role_of(scan, title)) }
}

/// The title that ends at token `title`, as far as it reaches back.
fn role_of(scan: &Scan, title: usize) -> Span {
    let title = if scan.is(title, ".") { title - 1 } else { title };
    let mut start = title;
    while start > 0
        && scan.has(start - 1, classes::TITLE | classes::ROLE)
        && scan.token(start - 1).kind == Kind::Word
        && scan.tokens.block_count() > 0
    {
        start -= 1;
    }
    scan.span(start, title + 1)
}

fn finish(identities: Vec<Identity>) -> Vec<Person> {
    let mut persons: Vec<Person> = identities
        .into_iter()
        .map(|mut identity| {
            identity.mentions.sort_by_key(|mention| mention.span);
            Person { name: identity.name, mentions: identity.mentions }
        })
        .collect();
    persons.sort_by_key(|person| person.mentions.first().map(|mention| mention.span));
    persons
}
