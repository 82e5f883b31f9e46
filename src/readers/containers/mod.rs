//! What files are inside a file?
//!
//! Compressed files ([`compression`]) are unpacked whatever they hold; archives of files ([`zip`], [`tar`]) are read as folders
//! ([`members`]).

mod compression;
mod members;
mod tar;
mod zip;

pub(super) use compression::{Unpacked, unpack};
pub(super) use zip::{is_zip, read_some};

use super::registry::{Read, Reader};
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Zip,
        what: "a zip archive of files of any of these formats, read as a folder",
        endings: &["zip"],
        recognises: |head| zip::is_zip(head.bytes),
        read: Read::Bytes(zip::read),
    },
    Reader {
        format: Format::Tar,
        what: "a tar archive of files of any of these formats, read as a folder",
        endings: &["tar", "tgz", "tbz", "tbz2", "txz", "tzst"],
        recognises: |head| tar::is_tar(head.bytes),
        read: Read::Bytes(tar::read),
    },
];
