//! Which files are in a tar archive? It is read as a folder, up to where it breaks.

use std::io::Read;

use tar::Archive;

use super::members::{Members, is_left_aside};
use crate::readers::record::Intake;

pub(super) fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let mut archive = Archive::new(bytes);
    let mut members = Members::new(intake);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return members.skip("", &format!("the tar archive is damaged ({error})")),
    };
    for entry in entries {
        if !members.goes_on() {
            return;
        }
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return members.skip("", &format!("the tar archive breaks off here ({error})")),
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).trim_start_matches("./").to_owned();
        if !entry.header().entry_type().is_file() || is_left_aside(&name) {
            continue;
        }
        let size = entry.size();
        members.take(&name, size, &mut |limit, bytes| entry.by_ref().take(limit).read_to_end(bytes));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use tar::{Builder, Header};

    use crate::readers::testing::{outcomes, read_file};

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut builder = Builder::new(Vec::new());
        for (name, bytes) in files {
            let mut header = Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_cksum();
            builder.append_data(&mut header, name, *bytes).unwrap();
        }
        builder.into_inner().unwrap()
    }

    #[test]
    fn a_tar_is_read_as_a_folder_packed_or_not() {
        let bytes =
            archive(&[("a.txt", b"Title: First\n\nThe first article."), ("b/c.md", b"# Second\n\nThe second.")]);
        let expected = ["0 txt First", "1 markdown Second"];
        assert_eq!(outcomes(&read_file("export.tar", &bytes)), expected);
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&bytes).unwrap();
        assert_eq!(outcomes(&read_file("export.tgz", &encoder.finish().unwrap())), expected);
    }

    #[test]
    fn what_comes_before_the_damage_is_kept() {
        let mut bytes = archive(&[("a.txt", b"Title: First\n\nWords."), ("b.txt", &[b'x'; 4000])]);
        bytes.truncate(2000);
        let found = outcomes(&read_file("export.tar", &bytes));
        assert_eq!(found[0], "0 txt First");
        assert!(found[1].starts_with("skipped: "), "{found:?}");
    }
}
