//! The command that writes everything out: `export quotes`.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::Context;

use super::args::{ExportArgs, ExportFormat, ExportQuotesArgs, Exported};
use super::ask::Source;
use super::exit::Exit;
use super::requests;
use super::terminal::Terminal;
use crate::engine::QuotesRequest;
use crate::model::QuotePage;
use crate::present;

pub(super) fn run(args: &ExportArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    match &args.what {
        Exported::Quotes(args) => quotes(args, source, terminal),
    }
}

fn quotes(args: &ExportQuotesArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let request = QuotesRequest { each: true, ..requests::quotes(&args.which, terminal)? };
    let page = source.open()?.quotes(&request)?;
    for note in &page.notes {
        terminal.say(&format!("note: {note}"));
    }
    match &args.output {
        Some(path) => {
            let written = || -> std::io::Result<()> {
                let mut out = BufWriter::new(File::create(path)?);
                write(&page, args.format, &mut out)?;
                out.flush()
            };
            written().with_context(|| format!("cannot write {}", path.display()))?;
            terminal.say(&format!("{} quotes written to {}", page.total, path.display()));
        }
        None => write(&page, args.format, &mut terminal.out)?,
    }
    Ok(Exit::found(page.total > 0))
}

fn write(page: &QuotePage, format: ExportFormat, out: &mut impl Write) -> std::io::Result<()> {
    match format {
        ExportFormat::Csv => present::quotes_csv(page, out),
        ExportFormat::Jsonl => present::jsonl(&page.quotes, out),
        ExportFormat::Json => present::json(page, out),
    }
}
