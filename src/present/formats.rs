//! The formats that can be read, for reading and for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::style::{BOLD, DIM, wrap};
use crate::model::Format;

/// A format, the endings it is known by, and what it is.
#[derive(Debug, Serialize)]
pub struct FormatRow {
    /// The word for it in results and facets.
    pub format: Format,
    /// Endings of file names, in small letters.
    pub endings: &'static [&'static str],
    /// In words.
    #[serde(rename = "description")]
    pub what: &'static str,
}

/// A line for each.
pub fn formats_text(rows: &[FormatRow], width: usize, out: &mut impl Write) -> io::Result<()> {
    const INDENT: usize = 14;
    for row in rows {
        let name = format!("{BOLD}{:<12}{BOLD:#}", row.format.as_str());
        let endings: Vec<String> = row.endings.iter().map(|ending| format!(".{ending}")).collect();
        let shown = wrap(row.what, width, &" ".repeat(INDENT), INDENT);
        writeln!(out, "{name}  {}", shown.trim_start())?;
        if !endings.is_empty() {
            writeln!(out, "{}{DIM}{}{DIM:#}", " ".repeat(INDENT), endings.join(" "))?;
        }
    }
    writeln!(out, "\nEach also packed: .gz .zst .bz2 .xz. What a file holds counts before the ending of its name.")
}

/// A table with a row for each.
pub fn formats_csv(rows: &[FormatRow], out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["format", "endings", "description"])?;
    for row in rows {
        table.write_record([row.format.as_str(), &row.endings.join(" "), row.what])?;
    }
    table.flush()
}
