//! When are two names of an archive one person? Only where the archive itself leaves no reasonable doubt:
//!
//! - **spelling**: the same words but for hyphens and blanks ("Jong-un", "Jong Un", "Jongun"), the Arabic article, and spellings of names
//!   that are written in another script at home ("Sergei", "Sergey");
//! - **order**: the same words, family name first or last, if articles call both by the same word alone ("Orbán");
//! - **initials**: a name with a middle initial or a patronymic is the one without, if only one such occurs; initials fit the middle names
//!   that they begin. "Jr" tells two persons apart;
//! - **short names**: a surname alone, or behind an initial, is the person who bears it, or whom at least half of the articles about the person call so
//!   ("Xi", but not a given name that is used now and then), if there is one such, or one has
//!   ten times the articles of all others together. Whoever is hardly ever named in full is not taken for a name that often stands alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::identities::{Entry, Forms};
use super::join::Sets;
use super::spelling::{push_word, spelling};
use super::words::{is_initial, is_particle, is_suffix};

/// One name that outnumbers all others so many times is taken to be meant.
pub(super) const DOMINANT: u64 = 10;
/// A name alone has at most so many times the articles of the full name that it is taken for.
const MOST_ALONE: u64 = 4;

/// The names that rules are about.
pub(super) struct Rules<'a> {
    pub(super) entries: &'a [Entry],
    pub(super) forms: &'a Forms,
    /// What is no person, by number.
    pub(super) removed: &'a [bool],
}

/// Multi-word names by the letters of their spelling.
type ByLetters = HashMap<String, Vec<u32>>;

impl<'a> Rules<'a> {
    /// Applies all rules.
    pub(super) fn apply(&self, sets: &mut Sets) {
        let by_letters = self.by_letters();
        self.join_spellings(&by_letters, sets);
        self.join_orders(sets);
        self.join_middles(&by_letters, sets);
        self.join_short(sets);
    }

    /// Persons, by number, with their words.
    fn persons(&self) -> impl Iterator<Item = (u32, &'a str)> + use<'a, '_> {
        let kept = self.entries.iter().enumerate().filter(|(index, _)| !self.removed[*index]);
        kept.filter(|(_, entry)| !entry.only_speaks).map(|(index, entry)| (index as u32, entry.words.as_str()))
    }

    fn words(&self, name: u32) -> &'a str {
        &self.entries[name as usize].words
    }

    fn by_letters(&self) -> ByLetters {
        let mut by_letters = ByLetters::with_capacity(self.entries.len());
        for (index, words) in self.persons().filter(|(_, words)| words.contains(' ')) {
            let mut letters = spelling(words);
            letters.retain(|c| c != ' ');
            by_letters.entry(letters).or_default().push(index);
        }
        by_letters
    }

    fn join_spellings(&self, by_letters: &ByLetters, sets: &mut Sets) {
        for same in by_letters.values().filter(|same| same.len() > 1) {
            for (nth, one) in same.iter().enumerate() {
                for other in &same[nth + 1..] {
                    if is_one_spelling(self.words(*one), self.words(*other)) {
                        sets.join(*other, *one);
                    }
                }
            }
        }
    }

    /// Joins "Viktor Orbán" and "Orbán Viktor" if articles call both "Orbán".
    fn join_orders(&self, sets: &mut Sets) {
        for (form, calls) in self.forms.iter().filter(|(form, calls)| calls.len() > 1 && !form.contains(' ')) {
            let mut rest_of_first: HashMap<&str, u32> = HashMap::new();
            for call in calls {
                if let Some((first, rest)) = self.words(call.name).split_once(' ')
                    && first == form
                {
                    rest_of_first.insert(rest, call.name);
                }
            }
            for call in calls {
                if let Some((rest, last)) = self.words(call.name).rsplit_once(' ')
                    && last == form
                    && let Some(other) = rest_of_first.get(rest)
                {
                    sets.join(*other, call.name);
                }
            }
        }
    }

    /// Joins names that differ in what stands between first and last, or behind.
    fn join_middles(&self, by_letters: &ByLetters, sets: &mut Sets) {
        let mut groups: HashMap<String, Vec<Qualified>> = HashMap::new();
        let long = || self.persons().filter_map(|(index, words)| Qualified::of(index, words));
        for name in long().filter(Qualified::is_short) {
            groups.entry(name.ends()).or_default().push(name);
        }
        for name in long().filter(|name| !name.is_short()) {
            if let Some(group) = groups.get_mut(&name.ends()) {
                group.push(name);
            }
        }
        for (ends, group) in groups {
            let mut letters = ends.clone();
            letters.retain(|c| c != ' ');
            let same = by_letters.get(&letters).map(Vec::as_slice).unwrap_or_default();
            let plain = same.iter().copied().filter(|name| spelling(self.words(*name)) == ends);
            join_group(&group, plain, sets);
        }
    }

    fn join_short(&self, sets: &mut Sets) {
        let written = |index: u32| self.entries[index as usize].name.as_str();
        let named = self.persons().filter(|(index, _)| !is_abbreviation(written(*index)));
        let short: Vec<Short> = named.filter_map(|(index, words)| Short::of(index, words)).collect();
        let mut bearers: HashMap<&str, Vec<u32>> = short.iter().map(|name| (name.surname.as_str(), vec![])).collect();
        let mut articles = vec![0; self.entries.len()];
        let mut surname = String::new();
        for (index, words) in self.persons().filter(|(_, words)| is_full(words)) {
            articles[sets.root(index) as usize] += self.entries[index as usize].articles;
            for tail in tails(words) {
                surname.clear();
                push_surname(tail, &mut surname);
                if let Some(names) = bearers.get_mut(surname.as_str()) {
                    names.push(index);
                }
            }
        }
        for name in &short {
            let mut candidates: BTreeSet<u32> = BTreeSet::new();
            let bearing = bearers.get(name.surname.as_str()).map(Vec::as_slice).unwrap_or_default();
            candidates.extend(bearing.iter().filter(|bearer| name.fits(self.words(**bearer))).map(|n| sets.root(*n)));
            if name.initials.is_empty() {
                candidates.extend(self.called(name.index, &articles, sets));
            }
            let alone = self.entries[name.index as usize].articles;
            if let Some(meant) = outstanding(candidates.into_iter().map(|root| (articles[root as usize], root)))
                && articles[meant as usize] * MOST_ALONE >= alone
            {
                sets.join(name.index, meant);
            }
        }
    }

    /// Whom a short name means to at least half of the articles about them.
    fn called(&self, short: u32, articles: &[u64], sets: &Sets) -> impl Iterator<Item = u32> {
        let calls = self.forms.get(self.words(short)).map(Vec::as_slice).unwrap_or_default();
        let mut by_person: BTreeMap<u32, u64> = BTreeMap::new();
        for call in calls.iter().filter(|call| is_full(self.words(call.name))) {
            *by_person.entry(sets.root(call.name)).or_default() += call.articles;
        }
        by_person.into_iter().filter(|(root, called)| called * 2 >= articles[*root as usize]).map(|(root, _)| root)
    }
}

/// Whether a name looks like an abbreviation: "UN" is not the surname of Lee Jong-un.
fn is_abbreviation(name: &str) -> bool {
    name.len() <= 3 && name.chars().all(char::is_uppercase)
}

/// The one that has many times the articles of all others together.
fn outstanding(candidates: impl Iterator<Item = (u64, u32)>) -> Option<u32> {
    let mut ranked: Vec<(u64, u32)> = candidates.collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let (&(most, meant), others) = ranked.split_first()?;
    (most >= DOMINANT * others.iter().map(|(articles, _)| articles).sum::<u64>()).then_some(meant)
}

/// Whether names of the same letters are one: of the same words, or of words that are cut differently inside.
fn is_one_spelling(one: &str, other: &str) -> bool {
    let ends = |words: &str| {
        let spelled = spelling(words);
        let first = spelled.split(' ').next().unwrap_or_default().to_owned();
        let last = spelled.rsplit(' ').next().unwrap_or_default().to_owned();
        (spelled, first, last)
    };
    let (one, other) = (ends(one), ends(other));
    one.0 == other.0 || one.1 == other.1 || one.2 == other.2
}

/// Whether a name has at least a given name, not just its letter, and a surname.
pub(super) fn is_full(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(first, rest)| {
        !is_initial(first) && !is_particle(first) && !rest.split(' ').all(|word| is_suffix(word) || is_initial(word))
    })
}

/// What may be a surname: the last word, and whatever a small word opens ("van der Meer").
fn tails(words: &str) -> impl Iterator<Item = &str> {
    let words = without_suffix(words);
    let mut rest = Some(words);
    std::iter::from_fn(move || {
        let (_, behind) = rest?.split_once(' ')?;
        rest = Some(behind);
        Some(behind)
    })
    .filter(|tail| !tail.contains(' ') || tail.split(' ').next().is_some_and(is_particle))
}

fn without_suffix(words: &str) -> &str {
    match words.rsplit_once(' ') {
        Some((before, last)) if is_suffix(last) && before.contains(' ') => before,
        _ => words,
    }
}

fn push_surname(tail: &str, out: &mut String) {
    if tail.contains(' ') {
        out.push_str(&spelling(tail));
    } else {
        push_word(tail, out);
    }
}

/// A surname alone ("Putin", "van der Meer") or behind initials.
struct Short {
    index: u32,
    initials: Vec<char>,
    surname: String,
}

impl Short {
    fn of(index: u32, words: &str) -> Option<Self> {
        let mut rest = words;
        let mut initials = Vec::new();
        while let Some((first, behind)) = rest.split_once(' ').filter(|(first, _)| is_initial(first)) {
            initials.extend(first.chars());
            rest = behind;
        }
        let opens_small = rest.split(' ').next().is_some_and(is_particle);
        if rest.len() < 2 || rest.contains(' ') && !opens_small {
            return None;
        }
        let mut surname = String::new();
        push_surname(rest, &mut surname);
        Some(Self { index, initials, surname })
    }

    /// Whether the initials can be those of a full name.
    fn fits(&self, words: &str) -> bool {
        let given: Vec<&str> = words.split(' ').take_while(|word| !is_particle(word)).collect();
        let given = &given[..given.len().saturating_sub(1).max(1)];
        let begins = |(initial, word): (&char, &&str)| word.starts_with(*initial);
        // Of more initials than names the first must fit: the others are of names that are left out.
        self.initials.iter().zip(given).all(begins)
    }
}

/// A name with something between its first and its last word, or behind.
struct Qualified<'a> {
    index: u32,
    first: &'a str,
    last: &'a str,
    between: Vec<&'a str>,
}

impl<'a> Qualified<'a> {
    fn of(index: u32, words: &'a str) -> Option<Self> {
        let mut parts = words.split(' ');
        let first = parts.next()?;
        let mut between: Vec<&str> = parts.collect();
        let suffix = between.pop_if(|word| is_suffix(word));
        let last = between.pop()?;
        if is_initial(first) || is_particle(first) || between.is_empty() && suffix.is_none() {
            return None;
        }
        between.extend(suffix);
        Some(Self { index, first, last, between })
    }

    /// Whether what stands between may be left out as well: initials, patronymics.
    fn is_short(&self) -> bool {
        self.between.iter().all(|word| is_initial(word) || is_patronymic(word))
    }

    /// First and last word, as they are spelled.
    fn ends(&self) -> String {
        spelling(&format!("{} {}", self.first, self.last))
    }

    /// The initials of what stands between, patronymics left out.
    fn initials(&self) -> String {
        let told = self.between.iter().filter(|word| !is_patronymic(word));
        told.map(|word| if is_suffix(word) { format!("{word} ") } else { word.chars().take(1).collect() }).collect()
    }

    fn has_full_middle(&self) -> bool {
        self.between.iter().any(|word| !is_initial(word) && !is_suffix(word) && !is_patronymic(word))
    }
}

fn is_patronymic(word: &str) -> bool {
    word.len() > 6 && ["ovich", "evich", "ovna", "evna"].iter().any(|ending| word.ends_with(ending))
}

/// Joins those of one first and last name that can only be one person.
fn join_group(group: &[Qualified], plain: impl Iterator<Item = u32>, sets: &mut Sets) {
    let mut classes: BTreeMap<String, Vec<&Qualified>> = BTreeMap::new();
    for name in group {
        classes.entry(name.initials()).or_default().push(name);
    }
    // A patronymic alone tells nobody apart: such a name is the plain one.
    let mut plain: Vec<u32> = plain.collect();
    plain.extend(classes.remove("").into_iter().flatten().map(|name| name.index));
    let mut sure = true;
    for class in classes.values() {
        let full: BTreeSet<&[&str]> =
            class.iter().filter(|name| name.has_full_middle()).map(|name| &name.between[..]).collect();
        if full.len() > 1 {
            sure = false;
            continue;
        }
        sure &= class.iter().any(|name| name.is_short());
        for name in &class[1..] {
            sets.join(name.index, class[0].index);
        }
    }
    for name in plain.iter().skip(1) {
        sets.join(*name, plain[0]);
    }
    if let ([first, ..], true, Some(class)) = (&plain[..], sure && classes.len() == 1, classes.values().next()) {
        sets.join(class[0].index, *first);
    }
}

#[cfg(test)]
mod tests {
    use crate::names::{Corrections, Entry, Identities};

    /// The persons behind names, each with its members; `forms` are pairs of a form and the name it is used for.
    fn persons(names: &[(&str, u64)], forms: &[(&str, &str)], corrections: &str) -> Vec<String> {
        let corrections = Corrections::read(&[("n".to_owned(), corrections.as_bytes().to_vec())]).unwrap();
        let entries = names.iter().map(|(name, articles)| Entry::new((*name).to_owned(), *articles, false)).collect();
        let all = Identities::new(entries, forms.iter().map(|(form, name)| (*form, *name, 3)), &corrections);
        let mut ids: Vec<u32> = (0..all.entries().len() as u32).map(|name| all.id(name)).collect();
        ids.sort_unstable();
        ids.dedup();
        let names = |id| {
            let names = all.names(id).filter(|name| all.removed(*name).is_none());
            names.map(|name| all.entries()[name as usize].name.as_str()).collect::<Vec<_>>().join(" / ")
        };
        let told = ids.into_iter().map(|id| (all.label(id), names(id))).filter(|(_, names)| !names.is_empty());
        let mut told: Vec<String> = told.map(|(label, names)| format!("{label}: {names}")).collect();
        told.sort();
        told
    }

    /// Whether names that each stand in so many articles are one person.
    #[track_caller]
    fn assert_one(expected: bool, names: &[(&str, u64)], forms: &[(&str, &str)]) {
        let found = persons(names, forms, "");
        assert_eq!(found.len() == 1, expected, "{found:?}");
    }

    #[test]
    fn all_forms_of_a_name_are_one_person() {
        let names = [
            ("Vladimir Putin", 50),
            ("Putin", 20),
            ("V. Putin", 2),
            ("Vladimir V. Putin", 3),
            ("Wladimir Putin", 1),
            ("Vladimir Vladimirovich Putin", 1),
            ("VLADIMIR PUTIN", 1),
        ];
        let found = persons(&names, &[], "");
        assert!(found.len() == 1 && found[0].starts_with("Vladimir Putin: "), "{found:?}");
    }

    #[test]
    fn two_of_one_surname_are_two_and_the_surname_stays_open() {
        let names = [("George W. Bush", 30), ("George H.W. Bush", 20), ("George Bush", 5), ("Bush", 9)];
        assert_eq!(persons(&names, &[], "").len(), 4);
        assert_one(true, &[("Ana Ruiz", 30), ("Ruiz", 9), ("Ana Ruiz de la Mar", 0)][..2], &[]);
        assert_one(false, &[("Ana Ruiz", 1), ("Ruiz", 90)], &[]);
        let rest = [("Ana Ruiz", 30), ("Paz Ruiz", 3), ("Ruiz", 9)];
        assert_eq!(persons(&rest, &[], "")[0], "Ana Ruiz: Ana Ruiz / Ruiz", "ten times the others");
    }

    #[test]
    fn names_are_joined_where_nothing_else_can_be_meant() {
        for names in [
            ["Lee Jong-un", "Lee Jong Un"],
            ["Lee Jong-un", "Lee Jongun"],
            ["Bashir al-Zaki", "Bashir Zaki"],
            ["Ruud van der Meer", "van der Meer"],
            ["Sergei Ivanov", "Sergey Ivanow"],
            ["Orla Poe", "Orla J. Poe"],
            ["Orla Jane Poe", "Orla J. Poe"],
            ["Orla Poe", "Orla Poe MP"],
            ["J.D. Harker", "JD Harker"],
            ["Élodie Noël", "Elodie Noel"],
            ["Sean O’Malley", "Sean OMalley"],
        ] {
            assert_one(true, &[(names[0], 5), (names[1], 5)], &[]);
        }
        for names in [
            ["Brian Adams", "Bryan Adams"],
            ["Ann Ali", "Anna Li"],
            ["Mary Ann Poe", "Mary Poe"],
            ["Paul Simon", "Simon Paul"],
            ["Harlan Poe", "Harlan Poe Jr."],
            ["Harlan J. Poe", "Harlan J. Poe Jr."],
            ["Karl Brandt", "Karl Brand"],
        ] {
            assert_one(false, &[(names[0], 50), (names[1], 5)], &[]);
        }
    }

    #[test]
    fn a_short_name_is_the_one_whom_articles_mostly_call_so() {
        assert_one(true, &[("Lu Wen", 5), ("Lu", 9)], &[("Lu", "Lu Wen")]);
        assert_one(false, &[("Orla Poe", 30), ("Orla", 9)], &[("Orla", "Orla Poe")]);
        assert_one(false, &[("Lee Jong-un", 30), ("UN", 9)], &[]);
    }

    #[test]
    fn a_turned_name_needs_the_same_short_form() {
        let names = [("Viktor Kovacs", 9), ("Kovács Viktor", 2)];
        assert_one(true, &names, &[("Kovacs", "Viktor Kovacs"), ("Kovács", "Kovács Viktor")]);
        assert_one(false, &[("Paul Simon", 9), ("Simon Paul", 2)], &[("Simon", "Paul Simon"), ("Paul", "Simon Paul")]);
    }

    #[test]
    fn the_user_has_the_last_word() {
        let names = [("Lu Wen", 9), ("Lu", 9), ("Lu Wa", 9), ("Old Fox", 1), ("Acme Lynch", 4), ("Acme lynch", 1)];
        let rules = "Lu Wen = President Lu, Old Fox, 卢文\nnot a person: Acme Lynch";
        assert_eq!(persons(&names, &[], rules), ["Lu Wa: Lu Wa", "Lu Wen: Lu / Lu Wen / Old Fox / 卢文"]);
        let names = [("Ana Ruiz", 9), ("Ruiz", 2), ("Ana B. Ruiz", 2)];
        assert_eq!(persons(&names, &[], "").len(), 1);
        assert_eq!(persons(&names, &[], "apart: Ruiz | Ana Ruiz").len(), 2);
        assert_eq!(persons(&names, &[], "apart: Ana Ruiz | Ana B. Ruiz").len(), 3);
        assert_eq!(
            persons(&names, &[], "Dame Ana = Ana Ruiz")[0],
            "Dame Ana: Ana B. Ruiz / Ana Ruiz / Dame Ana / Ruiz"
        );
    }
}
