//! `dateline formats`: what can be read?

use super::args::{FormatsArgs, OutputFormat};
use super::exit::Exit;
use super::terminal::Terminal;
use crate::present::{self, FormatRow};
use crate::readers;

pub(super) fn run(args: &FormatsArgs, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let rows: Vec<FormatRow> =
        readers::formats().map(|(format, endings, what)| FormatRow { format, endings, what }).collect();
    match args.format {
        OutputFormat::Text => present::formats_text(&rows, terminal.width, &mut terminal.out)?,
        OutputFormat::Json => present::json(&rows, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl(&rows, &mut terminal.out)?,
        OutputFormat::Csv => present::formats_csv(&rows, &mut terminal.out)?,
    }
    Ok(Exit::Done)
}
