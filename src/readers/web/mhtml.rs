//! Which page does an MHTML file hold? A browser saves a page with its parts as one message; its root is the page.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::html;
use crate::readers::encoding;
use crate::readers::record::Intake;
use crate::readers::registry::Head;

/// Whether a file begins as browsers begin a saved page. Mail may also be `multipart/related`, so more must tell.
pub(super) fn recognises(head: &Head<'_>) -> bool {
    let is_saved = head.opens("From: <Saved by") || head.opens("From: \"Saved by") || head.opens("From: Saved by");
    let fields = head.start.split("\n\n").next().unwrap_or_default();
    let fields = fields.split("\r\n\r\n").next().unwrap_or_default().to_ascii_lowercase();
    is_saved || fields.contains("\nsnapshot-content-location:")
}

/// Reads the page.
pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    if !intake.accepts(None, bytes.len()) {
        return;
    }
    match draft(bytes) {
        Ok(draft) => intake.article(0, draft),
        Err(reason) => intake.skip(None, reason),
    }
}

fn draft(bytes: &[u8]) -> Result<crate::readers::record::Draft, String> {
    let message = MessageParser::default().parse(bytes).ok_or("it has no head as a saved page has one")?;
    let part = root(&message).ok_or("there is no web page among its parts")?;
    let body = body(&message, part);
    let declared = part.content_type().and_then(|content| content.attribute("charset"));
    let declared = declared.or_else(|| encoding::declared(&body)).map(str::to_owned);
    let mut draft = html::draft(&encoding::decode(Cow::Borrowed(&body), declared.as_deref()).text)?;
    let address = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let address = address.or_else(|| part.content_location()).filter(|address| address.starts_with("http"));
    draft.meta.url = draft.meta.url.or_else(|| address.map(str::to_owned));
    Ok(draft)
}

/// The part that is the page: the one the message calls its start, else the first that is HTML.
fn root<'m, 'x>(message: &'m Message<'x>) -> Option<&'m MessagePart<'x>> {
    let id = |id: &str| id.trim_matches(['<', '>', ' ']).to_owned();
    let start = message.content_type().and_then(|content| content.attribute("start")).map(id);
    let is_page = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let named = message.parts.iter().filter(is_page).find(|part| start.is_some() && part.content_id().map(id) == start);
    named.or_else(|| message.parts.iter().find(is_page))
}

/// The bytes of a part, with the encoding of characters left as it is: what the part does not declare, the page does.
fn body<'m>(message: &'m Message<'_>, part: &'m MessagePart<'_>) -> Cow<'m, [u8]> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => return Cow::Borrowed(raw),
        Encoding::QuotedPrintable => return Cow::Owned(unquoted(raw)),
        Encoding::Base64 => base64_decode(raw),
    };
    decoded.map_or_else(|| Cow::Borrowed(part.contents()), Cow::Owned)
}

/// Quoted-printable bytes as they were; what is no code for a byte stands for itself.
fn unquoted(raw: &[u8]) -> Vec<u8> {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let (mut bytes, mut at) = (Vec::with_capacity(raw.len()), 0);
    while let Some(byte) = raw.get(at) {
        let end = if raw[at + 1..].starts_with(b"\r\n") { 3 } else { 2 };
        at += match (byte, hex(raw.get(at + 1)), hex(raw.get(at + 2))) {
            (b'=', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                3
            }
            // An escaped end of line is none.
            (b'=', ..) if raw.get(at + end - 1) == Some(&b'\n') => end,
            _ => {
                bytes.push(*byte);
                1
            }
        };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Format, Problem};
    use crate::readers::SourceFile;

    fn read_all(bytes: &[u8]) -> Vec<Result<Article, Problem>> {
        let mut found = Vec::new();
        let mut sink = |result| found.push(result);
        let file = SourceFile::new("talks.mhtml", bytes);
        read(bytes, &mut Intake::new(&file, Format::Mhtml, &mut sink));
        found
    }

    fn saved(kind: &str, packing: &str, page: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/2024/05/16/talks\r\nSubject: Talks\r\n\
             Date: Sat, 1 Jun 2024 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
             \ttype=\"text/html\";\r\n\tboundary=\"----x\"\r\n\r\n\r\n------x\r\nContent-Type: image/png\r\n\
             Content-Transfer-Encoding: base64\r\nContent-Location: https://example.com/a.png\r\n\r\naGVsbG8=\r\n------x\r\n\
             Content-Type: {kind}\r\nContent-Transfer-Encoding: {packing}\r\n\
             Content-Location: https://example.com/talks\r\n\r\n{page}\r\n------x--\r\n"
        )
    }

    #[test]
    fn the_page_is_found_among_the_parts() {
        let page = "<title>Talks=20in=20K=C3=B6ln</title><p>They=\r\n met.</p>";
        for kind in ["text/html", "text/html; charset=utf-8"] {
            let found = read_all(saved(kind, "quoted-printable", page).as_bytes());
            let article = found[0].as_ref().unwrap();
            assert_eq!(article.title(), "Talks in Köln");
            assert_eq!(article.url.as_deref(), Some("https://example.com/2024/05/16/talks"));
            assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2024-05-16"));
            assert_eq!(article.text.paragraphs().last(), Some((1, "They met.")));
        }
    }

    #[test]
    fn what_a_part_does_not_declare_the_page_does() {
        let page = "<meta charset=windows-1251><title>=CF=F3=F2=E8=ED</title><p>=CF=F3=F2=E8=ED</p>";
        let found = read_all(saved("text/html", "quoted-printable", page).as_bytes());
        assert_eq!(found[0].as_ref().unwrap().title(), "Путин");
    }

    #[test]
    fn what_holds_no_page_is_refused() {
        let found = read_all(saved("text/css", "8bit", "p {}").as_bytes());
        assert_eq!(found[0].as_ref().unwrap_err().reason, "there is no web page among its parts");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, page in "\\PC{0,80}", cut in 0..600_usize) {
            let whole = saved("text/html", "quoted-printable", &page);
            read_all(&bytes);
            read_all(&whole.as_bytes()[..cut.min(whole.len())]);
        }
    }
}
