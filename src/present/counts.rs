//! Facets and timelines, for reading: numbers with bars.

use std::io::{self, Write};

use super::style::{BOLD, DIM, clean, counted, thousands};
use crate::model::{FacetCount, FacetField, FacetTable, Timeline};

/// The longest bar, in columns.
const MAX_BAR: usize = 50;
/// Labels longer than this are cut.
const MAX_LABEL: usize = 40;

/// The values of one field with their counts.
pub fn facet_text(table: &FacetTable, offset: usize, width: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}{}", heading(table.field), shown(table, offset))?;
    bars(&table.counts, largest(&table.counts), table.field.is_country(), width, out)?;
    if table.without > 0 {
        writeln!(out, "  {DIM}{} {}without{DIM:#}", thousands(table.without), unit(table.field))?;
    }
    Ok(())
}

fn heading(field: FacetField) -> &'static str {
    match field {
        FacetField::Country => "Countries",
        FacetField::ParagraphCountry => "Paragraphs by country",
        FacetField::DatelineCountry => "Countries of the datelines",
        FacetField::Person => "Persons",
        FacetField::Speaker => "Speakers",
        FacetField::About => "About",
        FacetField::AboutCountry => "About countries",
        FacetField::Outlet => "Outlets",
        FacetField::Language => "Languages",
        FacetField::Format => "Formats",
        FacetField::Year => "Years",
        FacetField::Month => "Months",
        FacetField::Day => "Days",
        FacetField::MentionsYear => "Years mentioned",
        FacetField::MentionsMonth => "Months mentioned",
    }
}

/// What is counted, where that needs to be said.
fn unit(field: FacetField) -> &'static str {
    if field == FacetField::ParagraphCountry { "paragraphs " } else { "" }
}

fn shown(table: &FacetTable, offset: usize) -> String {
    let count = table.counts.len() as u64;
    if count == table.values {
        return String::new();
    }
    format!(" ({}–{} of {})", thousands(offset as u64 + 1), thousands(offset as u64 + count), thousands(table.values))
}

/// Counts over time as a bar chart.
pub fn timeline_text(timeline: &Timeline, width: usize, out: &mut impl Write) -> io::Result<()> {
    if timeline.total == 0 {
        return writeln!(out, "No article matches.");
    }
    writeln!(out, "{BOLD}{}{BOLD:#}", counted(timeline.total, "article"))?;
    for stretch in stretches(&timeline.steps) {
        match stretch {
            Stretch::Counts(counts) => bars(counts, largest(&timeline.steps), false, width, out)?,
            Stretch::Empty(steps) => {
                writeln!(out, "  {DIM}… {} steps without articles{DIM:#}", thousands(steps as u64))?;
            }
        }
    }
    for coarse in &timeline.coarser {
        writeln!(out, "  {DIM}{} known only as {}{DIM:#}", thousands(coarse.count), coarse.value)?;
    }
    if timeline.undated > 0 {
        writeln!(out, "  {DIM}{} undated{DIM:#}", thousands(timeline.undated))?;
    }
    Ok(())
}

/// Part of a timeline: steps, or more empty ones in a row than anyone wants to see.
enum Stretch<'a> {
    Counts(&'a [FacetCount]),
    Empty(usize),
}

/// So many empty steps in a row are shown.
const SHOWN_GAP: usize = 24;

fn stretches(steps: &[FacetCount]) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < steps.len() {
        let empty = steps[at..].iter().take_while(|step| step.count == 0).count();
        if empty > SHOWN_GAP {
            stretches.push(Stretch::Counts(&steps[start..at]));
            stretches.push(Stretch::Empty(empty));
            start = at + empty;
        }
        at += empty.max(1);
    }
    stretches.push(Stretch::Counts(&steps[start..]));
    stretches
}

pub(super) fn largest(counts: &[FacetCount]) -> u64 {
    counts.iter().map(|count| count.count).max().unwrap_or(0).max(1)
}

/// Counts as a bar chart; `codes` says whether the values stand before the labels.
pub(super) fn bars(
    counts: &[FacetCount],
    largest: u64,
    codes: bool,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let label = |count: &FacetCount| {
        let label: String = clean(&count.label).chars().take(MAX_LABEL).collect();
        if codes { format!("{} {label}", count.value) } else { label }
    };
    let label_width = counts.iter().map(|count| textwrap::core::display_width(&label(count))).max().unwrap_or(0);
    let number_width = thousands(largest).len();
    let room = width.saturating_sub(label_width + number_width + 6).clamp(5, MAX_BAR);
    for count in counts {
        let label = label(count);
        let blanks = " ".repeat(label_width - textwrap::core::display_width(&label));
        let bar = bar(count.count, largest, room);
        let line = format!("  {label}{blanks}  {:>number_width$}  {bar}", thousands(count.count));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A bar in eighths of a column; whatever is counted has at least one.
fn bar(count: u64, largest: u64, room: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (count * room as u64 * 8).div_ceil(largest) as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion() {
        let cases = [(0, ""), (1, "▏"), (50, "██▌"), (100, "█████")];
        for (count, expected) in cases {
            assert_eq!(bar(count, 100, 5), expected);
        }
    }

    #[test]
    fn a_timeline_tells_what_it_cannot_place() {
        let count = |value: &str, count| FacetCount { value: value.to_owned(), label: value.to_owned(), count };
        let timeline = Timeline {
            total: 10,
            steps: vec![count("2014-01", 4), count("2014-02", 0)],
            coarser: vec![count("2014", 5)],
            undated: 1,
            ..Timeline::default()
        };
        let mut out = Vec::new();
        timeline_text(&timeline, 20, &mut anstream::StripStream::new(&mut out)).unwrap();
        let expected = "10 articles\n  2014-01  4  ██████\n  2014-02  0\n  5 known only as 2014\n  1 undated\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
