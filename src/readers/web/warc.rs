//! Which pages does a web archive hold? Walks the records of WARC and ARC files; each page that was fetched is an
//! article. What is no page (requests, images, redirects, revisits) is passed over.

use std::borrow::Cow;

use super::html;
use super::http::{self, Response};
use crate::readers::dates::{self, Date, Order};
use crate::readers::encoding;
use crate::readers::record::{Draft, Intake};

/// A record of an archive.
struct Record<'a> {
    /// The fields of a WARC record; of an ARC record, those that stand in its one line, under WARC's names.
    fields: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    block: &'a [u8],
    /// Whether the file ends before the record does.
    is_cut: bool,
}

impl Record<'_> {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref())
    }
}

/// Whether a file opens as a web archive does, of either kind.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    let version = bytes.strip_prefix(b"WARC/").and_then(<[u8]>::first);
    version.is_some_and(u8::is_ascii_digit) || bytes.starts_with(b"filedesc://")
}

/// Reads an archive.
pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let (mut rest, mut records, mut pages) = (bytes, 0_usize, 0_u32);
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            break;
        }
        let (record, after) = match next(rest) {
            Ok(found) => found,
            Err(reason) => {
                intake.skip(None, format!("record {}: {reason}", records + 1));
                match next_start(&rest[1..]) {
                    Some(at) => rest = &rest[1 + at..],
                    None => break,
                }
                continue;
            }
        };
        rest = after;
        records += 1;
        if let Some(page) = page_of(&record) {
            if record.is_cut {
                intake.remark(Some(pages), "the file ends within this record; what there is of it was read");
            }
            take(&record, page, pages, intake);
            pages += 1;
        }
    }
    if pages == 0 {
        intake.skip(None, format!("none of its {records} records is a web page that was fetched"));
    }
}

fn take(record: &Record<'_>, page: Result<Response<'_>, String>, number: u32, intake: &mut Intake<'_>) {
    let draft = page.and_then(|page| {
        let declared = page.charset.as_deref().or_else(|| encoding::declared(&page.body));
        html::draft(&encoding::decode(Cow::Borrowed(&page.body), declared).text)
    });
    match draft {
        Ok(draft) => intake.article(number, completed(draft, record)),
        Err(reason) => intake.skip(Some(number), reason),
    }
}

/// Adds what the archive knows of a page. The day of the crawl is no publication date, but nothing is published after
/// the day on which it was fetched.
fn completed(mut draft: Draft, record: &Record<'_>) -> Draft {
    let address = record.field("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']).to_owned());
    draft.meta.url = draft.meta.url.or(address);
    draft.meta.record_id = record.field("WARC-Record-ID").map(|id| id.trim_matches(['<', '>']).to_owned());
    if let Some(crawl) = record.field("WARC-Date").and_then(|date| dates::parse(date, Order::Unknown)) {
        // Time zones may make it the next day.
        let is_possible = |date: &Date| (date.day - crawl.day).num_days() <= 1;
        draft.meta.date = draft.meta.date.filter(is_possible);
        draft.shown_date = draft.shown_date.filter(is_possible);
    }
    draft
}

/// The page that a record holds, or why it cannot be read; none if it holds something else.
fn page_of<'a>(record: &Record<'a>) -> Option<Result<Response<'a>, String>> {
    let kind = record.field("WARC-Type").unwrap_or_default();
    let content = record.field("Content-Type").unwrap_or_default().to_ascii_lowercase();
    let segment = record.field("WARC-Segment-Number").unwrap_or("1").trim();
    match kind.to_ascii_lowercase().as_str() {
        "response" if record.block.starts_with(b"HTTP/") => {
            let response = http::read(record.block)?;
            response.as_ref().map_or(true, Response::is_page).then_some(response)
        }
        "response" | "resource" if segment == "1" => {
            let response = Response::of_parts(200, &content, Cow::Borrowed(record.block));
            response.is_page().then_some(Ok(response))
        }
        _ => None,
    }
}

/// The first record, and what follows it.
fn next(bytes: &[u8]) -> Result<(Record<'_>, &[u8]), String> {
    let (fields, rest) = if bytes.starts_with(b"WARC/") {
        let (_, rest) = line(bytes);
        http::fields(rest)
    } else {
        let (first, rest) = line(bytes);
        (arc_fields(first).ok_or("it does not begin as a record of WARC or ARC does")?, rest)
    };
    let mut record = Record { fields, block: rest, is_cut: false };
    let length = record.field("Content-Length").and_then(|length| length.trim().parse::<usize>().ok());
    let length = length.ok_or("its Content-Length is missing or no number")?;
    record.is_cut = length > rest.len();
    let (block, rest) = rest.split_at(length.min(rest.len()));
    record.block = block;
    Ok((record, rest))
}

/// Where the next record of a WARC file begins.
fn next_start(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"\nWARC/").map(|at| at + 1).next()
}

/// The line of an ARC record: address, IP, date, type, in version 2 more, and at last the length.
fn arc_fields(line: &[u8]) -> Option<Vec<(Cow<'_, str>, Cow<'_, str>)>> {
    let line = std::str::from_utf8(line).ok()?;
    let parts: Vec<&str> = line.split(' ').collect();
    let (&[address, _, date, content], &length) = (parts.get(..4)?, parts.last()?) else { return None };
    let is_whole = parts.len() >= 5 && address.contains(':') && date.bytes().all(|b| b.is_ascii_digit());
    let kind = if address.starts_with("filedesc:") { "warcinfo" } else { "response" };
    is_whole.then(|| {
        let fields = [
            ("WARC-Type", kind),
            ("WARC-Target-URI", address),
            ("WARC-Date", date),
            ("Content-Type", content),
            ("Content-Length", length),
        ];
        fields.map(|(key, value)| (Cow::Borrowed(key), Cow::Borrowed(value))).to_vec()
    })
}

/// The first line without its end, and what follows.
fn line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    (bytes[..end].trim_ascii_end(), &bytes[bytes.len().min(end + 1)..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Format, Problem};
    use crate::readers::SourceFile;

    fn read_all(bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
        let (mut articles, mut problems) = (Vec::new(), Vec::new());
        let mut sink = |result| match result {
            Ok(article) => articles.push(article),
            Err(problem) => problems.push(problem),
        };
        let file = SourceFile::new("crawl-20240601.warc", bytes);
        read(bytes, &mut Intake::new(&file, Format::Warc, &mut sink));
        (articles, problems)
    }

    fn record(kind: &str, address: &str, content: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-06-01T08:00:00Z\r\n\
             WARC-Record-ID: <urn:uuid:{}>\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            address.len(),
            block.len()
        )
    }

    fn page(title: &str, status: u16) -> String {
        format!(
            "HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<title>{title}</title><p>They met.</p>"
        )
    }

    #[test]
    fn pages_become_articles_and_the_rest_is_passed_over() {
        let http = "application/http; msgtype=response";
        let archive = [
            record("warcinfo", "x", "application/warc-fields", "software: x"),
            record("request", "https://example.com/a", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "https://example.com/2024/05/16/talks", http, &page("Talks", 200)),
            record("response", "https://example.com/b", http, &page("Moved", 301)),
            record(
                "response",
                "https://example.com/c",
                http,
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{1}",
            ),
            record("revisit", "https://example.com/d", http, &page("Talks", 200)),
            record("resource", "https://example.com/notes", "text/html", "<title>Notes</title><p>Short."),
        ];
        let (articles, problems) = read_all(archive.concat().as_bytes());
        let found: Vec<_> = articles.iter().map(|article| (article.title(), article.source.record)).collect();
        assert_eq!(found, [("Talks", 0), ("Notes", 1)]);
        assert_eq!(articles[0].url.as_deref(), Some("https://example.com/2024/05/16/talks"));
        assert_eq!(articles[0].published.map(|date| date.to_string()).as_deref(), Some("2024-05-16"));
        assert_eq!(articles[0].record_id.as_deref(), Some("urn:uuid:36"));
        assert_eq!(articles[1].published, None, "the day of the crawl is no date of publication");
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn arc_files_are_read_in_both_versions() {
        let page = page("Talks", 200);
        let archive = format!(
            "filedesc://a.arc 0.0.0.0 20080430204825 text/plain 9\n1 0 X\nURL\nhttp://example.com/ 1.2.3.4 \
             20080430204900 text/html {0}\n{page}\nhttp://example.com/b 1.2.3.4 20080430204900 text/html 200 - - 5 a.arc \
             {0}\n{page}\n",
            page.len()
        );
        let (articles, problems) = read_all(archive.as_bytes());
        assert_eq!(articles.len(), 2, "{problems:?}");
        assert_eq!(articles[1].url.as_deref(), Some("http://example.com/b"));
    }

    #[test]
    fn a_broken_record_does_not_lose_its_neighbours() {
        let good = record("resource", "https://example.com/a", "text/html", "<title>Talks</title><p>They met.");
        let broken = good.replace("Content-Length: ", "Content-Length: x");
        let (articles, problems) = read_all(format!("{broken}{good}{}", &good[..good.len() - 10]).as_bytes());
        assert_eq!(articles.len(), 2);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert_eq!(problems[0].reason, "record 1: its Content-Length is missing or no number");
        let (articles, problems) = read_all(record("request", "x", "y", "z").as_bytes());
        assert!(articles.is_empty());
        assert_eq!(problems[0].reason, "none of its 1 records is a web page that was fetched");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, words in "\\PC{0,60}", length in 0..400_usize) {
            let good = record("response", "https://example.com/a", "application/http", &page(&words, 200));
            let cut = good.floor_char_boundary(length.min(good.len()));
            read_all(&bytes);
            read_all(&[&good.as_bytes()[..cut], &bytes].concat());
            read_all(&[b"WARC/1.1\r\n", &bytes[..], good.as_bytes()].concat());
        }
    }
}
