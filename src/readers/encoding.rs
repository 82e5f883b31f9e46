//! Which characters do the bytes of a file stand for?
//!
//! In this order: a byte order mark, UTF-16 that shows by its zero bytes, UTF-8 if it is valid (no other encoding looks
//! like it by chance), what the file declares if the bytes allow it, UTF-8 with a few broken places, and at last the
//! guess of `chardetng`. So a page that declares itself wrongly is still read rightly.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, without its byte order mark, and a remark if bytes had no meaning in it.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) remark: Option<String>,
}

/// Decodes `bytes`; `declared` is the label that the file gives itself, if any.
pub(super) fn decode<'a>(bytes: Cow<'a, [u8]>, declared: Option<&str>) -> Decoded<'a> {
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return if encoding == UTF_8 { utf8(without_mark(bytes, mark)) } else { owned(encoding, &bytes[mark..]) };
    }
    if let Some(encoding) = utf_16_by_zeros(&bytes) {
        return owned(encoding, &bytes);
    }
    if declared == Some(ISO_2022_JP) && bytes.contains(&0x1b) {
        return owned(ISO_2022_JP, &bytes);
    }
    let valid = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
    if valid == bytes.len() || is_nearly_utf8(&bytes) {
        return utf8(bytes);
    }
    let allows = |encoding: &&'static Encoding| {
        *encoding != UTF_8 && encoding.decode_without_bom_handling_and_without_replacement(&bytes).is_some()
    };
    owned(declared.filter(allows).unwrap_or_else(|| guess(&bytes, valid)), &bytes)
}

fn without_mark(bytes: Cow<'_, [u8]>, mark: usize) -> Cow<'_, [u8]> {
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[mark..]),
        Cow::Owned(mut bytes) => {
            bytes.drain(..mark);
            Cow::Owned(bytes)
        }
    }
}

fn utf8(bytes: Cow<'_, [u8]>) -> Decoded<'_> {
    let (text, is_valid) = match bytes {
        Cow::Borrowed(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let is_valid = matches!(text, Cow::Borrowed(_));
            (text, is_valid)
        }
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => (Cow::Owned(text), true),
            Err(error) => (Cow::Owned(String::from_utf8_lossy(error.as_bytes()).into_owned()), false),
        },
    };
    let remark = (!is_valid).then(|| "some bytes are not valid UTF-8; they are shown as \u{fffd}".to_owned());
    Decoded { text, remark }
}

fn owned<'a>(encoding: &'static Encoding, bytes: &[u8]) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let remark =
        had_errors.then(|| format!("some bytes have no meaning in {}; they are shown as \u{fffd}", encoding.name()));
    Decoded { text: Cow::Owned(text.into_owned()), remark }
}

/// UTF-16 without a mark: of Western text every other byte is zero.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1000) & !1];
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), start.len() / 2);
    let evident = |many: usize, few: usize| units >= 2 && many * 2 > units && few * 20 < units;
    if evident(odd, even) {
        Some(UTF_16LE)
    } else if evident(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8 but for a few places: no other encoding has ten times more valid sequences than broken ones.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * bad
}

/// The guess for bytes of which the first `ascii` are nothing special. Looking at a part is enough.
fn guess(bytes: &[u8], ascii: usize) -> &'static Encoding {
    const LOOKED_AT: usize = 1 << 16;
    let from = ascii.saturating_sub(LOOKED_AT / 4);
    let part = &bytes[from..bytes.len().min(from + LOOKED_AT)];
    // A lone accent or pound sign says little; in the West it stands for the commonest encoding.
    if part.iter().filter(|b| !b.is_ascii()).count() < 4 && !WINDOWS_1252.decode_without_bom_handling(part).1 {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(part, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The label of the encoding that markup declares: in an XML declaration, else as the `charset` of a web page.
pub(super) fn declared(bytes: &[u8]) -> Option<&str> {
    bytes.trim_ascii_start().starts_with(b"<").then(|| declared_in_xml(bytes).or_else(|| declared_in_html(bytes)))?
}

fn declared_in_xml(bytes: &[u8]) -> Option<&str> {
    let declaration = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr::memmem::find(&declaration[..declaration.len().min(200)], b"?>")?];
    let value = &declaration[memchr::memmem::find(declaration, b"encoding")? + b"encoding".len()..];
    let value = value.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    std::str::from_utf8(&value[..value.iter().position(|b| b == quote)?]).ok()
}

/// The encoding that an HTML page declares in its first kibibytes.
fn declared_in_html(bytes: &[u8]) -> Option<&str> {
    let start = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find_iter(start, b"charset").find_map(|at| {
        let after = start.get(at + b"charset".len()..)?.trim_ascii_start();
        after.strip_prefix(b"=")
    })?;
    let value = at.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(value.len());
    std::str::from_utf8(&value[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> String {
        decode(Cow::Borrowed(bytes), declared).text.into_owned()
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let cases: [(&[u8], Option<&str>, &str); 9] = [
            (b"plain", None, "plain"),
            (b"\xef\xbb\xbfmarked", None, "marked"),
            ("Erdoğan – “no”".as_bytes(), None, "Erdoğan – “no”"),
            ("déjà vu".as_bytes(), Some("iso-8859-1"), "déjà vu"),
            (b"costs \xa3400 a month", None, "costs £400 a month"),
            (b"\x93No limits,\x94 said Fran\xe7ois, \x97 and left", None, "“No limits,” said François, — and left"),
            (b"d\xe9j\xe0 vu", Some("utf-8"), "déjà vu"),
            (b"\xcf\xf3\xf2\xe8\xed", Some("windows-1251"), "Путин"),
            (b"\xff\xfeO\0K\0", None, "OK"),
        ];
        for (bytes, declared, expected) in cases {
            assert_eq!(text(bytes, declared), expected);
        }
        let page = "An Überblick of the talks";
        assert_eq!(text(&utf_16(page, u16::to_le_bytes), None), page);
        assert_eq!(text(&utf_16(page, u16::to_be_bytes), None), page);
    }

    #[test]
    fn one_broken_place_does_not_turn_utf8_into_something_else() {
        let bytes = [&"“Ü” – ".repeat(10).into_bytes()[..], b"\xff end"].concat();
        let decoded = decode(Cow::Borrowed(&bytes), None);
        assert!(decoded.text.starts_with("“Ü” – ") && decoded.text.ends_with("\u{fffd} end"));
        assert!(decoded.remark.is_some());
    }

    #[test]
    fn pages_declare_their_encoding() {
        let cases: [(&[u8], Option<&str>); 5] = [
            (b"<meta charset=\"utf-8\">", Some("utf-8")),
            (b"<meta content='text/html; charset=ISO-8859-1'>", Some("ISO-8859-1")),
            (b"<meta charset = windows-1252>", Some("windows-1252")),
            (b"the charset of", None),
            (b"", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(declared_in_html(bytes), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, declared in proptest::option::of("[a-z0-9-]{0,12}")) {
            let _ = decode(Cow::Owned(bytes.clone()), declared.as_deref());
            let _ = super::declared(&bytes);
        }
    }
}
