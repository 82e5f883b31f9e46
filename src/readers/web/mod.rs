//! What articles do web pages hold, saved one by one or by the thousand?

mod html;
mod page;
mod schema_org;
mod walk;

#[allow(unused_imports, reason = "for the readers of mail, feeds and web archives")]
pub(super) use html::draft;
pub(super) use html::paragraphs_of_fragment;

use super::registry::{Read, Reader};
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[Reader {
    format: Format::Html,
    what: "a saved web page: its main text, with what its metadata says of it",
    endings: &["html", "htm", "xhtml", "shtml"],
    recognises: |head| head.is_html(),
    read: Read::Text(html::read),
}];
