//! Packs the two large word lists of the annotators into one hash table that the program uses as it lies, so that nothing
//! is parsed at its start. `src/annotate/lexicon/packed.rs` reads it and describes it.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/annotate/lexicon/hash.rs"]
#[allow(unreachable_pub)]
mod hash;

const DATA: &str = "src/annotate/data";

/// What is known of one key.
#[derive(Default)]
struct Record {
    letters: u8,
    longest: u8,
    places: Vec<Place>,
}

/// A country for which a name may stand.
struct Place {
    kind: u8,
    code: [u8; 2],
    weight: u32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (names, places) = (format!("{DATA}/names.tsv"), format!("{DATA}/places.tsv"));
    for file in ["build.rs", "src/annotate/lexicon/hash.rs", &names, &places] {
        println!("cargo::rerun-if-changed={file}");
    }
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    for (key, letters) in fs::read_to_string(names)?.lines().filter_map(|line| line.split_once('\t')) {
        let set = letters.bytes().fold(0, |set, letter| set | bit_of_letter(letter));
        records.entry(key.to_owned()).or_default().letters |= set;
    }
    for (key, list) in fs::read_to_string(places)?.lines().filter_map(|line| line.split_once('\t')) {
        let words = u8::try_from(key.split(' ').count())?;
        if let Some((first, _)) = key.split_once(' ') {
            let first = records.entry(first.to_owned()).or_default();
            first.longest = first.longest.max(words);
        }
        let record = records.entry(key.to_owned()).or_default();
        for place in list.split(' ') {
            record.add(place_of(place).ok_or_else(|| format!("{key}: {place} is no place"))?);
        }
    }
    let folder = env::var("OUT_DIR")?;
    let (slots, packed) = pack(&records)?;
    fs::write(Path::new(&folder).join("names.slots"), slots)?;
    fs::write(Path::new(&folder).join("names.records"), packed)?;
    Ok(())
}

/// The first five classes of `lexicon::classes`, in their order.
fn bit_of_letter(letter: u8) -> u8 {
    match letter {
        b'g' => 1,
        b'h' => 1 << 1,
        b's' => 1 << 2,
        b't' => 1 << 3,
        b'w' => 1 << 4,
        _ => 0,
    }
}

/// `CCA250`: a city of Canada, 250 thousand inhabitants.
fn place_of(place: &str) -> Option<Place> {
    let [kind, a, b, ..] = *place.as_bytes() else { return None };
    Some(Place { kind, code: [a, b], weight: place.get(3..)?.parse().ok()? })
}

impl Record {
    /// A country is kept once, in its strongest sense; the last comes first.
    fn add(&mut self, place: Place) {
        match self.places.iter_mut().find(|known| known.code == place.code) {
            Some(known) if known.weight < place.weight => *known = place,
            Some(_) => {}
            None => self.places.insert(0, place),
        }
    }

    fn write(&self, key: &str, out: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
        out.extend([u8::try_from(key.len())?, self.letters, self.longest, u8::try_from(self.places.len())?]);
        out.extend(key.bytes());
        for place in &self.places {
            let [a, b, c, 0] = place.weight.to_le_bytes() else { return Err(format!("{key}: too large").into()) };
            out.extend([place.kind, place.code[0], place.code[1], a, b, c]);
        }
        Ok(())
    }
}

/// The slots of the table, and the records they point to.
fn pack(records: &BTreeMap<String, Record>) -> Result<(Vec<u8>, Vec<u8>), Box<dyn Error>> {
    let mut slots = vec![0_u32; (records.len() * 2).next_power_of_two()];
    let mask = slots.len() - 1;
    let mut packed = Vec::new();
    for (key, record) in records {
        let hash = hash::hash(key);
        let mut slot = usize::try_from(hash & mask as u64)?;
        while slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        let place = u32::try_from(packed.len() + 1)?;
        if place >> 24 != 0 {
            return Err("the records do not fit 16 MiB".into());
        }
        slots[slot] = place | ((hash >> 56) as u32) << 24;
        record.write(key, &mut packed)?;
    }
    Ok((slots.into_iter().flat_map(u32::to_le_bytes).collect(), packed))
}
