//! `dateline people`: the list of persons, and the card of one.

use super::args::{OutputFormat, PeopleArgs, PeopleOrderArg};
use super::ask::{Source, notes};
use super::exit::Exit;
use super::requests;
use super::terminal::Terminal;
use crate::engine::{Engine, EngineError, PeopleOrder, PeopleRequest, PersonRequest};
use crate::present;

pub(super) fn run(args: &PeopleArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let engine = source.open()?;
    if args.name.is_empty() {
        return list(args, &engine, None, terminal);
    }
    let name = args.name.join(" ");
    let request = PersonRequest {
        name: name.clone(),
        filters: requests::filters(&args.filters)?,
        limit: requests::page(&args.page).limit,
    };
    let card = match engine.person(&request) {
        // Who may be meant is an answer here.
        Err(EngineError::Ambiguous { asked, .. }) if asked == name => {
            return list(args, &engine, Some(&name), terminal);
        }
        card => card?,
    };
    notes(&card.notes, &card.understood, args.page.explain, terminal);
    let width = terminal.width;
    match args.page.format {
        OutputFormat::Text => present::person_text(&card, width, &mut terminal.out)?,
        OutputFormat::Json => present::json(&card, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl([&card], &mut terminal.out)?,
        OutputFormat::Csv => present::person_csv(&card, &mut terminal.out)?,
    }
    Ok(Exit::found(card.articles > 0))
}

fn list(args: &PeopleArgs, engine: &Engine, called: Option<&str>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let request = PeopleRequest {
        filters: requests::filters(&args.filters)?,
        order: match args.sort {
            PeopleOrderArg::Articles => PeopleOrder::Articles,
            PeopleOrderArg::Quotes => PeopleOrder::Quotes,
            PeopleOrderArg::Name => PeopleOrder::Name,
            PeopleOrderArg::Newest => PeopleOrder::Newest,
        },
        page: requests::page(&args.page),
    };
    let page = engine.people(&request, called)?;
    notes(&page.notes, &page.understood, args.page.explain, terminal);
    let width = terminal.width;
    match args.page.format {
        OutputFormat::Text => present::people_text(&page, width, &mut terminal.out)?,
        OutputFormat::Json => present::json(&page, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl(&page.people, &mut terminal.out)?,
        OutputFormat::Csv => present::people_csv(&page, &mut terminal.out)?,
    }
    Ok(Exit::found(page.total > 0))
}
