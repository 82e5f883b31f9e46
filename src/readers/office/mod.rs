//! What articles are in documents of word processors and printers?

#[cfg(feature = "pdf")]
mod pdf;

use super::registry::Reader;

/// See [`extract_pdf`](super::extract_pdf).
#[cfg(feature = "pdf")]
pub(super) fn extract_pdf(bytes: &[u8]) -> Result<Vec<u8>, String> {
    pdf::extract(bytes)
}

#[cfg(not(feature = "pdf"))]
pub(super) fn extract_pdf(_: &[u8]) -> Result<Vec<u8>, String> {
    Err("this build of dateline has no reader for PDF files (feature `pdf`)".to_owned())
}

pub(super) const READERS: &[Reader] = &[];
