//! What articles do tables and lists of records hold?

mod json;

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
];
