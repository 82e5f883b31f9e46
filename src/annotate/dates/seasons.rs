//! Which years, decades, seasons, feasts and parts of a day do English words name, and what is told only vaguely?

use super::grammar::{Found, Meaning, Reader, Side, YearOf};
use super::words::Word;
use crate::model::{Grain, When};
use crate::text::Kind;

impl Reader<'_> {
    pub(super) fn vague(&self, at: usize, meaning: Meaning) -> Found {
        let start = if self.before(at, &["near"]) { at - 1 } else { at };
        let start = if self.before(start, &["the"]) { start - 1 } else { start };
        self.found(start, at + 1, meaning)
    }

    /// "In the past", but not "the past two years".
    pub(super) fn is_the_past(&self, at: usize) -> bool {
        let closes = at + 1 >= self.end || self.scan.token(at + 1).kind == Kind::Punct || self.is(at + 1, &["and"]);
        self.before(at, &["the"]) && closes
    }

    /// "nineteen ninety-six", as broadcasts are written down.
    pub(super) fn spelled_year(&self, at: usize) -> Option<Found> {
        let number = |at| match self.word(at) {
            Some(Word::Number(number)) => Some(number),
            _ => None,
        };
        let tens = number(at + 1).filter(|tens| (10..100).contains(tens))?;
        let next = if self.is(at + 2, &["-"]) { at + 3 } else { at + 2 };
        let ones = number(next).filter(|ones| *ones < 10 && tens % 10 == 0 && tens > 10);
        let is_age = self.is(next, &["-", "year", "years"]);
        let end = if ones.is_some() { next + 1 } else { at + 2 };
        (!is_age).then_some(())?;
        let when = When::year(1900 + tens + ones.unwrap_or_default())?;
        Some(self.found(at, end, Meaning::Known(when)))
    }

    /// "this morning", "last night".
    pub(super) fn part(&self, at: usize) -> Option<Found> {
        let by = match at.checked_sub(1).filter(|at| *at >= self.from).map(|at| self.scan.word(at))? {
            "this" => 0,
            "last" if self.is(at, &["night", "evening"]) => -1,
            _ => return None,
        };
        Some(self.found(self.widened(at - 1), at + 1, Meaning::Shift { grain: Grain::Day, by }))
    }

    pub(super) fn named_decade(&self, at: usize, year: i32) -> Option<Found> {
        let cued = self.before(at, &["the", "early", "late", "mid", "-"]);
        let is_age = self.before(at, &["his", "her", "their", "my", "our", "your"]);
        let counted = self.is_age_or_heat(at);
        let decade = When::of(When::year(year)?.first(), Grain::Decade)?;
        (cued && !is_age && !counted).then(|| self.decade_found(at, at + 1, decade))
    }

    /// "in the thirties" of degrees; "people in the twenties".
    fn is_age_or_heat(&self, at: usize) -> bool {
        self.is(at + 1, &["and", "or", "to", "-"]) && matches!(self.word(at + 2), Some(Word::Decade(_)))
            || self.is(at + 1, &["celsius", "fahrenheit", "degrees"])
    }

    fn decade_found(&self, at: usize, end: usize, decade: When) -> Found {
        let start = self.widened(at);
        let start = if start == at && self.before(at, &["the"]) { at - 1 } else { start };
        self.found(start, end, Meaning::Known(decade))
    }

    /// `1990s`, `'90s`, `90s`.
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        let figures = self.scan.word(at).strip_suffix('s')?;
        let number: i32 = figures.bytes().all(|b| b.is_ascii_digit()).then(|| figures.parse().ok())??;
        let apostrophe = self.before(at, &["'", "’", "‘"]) && self.scan.is_joined(at);
        let year = match figures.len() {
            4 if number % 10 == 0 && (1000..2100).contains(&number) => number,
            2 if number % 10 == 0 && (number >= 20 || number == 0) && (apostrophe || self.before(at, &["the"])) => {
                if number >= 20 {
                    1900 + number
                } else {
                    2000
                }
            }
            _ => return None,
        };
        let grain =
            if figures.len() == 4 && number % 100 == 0 && number < 2000 { Grain::Century } else { Grain::Decade };
        let decade = When::of(When::year(year)?.first(), grain)?;
        let at_start = if apostrophe { at - 1 } else { at };
        Some(self.decade_found(at_start, at + 1, decade))
    }

    pub(super) fn feast(&self, at: usize, day: u32) -> Option<Found> {
        if !self.is_capital(at) {
            return None;
        }
        let end = match day {
            // "New Year's Day", "New Year's Eve"
            101 => {
                let possessive = self.is(at + 2, &["s"]) && self.word(at + 1) == Some(Word::Unit(Grain::Year));
                (possessive && self.is(at + 3, &["day", "eve"])).then_some(at + 4)?
            }
            _ => at + 1 + usize::from(self.is(at + 1, &["day", "eve"])),
        };
        let eve = self.is(end - 1, &["eve"]);
        let day = match (day, eve) {
            (101, true) => 1231,
            (1225, true) => 1224,
            (day, _) => day,
        };
        let (year_end, year) = match self.year_behind(end) {
            Some((end, year)) => (end, YearOf::Known(year)),
            None => match self.relative_year(end) {
                Some((end, by)) => (end, YearOf::Shift(by)),
                None => (end, YearOf::Side(self.side_before(at).1)),
            },
        };
        Some(self.found(self.side_before(at).0, year_end, Meaning::Feast(day, year)))
    }

    pub(super) fn season(&self, at: usize, month: u32) -> Option<Found> {
        let of_year = self.year_behind(at + 1);
        let relative = self.relative_year(at + 1);
        let (start, side) = self.side_before(at);
        let (end, year) = match (of_year, relative) {
            (Some((end, year)), _) => (end, YearOf::Known(year)),
            (_, Some((end, by))) => (end, YearOf::Shift(by)),
            _ if side != Side::Told => (at + 1, YearOf::Side(side)),
            _ => return None,
        };
        let start = self.widened(start);
        let start = if self.before(start, &["the"]) { start - 1 } else { start };
        Some(self.found(start, end, Meaning::Season { month, year }))
    }
}
