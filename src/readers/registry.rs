//! Which reader reads a file? What it holds tells, and where that says nothing, the ending of its name.
//!
//! Each family of formats has a table of its [`Reader`]s; a new format is a new file and an entry there. Readers that
//! know a format by its content are asked in the order of [`FAMILIES`], the particular before the general.

use std::borrow::Cow;

use crate::model::{Article, Format, Problem};

use super::containers::Unpacked;
use super::encoding::{self, Decoded};
use super::record::Intake;
use super::{SourceFile, containers, feeds, mail, office, plain, press, tables, web, wire};

/// A format and how to read it.
pub(super) struct Reader {
    pub(super) format: Format,
    /// What it is, in words for users.
    pub(super) what: &'static str,
    /// Endings of names, in small letters.
    pub(super) endings: &'static [&'static str],
    /// Whether the start of a file shows plainly that it is of this format.
    pub(super) recognises: fn(&Head<'_>) -> bool,
    pub(super) read: Read,
}

/// What a reader wants to be given.
#[derive(Clone, Copy)]
pub(super) enum Read {
    /// Decoded characters.
    Text(fn(&str, &mut Intake<'_>)),
    /// Bytes: the format has its own ideas of characters.
    Bytes(fn(&[u8], &mut Intake<'_>)),
}

/// The families, in the order in which they are asked: many an office document is a zip archive too.
const FAMILIES: [&[Reader]; 9] = [
    press::READERS,
    mail::READERS,
    office::READERS,
    wire::READERS,
    feeds::READERS,
    web::READERS,
    tables::READERS,
    containers::READERS,
    plain::READERS,
];

fn readers() -> impl Iterator<Item = &'static Reader> {
    FAMILIES.into_iter().flatten()
}

/// What is known of a file before it is read.
pub(super) struct Head<'a> {
    /// The ending of its name in small letters, without that of compression; empty if there is none.
    pub(super) ending: String,
    /// All of it.
    pub(super) bytes: &'a [u8],
    /// Its first characters, without a byte order mark and leading white space; what is no character is U+FFFD.
    pub(super) start: String,
}

impl<'a> Head<'a> {
    /// So much of a file is looked at.
    const LEN: usize = 8192;

    fn new(path: &str, bytes: &'a [u8]) -> Self {
        let part = &bytes[..bytes.len().min(Self::LEN)];
        let start = encoding::decode(Cow::Borrowed(part), None).text;
        let start = start.trim_start_matches('\u{feff}').trim_start().to_owned();
        Self { ending: ending_of(path).unwrap_or_default().to_ascii_lowercase(), bytes, start }
    }

    /// Whether it opens with these characters, in small letters or capitals.
    pub(super) fn opens(&self, words: &str) -> bool {
        self.start.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
    }

    /// The name of the root element with its prefix, if this is XML (or shows itself as SGML or HTML by its first tag).
    pub(super) fn root(&self) -> Option<&str> {
        let mut rest = self.start.as_str();
        loop {
            rest = rest.trim_start();
            let tag = rest.strip_prefix('<')?;
            let end = if tag.starts_with("!--") {
                tag.find("-->")? + 3
            } else if tag.starts_with('?') {
                tag.find("?>")? + 2
            } else if tag.starts_with('!') {
                end_of_doctype(tag)?
            } else {
                let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
                return Some(&tag[..end]).filter(|name| !name.is_empty());
            };
            rest = &tag[end..];
        }
    }

    /// Whether the root element is called so, with or without a prefix.
    pub(super) fn has_root(&self, name: &str) -> bool {
        self.root().is_some_and(|root| root.rsplit(':').next() == Some(name) && self.holds_elements(root))
    }

    /// Whether what follows the first tag called so is another tag, as in all formats that are known by their root; a text
    /// may only speak of one.
    fn holds_elements(&self, root: &str) -> bool {
        let tag = memchr::memmem::find_iter(self.start.as_bytes(), root.as_bytes())
            .find(|at| self.start[..*at].ends_with('<'))
            .map_or("", |at| &self.start[at..]);
        let mut quote = None;
        let end = tag.find(|c| match (quote, c) {
            (None, '"' | '\'') => {
                quote = Some(c);
                false
            }
            (Some(open), _) => {
                quote = quote.filter(|_| open != c);
                false
            }
            (None, _) => c == '>',
        });
        end.is_none_or(|end| matches!(tag[end + 1..].trim_start().chars().next(), None | Some('<')))
    }

    pub(super) fn is_html(&self) -> bool {
        self.opens("<!doctype html") || self.root().is_some_and(|root| root.eq_ignore_ascii_case("html"))
    }

    pub(super) fn is_json(&self) -> bool {
        let start = self.start.as_str();
        let list = start.strip_prefix('[').map(str::trim_start);
        let Some(rest) = list.unwrap_or(start).strip_prefix('{').map(str::trim_start) else { return false };
        // A text may open with a brace or a bracket, but not with a key.
        let Some(key) = rest.strip_prefix('"') else { return list.is_some() && rest.starts_with('}') };
        key.find('"').is_some_and(|end| key[end + 1..].trim_start().starts_with(':'))
    }
}

/// Where a document type declaration ends that may hold a bracketed part.
fn end_of_doctype(tag: &str) -> Option<usize> {
    let close = tag.find('>')?;
    match tag.find('[') {
        Some(open) if open < close => Some(tag.find("]>").or_else(|| tag.find("] >").map(|at| at + 1))? + 2),
        _ => Some(close + 1),
    }
}

/// Endings of compressed files.
const PACKED: [&str; 8] = ["gz", "gzip", "zst", "zstd", "bz2", "xz", "lzma", "z"];

/// Endings of files that hold no articles; they are named, and never opened.
const OTHER: [&str; 53] = [
    "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "heic", "avif", "psd", "mp3", "mp4",
    "m4a", "m4v", "ogg", "oga", "ogv", "wav", "flac", "webm", "avi", "mov", "mkv", "wmv", "css", "js", "mjs", "map",
    "woff", "woff2", "ttf", "otf", "eot", "swf", "exe", "dll", "so", "dylib", "o", "a", "class", "pyc", "iso", "dmg",
    "db", "sqlite", "lock", "bak", "tmp", "part",
];

/// Why a file need not even be opened, if its name says that it holds no articles.
pub fn refused_by_name(path: &str) -> Option<String> {
    let ending = ending_of(path)?.to_ascii_lowercase();
    OTHER.contains(&ending.as_str()).then(|| no_reader(&ending))
}

fn no_reader(ending: &str) -> String {
    format!("there is no reader for .{ending} files")
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

/// What can be read: each format with its endings and what it is, in words.
pub fn formats() -> impl Iterator<Item = (Format, &'static [&'static str], &'static str)> {
    readers().map(|reader| (reader.format, reader.endings, reader.what))
}

/// Reads a file with the reader of its format.
pub(super) fn read(file: &SourceFile<'_>, sink: &mut dyn FnMut(Result<Article, Problem>)) -> Option<Format> {
    read_bytes(file.path, file.bytes, &mut Intake::new(file, Format::Txt, sink))
}

/// Reads bytes as the file `path`: a source file, or one inside of another. Gives the format they were read as.
pub(super) fn read_bytes(path: &str, bytes: &[u8], intake: &mut Intake<'_>) -> Option<Format> {
    match opened(path, bytes) {
        Err(reason) => {
            intake.skip(None, reason);
            None
        }
        Ok((reader, unpacked)) => {
            read_unpacked(reader, unpacked, intake);
            Some(reader.format)
        }
    }
}

/// The bytes without compression, and their reader.
fn opened<'b>(path: &str, bytes: &'b [u8]) -> Result<(&'static Reader, Unpacked<'b>), String> {
    let unpacked = containers::unpack(bytes)?;
    if unpacked.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("the file is empty".to_owned());
    }
    let reader = reader_of(&Head::new(path, &unpacked.bytes))?;
    Ok((reader, unpacked))
}

fn read_unpacked(reader: &Reader, unpacked: Unpacked<'_>, intake: &mut Intake<'_>) {
    intake.set_format(reader.format);
    intake.looks_at(&unpacked.bytes);
    if let Some(loss) = unpacked.remark {
        intake.skip(None, loss); // what comes after the damage is lost
    }
    match reader.read {
        Read::Bytes(read) => read(&unpacked.bytes, intake),
        Read::Text(read) => {
            let declared = encoding::declared(&unpacked.bytes).map(str::to_owned);
            let Decoded { text: content, remark } = encoding::decode(unpacked.bytes, declared.as_deref());
            if let Some(remark) = remark {
                intake.remark(None, remark);
            }
            if matches!(reader.format, Format::Txt | Format::Markdown) && !is_text(&content) {
                return intake.skip(None, "the file is not text");
            }
            read(&content, intake);
        }
    }
}

/// The reader whose format the file shows to be; else that of its ending; else that of plain text, if it has no ending.
fn reader_of(head: &Head<'_>) -> Result<&'static Reader, String> {
    if let Some(reader) = readers().find(|reader| (reader.recognises)(head)) {
        // Only the ending tells one record a line from one record.
        let by_ending = || reader_by_ending(&head.ending).filter(|found| found.format == Format::Jsonl);
        return Ok(if reader.format == Format::Json { by_ending().unwrap_or(reader) } else { reader });
    }
    if let Some(reader) = reader_by_ending(&head.ending) {
        return Ok(reader);
    }
    match reader_by_ending("txt") {
        _ if !head.ending.is_empty() => Err(no_reader(&head.ending)),
        Some(reader) if !head.bytes[..head.bytes.len().min(1024)].contains(&0) => Ok(reader),
        _ => Err("the file has no ending, and is not text".to_owned()),
    }
}

fn reader_by_ending(ending: &str) -> Option<&'static Reader> {
    readers().find(|reader| reader.endings.contains(&ending))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn format_of(path: &str, bytes: &[u8]) -> Result<Format, String> {
        reader_of(&Head::new(path, bytes)).map(|reader| reader.format)
    }

    #[test]
    fn endings_are_found() {
        let cases = [
            ("a/b.txt", Some("txt")),
            ("a.JSONL.gz", Some("JSONL")),
            ("x.md.zst", Some("md")),
            ("example.com.html", Some("html")),
            ("a.gz", None),
            (".txt", None),
            ("a.txt/b", None),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(ending_of(path), expected, "{path}");
        }
        assert!(refused_by_name("a/b.JPG").is_some() && refused_by_name("a/b.xyz").is_none());
    }

    #[test]
    fn content_tells_the_format_and_the_ending_what_content_cannot() {
        let cases: [(&str, &[u8], Result<Format, &str>); 9] = [
            ("page", b"\n<!DOCTYPE HTML><title>", Ok(Format::Html)),
            ("page.txt", b"<?xml version='1.0'?>\n<!-- a --><html lang='en'>", Ok(Format::Html)),
            ("export", b"{\"title\": 1}", Ok(Format::Json)),
            ("export.jsonl", b"{\"title\": 1}", Ok(Format::Jsonl)),
            ("README", b"Talks", Ok(Format::Txt)),
            ("talks.md", b"Talks", Ok(Format::Markdown)),
            ("page.aspx", b"<html>", Ok(Format::Html)),
            ("talks.xyz", b"Talks", Err("there is no reader for .xyz files")),
            ("core", b"\x7fELF\0\0", Err("the file has no ending, and is not text")),
        ];
        for (path, bytes, expected) in cases {
            assert_eq!(format_of(path, bytes), expected.map_err(str::to_owned), "{path}");
        }
    }

    #[test]
    fn what_only_speaks_of_a_format_is_not_of_it() {
        let text = "\n\nIt is old, the librarian said, and nobody uses it.\n";
        let cases = [
            ("<TEI> is a format of libraries.", Format::Txt),
            ("WARC/ is how archives begin.", Format::Txt),
            ("filedesc: the words with which archives began.", Format::Txt),
            ("PAR1S is no city.", Format::Txt),
            ("{\"Hello\", she said, and left.}", Format::Txt),
            ("[{A note by the editors}] Hello", Format::Txt),
            ("{\\rtf is how documents begin.}", Format::Txt),
            ("From Monday the ferry sails again:\nsubject: boats", Format::Txt),
            ("Subject: matters of the heart\nReply-to: nobody", Format::Txt),
            ("title,author,date\nare what a book needs.", Format::Txt),
            ("title;date;text\nis how the file began.", Format::Txt),
            ("Document 1 of 2\n\nThe first is about boats.", Format::Txt),
            ("The screen said:\n\n1 of 43 DOCUMENTS", Format::Txt),
            ("<x:TEI xmlns:x='a>b'>\n <teiHeader>", Format::Tei),
            ("title,author,date\nBoats,Ann Lee,2024-05-16", Format::Csv),
            ("[{\"title\": \"Boats\"}]", Format::Json),
            ("From a@b.example Thu May 16 10:00:00 2024\nSubject: Boats", Format::Mbox),
        ];
        for (start, expected) in cases {
            assert_eq!(format_of("a.txt", format!("{start}{text}").as_bytes()), Ok(expected), "{start}");
        }
        let page = |words: &str| format!("<!doctype html><title>Reading</title><p>The reading room.</p>{words}");
        for words in [
            "<p>1 of 43 DOCUMENTS</p><p>That is what the screen says.</p>",
            "<p>LXNComment marks it.</p>",
            "<p><a href='https://global.factiva.com/'>An article</a></p>",
        ] {
            assert_eq!(format_of("a.html", page(words).as_bytes()), Ok(Format::Html), "{words}");
        }
    }

    #[test]
    fn roots_are_found_behind_what_may_stand_before_them() {
        let cases = [
            ("<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'x'><nitf>", Some("nitf")),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]>\n<x:feed xmlns:x='y'>", Some("x:feed")),
            ("no <tag>", None),
            ("<!-- open", None),
        ];
        for (content, expected) in cases {
            assert_eq!(Head::new("a", content.as_bytes()).root(), expected, "{content}");
        }
    }
}
