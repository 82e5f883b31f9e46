//! What articles are in feeds and exports of weblogs?

mod atom;
mod entry;
mod json_feed;
mod rss;
mod shortcodes;
mod wordpress;

use super::registry::{Head, Read, Reader};
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::WordPress,
        what: "export of a WordPress site: its published posts",
        endings: &["wxr"],
        recognises: |head| head.has_root("rss") && head.start.contains("wordpress.org/export"),
        read: Read::Text(wordpress::read),
    },
    Reader {
        format: Format::Rss,
        what: "RSS: the items of a feed, with their whole text if it holds that",
        endings: &["rss", "rdf"],
        recognises: |head| head.has_root("rss") || is_rdf_feed(head),
        read: Read::Text(rss::read),
    },
    Reader {
        format: Format::Atom,
        what: "Atom: the entries of a feed",
        endings: &["atom"],
        recognises: |head| ["feed", "entry"].iter().any(|root| head.has_root(root)) && is_atom(head),
        read: Read::Text(atom::read),
    },
    Reader {
        format: Format::JsonFeed,
        what: "JSON Feed: the items of a feed",
        endings: &[],
        recognises: |head| head.is_json() && head.start.contains("jsonfeed.org/version"),
        read: Read::Text(json_feed::read),
    },
];

fn is_rdf_feed(head: &Head<'_>) -> bool {
    head.has_root("RDF") && ["purl.org/rss/", "netscape.com/rdf"].iter().any(|name| head.start.contains(name))
}

fn is_atom(head: &Head<'_>) -> bool {
    ["www.w3.org/2005/Atom", "purl.org/atom"].iter().any(|name| head.start.contains(name))
}
