//! Which names of the archive are one person, and whom does a user mean?
//!
//! The index holds what each article itself establishes. Here, when a question is asked, its dictionary of names is read, and
//! [`names`](crate::names) maps the names to identities.

use std::collections::{BTreeMap, HashMap, HashSet};

use tantivy::columnar::StrColumn;
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, SegmentReader};

use super::EngineError;
use crate::index::{FORM, Fields, PERSON, SPEAKER, split_pair};
use crate::model::{Speaker, SpeakerKind};
use crate::names::{Corrections, Entry, Id, Identities, name_words, without_titles};
use crate::query::Named;

/// One name that outnumbers all others so many times is taken to be meant.
const DOMINANT: u64 = 10;
/// So many names are listed where a name is unclear.
const LISTED: usize = 8;

/// The names of persons and speakers in the archive, mapped to identities.
pub(super) struct Names {
    all: Identities,
}

/// Whom a name means.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// The name with its forms, for the plan.
    pub(super) named: Named,
    /// Who it is; nobody if the articles are meant that know no more than the name.
    pub(super) id: Option<Id>,
    /// What the user should know.
    pub(super) note: Option<String>,
}

/// Stands for a name that is no person's, in what [`Names::ids`] gives.
pub(super) const NOBODY: Id = Id::MAX;

impl Names {
    /// Reads the dictionary of names.
    pub(super) fn load(searcher: &Searcher, fields: &Fields, corrections: &Corrections) -> Result<Self, EngineError> {
        let read = |prefix| -> Result<Vec<(String, u64)>, EngineError> {
            let mut counts = Vec::new();
            for segment in searcher.segment_readers() {
                count_terms(segment, fields, prefix, &mut counts)?;
            }
            counts.sort_unstable();
            counts.dedup_by(|later, first| {
                let same = later.0 == first.0;
                first.1 += if same { later.1 } else { 0 };
                same
            });
            Ok(counts)
        };
        let persons = read(PERSON)?;
        let mut speakers = read(SPEAKER)?;
        speakers.retain(|(name, _)| persons.binary_search_by(|person| person.0.cmp(name)).is_err());
        let forms = read(FORM)?;
        let speakers = speakers.into_iter().map(|(name, articles)| Entry::new(name, articles, true));
        let persons = persons.into_iter().map(|(name, articles)| Entry::new(name, articles, false));
        let forms =
            forms.iter().filter_map(|(pair, articles)| split_pair(pair).map(|(form, name)| (form, name, *articles)));
        Ok(Self { all: Identities::new(persons.chain(speakers).collect(), forms, corrections) })
    }

    /// The names and the persons behind them.
    pub(super) fn identities(&self) -> &Identities {
        &self.all
    }

    /// The name under which the bearer of `name` is shown.
    pub(super) fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.all.find(name).map_or(name, |index| self.all.label(self.all.id(index)))
    }

    /// The same of a person; nothing if the user says that it is none.
    pub(super) fn person<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        match self.all.find(name) {
            Some(index) if self.is_removed(index) => None,
            Some(index) => Some(self.all.label(self.all.id(index))),
            None => Some(name),
        }
    }

    /// What kind of speaker one is: no person if the user says so.
    pub(super) fn kind_of(&self, speaker: &Speaker) -> SpeakerKind {
        let name = speaker.name.as_deref().and_then(|name| self.all.find(name));
        let is_none = speaker.kind == SpeakerKind::Person && name.is_some_and(|name| self.is_removed(name));
        if is_none { SpeakerKind::Organisation } else { speaker.kind }
    }

    /// The names that the user says are no persons'.
    pub(super) fn not_persons(&self) -> HashSet<String> {
        let entries = self.all.entries().iter().enumerate();
        entries.filter(|(index, _)| self.is_removed(*index as u32)).map(|(_, entry)| entry.name.clone()).collect()
    }

    fn is_removed(&self, name: u32) -> bool {
        self.all.removed(name).is_some()
    }

    /// Who is behind each value of a column of names. `speakers` says whether what is no person counts too.
    pub(super) fn ids(&self, column: &StrColumn, speakers: bool) -> tantivy::Result<Vec<Id>> {
        let mut ids = Vec::with_capacity(column.dictionary().num_terms());
        let mut terms = column.dictionary().stream()?;
        let entries = self.all.entries();
        // Both are in the order of the names, so that one look through both is enough.
        let mut at = 0;
        while terms.advance() {
            while at < entries.len() && entries[at].name.as_bytes() < terms.key() {
                at += 1;
            }
            let known = entries.get(at).is_some_and(|entry| entry.name.as_bytes() == terms.key());
            let counts = known && (speakers || !self.is_removed(at as u32));
            ids.push(if counts { self.all.id(at as u32) } else { NOBODY });
        }
        Ok(ids)
    }

    /// How many identities [`ids`](Self::ids) may tell apart.
    pub(super) fn bound(&self) -> usize {
        self.all.entries().len()
    }

    /// Whom the user means. `speakers` says whether organisations and documents are meant too.
    ///
    /// `=Name` means the articles that know the person by just this name, whoever bears it. Titles in front do not count.
    pub(super) fn resolve(&self, asked: &str, speakers: bool) -> Result<Resolved, EngineError> {
        if let Some(name) = asked.strip_prefix('=') {
            return self.literally(asked, name, speakers);
        }
        let all_words = name_words(asked);
        let words = without_titles(&all_words);
        let (ranked, exact) = self.candidates(words, speakers);
        let is_one_word = !words.contains(' ');
        let only = ranked.len() == 1;
        if let Some(id) = exact.filter(|id| {
            !is_one_word || only || self.all.is_named_by_user(*id) || name_words(self.all.label(*id)).contains(' ')
        }) {
            return Ok(self.resolved(asked, id, None, None));
        }
        // The bare name itself, left apart because it is unclear, goes with whoever is meant.
        let bare = exact.filter(|_| is_one_word);
        let persons: Vec<(Id, u64)> = ranked.iter().copied().filter(|(id, _)| Some(*id) != bare).collect();
        match persons.as_slice() {
            [] => match bare.or_else(|| self.all.spelled_like(words)) {
                Some(id) => Ok(self.resolved(asked, id, None, None)),
                None => Err(self.unknown(asked, words, speakers)),
            },
            [(only, _)] => Ok(self.resolved(asked, *only, bare, None)),
            [(first, articles), rest @ ..] if *articles >= DOMINANT * rest.iter().map(|(_, n)| n).sum::<u64>() => {
                Ok(self.resolved(asked, *first, bare, Some(self.note(asked, *first, rest))))
            }
            _ => Err(EngineError::Ambiguous { asked: asked.to_owned(), candidates: self.listed(&ranked) }),
        }
    }

    /// Everyone whom some words may mean, the most frequent first, and whom they mean if taken for the whole name.
    fn candidates(&self, words: &str, speakers: bool) -> (Vec<(Id, u64)>, Option<Id>) {
        let called = self.all.called(words);
        let mut candidates: HashMap<Id, u64> = HashMap::new();
        let mut exact: Option<(u64, Id)> = None;
        for (index, entry) in self.all.entries().iter().enumerate() {
            let index = index as u32;
            if entry.only_speaks && !speakers || self.is_removed(index) && !(speakers && entry.words == words) {
                continue;
            }
            let id = self.all.id(index);
            if called.iter().any(|call| call.name == index)
                || !words.is_empty() && words.split(' ').all(|word| has_word(&entry.words, word))
            {
                *candidates.entry(id).or_default() += entry.articles;
            }
            if entry.words == words && exact.is_none_or(|(articles, _)| entry.articles > articles) {
                candidates.entry(id).or_default();
                exact = Some((entry.articles, id));
            }
        }
        let mut ranked: Vec<(Id, u64)> = candidates.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| self.all.label(a.0).cmp(self.all.label(b.0))));
        (ranked, exact.map(|(_, id)| id))
    }

    /// Everyone whom a name may mean, the most frequent first.
    pub(super) fn meant(&self, asked: &str) -> Vec<Id> {
        let words = name_words(asked);
        let (ranked, _) = self.candidates(without_titles(&words), false);
        ranked.into_iter().map(|(id, _)| id).collect()
    }

    /// The names that are spelled just so.
    fn literally(&self, asked: &str, name: &str, speakers: bool) -> Result<Resolved, EngineError> {
        let words = name_words(name);
        let same = self.all.entries().iter().filter(|entry| entry.words == words && (speakers || !entry.only_speaks));
        let forms: Vec<String> = same.map(|entry| entry.name.clone()).collect();
        if forms.is_empty() {
            return Err(self.unknown(asked, &words, speakers));
        }
        Ok(Resolved { named: Named { asked: asked.to_owned(), forms }, id: None, note: None })
    }

    fn resolved(&self, asked: &str, id: Id, bare: Option<Id>, note: Option<String>) -> Resolved {
        Resolved { named: Named { asked: asked.to_owned(), forms: self.names_of(id, bare) }, id: Some(id), note }
    }

    /// The names of a person, and of another who is meant as well.
    pub(super) fn names_of(&self, id: Id, bare: Option<Id>) -> Vec<String> {
        let names = self.all.names(id).chain(bare.into_iter().flat_map(|bare| self.all.names(bare)));
        let mut forms: Vec<&Entry> = names.map(|name| &self.all.entries()[name as usize]).collect();
        forms.sort_by(|a, b| a.name.cmp(&b.name));
        // What only the user knows stands in no article.
        let known = forms.iter().any(|entry| entry.articles > 0);
        forms.iter().filter(|entry| !known || entry.articles > 0).map(|entry| entry.name.clone()).collect()
    }

    fn note(&self, asked: &str, chosen: Id, rest: &[(Id, u64)]) -> String {
        let others: Vec<String> =
            rest.iter().take(3).map(|(id, articles)| format!("{} ({articles})", self.all.label(*id))).collect();
        let more = if rest.len() > 3 { ", …" } else { "" };
        format!("{asked:?} is taken as {}; not as {}{more}", self.all.label(chosen), others.join(", "))
    }

    fn listed(&self, ranked: &[(Id, u64)]) -> Vec<(String, u64)> {
        ranked.iter().take(LISTED).map(|(id, articles)| (self.all.label(*id).to_owned(), *articles)).collect()
    }

    fn unknown(&self, asked: &str, words: &str, speakers: bool) -> EngineError {
        let entries = self.all.entries();
        let mut same = (0..entries.len() as u32).filter(|name| entries[*name as usize].words == words);
        if let Some(place) = same.find_map(|name| self.all.removed(name)) {
            return EngineError::NotPerson { asked: asked.to_owned(), place: place.to_string() };
        }
        let mut near: BTreeMap<&str, (f64, u64)> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if entry.only_speaks && !speakers || self.is_removed(index as u32) || entry.articles == 0 {
                continue;
            }
            let score = nearness(words, &entry.words);
            if score > 0.84 {
                let best = near.entry(self.all.label(self.all.id(index as u32))).or_default();
                *best = (best.0.max(score), best.1 + entry.articles);
            }
        }
        let mut near: Vec<(&str, (f64, u64))> = near.into_iter().collect();
        near.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(b.1.1.cmp(&a.1.1)).then(a.0.cmp(b.0)));
        let near = near.into_iter().take(LISTED).map(|(name, (_, articles))| (name.to_owned(), articles)).collect();
        EngineError::Unknown { asked: asked.to_owned(), near }
    }
}

/// Whether a name has a word, or one that it is the initial of.
fn has_word(words: &str, word: &str) -> bool {
    let initial = word.chars().nth(1).is_none();
    words.split(' ').any(|known| known == word) || initial && words.starts_with(word) && words.contains(' ')
}

/// How near a name comes: as a whole, or one of its words.
fn nearness(wanted: &str, words: &str) -> f64 {
    let whole = strsim::jaro_winkler(wanted, words);
    words.split(' ').map(|word| strsim::jaro_winkler(wanted, word)).fold(whole, f64::max)
}

/// Adds the terms that begin with `prefix`, with the number of articles that have them.
fn count_terms(
    segment: &SegmentReader,
    fields: &Fields,
    prefix: char,
    counts: &mut Vec<(String, u64)>,
) -> Result<(), EngineError> {
    let inverted = segment.inverted_index(fields.text)?;
    let first = prefix as u8;
    let mut stream = inverted.terms().range().ge([first]).lt([first + 1]).into_stream()?;
    while let Some((key, info)) = stream.next() {
        let articles = match segment.alive_bitset() {
            None => info.doc_freq,
            Some(alive) => {
                inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?.doc_freq_given_deletes(alive)
            }
        };
        if let Ok(name) = std::str::from_utf8(&key[1..])
            && articles > 0
        {
            counts.push((name.to_owned(), u64::from(articles)));
        }
    }
    Ok(())
}
