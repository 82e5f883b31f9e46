//! What do the large word lists know of a word? A hash table that the build script (`build.rs`) made and that is used as it
//! lies in the program: the pages that are asked for are loaded, nothing is parsed, and all processes share them.
//!
//! A slot is four bytes: the place of its record plus one in the lower three (0: it is empty), the top of the key's hash in
//! the fourth, which saves most comparisons. A record is the length of its key, the [classes](super::classes) of the
//! word (the first five), the most words of a place name that begins with it, and the number of its places; then the key; then
//! the places, six bytes each: kind, country code, weight.

use super::{Candidate, Classes, Written, classes};
use crate::model::{CountryCode, How};

static SLOTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.slots"));
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.records"));

/// The size of the fixed fields of a record, and of each of its places.
const HEAD: usize = 4;
const PLACE: usize = 6;

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) classes: Classes,
    /// Of how many words the longest place name is that begins with this word.
    pub(super) longest: u8,
    /// Where its places lie; 0 if it has none.
    pub(super) places: u32,
}

/// What is known of a folded word or name, whose hash is known.
pub(super) fn find(key: &str, hash: u64) -> Option<Record> {
    let (slots, _) = SLOTS.as_chunks::<4>();
    let mask = slots.len() - 1;
    let mut slot = hash as usize & mask;
    loop {
        let [a, b, c, tag] = slots[slot];
        let place = u32::from_le_bytes([a, b, c, 0]) as usize;
        if place == 0 {
            return None;
        }
        if tag == (hash >> 56) as u8 {
            let [len, letters, longest, places, ref rest @ ..] = RECORDS[place - 1..] else { return None };
            if rest.get(..usize::from(len)) == Some(key.as_bytes()) {
                let city = if places > 0 { classes::CITY } else { 0 };
                let first = if places > 0 { place as u32 } else { 0 };
                return Some(Record { classes: Classes::from(letters) | city, longest, places: first });
            }
        }
        slot = (slot + 1) & mask;
    }
}

/// The places of a record.
pub(super) fn places(place: u32) -> impl Iterator<Item = Candidate> {
    let record = RECORDS.get(place as usize - 1..).unwrap_or_default();
    let (len, count) = match record {
        [len, _, _, count, ..] => (usize::from(*len), usize::from(*count)),
        _ => (0, 0),
    };
    let (places, _) = record.get(HEAD + len..).unwrap_or_default().as_chunks::<PLACE>();
    places.iter().take(count).filter_map(candidate)
}

fn candidate([kind, a, b, weight @ ..]: &[u8; PLACE]) -> Option<Candidate> {
    let code = CountryCode::new(std::str::from_utf8(&[*a, *b]).ok()?)?;
    let how = if *kind == b'R' { How::Region } else { How::City };
    let weight = u32::from_le_bytes([weight[0], weight[1], weight[2], 0]);
    Some(Candidate { code, how, weight, written: Written::Capital })
}

#[cfg(test)]
mod tests {
    use super::super::hash::hash;
    use super::*;

    #[test]
    fn all_that_the_lists_hold_is_found() {
        let at = |key: &str| find(key, hash(key)).unwrap_or_else(|| panic!("{key} is lost"));
        for line in include_str!("../data/names.tsv").lines() {
            let (key, letters) = line.split_once('\t').unwrap();
            assert_eq!((at(key).classes & 31).count_ones() as usize, letters.len(), "{line}");
        }
        for line in include_str!("../data/places.tsv").lines() {
            let (key, list) = line.split_once('\t').unwrap();
            let strongest = list.split(' ').map(|place| place[3..].parse::<u32>().unwrap()).max();
            assert_eq!(places(at(key).places).map(|place| place.weight).max(), strongest, "{line}");
            let first = key.split(' ').next().unwrap();
            assert!(usize::from(at(first).longest).max(1) >= key.split(' ').count(), "{line}");
        }
    }

    #[test]
    fn what_they_do_not_hold_is_not() {
        for key in ["", "qwxyz", "no such place", &"a".repeat(300)] {
            assert!(find(key, hash(key)).is_none(), "{key}");
        }
    }
}
