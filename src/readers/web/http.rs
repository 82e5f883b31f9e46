//! What did a server answer? Its status, what it says of the content, and the content itself, freed from how it was
//! packed for the way.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// No page unpacks to more.
const MAX_BODY: u64 = 1 << 28;

/// An answer.
pub(super) struct Response<'a> {
    status: u16,
    /// The media type, in small letters, without parameters.
    media: String,
    pub(super) charset: Option<String>,
    pub(super) body: Cow<'a, [u8]>,
}

/// The fields of a head, names with their values.
pub(super) type Fields<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

impl<'a> Response<'a> {
    pub(super) fn of_parts(status: u16, content: &str, body: Cow<'a, [u8]>) -> Self {
        let (media, parameters) = content.split_once(';').unwrap_or((content, ""));
        let charset = parameters.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        });
        Self { status, media: media.trim().to_ascii_lowercase(), charset, body }
    }

    /// Whether it is a web page, and not a redirect, an error, an image.
    pub(super) fn is_page(&self) -> bool {
        let is_html = match self.media.as_str() {
            "text/html" | "application/xhtml+xml" => true,
            "" | "application/octet-stream" | "application/http" | "unknown" | "no-type" => looks_like_html(&self.body),
            _ => false,
        };
        (200..300).contains(&self.status) && self.status != 204 && is_html && !self.body.trim_ascii().is_empty()
    }
}

fn looks_like_html(body: &[u8]) -> bool {
    let start = body[..body.len().min(512)].trim_ascii_start().to_ascii_lowercase();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

/// Reads an answer as it came over the wire; none if it is not one. The error tells why its content cannot be unpacked.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Response<'_>, String>> {
    let end = memchr::memchr(b'\n', bytes)?;
    let status = std::str::from_utf8(&bytes[..end]).ok()?.split(' ').nth(1)?.trim().parse().ok()?;
    let (fields, body) = fields(&bytes[end + 1..]);
    let field = |name: &str| {
        let found = fields.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_ref())
    };
    let head = Response::of_parts(status, field("Content-Type"), Cow::Borrowed(&[]));
    if !head.media.is_empty() && !head.media.contains("html") {
        return Some(Ok(head));
    }
    let is_chunked = field("Transfer-Encoding").to_ascii_lowercase().contains("chunked");
    let body = is_chunked.then(|| joined(body)).flatten().map_or(Cow::Borrowed(body), Cow::Owned);
    Some(unpacked(body, field("Content-Encoding")).map(|body| Response { body, ..head }))
}

/// The fields of a head up to the empty line that ends it, and what follows. A line that begins with white space goes on
/// the one before.
pub(super) fn fields(bytes: &[u8]) -> (Fields<'_>, &[u8]) {
    let (mut rest, mut fields) = (bytes, Fields::new());
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest[..end].trim_ascii_end();
        rest = &rest[rest.len().min(end + 1)..];
        if line.is_empty() {
            break;
        }
        let line = String::from_utf8_lossy(line);
        if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), fields.last_mut()) {
            let longer = format!("{value} {}", line.trim());
            *value = Cow::Owned(longer);
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((Cow::Owned(name.trim().to_owned()), Cow::Owned(value.trim().to_owned())));
        }
    }
    (fields, rest)
}

/// A body sent in chunks, joined; none if it was stored joined already, whatever its head says.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        let chunk = &body[..body.len().min(size)];
        whole.extend_from_slice(chunk);
        body = &body[chunk.len()..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        if body.is_empty() {
            return Some(whole); // cut off
        }
    }
}

/// A body without the compression that its head names, if it still has it.
fn unpacked<'a>(body: Cow<'a, [u8]>, packing: &str) -> Result<Cow<'a, [u8]>, String> {
    let is_text = || body.trim_ascii_start().starts_with(b"<");
    let whole = match packing.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => drained(MultiGzDecoder::new(&*body)),
        "deflate" if !is_text() => drained(ZlibDecoder::new(&*body)).or_else(|| drained(DeflateDecoder::new(&*body))),
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            zstd::stream::read::Decoder::with_buffer(&*body).ok().and_then(drained)
        }
        packing @ ("br" | "compress" | "x-compress" | "dcb" | "dcz") if !is_text() => {
            return Err(format!("the page is packed as \"{packing}\", which cannot be unpacked; archive it unpacked"));
        }
        _ => return Ok(body),
    };
    whole.map(Cow::Owned).ok_or_else(|| format!("the page is damaged: it does not unpack as {packing}"))
}

/// What comes out of a decoder, if anything does.
fn drained(decoder: impl Read) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let result = decoder.take(MAX_BODY).read_to_end(&mut whole);
    (result.is_ok() || !whole.is_empty()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const PAGE: &str = "<p>The two leaders met.</p>";

    fn body_of(fields: &str, body: &[u8]) -> Option<Vec<u8>> {
        let answer = [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n").as_bytes(), body].concat();
        read(&answer)?.ok().filter(Response::is_page).map(|response| response.body.into_owned())
    }

    fn packed<W: Write>(mut encoder: W, finish: fn(W) -> std::io::Result<Vec<u8>>) -> Vec<u8> {
        encoder.write_all(PAGE.as_bytes()).unwrap();
        finish(encoder).unwrap()
    }

    #[test]
    fn content_is_freed_from_its_packing() {
        let fast = Compression::fast();
        let gzip = packed(GzEncoder::new(Vec::new(), fast), GzEncoder::finish);
        let chunked = [b"1a;x=y\r\n", PAGE.as_bytes().split_at(26).0, b"\r\n1\r\n>\r\n0\r\n\r\n"].concat();
        let gzip_chunks = [format!("{:x}\r\n", gzip.len()).as_bytes(), &gzip, b"\r\n0\r\n\r\n"].concat();
        let cases = [
            ("", PAGE.as_bytes().to_vec()),
            ("Content-Encoding: gzip\r\n", gzip),
            ("Content-Encoding: deflate\r\n", packed(ZlibEncoder::new(Vec::new(), fast), ZlibEncoder::finish)),
            ("Content-Encoding: deflate\r\n", packed(DeflateEncoder::new(Vec::new(), fast), DeflateEncoder::finish)),
            ("Content-Encoding: zstd\r\n", zstd::encode_all(PAGE.as_bytes(), 1).unwrap()),
            ("Transfer-Encoding: chunked\r\n", chunked),
            ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", gzip_chunks),
            // Many archives keep the head as it was, and the content unpacked.
            ("Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n", PAGE.as_bytes().to_vec()),
        ];
        for (fields, body) in cases {
            assert_eq!(body_of(fields, &body).as_deref(), Some(PAGE.as_bytes()), "{fields}");
        }
    }

    #[test]
    fn what_cannot_be_unpacked_is_named() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\x0b\x02";
        let reason = read(answer).and_then(Result::err);
        assert_eq!(
            reason.as_deref(),
            Some("the page is packed as \"br\", which cannot be unpacked; archive it unpacked")
        );
    }

    #[test]
    fn heads_are_read() {
        let (found, rest) = fields(b"A: b\r\n c\r\nno field\r\nD:e\r\n\r\nbody");
        let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
        assert_eq!((found.as_slice(), rest), (&[("A", "b c"), ("D", "e")][..], &b"body"[..]));
        let response = Response::of_parts(200, "Text/HTML; charset=\"ISO-8859-1\"", Cow::Borrowed(b"<p>"));
        assert_eq!((response.charset.as_deref(), response.is_page()), (Some("ISO-8859-1"), true));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, packing in "gzip|deflate|zstd|br") {
            let _ = body_of(&format!("Transfer-Encoding: chunked\r\nContent-Encoding: {packing}\r\n"), &bytes);
            let _ = read(&bytes);
        }
    }
}
