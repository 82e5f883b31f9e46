//! The commands that ask the archive: search, quotes, facets, timeline.

use std::path::{Path, PathBuf};

use super::args::{FacetsArgs, OutputFormat, QuotesArgs, SearchArgs, TimelineArgs};
use super::exit::Exit;
use super::requests;
use super::terminal::Terminal;
use crate::engine::{Engine, FacetRequest, QuotesRequest, SearchRequest, TimelineRequest};
use crate::index::Archive;
use crate::model::FacetField;
use crate::present;
use crate::query::Parsed;

/// So many values are shown of a facet that stands beside results.
const FACET_VALUES: usize = 10;

/// What is asked: an archive, and what the user says of names.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) index: &'a Path,
    pub(super) names: &'a [PathBuf],
}

impl Source<'_> {
    /// Opens the archive.
    pub(super) fn open(self) -> anyhow::Result<Engine> {
        Ok(Engine::with_names(Archive::open(self.index)?, self.names)?)
    }
}

pub(super) fn search(args: &SearchArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let parsed = requests::parse_query(&args.query, args.scope)?;
    remarks(&parsed, terminal);
    let fields = [FacetField::Country, FacetField::Person, FacetField::Speaker, FacetField::Outlet, FacetField::Year];
    let request = SearchRequest {
        sort: requests::sort(args.sort, &parsed),
        plan: parsed.plan,
        filters: requests::filters(&args.filters)?,
        page: requests::page(&args.page),
        paragraphs: (args.paragraphs > 0).then_some(args.paragraphs),
        facets: if args.facets { fields.to_vec() } else { Vec::new() },
        facet_values: FACET_VALUES,
    };
    let page = source.open()?.search(&request)?;
    notes(&page.notes, &page.understood, args.page.explain, terminal);
    let width = terminal.width;
    match args.page.format {
        OutputFormat::Text => present::search_text(&page, width, &mut terminal.out)?,
        OutputFormat::Json => present::json(&page, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl(&page.hits, &mut terminal.out)?,
        OutputFormat::Csv => present::search_csv(&page, &mut terminal.out)?,
    }
    Ok(Exit::found(page.total > 0))
}

pub(super) fn quotes(args: &QuotesArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let fields =
        [FacetField::Speaker, FacetField::About, FacetField::AboutCountry, FacetField::Year, FacetField::Outlet];
    let request = QuotesRequest {
        page: requests::page(&args.page),
        facets: if args.facets { fields.to_vec() } else { Vec::new() },
        facet_values: FACET_VALUES,
        ..requests::quotes(&args.which, terminal)?
    };
    let page = source.open()?.quotes(&request)?;
    notes(&page.notes, &page.understood, args.page.explain, terminal);
    let width = terminal.width;
    match args.page.format {
        OutputFormat::Text => present::quotes_text(&page, args.page.explain, width, &mut terminal.out)?,
        OutputFormat::Json => present::json(&page, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl(&page.quotes, &mut terminal.out)?,
        OutputFormat::Csv => present::quotes_csv(&page, &mut terminal.out)?,
    }
    Ok(Exit::found(page.total > 0))
}

pub(super) fn facets(args: &FacetsArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let parsed = requests::parse_query(&args.query, args.scope)?;
    remarks(&parsed, terminal);
    let request = FacetRequest {
        plan: parsed.plan,
        filters: requests::filters(&args.filters)?,
        field: requests::field(args.field),
        page: requests::page(&args.page),
    };
    let (table, told) = source.open()?.facets(&request)?;
    notes(&told, &table.understood, args.page.explain, terminal);
    let width = terminal.width;
    match args.page.format {
        OutputFormat::Text => present::facet_text(&table, args.page.offset, width, &mut terminal.out)?,
        OutputFormat::Json => present::json(&table, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl(&table.counts, &mut terminal.out)?,
        OutputFormat::Csv => present::facet_csv(&table, &mut terminal.out)?,
    }
    Ok(Exit::found(table.total > 0))
}

pub(super) fn timeline(args: &TimelineArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let parsed = requests::parse_query(&args.query, args.scope)?;
    remarks(&parsed, terminal);
    let request = TimelineRequest {
        plan: parsed.plan,
        filters: requests::filters(&args.filters)?,
        step: requests::step(args.by),
    };
    let timeline = source.open()?.timeline(&request)?;
    notes(&timeline.notes, &timeline.understood, args.explain, terminal);
    let width = terminal.width;
    match args.format {
        OutputFormat::Text => present::timeline_text(&timeline, width, &mut terminal.out)?,
        OutputFormat::Json => present::json(&timeline, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl(present::timeline_rows(&timeline), &mut terminal.out)?,
        OutputFormat::Csv => present::timeline_csv(&timeline, &mut terminal.out)?,
    }
    Ok(Exit::found(timeline.total > 0))
}

/// Says what may not be meant so.
fn remarks(parsed: &Parsed, terminal: &mut Terminal) {
    for remark in &parsed.remarks {
        terminal.say(&format!("note: {remark}"));
    }
}

/// Says how names were understood and, on request, the whole question.
pub(super) fn notes(notes: &[String], understood: &str, explain: bool, terminal: &mut Terminal) {
    for note in notes {
        terminal.say(&format!("note: {note}"));
    }
    if explain {
        terminal.say(&format!("understood as: {understood}"));
    }
}
