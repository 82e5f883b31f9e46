//! Which countries does each paragraph mention? A column of numbers, one for each country of each paragraph, from which
//! paragraphs are counted without reading them. Titles are no paragraphs.

use crate::model::{Article, Country, CountryCode};
use crate::text::Tokens;

/// A paragraph, by how many paragraph marks stand before its own in the stream, and a country that it mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ParagraphCountry {
    pub(crate) paragraph: u32,
    pub(crate) code: CountryCode,
}

impl ParagraphCountry {
    /// As it stands in the column.
    fn number(self) -> u64 {
        let letters = self.code.as_str().bytes().fold(0, |number, letter| number << 8 | u64::from(letter));
        u64::from(self.paragraph) << 16 | letters
    }

    /// What a number of the column stands for.
    pub(crate) fn of_number(number: u64) -> Option<Self> {
        let letters = [(number >> 8) as u8, number as u8];
        let code = CountryCode::new(std::str::from_utf8(&letters).ok()?)?;
        Some(Self { paragraph: (number >> 16) as u32, code })
    }
}

/// The numbers of an article, ascending.
pub(super) fn paragraph_countries(article: &Article, tokens: &Tokens, countries: &[Country]) -> Vec<u64> {
    let mut marks = 0;
    let is_marked = |block| tokens.block(block).any(|index| tokens.all()[index].is_indexed());
    let ordinals: Vec<u32> = (0..tokens.block_count())
        .map(|block| {
            let before = marks;
            marks += u32::from(is_marked(block));
            before
        })
        .collect();
    let mut found = Vec::new();
    for country in countries {
        for mention in &country.mentions {
            let block = article.text.block_at(mention.span.start);
            if block > 0 {
                found.push(ParagraphCountry { paragraph: ordinals[block], code: country.code }.number());
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The country in which an article was written: the first that its dateline names.
pub(super) fn dateline_country(article: &Article, countries: &[Country]) -> Option<CountryCode> {
    let Some(dateline) = article.dateline else {
        // A place outside of the text has been looked at by nobody: it tells its country only if it names it.
        return article.place.as_deref()?.rsplit(',').find_map(|part| CountryCode::find(part.trim()));
    };
    let mentions = countries.iter().flat_map(|country| country.mentions.iter().map(|m| (m.span.start, country.code)));
    let inside = mentions.filter(|(start, _)| (dateline.start..dateline.end).contains(start));
    inside.min().map(|(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_a_paragraph_and_a_country() {
        let code = CountryCode::new("XK").unwrap();
        let one = ParagraphCountry { paragraph: 70_000, code };
        assert_eq!(ParagraphCountry::of_number(one.number()), Some(one));
        assert_eq!(ParagraphCountry::of_number(7), None);
    }
}
