//! What the archive holds, and whether its sources are as they were, for reading.

use std::io::{self, Write};

use super::counts::facet_text;
use super::style::{BOLD, DIM, clean, counted, thousands};
use crate::model::{ArticleId, CheckReport, CheckedFile, Status};

/// What the archive holds.
pub fn status_text(status: &Status, width: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{BOLD}Archive{BOLD:#}     {} ({:.1} MB)", status.index, status.bytes as f64 / 1e6)?;
    for folder in &status.folders {
        let (files, articles) = (counted(folder.files, "file"), counted(folder.articles, "article"));
        writeln!(out, "  from      {}: {files}, {articles}", clean(&folder.folder))?;
    }
    for file in &status.names_files {
        writeln!(out, "  names     {}", clean(file))?;
    }
    for name in &status.unused_names {
        writeln!(out, "  names     {DIM}{}{DIM:#}", clean(name))?;
    }
    writeln!(out, "{BOLD}Articles{BOLD:#}    {}, {} undated", thousands(status.articles), thousands(status.undated))?;
    writeln!(out, "{BOLD}Paragraphs{BOLD:#}  {}", thousands(status.paragraphs))?;
    writeln!(out, "{BOLD}Persons{BOLD:#}     {}", thousands(status.persons))?;
    writeln!(out, "{BOLD}Countries{BOLD:#}   {}", thousands(status.countries))?;
    writeln!(out, "{BOLD}Quotes{BOLD:#}      {}", thousands(status.quotes))?;
    if let Some((first, last)) = &status.dates {
        writeln!(out, "{BOLD}Dates{BOLD:#}       {first} to {last}")?;
    }
    for table in &status.facets {
        writeln!(out)?;
        facet_text(table, 0, width, out)?;
    }
    Ok(())
}

/// Whether the sources are as they were.
pub fn check_text(report: &CheckReport, out: &mut impl Write) -> io::Result<()> {
    let (files, articles) = (counted(report.files, "source file"), counted(report.articles, "article"));
    writeln!(out, "{BOLD}Checked{BOLD:#}  {files} with {articles}")?;
    files_text("changed since it was indexed", &report.changed, out)?;
    files_text("gone", &report.missing, out)?;
    for file in &report.damaged {
        writeln!(out, "damaged part of the index: {file}")?;
    }
    if report.changed.is_empty() && report.missing.is_empty() && report.damaged.is_empty() {
        writeln!(out, "All is as it was indexed.")?;
    } else {
        writeln!(out, "Index the folder again to bring the archive up to date.")?;
    }
    Ok(())
}

fn files_text(what: &str, files: &[CheckedFile], out: &mut impl Write) -> io::Result<()> {
    for file in files {
        let ids: Vec<&str> = file.articles.iter().take(5).map(ArticleId::as_str).collect();
        let more = if file.articles.len() > 5 { ", …" } else { "" };
        writeln!(out, "{what}: {} {DIM}({}{more}){DIM:#}", clean(&file.path), ids.join(", "))?;
    }
    Ok(())
}
