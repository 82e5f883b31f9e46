//! What do "year", "weeks", "quarter" say with the words around them? "last year", "two weeks ago", "the third quarter".

use super::grammar::{Found, Meaning, Reader, Side, YearOf};
use super::words::Word;
use crate::model::{Grain, When};
use crate::text::Kind;

impl Reader<'_> {
    fn place(&self, start: usize, end: usize, meaning: Meaning) -> Found {
        Found { start: start.max(self.from), end: end.min(self.end), meaning }
    }

    fn at(&self, at: usize) -> &str {
        if self.from <= at && at < self.end { self.scan.word(at) } else { "" }
    }

    /// The word so many before `at`.
    fn back(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |at| self.at(at))
    }

    /// "last year", "this week", "the same month", "a year ago", "the third quarter", "the 20th century".
    pub(super) fn unit(&self, at: usize, grain: Grain) -> Option<Found> {
        if let Some(found) = self.counted(at, grain, 1) {
            return Some(found);
        }
        if grain == Grain::Year && self.belongs_to_quarter(at) {
            return None;
        }
        if let Some(found) = self.numbered(at, grain) {
            return Some(found);
        }
        if grain == Grain::Year && self.ends_year(at) {
            return Some(self.place(
                at,
                at + 2 + usize::from(self.is(at + 1, &["-"])),
                Meaning::Shift { grain, by: 0 },
            ));
        }
        if grain == Grain::Half {
            return None;
        }
        if let (Grain::Year, Some(year)) = (grain, self.year(at + 1)) {
            let start = if self.is(at.wrapping_sub(1), &["the", "fiscal"]) { at - 1 } else { at };
            return Some(self.place(start, at + 2, Meaning::Known(When::year(year)?)));
        }
        let (start, meaning) = self.shifted(at, grain)?;
        let (start, widened) = self.adverbs(start);
        // "in the year" alone is a duration; "the end of the year" is not.
        (widened || !matches!(self.at(start), "the") || grain != Grain::Century)
            .then(|| self.place(start, at + 1, meaning))
    }

    /// Whether a year stands before the unit that it tells the year of: "year-ago quarter", "last year's first quarter".
    fn belongs_to_quarter(&self, at: usize) -> bool {
        let ago = self.is(at + 1, &["-"]) && self.is(at + 2, &["ago", "earlier"]);
        ago || self.is(at + 1, &["s"]) && self.names_quarter(at + 2)
    }

    /// Whether "third quarter" stands at `at`.
    pub(super) fn names_quarter(&self, at: usize) -> bool {
        let unit = if self.is(at + 1, &["-"]) { at + 2 } else { at + 1 };
        self.ordinal(at).is_some() && self.word(unit) == Some(Word::Unit(Grain::Quarter))
    }

    /// What the word before a unit says, and where it starts.
    fn shifted(&self, at: usize, grain: Grain) -> Option<(usize, Meaning)> {
        let from_now = |by| Meaning::Shift { grain, by };
        let from_then = |by| Meaning::From { grain, by };
        let the = |start: usize| if self.back(start, 1) == "the" { start - 1 } else { start };
        let before = at.checked_sub(1)?;
        let is_day = grain == Grain::Day;
        let (start, meaning) = match self.back(at, 1) {
            "last" if grain == Grain::Quarter => (the(before), from_now(-1)),
            "last" | "past" if !is_day => (the(before), from_now(-1)),
            "next" if is_day && self.back(at, 2) != "the" => return None,
            "next" if is_day => (the(before), from_then(1)),
            "next" | "coming" => (the(before), from_now(1)),
            "this" if !is_day => (before, from_now(0)),
            "current" | "full" if !is_day => (the(before), from_now(0)),
            "previous" | "preceding" | "prior" => (the(before), from_then(-1)),
            "following" => (the(before), from_then(1)),
            "same" => (the(before), from_then(0)),
            "that" if self.at(at + 1) != "s" => (before, from_then(0)),
            "latest" if grain == Grain::Quarter => (the(before), Meaning::LastQuarter { years: 0 }),
            "ago" | "earlier" if matches!(grain, Grain::Quarter) => {
                (the(self.year_ago(before)?), Meaning::LastQuarter { years: -1 })
            }
            "the" => return self.bare(at, grain).map(|meaning| (before, meaning)),
            _ => return None,
        };
        let same = self.back(start, 1) == "that" && self.at(start) == "same";
        Some((if same { start - 1 } else { start }, meaning))
    }

    /// "the week", "the year", "the day before".
    fn bare(&self, at: usize, grain: Grain) -> Option<Meaning> {
        match (grain, self.at(at + 1)) {
            (_, "of" | "when" | "that" | "in" | "to") => None,
            (Grain::Day, "before" | "earlier") if self.ends_clause(at + 2) => Some(Meaning::From { grain, by: -1 }),
            (Grain::Day, "after") if self.ends_clause(at + 2) => Some(Meaning::From { grain, by: 1 }),
            (Grain::Day | Grain::Decade | Grain::Century, _) => None,
            (Grain::Quarter, _) => Some(Meaning::LastQuarter { years: 0 }),
            (Grain::Weekend, _) => Some(Meaning::Weekend),
            _ => {
                let cued = matches!(self.back(at, 2), "of" | "for" | "in" | "during" | "this");
                cued.then_some(Meaning::Shift { grain, by: 0 })
            }
        }
    }

    /// "year-end", "year end".
    fn ends_year(&self, at: usize) -> bool {
        self.is(at + 1, &["end"]) || self.is(at + 1, &["-"]) && self.is(at + 2, &["end"])
    }

    /// "early", "late", "the end of" in front; says whether there are any.
    fn adverbs(&self, start: usize) -> (usize, bool) {
        let mut at = start;
        loop {
            match (self.back(at, 1), self.back(at, 2)) {
                ("early" | "late" | "mid" | "earlier" | "later" | "sometime", _) => at -= 1,
                ("-", "mid") | ("of", "end" | "beginning" | "start" | "middle" | "close" | "rest") => at -= 2,
                _ => break,
            }
        }
        if at < start && self.back(at, 1) == "the" {
            at -= 1;
        }
        (at, at < start)
    }

    /// The start of `year-ago` or `year-earlier` that ends before `at + 1`.
    fn year_ago(&self, at: usize) -> Option<usize> {
        let dashed = self.back(at, 1) == "-";
        let year = at.checked_sub(1 + usize::from(dashed))?;
        (self.word(year) == Some(Word::Unit(Grain::Year))).then_some(year)
    }

    /// "the year-earlier period", "the latest period".
    pub(super) fn period(&self, at: usize) -> Option<Found> {
        let before = at.checked_sub(1)?;
        let (start, years) = match self.back(at, 1) {
            "latest" => (before, 0),
            "ago" | "earlier" => (self.year_ago(before)?, -1),
            "same" | "corresponding" if self.is(at + 1, &["last"]) && self.is(at + 2, &["year"]) => {
                let start = if self.back(before, 1) == "the" { before - 1 } else { before };
                return Some(self.place(start, at + 3, Meaning::LastQuarter { years: -1 }));
            }
            _ => return None,
        };
        let start = if self.back(start, 1) == "the" { start - 1 } else { start };
        Some(self.place(start, at + 1, Meaning::LastQuarter { years }))
    }

    /// "two weeks ago", "recent years".
    pub(super) fn units(&self, at: usize, grain: Grain) -> Option<Found> {
        if let Some(found) = self.counted(at, grain, 1) {
            return Some(found);
        }
        let meaning = match self.back(at, 1) {
            "recent" => Meaning::Past,
            "coming" => Meaning::Future,
            "these" if grain == Grain::Day => Meaning::Present,
            "two" if grain == Grain::Quarter && self.back(at, 2) == "first" => {
                let (end, year) = self.year_of(at + 1)?;
                return Some(self.place(at - 2, end, Meaning::Quarter { number: 1, grain: Grain::Half, year }));
            }
            _ => return None,
        };
        Some(self.place(at - 1, at + 1, meaning))
    }

    /// "two weeks ago", "a year earlier", "three days later"; `times` is how many of the grain the unit is.
    pub(super) fn counted(&self, at: usize, grain: Grain, times: i32) -> Option<Found> {
        let (end, sign, from_now) = match self.at(at + 1) {
            "ago" => (at + 2, -1, true),
            "hence" => (at + 2, 1, true),
            "from" if matches!(self.at(at + 2), "now" | "today") => (at + 3, 1, true),
            "earlier" | "previously" => (at + 2, -1, false),
            "later" => (at + 2, 1, false),
            "before" | "afterwards" | "afterward" if self.ends_clause(at + 2) => {
                (at + 2, if self.at(at + 1) == "before" { -1 } else { 1 }, false)
            }
            // "a year-earlier loss", "year-ago results"
            "-" if matches!(self.at(at + 2), "ago" | "earlier") && grain == Grain::Year => {
                let followed = matches!(self.word(at + 3), Some(Word::Unit(_) | Word::Period | Word::Ordinal(_)));
                return (!followed).then(|| self.place(at, at + 3, Meaning::YearsFrom(-1)));
            }
            _ => return None,
        };
        let Some((start, number)) = self.number_before(at) else {
            let vague = matches!(self.word(at.checked_sub(1)?), Some(Word::Count));
            let start = if vague { at - 1 } else { at };
            let start = if vague && self.back(start, 1) == "a" { start - 1 } else { start };
            let meaning = if sign < 0 { Meaning::Past } else { Meaning::Future };
            return from_now.then(|| self.place(start, end, meaning));
        };
        let start = self.approximately(start);
        let by = number.checked_mul(times)?.checked_mul(sign)?;
        let meaning = match (grain, from_now) {
            (Grain::Year, false) => Meaning::YearsFrom(by),
            (Grain::Year, true) if number == 1 => Meaning::YearsFrom(by),
            (_, true) => Meaning::Shift { grain, by },
            (_, false) => Meaning::From { grain, by },
        };
        Some(self.place(start, end, meaning))
    }

    fn ends_clause(&self, at: usize) -> bool {
        at >= self.end || self.scan.token(at).kind == Kind::Punct || self.is(at, &["and", "but"])
    }

    /// The number before a unit, and where it starts: "two", "a", "20", "twenty-four".
    fn number_before(&self, at: usize) -> Option<(usize, i32)> {
        let before = at.checked_sub(1).filter(|at| *at >= self.from)?;
        if self.scan.token(before).kind == Kind::Number {
            return self.at(before).parse().ok().filter(|n| (0..3000).contains(n)).map(|n| (before, n));
        }
        let Some(Word::Number(number)) = self.word(before) else { return None };
        let tens = before.checked_sub(1 + usize::from(self.back(before, 1) == "-"))?;
        match self.word(tens) {
            Some(Word::Number(more)) if number < 10 && more % 10 == 0 && (20..100).contains(&more) => {
                Some((tens, more + number))
            }
            _ if number == 100 => Some((if self.back(before, 1) == "a" { before - 1 } else { before }, number)),
            _ => Some((before, number)),
        }
    }

    /// "nearly", "about", "more than" in front of a number.
    fn approximately(&self, start: usize) -> usize {
        match (self.back(start, 1), self.back(start, 2)) {
            ("nearly" | "almost" | "about" | "around" | "some" | "roughly" | "exactly" | "just" | "barely", _) => {
                start - 1
            }
            ("than", "more" | "less") => start - 2,
            _ => start,
        }
    }

    /// "the third quarter of 1984", "third-quarter", "this year's first quarter", "the 20th century".
    fn numbered(&self, at: usize, grain: Grain) -> Option<Found> {
        let dashed = self.back(at, 1) == "-";
        let ordinal_at = at.checked_sub(1 + usize::from(dashed))?;
        let number = self.ordinal(ordinal_at)?;
        match grain {
            Grain::Century if (5..=22).contains(&number) => {
                let first = When::year(i32::try_from(number).ok()? * 100 - 100)?.first();
                let (start, widened) = self.adverbs(ordinal_at);
                let start = if !widened && self.back(start, 1) == "the" { start - 1 } else { start };
                Some(self.place(start, at + 1, Meaning::Known(When::of(first, Grain::Century)?)))
            }
            Grain::Quarter if number <= 4 => self.quarter(ordinal_at, at, number, grain),
            Grain::Half if number <= 2 => self.quarter(ordinal_at, at, number, grain),
            _ => None,
        }
    }

    fn ordinal(&self, at: usize) -> Option<u32> {
        if at < self.from || at >= self.end {
            return None;
        }
        if let Some(Word::Ordinal(number)) = self.word(at) {
            return Some(number);
        }
        let word = self.at(at);
        let figures = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
        figures.parse().ok()
    }

    /// A quarter whose number stands at `ordinal`; of a half the year must be said, for matches have halves too.
    fn quarter(&self, ordinal: usize, at: usize, number: u32, grain: Grain) -> Option<Found> {
        let behind = self.year_of(at + 1);
        let mut start = ordinal;
        if matches!(self.back(start, 1), "fiscal" | "fiscal-") {
            start -= 1;
        }
        let before = self.year_in_front(start);
        let (start, end, year) = match (behind, before) {
            (Some((end, year)), _) => (start, end, year),
            (_, Some((start, year))) => (start, at + 1, year),
            _ if grain == Grain::Quarter => (start, at + 1, YearOf::Side(Side::Told)),
            _ => return None,
        };
        let start = if matches!(self.back(start, 1), "the" | "its" | "their") { start - 1 } else { start };
        Some(self.place(start, end, Meaning::Quarter { number, grain, year }))
    }

    /// "of 1984", "1984", "of last year": where it ends, and the year.
    fn year_of(&self, at: usize) -> Option<(usize, YearOf)> {
        let inner = if self.is(at, &["of", ","]) { at + 1 } else { at };
        let inner = if self.is(inner, &["fiscal"]) { inner + 1 } else { inner };
        if let Some(year) = self.year(inner) {
            return Some((inner + 1, YearOf::Known(year)));
        }
        let by = match self.at(inner) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        (self.word(inner + 1) == Some(Word::Unit(Grain::Year))).then_some((inner + 2, YearOf::Shift(by)))
    }

    /// "the 1988 second quarter", "this year's third quarter", "the year-earlier third quarter".
    fn year_in_front(&self, start: usize) -> Option<(usize, YearOf)> {
        let before = start.checked_sub(1)?;
        if let Some(year) = self.year(before) {
            return Some((before, YearOf::Known(year)));
        }
        if matches!(self.at(before), "earlier" | "ago") {
            return self.year_ago(before).map(|start| (start, YearOf::Shift(-1)));
        }
        let (possessive, year) = (self.at(before) == "s", before.checked_sub(1)?);
        if !possessive || self.word(year) != Some(Word::Unit(Grain::Year)) {
            return None;
        }
        let by = match self.back(year, 1) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((year - 1, YearOf::Shift(by)))
    }
}
