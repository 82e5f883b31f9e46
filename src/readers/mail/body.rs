//! What does a message say, without what mail puts around it: quoted replies, signatures, ways to unsubscribe?

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use crate::readers::press::{Line, lines_of_page};
use crate::readers::record::one_line;
use crate::readers::{dates, encoding, paragraphs};

/// What a message says.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<String>,
    /// The header lines of a message that was forwarded, by their English names.
    pub(super) forwarded: Vec<(&'static str, String)>,
    /// Its HTML, as it stands.
    pub(super) page: Option<String>,
}

pub(super) fn of(message: &Message<'_>) -> Body {
    let part = |ids: &[u32], is_page: bool| {
        let parts = ids.iter().filter_map(|id| message.part(*id));
        let of_kind = parts
            .filter(|part| matches!((&part.body, is_page), (PartType::Html(_), true) | (PartType::Text(_), false)));
        let contents: Vec<String> = of_kind.map(|part| contents(message, part)).collect();
        (!contents.is_empty()).then(|| contents.join("\n\n"))
    };
    let page = part(&message.html_body, true);
    let text = part(&message.text_body, false);
    let mut body = match (&page, &text) {
        (Some(page), Some(text)) => better(of_page(page), of_text(text)),
        (Some(page), None) => of_page(page),
        (None, text) => of_text(text.as_deref().unwrap_or_default()),
    };
    body.page = page.or(text.filter(|text| text.contains('<')));
    body
}

/// Of the two renderings of a message the page has the paragraphs as they were meant; the text counts if the page is only a
/// part of it.
fn better(page: Body, text: Body) -> Body {
    let words = |body: &Body| {
        let words = body.paragraphs.iter().flat_map(|paragraph| paragraph.split_whitespace());
        words.filter(|word| !word.contains("://")).count()
    };
    if words(&page) * 2 < words(&text) { text } else { page }
}

/// The characters of a part. A declared encoding that does not fit the bytes is noticed.
fn contents(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let raw = message.raw_message().get(part.raw_body_offset() as usize..part.raw_end_offset() as usize);
    let bytes = match (raw, &part.encoding) {
        (Some(raw), Encoding::None) => Some(raw.to_vec()),
        (Some(raw), Encoding::QuotedPrintable) => quoted_printable_decode(raw),
        (Some(raw), Encoding::Base64) => base64_decode(raw),
        (None, _) => None,
    };
    let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
        return part.text_contents().unwrap_or_default().to_owned();
    };
    let declared = part.content_type().and_then(|value| value.attribute("charset"));
    encoding::decode(bytes.into(), declared).text.into_owned()
}

fn of_page(page: &str) -> Body {
    /// Parts of the classes of what mail programs quote and sign.
    const QUOTED: [&str; 8] = [
        "gmail_quote_container",
        "gmail_signature",
        "moz-signature",
        "moz-cite-prefix",
        "yahoo_quoted",
        "gmail_attr",
        "protonmail_quote",
        "moz-forward",
    ];
    let is_kept = |line: &Line| !QUOTED.iter().any(|class| line.has_class_like(class));
    let lines: Vec<Line> = lines_of_page(page).into_iter().filter(is_kept).collect();
    let (lines, forwarded) = without_frame(lines);
    let mut paragraphs: Vec<String> = Vec::new();
    for line in lines {
        match paragraphs.last_mut().filter(|_| line.is_soft) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(&line.words);
            }
            None => paragraphs.push(line.words),
        }
    }
    Body { paragraphs: without_footer(paragraphs), forwarded, page: None }
}

fn of_text(text: &str) -> Body {
    let mut lines: Vec<Line> = Vec::new();
    let mut is_soft = false;
    let mut raw = text.lines().peekable();
    while let Some(line) = raw.next() {
        if line.trim_end() == "--" {
            break; // the signature
        }
        let words = line.trim_end();
        let is_quoted = words.starts_with('>');
        let leads_in =
            is_lead_in(words) && raw.peek().is_some_and(|next| next.starts_with('>') || next.trim().is_empty());
        if words.trim().is_empty() || is_quoted || leads_in {
            is_soft = false;
            continue;
        }
        lines.push(Line { words: words.to_owned(), is_soft, ..Line::default() });
        is_soft = true;
    }
    let (lines, forwarded) = without_frame(lines);
    let mut text = String::new();
    for line in &lines {
        text.push_str(if line.is_soft { "\n" } else { "\n\n" });
        text.push_str(&line.words);
    }
    let paragraphs = paragraphs::split(&text).into_iter().map(|range| one_line(&text[range])).collect();
    Body { paragraphs: without_footer(paragraphs), forwarded, page: None }
}

/// "On Thursday Bo Ek wrote:"
fn is_lead_in(line: &str) -> bool {
    ["wrote:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "ha scritto:"].iter().any(|end| line.ends_with(end))
}

/// What stands above a forwarded message is a greeting, if it is as short; else the message below is only a quote.
const GREETING: usize = 400;

/// Takes away the frame of what was forwarded, and gives its header lines.
fn without_frame(mut lines: Vec<Line>) -> (Vec<Line>, Vec<(&'static str, String)>) {
    let Some(mark) = lines.iter().position(|line| is_forward_mark(&line.words)) else { return (lines, Vec::new()) };
    let above: usize = lines[..mark].iter().map(|line| line.words.len()).sum();
    if above > GREETING {
        lines.truncate(mark);
        return (lines, Vec::new());
    }
    let header: Vec<(&str, String)> =
        lines[mark + 1..].iter().map_while(|line| forwarded_header(&line.words)).collect();
    if header.len() < 2 {
        return (lines, Vec::new());
    }
    lines.drain(..=mark + header.len());
    if let Some(first) = lines.first_mut() {
        first.is_soft = false;
    }
    (lines, header)
}

fn is_forward_mark(line: &str) -> bool {
    const MARKS: [&str; 10] = [
        "forwarded message",
        "original message",
        "begin forwarded message",
        "weitergeleitete nachricht",
        "ursprüngliche nachricht",
        "message transféré",
        "message d'origine",
        "début du message réexpédié",
        "mensaje reenviado",
        "doorgestuurd bericht",
    ];
    let bare = line.trim_matches(|c: char| c == '-' || c.is_whitespace() || c == ':' || c == '>').to_lowercase();
    bare.len() < 60 && MARKS.contains(&bare.as_str())
}

fn forwarded_header(line: &str) -> Option<(&'static str, String)> {
    const NAMES: [(&str, &[&str]); 5] = [
        ("from", &["from", "von", "de", "van", "da"]),
        ("date", &["date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "verzonden"]),
        ("subject", &["subject", "betreff", "objet", "asunto", "onderwerp", "oggetto"]),
        ("to", &["to", "an", "à", "para", "aan", "a"]),
        ("other", &["cc", "bcc", "reply-to", "antwort an", "kopie"]),
    ];
    let (name, value) = line.split_once(':')?;
    let name = name.trim().trim_matches('*').to_lowercase();
    let (own, _) = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()))?;
    Some((own, one_line(value.trim().trim_start_matches('*'))))
}

/// Drops lines that are about the message itself, and what stands below them at its end.
fn without_footer(mut paragraphs: Vec<String>) -> Vec<String> {
    let is_about = |paragraph: &String| is_about_mail(paragraph);
    // Above the text stands the way to the page, below it the imprint, without an end of its own.
    let count = paragraphs.len();
    let opens_footer = |at: &usize| {
        let is_low = at * 4 >= count * 3 || count - at <= 8;
        is_low
            && is_about(&paragraphs[*at])
            && !paragraphs[*at..].iter().any(|words| words.len() > LONG && !is_about(words))
    };
    if let Some(at) = (1..count).find(opens_footer) {
        paragraphs.truncate(at);
    }
    if paragraphs.iter().any(|paragraph| !is_about(paragraph)) {
        paragraphs.retain(|paragraph| !is_about(paragraph));
    }
    paragraphs
}

/// Longer paragraphs below a footer's first line are text.
const LONG: usize = 400;

/// "Unsubscribe", "View in browser", "You are receiving this because …", in the languages of newsletters.
fn is_about_mail(paragraph: &str) -> bool {
    const LONGEST: usize = 500;
    const SIGNS: [&str; 34] = [
        "unsubscribe",
        "view this email in",
        "view in browser",
        "view in your browser",
        "view online",
        "view as web page",
        "you are receiving this",
        "you're receiving this",
        "you received this",
        "this email was sent to",
        "this message was sent to",
        "update your preferences",
        "manage your preferences",
        "email preferences",
        "forward this email",
        "forward to a friend",
        "add us to your address book",
        "sent from my ",
        "do not reply to this",
        "abbestellen",
        "newsletter abmelden",
        "hier abmelden",
        "im browser ansehen",
        "im browser anzeigen",
        "im browser öffnen",
        "sie erhalten diese",
        "von meinem iphone gesendet",
        "se désabonner",
        "désinscrire",
        "vous recevez ce",
        "dans votre navigateur",
        "darse de baja",
        "ver en el navegador",
        "afmelden voor",
    ];
    if paragraph.len() > LONGEST {
        return false;
    }
    let words = paragraph.to_lowercase();
    // A sentence of news may speak of such things; one with a date of its own is no footer.
    let is_short = words.len() <= 160 || dates::find(paragraph, dates::Order::Unknown).is_none();
    is_short && SIGNS.iter().any(|sign| words.contains(sign)) && !paragraph.starts_with(['“', '"', '«'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_the_mail_are_dropped() {
        let cases: [(&[&str], usize); 3] = [
            (&["View this email in your browser", "They met.", "They agreed.", "Unsubscribe here", "12 Main St"], 2),
            (&["They met.", "To unsubscribe, click below."], 1),
            (&["Unsubscribe"], 1),
        ];
        for (paragraphs, expected) in cases {
            let paragraphs = paragraphs.iter().map(|words| (*words).to_owned()).collect();
            assert_eq!(without_footer(paragraphs).len(), expected);
        }
    }

    #[test]
    fn a_page_without_its_words_gives_way_to_the_text() {
        let body = |words: &str| Body { paragraphs: vec![words.into()], ..Body::default() };
        assert_eq!(
            better(body("See it online"), body("They met in the capital and agreed on trade")).paragraphs[0].len(),
            43
        );
        assert_eq!(better(body("They met."), body("They met. https://example.com/1")).paragraphs, ["They met."]);
    }
}
