//! Which stretch of the calendar does a text speak of? A day, a week, a month, a century, with its first and last day.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{Day, Span};

/// How long a stretch of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// One day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday, as ISO 8601 counts them.
    Week,
    /// A month.
    Month,
    /// Three months of a year.
    Quarter,
    /// Three months from March, June, September or December on.
    Season,
    /// Six months of a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Grain {
    /// The word used in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Half => "half",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// A stretch of the calendar, told as TIMEX3 tells it: `2022-02-04`, `2022-W05`, `2022-02`, `2022-Q1`, `2022`, `202`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct When {
    #[serde(with = "day_number")]
    first: Day,
    grain: Grain,
}

impl When {
    /// The stretch of this length in which a day lies; a day in the week stands for the next weekend.
    pub fn of(day: Day, grain: Grain) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        let from = |year, month| NaiveDate::from_ymd_opt(year, month, 1);
        let monday = || day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())));
        let first = match grain {
            Grain::Day => Some(day),
            Grain::Week => monday(),
            Grain::Weekend => monday().and_then(|monday| monday.checked_add_days(Days::new(5))),
            Grain::Month => from(year, month),
            Grain::Quarter => from(year, (month - 1) / 3 * 3 + 1),
            Grain::Season if month < 3 => from(year - 1, 12),
            Grain::Season => from(year, month / 3 * 3),
            Grain::Half => from(year, if month < 7 { 1 } else { 7 }),
            Grain::Year => from(year, 1),
            Grain::Decade => from(year.div_euclid(10) * 10, 1),
            Grain::Century => from(year.div_euclid(100) * 100, 1),
        };
        Some(Self { first: first?, grain })
    }

    /// A day, if there is such a one.
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::of(NaiveDate::from_ymd_opt(year, month, day)?, Grain::Day)
    }

    /// A month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::of(NaiveDate::from_ymd_opt(year, month, 1)?, Grain::Month)
    }

    /// A year.
    pub fn year(year: i32) -> Option<Self> {
        Self::of(NaiveDate::from_ymd_opt(year, 1, 1)?, Grain::Year)
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day.
    pub fn last(self) -> Day {
        self.shifted(1).and_then(|next| next.first.pred_opt()).map_or(self.first, |day| match self.grain {
            Grain::Weekend => self.first.succ_opt().unwrap_or(self.first),
            _ => day,
        })
    }

    /// How long it is.
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// The one so many of its kind later, or earlier.
    pub fn shifted(self, by: i32) -> Option<Self> {
        let days = |length: i64| chrono::TimeDelta::try_days(length * i64::from(by));
        let months = |length: u32| {
            let months = Months::new(length.checked_mul(by.unsigned_abs())?);
            if by < 0 { self.first.checked_sub_months(months) } else { self.first.checked_add_months(months) }
        };
        let first = match self.grain {
            Grain::Day => self.first.checked_add_signed(days(1)?),
            Grain::Week | Grain::Weekend => self.first.checked_add_signed(days(7)?),
            Grain::Month => months(1),
            Grain::Quarter | Grain::Season => months(3),
            Grain::Half => months(6),
            Grain::Year => months(12),
            Grain::Decade => months(120),
            Grain::Century => months(1200),
        };
        first.map(|first| Self { first, ..self })
    }

    /// The month in which all of it lies, or else the year: `2022-02`, `2022`; `None` if it is longer than a year or
    /// lies in two.
    pub fn month_or_year(self) -> Option<Self> {
        [Grain::Month, Grain::Year].into_iter().find_map(|grain| self.within(grain))
    }

    /// The stretch of a greater length in which all of it lies.
    pub fn within(self, grain: Grain) -> Option<Self> {
        Self::of(self.first, grain).filter(|whole| self.last() <= whole.last())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        let week = self.first.iso_week();
        match self.grain {
            Grain::Day => write!(f, "{}", self.first.format("%Y-%m-%d")),
            Grain::Week => write!(f, "{:04}-W{:02}", week.year(), week.week()),
            Grain::Weekend => write!(f, "{:04}-W{:02}-WE", week.year(), week.week()),
            Grain::Month => write!(f, "{year:04}-{month:02}"),
            Grain::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Half => write!(f, "{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Season => write!(f, "{year:04}-{}", ["SP", "SU", "FA", "WI"][(month as usize / 3 + 3) % 4]),
            Grain::Year => write!(f, "{year:04}"),
            Grain::Decade => write!(f, "{:03}", year.div_euclid(10)),
            Grain::Century => write!(f, "{:02}", year.div_euclid(100)),
        }
    }
}

impl std::str::FromStr for When {
    type Err = ();

    /// Reads what [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Self, ()> {
        let of = |year: Option<i32>, month, grain| {
            year.and_then(|year| NaiveDate::from_ymd_opt(year, month, 1)).and_then(|day| Self::of(day, grain))
        };
        let number = |text: &str| text.parse::<i32>().ok();
        let figure = |text: &str| text.parse::<u32>().ok();
        let read = match (text.len(), text.split_once('-')) {
            (2, None) => of(number(text).map(|n| n * 100), 1, Grain::Century),
            (3, None) => of(number(text).map(|n| n * 10), 1, Grain::Decade),
            (4, None) => of(number(text), 1, Grain::Year),
            (_, Some((year, rest))) => {
                let year = number(year);
                let week = |week: &str| NaiveDate::from_isoywd_opt(year?, figure(week)?, Weekday::Mon);
                match (rest.get(..1), rest.get(1..)) {
                    (Some("W"), Some("I")) => of(year, 12, Grain::Season),
                    (Some("W"), Some(rest)) if rest.ends_with("-WE") => {
                        week(rest.trim_end_matches("-WE")).and_then(|day| Self::of(day, Grain::Weekend))
                    }
                    (Some("W"), Some(rest)) => week(rest).and_then(|day| Self::of(day, Grain::Week)),
                    (Some("Q"), Some(n)) => {
                        figure(n).filter(|n| (1..=4).contains(n)).and_then(|n| of(year, n * 3 - 2, Grain::Quarter))
                    }
                    (Some("H"), Some(n)) => {
                        figure(n).filter(|n| (1..=2).contains(n)).and_then(|n| of(year, n * 6 - 5, Grain::Half))
                    }
                    (Some("S"), Some("P")) => of(year, 3, Grain::Season),
                    (Some("S"), Some("U")) => of(year, 6, Grain::Season),
                    (Some("F"), Some("A")) => of(year, 9, Grain::Season),
                    _ if rest.len() == 2 => of(year, figure(rest).unwrap_or_default(), Grain::Month),
                    _ => text.parse().ok().and_then(|day| Self::of(day, Grain::Day)),
                }
            }
            _ => None,
        };
        read.ok_or(())
    }
}

/// A time that a text speaks of, and every place that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// Which time it is.
    pub value: DateValue,
    /// Every place that names it, in text order; never empty.
    pub spans: Vec<Span>,
}

/// A time as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateValue {
    /// Placed in the calendar.
    Known(When),
    /// Something of this length, which cannot be placed: the article has no date to count from.
    Open(Grain),
    /// "Recently", "in the past".
    Past,
    /// "Now", "currently".
    Present,
    /// "Soon", "in the future".
    Future,
}

impl DateValue {
    /// Where it lies in the calendar, if that is told.
    pub fn when(self) -> Option<When> {
        match self {
            Self::Known(when) => Some(when),
            _ => None,
        }
    }
}

/// A day as a number: three bytes instead of eleven.
mod day_number {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        day.num_days_from_ce().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let number = i32::deserialize(deserializer)?;
        NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| serde::de::Error::custom("not a day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_written_and_read() {
        let cases = [
            ("2022-02-04", Grain::Day, "2022-02-04", "2022-02-04", "2022-02-04"),
            ("2022-02-04", Grain::Week, "2022-W05", "2022-01-31", "2022-02-06"),
            ("2022-02-04", Grain::Weekend, "2022-W05-WE", "2022-02-05", "2022-02-06"),
            ("2022-02-04", Grain::Month, "2022-02", "2022-02-01", "2022-02-28"),
            ("2022-05-04", Grain::Quarter, "2022-Q2", "2022-04-01", "2022-06-30"),
            ("2022-02-04", Grain::Season, "2021-WI", "2021-12-01", "2022-02-28"),
            ("2022-07-04", Grain::Season, "2022-SU", "2022-06-01", "2022-08-31"),
            ("2022-07-04", Grain::Half, "2022-H2", "2022-07-01", "2022-12-31"),
            ("2022-02-04", Grain::Year, "2022", "2022-01-01", "2022-12-31"),
            ("1997-02-04", Grain::Decade, "199", "1990-01-01", "1999-12-31"),
            ("1997-02-04", Grain::Century, "19", "1900-01-01", "1999-12-31"),
        ];
        for (day, grain, written, first, last) in cases {
            let when = When::of(day.parse().unwrap(), grain).unwrap();
            assert_eq!(when.to_string(), written);
            assert_eq!((when.first().to_string(), when.last().to_string()), (first.to_owned(), last.to_owned()));
            assert_eq!(written.parse(), Ok(when), "{written}");
        }
        for text in ["", "2022-13", "2022-W60", "2022-Q5", "x", "2022-02-30", "20222"] {
            assert_eq!(text.parse::<When>(), Err(()), "{text}");
        }
    }

    #[test]
    fn the_month_or_the_year_holds_it_all() {
        let cases = [
            ("2022-02-04", Some("2022-02")),
            ("2022-W05", Some("2022")),
            ("2022-W06", Some("2022-02")),
            ("2022-Q1", Some("2022")),
            ("2021-WI", None),
            ("199", None),
        ];
        for (text, expected) in cases {
            let when: When = text.parse().unwrap();
            assert_eq!(when.month_or_year().map(|when| when.to_string()).as_deref(), expected, "{text}");
        }
    }
}
