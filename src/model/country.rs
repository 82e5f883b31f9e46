//! Which countries are there, what are they called, and which one does someone mean who types "UK" or "Ivory Coast"?
//!
//! The table is `countries.tsv`: ISO 3166-1 codes and XK, which the European Union and others use for Kosovo.

use std::sync::LazyLock;

use super::CountryCode;

const TABLE: &str = include_str!("countries.tsv");

/// What a country is called in English.
#[derive(Clone, Copy, Debug)]
pub struct CountryNames {
    /// Its code.
    pub code: CountryCode,
    /// Its short name: "South Korea".
    pub name: &'static str,
    aliases: &'static str,
    adjectives: &'static str,
}

impl CountryNames {
    /// Other names: "Republic of Korea", "ROK".
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.aliases.split(';').filter(|name| !name.is_empty())
    }

    /// Adjectives and names of its people: "South Korean".
    pub fn adjectives(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.adjectives.split(';').filter(|name| !name.is_empty())
    }
}

/// The lines of the table, taken apart once.
static COUNTRIES: LazyLock<Vec<CountryNames>> = LazyLock::new(|| read().collect());

/// All countries with their names, by code.
pub fn countries() -> impl Iterator<Item = CountryNames> {
    COUNTRIES.iter().copied()
}

fn read() -> impl Iterator<Item = CountryNames> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let code = CountryCode::new(fields.next()?)?;
        let name = fields.next()?;
        Some(CountryNames {
            code,
            name,
            aliases: fields.next().unwrap_or_default(),
            adjectives: fields.next().unwrap_or_default(),
        })
    })
}

impl CountryCode {
    /// All codes that a country has, ascending.
    pub fn all() -> impl Iterator<Item = Self> {
        countries().map(|country| country.code)
    }

    /// The English short name; `None` if no country has the code.
    pub fn name(self) -> Option<&'static str> {
        let found = COUNTRIES.binary_search_by_key(&self, |country| country.code).ok()?;
        Some(COUNTRIES[found].name)
    }

    /// The country that `words` name: by code, name, other name or adjective, whatever the case, accents apart.
    pub fn find(words: &str) -> Option<Self> {
        let wanted = plain(words);
        if wanted.is_empty() {
            return None;
        }
        if wanted.len() == 2
            && let Some(code) = Self::new(&wanted).filter(|code| code.name().is_some())
        {
            return Some(code);
        }
        countries()
            .find(|country| plain(country.name) == wanted)
            .or_else(|| countries().find(|country| country.aliases().any(|name| plain(name) == wanted)))
            .or_else(|| countries().find(|country| country.adjectives().any(|name| plain(name) == wanted)))
            .map(|country| country.code)
    }
}

/// Letters and digits alone, small; "the" in front does not count, "&" is "and", "St." is "Saint".
fn plain(words: &str) -> String {
    let lower = words.to_lowercase().replace('&', " and ");
    let mut plain = String::with_capacity(lower.len());
    for (index, word) in lower.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).enumerate() {
        match word {
            "the" if index == 0 => {}
            "st." | "st" => plain.push_str("saint"),
            _ => plain.extend(word.chars().filter(|c| c.is_alphanumeric())),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert_eq!(CountryCode::all().count(), 250);
        assert!(CountryCode::all().is_sorted_by(|a, b| a < b));
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 4, "{line}");
        }
    }

    #[test]
    fn a_country_is_found_by_what_people_type() {
        let cases = [
            ("China", Some("CN")),
            ("cn", Some("CN")),
            ("UK", Some("GB")),
            ("gb", Some("GB")),
            ("Great Britain", Some("GB")),
            ("ivory coast", Some("CI")),
            ("Côte d’Ivoire", Some("CI")),
            ("the Netherlands", Some("NL")),
            ("St Lucia", Some("LC")),
            ("Trinidad & Tobago", Some("TT")),
            ("guinea bissau", Some("GW")),
            ("U.S.", Some("US")),
            ("Burma", Some("MM")),
            ("Russian", Some("RU")),
            ("Kosovo", Some("XK")),
            ("Atlantis", None),
            ("zz", None),
            ("", None),
        ];
        for (typed, code) in cases {
            assert_eq!(CountryCode::find(typed).map(|c| c.to_string()).as_deref(), code, "{typed}");
        }
    }

    #[test]
    fn codes_have_names() {
        assert_eq!(CountryCode::new("kr").and_then(CountryCode::name), Some("South Korea"));
        assert_eq!(CountryCode::new("QQ").and_then(CountryCode::name), None);
    }
}
