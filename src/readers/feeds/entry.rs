//! What do the entries of all feeds have in common? What a channel says stands for what its entries leave out; texts come as
//! HTML or plain; authors come with addresses.

use crate::readers::byline;
use crate::readers::record::{Draft, Intake, Metadata, text_of};
use crate::readers::xml::Element;

/// What a feed says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Channel {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
}

/// An entry, read.
pub(super) struct Entry {
    pub(super) meta: Metadata,
    pub(super) paragraphs: Vec<String>,
}

impl Entry {
    /// Hands the entry on as the record `number`. A title that is repeated as the first paragraph counts once.
    pub(super) fn hand_over(mut self, number: u32, intake: &mut Intake<'_>) {
        if !intake.accepts(Some(number), self.paragraphs.iter().map(String::len).sum()) {
            return;
        }
        if self.paragraphs.first().is_some_and(|first| *first == self.meta.title) {
            self.paragraphs.remove(0);
        }
        let text = text_of(&self.meta.title, self.paragraphs.iter().map(String::as_str));
        intake.article(number, Draft { meta: self.meta, text, shown_date: None });
    }
}

/// The child of a name with a prefix (empty for none): feeds have `title` and `media:title`.
pub(super) fn child<'a>(parent: &'a Element, prefix: &str, name: &str) -> Option<&'a Element> {
    parent.elements().find(|child| child.name == name && child.prefix == prefix)
}

/// The words of that child, if there are any.
pub(super) fn words(parent: &Element, prefix: &str, name: &str) -> Option<String> {
    let mut found = parent.elements().filter(|child| child.name == name && child.prefix == prefix);
    found.find_map(|child| Some(child.words()).filter(|words| !words.is_empty()))
}

/// The authors in a value: "Ann Lee", "ann@wire.example (Ann Lee)", "Ann Lee <ann@wire.example>".
pub(super) fn authors(value: &str) -> Vec<String> {
    let value = value.trim();
    if let (Some(open), true) = (value.find('('), value.contains('@'))
        && value[..open].contains('@')
    {
        return byline::names(value[open + 1..].trim_end_matches(')'));
    }
    byline::names(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_come_without_addresses() {
        let cases: [(&str, &[&str]); 4] = [
            ("ann@wire.example (Ann Lee)", &["Ann Lee"]),
            ("Ann Lee <ann@wire.example>", &["Ann Lee"]),
            ("By Ann Lee and Bo Ek", &["Ann Lee", "Bo Ek"]),
            ("ann@wire.example", &[]),
        ];
        for (value, expected) in cases {
            assert_eq!(authors(value), expected, "{value}");
        }
    }
}
