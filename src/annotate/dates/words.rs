//! What does an English word tell of time?

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::annotate::lexicon::hash;
use crate::model::Grain;

/// A word of time, with what the table says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Month(u32),
    AbbreviatedMonth(u32),
    /// 0 is Monday.
    Weekday(u32),
    AbbreviatedWeekday(u32),
    /// `year`
    Unit(Grain),
    /// `years`
    Units(Grain),
    Fortnight,
    /// The first month of a season.
    Season(u32),
    /// `yesterday`: -1.
    RelativeDay(i32),
    /// `morning`
    Part,
    /// `period`, which stands for a unit named before.
    Period,
    Ordinal(u32),
    /// `nineties`: 1990.
    Decade(i32),
    /// Month times 100 plus day; 1 is the fourth Thursday of November.
    Feast(u32),
    Now,
    Recent,
    Soon,
    /// `future`
    Future,
    /// `past`
    Gone,
    /// `several`
    Count,
    Number(i32),
}

/// Which words are known at all is asked of a few bits first: hardly one word in fifty is one of time.
struct Vocabulary {
    words: HashMap<&'static str, Word>,
    bits: [u64; BITS / 64],
}

const BITS: usize = 1 << 14;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary { words: HashMap::new(), bits: [0; BITS / 64] };
    for line in include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, number, words] = fields[..] else { continue };
        let Some(word) = number.parse().ok().and_then(|number| word_of(kind, number)) else { continue };
        for key in words.split(' ') {
            vocabulary.words.insert(key, word);
            let bit = bit_of(short_hash(hash(key)));
            vocabulary.bits[bit / 64] |= 1 << (bit % 64);
        }
    }
    vocabulary
});

fn word_of(kind: &str, number: i32) -> Option<Word> {
    const GRAINS: [Grain; 10] = [
        Grain::Day,
        Grain::Weekend,
        Grain::Week,
        Grain::Month,
        Grain::Quarter,
        Grain::Season,
        Grain::Half,
        Grain::Year,
        Grain::Decade,
        Grain::Century,
    ];
    let figure = u32::try_from(number);
    let grain = || usize::try_from(number).ok().and_then(|at| GRAINS.get(at).copied());
    Some(match kind {
        "month" => Word::Month(figure.ok()?),
        "abbreviated-month" => Word::AbbreviatedMonth(figure.ok()?),
        "weekday" => Word::Weekday(figure.ok()?),
        "abbreviated-weekday" => Word::AbbreviatedWeekday(figure.ok()?),
        "unit" => Word::Unit(grain()?),
        "units" => Word::Units(grain()?),
        "fortnight" => Word::Fortnight,
        "season" => Word::Season(figure.ok()?),
        "relative-day" => Word::RelativeDay(number),
        "part" => Word::Part,
        "period" => Word::Period,
        "ordinal" => Word::Ordinal(figure.ok()?),
        "decade" => Word::Decade(number),
        "feast" => Word::Feast(figure.ok()?),
        "now" => Word::Now,
        "recent" => Word::Recent,
        "soon" => Word::Soon,
        "future" => Word::Future,
        "gone" => Word::Gone,
        "count" => Word::Count,
        "number" => Word::Number(number),
        _ => return None,
    })
}

/// The half of a hash that a [`Scan`](crate::annotate::scan::Scan) keeps.
fn short_hash(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn bit_of(hash: u32) -> usize {
    hash as usize % BITS
}

/// Whether a word with this hash may be one of time; says yes to one in a hundred that are not.
pub(super) fn may_be(hash: u32) -> bool {
    let bit = bit_of(hash);
    VOCABULARY.bits[bit / 64] >> (bit % 64) & 1 == 1
}

/// What a folded word tells.
pub(super) fn lookup(folded: &str) -> Option<Word> {
    VOCABULARY.words.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_time_are_known_and_pass_the_filter() {
        let cases = [
            ("march", Some(Word::Month(3))),
            ("thursday", Some(Word::Weekday(3))),
            ("years", Some(Word::Units(Grain::Year))),
            ("yesterday", Some(Word::RelativeDay(-1))),
            ("nineties", Some(Word::Decade(1990))),
            ("summit", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(lookup(word), expected, "{word}");
            assert!(expected.is_none() || may_be(short_hash(hash(word))));
        }
    }
}
