//! The `dateline` program: see `dateline --help`.

use std::process::ExitCode;

/// Many threads make and drop small lists: a tenth of indexing is saved by an allocator made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os()).into()
}
