//! What is known of a word or name before it is read in a text: name, title, everyday word, place of which country?
//!
//! The large lists of names and places lie packed in the program ([`packed`]). What is written by hand (`words.tsv`,
//! `regions.tsv`, the model's list of countries) is read at start into a small table that is asked first, and whose entries
//! hold what the large lists know of their words as well.

mod hash;
mod packed;
mod table;

use std::sync::LazyLock;

pub(super) use self::hash::hash;
pub(super) use self::table::Table;
use crate::model::{CountryCode, How, countries};
use crate::text::Tokens;

/// A set of word classes, see [`classes`].
pub(super) type Classes = u32;

/// The classes of words, as bits.
pub(super) mod classes {
    use super::Classes;

    pub(in crate::annotate) const GIVEN: Classes = 1;
    pub(in crate::annotate) const RARE_GIVEN: Classes = 1 << 1;
    pub(in crate::annotate) const SURNAME: Classes = 1 << 2;
    pub(in crate::annotate) const RARE_SURNAME: Classes = 1 << 3;
    /// Dictionaries write it small.
    pub(in crate::annotate) const EVERYDAY: Classes = 1 << 4;
    pub(in crate::annotate) const TITLE: Classes = 1 << 5;
    pub(in crate::annotate) const ROLE: Classes = 1 << 6;
    pub(in crate::annotate) const ORG: Classes = 1 << 7;
    pub(in crate::annotate) const PLACE: Classes = 1 << 8;
    pub(in crate::annotate) const PARTICLE: Classes = 1 << 9;
    pub(in crate::annotate) const TIME: Classes = 1 << 10;
    pub(in crate::annotate) const SUFFIX: Classes = 1 << 11;
    pub(in crate::annotate) const SPEECH: Classes = 1 << 12;
    /// Names a country, people, region or city by itself.
    pub(in crate::annotate) const COUNTRY: Classes = 1 << 13;
    pub(in crate::annotate) const PEOPLE: Classes = 1 << 14;
    pub(in crate::annotate) const CITY: Classes = 1 << 15;
    /// Of faith, illness, media: often capitalised, never a person.
    pub(in crate::annotate) const THING: Classes = 1 << 16;
    pub(in crate::annotate) const ANY_GIVEN: Classes = GIVEN | RARE_GIVEN;
    pub(in crate::annotate) const ANY_SURNAME: Classes = SURNAME | RARE_SURNAME;
    pub(in crate::annotate) const ANY_NAME: Classes = ANY_GIVEN | ANY_SURNAME;
}

/// How a place name must be written to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// With a capital.
    Capital,
    /// In capitals: "US".
    Capitals,
    /// Short for a state, after a comma: "Gainesville, Va."
    Abbreviation,
}

/// A country that a name may stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) code: CountryCode,
    pub(super) how: How,
    /// How strongly a bare mention points there: thousands of inhabitants for cities.
    pub(super) weight: u32,
    pub(super) written: Written,
}

/// A candidate in the list of its key.
#[derive(Clone, Copy, Debug)]
struct Listed {
    candidate: Candidate,
    /// The number of the next plus one.
    next: u32,
}

/// What is known of a word or a name of several words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Info {
    pub(super) classes: Classes,
    /// Where its candidates are: the number of the first plus one and [`LISTED`], or a place of [`packed`]; 0 if it has none.
    candidates: u32,
    /// Of how many words the longest place name is that begins with this word.
    longest: u32,
}

/// Marks candidates that lie in the list of the lexicon.
const LISTED: u32 = 1 << 31;

impl Info {
    pub(super) fn has(self, classes: Classes) -> bool {
        self.classes & classes != 0
    }

    /// A number that tells place names apart.
    pub(super) fn key(self) -> u32 {
        self.candidates
    }

    pub(super) fn is_place(self) -> bool {
        self.candidates != 0
    }
}

/// A place name that was found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// The tokens from `start` on that make it up.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) info: Info,
}

/// All that is known of words.
pub(super) struct Lexicon {
    /// What is written by hand, by the number of its info.
    table: Table,
    infos: Vec<Info>,
    /// The words of `words.tsv` alone: all that counts in small letters.
    small: Table,
    candidates: Vec<Listed>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

const WORDS: &str = include_str!("../data/words.tsv");
const REGIONS: &str = include_str!("../data/regions.tsv");

/// How strongly the name of a country, and of its people, points to it.
const COUNTRY_WEIGHT: u32 = 50_000;

impl Lexicon {
    /// The one lexicon, which is built at first use.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// What is known of a folded word.
    pub(super) fn word(&self, folded: &str) -> Info {
        self.hashed_word(folded, hash(folded))
    }

    /// What is known of a folded word in small letters, whose hash is known: no name, and no place.
    pub(super) fn small_word(&self, folded: &str, hash: u64) -> Info {
        let classes = self.small.get_hashed(folded, hash).unwrap_or_default();
        Info { classes, ..Info::default() }
    }

    /// What is known of a folded word, whose hash is known.
    pub(super) fn hashed_word(&self, folded: &str, hash: u64) -> Info {
        match self.table.get_hashed(folded, hash) {
            Some(index) => self.infos[index as usize],
            None => packed_info(folded, hash),
        }
    }

    /// The countries that a name may stand for.
    pub(super) fn candidates(&self, info: Info) -> impl Iterator<Item = Candidate> {
        let (listed, packed) = match info.candidates {
            0 => (0, None),
            listed if listed & LISTED != 0 => (listed & !LISTED, None),
            place => (0, Some(packed::places(place))),
        };
        let at = |number: u32| (number as usize).checked_sub(1).map(|n| &self.candidates[n]);
        let listed = std::iter::successors(at(listed), move |listed| at(listed.next));
        listed.map(|listed| listed.candidate).chain(packed.into_iter().flatten())
    }

    /// The longest place name that begins at token `start` and ends before `limit`; `first` is what is known of its
    /// first word, `key` a buffer.
    pub(super) fn place_at(
        &self,
        tokens: &Tokens,
        start: usize,
        limit: usize,
        first: Info,
        key: &mut String,
    ) -> Option<Match> {
        let mut best = first.is_place().then_some(Match { start, end: start + 1, info: first });
        if first.longest < 2 {
            return best;
        }
        key.clear();
        key.push_str(tokens.folded(start));
        let (mut index, mut words) = (start + 1, 1);
        while words < first.longest && index < limit {
            let all = tokens.all();
            if !all[index].is_indexed() {
                let joins = matches!(tokens.folded(index), "-" | "‐" | "." | "&");
                if !joins || index + 1 >= limit || !all[index + 1].is_indexed() {
                    break;
                }
                index += 1;
                continue;
            }
            key.push(' ');
            key.push_str(tokens.folded(index));
            index += 1;
            words += 1;
            if all[index - 1].is_capitalised()
                && let info = self.hashed_word(key, hash(key))
                && info.is_place()
            {
                best = Some(Match { start, end: index, info });
            }
        }
        best
    }

    fn load() -> Self {
        let mut lexicon = Self {
            table: Table::with_capacity(4000),
            infos: Vec::with_capacity(4000),
            small: Table::with_capacity(1000),
            candidates: Vec::with_capacity(6000),
        };
        lexicon.load_words();
        lexicon.load_regions();
        lexicon.load_countries();
        lexicon
    }

    fn load_words(&mut self) {
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            if let Some((class, words)) = line.split_once('\t') {
                for word in words.split(' ') {
                    let class = class_of_name(class);
                    self.info(word).classes |= class;
                    *self.small.entry(word, 0) |= class;
                }
            }
        }
    }

    fn load_regions(&mut self) {
        for line in REGIONS.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [kind, code, weight, names] = fields[..] else { continue };
            let (Some(code), Ok(weight)) = (CountryCode::new(code), weight.parse()) else { continue };
            let (how, written) = match kind {
                "M" => (How::Metonym, Written::Capital),
                "C" => (How::City, Written::Capital),
                "A" => (How::Region, Written::Abbreviation),
                _ => (How::Region, Written::Capital),
            };
            for name in names.split(';') {
                self.add(&key_of(name), Candidate { code, how, weight, written });
            }
        }
    }

    fn load_countries(&mut self) {
        for country in countries() {
            let code = country.code;
            for name in std::iter::once(country.name).chain(country.aliases()) {
                let acronym = name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase());
                let written = if acronym { Written::Capitals } else { Written::Capital };
                self.add(&key_of(name), Candidate { code, how: How::Name, weight: COUNTRY_WEIGHT, written });
            }
            for name in country.adjectives() {
                let mut key = key_of(name);
                let people = Candidate { code, how: How::Adjective, weight: COUNTRY_WEIGHT, written: Written::Capital };
                self.add(&key, people);
                if !key.ends_with('s') && !key.ends_with("ese") && !key.ends_with("ch") && !key.ends_with("sh") {
                    key.push('s');
                    self.add(&key, people);
                }
            }
        }
    }

    /// What is known of a key, to be added to; it begins with what the large lists know.
    fn info(&mut self, key: &str) -> &mut Info {
        let fresh = self.infos.len();
        let index = *self.table.entry(key, fresh as u32) as usize;
        if index == fresh {
            let mut info = packed_info(key, hash(key));
            let known: Vec<Candidate> = self.candidates(info).collect();
            info.candidates = 0;
            for candidate in known.into_iter().rev() {
                self.list(&mut info, candidate);
            }
            self.infos.push(info);
        }
        &mut self.infos[index]
    }

    /// Puts a candidate in front of those of a key.
    fn list(&mut self, info: &mut Info, candidate: Candidate) {
        self.candidates.push(Listed { candidate, next: info.candidates & !LISTED });
        info.candidates = self.candidates.len() as u32 | LISTED;
    }

    /// Adds a place under its key; a country that the key leads to already is kept in its strongest sense.
    fn add(&mut self, key: &str, candidate: Candidate) {
        let words = key.split(' ').count() as u32;
        if words > 1 {
            let first = key.split(' ').next().unwrap_or_default();
            let info = self.info(first);
            info.longest = info.longest.max(words);
        }
        let class = match candidate.how {
            How::Name => classes::COUNTRY,
            How::Adjective => classes::PEOPLE,
            _ => classes::CITY,
        };
        let info = self.info(key);
        info.classes |= class;
        let mut changed = *info;
        let mut at = info.candidates & !LISTED;
        while at != 0 {
            let Listed { candidate: known, next } = &mut self.candidates[at as usize - 1];
            if known.code == candidate.code && known.written == candidate.written {
                if known.weight < candidate.weight {
                    *known = candidate;
                }
                return;
            }
            at = *next;
        }
        self.list(&mut changed, candidate);
        *self.info(key) = changed;
    }
}

fn packed_info(key: &str, hash: u64) -> Info {
    packed::find(key, hash).map_or_else(Info::default, |record| Info {
        classes: record.classes,
        candidates: record.places,
        longest: u32::from(record.longest),
    })
}

/// The key of a name: its folded words, parted by blanks.
fn key_of(name: &str) -> String {
    let tokens = Tokens::of_str(name);
    let words = (0..tokens.len()).filter(|n| tokens.all()[*n].is_indexed()).map(|n| tokens.folded(n));
    words.collect::<Vec<_>>().join(" ")
}

fn class_of_name(class: &str) -> Classes {
    match class {
        "title" => classes::TITLE,
        "role" => classes::ROLE,
        "org" => classes::ORG,
        "place" => classes::PLACE,
        "particle" => classes::PARTICLE,
        "time" => classes::TIME,
        "suffix" => classes::SUFFIX,
        "speech" => classes::SPEECH,
        "thing" => classes::THING,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_what_the_tokenizer_makes_of_it() {
        for line in include_str!("../data/names.tsv").lines().chain(include_str!("../data/places.tsv").lines()) {
            let key = line.split('\t').next().unwrap();
            assert_eq!(key_of(key), key);
        }
    }

    #[test]
    fn words_are_known() {
        let lexicon = Lexicon::get();
        assert!(lexicon.word("vladimir").has(classes::ANY_GIVEN));
        assert!(lexicon.word("president").has(classes::TITLE));
        assert!(lexicon.word("reading").has(classes::EVERYDAY) && lexicon.word("reading").is_place());
        assert!(!lexicon.word("qwxyz").is_place());
    }

    #[test]
    fn the_longest_place_is_found() {
        let cases = [
            ("New York City Hall", Some(("New York City", "US"))),
            ("Guinea-Bissau", Some(("Guinea-Bissau", "GW"))),
            ("St. Petersburg", Some(("St. Petersburg", "US"))),
            ("Papua New Guinea", Some(("Papua New Guinea", "PG"))),
            ("Bosnia and Herzegovina", Some(("Bosnia and Herzegovina", "BA"))),
            ("Chinese tea", Some(("Chinese", "CN"))),
            ("Tea", None),
        ];
        let lexicon = Lexicon::get();
        for (text, expected) in cases {
            let tokens = Tokens::of_str(text);
            let first = lexicon.word(tokens.folded(0));
            let found = lexicon.place_at(&tokens, 0, tokens.len(), first, &mut String::new());
            let found = found.map(|m| {
                let end = tokens.all()[m.end - 1].span.end as usize;
                let codes: Vec<String> = lexicon.candidates(m.info).map(|c| c.code.to_string()).collect();
                (&text[..end], codes)
            });
            assert_eq!(found.is_some(), expected.is_some(), "{text}");
            if let (Some((words, codes)), Some((wanted, code))) = (found, expected) {
                assert_eq!(words, wanted);
                assert!(codes.iter().any(|c| c == code), "{text}: {codes:?}");
            }
        }
    }
}
