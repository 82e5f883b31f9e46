//! How does what an export says of one article become a draft? Names, language and date are read here, alike for all
//! databases.

use std::collections::HashMap;

use crate::model::Format;
use crate::readers::dates::{self, Order};
use crate::readers::habit::habit;
use crate::readers::record::{Draft, Intake, Metadata, one_line, text_of};
use crate::readers::{byline, language};

/// What an export says of one article, as it stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) byline: String,
    pub(super) outlet: String,
    pub(super) date: String,
    pub(super) language: String,
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
    pub(super) paragraphs: Vec<String>,
}

/// The articles of an export, in order; of one that is broken, the reason.
pub(in crate::readers) struct Export {
    pub(in crate::readers) format: Format,
    pub(super) entries: Vec<Result<Entry, String>>,
}

impl Export {
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes the articles in, numbered from `first`, and gives the number that is free after them.
    pub(in crate::readers) fn take(self, first: u32, intake: &mut Intake<'_>) -> u32 {
        intake.set_format(self.format);
        let habits = habits(&self.entries);
        let mut number = first;
        for entry in self.entries {
            match entry {
                Ok(entry) => {
                    let habit = habits.get(&entry.outlet).copied().unwrap_or_default();
                    intake.article(number, entry.draft(habit));
                }
                Err(reason) => intake.skip(Some(number), reason),
            }
            number += 1;
        }
        number
    }
}

impl Entry {
    /// The entry, if it holds an article.
    pub(super) fn checked(self) -> Result<Self, String> {
        if self.title.is_empty() && self.paragraphs.is_empty() {
            return Err("neither a title nor a text was found in this record of the export".to_owned());
        }
        Ok(self)
    }

    /// The draft of an entry whose outlet writes dates in this order.
    fn draft(self, habit: Order) -> Draft {
        let Self { title, byline, outlet, date, language, id, url, paragraphs } = self;
        let language = language.split([';', ',', '/']).find_map(language::normalise);
        let order = match habit {
            Order::Unknown => language.as_deref().map_or(Order::Unknown, Order::of_language),
            known => known,
        };
        let outlet = one_line(&outlet);
        let meta = Metadata {
            record_id: id.filter(|id| !id.is_empty()),
            title: one_line(&title),
            byline: names(&byline),
            outlet: Some(outlet).filter(|outlet| !outlet.is_empty()),
            url,
            date: dates::find(&date, order).map(|(date, _)| date).or_else(|| dates::parse(&date, order)),
            language,
        };
        let text = text_of(&meta.title, paragraphs.iter().map(String::as_str));
        Draft { meta, text, shown_date: None }
    }
}

/// In which order each outlet of the export writes day and month, as those of its dates tell that can be read only one way:
/// what one tells holds for all.
fn habits(entries: &[Result<Entry, String>]) -> HashMap<String, Order> {
    let mut habits: HashMap<String, Order> = HashMap::new();
    for entry in entries.iter().flatten() {
        let order = habit(entry.date.as_bytes());
        if order == Order::Unknown {
            continue;
        }
        let habit = habits.entry(entry.outlet.clone()).or_insert(order);
        if *habit != order {
            *habit = Order::Unknown;
        }
    }
    habits
}

/// The authors of a byline, without the place where they wrote: "Daniel Lee in Brussels".
fn names(line: &str) -> Vec<String> {
    let without_place = |name: String| {
        let place = [" in ", " à ", " at "].iter().find_map(|word| {
            let (before, after) = name.split_once(word)?;
            (before.contains(' ') && after.starts_with(char::is_uppercase)).then(|| before.to_owned())
        });
        place.unwrap_or(name)
    };
    byline::names(line).into_iter().map(without_place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_is_read() {
        let entry = Entry {
            title: "Talks".into(),
            byline: "By Ann Lee in Brussels and Bo Ek".into(),
            date: "July 1, 2019 Monday 9:20 AM GMT".into(),
            language: "FRANZ; FRENCH".into(),
            ..Entry::default()
        };
        let draft = entry.draft(Order::Unknown);
        assert_eq!(draft.meta.byline, ["Ann Lee", "Bo Ek"]);
        assert_eq!(draft.meta.date, dates::Date::of_day(2019, 7, 1));
        assert_eq!((draft.meta.language.as_deref(), draft.meta.outlet), (Some("fr"), None));
        assert!(Entry::default().checked().is_err());
    }

    #[test]
    fn an_outlet_s_clear_dates_tell_how_its_others_are_read() {
        let entry =
            |outlet: &str, date: &str| Ok(Entry { outlet: outlet.into(), date: date.into(), ..Entry::default() });
        let entries = [
            entry("A", "05/06/2024"),
            entry("A", "16/05/2024"),
            entry("B", "05/16/2024"),
            entry("C", "16/05/2024"),
            entry("C", "05/16/2024"),
            entry("D", "05/06/2024"),
        ];
        let habits = habits(&entries);
        assert_eq!((habits.get("A"), habits.get("B")), (Some(&Order::DayFirst), Some(&Order::MonthFirst)));
        assert_eq!((habits.get("C"), habits.get("D")), (Some(&Order::Unknown), None));
        let date = |entry: &Result<Entry, String>, habit| entry.clone().unwrap().draft(habit).meta.date;
        assert_eq!(date(&entries[0], Order::DayFirst), dates::Date::of_day(2024, 6, 5));
    }
}
