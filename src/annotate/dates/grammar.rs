//! What do the English words of time at one place say? Each word of time that can carry a date is a trigger; its rule
//! looks a few tokens to both sides. What is meant is told without knowing when it was written: [`resolve`](super::resolve)
//! places it in the calendar.

use super::words::{self, Word};
use crate::annotate::scan::Scan;
use crate::model::{Grain, When};
use crate::text::Kind;

/// Words that speak of a time: tokens from `start` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
}

/// To which side of the publication date something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The last one before: "last May".
    Last,
    /// That of the same year, or the next of these days: "this Thursday".
    This,
    /// The next one: "next May".
    Next,
    /// The tense of the sentence tells.
    Told,
}

/// In which year something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    Known(i32),
    /// So many years from that of publication.
    Shift(i32),
    Side(Side),
}

/// What is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Known(When),
    Day {
        month: u32,
        day: u32,
        year: YearOf,
    },
    Month {
        month: u32,
        year: YearOf,
    },
    /// 0 is Monday.
    Weekday {
        weekday: u32,
        side: Side,
    },
    /// "The weekend": the last or, by the tense, the next.
    Weekend,
    /// So many of these from the date of publication.
    Shift {
        grain: Grain,
        by: i32,
    },
    /// So many of these from what was spoken of last.
    From {
        grain: Grain,
        by: i32,
    },
    /// So many years from what was spoken of last, as exactly as that was told.
    YearsFrom(i32),
    /// The quarter (or half) with this number.
    Quarter {
        number: u32,
        grain: Grain,
        year: YearOf,
    },
    /// The quarter that was spoken of last, some years before.
    LastQuarter {
        years: i32,
    },
    /// A season by its first month.
    Season {
        month: u32,
        year: YearOf,
    },
    /// A feast of a year: month and day, or 1 for the fourth Thursday of November.
    Feast(u32, YearOf),
    Past,
    Present,
    Future,
}

/// Reads the tokens of one block from `from` on.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) scan: &'a Scan<'a>,
    /// What stands before is not looked at: it belongs to another date, or another block.
    pub(super) from: usize,
    pub(super) end: usize,
}

impl Reader<'_> {
    /// What the word of time at `at` says, if it is one.
    pub(super) fn read(&self, at: usize) -> Option<Found> {
        match self.word(at)? {
            Word::Month(month) => self.month(at, month),
            Word::AbbreviatedMonth(month) => self.abbreviated_month(at, month),
            Word::Weekday(weekday) => self.weekday(at, weekday),
            Word::AbbreviatedWeekday(_) => self.abbreviated_weekday(at),
            Word::Unit(grain) => self.unit(at, grain),
            Word::Units(grain) => self.units(at, grain),
            Word::Fortnight => self.counted(at, Grain::Day, 14),
            Word::Season(month) => self.season(at, month),
            Word::RelativeDay(by) => Some(self.relative_day(at, by)),
            Word::Part => self.part(at),
            Word::Period => self.period(at),
            Word::Decade(year) => self.named_decade(at, year),
            Word::Feast(day) => self.feast(at, day),
            Word::Now => Some(self.found(at, at + 1, Meaning::Present)),
            Word::Recent => Some(self.found(at, at + 1, Meaning::Past)),
            Word::Soon if self.is(at + 1, &["as", "after"]) => None,
            Word::Soon => Some(self.found(at, at + 1, Meaning::Future)),
            Word::Future => self.before(at, &["the", "near", "in"]).then(|| self.vague(at, Meaning::Future)),
            Word::Gone => self.is_the_past(at).then(|| self.vague(at, Meaning::Past)),
            Word::Number(19) => self.spelled_year(at),
            Word::Ordinal(_) | Word::Count | Word::Number(_) => None,
        }
    }

    pub(super) fn found(&self, start: usize, end: usize, meaning: Meaning) -> Found {
        Found { start: start.max(self.from), end: end.min(self.end), meaning }
    }

    /// Whether one of the words stands here.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.from <= at && at < self.end && words.contains(&self.scan.word(at))
    }

    pub(super) fn before(&self, at: usize, words: &[&str]) -> bool {
        at > self.from && self.is(at - 1, words)
    }

    pub(super) fn word(&self, at: usize) -> Option<Word> {
        (self.from <= at && at < self.end && words::may_be(self.scan.hashes[at]))
            .then(|| words::lookup(self.scan.word(at)))?
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        at < self.end && self.scan.is_capital(at)
    }

    /// A year in four figures.
    pub(super) fn year(&self, at: usize) -> Option<i32> {
        let token =
            self.scan.tokens.all().get(at).filter(|token| {
                self.from <= at && at < self.end && token.kind == Kind::Number && token.span.len() == 4
            })?;
        let figures = self.scan.text(token.span);
        figures.bytes().all(|b| b.is_ascii_digit()).then(|| figures.parse().ok())?.filter(|y| (1000..2200).contains(y))
    }

    /// A day of a month: `16`, `16th`.
    fn day(&self, at: usize) -> Option<u32> {
        if at < self.from || at >= self.end || self.scan.token(at).kind != Kind::Number {
            return None;
        }
        let word = self.scan.word(at);
        let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_ordinal = matches!(&word[figures.len()..], "" | "st" | "nd" | "rd" | "th");
        let close = |sign: &[&str]| self.is(at + 1, sign) && self.scan.is_joined(at + 1);
        let clock = close(&[":"]) && at + 2 < self.end && self.scan.is_joined(at + 2);
        let goes_on = clock || close(&["%", "/"]) || close(&["-"]) && !self.is_day_range(at);
        (is_ordinal && figures.len() <= 2 && !goes_on)
            .then(|| figures.parse().ok())?
            .filter(|day| (1..=31).contains(day))
    }

    /// Whether `16-18` stands at `at`.
    fn is_day_range(&self, at: usize) -> bool {
        let second = self.scan.word(at + 2);
        at + 2 < self.end && second.len() <= 2 && second.bytes().all(|b| b.is_ascii_digit()) && !second.is_empty()
    }

    fn month(&self, at: usize, month: u32) -> Option<Found> {
        if !self.is_capital(at) {
            return None;
        }
        // "May" and "March" open sentences, and are verbs in headlines; "April" and "June" are persons, found before.
        let sure = !matches!(month, 3 | 5) || self.is_in_context(at);
        self.dated_month(at, at + 1, month).or_else(|| sure.then(|| self.bare_month(at, month)))
    }

    fn is_in_context(&self, at: usize) -> bool {
        const CUES: [&str; 25] = [
            "in", "last", "next", "this", "since", "until", "till", "by", "early", "late", "mid", "of", "from",
            "through", "during", "before", "after", "between", "past", "to", "and", "-", "–", "previous", "for",
        ];
        let opens = self.scan.tokens.sentence_of(at).start == at;
        !opens && self.before(at, &CUES) && !self.is_capital(at + 1)
    }

    fn abbreviated_month(&self, at: usize, month: u32) -> Option<Found> {
        if !self.is_capital(at) {
            return None;
        }
        let dotted = self.is(at + 1, &["."]) && self.scan.is_joined(at + 1);
        let next = at + 1 + usize::from(dotted);
        self.dated_month(at, next, month).filter(|found| dotted || found.end > next || found.start < at)
    }

    /// A month with a day or a year, before or behind; `next` is the first token behind it.
    fn dated_month(&self, at: usize, next: usize, month: u32) -> Option<Found> {
        if let Some(year) = self.year_behind(next) {
            let (end, year) = year;
            if let Some((start, day)) = self.day_before(at) {
                return Some(self.found(start, end, Meaning::Known(When::day(year, month, day)?)));
            }
            let start = self.widened(at);
            return Some(self.found(start, end, Meaning::Known(When::month(year, month)?)));
        }
        if let Some(day) = self.day(next) {
            return self.with_year(self.weekday_before(at), next + 1, month, day);
        }
        if let Some((start, day)) = self.day_before(at) {
            return Some(self.found(start, next, Meaning::Day { month, day, year: YearOf::Side(Side::Told) }));
        }
        let (end, by) = self.relative_year(next)?;
        Some(self.found(at, end, Meaning::Month { month, year: YearOf::Shift(by) }))
    }

    /// A day whose year may stand behind it, after a comma.
    fn with_year(&self, start: usize, next: usize, month: u32, day: u32) -> Option<Found> {
        if let Some((end, year)) = self.year_behind(next) {
            return Some(self.found(start, end, Meaning::Known(When::day(year, month, day)?)));
        }
        When::day(2000, month, day)?;
        let told = (next, YearOf::Side(Side::Told));
        let (end, year) = self.relative_year(next).map_or(told, |(end, by)| (end, YearOf::Shift(by)));
        Some(self.found(start, end, Meaning::Day { month, day, year }))
    }

    /// A year at `at`, or behind a comma or "of" there: where it ends, and which it is.
    pub(super) fn year_behind(&self, at: usize) -> Option<(usize, i32)> {
        let at = if self.is(at, &[",", "of"]) { at + 1 } else { at };
        let year = self.year(at)?;
        let is_amount = self.is(at + 1, &["%", "percent", "million", "people"]);
        (!is_amount).then_some((at + 1, year))
    }

    /// "last year", "of this year": where it ends, and how many years from now.
    pub(super) fn relative_year(&self, at: usize) -> Option<(usize, i32)> {
        let at = if self.is(at, &["of"]) { at + 1 } else { at };
        (self.word(at + 1) == Some(Word::Unit(Grain::Year))).then_some(())?;
        let by = match self.scan.word(at) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((at + 2, by))
    }

    /// `4 February`, `4th of February`, `the 4th of February`: where it starts, and the day.
    fn day_before(&self, at: usize) -> Option<(usize, u32)> {
        let before = if self.before(at, &["of"]) { at.checked_sub(2)? } else { at.checked_sub(1)? };
        let day = self.day(before)?;
        // "16-18 May" is read from its last day; "1.5 May" is nothing.
        let start = if self.before(before, &["the"]) { before - 1 } else { before };
        Some((self.weekday_before(start), day))
    }

    /// The start of `Thursday,` in front of a date.
    fn weekday_before(&self, start: usize) -> usize {
        let mut at = start;
        while at > self.from && self.is(at - 1, &[",", ".", "(", "the"]) {
            at -= 1;
        }
        match at.checked_sub(1).and_then(|at| self.word(at)) {
            Some(Word::Weekday(_) | Word::AbbreviatedWeekday(_)) => at - 1,
            _ => start,
        }
    }

    fn bare_month(&self, at: usize, month: u32) -> Found {
        let (start, side) = self.side_before(at);
        self.found(self.widened(start), at + 1, Meaning::Month { month, year: YearOf::Side(side) })
    }

    /// "last", "this", "next" in front: where they start, and what they say.
    pub(super) fn side_before(&self, at: usize) -> (usize, Side) {
        let side = match at.checked_sub(1).filter(|before| *before >= self.from).map(|before| self.scan.word(before)) {
            Some("last" | "past" | "previous") => Side::Last,
            Some("this") => Side::This,
            Some("next" | "coming" | "upcoming") => Side::Next,
            _ => return (at, Side::Told),
        };
        let start = at - 1;
        (if self.before(start, &["this", "the"]) { start - 1 } else { start }, side)
    }

    /// Where "early", "late", "the end of" and the like start that stand in front.
    pub(super) fn widened(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            let of = self.before(at, &["of"])
                && at >= self.from + 2
                && self.is(at - 2, &["end", "beginning", "start", "middle", "close", "rest"]);
            if self.before(at, &["early", "late", "mid", "earlier", "later", "sometime"]) {
                at -= 1;
            } else if self.before(at, &["-"]) && at >= self.from + 2 && self.is(at - 2, &["mid"]) || of {
                at -= 2;
            } else {
                break;
            }
        }
        if at < start && self.before(at, &["the"]) { at - 1 } else { at }
    }

    fn weekday(&self, at: usize, weekday: u32) -> Option<Found> {
        const NAMED: [&str; 12] =
            ["black", "good", "bloody", "easter", "super", "ash", "palm", "holy", "cyber", "casual", "giving", "man"];
        const PAPERS: [&str; 9] =
            ["times", "telegraph", "mirror", "express", "herald", "post", "mail", "night", "world"];
        let named = self.before(at, &NAMED) && self.is_capital(at - 1);
        if !self.is_capital(at) || named || self.is(at + 1, &PAPERS) && self.is_capital(at + 1) {
            return None;
        }
        if let Some(found) = self.weekday_date(at, at + 1) {
            return Some(found);
        }
        let (start, side) = self.side_before(at);
        let mut start = self.widened(start);
        if self.before(start, &["following"]) {
            start -= 1;
        }
        let part = self.word(at + 1) == Some(Word::Part);
        Some(self.found(start, at + 1 + usize::from(part), Meaning::Weekday { weekday, side }))
    }

    /// `Thursday, May 16, 2024`, `Thursday 16 May`; `next` is the first token behind the weekday.
    fn weekday_date(&self, at: usize, next: usize) -> Option<Found> {
        let skip = |next: usize, words: &[&str]| if self.is(next, words) { next + 1 } else { next };
        let next = skip(skip(next, &["."]), &[",", "("]);
        let next = skip(next, &["the"]);
        let inner = Reader { from: next, ..*self };
        let month_at = match self.word(next) {
            Some(Word::Month(_) | Word::AbbreviatedMonth(_)) => next,
            _ if self.day(next).is_some() => skip(next + 1, &["of"]),
            _ => return None,
        };
        let found = match self.word(month_at) {
            Some(Word::Month(month)) => inner.dated_month(month_at, month_at + 1, month),
            Some(Word::AbbreviatedMonth(month)) => inner.abbreviated_month(month_at, month),
            _ => None,
        }?;
        let is_day = match found.meaning {
            Meaning::Known(when) => when.grain() == Grain::Day,
            meaning => matches!(meaning, Meaning::Day { .. }),
        };
        is_day.then_some(Found { start: at, ..found })
    }

    fn abbreviated_weekday(&self, at: usize) -> Option<Found> {
        self.is_capital(at).then(|| self.weekday_date(at, at + 1))?
    }

    fn relative_day(&self, at: usize, by: i32) -> Found {
        let mut start = at;
        let mut by = by;
        let day_before = at >= self.from + 2 && self.word(at - 2) == Some(Word::Unit(Grain::Day));
        if by != 0 && day_before && self.is(at - 1, &["before", "after"]) {
            by *= 2;
            start = if self.before(at - 2, &["the"]) { at - 3 } else { at - 2 };
        }
        let part = self.word(at + 1) == Some(Word::Part);
        self.found(self.widened(start), at + 1 + usize::from(part), Meaning::Shift { grain: Grain::Day, by })
    }
}
