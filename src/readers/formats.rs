//! Which reader reads a file? Told by the ending of its name; where there is none, by its first bytes.

use std::borrow::Cow;

use crate::model::{Article, Format, Problem};

use super::encoding::{self, Decoded};
use super::record::Intake;
use super::{SourceFile, compression, html, json, markdown, text};

/// Endings, in small letters, and the format that each stands for.
const ENDINGS: [(&str, Format); 16] = [
    ("txt", Format::Txt),
    ("text", Format::Txt),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mdown", Format::Markdown),
    ("mkd", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("shtml", Format::Html),
    ("json", Format::Json),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("jsonlines", Format::Jsonl),
    ("jl", Format::Jsonl),
    ("ldjson", Format::Jsonl),
];

/// Endings of compressed files.
const PACKED: [&str; 4] = ["gz", "gzip", "zst", "zstd"];

/// The format that the ending of a path stands for, `.gz` and `.zst` passed over.
pub fn format_of(path: &str) -> Option<Format> {
    let ending = ending_of(path)?.to_ascii_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
}

/// The ending of a path, without that of compression.
fn ending_of(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let split = |name: &'_ str| -> Option<(usize, usize)> {
        let at = name.rfind('.').filter(|at| *at > 0)?;
        Some((at, at + 1))
    };
    let (stem, from) = split(name)?;
    if PACKED.iter().any(|packed| name[from..].eq_ignore_ascii_case(packed)) {
        let inner = &name[..stem];
        return split(inner).map(|(_, from)| &inner[from..]);
    }
    Some(&name[from..])
}

/// Reads a file with the reader of its format.
pub(super) fn read(file: &SourceFile<'_>, sink: &mut dyn FnMut(Result<Article, Problem>)) {
    let unpacked = match compression::unpack(file.bytes) {
        Ok(unpacked) => unpacked,
        Err(reason) => return Intake::new(file, Format::Txt, sink).skip(None, reason),
    };
    let format = match format_of(file.path).map_or_else(|| sniff(file.path, &unpacked.bytes), Ok) {
        Ok(format) => format,
        Err(reason) => return Intake::new(file, Format::Txt, sink).skip(None, reason),
    };
    let mut intake = Intake::new(file, format, sink);
    if unpacked.bytes.iter().all(u8::is_ascii_whitespace) {
        return intake.skip(None, "the file is empty");
    }
    let declared =
        matches!(format, Format::Html).then(|| encoding::declared_in_html(&unpacked.bytes).map(str::to_owned));
    let Decoded { text: content, remark } = encoding::decode(unpacked.bytes, declared.flatten().as_deref());
    if let Some(remark) = remark {
        intake.remark(None, remark);
    }
    if let Some(loss) = unpacked.remark {
        intake.skip(None, loss); // what comes after the damage is lost
    }
    if matches!(format, Format::Txt | Format::Markdown) && !is_text(&content) {
        return intake.skip(None, "the file is not text");
    }
    match format {
        Format::Txt => text::read(&content, &mut intake),
        Format::Markdown => markdown::read(&content, &mut intake),
        Format::Html => html::read(&content, &mut intake),
        Format::Json => json::read(&content, &mut intake),
        Format::Jsonl => json::read_lines(&content, &mut intake),
    }
}

/// Whether hardly any of the first characters are control characters or could not be decoded.
fn is_text(content: &str) -> bool {
    let (mut all, mut odd) = (0, 0);
    for c in content.chars().take(4096) {
        all += 1;
        odd +=
            usize::from((c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}')) || c == '\u{fffd}');
    }
    odd * 20 <= all
}

/// The format of a file without a known ending. One with an unknown ending is taken only if it shows plainly what it is.
fn sniff(path: &str, bytes: &[u8]) -> Result<Format, String> {
    let start: Cow<'_, str> = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let opens = |tag: &str| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    if opens("<!doctype html") || opens("<html") {
        return Ok(Format::Html);
    }
    if start.starts_with("{\"") || start.starts_with("{\n") || start.starts_with("[{") || start.starts_with("[\n") {
        return Ok(Format::Json);
    }
    match ending_of(path) {
        Some(ending) if !ending.is_empty() => Err(format!("there is no reader for .{ending} files")),
        _ if start.bytes().any(|b| b == 0) => Err("the file has no ending, and is not text".to_owned()),
        _ => Ok(Format::Txt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_format() {
        let cases = [
            ("a/b.txt", Some(Format::Txt)),
            ("a.JSONL.gz", Some(Format::Jsonl)),
            ("x.md.zst", Some(Format::Markdown)),
            ("example.com.html", Some(Format::Html)),
            ("a.gz", None),
            ("a.xyz", None),
            (".txt", None),
            ("a.txt/b", None),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(format_of(path), expected, "{path}");
        }
    }

    #[test]
    fn files_without_a_known_ending_are_looked_at() {
        let cases: [(&str, &[u8], Result<Format, &str>); 6] = [
            ("page", b"\n<!DOCTYPE HTML><title>", Ok(Format::Html)),
            ("export", b"{\"title\": 1}", Ok(Format::Json)),
            ("README", b"Talks", Ok(Format::Txt)),
            ("page.aspx", b"<html>", Ok(Format::Html)),
            ("talks.xyz", b"Talks", Err("there is no reader for .xyz files")),
            ("core", b"\x7fELF\0\0", Err("the file has no ending, and is not text")),
        ];
        for (path, bytes, expected) in cases {
            assert_eq!(sniff(path, bytes), expected.map_err(str::to_owned), "{path}");
        }
    }
}
