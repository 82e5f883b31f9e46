//! Which of day and month does an export write first? One outlet writes `05/06/2024` for the fifth of June, another for the
//! sixth of May; the other dates in the same file tell.

use super::dates::Order;

/// Which of day and month an export writes first, if all of its dates in figures together tell: `16/05/2024` does,
/// `05/06/2024` does not.
pub(super) fn habit(export: &[u8]) -> Order {
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'/', export) {
        if let Some((first, second)) = figures_around(export, at) {
            day_first += usize::from((13..=31).contains(&first) && (1..=12).contains(&second));
            month_first += usize::from((13..=31).contains(&second) && (1..=12).contains(&first));
        }
    }
    // A few dates that someone is quoted with, or mistyped, do not make a habit.
    match (day_first, month_first) {
        (day, month) if day > 9 * month => Order::DayFirst,
        (day, month) if month > 9 * day => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

/// The figures on both sides of the first slash of `16/05/2024`, which stands at `at`.
fn figures_around(export: &[u8], at: usize) -> Option<(u8, u8)> {
    let is_digit = |at: usize| export.get(at).is_some_and(u8::is_ascii_digit);
    let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<u8>().ok();
    let start = (0..3).take_while(|back| *back < at && is_digit(at - 1 - back)).count();
    let goes_on = at.checked_sub(start + 1).is_some_and(|before| export[before] == b'/');
    let middle = (0..3).take_while(|n| is_digit(at + 1 + n)).count();
    let second = at + 1 + middle;
    let end = (0..5).take_while(|n| is_digit(second + 1 + n)).count();
    let fits = matches!(start, 1 | 2) && matches!(middle, 1 | 2) && matches!(end, 2 | 4) && !goes_on;
    let closed = export.get(second) == Some(&b'/') && export.get(second + 1 + end) != Some(&b'/');
    (fits && closed).then_some(())?;
    number(&export[at - start..at]).zip(number(&export[at + 1..second]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_has_a_habit() {
        let cases: [(&str, Order); 7] = [
            ("a,05/06/2024\nb,16/05/2024", Order::DayFirst),
            ("a,05/06/2024\nb,05/16/2024", Order::MonthFirst),
            ("05/06/2024 06/05/2024", Order::Unknown),
            ("16/05/2024 05/16/2024", Order::Unknown),
            ("http://a.example/05/16/2024/b 1/16/05/2024", Order::Unknown),
            ("3/25/24", Order::MonthFirst),
            ("/", Order::Unknown),
        ];
        for (export, expected) in cases {
            assert_eq!(habit(export.as_bytes()), expected, "{export}");
        }
    }
}
