//! Which place in the calendar is meant? What is written is counted from the date of publication, from what was spoken of
//! last, or, where neither a year nor a direction is said, by the tense of the sentence.

use chrono::Datelike;

use super::grammar::{Meaning, Side, YearOf};
use super::tense::Tense;
use crate::model::{DateValue, Day, Grain, Precision, Published, When};

/// What is known where a date is read.
pub(super) struct Context {
    published: Option<Published>,
    /// What was spoken of last in this block, and in the blocks before.
    last: Option<When>,
    /// The quarter spoken of last.
    quarter: Option<When>,
    /// The year of the last date that was written out with its year, and the sentence where it stands.
    told: Option<(i32, usize)>,
    sentence: usize,
}

impl Context {
    pub(super) fn new(published: Option<Published>) -> Self {
        Self { published, last: None, quarter: None, told: None, sentence: 0 }
    }

    /// A new paragraph: what was spoken of before no longer tells the year.
    pub(super) fn opens_block(&mut self) {
        (self.last, self.told) = (None, None);
    }

    /// Places a meaning, and keeps it in mind.
    pub(super) fn place(&mut self, meaning: Meaning, tense: Tense, sentence: usize) -> DateValue {
        self.sentence = sentence;
        let placed = self.value(meaning, tense);
        if let DateValue::Known(when) = placed {
            self.last = Some(when);
            if matches!(meaning, Meaning::Known(when) if when.grain() <= Grain::Year) {
                self.told = Some((when.first().year(), sentence));
            }
            if matches!(meaning, Meaning::Quarter { grain: Grain::Quarter, .. }) {
                self.quarter = Some(when);
            }
        }
        placed
    }

    fn value(&self, meaning: Meaning, tense: Tense) -> DateValue {
        let (when, grain) = match meaning {
            Meaning::Past => return DateValue::Past,
            Meaning::Present => return DateValue::Present,
            Meaning::Future => return DateValue::Future,
            Meaning::Known(when) => (Some(when), when.grain()),
            Meaning::Day { month, day, year } => (self.day(month, day, year, tense), Grain::Day),
            Meaning::Month { month, year } => (self.month(month, year, tense), Grain::Month),
            Meaning::Weekday { weekday, side } => (self.weekday(weekday, side, tense), Grain::Day),
            Meaning::Weekend => (self.weekend(tense), Grain::Weekend),
            Meaning::Shift { grain, by } => (self.now(grain).and_then(|now| now.shifted(by)), grain),
            Meaning::From { grain, by } => (self.then(grain).and_then(|then| then.shifted(by)), grain),
            Meaning::YearsFrom(by) => (self.years_from(by), Grain::Year),
            Meaning::Quarter { number, grain, year } => (self.quarter(number, grain, year, tense), grain),
            Meaning::LastQuarter { years } => (self.last_quarter(years), Grain::Quarter),
            Meaning::Season { month, year } => (self.season(month, year), Grain::Season),
            Meaning::Feast(day, year) => (self.feast(day, year, tense), Grain::Day),
        };
        when.map_or(DateValue::Open(grain), DateValue::Known)
    }

    fn today(&self) -> Option<Day> {
        self.published.filter(|published| published.precision == Precision::Day).map(|published| published.first)
    }

    fn this_year(&self) -> Option<i32> {
        self.published.map(|published| published.first.year())
    }

    /// The stretch in which the article was published, if its date is known so exactly.
    fn now(&self, grain: Grain) -> Option<When> {
        let published = self.published?;
        let known = match published.precision {
            Precision::Day => Grain::Day,
            Precision::Month => Grain::Month,
            Precision::Year => Grain::Year,
        };
        (grain >= known).then(|| When::of(published.first, grain))?
    }

    /// The stretch that was spoken of last; that of publication if none was.
    fn then(&self, grain: Grain) -> Option<When> {
        match self.last {
            Some(last) if last.grain() <= grain => When::of(last.first(), grain),
            _ => self.now(grain),
        }
    }

    fn years_from(&self, by: i32) -> Option<When> {
        let exact = self.last.filter(|last| matches!(last.grain(), Grain::Quarter | Grain::Year));
        let years = |when: When| match when.grain() {
            Grain::Quarter => when.shifted(by.checked_mul(4)?),
            _ => when.shifted(by),
        };
        exact.or(self.quarter).and_then(years).or_else(|| self.now(Grain::Year)?.shifted(by))
    }

    fn year_of(&self, year: YearOf) -> Option<i32> {
        match year {
            YearOf::Known(year) => Some(year),
            YearOf::Shift(by) => self.this_year().map(|year| year + by),
            YearOf::Side(_) => None,
        }
    }

    /// The year of a date in this sentence or the one before that is not this year: a story of then.
    fn told_year(&self) -> Option<i32> {
        let (year, sentence) = self.told?;
        let is_near = self.sentence <= sentence + 1;
        (is_near && self.this_year().is_none_or(|now| year < now)).then_some(year)
    }

    fn day(&self, month: u32, day: u32, year: YearOf, tense: Tense) -> Option<When> {
        if let Some(year) = self.year_of(year) {
            return When::day(year, month, day);
        }
        if let Some(year) = self.told_year().filter(|_| tense != Tense::Future) {
            return When::day(year, month, day);
        }
        let Some(today) = self.today() else { return When::day(self.this_year()?, month, day) };
        let years = [today.year(), today.year() - 1, today.year() + 1];
        let days = years.into_iter().filter_map(|year| When::day(year, month, day));
        let away = |when: &When| when.first().signed_duration_since(today).num_days();
        // What was printed on the 3rd may be dated the 2nd.
        const SLACK: i64 = 2;
        let cost = |when: &When| match (tense, away(when)) {
            (Tense::Past, away) if away > SLACK => away.abs() * 4,
            (Tense::Future, away) if away < -SLACK => away.abs() * 2,
            (_, away) => away.abs(),
        };
        days.min_by_key(cost)
    }

    fn month(&self, month: u32, year: YearOf, tense: Tense) -> Option<When> {
        if let Some(year) = self.year_of(year) {
            return When::month(year, month);
        }
        let now = self.now(Grain::Month)?;
        let (this, now) = (now.first().year(), now.first().month());
        let year = match (year, tense) {
            (YearOf::Side(Side::Last), _) => this - i32::from(month >= now),
            (YearOf::Side(Side::This), _) => this,
            (YearOf::Side(Side::Next), _) => this + i32::from(month <= now),
            (_, Tense::Future) => this + i32::from(month < now),
            _ => match self.told_year() {
                Some(year) => year,
                None => this - i32::from(month > now),
            },
        };
        When::month(year, month)
    }

    fn weekday(&self, weekday: u32, side: Side, tense: Tense) -> Option<When> {
        let today = self.today()?;
        let days = |from: u32, to: u32| i32::try_from((7 + to - from) % 7).unwrap_or_default();
        let now = today.weekday().num_days_from_monday();
        let (back, ahead) = (days(weekday, now), days(now, weekday));
        let by = match (side, tense) {
            (Side::Last, _) => -if back == 0 { 7 } else { back },
            (Side::Next, _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (Side::This, _) | (Side::Told, Tense::Future) => ahead,
            (Side::Told, _) => -back,
        };
        When::of(today, Grain::Day)?.shifted(by)
    }

    fn weekend(&self, tense: Tense) -> Option<When> {
        let this = self.now(Grain::Weekend)?;
        if tense == Tense::Future || this.first() <= self.today()? { Some(this) } else { this.shifted(-1) }
    }

    fn quarter(&self, number: u32, grain: Grain, year: YearOf, tense: Tense) -> Option<When> {
        let months = if grain == Grain::Quarter { 3 } else { 6 };
        let of = |year| When::of(When::month(year, (number - 1) * months + 1)?.first(), grain);
        if let Some(year) = self.year_of(year) {
            return of(year);
        }
        let now = self.now(Grain::Month)?;
        let this = of(now.first().year())?;
        let past = if this.first() > now.first() { of(now.first().year() - 1) } else { Some(this) };
        let next = if this.last() < now.first() { of(now.first().year() + 1) } else { Some(this) };
        match tense {
            Tense::Future => next,
            _ => past,
        }
    }

    fn last_quarter(&self, years: i32) -> Option<When> {
        let quarter = match self.quarter {
            Some(quarter) => Some(quarter),
            None => self.now(Grain::Quarter)?.shifted(-1),
        };
        // "The year-ago quarter" behind "the third quarter of last year" is that one.
        let now = self.this_year()?;
        let shift = if years < 0 && quarter?.first().year() < now && self.quarter.is_some() { 0 } else { years };
        quarter?.shifted(shift * 4)
    }

    fn season(&self, month: u32, year: YearOf) -> Option<When> {
        let of = |year| When::of(When::month(year, month)?.first(), Grain::Season);
        if let Some(year) = self.year_of(year) {
            return of(year);
        }
        let now = self.now(Grain::Month)?;
        let this_year = now.first().year();
        let this = of(this_year)?;
        match year {
            YearOf::Side(Side::Last) if this.last() >= now.first() => of(this_year - 1),
            YearOf::Side(Side::Next) if this.first() <= now.first() => of(this_year + 1),
            // In January and February "this winter" began the year before.
            YearOf::Side(Side::This) if month == 12 && now.first().month() < 3 => of(this_year - 1),
            _ => Some(this),
        }
    }

    fn feast(&self, day: u32, year: YearOf, tense: Tense) -> Option<When> {
        let fixed = |year: i32| if day == 1 { fourth_thursday(year) } else { When::day(year, day / 100, day % 100) };
        if let Some(year) = self.year_of(year) {
            return fixed(year);
        }
        let today = self.today()?;
        let (this, this_year) = (fixed(today.year())?, today.year());
        match (year, tense) {
            (YearOf::Side(Side::This), _) => Some(this),
            (YearOf::Side(Side::Next), _) | (_, Tense::Future) if this.first() < today => fixed(this_year + 1),
            (YearOf::Side(Side::Next), _) | (_, Tense::Future) => Some(this),
            _ if this.first() > today => fixed(this_year - 1),
            _ => Some(this),
        }
    }
}

/// Thanksgiving.
fn fourth_thursday(year: i32) -> Option<When> {
    let first = When::day(year, 11, 1)?.first().weekday().num_days_from_monday();
    When::day(year, 11, 1 + (7 + 3 - first) % 7 + 21)
}
