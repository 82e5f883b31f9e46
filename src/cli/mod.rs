//! The command line: what was typed becomes a request, what comes back is shown, and the exit status says how it went.

mod annotate;
mod args;
mod ask;
mod exit;
mod export;
mod extract;
mod formats;
mod index;
mod look;
mod people;
mod requests;
mod terminal;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use ask::Source;
pub use exit::Exit;
use terminal::Terminal;

/// Runs the program with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed } else { Exit::Done };
        }
    };
    let mut terminal = Terminal::new(cli.color);
    let done = dispatch(&cli, &mut terminal).and_then(|exit| Ok(terminal.out.flush().map(|()| exit)?));
    match done {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Done,
        Err(error) => {
            let _ = terminal.out.flush();
            terminal.say(&format!("dateline: {error:#}"));
            Exit::Failed
        }
    }
}

fn dispatch(cli: &Cli, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let source = Source { index: &cli.index, names: &cli.names_files };
    match &cli.command {
        Command::Index(args) => index::run(args, &cli.index, terminal),
        Command::Formats(args) => formats::run(args, terminal),
        Command::ExtractPdf => extract::run(terminal),
        Command::Annotate(args) => annotate::run(args, terminal),
        Command::Completions(args) => {
            clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut terminal.out);
            Ok(Exit::Done)
        }
        Command::Search(args) => ask::search(args, source, terminal),
        Command::Quotes(args) => ask::quotes(args, source, terminal),
        Command::Export(args) => export::run(args, source, terminal),
        Command::People(args) => people::run(args, source, terminal),
        Command::Facets(args) => ask::facets(args, source, terminal),
        Command::Timeline(args) => ask::timeline(args, source, terminal),
        Command::Show(args) => look::show(args, source, terminal),
        Command::Status(args) => look::status(args, source, terminal),
        Command::Check(args) => look::check(args, source, terminal),
    }
}

/// Whether the reader of our output has had enough (`dateline … | head`).
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
