//! Which days does a date in a query mean? Years, months, days, and ranges of them.

use super::{Period, ValueError};
use crate::model::{Day, days_in_month};

const HELP: &str = "write a year, a month or a day (2024, 2024-05, 2024-05-16), a range (2013..2015, 2024-05..) or a \
                    limit (>=2020, <2021-03)";

/// Reads the value of `date:`: a date, a range with `..`, or a limit with `>=`, `>`, `<=`, `<`.
/// Both ends of a range are included, a month or year to its last day.
pub fn period(text: &str) -> Result<Period, ValueError> {
    let text = text.trim();
    let limit = |sign: &str| text.strip_prefix(sign);
    if let Some(date) = limit(">=").or_else(|| limit("≥")) {
        Ok(Period { first: Some(first_day(date)?), last: None })
    } else if let Some(date) = limit("<=").or_else(|| limit("≤")) {
        Ok(Period { first: None, last: Some(last_day(date)?) })
    } else if let Some(date) = limit(">") {
        Ok(Period { first: last_day(date)?.succ_opt(), last: None })
    } else if let Some(date) = limit("<") {
        Ok(Period { first: None, last: first_day(date)?.pred_opt() })
    } else if let Some((from, to)) = text.split_once("..") {
        let given = |date: &str| (!date.trim().is_empty()).then(|| date.trim().to_owned());
        from_to(given(from).as_deref(), given(to).as_deref())
    } else {
        let (first, last) = days(text)?;
        Ok(Period { first: Some(first), last: Some(last) })
    }
}

/// The period from the first day of `from` to the last day of `to`; at least one must be given.
pub fn from_to(from: Option<&str>, to: Option<&str>) -> Result<Period, ValueError> {
    let period = Period { first: from.map(first_day).transpose()?, last: to.map(last_day).transpose()? };
    match (period.first, period.last) {
        (None, None) => Err(ValueError::new("no date at either end of the range", HELP)),
        (Some(first), Some(last)) if first > last => Err(ValueError::new(
            format!("the range ends ({last}) before it starts ({first})"),
            "write the earlier date first",
        )),
        _ => Ok(period),
    }
}

/// The first day that `text` names: of `2024-05`, 1 May 2024.
pub fn first_day(text: &str) -> Result<Day, ValueError> {
    days(text).map(|(first, _)| first)
}

/// The last day that `text` names: of `2024-05`, 31 May 2024.
pub fn last_day(text: &str) -> Result<Day, ValueError> {
    days(text).map(|(_, last)| last)
}

/// The first and the last day of a year, month or day.
fn days(text: &str) -> Result<(Day, Day), ValueError> {
    let text = text.trim();
    let wrong = |why: &str| ValueError::new(format!("“{}” is not a date{why}", super::error::short(text)), HELP);
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4).and_then(number).ok_or_else(|| wrong(""))?;
    let month = parts.next().map(|month| number(month).ok_or_else(|| wrong(""))).transpose()?;
    let day = parts.next().map(|day| number(day).ok_or_else(|| wrong(""))).transpose()?;
    if parts.next().is_some() {
        return Err(wrong(""));
    }
    if year < 1000 {
        return Err(wrong(": a year has four digits"));
    }
    if let Some(month) = month.filter(|month| !(1..=12).contains(month)) {
        return Err(wrong(&format!(": there is no month {month}")));
    }
    let year = year.cast_signed();
    let (first_month, last_month) = month.map_or((1, 12), |month| (month, month));
    let month_end = days_in_month(year, last_month);
    if let Some(day) = day.filter(|day| !(1..=month_end).contains(day)) {
        return Err(wrong(&format!(": {year}-{last_month:02} has no day {day}")));
    }
    let first = Day::from_ymd_opt(year, first_month, day.unwrap_or(1));
    let last = Day::from_ymd_opt(year, last_month, day.unwrap_or(month_end));
    first.zip(last).ok_or_else(|| wrong(""))
}

/// A number of one to four digits.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(period: Period) -> String {
        let end = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        format!("{}..{}", end(period.first), end(period.last))
    }

    #[test]
    fn dates_mean_all_their_days() {
        let cases = [
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2024-2", "2024-02-01..2024-02-29"),
            ("2024-05-16", "2024-05-16..2024-05-16"),
            ("2013..2015", "2013-01-01..2015-12-31"),
            ("2024-05-01..2024-05-16", "2024-05-01..2024-05-16"),
            ("2023-12..2024", "2023-12-01..2024-12-31"),
            ("2024-05..", "2024-05-01.."),
            ("..2024-05", "..2024-05-31"),
            (">=2020", "2020-01-01.."),
            (">2020", "2021-01-01.."),
            ("<=2021-03", "..2021-03-31"),
            ("<2021-03", "..2021-02-28"),
            ("≥2020-02", "2020-02-01.."),
        ];
        for (text, expected) in cases {
            assert_eq!(period(text).map(shown).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_an_error() {
        let cases = [
            ("", "“” is not a date"),
            ("..", "no date at either end of the range"),
            ("yesterday", "“yesterday” is not a date"),
            ("24", "“24” is not a date"),
            ("0024", "“0024” is not a date: a year has four digits"),
            ("16.05.2024", "“16.05.2024” is not a date"),
            ("2024/05/16", "“2024/05/16” is not a date"),
            ("2013-2015", "“2013-2015” is not a date: there is no month 2015"),
            ("2024-13", "“2024-13” is not a date: there is no month 13"),
            ("2024-00", "“2024-00” is not a date: there is no month 0"),
            ("2023-02-29", "“2023-02-29” is not a date: 2023-02 has no day 29"),
            ("2024-05-16-1", "“2024-05-16-1” is not a date"),
            ("2024-05-16T10:30", "“2024-05-16T10:30” is not a date"),
            ("2015..2013", "the range ends (2013-12-31) before it starts (2015-01-01)"),
            (">=", "“” is not a date"),
            (">2020..", "“2020..” is not a date"),
            ("２０２４", "“２０２４” is not a date"),
        ];
        for (text, expected) in cases {
            assert_eq!(period(text).map(shown).map_err(|error| error.message), Err(expected.to_owned()), "{text}");
        }
    }
}
