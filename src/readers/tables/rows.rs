//! What do tables of all kinds have in common? Named columns, of which one at least must be known as text or title; and dates whose
//! figures are in one order, which the column as a whole gives away.

use crate::readers::Mapping;
use crate::readers::dates::Order;
use crate::readers::fields::{Field, field_of};

/// Why a table with these columns cannot be read, if it cannot.
pub(super) fn refuses(names: &[String], mapping: &Mapping) -> Option<String> {
    let knows =
        |field| mapping.names(field) || names.iter().any(|name| field_of(name).is_some_and(|(of, _)| of == field));
    if [Field::Title, Field::Text, Field::Lead].into_iter().any(knows) {
        return None;
    }
    let names: Vec<String> = names.iter().take(20).map(|name| shown(name)).collect();
    Some(format!(
        "no column is known as text or title; there are: {}. Say which they are: --map text=COLUMN,title=COLUMN,date=COLUMN",
        names.join(", ")
    ))
}

/// A name, cut short: of a table without names it is a value.
fn shown(name: &str) -> String {
    const LONGEST: usize = 40;
    if name.len() <= LONGEST { name.to_owned() } else { format!("{}…", &name[..name.floor_char_boundary(LONGEST)]) }
}

/// Whether a column holds dates.
pub(super) fn is_date(name: &str, mapping: &Mapping) -> bool {
    let named = |(field, column): (Field, &str)| field == Field::Date && column.eq_ignore_ascii_case(name);
    if mapping.names(Field::Date) {
        mapping.entries().any(named)
    } else {
        field_of(name).is_some_and(|(of, _)| of == Field::Date)
    }
}

/// The order of day and month in dates in figures (`5/16/2024`), from those of which only one reading is possible. If they
/// disagree, nothing is known.
pub(super) fn order_of<'v>(values: impl Iterator<Item = &'v str>) -> Order {
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    for value in values {
        match figures(value) {
            Some((13..=31, 1..=12)) => day_first += 1,
            Some((1..=12, 13..=31)) => month_first += 1,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (1.., 0) => Order::DayFirst,
        (0, 1..) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

/// The first two figures of a date that starts with them, parted by `/` or `-`.
fn figures(value: &str) -> Option<(u32, u32)> {
    let mut parts = value.trim().splitn(3, ['/', '-']);
    let mut number = || parts.next().filter(|part| part.len() <= 2)?.parse().ok();
    let pair = (number()?, number()?);
    let year = parts.next()?;
    year.get(..2)?.bytes().all(|b| b.is_ascii_digit()).then_some(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_gives_away_the_order_of_its_figures() {
        let cases: [(&[&str], Order); 5] = [
            (&["05/06/2024", "16/05/2024"], Order::DayFirst),
            (&["05/06/2024", "5/16/24 10:15"], Order::MonthFirst),
            (&["05/06/2024"], Order::Unknown),
            (&["16/05/2024", "05/16/2024"], Order::Unknown),
            (&["2024-05-16", "x", ""], Order::Unknown),
        ];
        for (values, expected) in cases {
            assert_eq!(order_of(values.iter().copied()), expected, "{values:?}");
        }
    }
}
