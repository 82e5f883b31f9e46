//! Into which year, month or day does a date fall, if it is known no better than to a month or year?

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use super::request::Step;
use crate::index::day_of_number;
use crate::model::{FacetCount, FacetField, Timeline};

/// First and last day of what is known of a date, as numbers of columns.
pub(super) type DayRange = (i64, i64);

/// The value of a date in a facet by time: no more than is known (`2014` among months).
pub(super) fn period_label(days: DayRange, field: FacetField) -> String {
    let step = match field {
        FacetField::Day => Step::Day,
        FacetField::Month => Step::Month,
        _ => Step::Year,
    };
    match (day_of_number(days.0), day_of_number(days.1)) {
        (Some(first), Some(last)) => known(first, last, step).1,
        _ => String::new(),
    }
}

fn label(day: NaiveDate, step: Step) -> String {
    match step {
        Step::Year => format!("{:04}", day.year()),
        Step::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Step::Day => day.format("%Y-%m-%d").to_string(),
    }
}

/// The finest of day, month, year that holds all of a date, but no finer than `step`.
fn known(first: NaiveDate, last: NaiveDate, step: Step) -> (Step, String) {
    let steps: &[Step] = match step {
        Step::Day => &[Step::Day, Step::Month],
        Step::Month => &[Step::Month],
        Step::Year => &[],
    };
    for step in steps {
        if label(first, *step) == label(last, *step) {
            return (*step, label(first, *step));
        }
    }
    (Step::Year, label(first, Step::Year))
}

/// The timeline of dates counted by what is known of them.
pub(super) fn timeline(days: &HashMap<DayRange, u64>, step: Step) -> Timeline {
    let mut steps: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    let mut coarser: BTreeMap<String, u64> = BTreeMap::new();
    for ((first, last), count) in days {
        let (Some(first), Some(last)) = (day_of_number(*first), day_of_number(*last)) else { continue };
        match known(first, last, step) {
            (found, _) if found == step => *steps.entry(start_of(first, step)).or_default() += count,
            (_, label) => *coarser.entry(label).or_default() += count,
        }
    }
    Timeline { steps: without_gaps(&steps, step), coarser: counts(coarser), ..Timeline::default() }
}

fn counts(values: BTreeMap<String, u64>) -> Vec<FacetCount> {
    values.into_iter().map(|(value, count)| FacetCount { label: value.clone(), value, count }).collect()
}

fn start_of(day: NaiveDate, step: Step) -> NaiveDate {
    let start = match step {
        Step::Day => Some(day),
        Step::Month => day.with_day(1),
        Step::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
    };
    start.unwrap_or(day)
}

fn next(day: NaiveDate, step: Step) -> Option<NaiveDate> {
    match step {
        Step::Day => day.succ_opt(),
        Step::Month => day.checked_add_months(chrono::Months::new(1)),
        Step::Year => day.checked_add_months(chrono::Months::new(12)),
    }
}

/// More empty steps than this in a row are left out: a stray date a thousand years ago is no reason to print every day since.
const MAX_GAP: usize = 40_000;

/// All steps from the first to the last, those without articles too.
fn without_gaps(counted: &BTreeMap<NaiveDate, u64>, step: Step) -> Vec<FacetCount> {
    let mut steps = Vec::new();
    let mut before: Option<NaiveDate> = None;
    for (day, count) in counted {
        let gap: Vec<NaiveDate> =
            std::iter::successors(before.and_then(|before| next(before, step)), |day| next(*day, step))
                .take_while(|between| between < day)
                .take(MAX_GAP + 1)
                .collect();
        if gap.len() <= MAX_GAP {
            steps.extend(gap.into_iter().map(|day| (day, 0)));
        }
        steps.push((*day, *count));
        before = Some(*day);
    }
    steps
        .into_iter()
        .map(|(day, count)| {
            let value = label(day, step);
            FacetCount { label: value.clone(), value, count }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::day_number;

    fn range(first: &str, last: &str) -> DayRange {
        let number = |text: &str| day_number(text.parse().unwrap());
        (number(first), number(last))
    }

    #[test]
    fn a_date_falls_where_all_of_it_lies() {
        let (day, month, year) =
            (range("2024-05-16", "2024-05-16"), range("2024-05-01", "2024-05-31"), range("2024-01-01", "2024-12-31"));
        let cases = [
            (day, FacetField::Day, "2024-05-16"),
            (day, FacetField::Month, "2024-05"),
            (day, FacetField::Year, "2024"),
            (month, FacetField::Day, "2024-05"),
            (month, FacetField::Month, "2024-05"),
            (month, FacetField::Year, "2024"),
            (year, FacetField::Day, "2024"),
            (year, FacetField::Month, "2024"),
            (year, FacetField::Year, "2024"),
        ];
        for (days, field, expected) in cases {
            assert_eq!(period_label(days, field), expected, "{days:?} {field:?}");
        }
    }

    #[test]
    fn a_timeline_has_no_gaps_and_keeps_coarse_dates_apart() {
        let days = HashMap::from([
            (range("2024-01-16", "2024-01-16"), 2),
            (range("2024-03-01", "2024-03-31"), 1),
            (range("2024-01-01", "2024-12-31"), 4),
        ]);
        let by_month = timeline(&days, Step::Month);
        let steps: Vec<_> = by_month.steps.iter().map(|step| (step.value.as_str(), step.count)).collect();
        assert_eq!(steps, [("2024-01", 2), ("2024-02", 0), ("2024-03", 1)]);
        assert_eq!((by_month.coarser[0].value.as_str(), by_month.coarser[0].count), ("2024", 4));
        assert_eq!(timeline(&days, Step::Year).steps[0].count, 7);
    }
}
