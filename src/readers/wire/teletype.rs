//! What articles are in wire text, as teleprinters and satellite receivers had it (IPTC 7901, ANPA 1312)?
//!
//! Control characters frame each message: SOH the header, STX the text, ETX the closing line, EOT the end. The header and
//! the closing line carry number and time; in the text, lines that end in `=` or `<` stand for themselves
//! (headline, byline), and what an agency writes to editors is no part of the article.

use super::story::{Story, authors};
use crate::readers::byline;
use crate::readers::dates::{self, Date};
use crate::readers::markup::of_plain;
use crate::readers::record::{Intake, one_line};

const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';
const EOT: char = '\u{4}';

/// Whether a file opens with the header of a message: SOH behind nothing but fill characters, and STX soon after.
pub(super) fn opens_message(bytes: &[u8]) -> bool {
    const HEADER: usize = 1024;
    let is_fill = |byte: &u8| matches!(byte, 0 | 0x0a | 0x0d | 0x10..=0x16 | b' ' | 0x7f | 0xff);
    let filled = bytes.iter().take_while(|byte| is_fill(byte)).count();
    let Some((1, rest)) = bytes[filled..].split_first() else { return false };
    let head = &rest[..rest.len().min(HEADER)];
    let Some(at) = head.iter().position(|byte| *byte == 2) else { return false };
    head[..at].iter().all(|byte| *byte != 0)
}

/// Reads a file, which holds a message or many.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut number = 0;
    for message in content.split(SOH).skip(1) {
        match message.split_once(STX) {
            Some((header, rest)) => story(header, rest).hand_over(number, intake),
            None if message.trim_matches(|c: char| c.is_control() || c.is_whitespace()).is_empty() => continue,
            None => intake.skip(Some(number), "the message has a header and no text (no STX in it)"),
        }
        number += 1;
    }
}

fn story(header: &str, rest: &str) -> Story {
    let (text, closing) = rest.split_once(ETX).unwrap_or((rest, ""));
    let text: String = text.split(EOT).next().unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let is_anpa =
        text.trim_start().starts_with('^') || header.contains(['\u{1f}', '\u{11}', '\u{12}', '\u{13}', '\u{14}']);
    let date = closing_date(closing);
    let mut story = if is_anpa { of_anpa(&text) } else { of_iptc(&text) };
    let id = header.split(|c: char| c.is_whitespace() || c.is_control()).find(|word| !word.is_empty());
    story.meta.record_id = id.map(str::to_owned);
    story.meta.date = date;
    let agency = story.paragraphs.iter().take(2).find_map(|words| agency_of(words));
    story.meta.outlet = story.meta.outlet.or(agency);
    story
}

/// The agency of a dateline: "Berlin (dpa) - …".
fn agency_of(words: &str) -> Option<String> {
    let head = &words[..words.floor_char_boundary(100)];
    let (before, rest) = head.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let is_line = after.trim_start().starts_with(['-', '–', '—', '_', '.', ':']);
    let is_name = !name.is_empty() && name.len() <= 30 && !name.contains(|c: char| c.is_ascii_digit());
    (is_line && is_name && before.len() <= 60).then(|| name.to_owned())
}

/// The date of a closing line: `131137 GMT Nov 13` (day and time, month, year), `AP-WF-11-13-13 1509GMT`.
fn closing_date(line: &str) -> Option<Date> {
    let line = one_line(&line[..line.floor_char_boundary(200)]);
    let words: Vec<&str> = line.split(' ').collect();
    let is_figures = |word: &str, len: usize| word.len() == len && word.bytes().all(|b| b.is_ascii_digit());
    let of_group = words.windows(4).find_map(|four| {
        let [group, _, month, year] = four else { return None };
        let (day, month) = (group.get(..2)?.parse().ok()?, dates::month_of(month)?);
        let is_group = is_figures(group, 6) && (is_figures(year, 2) || is_figures(year, 4));
        is_group.then(|| Date::of_day(full_year(year)?, month, day))?
    });
    let of_figures = || {
        words.iter().find_map(|word| {
            let parts: Vec<&str> = word.split('-').collect();
            parts.windows(3).find_map(|three| {
                let [month, day, year] = three else { return None };
                let all = three.iter().all(|part| is_figures(part, 2));
                all.then(|| Date::of_day(full_year(year)?, month.parse().ok()?, day.parse().ok()?))?
            })
        })
    };
    of_group.or_else(of_figures)
}

/// The year meant by its last two digits; wires of this kind began in the sixties.
fn full_year(figures: &str) -> Option<i32> {
    let year: i32 = figures.parse().ok()?;
    Some(match year {
        0..60 => 2000 + year,
        60..100 => 1900 + year,
        _ => year,
    })
}

/// A text after IPTC 7901: lines that end in `=` are headline and byline; a headline may have no sign.
fn of_iptc(text: &str) -> Story {
    let text = text.trim_start_matches(['\n', ' ']);
    let mut story = Story::default();
    let (mut rest, mut first) = (text, true);
    while !rest.is_empty() {
        let end = rest.find("\n\n").unwrap_or(rest.len());
        let block = rest[..end].trim_end();
        let is_head = block.ends_with('=') || (first && is_headline(block));
        if !is_head {
            break;
        }
        for line in block.split("=\n") {
            take_head_line(line, &mut story);
        }
        (rest, first) = (rest[end..].trim_start_matches('\n'), false);
    }
    story.paragraphs = of_plain(rest);
    drop_notes(&mut story.paragraphs);
    story
}

/// Whether the first block of a text is its headline: not indented as paragraphs are, short, and no sentence.
fn is_headline(block: &str) -> bool {
    const LONGEST: usize = 200;
    !block.starts_with(char::is_whitespace) && block.len() <= LONGEST && !block.ends_with('.')
}

/// Takes a line of the head: the headline, a byline; others are notes.
fn take_head_line(line: &str, story: &mut Story) {
    let words = one_line(line.trim_end_matches(['=', '<', ' ', '\n']));
    let is_byline = byline::is_byline(&words);
    if is_byline && story.meta.byline.is_empty() {
        story.meta.byline = authors(&words, &[]);
    } else if story.meta.title.is_empty() && !is_byline && !words.starts_with(['(', '[']) && !is_note(&words) {
        story.meta.title = words;
    }
}

/// Cuts off what an agency writes to editors below the text: contacts, what is not for publication.
fn drop_notes(paragraphs: &mut Vec<String>) {
    const SIGNS: [&str; 3] = ["not for publication", "nicht zur Veröffentlichung", "nicht zur Veroeffentlichung"];
    let Some(mut end) = paragraphs.iter().position(|words| SIGNS.iter().any(|sign| words.contains(sign))) else {
        return;
    };
    let leads_to = |words: &String| words.starts_with(['#', '*']) && words.len() <= 60;
    while end > 1 && leads_to(&paragraphs[end - 1]) {
        end -= 1;
    }
    paragraphs.truncate(end.max(1));
}

/// A text after ANPA 1312: lines of the head start with `^` and end in `<` or `=`; the first is the keyword line, under which the
/// story is known. Paragraphs are indented or stand apart.
fn of_anpa(text: &str) -> Story {
    let mut story = Story::default();
    let mut lines = text.lines().peekable();
    let mut body = Vec::new();
    while let Some(line) = lines.next() {
        let Some(line) = line.strip_prefix('^') else {
            body.push(if line.trim().is_empty() { String::new() } else { line.to_owned() });
            continue;
        };
        let mut words = line.trim_end().to_owned();
        // A line of the head may be broken.
        while !words.ends_with(['<', '=']) {
            let Some(next) = lines.next_if(|next| !next.starts_with(['^', '\t', ' ']) && !next.trim().is_empty())
            else {
                break;
            };
            words = format!("{words} {}", next.trim_end());
        }
        take_anpa_line(&words, body.iter().any(|line| !line.is_empty()), &mut story, &mut body);
    }
    story.paragraphs.extend(anpa_paragraphs(&body));
    story
}

/// Takes a line of the head, or one that stands for itself within the text.
fn take_anpa_line(line: &str, is_inside: bool, story: &mut Story, body: &mut Vec<String>) {
    let words = one_line(line.trim_end_matches(['<', '=', ' ']));
    if is_inside {
        body.extend([String::new(), words, String::new()]);
    } else if story.meta.title.is_empty() {
        without_count(&words).clone_into(&mut story.meta.title);
    } else if byline::is_byline(&words) {
        if story.meta.byline.is_empty() {
            story.meta.byline = authors(&words, &[]);
        }
    } else if !story.meta.byline.is_empty() {
        // Below the byline stands for whom they write.
        story.meta.outlet.get_or_insert(words);
    } else if !is_note(&words) && story.paragraphs.is_empty() && !words.is_empty() {
        story.paragraphs.push(words);
    }
}

/// A keyword line without its count of words: "BC-Ferry, 2nd Ld,466".
fn without_count(words: &str) -> &str {
    match words.rsplit_once(',') {
        Some((before, count)) if !count.is_empty() && count.trim().bytes().all(|b| b.is_ascii_digit()) => {
            before.trim_end()
        }
        _ => words,
    }
}

/// Whether a line is addressed to editors.
fn is_note(words: &str) -> bool {
    const NOTES: [&str; 12] = [
        "AP Photo",
        "Eds",
        "EDS",
        "Editors",
        "With ",
        "Photo",
        "HFR",
        "For global",
        "AP Graphic",
        "AP Video",
        "Ed:",
        "Note",
    ];
    words.starts_with(['(', '[']) || NOTES.iter().any(|note| words.starts_with(note))
}

/// The paragraphs of a body: an indent or an empty line starts one. Teleprinters had no dash.
fn anpa_paragraphs(lines: &[String]) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        let is_indented = line.starts_with(['\t']) || line.starts_with("  ");
        let words = one_line(line.trim_end_matches(['<', ' '])).replace(" _ ", " — ");
        if !words.contains(|c: char| c.is_alphanumeric()) {
            open = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| open && !is_indented) {
            Some(last) => {
                last.push(' ');
                last.push_str(&words);
            }
            None => paragraphs.push(words),
        }
        open = true;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;
    use crate::readers::testing::{article, paragraphs, results};

    const IPTC: &str = "\u{16}\u{16}\u{1}mw0062 4 i 120 mw 061\r\n\nFerry-ice/\r\n\u{2}Lund Sund: Ferry resumes after a\r\nweek of ice =\r\n\
        By Ada Quist, dpa =\r\n\n   Port Lund (mw) - The ferry left on Thursday with two hundred\r\npassengers and the post of a week, the harbour said.\r\n\n\
        \x20  \"It was late,\" the captain said, and the islanders who had waited\r\nfor it on the pier nodded.\r\n\n# mw NOTEBOOK\r\n\n* * * *\r\n\
        The following information is not for publication\r\n\nTel: 1\r\n\u{3}161137 GMT May 24\r\n\u{4}";

    #[test]
    fn iptc_messages_are_understood() {
        let article = article("a.tst", IPTC);
        assert_eq!(article.title(), "Lund Sund: Ferry resumes after a week of ice");
        assert_eq!((article.byline.as_slice(), article.outlet.as_deref()), (&["Ada Quist".to_owned()][..], Some("mw")));
        assert_eq!(article.published.unwrap().first.to_string(), "2024-05-16");
        assert_eq!((article.record_id.as_deref(), article.source.format), (Some("mw0062"), Format::Iptc7901));
        let found = paragraphs(&article);
        assert_eq!((found.len(), article.dateline()), (2, Some("Port Lund")), "{found:?}");
        assert!(found[0].ends_with("the harbour said.") && found[1].ends_with("pier nodded."));
    }

    #[test]
    fn anpa_messages_are_understood_and_several_parted() {
        let message = "\u{16}\u{16}\u{1}w0870\u{1f}nordic\nf l\u{13}\u{11} BC-LS--Ferry      05-16 0120\n\u{2}^BC-LS--Ferry, 1st Ld,120<\n\
            ^Ferry resumes after\na week of ice<\n^Eds: With photos.<\n^By ADA QUIST=\n^Meridian Wire=\n\
            \tPORT LUND (MW) _ The ferry left on Thursday\nwith the post of a week. \n \n\t``It was late,'' she said.\n\n\t___\n\n\t\u{3}MW-WF-05-16-24 1509GMT<\n\u{4}";
        let found = results("a", &format!("{message}\n{message}"));
        assert_eq!(found.len(), 2);
        let article = found[1].as_ref().unwrap();
        assert_eq!((article.title(), article.outlet.as_deref()), ("BC-LS--Ferry, 1st Ld", Some("Meridian Wire")));
        assert_eq!(article.byline, ["ADA QUIST"]);
        assert_eq!(article.published.unwrap().first.to_string(), "2024-05-16");
        assert_eq!(
            paragraphs(article),
            [
                "Ferry resumes after a week of ice",
                "PORT LUND (MW) — The ferry left on Thursday with the post of a week.",
                "``It was late,'' she said."
            ]
        );
    }

    #[test]
    fn what_only_has_control_characters_is_no_message() {
        for bytes in [&b"\x01\x00\x00\x02"[..], b"text \x01 \x02", b"\x01no start", b"", b"\x7fELF\x01\x02"] {
            assert!(!opens_message(bytes), "{bytes:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[\u{1}\u{2}\u{3}\u{4}^<=\t\n A-c1-3(),é-]{0,120}") {
            let _ = results("a.anpa", &format!("\u{1}{content}"));
            let _ = closing_date(&content);
        }
    }
}
