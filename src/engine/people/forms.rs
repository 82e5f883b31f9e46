//! Under which forms do articles name a person, what do they say that the person is, and how sure is that?

use std::collections::{HashMap, HashSet};

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, InvertedIndexReader, SegmentOrdinal, TERMINATED, Term};

use crate::engine::names::Names;
use crate::engine::{Engine, EngineError};
use crate::index::{FORM, figure_token, person_token, role_prefix, split_pair};
use crate::model::{Known, NameCount};
use crate::names::{Id, is_honorific, name_words, words_of};

/// The articles that are looked at.
pub(super) type Articles = HashSet<DocAddress>;

/// What articles say of a person.
#[derive(Default)]
pub(super) struct Said {
    forms: Tallies,
    roles: Tallies,
    /// For each article the best that it gives.
    known: HashMap<DocAddress, Sure>,
}

/// How it is known that an article means the person, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    Article,
    Figure,
    NamesFile,
    Archive,
    OneName,
}

impl Engine {
    /// What some articles say of a person who is known under some names.
    pub(super) fn said(&self, id: Id, own: &[String], articles: &Articles) -> Result<Said, EngineError> {
        let text = self.archive.fields().text;
        let names = self.names()?;
        let mut said = Said::default();
        for (ordinal, segment) in self.archive.searcher().segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(text)?;
            let segment = Segment { inverted: &inverted, ordinal: ordinal as SegmentOrdinal, articles };
            let first = FORM as u8;
            segment.each(&[first], &[first + 1], |pair, docs| {
                if let Some((form, name)) = split_pair(pair)
                    && own.iter().any(|own| own == name)
                {
                    said.forms.add(form, name_words(form), docs);
                }
            })?;
            for name in own {
                let figure: HashSet<DocAddress> = segment.docs(&Term::from_field_text(text, &figure_token(name)))?;
                let named = segment.docs(&Term::from_field_text(text, &person_token(name)))?;
                let sure = sureness(names, id, name);
                for doc in &named {
                    let sure = if figure.contains(doc) { Sure::Figure } else { sure };
                    said.known.entry(*doc).and_modify(|known| *known = sure.min(*known)).or_insert(sure);
                }
                // Who is not known as a figure is known by a name that the article has as it stands.
                said.forms.add(name, name_words(name), named.difference(&figure).copied().collect());
                let prefix = role_prefix(name).into_bytes();
                segment.each(&prefix, &after(&prefix), |pair, docs| {
                    if let Some((_, role)) = split_pair(pair)
                        && !is_honorific(role)
                    {
                        said.roles.add(role, role_key(role), docs);
                    }
                })?;
            }
        }
        Ok(said)
    }
}

impl Said {
    pub(super) fn forms(self) -> (Vec<NameCount>, Vec<NameCount>, Known) {
        let mut known = Known::default();
        for sure in self.known.values() {
            *match sure {
                Sure::Article => &mut known.article,
                Sure::Figure => &mut known.figure,
                Sure::NamesFile => &mut known.names_file,
                Sure::Archive => &mut known.archive,
                Sure::OneName => &mut known.one_name,
            } += 1;
        }
        (self.forms.counts(), self.roles.counts(), known)
    }
}

/// How sure it is that a name means the person, if the article says no more.
fn sureness(names: &Names, id: Id, name: &str) -> Sure {
    let all = names.identities();
    let Some(index) = all.find(name) else { return Sure::OneName };
    if all.is_corrected(index) && name_words(name) != name_words(all.label(id)) {
        Sure::NamesFile
    } else if all.is_full(index) {
        Sure::Article
    } else if all.has_full_name(id) {
        Sure::Archive
    } else {
        Sure::OneName
    }
}

/// What does not tell roles apart: case, and the article in front.
fn role_key(role: &str) -> String {
    let words = words_of(role);
    let plain = ["a ", "an ", "the "].iter().find_map(|article| words.strip_prefix(article));
    plain.map_or_else(|| words.clone(), str::to_owned)
}

/// The first key behind all that begin with `prefix`, whose last byte is a control character.
fn after(prefix: &[u8]) -> Vec<u8> {
    let mut end = prefix.to_vec();
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    end
}

/// The terms of one segment, and the articles in it that count.
struct Segment<'a> {
    inverted: &'a InvertedIndexReader,
    ordinal: SegmentOrdinal,
    articles: &'a Articles,
}

impl Segment<'_> {
    /// Calls `found` with each term from `first` to before `end`, without its first character, and its articles.
    fn each(&self, first: &[u8], end: &[u8], mut found: impl FnMut(&str, Vec<DocAddress>)) -> Result<(), EngineError> {
        let mut terms = self.inverted.terms().range().ge(first).lt(end).into_stream()?;
        while let Some((key, info)) = terms.next() {
            let Ok(pair) = std::str::from_utf8(&key[1..]) else { continue };
            let postings = self.inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            found(pair, self.kept(postings).collect());
        }
        Ok(())
    }

    /// The articles that have a term.
    fn docs(&self, term: &Term) -> Result<HashSet<DocAddress>, EngineError> {
        let postings = self.inverted.read_postings(term, IndexRecordOption::Basic)?;
        Ok(postings.map(|postings| self.kept(postings).collect()).unwrap_or_default())
    }

    fn kept(&self, mut postings: impl DocSet) -> impl Iterator<Item = DocAddress> {
        let mut doc = postings.doc();
        std::iter::from_fn(move || {
            let this = (doc != TERMINATED).then(|| DocAddress::new(self.ordinal, doc))?;
            doc = postings.advance();
            Some(this)
        })
        .filter(|address| self.articles.contains(address))
    }
}

/// Counts of articles by what they write, spellings brought together.
#[derive(Default)]
struct Tallies(HashMap<String, (HashMap<String, u64>, HashSet<DocAddress>)>);

impl Tallies {
    fn add(&mut self, written: &str, key: String, docs: Vec<DocAddress>) {
        if docs.is_empty() {
            return;
        }
        let (spellings, all) = self.0.entry(key).or_default();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        *spellings.entry(written).or_default() += docs.len() as u64;
        all.extend(docs);
    }

    fn counts(self) -> Vec<NameCount> {
        let mut counts: Vec<NameCount> = self
            .0
            .into_values()
            .filter_map(|(spellings, docs)| {
                let best = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))?;
                Some(NameCount { name: best.0, articles: docs.len() as u64 })
            })
            .collect();
        counts.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        counts
    }
}
