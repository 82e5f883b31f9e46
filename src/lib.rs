//! Dateline: full-text search for archives of news articles that people keep as files.
//!
//! A folder of dated articles goes in; paragraphs, counts and quotations come out, each with who, when and where it
//! stands. `ARCHITECTURE.md` is the map.

pub mod annotate;
pub mod cli;
pub mod engine;
pub mod evidence;
pub mod index;
pub mod ingest;
pub mod model;
pub mod names;
pub mod present;
pub mod query;
pub mod readers;
pub mod text;
