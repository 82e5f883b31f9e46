//! The `dateline` program: see `dateline --help`.

fn main() {}
