//! The commands that look at what is there: show, status, check.

use anyhow::bail;

use super::args::{CheckArgs, OutputFormat, ReportFormat, ShowArgs, StatusArgs};
use super::ask::Source;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::engine::{self, EngineError};
use crate::model::ArticleId;
use crate::present::{self, AnnotatedArticle};

pub(super) fn show(args: &ShowArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let engine = source.open()?;
    let mut shown = Vec::new();
    for (nth, citation) in args.citations.iter().enumerate() {
        let (id, only) = parse_citation(citation)?;
        let (card, article, annotations) = engine.article(&id)?;
        let has = article.text.paragraph_count();
        if let Some(asked) = only.filter(|n| *n > has) {
            return Err(EngineError::NoParagraph { id: id.to_string(), asked, has }.into());
        }
        if args.format == OutputFormat::Text {
            if nth > 0 {
                std::io::Write::write_all(&mut terminal.out, b"\n")?;
            }
            present::article_text(&card, &article, &annotations, only, terminal.width, &mut terminal.out)?;
        } else {
            shown.push((card, article, annotations, only));
        }
    }
    let values: Vec<AnnotatedArticle> = shown
        .iter()
        .map(|(card, article, annotations, only)| AnnotatedArticle::new(article, annotations).cited(card, *only))
        .collect();
    match args.format {
        OutputFormat::Text => {}
        OutputFormat::Json if values.len() == 1 => present::json(&values[0], &mut terminal.out)?,
        OutputFormat::Json => present::json(&values, &mut terminal.out)?,
        OutputFormat::Jsonl => present::jsonl(values, &mut terminal.out)?,
        OutputFormat::Csv => bail!("an article is no table: use --format text, json or jsonl"),
    }
    Ok(Exit::Done)
}

/// `ID` or `ID#N`.
fn parse_citation(citation: &str) -> anyhow::Result<(ArticleId, Option<usize>)> {
    let Some((id, n)) = citation.split_once('#') else { return Ok((ArticleId::new(citation), None)) };
    match n.parse() {
        Ok(n) if n > 0 => Ok((ArticleId::new(id), Some(n))),
        _ => bail!("{citation:?} cites no paragraph: write ID#N, with N from 1"),
    }
}

pub(super) fn status(args: &StatusArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let status = source.open()?.status()?;
    let width = terminal.width;
    match args.format {
        ReportFormat::Text => present::status_text(&status, width, &mut terminal.out)?,
        ReportFormat::Json => present::json(&status, &mut terminal.out)?,
    }
    Ok(Exit::Done)
}

pub(super) fn check(args: &CheckArgs, source: Source<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let engine = source.open()?;
    let ids: Vec<ArticleId> =
        args.ids.iter().map(|citation| parse_citation(citation).map(|(id, _)| id)).collect::<anyhow::Result<_>>()?;
    let report = engine::check(&engine, &ids)?;
    match args.format {
        ReportFormat::Text => present::check_text(&report, &mut terminal.out)?,
        ReportFormat::Json => present::json(&report, &mut terminal.out)?,
    }
    let sound = report.changed.is_empty() && report.missing.is_empty() && report.damaged.is_empty();
    Ok(if sound { Exit::Done } else { Exit::Partly })
}
