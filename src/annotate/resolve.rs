//! Which mentions name one person? Within an article a person is introduced by a full name and goes on by a part of it.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::lexicon::classes;
use super::scan::Scan;
use crate::model::{Established, Person, PersonMention, Span};
use crate::text::{Case, Kind};

/// A place that names a person: tokens `start..end`, without titles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it names a country as well ("Jordan"), so that only a full name elsewhere makes it a person.
    pub(super) doubtful: bool,
    /// The last word of that title.
    pub(super) title: Option<usize>,
    /// A nickname inside it, with its quotation marks: it stands in the text, but not in the name.
    pub(super) nickname: Option<(usize, usize)>,
}

struct Identity {
    /// The folded words of its fullest name.
    words: Vec<String>,
    name: String,
    mentions: Vec<PersonMention>,
}

/// All identities of an article, with those that each word occurs in.
#[derive(Default)]
struct Identities {
    all: Vec<Identity>,
    by_word: HashMap<String, Vec<usize>>,
}

/// So many persons of one surname are told apart; an article with more is a list, and each name stands for itself.
const MOST_NAMESAKES: usize = 50;

/// Brings mentions together; those in `open` count only if they are part of a name that is given elsewhere.
pub(super) fn persons(scan: &Scan, mentions: &[Mention], open: &[Mention]) -> Vec<Person> {
    let mut identities = Identities::default();
    // Full names first, the fullest before its parts.
    let mut marked: Vec<(Vec<String>, &Mention)> = mentions.iter().map(|m| (words_of(scan, m), m)).collect();
    marked.sort_by_key(|(words, _)| Reverse(words.len()));
    for (words, mention) in marked {
        let index = match identities.named_by(&words) {
            Some(index) => index,
            None => identities.add(words, name_of(scan, mention)),
        };
        identities.all[index].mentions.push(mention_of(scan, mention));
    }
    let (full, parts): (Vec<&Mention>, Vec<&Mention>) = open.iter().partition(|m| m.end - m.start > 1);
    for mention in full {
        identities.add_full(scan, mention);
    }
    for mention in parts {
        identities.add_part(scan, mention);
    }
    finish(identities.all)
}

impl Identities {
    fn add(&mut self, words: Vec<String>, name: String) -> usize {
        let index = self.all.len();
        for word in &words {
            let list = self.by_word.entry(word.clone()).or_default();
            if list.len() < MOST_NAMESAKES {
                list.push(index);
            }
        }
        self.all.push(Identity { words, name, mentions: Vec::new() });
        index
    }

    /// The identities that hold the first or the last of some words.
    fn with(&self, words: &[String]) -> Vec<usize> {
        let ends = [words.last(), words.first()];
        let lists = ends.iter().flatten().filter_map(|word| self.by_word.get(*word));
        let mut found: Vec<usize> = lists.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The one person whose name holds these words; none if two could be meant.
    fn named_by(&self, words: &[String]) -> Option<usize> {
        let near = self.with(words);
        for test in [same, ends_with, starts_with, is_within] {
            let mut matching = near.iter().filter(|index| test(&self.all[**index].words, words));
            match (matching.next(), matching.next()) {
                (Some(index), None) => return Some(*index),
                (None, _) => {}
                (Some(_), Some(_)) => return None,
            }
        }
        None
    }

    /// Takes an unmarked run of several words if it is the name of a person, or the full name of one who is named by
    /// one of its words elsewhere.
    fn add_full(&mut self, scan: &Scan, mention: &Mention) {
        let words = words_of(scan, mention);
        let known = self.with(&words).into_iter().find(|index| match &self.all[*index].words[..] {
            [word] => is_full_name_with(scan, mention, word),
            known => known == words,
        });
        let Some(index) = known else { return };
        for word in &words {
            let list = self.by_word.entry(word.clone()).or_default();
            if list.len() < MOST_NAMESAKES && !list.contains(&index) {
                list.push(index);
            }
        }
        let identity = &mut self.all[index];
        if identity.words.len() == 1 {
            identity.name = name_of(scan, mention);
            identity.words = words;
        }
        identity.mentions.push(mention_of(scan, mention));
    }

    /// Takes an unmarked word if a full name ends with it, or begins with it ("Xi") and it is no given name, or if it
    /// repeats, behind a title, a name that stands alone.
    fn add_part(&mut self, scan: &Scan, mention: &Mention) {
        let titled = mention.title.is_some();
        if !titled && is_other(scan, mention) {
            return;
        }
        let words = words_of(scan, mention);
        let first = !scan.has(mention.start, classes::ANY_GIVEN);
        let repeats = |index: &usize| {
            let known = &self.all[*index].words;
            titled && *known == words
                || known.len() > 1 && (known.ends_with(&words) || first && known.starts_with(&words))
        };
        let index = match self.with(&words).iter().filter(|index| repeats(index)).collect::<Vec<_>>()[..] {
            [] => return,
            [one] => *one,
            // Two could be meant: the surname stays a person of its own.
            _ => match self.with(&words).into_iter().find(|index| self.all[*index].words == words) {
                Some(index) => index,
                None => self.add(words, name_of(scan, mention)),
            },
        };
        self.all[index].mentions.push(mention_of(scan, mention));
    }
}

/// A word that is part of a name but probably means something else here: a place, a month, an everyday word.
fn is_other(scan: &Scan, mention: &Mention) -> bool {
    let start = mention.start;
    let definite = start > 0 && scan.is(start - 1, "the");
    let located = start > 0 && matches!(scan.word(start - 1), "in" | "of" | "from" | "to" | "into" | "near");
    let everyday = scan.has(start, classes::EVERYDAY) && !scan.has(start, classes::SURNAME);
    let plain = everyday && scan.tokens.sentence_of(start).start == start;
    let place = scan.has(start, classes::COUNTRY) || scan.is_in_large_place(start);
    definite || plain || scan.has(start, classes::PEOPLE | classes::TIME) || place && (!mention.doubtful || located)
}

/// Whether a run of several words may be the full name of someone who is called `known` elsewhere.
fn is_full_name_with(scan: &Scan, mention: &Mention, known: &str) -> bool {
    let (start, end) = (mention.start, mention.end);
    let other = classes::EVERYDAY | classes::ORG | classes::PLACE | classes::COUNTRY | classes::PEOPLE | classes::THING;
    let plain = |n: usize| !scan.has(n, other) && scan.place_class(n) == 0;
    (scan.is(start, known) || scan.is(end - 1, known)) && (start..end).all(|n| scan.is(n, known) || plain(n))
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
        .filter(|n| mention.nickname.is_none_or(|(first, after)| *n < first || *n >= after))
        .filter(|n| scan.token(*n).kind == Kind::Word && !(scan.has(*n, classes::SUFFIX) && *n > mention.start))
        .map(|n| scan.word(n).to_owned())
        .collect()
}

/// The name as written; one that is all in capitals gets small letters.
fn name_of(scan: &Scan, mention: &Mention) -> String {
    // A nickname may open a name or end it, where a title or letters were left off.
    let words = |start, end| if start < end { scan.text(scan.span(start, end)) } else { "" }.split_whitespace();
    let written: Vec<&str> = match mention.nickname {
        Some((first, after)) => words(mention.start, first).chain(words(after, mention.end)).collect(),
        None => words(mention.start, mention.end).collect(),
    };
    let written = written.join(" ");
    let shouted = !written.chars().any(char::is_lowercase);
    // A word by itself may be an abbreviation ("JFK"), but not where it was found to be a word in capitals.
    let known = scan.has(mention.start, classes::SURNAME) && scan.token(mention.start).span.len() > 3
        || written.starts_with("MC") && scan.has(mention.start, classes::ANY_SURNAME);
    let words = mention.end - mention.start > 1 || known || scan.token(mention.start).case == Case::Capital;
    if shouted && words { title_case(&written) } else { written }
}

fn title_case(words: &str) -> String {
    let mut inside = 0;
    let mut title = String::with_capacity(words.len());
    for c in words.chars() {
        let begins = inside == 0 || inside == 2 && title.ends_with("Mc");
        inside = if c.is_alphabetic() { inside + 1 } else { 0 };
        if begins { title.push(c) } else { title.extend(c.to_lowercase()) }
    }
    title
}

fn mention_of(scan: &Scan, mention: &Mention) -> PersonMention {
    PersonMention { span: scan.span(mention.start, mention.end), role: mention.title.map(|title| role_of(scan, title)) }
}

/// The title that ends at token `title`, as far as it reaches back: "Deputy Foreign Minister".
fn role_of(scan: &Scan, title: usize) -> Span {
    const QUALIFIERS: [&str; 22] = [
        "acting",
        "crown",
        "defence",
        "defense",
        "education",
        "energy",
        "environment",
        "finance",
        "foreign",
        "former",
        "health",
        "home",
        "interior",
        "justice",
        "labour",
        "opposition",
        "prime",
        "state",
        "supreme",
        "trade",
        "transport",
        "vice",
    ];
    let belongs = |n: usize| {
        scan.token(n).kind == Kind::Word
            && (scan.has(n, classes::TITLE | classes::ROLE) || QUALIFIERS.binary_search(&scan.word(n)).is_ok())
    };
    let opens = scan.tokens.sentence_of(title).start;
    let start = (opens..title).rev().take_while(|n| belongs(*n)).last().unwrap_or(title);
    scan.span(start, title + 1)
}

fn finish(identities: Vec<Identity>) -> Vec<Person> {
    let mut persons: Vec<Person> = identities
        .into_iter()
        .map(|mut identity| {
            identity.mentions.sort_by_key(|mention| mention.span);
            Person { name: identity.name, established: Established::Article, mentions: identity.mentions }
        })
        .collect();
    persons.sort_by_key(|person| person.mentions.first().map(|mention| mention.span));
    persons
}
