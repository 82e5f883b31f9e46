//! Where do data and talk go? Data to standard output, talk to standard error, colours only where someone sees them.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::Color;

/// Standard output and standard error, with or without colours.
pub(super) struct Terminal {
    /// Data. Styles are written as ANSI codes and taken out again where they do not belong.
    pub(super) out: BufWriter<AutoStream<Stdout>>,
    error: AutoStream<std::io::Stderr>,
    /// How many columns a line has.
    pub(super) width: usize,
}

/// Lines for reading are no longer than this, however wide the terminal.
const MAX_WIDTH: usize = 100;

impl Terminal {
    pub(super) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = asked.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
        Self {
            out: BufWriter::with_capacity(1 << 16, AutoStream::new(std::io::stdout(), choice)),
            error: AutoStream::new(std::io::stderr(), choice),
            width: width.unwrap_or(MAX_WIDTH).clamp(40, MAX_WIDTH),
        }
    }

    /// Writes data that holds no styles, past what would take them out.
    pub(super) fn write_data(&mut self, data: &[u8]) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().as_inner().write_all(data)
    }

    /// Says something to the user, on standard error. That nobody listens is no reason to fail.
    pub(super) fn say(&mut self, line: &str) {
        let _ = writeln!(self.error, "{line}");
    }

    /// Whether someone watches standard error.
    pub(super) fn is_watched() -> bool {
        std::io::stderr().is_terminal()
    }
}
