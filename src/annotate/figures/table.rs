//! Who is in the table of figures, and under which names and spellings can one be found?

use std::collections::HashMap;
use std::sync::LazyLock;

use super::offices::Offices;
use crate::text::fold;

/// The number of a figure in the table.
pub(super) type FigureId = u16;

/// Someone whom the world's press names without a given name.
#[derive(Debug)]
pub(super) struct Figure {
    /// Full names, the usual one first.
    pub(super) names: Vec<&'static str>,
    /// What is used alone: "Putin", "Lula".
    alone: Vec<&'static str>,
    /// Countries by ISO 3166-1 alpha-2, world bodies by their abbreviation.
    pub(super) codes: Vec<&'static str>,
    pub(super) offices: Offices,
    /// The years in the public eye, both included.
    pub(super) first: i32,
    pub(super) last: i32,
}

/// All figures, found by the keys of their names.
#[derive(Debug, Default)]
pub(super) struct Figures {
    all: Vec<Figure>,
    full: HashMap<String, Vec<FigureId>>,
    alone: HashMap<String, Vec<FigureId>>,
}

const FIGURES: &str = include_str!("../data/figures.tsv");

/// The last year of those whose time has no end yet.
const OPEN: i32 = 2025;

static TABLE: LazyLock<Figures> = LazyLock::new(|| Figures::read(FIGURES));

impl Figures {
    pub(super) fn get() -> &'static Self {
        &TABLE
    }

    fn read(tsv: &'static str) -> Self {
        let mut figures = Self::default();
        for line in tsv.lines().filter(|line| !line.starts_with('#')) {
            if let Some(figure) = Figure::read(line) {
                figures.add(figure);
            }
        }
        figures
    }

    fn add(&mut self, figure: Figure) {
        let id = self.all.len() as FigureId;
        let list = |map: &mut HashMap<String, Vec<FigureId>>, key: String| {
            let ids = map.entry(key).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        };
        for name in &figure.names {
            list(&mut self.full, key(name));
        }
        for name in &figure.alone {
            list(&mut self.alone, key(name));
        }
        self.all.push(figure);
    }

    pub(super) fn figure(&self, id: FigureId) -> &Figure {
        &self.all[usize::from(id)]
    }

    /// The figures that bear a full name, in any spelling.
    pub(super) fn named(&self, key: &str) -> &[FigureId] {
        self.full.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The figures that go by a name alone, in any spelling.
    pub(super) fn called(&self, key: &str) -> &[FigureId] {
        self.alone.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Figure {
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let list = |column: &'static str| column.split(';').map(str::trim).filter(|item| !item.is_empty());
        let name = column();
        let names = std::iter::once(name).chain(list(column())).collect();
        let alone = list(column()).collect();
        let codes = list(column()).collect();
        let offices = list(column()).fold(Offices::default(), |offices, name| offices.or(Offices::of_post(name)));
        let (first, last) = (column().parse().ok()?, column().parse().ok()?);
        let last = if last == OPEN { i32::MAX } else { last };
        (!name.is_empty()).then_some(Self { names, alone, codes, offices, first, last })
    }

    /// The full name whose words hold `word` just as it is spelled; the usual one if none does.
    pub(super) fn name_with(&self, word: &str) -> &'static str {
        let word = fold(word);
        let holds = |name: &&&str| fold(name).split(' ').any(|part| part == word);
        self.names.iter().find(holds).or(self.names.first()).copied().unwrap_or_default()
    }

    /// The word of a full name that is used alone.
    pub(super) fn surname_in<'a>(&self, name: &'a str) -> Option<&'a str> {
        let is_alone = |word: &&str| self.alone.iter().any(|alone| key(alone) == key(word));
        name.split(' ').rev().find(is_alone)
    }

    /// Whether a folded name is spelled just as one that is used alone.
    pub(super) fn is_called(&self, folded: &str) -> bool {
        self.alone.iter().any(|alone| fold(alone) == folded)
    }

    /// Whether both were in the public eye at one time.
    pub(super) fn is_contemporary_of(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// What the spellings of a name in Latin letters have in common: `Sergei`, `Sergey`; `Zelenskiy`, `Zelenskyy`;
/// `Mansour al-Hadi`, `Mansur Hadi`; `Mao Tse-tung`, `Mao Tsetung`.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split([' ', '-', '.', '\'']).filter(|word| !matches!(*word, "" | "al" | "el")) {
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            let next = letters.peek().copied();
            let plain = match (letter, next) {
                ('y' | 'j', _) => 'i',
                ('k', Some('s')) => {
                    letters.next();
                    'x'
                }
                ('o', Some('u')) => {
                    letters.next();
                    'u'
                }
                ('o', Some('e')) => {
                    letters.next();
                    'o'
                }
                _ => letter,
            };
            if !key.ends_with(plain) {
                key.push(plain);
            }
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_share_a_key() {
        for [a, b] in [
            ["Sergei Lavrov", "Sergey Lavrov"],
            ["Alexei", "Aleksey"],
            ["Zelenskiy", "Zelenskyy"],
            ["Abdrabuh Mansour al-Hadi", "Abdrabbuh Mansur Hadi"],
            ["Mao Tse-tung", "Mao Tsetung"],
            ["Görtz", "Goertz"],
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        for [a, b] in [["Mao", "Mo"], ["Putin", "Poutine"], ["Michel", "Michael"]] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn each_line_of_the_table_is_whole() {
        let lines = FIGURES.lines().filter(|line| !line.starts_with('#'));
        let mut names = std::collections::HashSet::new();
        for line in lines {
            let figure = Figure::read(line).unwrap_or_else(|| panic!("{line}"));
            assert!(names.insert(figure.names[0]), "{line}: twice");
            assert!(figure.first <= figure.last, "{line}: years");
            assert!(!figure.codes.is_empty(), "{line}: no country");
            assert_ne!(figure.offices, Offices::default(), "{line}: no known office");
        }
    }

    #[test]
    fn a_name_keeps_the_surname_as_an_article_spells_it() {
        let figures = Figures::get();
        let selenskyj = figures.figure(figures.called(&key("Zelenskyy"))[0]);
        assert_eq!(selenskyj.name_with("Zelenskyy"), "Volodymyr Zelenskyy");
        assert_eq!(selenskyj.name_with("Zelensky"), "Volodymyr Zelensky");
        assert_eq!(selenskyj.surname_in("Vladimir Zelensky"), Some("Zelensky"));
    }
}
