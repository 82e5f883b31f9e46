//! What do the readers of news messages have in common? A story before it is an article, the state its agency gives it,
//! and authors without the agency among them.

use crate::readers::byline;
use crate::readers::dates::{self, Date, Order};
use crate::readers::record::{Draft, Intake, Metadata, text_of};

/// What a message says of a story, and its paragraphs.
#[derive(Default)]
pub(super) struct Story {
    pub(super) meta: Metadata,
    pub(super) paragraphs: Vec<String>,
    /// As declared: "usable", "canceled".
    pub(super) status: Option<String>,
    /// The dateline that is given apart from the text, or the place in it.
    pub(super) place: Option<String>,
}

impl Story {
    pub(super) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty() && self.meta.title.is_empty()
    }

    /// Hands the story on; one that its agency has taken back is taken in with a remark.
    pub(super) fn hand_over(self, number: u32, intake: &mut Intake<'_>) {
        let size = self.paragraphs.iter().map(String::len).sum();
        if !intake.accepts(Some(number), size) {
            return;
        }
        if let Some(remark) = self.status.as_deref().and_then(remark_on) {
            intake.remark(Some(number), remark);
        }
        let text = text_of(&self.meta.title, self.paragraphs.iter().map(String::as_str));
        intake.article_placed(number, Draft { meta: self.meta, text, shown_date: None }, self.place.as_deref());
    }
}

/// What there is to say of a story in this state; the value may have a prefix ("stat:canceled").
fn remark_on(status: &str) -> Option<String> {
    let state = status.rsplit([':', '/']).next().unwrap_or(status).trim().to_ascii_lowercase();
    let meaning = match state.as_str() {
        "canceled" | "cancelled" | "killed" | "kill" => "its agency has taken it back",
        "withheld" | "withhold" => "its agency has held it back",
        "embargoed" => "it was under embargo when it was sent",
        _ => return None,
    };
    Some(format!("{meaning} (status {state}); it is in the archive all the same"))
}

/// The authors in a byline, without those that are the agency itself.
pub(super) fn authors(line: &str, agencies: &[Option<&str>]) -> Vec<String> {
    let mut names = byline::names(line);
    let is_agency = |name: &str| {
        let is_given = agencies.iter().flatten().any(|agency| agency.eq_ignore_ascii_case(name));
        is_given || AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(name))
    };
    if names.iter().any(|name| !is_agency(name)) {
        names.retain(|name| !is_agency(name));
    }
    names
}

/// Agencies that sign beside their reporters.
const AGENCIES: [&str; 22] = [
    "AAP",
    "AFP",
    "Agence France-Presse",
    "ANSA",
    "AP",
    "APA",
    "Associated Press",
    "Belga",
    "Bloomberg",
    "dpa",
    "EFE",
    "Interfax",
    "Kyodo",
    "NTB",
    "PA",
    "Press Association",
    "PTI",
    "Reuter",
    "Reuters",
    "TASS",
    "The Associated Press",
    "Xinhua",
];

/// What is said of items that are no stories.
pub(super) fn passed_over(items: usize) -> String {
    let (items, are) = if items == 1 { ("1 item".to_owned(), "is") } else { (format!("{items} items"), "are") };
    format!("{items} without text {are} passed over (pictures, packages, planning)")
}

/// The first of the values that is a date.
pub(super) fn first_date<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Option<Date> {
    values.into_iter().flatten().find_map(|value| dates::parse(value, Order::Unknown))
}

/// The words, if there are any.
pub(super) fn given(words: Option<&str>) -> Option<String> {
    words.map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_no_authors_beside_persons() {
        let cases: [(&str, &[&str]); 4] = [
            ("Von Ida Brandt, dpa", &["Ida Brandt"]),
            ("By Ann Lee, Reuters", &["Ann Lee"]),
            ("Reuters", &["Reuters"]),
            ("ab/cd", &["ab/cd"]),
        ];
        for (line, expected) in cases {
            assert_eq!(authors(line, &[]), expected, "{line}");
        }
        assert_eq!(authors("Ann Lee, Meridian Wire", &[Some("Meridian Wire"), None]), ["Ann Lee"]);
    }

    #[test]
    fn states_that_matter_are_told() {
        for (status, told) in [("stat:usable", false), ("Usable", false), ("stat:canceled", true), ("Withheld", true)] {
            assert_eq!(remark_on(status).is_some(), told, "{status}");
        }
    }
}
