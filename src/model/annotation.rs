//! Who and what was found in an article: persons, countries, quotes, dates, each with the place where it stands.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{DateMention, Span};

/// Everything the annotators found in one article. All spans are byte spans of its [`Text`](super::Text);
/// the title is annotated too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// Persons, in order of their first mention.
    pub persons: Vec<Person>,
    /// Countries, in order of their first mention.
    pub countries: Vec<Country>,
    /// Quotes, in order of their start.
    pub quotes: Vec<Quote>,
    /// Words inside quotation marks that are nobody's speech (a title, a slogan, the name of an operation), without their
    /// marks; in text order, none inside a quote.
    pub phrases: Vec<Span>,
    /// Times that the text speaks of, in order of their first mention.
    pub dates: Vec<DateMention>,
}

/// A person, under the fullest name that the article itself gives; a figure of world news under the usual one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The canonical name within the article: `Xi Jinping`.
    pub name: String,
    /// How the name is known.
    pub established: Established,
    /// Every place that names the person, in text order; never empty.
    pub mentions: Vec<PersonMention>,
}

/// How the name of a person is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Established {
    /// The article gives it.
    Article,
    /// It is that of a figure of world news whom the article names in short or in another spelling.
    Figure,
    /// Other articles of the archive give it to a person whom the article names in short or in another spelling.
    Archive,
    /// The user's names file gives it.
    #[serde(rename = "names-file")]
    NamesFile,
}

/// One place that names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonMention {
    /// The name as written, without titles and without a possessive `'s`.
    pub span: Span,
    /// What the text says the person is ("Foreign Minister", "a professor at …"), if it does so here.
    pub role: Option<Span>,
}

/// A country that the article names in one way or another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: CountryCode,
    /// Every place that names the country, in text order; never empty.
    pub mentions: Vec<CountryMention>,
}

/// One place that names a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryMention {
    /// The words as written.
    pub span: Span,
    /// In which way they name it.
    pub how: How,
}

/// In which way a mention names its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By a name: "China", "the People's Republic".
    Name,
    /// By an adjective or the name of its people: "Chinese", "Poles".
    Adjective,
    /// By a city, the capital or another.
    City,
    /// By a state, province or other region.
    Region,
    /// By a seat that stands for the government: "the Kremlin", "Downing Street".
    Metonym,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Adjective, Self::City, Self::Region, Self::Metonym];

    /// The word used in queries and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Adjective => "adjective",
            Self::City => "city",
            Self::Region => "region",
            Self::Metonym => "metonym",
        }
    }
}

/// A set of ways of naming a country, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways(u8);

impl Ways {
    /// In any way.
    pub const ANY: Self = Self(0b1_1111);
    /// The country itself is named, by its name or its adjective, and not only a place in it.
    pub const EXPLICIT: Self = Self(0b0_0011);

    /// Reads `explicit`, or ways parted by commas: `name,adjective`.
    pub fn parse(text: &str) -> Option<Self> {
        let way = |word: &str| match word.trim().to_lowercase().as_str() {
            "explicit" => Some(Self::EXPLICIT.0),
            word => How::ALL.iter().find(|how| how.as_str() == word).map(|how| 1 << *how as u8),
        };
        text.split(',').map(way).try_fold(0, |set, bit| Some(set | bit?)).map(Self)
    }

    /// Whether a way is one of them.
    pub fn contains(self, how: How) -> bool {
        self.0 & (1 << how as u8) != 0
    }

    /// The ways in the order of [`How::ALL`].
    pub fn iter(self) -> impl Iterator<Item = How> {
        How::ALL.into_iter().filter(move |how| self.contains(*how))
    }
}

impl fmt::Display for Ways {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.iter().map(How::as_str).collect();
        f.write_str(&words.join(","))
    }
}

/// An ISO 3166-1 alpha-2 code, in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Takes two ASCII letters, in either case; whether any country has the code is not asked.
    pub fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::new(&code).ok_or_else(|| serde::de::Error::custom("not a country code"))
    }
}

/// How much of a quote stands inside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
    /// All of it, but it is nobody's speech: a title, a slogan, the name of an operation.
    Phrase,
}

impl QuoteKind {
    /// Those that are speech.
    pub const SPEECH: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// The word used in output and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Phrase => "phrase",
        }
    }
}

/// Words reported as someone's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, without their outer quotation marks; may run into a later paragraph.
    pub span: Span,
    /// How much of it stands inside quotation marks.
    pub kind: QuoteKind,
    /// Who said it, if the article says so.
    pub speaker: Option<Speaker>,
    /// The word that says that it was said: "said", "according to".
    pub cue: Option<Span>,
    /// Persons that the words name or address, by canonical name.
    pub about: Vec<String>,
    /// Countries that the words name.
    pub about_countries: Vec<CountryCode>,
    /// Persons to whom the words were said, by canonical name, if the article says so.
    pub to: Vec<String>,
    /// How the speaker is known.
    pub evidence: QuoteEvidence,
    /// How sure the annotator is of words and speaker, 0 to 1.
    pub confidence: f32,
}

impl Quote {
    /// The names of all who said it, the first one first.
    pub fn speakers(&self) -> impl Iterator<Item = &str> {
        self.speaker.iter().flat_map(Speaker::names)
    }

    /// Words in quotation marks that are nobody's speech.
    pub fn phrase(span: Span) -> Self {
        Self {
            span,
            kind: QuoteKind::Phrase,
            speaker: None,
            cue: None,
            about: Vec::new(),
            about_countries: Vec::new(),
            to: Vec::new(),
            evidence: QuoteEvidence::None,
            confidence: PHRASE_RIGHT,
        }
    }
}

/// Of the phrases found, the share that is nobody's speech (`docs/ACCURACY.md`).
const PHRASE_RIGHT: f32 = 0.55;

/// How the speaker of a quote is known, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteEvidence {
    /// A report beside it says so: "she said".
    Reported,
    /// A label in front of a turn, or a signature behind the words.
    Labelled,
    /// The report of an earlier quote goes on.
    Carried,
    /// The last speaker, or the one the sentence before is about.
    Guessed,
    /// It has no speaker: a phrase.
    None,
}

impl QuoteEvidence {
    /// The word used in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Labelled => "labelled",
            Self::Carried => "carried",
            Self::Guessed => "guessed",
            Self::None => "none",
        }
    }
}

/// Who said a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The canonical name of the person, or the organisation or document as the article names it;
    /// `None` if someone is pointed at ("he", "an official") whom the article does not name.
    pub name: Option<String>,
    /// What kind of speaker it is.
    pub kind: SpeakerKind,
    /// The words that name or point at the speaker.
    pub span: Span,
    /// Who says it together with the one named: "both leaders said".
    pub with: Vec<String>,
}

impl Speaker {
    /// The names of all who say it, the first one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.name.iter().chain(&self.with).map(String::as_str)
    }
}

/// What kind of speaker stands behind a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A person, named or not.
    Person,
    /// A ministry, company, party, country, newspaper.
    Organisation,
    /// A statement, report, law.
    Document,
    /// Not known.
    Unknown,
}

impl SpeakerKind {
    /// The word used in output and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Document => "document",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_read_and_written() {
        let cases = [
            ("name", Some("name")),
            ("City, region", Some("city,region")),
            ("explicit", Some("name,adjective")),
            ("metonym,explicit", Some("name,adjective,metonym")),
            ("capital", None),
            ("name,", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(Ways::parse(typed).map(|ways| ways.to_string()).as_deref(), expected, "{typed}");
        }
    }
}
