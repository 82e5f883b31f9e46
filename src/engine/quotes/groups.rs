//! Which quotes are the same words of the same speaker? One wire story stands in many articles; its quotes are said once.

use std::collections::{BTreeMap, HashMap};

use tantivy::SegmentOrdinal;

use super::found::{Found, Group};
use crate::engine::names::Names;
use crate::engine::{Engine, EngineError};
use crate::index::Columns;

/// Each quote for itself.
pub(super) fn each(found: Vec<Found>) -> Vec<Group> {
    found.into_iter().map(|quote| Group { found: vec![quote] }).collect()
}

impl Engine {
    /// Brings the same words of the same speaker together. Where the speaker is not known, words so long that hardly two
    /// people say them by chance go with the one who is named for them elsewhere.
    pub(super) fn same_words(&self, found: Vec<Found>) -> Result<Vec<Group>, EngineError> {
        let mut by_words: HashMap<u64, Vec<Found>> = HashMap::new();
        for quote in found {
            by_words.entry(quote.words).or_default().push(quote);
        }
        let mut speakers = Speakers { engine: self, names: self.names()?, labels: HashMap::new() };
        let mut groups = Vec::with_capacity(by_words.len());
        for (words, same) in by_words {
            match same.len() {
                1 => groups.push(Group { found: same }),
                _ => groups.extend(speakers.part(same, words % 2 == 1)?),
            }
        }
        for group in &mut groups {
            group.found.sort_by_key(|quote| (quote.days.is_none(), quote.days, quote.id, quote.quote.doc_id));
        }
        Ok(groups)
    }
}

/// The speakers behind ordinals, each looked up once.
struct Speakers<'a> {
    engine: &'a Engine,
    names: &'a Names,
    labels: HashMap<(SegmentOrdinal, u64), String>,
}

impl Speakers<'_> {
    /// Parts the same words by their speakers.
    fn part(&mut self, same: Vec<Found>, telling: bool) -> Result<Vec<Group>, EngineError> {
        let mut by_speaker: BTreeMap<String, Vec<Found>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for quote in same {
            match self.label(&quote)? {
                Some(label) => by_speaker.entry(label).or_default().push(quote),
                None => unknown.push(quote),
            }
        }
        let mut parts: Vec<Vec<Found>> = by_speaker.into_values().collect();
        match &mut parts[..] {
            [only] if telling => only.append(&mut unknown),
            [] if telling => parts.push(unknown),
            _ => parts.extend(unknown.into_iter().map(|quote| vec![quote])),
        }
        Ok(parts.into_iter().map(|found| Group { found }).collect())
    }

    fn label(&mut self, quote: &Found) -> Result<Option<String>, EngineError> {
        let Some(ord) = quote.speaker else { return Ok(None) };
        let segment_ord = quote.quote.segment_ord;
        if let Some(label) = self.labels.get(&(segment_ord, ord)) {
            return Ok(Some(label.clone()));
        }
        let segment = self.engine.archive.searcher().segment_reader(segment_ord);
        let mut name = String::new();
        if let Some(column) = segment.fast_fields().str(Columns::QUOTE_SPEAKER)? {
            column.ord_to_str(ord, &mut name)?;
        }
        let label = self.names.label(&name).to_owned();
        self.labels.insert((segment_ord, ord), label.clone());
        Ok(Some(label))
    }
}
