//! The program from the outside: each module a theme, each test an archive of its own. See `fixture.rs` for how to add one.
#![allow(clippy::unwrap_used)]

mod architecture;
mod commands;
mod countries;
mod fixture;
mod formats;
mod gold;
mod incremental;
mod languages;
mod oracle;
mod people;
mod random_queries;
mod sample;
mod sources;
