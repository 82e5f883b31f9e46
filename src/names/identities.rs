//! Which names stand for which person, and how is the person called?

use std::collections::{BTreeSet, HashMap};

use super::corrections::{Corrections, Place, key};
use super::join::{Sets, Side};
use super::rules::{Rules, is_full};
use super::spelling::spelling;
use super::words::name_words;

/// A name as articles give it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// Its folded words.
    pub words: String,
    /// Articles that mention the person or quote the speaker; none of a name that only the user knows.
    pub articles: u64,
    /// Whether it is a speaker that is never mentioned as a person: an organisation, a document.
    pub only_speaks: bool,
}

impl Entry {
    /// A name with its count.
    pub fn new(name: String, articles: u64, only_speaks: bool) -> Self {
        let words = name_words(&name);
        Self { name, words, articles, only_speaks }
    }
}

/// What tells one identity from another; below the number of names.
pub type Id = u32;

/// For each folded form the names that articles use it for.
pub(super) type Forms = HashMap<String, Vec<Call>>;

/// A name that articles use a form for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The name, by number.
    pub name: u32,
    /// How many articles.
    pub articles: u64,
}

/// Names, and the persons behind them.
pub struct Identities {
    /// In the order of the names.
    entries: Vec<Entry>,
    ids: Vec<Id>,
    /// By identity: the name that is shown.
    labels: Vec<u32>,
    /// What the user wants to be shown.
    shown: HashMap<Id, String>,
    removed: HashMap<u32, Place>,
    corrected: BTreeSet<u32>,
    forms: Forms,
    sets: Sets,
    unused: Vec<String>,
}

impl Identities {
    /// Joins names into persons. `forms` are forms, the names they are used for, and in how many articles.
    pub fn new<'a>(
        mut entries: Vec<Entry>,
        forms: impl Iterator<Item = (&'a str, &'a str, u64)>,
        corrections: &Corrections,
    ) -> Self {
        let unused = add_unknown(&mut entries, corrections);
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        let sets = Sets::new(entries.len());
        let mut all = Self {
            ids: Vec::new(),
            labels: Vec::new(),
            shown: HashMap::new(),
            removed: HashMap::new(),
            corrected: BTreeSet::new(),
            forms: Forms::new(),
            sets,
            unused,
            entries,
        };
        for (form, name, articles) in forms {
            if let Some(index) = all.find(name) {
                let calls = all.forms.entry(name_words(form)).or_default();
                match calls.iter_mut().find(|call| call.name == index) {
                    Some(call) => call.articles += articles,
                    None => calls.push(Call { name: index, articles }),
                }
            }
        }
        all.join(corrections);
        all
    }

    fn join(&mut self, corrections: &Corrections) {
        self.join_same_words();
        let by_key = if corrections.rules() > 0 { self.by_key() } else { HashMap::new() };
        let named = |name: &str| by_key.get(&key(name)).cloned().unwrap_or_default();
        for (place, name) in &corrections.not_persons {
            let words = name_words(name);
            let same = (0..self.entries.len() as u32).filter(|index| self.entries[*index as usize].words == words);
            self.removed.extend(same.map(|index| (index, place.clone())));
        }
        for alias in &corrections.persons {
            let of_name = named(&alias.name);
            for index in alias.forms.iter().flat_map(|form| named(form)).chain(of_name.iter().copied()) {
                self.corrected.insert(index);
                self.sets.join(index, of_name[0]);
            }
        }
        for (line, (_, names)) in corrections.apart.iter().enumerate() {
            for (nth, name) in names.iter().enumerate() {
                for index in named(name) {
                    self.sets.put(index, Side { line, nth });
                }
            }
        }
        let mut removed = vec![false; self.entries.len()];
        for index in self.removed.keys() {
            removed[*index as usize] = true;
        }
        Rules { entries: &self.entries, forms: &self.forms, removed: &removed }.apply(&mut self.sets);
        self.choose_labels(corrections, |name| by_key.get(&key(name)).and_then(|all| all.first().copied()));
    }

    /// Spellings that fold alike are one.
    fn join_same_words(&mut self) {
        let mut seen: HashMap<&str, u32> = HashMap::with_capacity(self.entries.len());
        for (index, entry) in self.entries.iter().enumerate() {
            let first = *seen.entry(&entry.words).or_insert(index as u32);
            self.sets.join(index as u32, first);
        }
    }

    /// The names by what names files tell them by.
    fn by_key(&self) -> HashMap<String, Vec<u32>> {
        let mut by_key: HashMap<String, Vec<u32>> = HashMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            by_key.entry(key(&entry.name)).or_default().push(index as u32);
        }
        by_key
    }

    /// Chooses the names that are shown: the user's, else the most frequent of those that are told in full.
    fn choose_labels(&mut self, corrections: &Corrections, first: impl Fn(&str) -> Option<u32>) {
        self.ids = (0..self.entries.len() as u32).map(|index| self.sets.root(index)).collect();
        self.labels = self.ids.clone();
        let rank = |entry: &Entry| (is_full(&entry.words), entry.words.contains(' '), entry.articles);
        for (index, id) in self.ids.iter().enumerate() {
            let best = &mut self.labels[*id as usize];
            if rank(&self.entries[index]) > rank(&self.entries[*best as usize]) {
                *best = index as u32;
            }
        }
        for alias in &corrections.persons {
            if let Some(index) = first(&alias.name) {
                self.shown.insert(self.ids[index as usize], alias.name.clone());
            }
        }
    }

    /// All names, in their order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of a name that is written just so.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.entries.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok().map(|index| index as u32)
    }

    /// Who is behind a name, by its number.
    pub fn id(&self, name: u32) -> Id {
        self.ids[name as usize]
    }

    /// How a person is called.
    pub fn label(&self, id: Id) -> &str {
        self.shown
            .get(&id)
            .map_or_else(|| self.entries[self.labels[id as usize] as usize].name.as_str(), String::as_str)
    }

    /// Whether a name has more than one word, and not only initials for given names.
    pub fn is_full(&self, name: u32) -> bool {
        is_full(&self.entries[name as usize].words)
    }

    /// Whether a person is known by a full name.
    pub fn has_full_name(&self, id: Id) -> bool {
        is_full(&self.entries[self.labels[id as usize] as usize].words) || is_full(&name_words(self.label(id)))
    }

    /// The names of a person, by number.
    pub fn names(&self, id: Id) -> impl Iterator<Item = u32> {
        (0..self.ids.len() as u32).filter(move |index| self.ids[*index as usize] == id)
    }

    /// Where the user says that a name is no person's.
    pub fn removed(&self, name: u32) -> Option<&Place> {
        self.removed.get(&name)
    }

    /// The most frequent person whose name is another spelling of some words.
    pub fn spelled_like(&self, words: &str) -> Option<Id> {
        let spelled = spelling(words);
        let same = self.entries.iter().enumerate().filter(|(index, entry)| {
            entry.words.contains(' ')
                && !entry.only_speaks
                && !self.removed.contains_key(&(*index as u32))
                && spelling(&entry.words) == spelled
        });
        same.max_by_key(|(_, entry)| entry.articles).map(|(index, _)| self.ids[index])
    }

    /// Whether the user says how a person is called.
    pub fn is_named_by_user(&self, id: Id) -> bool {
        self.shown.contains_key(&id)
    }

    /// Whether the user says whose name this is.
    pub fn is_corrected(&self, name: u32) -> bool {
        self.corrected.contains(&name)
    }

    /// The names that articles use a folded form for.
    pub fn called(&self, form: &str) -> &[Call] {
        self.forms.get(form).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the user keeps two persons apart.
    pub fn are_apart(&self, one: Id, other: Id) -> bool {
        self.sets.are_apart(one, other)
    }

    /// Names in rules of the user that nobody in the archive bears.
    pub fn unused(&self) -> &[String] {
        &self.unused
    }
}

fn unknown(place: &Place, name: &str) -> String {
    format!("{place}: nobody in the archive is called “{name}”")
}

/// Adds the names that only the user knows; says which.
fn add_unknown(entries: &mut Vec<Entry>, corrections: &Corrections) -> Vec<String> {
    if corrections.rules() == 0 {
        return Vec::new();
    }
    let mut known: BTreeSet<String> = entries.iter().map(|entry| key(&entry.name)).collect();
    let mut unused = Vec::new();
    for alias in &corrections.persons {
        let all = std::iter::once(&alias.name).chain(&alias.forms);
        let new: Vec<&String> = all.filter(|name| known.insert(key(name))).collect();
        if new.len() > alias.forms.len() {
            unused.push(unknown(&alias.place, &alias.name));
        }
        entries.extend(new.into_iter().map(|name| Entry::new(name.clone(), 0, false)));
    }
    let others = corrections.not_persons.iter().map(|(place, name)| (place, name));
    let apart = corrections.apart.iter().flat_map(|(place, names)| names.iter().map(move |name| (place, name)));
    for (place, name) in others.chain(apart) {
        if !known.contains(&key(name)) {
            unused.push(unknown(place, name));
        }
    }
    unused
}
