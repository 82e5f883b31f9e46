//! What parts does a document hold that is a zip archive underneath?
//!
//! A part is unpacked when it is asked for, and only up to a limit, so that a small file cannot fill the memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::readers::encoding;

/// No part of a document is longer; a book of ten thousand pages has some 30 MB of markup.
const MAX_PART: u64 = 512 << 20;

/// An opened document.
pub(in crate::readers) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// Opens a document; the error says why it cannot be, and what may be done.
    pub(in crate::readers) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        ZipArchive::new(Cursor::new(bytes))
            .map(Self)
            .map_err(|error| format!("the document is damaged or cut off ({error}): save it again from its program"))
    }

    /// Whether bytes are a zip archive with a part of this name; the archive's directory tells.
    pub(in crate::readers) fn holds(bytes: &'a [u8], name: &str) -> bool {
        bytes.starts_with(b"PK\x03\x04")
            && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(name).is_some())
    }

    /// The bytes of a part; nothing if there is no such part.
    pub(in crate::readers) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err("the document is protected by a password: save it without one".to_owned());
            }
            Err(error) => return Err(format!("{name} cannot be unpacked ({error})")),
        };
        let mut bytes = Vec::with_capacity(file.size().min(1 << 20) as usize);
        match file.take(MAX_PART + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > MAX_PART => {
                Err(format!("{name} unpacks to more than {} MiB: split the document", MAX_PART >> 20))
            }
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(format!("{name} is damaged or cut off ({error}): save the document again")),
        }
    }

    /// The characters of a part that is XML; what cannot be read of a part that may be missing is none.
    pub(in crate::readers) fn xml(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let declared = encoding::declared(&bytes).map(str::to_owned);
        Ok(Some(encoding::decode(bytes.into(), declared.as_deref()).text.into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archive_is_refused_with_a_reason() {
        assert!(Package::open(b"PK\x03\x04 and then nothing").is_err_and(|reason| reason.contains("cut off")));
        assert!(!Package::holds(b"PK\x03\x04", "a") && !Package::holds(b"", "a"));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>) {
            let bytes = [b"PK\x03\x04".as_slice(), &bytes].concat();
            let _ = Package::open(&bytes).and_then(|mut package| package.part("a"));
        }
    }
}
