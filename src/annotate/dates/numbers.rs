//! When does a number name a year or a day? `in 2014`, `2024-05-16`, `16.05.2024`, and dates written in other languages
//! than English around their figures: `4 février 2022`, `2022年2月4日`.

use super::grammar::{Found, Meaning, Reader, Side, YearOf};
use crate::model::{When, days_in_month};
use crate::text::{Case, Kind, month_of_folded};

/// A year that is not said.
const TOLD: YearOf = YearOf::Side(Side::Told);

impl Reader<'_> {
    /// What the number at `at` says of time, in any language.
    pub(super) fn number(&self, at: usize) -> Option<Found> {
        self.decade(at).or_else(|| self.figures(at)).or_else(|| self.year_alone(at))
    }

    /// `2024-05-16`, `2024/05/16`, `16.05.2024`, `16/05/2024`.
    pub(super) fn figures(&self, at: usize) -> Option<Found> {
        let found = |end, when| Some(Found { start: at, end, meaning: Meaning::Known(when) });
        let word = self.scan.word(at);
        if word.contains('.') {
            let mut parts = word.splitn(3, '.');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            let (day, month) = if year.len() == 4 { (day, month) } else { (year, month) };
            let year = if year.len() == 4 { year } else { word.split('.').next()? };
            let when = When::day(full(year)?, month.parse().ok()?, day.parse().ok()?)?;
            return found(at + 1, when);
        }
        let sign = self.scan.word(at + 1);
        let joined = (at + 1..at + 5).all(|n| n < self.end && self.scan.is_joined(n));
        if !joined || !matches!(sign, "-" | "/") || self.scan.word(at + 3) != sign {
            return None;
        }
        let number = |n: usize| self.scan.word(n).parse::<u32>().ok().filter(|_| self.scan.word(n).len() <= 2);
        if let Some(year) = self.year(at) {
            return found(at + 5, When::day(year, number(at + 2)?, number(at + 4)?)?);
        }
        let (a, b, year) = (number(at)?, number(at + 2)?, self.year(at + 4)?);
        let when = match (When::day(year, b, a), When::day(year, a, b)) {
            (Some(one), Some(other)) if one != other => When::year(year),
            (one, other) => one.or(other),
        };
        found(at + 5, when?)
    }

    /// A year in four figures that nothing shows to be an amount.
    fn year_alone(&self, at: usize) -> Option<Found> {
        const SURE: [&str; 22] = [
            "in", "since", "until", "till", "during", "by", "before", "after", "from", "between", "through", "early",
            "late", "mid", "fiscal", "circa", "of", "to", "and", "for", "or", "year",
        ];
        const NO: [&str; 22] = [
            "$", "€", "£", "¥", "#", "no", "nos", "number", "room", "flight", "route", "boeing", "page", "highway",
            "windows", "channel", "than", "nearly", "about", "almost", "some", "index",
        ];
        let year = self.year(at).filter(|_| !self.names_quarter(at + 1))?;
        let before = at.checked_sub(1).map_or("", |n| if n >= self.from { self.scan.word(n) } else { "" });
        let dash = matches!(before, "-" | "–" | "/") && self.scan.is_joined(at);
        let range = dash && at >= self.from + 2 && self.year(at - 2).is_some();
        let sure = SURE.contains(&before) || range || before == "(";
        if NO.contains(&before) || self.is_amount(at, year, sure) || dash && !range && before == "/" {
            return None;
        }
        let fits = if sure { (1000..=2100).contains(&year) } else { (1800..=2050).contains(&year) };
        let start = match before {
            "fiscal" => at - 1,
            "-" if !range && at >= self.from + 2 && self.is(at - 2, &["mid", "late", "early"]) => at - 2,
            "early" | "late" | "mid" => at - 1,
            _ => at,
        };
        fits.then_some(Found { start, end: at + 1, meaning: Meaning::Known(When::year(year)?) })
    }

    /// Whether a number of four figures counts something: "2000 people", "in 1500 villages", "1914 percent".
    fn is_amount(&self, at: usize, year: i32, sure: bool) -> bool {
        const UNITS: [&str; 18] = [
            "percent", "per", "km", "people", "men", "women", "million", "billion", "hundred", "feet", "square", "kg",
            "hectares", "gmt", "hours", "utc", "dead", "%",
        ];
        let next = self.scan.word(at + 1);
        if at + 1 >= self.end {
            return false;
        }
        let token = self.scan.token(at + 1);
        let joined = self.scan.is_joined(at + 1);
        if UNITS.contains(&next) || joined && matches!(next, ":" | "/") {
            return true;
        }
        if joined && next == "-" {
            let more = self.scan.token(at + 2.min(self.end - at - 1));
            return more.kind == Kind::Word && more.case == Case::Lower && !sure;
        }
        let plural = token.kind == Kind::Word && token.case == Case::Lower && next.ends_with('s') && next.len() > 3;
        plural && !matches!(next, "was" | "has" | "this" | "his" | "its" | "elections" | "results" | "olympics") && {
            if sure { year % 50 == 0 } else { !(1900..=2035).contains(&year) || year % 100 == 0 }
        }
    }

    /// Dates of other languages: a day or a year beside the name of a month.
    pub(super) fn foreign(&self, at: usize) -> Option<Found> {
        self.ideographic(at).or_else(|| self.figures(at)).or_else(|| self.written(at)).or_else(|| self.year_alone(at))
    }

    /// `2022年2月4日`, `2022年2月`, `2022年`, `2月4日`.
    fn ideographic(&self, at: usize) -> Option<Found> {
        const SIGNS: [[&str; 2]; 3] = [["年", "년"], ["月", "월"], ["日", "일"]];
        let number = |at: usize| self.scan.word(at).parse::<u32>().ok().filter(|_| at < self.end);
        let part = |at: usize, sign: usize| number(at).filter(|_| self.is(at + 1, &SIGNS[sign]));
        let (year, at_month) = match self.year(at).filter(|_| self.is(at + 1, &SIGNS[0])) {
            Some(year) => (Some(year), at + 2),
            None => (None, at),
        };
        let month = part(at_month, 1).filter(|month| (1..=12).contains(month));
        let day = month.and_then(|_| part(at_month + 2, 2)).filter(|day| (1..=31).contains(day));
        let (end, meaning) = match (year, month, day) {
            (Some(year), Some(month), Some(day)) => (at_month + 4, Meaning::Known(When::day(year, month, day)?)),
            (Some(year), Some(month), None) => (at_month + 2, Meaning::Known(When::month(year, month)?)),
            (Some(year), None, _) => (at_month, Meaning::Known(When::year(year)?)),
            (None, Some(month), Some(day)) => (at_month + 4, Meaning::Day { month, day, year: TOLD }),
            _ => return None,
        };
        Some(Found { start: at, end, meaning })
    }

    /// `4 février 2022`, `4. Februar`, `4 de febrero de 2022`, `February 4, 2022`; `février 2022` from its year.
    fn written(&self, at: usize) -> Option<Found> {
        const JOINTS: [&str; 9] = ["de", "del", "of", ".", "-", ",", "er", "do", "d"];
        let month_at =
            |at: usize| if self.from <= at && at < self.end { month_of_folded(self.scan.word(at)) } else { None };
        let skip = |mut at: usize| {
            let first = at;
            while at < first + 2 && self.is(at, &JOINTS) {
                at += 1;
            }
            at
        };
        if let Some(year) = self.year(at) {
            let mut before = at.checked_sub(1)?;
            if self.is(before, &JOINTS) {
                before = before.checked_sub(1)?;
            }
            let month = month_at(before)?;
            return Some(Found { start: before, end: at + 1, meaning: Meaning::Known(When::month(year, month)?) });
        }
        let word = self.scan.word(at);
        let figures = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == 'º');
        let day: u32 = figures.parse().ok().filter(|day| (1..=31).contains(day) && word.len() <= figures.len() + 2)?;
        let next = skip(at + 1);
        let month = month_at(next)?;
        (day <= days_in_month(2000, month)).then_some(())?;
        let year_at = skip(next + 1);
        if let Some(year) = self.year(year_at) {
            let when = When::day(year, month, day)?;
            return Some(Found { start: at, end: year_at + 1, meaning: Meaning::Known(when) });
        }
        Some(Found { start: at, end: next + 1, meaning: Meaning::Day { month, day, year: TOLD } })
    }
}

/// A year of four figures.
fn full(year: &str) -> Option<i32> {
    (year.len() == 4).then(|| year.parse().ok())?.filter(|year| (1000..2200).contains(year))
}
