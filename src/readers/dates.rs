//! Which date does a piece of writing give, and how exactly?
//!
//! Reads the forms that news data holds: ISO 8601, RFC 2822, written dates in the languages of `text/months.tsv`,
//! figures with dots, dashes and slashes, Unix time. The day is taken as written; no time zone is applied to it.
//! `5/6/2024` may be May or June: the language tells, or the other dates of the same export ([`habit`](super::habit)); or else both days
//! are kept in mind, and the year alone counts as known.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{DateTime, NaiveDate};

use crate::model::{Day, Precision};
pub(super) use crate::text::month_of;

/// A date that was read: the day, or the first day of the month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) day: Day,
    pub(super) precision: Precision,
    /// The two days that it may be, the one that takes the first figure for the day first, if the figures leave it open.
    pub(super) either: Option<[Day; 2]>,
}

/// Which of the two comes first where a date is written in figures alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    /// Not known: what could be either stays open.
    #[default]
    Unknown,
}

impl Order {
    /// What a declared language ("en-US", "de") tells.
    pub(super) fn of_language(tag: &str) -> Self {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        match tag.split('-').next().unwrap_or_default() {
            "en" if tag == "en-us" => Self::MonthFirst,
            "en" if tag == "en" => Self::Unknown,
            "" => Self::Unknown,
            _ => Self::DayFirst,
        }
    }
}

/// The years that a publication date may have.
const YEARS: Range<i32> = 1600..2101;
/// The years that eight figures in a row may mean.
const COMPACT_YEARS: Range<i32> = 1700..2101;

impl Date {
    pub(super) fn of_day(year: i32, month: u32, day: u32) -> Option<Self> {
        let day = NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year))?;
        Some(Self { day, precision: Precision::Day, either: None })
    }

    pub(super) fn of_month(year: i32, month: u32) -> Option<Self> {
        Some(Self { precision: Precision::Month, ..Self::of_day(year, month, 1)? })
    }

    pub(super) fn of_year(year: i32) -> Option<Self> {
        Some(Self { precision: Precision::Year, ..Self::of_day(year, 1, 1)? })
    }
}

/// The month and day that a line gives without a year: "Thursday, May 16", "16 May". A year must come from elsewhere.
pub(super) fn without_year(line: &str) -> Option<(u32, u32)> {
    let tokens = cut(line);
    let has_year = tokens.iter().any(|token| token.year().is_some());
    let day = |at: usize| tokens.get(at).and_then(|token| token.number(1..=2)).filter(|day| (1..=31).contains(day));
    let found = (0..tokens.len()).find_map(|at| {
        let month = tokens[at].month()?;
        let behind = skip(&tokens, at + 1, &[], &['.']);
        let before = || at.checked_sub(1).map(|at| if tokens[at].is(&['.']) { at.saturating_sub(1) } else { at });
        day(behind).or_else(|| day(before()?)).map(|day| (month, day))
    });
    found.filter(|_| !has_year)
}

/// The day of the week that a line names in English, 0 for Monday.
pub(super) fn weekday(line: &str) -> Option<u32> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let line = line.to_lowercase();
    DAYS.iter().position(|day| line.contains(day)).and_then(|at| u32::try_from(at).ok())
}

/// The value with its figures in Arabic, Persian, Indian, Thai and full-width digits written in ASCII.
fn in_ascii_figures(value: &str) -> Cow<'_, str> {
    const ZEROS: [char; 6] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];
    if value.is_ascii() {
        return Cow::Borrowed(value);
    }
    let figure = |c: char| {
        let zero = ZEROS.iter().find(|zero| (**zero..).take(10).any(|digit| digit == c))?;
        char::from_digit(u32::from(c) - u32::from(*zero), 10)
    };
    Cow::Owned(value.chars().map(|c| figure(c).unwrap_or(c)).collect())
}

/// Reads a value that is meant to be a date (a field, an attribute).
pub(super) fn parse(value: &str, order: Order) -> Option<Date> {
    let value = &*in_ascii_figures(value);
    let value = value.get(..value.floor_char_boundary(MAX_VALUE)).unwrap_or_default().trim();
    if value.bytes().all(|b| b.is_ascii_digit()) {
        return of_figures(value);
    }
    let tokens = cut(value);
    let year_month = || match tokens.as_slice() {
        [Token { kind: Kind::Number(year, 4), .. }, Token { kind: Kind::Sign('-' | '/' | '.'), .. }, month] => {
            Date::of_month(i32::try_from(*year).ok()?, month.number(1..=2)?)
        }
        _ => None,
    };
    year_month().or_else(|| find_in(&tokens, order).map(|(date, _)| date))
}

/// Longer values are not dates; what matters stands at their beginning.
const MAX_VALUE: usize = 160;

/// The first date that stands in a line of text, and where.
pub(super) fn find(line: &str, order: Order) -> Option<(Date, Range<usize>)> {
    let tokens = cut(line);
    find_in(&tokens, order)
}

/// Unix time, in seconds or milliseconds; a number of eight digits is a day, one of four a year.
pub(super) fn of_number(number: i64) -> Option<Date> {
    match number {
        0..=99_999_999 => of_figures(&number.to_string()),
        _ => of_unix(number),
    }
}

fn of_figures(figures: &str) -> Option<Date> {
    match figures.len() {
        4 => Date::of_year(figures.parse().ok()?),
        6 => of_compact(figures).or_else(|| {
            let (year, month) = figures.split_at_checked(4)?;
            Date::of_month(year.parse().ok()?, month.parse().ok()?)
        }),
        8 | 12 | 14 => of_compact(figures),
        10 | 13 => of_unix(figures.parse().ok()?),
        _ => None,
    }
}

/// `20240516`, also with hours, minutes and seconds.
fn of_compact(figures: &str) -> Option<Date> {
    if !matches!(figures.len(), 8 | 12 | 14) {
        return None;
    }
    let year: i32 = figures.get(..4)?.parse().ok()?;
    COMPACT_YEARS.contains(&year).then_some(())?;
    Date::of_day(year, figures.get(4..6)?.parse().ok()?, figures.get(6..8)?.parse().ok()?)
}

/// Seconds from 1973 on (smaller numbers are something else), or milliseconds.
fn of_unix(number: i64) -> Option<Date> {
    let seconds = if number >= 100_000_000_000 { number / 1000 } else { number };
    let day = DateTime::from_timestamp(seconds, 0)?.date_naive();
    (seconds >= 100_000_000).then_some(())?;
    Some(Date { day, precision: Precision::Day, either: None })
        .filter(|date| YEARS.contains(&chrono::Datelike::year(&date.day)))
}

#[derive(Clone, Debug)]
struct Token<'a> {
    kind: Kind<'a>,
    start: usize,
    end: usize,
    /// Whether white space stands before it.
    gap: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind<'a> {
    /// A run of digits: value (of up to nine) and count.
    Number(u32, usize),
    Figures(&'a str),
    Word(&'a str),
    Sign(char),
}

impl Token<'_> {
    /// The value of a number with as many digits.
    fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.kind {
            Kind::Number(value, count) if digits.contains(&count) => Some(value),
            _ => None,
        }
    }

    fn year(&self) -> Option<i32> {
        self.number(4..=4).and_then(|year| i32::try_from(year).ok()).filter(|year| YEARS.contains(year))
    }

    fn month(&self) -> Option<u32> {
        match self.kind {
            Kind::Word(word) => month_of(word),
            _ => None,
        }
    }

    fn is(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }
}

fn cut(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut gap) = (0, false);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let (len, kind) = if c.is_whitespace() {
            (at, gap) = (at + c.len_utf8(), true);
            continue;
        } else if c.is_ascii_digit() {
            let len = run(|c| c.is_ascii_digit());
            let figures = &rest[..len];
            (len, figures.parse().ok().filter(|_| len < 10).map_or(Kind::Figures(figures), |v| Kind::Number(v, len)))
        } else if c.is_alphabetic() {
            let len = run(is_letter);
            (len, Kind::Word(&rest[..len]))
        } else {
            (c.len_utf8(), Kind::Sign(c))
        };
        tokens.push(Token { kind, start: at, end: at + len, gap });
        (at, gap) = (at + len, false);
    }
    tokens
}

/// Letters, and the signs of India without which a word falls apart.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}')
}

/// Reads a date at the start of the tokens, and tells how many it takes.
type Form = fn(&[Token<'_>], Order) -> Option<(Date, usize)>;

/// The first place where one of the forms fits; the day forms come before the month forms at each place.
fn find_in(tokens: &[Token<'_>], order: Order) -> Option<(Date, Range<usize>)> {
    const FORMS: [Form; 6] = [year_first, compact, figures, day_month, month_day, month_year];
    (0..tokens.len()).find_map(|at| {
        if at > 0 && is_inside_number(&tokens[at - 1], &tokens[at]) {
            return None;
        }
        let (date, count) = FORMS.iter().find_map(|form| form(&tokens[at..], order))?;
        let ends_number = tokens.get(at + count).is_some_and(|next| goes_on(next, tokens.get(at + count + 1)));
        (!ends_number).then(|| (date, tokens[at].start..tokens[at + count - 1].end))
    })
}

/// Whether `token` continues a number or name, as the `555` of `+1-555-2024-12`.
fn is_inside_number(before: &Token<'_>, token: &Token<'_>) -> bool {
    let joined = !token.gap;
    joined
        && match before.kind {
            Kind::Sign(sign) => matches!(sign, '-' | '.' | '/' | '+' | '_' | '#' | '$' | '€' | '£'),
            Kind::Number(..) | Kind::Figures(_) => true,
            Kind::Word(_) => matches!(token.kind, Kind::Number(..)),
        }
}

/// Whether what follows a date shows that it was none: more figures, joined by the signs of phone numbers.
fn goes_on(next: &Token<'_>, after: Option<&Token<'_>>) -> bool {
    let joined_figures = |token: &Token<'_>| !token.gap && matches!(token.kind, Kind::Number(..) | Kind::Figures(_));
    joined_figures(next) || (!next.gap && next.is(&['-', '/', '.']) && after.is_some_and(joined_figures))
}

/// `2024-05-16`, `2024/5/16`, `2024.05.16`, `2024年5月16日`, `2024. május 16`, `2024 May 16`, `2024-May-16`.
fn year_first(tokens: &[Token<'_>], _: Order) -> Option<(Date, usize)> {
    let year = tokens.first()?.year()?;
    let between = |index: usize| -> Option<usize> {
        let token = tokens.get(index)?;
        let sign = token.is(&['-', '/', '.', ',', '–']) || matches!(token.kind, Kind::Word("年" | "月" | "년" | "월"));
        Some(index + usize::from(sign))
    };
    let month_at = between(1)?;
    let token = tokens.get(month_at)?;
    let month = if month_at == 2 { token.number(1..=2) } else { None }.or_else(|| token.month())?;
    let day_at = between(month_at + 1)?;
    let day = tokens.get(day_at)?.number(1..=2)?;
    let same_sign = token.month().is_some() || (day_at == month_at + 2 && signs_agree(&tokens[1], &tokens[3]));
    let date = Date::of_day(year, month, day).filter(|_| same_sign)?;
    let closes = tokens.get(day_at + 1).is_some_and(|t| matches!(t.kind, Kind::Word("日" | "일")));
    Some((date, day_at + 1 + usize::from(closes)))
}

/// Whether two separators may stand in one date.
fn signs_agree(a: &Token<'_>, b: &Token<'_>) -> bool {
    a.kind == b.kind || matches!((a.kind, b.kind), (Kind::Word(_), Kind::Word(_)))
}

/// `20240516`, `20240516T1030`, `20240516103000`.
fn compact(tokens: &[Token<'_>], _: Order) -> Option<(Date, usize)> {
    let date = match tokens.first()?.kind {
        Kind::Number(value, 8) => of_compact(&value.to_string())?,
        Kind::Figures(figures) => of_compact(figures)?,
        _ => return None,
    };
    Some((date, 1))
}

/// `16.05.2024`, `5/16/2024`, `16-05-2024`, `16/05/24`.
fn figures(tokens: &[Token<'_>], order: Order) -> Option<(Date, usize)> {
    let [first, sign, second, sign2, last, ..] = tokens else { return None };
    let (a, b) = (first.number(1..=2)?, second.number(1..=2)?);
    // "3. 4. 2024" is usual where the stop makes an ordinal; other signs stand close.
    let close = !sign.gap && !sign2.gap && (sign.is(&['.']) || (!second.gap && !last.gap));
    (close && sign.kind == sign2.kind && sign.is(&['.', '/', '-'])).then_some(())?;
    let year = last.year().or_else(|| last.number(2..=2).filter(|_| !sign.is(&['-'])).map(full_year))?;
    let date = if sign.is(&['.']) {
        Date::of_day(year, b, a)
    } else {
        match (Date::of_day(year, b, a), Date::of_day(year, a, b)) {
            (Some(day_first), Some(month_first)) if day_first != month_first => match order {
                Order::DayFirst => Some(day_first),
                Order::MonthFirst => Some(month_first),
                Order::Unknown => {
                    Date::of_year(year).map(|date| Date { either: Some([day_first.day, month_first.day]), ..date })
                }
            },
            (day_first, month_first) => day_first.or(month_first),
        }
    };
    Some((date?, 5))
}

/// The year meant by its last two digits.
fn full_year(short: u32) -> i32 {
    let century = if short < 50 { 2000 } else { 1900 };
    century + i32::try_from(short).unwrap_or_default()
}

/// `16 May 2024`, `16th of May, 2024`, `16. Mai 2024`, `1er mai 2024`, `16 de mayo de 2024`, `16-May-24`.
fn day_month(tokens: &[Token<'_>], _: Order) -> Option<(Date, usize)> {
    let day = tokens.first()?.number(1..=2)?;
    let at = skip(tokens, 1, &["st", "nd", "rd", "th", "er", "º", "ª", "de", "of", "d"], &['.', '-', '/', '°']);
    let month = tokens.get(at)?.month()?;
    // "16 مايو/أيار 2024": the Arabic press gives both names.
    let twice = tokens.get(at + 1).is_some_and(|t| t.is(&['/'])) && tokens.get(at + 2)?.month() == Some(month);
    let at = if twice { at + 2 } else { at };
    let dashed = tokens.get(at + 1).is_some_and(|t| t.is(&['-', '/']) && !t.gap);
    let at = skip(tokens, at + 1, &["de", "del", "of"], &['.', ',', '-', '/']);
    let year = tokens.get(at)?;
    let year = year.year().or_else(|| year.number(2..=2).filter(|_| dashed).map(full_year))?;
    Some((Date::of_day(year, month, day)?, at + 1))
}

/// `May 16, 2024`, `May 16th 2024`, and `May 16 10:15:00 EDT 2024` as programs write it.
fn month_day(tokens: &[Token<'_>], _: Order) -> Option<(Date, usize)> {
    let month = tokens.first()?.month()?;
    let at = skip(tokens, 1, &[], &['.', '-', '/']);
    let day = tokens.get(at)?.number(1..=2)?;
    let at = skip(tokens, at + 1, &["st", "nd", "rd", "th"], &[',', '.', '-', '/']);
    let at = if tokens.get(at)?.year().is_some() { at } else { skip_clock(tokens, at)? };
    Some((Date::of_day(tokens.get(at)?.year()?, month, day)?, at + 1))
}

/// Passes over `10:15:00 EDT`.
fn skip_clock(tokens: &[Token<'_>], mut at: usize) -> Option<usize> {
    tokens.get(at)?.number(1..=2)?;
    tokens.get(at + 1).filter(|t| t.is(&[':']))?;
    while tokens.get(at).is_some_and(|t| t.number(1..=2).is_some() || t.is(&[':'])) {
        at += 1;
    }
    while tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Word(zone) if zone.len() <= 5) || t.is(&[','])) {
        at += 1;
    }
    Some(at)
}

/// `May 2024`, `Mai 2024`, `mayo de 2024`.
fn month_year(tokens: &[Token<'_>], _: Order) -> Option<(Date, usize)> {
    let month = tokens.first()?.month()?;
    let at = skip(tokens, 1, &["de", "del", "of"], &[',', '.', '-']);
    Some((Date::of_month(tokens.get(at)?.year()?, month)?, at + 1))
}

/// Passes over the words and signs that may stand between the parts of a written date.
fn skip(tokens: &[Token<'_>], mut at: usize, words: &[&str], signs: &[char]) -> usize {
    let passes = |token: &Token<'_>| match token.kind {
        Kind::Word(word) => words.iter().any(|w| w.eq_ignore_ascii_case(word)),
        Kind::Sign(sign) => signs.contains(&sign),
        _ => false,
    };
    let from = at;
    while at < from + 2 && tokens.get(at).is_some_and(passes) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: Option<Date>) -> String {
        date.map_or("-".into(), |date| {
            let format = match date.precision {
                Precision::Day => "%Y-%m-%d",
                Precision::Month => "%Y-%m",
                Precision::Year => "%Y",
            };
            date.day.format(format).to_string()
        })
    }

    #[test]
    fn values_of_date_fields_are_read() {
        let cases = [
            ("2024-05-16", "2024-05-16"),
            ("2024-05-16T23:30:00-07:00", "2024-05-16"),
            ("2024-05-16 10:15:00+00:00", "2024-05-16"),
            ("2024/5/6", "2024-05-06"),
            ("20240516", "2024-05-16"),
            ("20240516T101500Z", "2024-05-16"),
            ("20240516101500", "2024-05-16"),
            ("Thu, 16 May 2024 10:15:00 GMT", "2024-05-16"),
            ("Thu May 16 10:15:00 EDT 2024", "2024-05-16"),
            ("Thursday, May 16, 2024", "2024-05-16"),
            ("May 16th 2024, 10:15 am", "2024-05-16"),
            ("16-MAY-24", "2024-05-16"),
            ("Sept. 3, 2019", "2019-09-03"),
            ("16.05.2024, 10:33 Uhr", "2024-05-16"),
            ("Do., 16. Mai 2024", "2024-05-16"),
            ("3. März 2019", "2019-03-03"),
            ("1er août 2019", "2019-08-01"),
            ("16 de mayo de 2024", "2024-05-16"),
            ("16 мая 2024 г.", "2024-05-16"),
            ("16 maja 2024", "2024-05-16"),
            ("2024年5月16日", "2024-05-16"),
            ("2024. május 16.", "2024-05-16"),
            ("5/16/2024", "2024-05-16"),
            ("16/5/2024", "2024-05-16"),
            ("5/5/2024", "2024-05-05"),
            ("5/6/2024", "2024"),
            ("March 2019", "2019-03"),
            ("mars 2019", "2019-03"),
            ("2019-03", "2019-03"),
            ("201903", "2019-03"),
            ("2019", "2019"),
            ("1715850000", "2024-05-16"),
            ("1715850000000", "2024-05-16"),
            ("2025 January 01", "2025-01-01"),
        ];
        for (value, expected) in cases {
            assert_eq!(shown(parse(value, Order::Unknown)), expected, "{value}");
        }
    }

    /// The day is that of the outlet's own clock, as it is written.
    #[test]
    fn zones_move_no_day() {
        for value in [
            "16 May 2024 23:30 EST",
            "May 16, 2024, 11:30 p.m. PT",
            "May 16, 2024 at 11:30 PM EDT",
            "2024-05-16T23:30:00+14:00",
            "2024-05-16T00:10:00.000-1100",
            "2024-05-16 23:30:00 -0500",
            "2024-05-16T23:30Z",
            "Thu, 16 May 2024 00:10:00 +0900",
            "Thu May 16 2024 23:30:00 GMT-0400 (EDT)",
            "Thu May 16 23:30:00 PDT 2024",
            "16.05.2024 23:30 MESZ",
            "16/05/2024 23:30 CET",
            "23:30 EST, 16 May 2024",
            "11:30 PM EDT, Thu May 16, 2024",
            "Thursday 16 May 2024 23.30 BST",
            "16 мая 2024, 23:30 МСК",
            "2024年5月16日 23:30 JST",
            "23:30 GMT+8 16 May 2024",
        ] {
            assert_eq!(shown(parse(value, Order::Unknown)), "2024-05-16", "{value}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let cases = [
            "",
            "yesterday",
            "0000-00-00",
            "1500-01-01",
            "2150-01-01",
            "2024-13-01",
            "2023-02-29",
            "tel. 555-2024-12-11-44",
            "+1 555-01-02-2024-5",
            "12:30",
            "99",
            "12345678",
            "v2024.05.16.3",
            "of 12 may",
        ];
        for value in cases {
            assert_eq!(parse(value, Order::Unknown), None, "{value}");
        }
    }

    #[test]
    fn the_language_tells_day_from_month() {
        let cases = [("en-US", "2024-05-06"), ("en-GB", "2024-06-05"), ("de", "2024-06-05"), ("en", "2024")];
        for (language, expected) in cases {
            assert_eq!(shown(parse("05/06/2024", Order::of_language(language))), expected, "{language}");
        }
    }

    #[test]
    fn every_large_press_language_is_read() {
        let cases = [
            "16 May 2024",
            "May 16, 2024",
            "16 de mayo de 2024",
            "16 mai 2024",
            "16. Mai 2024",
            "16 de maio de 2024",
            "16 мая 2024 г.",
            "16 مايو 2024",
            "١٦ مايو ٢٠٢٤",
            "16 مايو/أيار 2024",
            "2024年5月16日",
            "２０２４年５月１６日",
            "16 maggio 2024",
            "16 Mayıs 2024",
            "16 mei 2024",
            "16 maja 2024",
            "16 मई 2024",
            "१६ मई २०२४",
            "16 Mei 2024",
            "2024년 5월 16일",
            "16 травня 2024",
            "16 Μαΐου 2024",
            "Thu, 16 May 2024 23:30:00 -0400",
        ];
        for value in cases {
            assert_eq!(shown(parse(value, Order::Unknown)), "2024-05-16", "{value}");
        }
        assert_eq!(shown(parse("16 सितम्बर 2024", Order::Unknown)), "2024-09-16");
    }

    #[test]
    fn what_may_be_two_days_keeps_both() {
        let date = parse("05/06/2024", Order::Unknown).unwrap();
        let days = date.either.map(|days| days.map(|day| day.to_string()));
        assert_eq!(days, Some(["2024-06-05".to_owned(), "2024-05-06".to_owned()]));
        assert_eq!(parse("16/05/2024", Order::Unknown).unwrap().either, None);
    }

    #[test]
    fn a_day_without_its_year_is_told() {
        let cases = [
            ("Thursday, May 16", Some((5, 16))),
            (", 16 mai (AFP)", Some((5, 16))),
            ("16. Mai", Some((5, 16))),
            ("May 16, 2024", None),
            ("May", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(without_year(line), expected, "{line}");
        }
        assert_eq!((weekday("Thursday, May 16"), weekday("May 16")), (Some(3), None));
    }

    #[test]
    fn numbers_are_unix_time_days_or_years() {
        let cases = [(1_715_850_000, "2024-05-16"), (20_240_516, "2024-05-16"), (2019, "2019"), (7, "-"), (-5, "-")];
        for (number, expected) in cases {
            assert_eq!(shown(of_number(number)), expected, "{number}");
        }
    }

    #[test]
    fn dates_are_found_where_they_stand() {
        let line = "BEIJING, May 16, 2024 (AP) — Talks";
        let (date, range) = find(line, Order::Unknown).unwrap();
        assert_eq!((shown(Some(date)).as_str(), &line[range]), ("2024-05-16", "May 16, 2024"));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(value in "\\PC{0,40}", figures in "[0-9 ./:-]{0,20}") {
            let _ = (parse(&value, Order::DayFirst), parse(&figures, Order::Unknown), find(&value, Order::MonthFirst));
        }
    }
}
