//! What article is a message, and what articles hang on it?
//!
//! The message is the article: its subject the title, its sender the outlet or the author. A newsletter's own date stands
//! in its text; the day of sending counts where there is none. An export of a press database that came by mail gives the
//! articles in it instead.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{ContentType, Message, MessageParser, MessagePart, MimeHeaders};

use super::body::{self, Body};
use crate::readers::dates::Date;
use crate::readers::record::{Draft, Intake, Metadata, one_line, text_of};
use crate::readers::registry::{formats, refused_by_name};
use crate::readers::{byline, press};

/// So many attachments of a message are looked at, each so long.
const MAX_ATTACHMENTS: usize = 200;
const MAX_ATTACHMENT: usize = 256 << 20;
/// Messages in messages are opened down to this depth.
const MAX_DEPTH: usize = 4;

/// Whether the start of a file is the header of a message.
pub(super) fn is_message(start: &str) -> bool {
    /// Names that only mail has; one of them must be there.
    const OWN: [&str; 9] = [
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "dkim-signature",
        "content-type",
        "x-received",
        "content-transfer-encoding",
    ];
    let (mut names, mut own, mut page) = (0, 0, false);
    for line in start.lines() {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, value)) = header(line) else { break };
        let name = name.to_ascii_lowercase();
        names += 1;
        own += usize::from(OWN.contains(&name.as_str()));
        // A saved page is written as a message, too.
        page |= name == "snapshot-content-location" || value.trim_start().starts_with("<Saved by");
    }
    names >= 2 && own >= 1 && !page
}

/// The name and value of a header line.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
    fits.then_some((name, value))
}

/// Whether a header line stands at the start.
pub(super) fn opens_header(start: &str) -> bool {
    start.lines().next().and_then(header).is_some_and(|(name, _)| name.len() <= 60)
}

pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    take(bytes, 0, intake);
}

/// Takes in a message as the record `number`, and what hangs on it.
pub(super) fn take(raw: &[u8], number: u32, intake: &mut Intake<'_>) {
    let raw = raw.trim_ascii_start();
    let start = String::from_utf8_lossy(&raw[..raw.len().min(400)]);
    // A message that breaks the parser costs only itself, not its mailbox.
    let parse = || catch_unwind(AssertUnwindSafe(|| MessageParser::default().parse(raw)));
    let parsed = if opens_header(&start) { parse() } else { Ok(None) };
    let Ok(message) = parsed else {
        return intake.skip(Some(number), "the message is damaged, and its parser gave up");
    };
    let Some(message) = message else {
        return intake.skip(Some(number), "the message has no header: it is no mail, or its start is lost");
    };
    let body = body::of(&message);
    if let Some(export) = body.page.as_deref().and_then(press::of_page) {
        export.take(number, intake);
        return;
    }
    let (draft, sent) = draft(&message, &body);
    intake.article_dated(number, draft, sent);
    take_attachments(&message, number, intake);
}

fn draft(message: &Message<'_>, body: &Body) -> (Draft, Option<Date>) {
    let own = |name: &str| body.forwarded.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
    let subject = own("subject").or_else(|| message.subject().map(str::to_owned)).unwrap_or_default();
    let sender = own("from").map(|from| sender_in(&from)).or_else(|| {
        let from = message.from()?.first()?;
        from.name.as_deref().map(one_line)
    });
    let sender = sender.filter(|name| !name.is_empty() && !name.contains('@'));
    let is_list = ["List-Unsubscribe", "List-Id", "List-Post", "X-Campaign", "Feedback-ID"]
        .iter()
        .any(|name| message.header(*name).is_some())
        || message
            .header("Precedence")
            .and_then(|value| value.as_text())
            .is_some_and(|value| value.eq_ignore_ascii_case("bulk"));
    let written =
        body.paragraphs.iter().take(4).find(|words| byline::is_byline(words)).map(|words| byline::names(words));
    let (outlet, byline) = match (written, is_list) {
        (Some(names), _) => (sender, names),
        (None, true) => (sender, Vec::new()),
        (None, false) => (None, sender.as_deref().map(byline::names).unwrap_or_default()),
    };
    let sent = own("date").and_then(|date| crate::readers::dates::parse(&date, crate::readers::dates::Order::Unknown));
    let sent = sent.or_else(|| {
        let date = message.date()?;
        Date::of_day(i32::from(date.year), u32::from(date.month), u32::from(date.day))
    });
    let meta = Metadata {
        record_id: message.message_id().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
        title: one_line(without_prefix(&subject)),
        byline,
        outlet,
        ..Metadata::default()
    };
    let text = text_of(&meta.title, body.paragraphs.iter().map(String::as_str));
    (Draft { meta, text, shown_date: None }, sent)
}

/// The subject without "Fwd:", "Re:" and their like.
fn without_prefix(subject: &str) -> &str {
    const PREFIXES: [&str; 9] = ["fwd:", "fw:", "re:", "wg:", "aw:", "tr:", "rv:", "i:", "fwd :"];
    let subject = subject.trim();
    let rest = PREFIXES.iter().find_map(|prefix| {
        let head = subject.get(..prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then(|| &subject[prefix.len()..])
    });
    rest.map_or(subject, without_prefix)
}

/// The name in `Ann Lee <ann@example.com>`.
fn sender_in(from: &str) -> String {
    one_line(from.split(['<', '[']).next().unwrap_or_default().trim().trim_matches('"'))
}

/// Reads the attachments that a reader knows by their names.
fn take_attachments(message: &Message<'_>, number: u32, intake: &mut Intake<'_>) {
    if intake.depth() >= MAX_DEPTH {
        return;
    }
    let mut count = 0;
    for (at, part) in message.attachments().enumerate() {
        let Some(name) = name_of(part, at) else { continue };
        if !is_readable(&name) {
            if refused_by_name(&name).is_none() && !is_formal(&name) {
                intake.remark(
                    Some(number),
                    format!("{name}, attached to the message, is not read: there is no reader for such files"),
                );
            }
            continue;
        }
        count += 1;
        let bytes = part.contents();
        if count > MAX_ATTACHMENTS || bytes.len() > MAX_ATTACHMENT {
            intake.remark(
                Some(number),
                format!("{name}, attached to the message, is not read: it is too large, or one of too many"),
            );
            continue;
        }
        intake.member(&name, bytes);
    }
}

/// The name of a file that is attached, not shown inside the message.
fn name_of(part: &MessagePart<'_>, at: usize) -> Option<String> {
    if part.is_message() {
        return Some(format!("message-{}.eml", at + 1));
    }
    let is_inline = part.content_id().is_some() && !part.content_disposition().is_some_and(ContentType::is_attachment);
    let name = one_line(part.attachment_name()?);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    (!is_inline && !name.is_empty() && !name.starts_with('.')).then_some(name)
}

fn is_readable(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let packed = matches!(ending.as_str(), "gz" | "bz2" | "xz" | "zst");
    name.contains('.') && (packed || formats().any(|(_, endings, _)| endings.contains(&ending.as_str())))
}

/// Files that mail programs add of their own: calendars, cards, signatures.
fn is_formal(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "ics" | "vcf" | "p7s" | "p7m" | "asc" | "sig" | "dat")
}

#[cfg(test)]
mod tests {
    use crate::model::Article;
    use crate::readers::testing::{outcomes, read_file};

    fn first(raw: &str) -> Article {
        read_file("a.eml", raw.replace('\n', "\r\n").as_bytes()).into_iter().flatten().next().unwrap()
    }

    fn words(article: &Article) -> Vec<&str> {
        article.text.paragraphs().map(|(_, words)| words).collect()
    }

    const HEAD: &str = "Message-ID: <7@example.com>\nFrom: The Wire <news@example.com>\nDate: Fri, 17 May 2024 06:00:00 +0000\nMIME-Version: 1.0\n";

    #[test]
    fn a_newsletter_is_an_article() {
        let raw = format!(
            "{HEAD}Subject: =?utf-8?Q?Talks_begin_=E2=80=93_at_last?=\nList-Unsubscribe: <https://example.com/u>\nContent-Type: multipart/alternative; \
             boundary=b\n\n--b\nContent-Type: text/plain; charset=us-ascii\n\nView it online.\n--b\nContent-Type: text/html; charset=iso-8859-1\n\
             Content-Transfer-Encoding: quoted-printable\n\n<div style=3D\"display:none\">Preview</div><p>16 May 2024</p><table><tr><td>They met =E2=80=93 and \
             agreed on caf=C3=A9s.</td></tr></table><p>So it went on, for hours and hours.</p><p><a href=3D'x'>Unsubscribe</a> at any time.</p>\n--b--\n"
        );
        let article = first(&raw);
        assert_eq!((article.title(), article.outlet.as_deref()), ("Talks begin – at last", Some("The Wire")));
        assert_eq!(
            words(&article),
            ["16 May 2024", "They met – and agreed on cafés.", "So it went on, for hours and hours."]
        );
        assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2024-05-16"));
        assert_eq!(article.record_id.as_deref(), Some("7@example.com"));
    }

    #[test]
    fn a_plain_message_loses_quotes_and_signature() {
        let raw = format!(
            "{HEAD}Subject: Re: Talks\n\nThey met in the\ncapital.\n\nOn Thursday Bo Ek wrote:\n> Did they?\n> Surely.\n\nThey agreed.\n\n-- \nAnn Lee\nThe Wire\n"
        );
        let article = first(&raw);
        assert_eq!((article.title(), words(&article)), ("Talks", vec!["They met in the capital.", "They agreed."]));
        assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2024-05-17"));
        assert_eq!(article.byline, ["The Wire"]);
    }

    #[test]
    fn what_was_forwarded_is_the_article() {
        let raw = format!(
            "{HEAD}Subject: Fwd: Talks\n\nSee below.\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@example.com>\nDate: Wed, May 15, 2024 at 9:15\n\
             Subject: Talks begin\nTo: <desk@example.com>\n\nThey met.\n"
        );
        let article = first(&raw);
        assert_eq!((article.title(), words(&article)), ("Talks begin", vec!["They met."]));
        assert_eq!(
            (article.byline.join(","), article.published.map(|date| date.to_string())),
            ("Ann Lee".into(), Some("2024-05-15".into()))
        );
    }

    #[test]
    fn attached_articles_are_read() {
        let raw = format!(
            "{HEAD}Subject: Today\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nTwo articles.\n--b\nContent-Type: text/plain; \
             name=\"talks.txt\"\nContent-Disposition: attachment; filename=\"talks.txt\"\n\nTalks begin\n\nThey met.\n--b\nContent-Type: image/png; \
             name=\"a.png\"\nContent-Disposition: attachment; filename=\"a.png\"\n\nx\n--b\nContent-Type: application/x-y; \
             name=\"b.xyz\"\nContent-Disposition: attachment; filename=\"b.xyz\"\n\nx\n--b--\n"
        );
        let found = outcomes(&read_file("a.eml", raw.as_bytes()));
        let expected = [
            "0 email Today 2024-05-17",
            "1 txt Talks begin",
            "remark: b.xyz, attached to the message, is not read: there is no reader for such files",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn exports_that_came_by_mail_give_their_articles() {
        let raw = format!(
            "{HEAD}Subject: Your research\nContent-Type: text/html\n\n<html><p>You asked for:</p><a name=DocID_1></a><p><b>Talks begin</b></p><p><strong>Full text: \
             </strong>They met.</p><p><strong>Publication title: </strong>The Paper</p><p><strong>Publication date: </strong>May 16, 2024</p><p><strong>ProQuest \
             document ID: </strong>1</p></html>"
        );
        assert_eq!(outcomes(&read_file("a.eml", raw.as_bytes())), ["0 proquest Talks begin 2024-05-16"]);
    }

    #[test]
    fn messages_are_told_from_other_headers() {
        assert!(super::is_message("Subject: a\nMIME-Version: 1.0\n\nText"));
        for start in
            ["Title: a\nDate: 2024\n\nText", "From: <Saved by Blink>\nMIME-Version: 1.0\n", "Content-type: a", ""]
        {
            assert!(!super::is_message(start), "{start}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, text in "(Subject: |Content-Type: multipart/mixed; boundary=b\n|--b\n|--b--\n|Content-Transfer-Encoding: base64\n|\n|[a-z: ]{0,9}){0,20}") {
            let _ = (read_file("a.eml", &bytes), read_file("a.eml", text.as_bytes()));
        }
    }
}
