//! What articles are in what news agencies and libraries send: XML, JSON and plain wire text?

mod alto;
mod mets;
mod newsml1;
mod newsml_g2;
pub(super) mod ninjs;
mod nitf;
mod story;
mod tei;
mod tei_text;
mod teletype;

use super::registry::{Read, Reader};
use super::tables;
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Nitf,
        what: "NITF: a message of a news agency",
        endings: &["nitf"],
        recognises: |head| head.has_root("nitf"),
        read: Read::Text(nitf::read),
    },
    Reader {
        format: Format::NewsMl1,
        what: "NewsML 1: messages of a news agency",
        endings: &["newsml"],
        recognises: |head| head.has_root("NewsML"),
        read: Read::Text(newsml1::read),
    },
    Reader {
        format: Format::NewsMlG2,
        what: "NewsML-G2: messages of a news agency; packages and pictures are passed over",
        endings: &[],
        recognises: |head| ["newsMessage", "newsItem", "packageItem"].iter().any(|root| head.has_root(root)),
        read: Read::Text(newsml_g2::read),
    },
    Reader {
        format: Format::Ninjs,
        what: "ninjs: news messages in JSON",
        endings: &["ninjs"],
        recognises: ninjs::recognises,
        read: Read::Text(tables::read_json),
    },
    Reader {
        format: Format::Iptc7901,
        what: "wire text with the control characters of IPTC 7901 or ANPA 1312",
        endings: &["iptc", "anpa"],
        recognises: |head| teletype::opens_message(head.bytes),
        read: Read::Text(teletype::read),
    },
    Reader {
        format: Format::Alto,
        what: "ALTO: a scanned page as read by OCR",
        endings: &[],
        recognises: |head| head.has_root("alto"),
        read: Read::Text(alto::read),
    },
    Reader {
        format: Format::Alto,
        what: "METS with ALTO in it: the articles of scanned pages",
        endings: &[],
        recognises: |head| head.has_root("mets"),
        read: Read::Text(mets::read),
    },
    Reader {
        format: Format::Tei,
        what: "TEI: the text of a document with its header",
        endings: &["tei"],
        recognises: |head| ["TEI", "TEI.2", "teiCorpus"].iter().any(|root| head.has_root(root)),
        read: Read::Text(tei::read),
    },
];
