//! What articles do web pages hold, saved one by one or by the thousand?

mod furniture;
mod hints;
mod html;
mod http;
mod main_text;
mod mhtml;
mod page;
mod page_date;
mod schema_org;
mod survey;
mod wacz;
mod warc;

pub(super) use html::draft;
pub(super) use html::paragraphs_of_fragment;

use super::registry::{Read, Reader};
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Html,
        what: "a saved web page: its main text, with what its metadata says of it",
        endings: &["html", "htm", "xhtml", "shtml"],
        recognises: |head| head.is_html(),
        read: Read::Text(html::read),
    },
    Reader {
        format: Format::Mhtml,
        what: "a web page that a browser saved with its parts in one file",
        endings: &["mhtml", "mht"],
        recognises: mhtml::recognises,
        read: Read::Bytes(mhtml::read),
    },
    Reader {
        format: Format::Warc,
        what: "a web archive (WARC, ARC): each page that was fetched is an article",
        endings: &["warc", "arc"],
        recognises: |head| warc::recognises(head.bytes),
        read: Read::Bytes(warc::read),
    },
    Reader {
        format: Format::Warc,
        what: "a web archive with its index in one file (WACZ)",
        endings: &["wacz"],
        recognises: wacz::recognises,
        read: Read::Bytes(wacz::read),
    },
];
