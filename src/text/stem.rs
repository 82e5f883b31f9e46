//! Which words are inflections of one another? Snowball's stemmers (of English Porter 2) behind a fixed cache.

use std::borrow::Cow;
use std::collections::HashMap;

/// The stemmers of languages, each made when it is first asked for.
#[derive(Default)]
pub struct Stemmers(HashMap<String, Option<Stemmer>>);

impl Stemmers {
    /// The stemmer of a language by its ISO 639-1 code, if there is one; where the language is not known, that of English.
    pub fn of(&mut self, language: Option<&str>) -> Option<&mut Stemmer> {
        let code = language.unwrap_or(ENGLISH);
        if !self.0.contains_key(code) {
            self.0.insert(code.to_owned(), Stemmer::of(code));
        }
        self.0.get_mut(code)?.as_mut()
    }
}

const ENGLISH: &str = "en";

/// Cuts folded words of one language to their stems. Stemming costs more than everything else that is done to a word, so
/// the results are kept in a table of fixed size: most words of a text have been seen before.
pub struct Stemmer {
    /// The code of the language.
    code: String,
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

/// All slots together take 400 KiB: they are to stay in the second-level cache. Of other languages than English an archive
/// may hold many.
const ENGLISH_SLOT_BITS: u32 = 14;
const OTHER_SLOT_BITS: u32 = 11;
const MAX_CACHED: usize = 19;
const MAX_ADDED: usize = 3;

impl Default for Stemmer {
    fn default() -> Self {
        Self::new(ENGLISH, frostem::Stemmer::new(frostem::Algorithm::English), ENGLISH_SLOT_BITS)
    }
}

impl Stemmer {
    /// The stemmer of a language by its ISO 639-1 code.
    fn of(code: &str) -> Option<Self> {
        // Both written forms of Norwegian have one.
        let code = if matches!(code, "nb" | "nn") { "no" } else { code };
        match code {
            ENGLISH => Some(Self::default()),
            _ if code.len() == 2 => {
                frostem::Stemmer::try_from_name(code).ok().map(|snowball| Self::new(code, snowball, OTHER_SLOT_BITS))
            }
            _ => None,
        }
    }

    fn new(code: &str, snowball: frostem::Stemmer, slot_bits: u32) -> Self {
        let slots = vec![Slot::default(); 1 << slot_bits].into_boxed_slice();
        Self { code: code.to_owned(), snowball, slots, rare: String::new() }
    }

    /// The ISO 639-1 code of the language, in two letters.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether the language is English.
    pub fn is_english(&self) -> bool {
        self.code == ENGLISH
    }

    /// The stem of a folded word, which may be the word itself. The result lives until the next call.
    ///
    /// Of English Snowball ends the stem of `company` and `companies` in `i`; here it ends in `y`, so that it is the word itself: what
    /// is its own stem need not be indexed as one.
    pub fn stem<'a>(&'a mut self, folded: &'a str) -> &'a str {
        let bytes = folded.as_bytes();
        if bytes.last().is_none_or(u8::is_ascii_digit) {
            return folded; // suffixes are letters
        }
        if bytes.len() > MAX_CACHED || !bytes.is_ascii() || bytes.len() < 3 {
            self.rare.clear();
            self.rare.push_str(&stem_anew(&self.snowball, folded));
            return &self.rare;
        }
        let number = slot_of(bytes, self.slots.len());
        let slot = &mut self.slots[number];
        if slot.len as usize != bytes.len() || slot.word[..bytes.len()] != *bytes {
            let stem = stem_anew(&self.snowball, folded);
            let kept = stem.bytes().zip(folded.bytes()).take_while(|(a, b)| a == b).count();
            let added = &stem.as_bytes()[kept..];
            if added.len() > MAX_ADDED || !added.is_ascii() {
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

/// What Snowball makes of a word.
fn stem_anew<'a>(snowball: &frostem::Stemmer, folded: &'a str) -> Cow<'a, str> {
    let stem = snowball.stem(folded);
    if snowball.algorithm() == frostem::Algorithm::English { readable(stem) } else { stem }
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
fn slot_of(word: &[u8], slots: usize) -> usize {
    let mut hash = word.len() as u64;
    for chunk in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (hash >> (64 - slots.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_gives_what_snowball_gives() {
        let snowball = frostem::Stemmer::new(frostem::Algorithm::English);
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
    fn many_languages_have_a_stemmer() {
        // The words are folded, as the index folds them.
        let cases = [
            ("de", "regierungen", "regierung"),
            ("fr", "presidentes", "president"),
            ("es", "estaciones", "estacion"),
            ("it", "ministri", "ministro"),
            ("pt", "presidentes", "presidente"),
            ("ru", "президента", "президент"),
            ("ru", "новый", "нового"),
            ("nl", "verkiezingen", "verkiezing"),
            ("ar", "الرئيس", "رئيس"),
            ("tr", "evler", "ev"),
            ("nb", "regjeringene", "regjering"),
        ];
        let mut stemmers = Stemmers::default();
        for (code, one, other) in cases {
            let stemmer = stemmers.of(Some(code)).unwrap();
            let stem = stemmer.stem(one).to_owned();
            assert_eq!(stemmer.stem(other), stem, "{code}: {one}");
        }
        for code in ["ja", "zh", "", "xx", "english"] {
            assert!(stemmers.of(Some(code)).is_none(), "{code}");
        }
        assert!(stemmers.of(None).is_some_and(|stemmer| stemmer.is_english()));
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
