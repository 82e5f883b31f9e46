//! Which articles come first? All matches are counted, the first few kept, and equals stand in the order of their ids.

use std::cmp::Ordering;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::request::Sort;
use crate::index::Columns;

/// Counts matches and keeps the first `depth` of them in the order of `sort`; all if it is `None`.
pub(super) struct Top {
    pub(super) sort: Sort,
    pub(super) depth: Option<usize>,
}

/// One match with what it is sorted by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    /// Larger comes first.
    key: Key,
    id: u64,
    pub(super) address: DocAddress,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Key {
    Score(Score),
    /// A day, turned round for the earliest first.
    Day(i64),
}

impl Ranked {
    /// The score, if the order is by relevance.
    pub(super) fn score(&self) -> Option<Score> {
        match self.key {
            Key::Score(score) => Some(score),
            Key::Day(_) => None,
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        let keys = match (self.key, other.key) {
            (Key::Score(a), Key::Score(b)) => b.total_cmp(&a),
            (Key::Day(a), Key::Day(b)) => b.cmp(&a),
            (Key::Score(_), Key::Day(_)) => Ordering::Less,
            (Key::Day(_), Key::Score(_)) => Ordering::Greater,
        };
        keys.then(self.id.cmp(&other.id))
    }
}

/// The matches so far: how many, and the first of them.
#[derive(Debug, Default)]
pub(super) struct TopFruit {
    pub(super) total: u64,
    pub(super) first: Vec<Ranked>,
}

impl Collector for Top {
    type Fruit = TopFruit;
    type Child = TopSegment;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<TopSegment> {
        let columns = segment.fast_fields();
        Ok(TopSegment {
            sort: self.sort,
            depth: self.depth.unwrap_or(usize::MAX),
            ordinal,
            days: columns.i64(Columns::FIRST_DAY)?,
            ids: columns.u64(Columns::ID)?,
            fruit: TopFruit::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<TopFruit>) -> tantivy::Result<TopFruit> {
        let mut merged = TopFruit::default();
        for segment in segments {
            merged.total += segment.total;
            merged.first.extend(segment.first);
        }
        merged.first.sort_unstable_by(Ranked::order);
        merged.first.truncate(self.depth.unwrap_or(usize::MAX));
        Ok(merged)
    }
}

pub(super) struct TopSegment {
    sort: Sort,
    depth: usize,
    ordinal: SegmentOrdinal,
    days: Column<i64>,
    ids: Column<u64>,
    fruit: TopFruit,
}

impl SegmentCollector for TopSegment {
    type Fruit = TopFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.fruit.total += 1;
        if self.depth == 0 {
            return;
        }
        let day = |turned: i64| Key::Day(self.days.first(doc).map_or(i64::MIN, |day| day * turned));
        let key = match self.sort {
            Sort::Relevance => Key::Score(score),
            Sort::Newest => day(1),
            Sort::Oldest => day(-1),
        };
        let address = DocAddress { segment_ord: self.ordinal, doc_id: doc };
        self.fruit.first.push(Ranked { key, id: self.ids.first(doc).unwrap_or_default(), address });
        // Twice as many as are wanted are gathered before the worse half is dropped: constant work a match.
        if self.fruit.first.len() >= self.depth.saturating_mul(2) {
            self.fruit.first.select_nth_unstable_by(self.depth - 1, Ranked::order);
            self.fruit.first.truncate(self.depth);
        }
    }

    fn harvest(self) -> TopFruit {
        self.fruit
    }
}
