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
mod requests;
mod terminal;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
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
    match &cli.command {
        Command::Index(args) => index::run(args, &cli.index, terminal),
        Command::Formats(args) => formats::run(args, terminal),
        Command::ExtractPdf => extract::run(terminal),
        Command::Annotate(args) => annotate::run(args, terminal),
        Command::Completions(args) => {
            clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut terminal.out);
            Ok(Exit::Done)
        }
        Command::Search(args) => ask::search(args, &cli.index, terminal),
        Command::Quotes(args) => ask::quotes(args, &cli.index, terminal),
        Command::Export(args) => export::run(args, &cli.index, terminal),
        Command::Facets(args) => ask::facets(args, &cli.index, terminal),
        Command::Timeline(args) => ask::timeline(args, &cli.index, terminal),
        Command::Show(args) => look::show(args, &cli.index, terminal),
        Command::Status(args) => look::status(args, &cli.index, terminal),
        Command::Check(args) => look::check(args, &cli.index, terminal),
    }
}

/// Whether the reader of our output has had enough (`dateline … | head`).
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
