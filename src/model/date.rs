//! When was an article published, how exactly is that known, and from where?

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar day of the proleptic Gregorian calendar.
pub type Day = NaiveDate;

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

/// Where a publication date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// A field of the record: front matter, JSON, a `<meta>` element, a header line.
    Metadata,
    /// The address of the article (`…/2024/05/16/…`).
    Url,
    /// The path or name of the source file.
    Path,
    /// A date line in the text.
    Text,
    /// The file's modification time; only on the user's request.
    FileTime,
}

impl Provenance {
    /// The word used in output and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Url => "url",
            Self::Path => "path",
            Self::Text => "text",
            Self::FileTime => "file-time",
        }
    }
}

/// The publication date of an article: a day, a month or a year, and where that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The first day of the period that is known: the day itself, the first of the month, or 1 January.
    pub first: Day,
    /// How exactly it is known.
    pub precision: Precision,
    /// Where it was found.
    pub from: Provenance,
    /// Whether it is written in figures of which either may be the month (`05/06/2024`), and nothing tells which: only the
    /// year is sure.
    pub ambiguous: bool,
}

impl Published {
    /// A date known to `precision`; `day` is moved to the first day of its period.
    pub fn new(day: Day, precision: Precision, from: Provenance) -> Self {
        let first = match precision {
            Precision::Day => Some(day),
            Precision::Month => day.with_day(1),
            Precision::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        Self { first: first.unwrap_or(day), precision, from, ambiguous: false }
    }

    /// The last day of the period: equal to `first` when the day is known.
    pub fn last(&self) -> Day {
        let (year, month) = (self.first.year(), self.first.month());
        let last = match self.precision {
            Precision::Day => Some(self.first),
            Precision::Month => NaiveDate::from_ymd_opt(year, month, days_in_month(year, month)),
            Precision::Year => NaiveDate::from_ymd_opt(year, 12, 31),
        };
        last.unwrap_or(self.first)
    }
}

/// Writes no more than is known: `2024-05-16`, `2014-02`, `2013`.
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.precision {
            Precision::Day => "%Y-%m-%d",
            Precision::Month => "%Y-%m",
            Precision::Year => "%Y",
        };
        write!(f, "{}", self.first.format(format))
    }
}

/// How many days a month has, 1 to 12; 31 for any other number.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    let next =
        if month == 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
    next.and_then(|day| day.pred_opt()).map_or(31, |day| day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Day {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_date_says_no_more_than_is_known() {
        let cases = [
            (Precision::Day, "2024-02-16", day(2024, 2, 16), day(2024, 2, 16)),
            (Precision::Month, "2024-02", day(2024, 2, 1), day(2024, 2, 29)),
            (Precision::Year, "2024", day(2024, 1, 1), day(2024, 12, 31)),
        ];
        for (precision, shown, first, last) in cases {
            let date = Published::new(day(2024, 2, 16), precision, Provenance::Metadata);
            assert_eq!((date.to_string().as_str(), date.first, date.last()), (shown, first, last));
        }
    }

    #[test]
    fn months_know_their_length() {
        assert_eq!([days_in_month(2023, 2), days_in_month(2024, 2), days_in_month(2024, 12)], [28, 29, 31]);
    }
}
