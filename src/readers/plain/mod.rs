//! What article does a file of plain words hold?

mod markdown;
mod text;

pub(super) use text::{draft_of, read as read_text, text_of};

use super::registry::{Read, Reader};
use crate::model::Format;

/// These are told by their endings alone: anything may be text.
pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Txt,
        what: "plain text: header lines, headline, byline, dateline and paragraphs",
        endings: &["txt", "text"],
        recognises: |_| false,
        read: Read::Text(text::read),
    },
    Reader {
        format: Format::Markdown,
        what: "Markdown, with YAML or TOML front matter",
        endings: &["md", "markdown", "mdown", "mkd"],
        recognises: |_| false,
        read: Read::Text(markdown::read),
    },
];
