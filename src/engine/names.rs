//! Which names of the archive are one person, and whom does a user mean?
//!
//! The index holds what each article itself establishes. Here, when a question is asked, the forms are mapped to
//! identities, from nothing but the archive's own dictionary of names:
//! - names that differ in case or accents only are one;
//! - a name with a middle initial is the one without, if only one such initial occurs ("Vladimir V. Putin", but not the two Bushes);
//! - a name of one word ("Putin", in an article that never says more) is the person whose last name it is or whom other articles call so; if
//!   there are several, the one with ten times the articles of all others together, and if there is none such, it stays apart.

use std::collections::{BTreeMap, HashMap, HashSet};

use tantivy::{Searcher, SegmentReader};

use super::EngineError;
use crate::index::{FORM, Fields, PERSON, SPEAKER, split_form};
use crate::query::Named;
use crate::text::fold;

/// One name that outnumbers all others so many times is taken to be meant.
const DOMINANT: u64 = 10;
/// So many names are listed where a name is unclear.
const LISTED: usize = 8;

/// The names of persons and speakers in the archive, mapped to identities.
pub(super) struct Names {
    names: Vec<Name>,
    by_name: HashMap<String, usize>,
    /// For each identity the name it is shown under.
    labels: Vec<usize>,
    /// Forms that articles use for names: folded form, index of the name.
    forms: HashMap<String, Vec<usize>>,
}

struct Name {
    name: String,
    words: Vec<String>,
    /// Articles that mention the person or quote the speaker.
    articles: u64,
    /// Whether it is a speaker that is never mentioned as a person: an organisation, a document.
    only_speaks: bool,
    identity: usize,
}

/// Whom a name means.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// The name with its forms, for the plan.
    pub(super) named: Named,
    /// What the user should know.
    pub(super) note: Option<String>,
}

impl Names {
    /// Reads the dictionary of names.
    pub(super) fn load(searcher: &Searcher, fields: &Fields) -> Result<Self, EngineError> {
        let mut persons = BTreeMap::new();
        let mut speakers = BTreeMap::new();
        let mut forms = BTreeMap::new();
        for segment in searcher.segment_readers() {
            for (prefix, counts) in [(PERSON, &mut persons), (SPEAKER, &mut speakers), (FORM, &mut forms)] {
                count_terms(segment, fields, prefix, counts)?;
            }
        }
        let mut names: Vec<Name> =
            persons.into_iter().map(|(name, articles)| Name::new(name, articles, false)).collect();
        let mut by_name: HashMap<String, usize> =
            names.iter().enumerate().map(|(index, name)| (name.name.clone(), index)).collect();
        for (name, articles) in speakers {
            by_name.entry(name.clone()).or_insert_with(|| {
                names.push(Name::new(name, articles, true));
                names.len() - 1
            });
        }
        let mut called: HashMap<String, Vec<usize>> = HashMap::new();
        for form in forms.keys() {
            if let Some((form, name)) = split_form(form)
                && let Some(index) = by_name.get(name)
            {
                called.entry(words_of(form).join(" ")).or_default().push(*index);
            }
        }
        let mut all = Self { names, by_name, labels: Vec::new(), forms: called };
        all.identify();
        Ok(all)
    }

    /// Joins names into identities.
    fn identify(&mut self) {
        let mut parents: Vec<usize> = (0..self.names.len()).collect();
        self.join_spellings(&mut parents);
        self.join_initials(&mut parents);
        self.join_single_words(&mut parents);
        let mut labels: HashMap<usize, usize> = HashMap::new();
        for index in 0..self.names.len() {
            let root = root(&parents, index);
            self.names[index].identity = root;
            let label = labels.entry(root).or_insert(index);
            let rank = |name: &Name| (name.words.len() > 1, name.articles);
            if rank(&self.names[index]) > rank(&self.names[*label]) {
                *label = index;
            }
        }
        self.labels = (0..self.names.len()).map(|index| labels.get(&index).copied().unwrap_or(index)).collect();
    }

    fn join_spellings(&self, parents: &mut [usize]) {
        let mut seen: HashMap<&[String], usize> = HashMap::new();
        for (index, name) in self.names.iter().enumerate() {
            let first = *seen.entry(&name.words).or_insert(index);
            parents[index] = first;
        }
    }

    fn join_initials(&self, parents: &mut [usize]) {
        let mut variants: HashMap<Vec<&str>, HashSet<&[String]>> = HashMap::new();
        for name in &self.names {
            if let Some(plain) = name.without_initials() {
                variants.entry(plain).or_default().insert(&name.words);
            }
        }
        let plain_names: HashMap<Vec<&str>, usize> = self
            .names
            .iter()
            .enumerate()
            .map(|(index, name)| (name.words.iter().map(String::as_str).collect(), index))
            .collect();
        for (index, name) in self.names.iter().enumerate() {
            let Some(plain) = name.without_initials() else { continue };
            if variants.get(&plain).is_some_and(|variants| variants.len() == 1)
                && let Some(other) = plain_names.get(&plain)
            {
                let (from, to) = (root(parents, index), root(parents, *other));
                parents[from] = to;
            }
        }
    }

    fn join_single_words(&self, parents: &mut [usize]) {
        let mut bearers: HashMap<&str, HashSet<usize>> = HashMap::new();
        for (index, name) in self.names.iter().enumerate() {
            if let [_, .., last] = name.words.as_slice()
                && !name.only_speaks
            {
                bearers.entry(last).or_default().insert(root(parents, index));
            }
        }
        let mut articles = vec![0; self.names.len()];
        for (index, name) in self.names.iter().enumerate().filter(|(_, name)| name.words.len() > 1) {
            articles[root(parents, index)] += name.articles;
        }
        for (index, name) in self.names.iter().enumerate() {
            let [word] = name.words.as_slice() else { continue };
            let mut candidates = bearers.get(word.as_str()).cloned().unwrap_or_default();
            for called in self.forms.get(word).into_iter().flatten() {
                if self.names[*called].words.len() > 1 {
                    candidates.insert(root(parents, *called));
                }
            }
            let mut ranked: Vec<(u64, usize)> = candidates.into_iter().map(|root| (articles[root], root)).collect();
            ranked.sort_unstable_by(|a, b| b.cmp(a));
            if let [(most, meant), others @ ..] = ranked.as_slice()
                && *most >= DOMINANT * others.iter().map(|(articles, _)| articles).sum::<u64>()
                && !name.only_speaks
            {
                let from = root(parents, index);
                parents[from] = *meant;
            }
        }
    }

    /// The name under which the bearer of `name` is shown.
    pub(super) fn label<'a>(&'a self, name: &'a str) -> &'a str {
        match self.by_name.get(name) {
            Some(index) => &self.names[self.labels[self.names[*index].identity]].name,
            None => name,
        }
    }

    /// Whom the user means. `speakers` says whether organisations and documents are meant too.
    ///
    /// `=Name` means the articles that know the person by just this name, whoever bears it. Titles in front do not count.
    pub(super) fn resolve(&self, asked: &str, speakers: bool) -> Result<Resolved, EngineError> {
        if let Some(name) = asked.strip_prefix('=') {
            return self.literally(asked, name, speakers);
        }
        let words = without_titles(words_of(asked));
        let mut candidates: HashMap<usize, u64> = HashMap::new();
        let mut exact = None;
        let called = self.forms.get(&words.join(" ")).map(Vec::as_slice).unwrap_or_default();
        for (index, name) in self.names.iter().enumerate() {
            if name.only_speaks && !speakers {
                continue;
            }
            if called.contains(&index) || (!words.is_empty() && words.iter().all(|word| name.words.contains(word))) {
                *candidates.entry(name.identity).or_default() += name.articles;
            }
            if name.words == words {
                exact = Some(name.identity);
            }
        }
        if let Some(identity) = exact.filter(|identity| {
            words.len() > 1 || candidates.len() == 1 || self.names[self.labels[*identity]].words.len() > 1
        }) {
            return Ok(self.resolved(asked, identity, None, None));
        }
        let mut ranked: Vec<(usize, u64)> = candidates.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| self.label_of(a.0).cmp(self.label_of(b.0))));
        // The bare name itself, left apart because it is unclear, goes with whoever is meant.
        let bare = exact.filter(|_| words.len() == 1);
        let persons: Vec<(usize, u64)> =
            ranked.iter().copied().filter(|(identity, _)| Some(*identity) != bare).collect();
        match persons.as_slice() {
            [] => bare.map_or_else(
                || Err(self.unknown(asked, &words, speakers)),
                |bare| Ok(self.resolved(asked, bare, None, None)),
            ),
            [(only, _)] => Ok(self.resolved(asked, *only, bare, None)),
            [(first, articles), rest @ ..] if *articles >= DOMINANT * rest.iter().map(|(_, n)| n).sum::<u64>() => {
                Ok(self.resolved(asked, *first, bare, Some(self.note(asked, *first, rest))))
            }
            _ => Err(EngineError::Ambiguous { asked: asked.to_owned(), candidates: self.listed(&ranked) }),
        }
    }

    /// The names that are spelled just so.
    fn literally(&self, asked: &str, name: &str, speakers: bool) -> Result<Resolved, EngineError> {
        let words = words_of(name);
        let same = self.names.iter().filter(|name| name.words == words && (speakers || !name.only_speaks));
        let forms: Vec<String> = same.map(|name| name.name.clone()).collect();
        if forms.is_empty() {
            return Err(self.unknown(asked, &words, speakers));
        }
        Ok(Resolved { named: Named { asked: asked.to_owned(), forms }, note: None })
    }

    fn resolved(&self, asked: &str, identity: usize, bare: Option<usize>, note: Option<String>) -> Resolved {
        let of = |name: &&Name| name.identity == identity || Some(name.identity) == bare;
        let forms = self.names.iter().filter(of).map(|name| name.name.clone()).collect();
        Resolved { named: Named { asked: asked.to_owned(), forms }, note }
    }

    fn label_of(&self, identity: usize) -> &str {
        &self.names[self.labels[identity]].name
    }

    fn note(&self, asked: &str, chosen: usize, rest: &[(usize, u64)]) -> String {
        let others: Vec<String> = rest
            .iter()
            .take(3)
            .map(|(identity, articles)| format!("{} ({articles})", self.label_of(*identity)))
            .collect();
        let more = if rest.len() > 3 { ", …" } else { "" };
        format!("{asked:?} is taken as {}; not as {}{more}", self.label_of(chosen), others.join(", "))
    }

    fn listed(&self, ranked: &[(usize, u64)]) -> Vec<(String, u64)> {
        ranked
            .iter()
            .take(LISTED)
            .map(|(identity, articles)| (self.label_of(*identity).to_owned(), *articles))
            .collect()
    }

    fn unknown(&self, asked: &str, words: &[String], speakers: bool) -> EngineError {
        let wanted = words.join(" ");
        let mut near: Vec<(f64, &Name)> = self
            .names
            .iter()
            .filter(|name| speakers || !name.only_speaks)
            .map(|name| (nearness(&wanted, name), name))
            .filter(|(score, _)| *score > 0.84)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.articles.cmp(&a.1.articles)).then(a.1.name.cmp(&b.1.name)));
        let near = near.into_iter().take(LISTED).map(|(_, name)| (name.name.clone(), name.articles)).collect();
        EngineError::Unknown { asked: asked.to_owned(), near }
    }
}

impl Name {
    fn new(name: String, articles: u64, only_speaks: bool) -> Self {
        let words = words_of(&name);
        Self { name, words, articles, only_speaks, identity: 0 }
    }

    /// The words without single letters between the first and the last, if there are any such.
    fn without_initials(&self) -> Option<Vec<&str>> {
        let [first, middle @ .., last] = self.words.as_slice() else { return None };
        let is_initial = |word: &String| word.split('.').all(|letter| letter.chars().count() <= 1);
        if !middle.iter().any(is_initial) || first.chars().count() == 1 {
            return None;
        }
        let kept = middle.iter().filter(|word| !is_initial(word)).map(String::as_str);
        Some(std::iter::once(first.as_str()).chain(kept).chain([last.as_str()]).collect())
    }
}

fn words_of(name: &str) -> Vec<String> {
    let folded = fold(name);
    folded
        .split(|c: char| c.is_whitespace() || c == '-' || c == ',')
        .map(|word| word.trim_matches('.').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Titles that users put before a name, as texts do.
const TITLES: [&str; 24] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "lord",
    "lady",
    "dame",
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
];

/// The words of a name behind its titles; all of them if there are only titles.
fn without_titles(words: Vec<String>) -> Vec<String> {
    let titles = words.iter().take_while(|word| TITLES.contains(&word.as_str())).count();
    if titles < words.len() { words[titles..].to_vec() } else { words }
}

/// How near a name comes: as a whole, or one of its words.
fn nearness(wanted: &str, name: &Name) -> f64 {
    let whole = strsim::jaro_winkler(wanted, &name.words.join(" "));
    name.words.iter().map(|word| strsim::jaro_winkler(wanted, word)).fold(whole, f64::max)
}

fn root(parents: &[usize], mut index: usize) -> usize {
    while parents[index] != index {
        index = parents[index];
    }
    index
}

/// Adds the terms that begin with `prefix`, with the number of articles that have them.
fn count_terms(
    segment: &SegmentReader,
    fields: &Fields,
    prefix: char,
    counts: &mut BTreeMap<String, u64>,
) -> Result<(), EngineError> {
    let inverted = segment.inverted_index(fields.text)?;
    let first = prefix as u8;
    let mut stream = inverted.terms().range().ge([first]).lt([first + 1]).into_stream()?;
    while let Some((key, info)) = stream.next() {
        let articles = match segment.alive_bitset() {
            None => info.doc_freq,
            Some(alive) => {
                let option = tantivy::schema::IndexRecordOption::Basic;
                inverted.read_postings_from_terminfo(info, option)?.doc_freq_given_deletes(alive)
            }
        };
        if let Ok(name) = std::str::from_utf8(&key[1..])
            && articles > 0
        {
            *counts.entry(name.to_owned()).or_default() += u64::from(articles);
        }
    }
    Ok(())
}
