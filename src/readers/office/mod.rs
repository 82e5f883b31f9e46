//! What articles are in documents of word processors and printers?

pub(super) mod document;
pub(super) mod docx;
mod epub;
mod odt;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_articles;
#[cfg(feature = "pdf")]
mod pdf_layout;
pub(super) mod rtf;
mod rtf_syntax;

use super::registry::{Read, Reader};
use crate::model::Format;

/// See [`extract_pdf`](super::extract_pdf).
#[cfg(feature = "pdf")]
pub(super) fn extract_pdf(bytes: &[u8]) -> Result<Vec<u8>, String> {
    pdf::extract(bytes)
}

#[cfg(not(feature = "pdf"))]
pub(super) fn extract_pdf(_: &[u8]) -> Result<Vec<u8>, String> {
    Err("this build of dateline has no reader for PDF files (feature `pdf`)".to_owned())
}

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Docx,
        what: "a Word document",
        endings: &["docx", "docm", "dotx"],
        recognises: |head| docx::is_docx(head.bytes),
        read: Read::Bytes(docx::read),
    },
    Reader {
        format: Format::Odt,
        what: "an OpenDocument text",
        endings: &["odt", "ott", "fodt"],
        recognises: |head| odt::is_odt(head),
        read: Read::Bytes(odt::read),
    },
    Reader {
        format: Format::Epub,
        what: "an EPUB book: an article a page",
        endings: &["epub"],
        recognises: |head| epub::is_epub(head),
        read: Read::Bytes(epub::read),
    },
    Reader {
        format: Format::Rtf,
        what: "a document in Rich Text Format",
        endings: &["rtf"],
        recognises: |head| head.opens("{\\rtf") && !head.start[5..].starts_with(' '),
        read: Read::Bytes(rtf::read),
    },
    Reader {
        format: Format::Pdf,
        what: "PDF with a text layer: columns, running heads and parted words are dealt with",
        endings: &["pdf"],
        recognises: |head| head.bytes[..head.bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-"),
        #[cfg(feature = "pdf")]
        read: Read::Bytes(pdf::read),
        #[cfg(not(feature = "pdf"))]
        read: Read::Bytes(|bytes, intake| intake.skip(None, extract_pdf(bytes).err().unwrap_or_default())),
    },
];
