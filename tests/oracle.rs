//! What must the answers be? A plain scan over the annotated articles, slow and simple, that shares only the tokenizer and the
//! stemmer with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::Datelike;
use dateline::ingest::{Annotated, Selection, annotate_file, walk};
use dateline::model::{CountryCode, Day, FacetField, When};
use dateline::query::Scope;
use dateline::readers::SourceFile;
use dateline::text::{Stemmers, fold};

/// An article as a list of blocks (the first is the title) of sentences of words.
pub(crate) struct Scanned {
    pub(crate) id: String,
    pub(crate) blocks: Vec<Vec<Vec<Word>>>,
    pub(crate) persons: BTreeSet<String>,
    pub(crate) countries: BTreeSet<CountryCode>,
    pub(crate) times: BTreeSet<When>,
    pub(crate) speakers: BTreeSet<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) format: String,
    /// First and last day, and how the date is written.
    pub(crate) date: Option<(Day, Day, String)>,
}

/// A word with all that stands at it.
pub(crate) struct Word {
    pub(crate) folded: String,
    /// In the language of the article, if that has stems.
    stem: Option<String>,
    pub(crate) persons: Vec<String>,
    pub(crate) countries: Vec<CountryCode>,
    pub(crate) times: Vec<When>,
}

/// A question, beside the query that asks it.
#[derive(Clone, Debug)]
pub(crate) enum Ask {
    Words {
        place: Place,
        words: Vec<String>,
        last: Last,
    },
    /// Any of the names of a person.
    Person(Vec<String>),
    Country(CountryCode),
    Speaker(Vec<String>),
    Outlet(String),
    Language(String),
    Date(Option<Day>, Option<Day>),
    Mentions(Option<Day>, Option<Day>),
    All(Vec<Ask>),
    Any(Vec<Ask>),
    None(Box<Ask>),
}

/// How the last word must be written.
#[derive(Clone, Debug)]
pub(crate) enum Last {
    Exactly,
    /// In any form: with the same stem in the language of the article; and the word that is its English stem, if that is its
    /// own stem.
    Bent {
        stems: BTreeMap<String, String>,
        english: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Anywhere,
    Title,
    Text,
}

/// Reads and annotates all files of a folder.
pub(crate) fn scan(folder: &Path) -> Vec<Scanned> {
    let mut stemmers = Stemmers::default();
    let mut scanned = Vec::new();
    for file in walk(folder, folder, None, &Selection::default()).files {
        let bytes = std::fs::read(&file.location).unwrap();
        annotate_file(&SourceFile::new(&file.key.path, &bytes), &mut |record| {
            scanned.extend(record.ok().map(|annotated| Scanned::new(&annotated, &mut stemmers)));
        });
    }
    scanned
}

impl Scanned {
    fn new(annotated: &Annotated, stemmers: &mut Stemmers) -> Self {
        let Annotated { article, tokens, annotations } = annotated;
        let mut blocks: Vec<Vec<Vec<Word>>> = Vec::new();
        for block in 0..tokens.block_count() {
            let mut sentences: BTreeMap<usize, Vec<Word>> = BTreeMap::new();
            for index in tokens.block(block).filter(|index| tokens.all()[*index].is_indexed()) {
                let folded = tokens.folded(index).to_owned();
                let stem = stemmers.of(article.language.as_deref()).map(|stemmer| stemmer.stem(&folded).to_owned());
                // A mention stands at its first word.
                let at = tokens.all()[index].span;
                let before = index.checked_sub(1).map_or(0, |before| tokens.all()[before].span.end);
                let here = |start: u32| (before..at.end).contains(&start);
                let persons = annotations.persons.iter().filter(|p| p.mentions.iter().any(|m| here(m.span.start)));
                let countries = annotations.countries.iter().filter(|c| c.mentions.iter().any(|m| here(m.span.start)));
                let persons = persons.map(|person| person.name.clone()).collect();
                let countries = countries.map(|country| country.code).collect();
                let times = annotations.dates.iter().filter(|date| date.spans.iter().any(|span| here(span.start)));
                let times = times.filter_map(|date| date.value.when()).collect();
                let word = Word { folded, stem, persons, countries, times };
                sentences.entry(tokens.sentence_of(index).start).or_default().push(word);
            }
            blocks.push(sentences.into_values().collect());
        }
        let speakers = annotations.quotes.iter().filter_map(|quote| quote.speaker.as_ref()?.name.clone());
        Self {
            id: article.id.to_string(),
            blocks,
            persons: annotations.persons.iter().map(|person| person.name.clone()).collect(),
            countries: annotations.countries.iter().map(|country| country.code).collect(),
            times: annotations.dates.iter().filter_map(|date| date.value.when()).collect(),
            speakers: speakers.collect(),
            outlet: article.outlet.clone(),
            language: article.language.clone(),
            format: article.source.format.as_str().to_owned(),
            date: article.published.map(|date| (date.first, date.last(), date.to_string())),
        }
    }

    /// Whether the article matches.
    pub(crate) fn matches(&self, ask: &Ask, scope: Scope) -> bool {
        match scope {
            Scope::Article => self.holds(ask, &|leaf| (0..self.blocks.len()).any(|block| self.in_block(leaf, block))),
            _ => (0..self.blocks.len()).any(|block| self.block_matches(ask, block, scope)),
        }
    }

    /// The blocks that are to be shown.
    pub(crate) fn evidence(&self, ask: &Ask, scope: Scope) -> Vec<usize> {
        let mut wanted = Vec::new();
        ask.wanted(true, &mut wanted);
        let shown = |block: &usize| match scope {
            Scope::Article => wanted.iter().any(|leaf| self.in_block(leaf, *block)),
            _ => self.block_matches(ask, *block, scope),
        };
        (0..self.blocks.len()).filter(shown).collect()
    }

    /// Whether a block, or a sentence of it, satisfies the whole question.
    fn block_matches(&self, ask: &Ask, block: usize, scope: Scope) -> bool {
        let sentences = &self.blocks[block];
        let whole: Vec<&Word> = sentences.iter().flatten().collect();
        match scope {
            Scope::Sentence => sentences.iter().any(|sentence| {
                let words: Vec<&Word> = sentence.iter().collect();
                self.holds(ask, &|leaf| self.in_words(leaf, block, &words))
            }),
            _ => !whole.is_empty() && self.holds(ask, &|leaf| self.in_words(leaf, block, &whole)),
        }
    }

    /// Whether a question holds, if `found` tells what is found in the unit.
    fn holds(&self, ask: &Ask, found: &dyn Fn(&Ask) -> bool) -> bool {
        match ask {
            Ask::All(parts) => parts.iter().all(|part| self.holds(part, found)),
            Ask::Any(parts) => parts.iter().any(|part| self.holds(part, found)),
            Ask::None(inner) => !self.holds(inner, found),
            Ask::Words { .. } | Ask::Person(_) | Ask::Country(_) | Ask::Mentions(..) => found(ask),
            Ask::Speaker(names) => names.iter().any(|name| self.speakers.contains(name)),
            Ask::Outlet(name) => self.outlet.as_ref().is_some_and(|outlet| fold(outlet) == fold(name)),
            Ask::Language(code) => self.language.as_ref() == Some(code),
            Ask::Date(from, to) => self.date.as_ref().is_some_and(|(first, last, _)| {
                from.is_none_or(|from| from <= *first) && to.is_none_or(|to| *last <= to)
            }),
        }
    }

    fn in_block(&self, leaf: &Ask, block: usize) -> bool {
        self.in_words(leaf, block, &self.blocks[block].iter().flatten().collect::<Vec<_>>())
    }

    fn in_words(&self, leaf: &Ask, block: usize, words: &[&Word]) -> bool {
        match leaf {
            Ask::Person(names) => words.iter().any(|word| word.persons.iter().any(|person| names.contains(person))),
            Ask::Country(code) => words.iter().any(|word| word.countries.contains(code)),
            Ask::Mentions(from, to) => words
                .iter()
                .flat_map(|word| &word.times)
                .any(|when| from.is_none_or(|from| from <= when.first()) && to.is_none_or(|to| when.last() <= to)),
            Ask::Words { place, words: asked, last } => {
                let right_place = match place {
                    Place::Anywhere => true,
                    Place::Title => block == 0,
                    Place::Text => block > 0,
                };
                right_place && words.windows(asked.len()).any(|window| self.reads(window, asked, last))
            }
            _ => false,
        }
    }

    /// Whether the words of the text are those asked for.
    fn reads(&self, text: &[&Word], asked: &[String], last: &Last) -> bool {
        text.iter().zip(asked).enumerate().all(|(at, (word, asked_word))| {
            word.folded == *asked_word
                || match last {
                    Last::Bent { stems, english } if at + 1 == asked.len() => {
                        let code = self.language.as_deref().unwrap_or("en");
                        let same_stem = word.stem.is_some() && word.stem.as_ref() == stems.get(code);
                        same_stem || english.as_ref() == Some(&word.folded)
                    }
                    _ => false,
                }
        })
    }

    /// The values of a facet that the article has.
    pub(crate) fn values(&self, field: FacetField) -> Vec<String> {
        let date = |len: usize| self.date.iter().map(|(_, _, date)| date[..len.min(date.len())].to_owned()).collect();
        match field {
            FacetField::ParagraphCountry | FacetField::DatelineCountry => Vec::new(), // see commands.rs
            FacetField::Country => self.countries.iter().map(ToString::to_string).collect(),
            FacetField::Person => self.persons.iter().cloned().collect(),
            FacetField::Speaker => self.speakers.iter().cloned().collect(),
            FacetField::Outlet => self.outlet.iter().cloned().collect(),
            FacetField::Language => self.language.iter().cloned().collect(),
            FacetField::Format => vec![self.format.clone()],
            FacetField::About | FacetField::AboutCountry => Vec::new(), // counted of quotes, never of articles
            FacetField::Year => date(4),
            FacetField::Month => date(7),
            FacetField::Day => date(10),
            FacetField::MentionsYear => self.labels(&|when| (when.first().year() == when.last().year()).then_some(4)),
            FacetField::MentionsMonth => self.labels(&|when| {
                let (first, last) = (when.first(), when.last());
                let same_month = first.month() == last.month();
                (first.year() == last.year()).then_some(if same_month { 7 } else { 4 })
            }),
        }
    }

    /// The beginnings of the first days of the times that are mentioned, as long as told.
    fn labels(&self, len: &dyn Fn(&When) -> Option<usize>) -> Vec<String> {
        let labels = self.times.iter().filter_map(|when| Some(when.first().to_string()[..len(when)?].to_owned()));
        labels.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

impl Last {
    /// Any form of a word.
    pub(crate) fn form_of(word: &str, languages: &BTreeSet<String>, stemmers: &mut Stemmers) -> Self {
        let stem_of = |stemmers: &mut Stemmers, code: &str, word: &str| {
            stemmers.of(Some(code)).map(|stemmer| stemmer.stem(word).to_owned())
        };
        let english = stem_of(stemmers, "en", word).filter(|stem| stem_of(stemmers, "en", stem).as_ref() == Some(stem));
        let codes = languages.iter().map(String::as_str).chain(["en"]);
        let stems = codes.filter_map(|code| Some((code.to_owned(), stem_of(stemmers, code, word)?))).collect();
        Self::Bent { stems, english }
    }
}

impl Ask {
    /// The things looked for in the text that are asked for, not excluded.
    fn wanted<'a>(&'a self, positive: bool, wanted: &mut Vec<&'a Ask>) {
        match self {
            Ask::All(parts) | Ask::Any(parts) => parts.iter().for_each(|part| part.wanted(positive, wanted)),
            Ask::None(inner) => inner.wanted(!positive, wanted),
            leaf if positive => wanted.push(leaf),
            _ => {}
        }
    }
}
