//! Which words are inflections of one another? Snowball's English stemmer (Porter 2) behind a fixed cache.

use std::borrow::Cow;

use frostem::Algorithm;

/// Cuts folded English words to their stems. Stemming costs more than everything else that is done to a word, so
/// the results are kept in a table of fixed size: most words of a text have been seen before.
pub struct Stemmer {
    snowball: frostem::Stemmer,
    slots: Box<[Slot]>,
    rare: String,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    word: [u8; MAX_CACHED],
    len: u8,
    kept: u8,
    added: [u8; MAX_ADDED],
    added_len: u8,
}

/// All slots together take 400 KiB: they are to stay in the second-level cache.
const SLOT_BITS: u32 = 14;
const MAX_CACHED: usize = 19;
const MAX_ADDED: usize = 3;

impl Default for Stemmer {
    fn default() -> Self {
        Self {
            snowball: frostem::Stemmer::new(Algorithm::English),
            slots: vec![Slot::default(); 1 << SLOT_BITS].into_boxed_slice(),
            rare: String::new(),
        }
    }
}

impl Stemmer {
    /// The stem of a folded word, which may be the word itself. The result lives until the next call.
    ///
    /// Snowball ends the stem of `company` and `companies` in `i`; here it ends in `y`, so that it is the word itself: what
    /// is its own stem need not be indexed as one.
    pub fn stem<'a>(&'a mut self, folded: &'a str) -> &'a str {
        let bytes = folded.as_bytes();
        if bytes.last().is_none_or(u8::is_ascii_digit) {
            return folded; // English suffixes are letters
        }
        if bytes.len() > MAX_CACHED || !bytes.is_ascii() || bytes.len() < 3 {
            self.rare.clear();
            self.rare.push_str(&readable(self.snowball.stem(folded)));
            return &self.rare;
        }
        let slot = &mut self.slots[slot_of(bytes)];
        if slot.len as usize != bytes.len() || slot.word[..bytes.len()] != *bytes {
            let stem = readable(self.snowball.stem(folded));
            let kept = stem.bytes().zip(folded.bytes()).take_while(|(a, b)| a == b).count();
            let added = &stem.as_bytes()[kept..];
            if added.len() > MAX_ADDED {
                self.rare.clear();
                self.rare.push_str(&stem);
                return &self.rare;
            }
            slot.word[..bytes.len()].copy_from_slice(bytes);
            slot.len = bytes.len() as u8;
            slot.kept = kept as u8;
            slot.added[..added.len()].copy_from_slice(added);
            slot.added_len = added.len() as u8;
        }
        let (kept, added) = (slot.kept as usize, &slot.added[..slot.added_len as usize]);
        if added.is_empty() {
            return &folded[..kept];
        }
        self.rare.clear();
        self.rare.push_str(&folded[..kept]);
        self.rare.push_str(std::str::from_utf8(added).unwrap_or_default());
        &self.rare
    }
}

/// The stem with a final `y` where Snowball makes it `i`: behind a consonant that is not the first letter.
fn readable(stem: Cow<'_, str>) -> Cow<'_, str> {
    match stem.strip_suffix('i') {
        Some(front) if front.len() > 1 && !front.ends_with(['a', 'e', 'i', 'o', 'u', 'y']) => {
            Cow::Owned(format!("{front}y"))
        }
        _ => stem,
    }
}

/// Fibonacci hashing over eight bytes at a time.
fn slot_of(word: &[u8]) -> usize {
    let mut hash = word.len() as u64;
    for chunk in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (hash >> (64 - SLOT_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_gives_what_snowball_gives() {
        let snowball = frostem::Stemmer::new(Algorithm::English);
        let mut stemmer = Stemmer::default();
        let words = "sanctions sanction sanctioned relies tying happy happily internationalisation élan a is was \
                     proceed succeeded generously s news skis dying innings agreed hoping hopping";
        for _ in 0..2 {
            for word in words.split_whitespace() {
                assert_eq!(stemmer.stem(word), readable(snowball.stem(word)), "{word}");
            }
        }
    }

    #[test]
    fn inflections_share_a_stem_and_most_base_forms_are_theirs() {
        let cases = [
            ("companies", "company"),
            ("company", "company"),
            ("sanctions", "sanction"),
            ("happily", "happily"),
            ("xi", "xi"),
        ];
        let mut stemmer = Stemmer::default();
        for (word, stem) in cases {
            assert_eq!(stemmer.stem(word), stem);
        }
    }
}
