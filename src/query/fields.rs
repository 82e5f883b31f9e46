//! Which fields can be asked for, and what may stand behind the colon?

use super::error::short;
use super::{CountryAsked, Leaf, Named, ParseOptions, TextField, ValueError, Words, dates};
use crate::model::{CountryCode, How, Ways};
use crate::text::Tokens;

/// What a `field:value` of a query asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Words of the title.
    Title,
    /// Words of the paragraphs.
    Text,
    /// A mention of a person.
    Person,
    /// A mention of a country.
    Country,
    /// A quote by a speaker.
    Speaker,
    /// The publication date.
    Date,
    /// A mention of a time.
    Mentions,
    /// The outlet.
    Outlet,
    /// The language.
    Lang,
}

/// What a country is called, according to whoever knows the countries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountryLookup {
    /// This one.
    Found(CountryCode),
    /// More than one is called so; these are the names or codes to choose from.
    Ambiguous(Vec<String>),
    /// None is called so; these are called nearly so.
    Unknown(Vec<String>),
}

impl Field {
    /// All of them, in the order in which help lists them.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Text,
        Self::Person,
        Self::Country,
        Self::Speaker,
        Self::Date,
        Self::Mentions,
        Self::Outlet,
        Self::Lang,
    ];

    /// The word before the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Person => "person",
            Self::Country => "country",
            Self::Speaker => "speaker",
            Self::Date => "date",
            Self::Mentions => "mentions",
            Self::Outlet => "outlet",
            Self::Lang => "lang",
        }
    }

    /// The field of that name, in whatever case.
    pub fn from_name(name: &str) -> Option<Self> {
        // As the filter of the command line is called.
        let name = if name.eq_ignore_ascii_case("mentions-date") { Self::Mentions.name() } else { name };
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// The field that is probably meant by a name that none has.
    pub(super) fn near(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let synonym = SYNONYMS.iter().find(|(word, _)| *word == name).map(|(_, field)| *field);
        synonym.or_else(|| {
            Self::ALL
                .into_iter()
                .map(|field| (strsim::normalized_damerau_levenshtein(field.name(), &name), field))
                .filter(|(likeness, _)| *likeness >= 0.6)
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, field)| field)
        })
    }

    /// Where words of this field are looked for, if it holds words.
    pub(super) fn text_field(self) -> Option<TextField> {
        match self {
            Self::Title => Some(TextField::Title),
            Self::Text => Some(TextField::Text),
            _ => None,
        }
    }

    /// What is asked for by `value` in this field; `exact` says whether it stood in quotation marks.
    pub fn leaf(self, value: &str, exact: bool, options: &ParseOptions) -> Result<Leaf, ValueError> {
        let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
        if words(value).is_empty() && !matches!(self, Self::Date | Self::Mentions) {
            return Err(ValueError::new(format!("“{}:” has no value", self.name()), self.usage()));
        }
        let named = || Named { asked: value.to_owned(), forms: Vec::new() };
        match self {
            Self::Title => Ok(words_leaf(TextField::Title, value, exact)),
            Self::Text => Ok(words_leaf(TextField::Text, value, exact)),
            Self::Person => Ok(Leaf::Person(named())),
            Self::Speaker => Ok(Leaf::Speaker(named())),
            Self::Country => country(value, options.country).map(Leaf::Country),
            Self::Date => dates::period(value).map(Leaf::Published),
            Self::Mentions => dates::period(value).map(Leaf::Mentions),
            Self::Outlet => Ok(Leaf::Outlet(value.to_owned())),
            Self::Lang => language(value).map(Leaf::Language),
        }
    }

    /// How the field is written.
    pub(super) fn usage(self) -> &'static str {
        match self {
            Self::Title => "write title:word, title:\"some words\" or title:(xi putin), with no space after the colon",
            Self::Text => "write text:word, text:\"some words\" or text:(xi putin), with no space after the colon",
            Self::Person => "write person:Name or person:\"Full Name\", with no space after the colon",
            Self::Speaker => "write speaker:Name or speaker:\"Full Name\", with no space after the colon",
            Self::Country => {
                "write country:CN, country:China/name or country:(CN OR RU), with no space after the colon"
            }
            Self::Date => {
                "write date:2024, date:2024-05, date:2013..2015 or date:>=2020, with no space after the colon"
            }
            Self::Mentions => {
                "write mentions:2022-02, mentions:2022-02-04 or mentions:2013..2015, with no space after the colon"
            }
            Self::Outlet => "write outlet:Name or outlet:\"Full Name\", with no space after the colon",
            Self::Lang => "write lang:en, with no space after the colon",
        }
    }
}

/// Words that other search engines and people use for a field.
const SYNONYMS: [(&str, Field); 22] = [
    ("headline", Field::Title),
    ("subject", Field::Title),
    ("intitle", Field::Title),
    ("body", Field::Text),
    ("content", Field::Text),
    ("intext", Field::Text),
    ("name", Field::Person),
    ("people", Field::Person),
    ("place", Field::Country),
    ("location", Field::Country),
    ("geo", Field::Country),
    ("said", Field::Speaker),
    ("quote", Field::Speaker),
    ("day", Field::Date),
    ("year", Field::Date),
    ("before", Field::Date),
    ("after", Field::Date),
    ("published", Field::Date),
    ("source", Field::Outlet),
    ("publication", Field::Outlet),
    ("site", Field::Outlet),
    ("language", Field::Lang),
];

/// The words of `text`, cut and folded as the index cuts and folds.
pub(super) fn words(text: &str) -> Vec<String> {
    let tokens = Tokens::of_str(text);
    (0..tokens.len())
        .filter(|index| tokens.all()[*index].is_indexed())
        .map(|index| tokens.folded(index))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(super) fn words_leaf(field: TextField, text: &str, exact: bool) -> Leaf {
    Leaf::Words(Words { field, words: words(text), exact })
}

/// A country by name or code, and behind a slash the ways of naming it: `CN`, `China/name,adjective`, `CN/explicit`.
pub fn country(value: &str, lookup: &dyn Fn(&str) -> CountryLookup) -> Result<CountryAsked, ValueError> {
    let (name, ways) = match value.rsplit_once('/') {
        None => (value, Ways::ANY),
        Some((name, words)) => (name, ways(words)?),
    };
    country_code(name.trim(), lookup).map(|code| CountryAsked { code, ways })
}

fn ways(words: &str) -> Result<Ways, ValueError> {
    Ways::parse(words).ok_or_else(|| {
        let known = How::ALL.map(How::as_str).join(", ");
        let help = format!(
            "the ways are {known}, and explicit for name or adjective; part several with commas: CN/city,region"
        );
        ValueError::new(format!("“{}” is no way of naming a country", short(words)), help)
    })
}

fn country_code(name: &str, lookup: &dyn Fn(&str) -> CountryLookup) -> Result<CountryCode, ValueError> {
    let shown = short(name);
    let choose = |names: &[String]| names.join(", ");
    match lookup(name) {
        CountryLookup::Found(code) => Ok(code),
        CountryLookup::Ambiguous(names) => Err(ValueError::new(
            format!("more than one country is called “{shown}”"),
            format!("choose: {}", choose(&names)),
        )),
        CountryLookup::Unknown(names) if names.is_empty() => Err(ValueError::new(
            format!("no country is called “{shown}”"),
            "write its English name or its two-letter ISO 3166 code: country:\"South Korea\", country:KR",
        )),
        CountryLookup::Unknown(names) => {
            Err(ValueError::new(format!("no country is called “{shown}”"), format!("did you mean {}?", choose(&names))))
        }
    }
}

/// An ISO 639-1 code, in small letters.
pub fn language(code: &str) -> Result<String, ValueError> {
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Ok(code.to_ascii_lowercase());
    }
    let message = format!("“{}” is not a language code", short(code));
    Err(ValueError::new(message, "write the two letters of ISO 639-1: en, fr, zh"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_told() {
        let cases = [
            ("persn", Some(Field::Person)),
            ("Titel", Some(Field::Title)),
            ("headline", Some(Field::Title)),
            ("counrty", Some(Field::Country)),
            ("language", Some(Field::Lang)),
            ("speakers", Some(Field::Speaker)),
            ("mailto", None),
            ("xyz", None),
        ];
        for (name, field) in cases {
            assert_eq!(Field::near(name), field, "{name}");
        }
    }

    #[test]
    fn every_field_is_found_by_its_name() {
        for field in Field::ALL {
            assert_eq!(Field::from_name(&field.name().to_uppercase()), Some(field));
        }
    }
}
