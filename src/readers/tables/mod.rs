//! What articles do tables and lists of records hold?

mod delimited;
mod json;
#[cfg(feature = "parquet")]
mod parquet;
mod records;
mod reuters;
mod rows;

pub(super) use json::read as read_json;

use super::registry::{Read, Reader};
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Jsonl,
        what: "JSON Lines: one record a line",
        endings: &["jsonl", "ndjson", "jsonlines", "jl", "ldjson"],
        recognises: |_| false,
        read: Read::Text(json::read_lines),
    },
    Reader {
        format: Format::Json,
        what: "JSON: a record, a list of records, or an object around such a list",
        endings: &["json"],
        recognises: |head| head.is_json(),
        read: Read::Text(json::read),
    },
    Reader {
        format: Format::ReutersSgml,
        what: "SGML of the Reuters-21578 collection",
        endings: &["sgm", "sgml"],
        recognises: |head| head.root() == Some("REUTERS"),
        read: Read::Text(reuters::read),
    },
    #[cfg(feature = "parquet")]
    Reader {
        format: Format::Parquet,
        what: "Parquet: one record a row, its columns found by name or named by --map",
        endings: &["parquet"],
        // The sign is text; what follows in a table is not.
        recognises: |head| head.bytes.starts_with(b"PAR1") && head.bytes.iter().take(4096).any(|b| *b < 9),
        read: Read::Bytes(parquet::read),
    },
    Reader {
        format: Format::Csv,
        what: "CSV, TSV and their like: one record a row, its columns found by name or named by --map",
        endings: &["csv", "tsv", "tab", "psv"],
        recognises: |head| delimited::opens_table(&head.start),
        read: Read::Text(delimited::read),
    },
];
