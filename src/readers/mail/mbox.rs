//! Which messages are in a mailbox? Each opens with a line "From ", before which a blank one stands; lines of text that
//! would look the same are marked with `>`.

use std::borrow::Cow;

use super::message;
use crate::model::Format;
use crate::readers::record::Intake;

/// Whether the start of a file is that of a mailbox.
pub(super) fn is_mailbox(start: &str) -> bool {
    let Some(rest) = start.strip_prefix("From ") else { return false };
    rest.split_once('\n').is_some_and(|(line, rest)| {
        let rest = rest.trim_start_matches(['\r', '\n']);
        message::opens_header(rest) && (ends_in_date(line.as_bytes()) || message::is_message(rest))
    })
}

pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    for raw in messages(bytes) {
        intake.set_format(Format::Mbox);
        let number = intake.free_number();
        message::take(&unescaped(raw), number, intake);
    }
}

/// The messages, without the lines that part them.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut after_blank) = (0, true);
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |len| at + len + 1);
        let line = &bytes[at..end];
        if after_blank && line.starts_with(b"From ") && opens_message(line, &bytes[end..]) {
            starts.push((at, end));
        }
        after_blank = line.trim_ascii().is_empty();
        at = end;
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([bytes.len()]);
    starts.iter().zip(ends).map(|((_, body), end)| &bytes[*body..end]).collect()
}

/// Whether a line "From …" opens a message: it ends in a date, or the lines of a header follow.
fn opens_message(line: &[u8], rest: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&rest[..rest.len().min(200)]);
    ends_in_date(line) || message::opens_header(&head)
}

/// Whether a line holds a year and a time of day.
fn ends_in_date(line: &[u8]) -> bool {
    line.iter().filter(|b| b.is_ascii_digit()).count() >= 4 && line.contains(&b':')
}

/// The message with the marks before its lines "From " taken away, one each.
fn unescaped(raw: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(raw, b">From ").is_none() {
        return Cow::Borrowed(raw);
    }
    let lines = raw.split_inclusive(|b| *b == b'\n').map(|line| {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        if marks > 0 && line[marks..].starts_with(b"From ") { &line[1..] } else { line }
    });
    Cow::Owned(lines.collect::<Vec<_>>().concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::testing::{outcomes, read_file};

    #[test]
    fn messages_are_told_apart() {
        let message = |id: u32, subject: &str, text: &str| {
            format!(
                "From wire@example.com Thu May 16 10:00:00 2024\nMessage-ID: <{id}@example.com>\nSubject: {subject}\nDate: Thu, 16 May 2024 10:00:00 \
                     +0200\n\n{text}\n\n"
            )
        };
        let box_ = [
            message(1, "One", "They met.\n\n>From there they went on.\nFrom Paris nothing came."),
            "From nobody Thu May 16 10:00:00 2024\n\n".to_owned(),
            message(3, "Three", "The end."),
        ]
        .concat();
        let found = read_file("a.mbox", box_.as_bytes());
        assert_eq!(
            outcomes(&found),
            [
                "0 mbox One 2024-05-16",
                "skipped: the message has no header: it is no mail, or its start is lost",
                "2 mbox Three 2024-05-16"
            ]
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.record_id.as_deref(), Some("1@example.com"));
        let text: Vec<&str> = first.text.paragraphs().map(|(_, words)| words).collect();
        assert_eq!(text.join(" "), "They met. From there they went on. From Paris nothing came.");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, text in "(From x 10:00 2024\n|Subject: a\n|\n|>From |[a-z ]{0,9}\n){0,20}") {
            let _ = (messages(&bytes), read_file("a.mbox", text.as_bytes()));
        }
    }
}
