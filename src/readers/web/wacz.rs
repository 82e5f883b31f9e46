//! Which web archives does a WACZ file hold? It is a zip archive: the pages are in `archive/`, the rest is index.

use crate::readers::containers::{is_zip, read_some};
use crate::readers::record::Intake;
use crate::readers::registry::Head;

pub(super) fn recognises(head: &Head<'_>) -> bool {
    /// The names of the members stand at the end.
    const DIRECTORY: usize = 1 << 16;
    let end = &head.bytes[head.bytes.len().saturating_sub(DIRECTORY)..];
    let names = |name: &[u8]| memchr::memmem::find(end, name).is_some();
    is_zip(head.bytes) && (head.ending == "wacz" || (names(b"datapackage.json") && names(b"archive/")))
}

pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    read_some(bytes, intake, |name| name.starts_with("archive/"));
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::readers::testing::{outcomes, read_file};

    #[test]
    fn the_archives_in_it_are_read_and_nothing_else() {
        let page = "<title>Talks</title><p>The two leaders met.";
        let record = format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.com/a\r\nContent-Type: text/html\r\n\
             Content-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in [
            ("datapackage.json", "{\"profile\": \"data-package\"}"),
            ("pages/pages.jsonl", "{\"title\": \"Talks\", \"text\": \"The two leaders met.\"}"),
            ("archive/data.warc", record.as_str()),
        ] {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        for name in ["crawl.wacz", "crawl.zip"] {
            assert_eq!(outcomes(&read_file(name, &bytes)), ["0 warc Talks"]);
        }
    }
}
