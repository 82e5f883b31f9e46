//! Which files are in a zip archive? It is read as a folder; a member that is broken costs only itself.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::members::{Members, is_left_aside};
use crate::readers::record::Intake;

pub(in crate::readers) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    read_some(bytes, intake, |_| true);
}

/// Reads the files whose names are wanted.
pub(in crate::readers) fn read_some(bytes: &[u8], intake: &mut Intake<'_>, is_wanted: fn(&str) -> bool) {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return intake.skip(None, format!("the zip archive is damaged or cut off ({error})")),
    };
    let mut members = Members::new(intake);
    for index in 0..archive.len() {
        if !members.goes_on() {
            return;
        }
        let name = archive.name_for_index(index).and_then(Result::ok).map(Cow::into_owned);
        let mut file = match archive.by_index(index) {
            Ok(file) => file,
            Err(error) => {
                members.skip(&name.unwrap_or_default(), &reason_of(&error));
                continue;
            }
        };
        let name = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
        if file.is_dir() || is_left_aside(&name) || !is_wanted(&name) {
            continue;
        }
        let size = file.size();
        members.take(&name, size, &mut |limit, bytes| file.by_ref().take(limit).read_to_end(bytes));
    }
}

fn reason_of(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "it is protected by a password: unpack it first".to_owned()
        }
        error => format!("it cannot be unpacked ({error})"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::readers::testing::{outcomes, read_file};

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_zip_is_read_as_a_folder() {
        let inner = archive(&[("deep/c.txt", b"Title: Inside\n\nThe third article.")]);
        let bytes = archive(&[
            ("2024/05/16/a.txt", b"Title: First\n\nThe first article."),
            (".hidden/x.txt", b"Hidden"),
            ("README", b"About"),
            ("b.jsonl", b"{\"title\":\"Two\",\"text\":\"x\"}\n{\"title\":\"Three\",\"text\":\"y\"}"),
            ("picture.png", b"\x89PNG"),
            ("inner.zip", &inner),
        ]);
        let found = outcomes(&read_file("export.zip", &bytes));
        assert_eq!(
            found,
            [
                "0 txt First 2024-05-16",
                "1 jsonl Two",
                "2 jsonl Three",
                "skipped: picture.png: there is no reader for .png files",
                "3 txt Inside",
            ]
        );
    }

    #[test]
    fn articles_in_a_zip_keep_their_ids_when_others_come() {
        let id = |bytes: &[u8]| read_file("e.zip", bytes).into_iter().flatten().last().unwrap().id;
        let before = archive(&[("b.txt", b"Two")]);
        let after = archive(&[("a.txt", b"One"), ("b.txt", b"Two")]);
        assert_eq!(id(&before), id(&after));
    }

    #[test]
    fn damage_is_named() {
        let mut bytes = archive(&[("a.txt", b"Title: First\n\nThe first article.")]);
        bytes.truncate(30);
        assert!(outcomes(&read_file("a.zip", &bytes))[0].contains("damaged or cut off"));
    }
}
