//! What articles are in the SGML of the Reuters-21578 collection? A thousand `<REUTERS>` elements a file, with
//! title, dateline and body; some are a headline alone, and some were never taken apart (`UNPROC`).

use crate::readers::byline;
use crate::readers::dates::{self, Order};
use crate::readers::markup::of_plain;
use crate::readers::record::{Draft, Intake, Metadata, one_line, text_of};
use crate::readers::xml::{self, Element, Node};

/// Reads a file.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut number = 0;
    let read = xml::each(content, |name| name == "REUTERS", &mut |element| {
        intake.article(number, draft(&element));
        number += 1;
    });
    if let Err(reason) = read {
        intake.skip(None, reason); // what comes after the damage is lost
    }
}

fn draft(element: &Element) -> Draft {
    let nothing = Element::default();
    let text = element.at(&["TEXT"]).unwrap_or(&nothing);
    // Flashes have asterisks before their headline.
    let mut title = text.words_at(&["TITLE"]).unwrap_or_default().trim_start_matches('*').trim().to_owned();
    let body = text.at(&["BODY"]).map(Element::text);
    let mut paragraphs = match &body {
        Some(body) => of_plain(&without_controls(body)),
        // Of a brief the collection says "Blah blah blah." where there is no text.
        None if !title.is_empty() => Vec::new(),
        None => unprocessed(text, &mut title),
    };
    let is_signature =
        |line: &String| ["reuter", "reuters"].contains(&line.to_ascii_lowercase().trim_matches(['.', ' ', '/']));
    paragraphs.retain(|line| !is_signature(line));
    if let Some(last) = paragraphs.last_mut() {
        for signature in [" Reuter", " REUTER"] {
            *last = last.strip_suffix(signature).map_or_else(|| last.clone(), str::to_owned);
        }
    }
    if let (Some(place), Some(first)) = (text.words_at(&["DATELINE"]), paragraphs.first_mut()) {
        *first = format!("{place} {first}");
    }
    let author = text.words_at(&["AUTHOR"]).unwrap_or_default();
    let mut byline = byline::names(&author);
    byline.retain(|name| !name.eq_ignore_ascii_case("Reuters"));
    let meta = Metadata {
        record_id: element.attribute("NEWID").map(str::to_owned),
        byline,
        outlet: Some("Reuters".to_owned()),
        language: Some("en".to_owned()),
        date: element.words_at(&["DATE"]).and_then(|date| dates::parse(&date, Order::DayFirst)),
        url: None,
        title,
    };
    Draft { text: text_of(&meta.title, paragraphs.iter().map(String::as_str)), meta, shown_date: None }
}

/// The paragraphs of a text that was not taken apart; its first line is a headline if it is in capitals.
fn unprocessed(text: &Element, title: &mut String) -> Vec<String> {
    let words: String = text
        .nodes
        .iter()
        .filter_map(|node| if let Node::Text(words) = node { Some(words.as_str()) } else { None })
        .collect();
    let words = without_controls(&words);
    let words = words.trim_start();
    let (first, rest) = words.split_once('\n').unwrap_or((words, ""));
    let headline = one_line(first.trim_start_matches('*'));
    let is_headline = headline.chars().any(char::is_alphabetic) && !headline.chars().any(char::is_lowercase);
    if is_headline && headline.len() <= 200 {
        *title = headline;
        return of_plain(rest);
    }
    of_plain(words)
}

/// The control characters of the wire, which the collection has kept.
fn without_controls(words: &str) -> String {
    words.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::Format;
    use crate::readers::testing::{paragraphs, results};

    #[test]
    fn stories_of_all_kinds_are_read() {
        let content = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"NO\" NEWID=\"1\">\n<DATE>16-MAY-1987 15:01:01.79</DATE>\n<PLACES><D>x</D></PLACES>\n\
            <UNKNOWN>&#5;&#22;f0704&#31;reute</UNKNOWN>\n<TEXT>&#2;\n<TITLE>FERRY &lt;FRY> RESUMES</TITLE>\n<AUTHOR>    By Ada Quist, Reuters</AUTHOR>\n\
            <DATELINE>    PORT LUND, May 16 - </DATELINE><BODY>The ferry left on Thursday with the post of a\nweek and two hundred passengers.\n    It was late, \
            the captain &lt;CPT> said, and the\nislanders nodded.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n<REUTERS NEWID=\"2\"><DATE>16-MAY-1987 15:02</DATE>\
            <TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>ICE MELTS AT LUND</TITLE>Blah blah blah.\n&#3;</TEXT></REUTERS>\n<REUTERS NEWID=\"3\"><TEXT TYPE=\"UNPROC\">&#2;\n\
            FERRY TIMES\n Port Lund 9.15\n&#3;</TEXT></REUTERS>";
        let found = results("a.sgm", content);
        let [Ok(first), Ok(second), Ok(third)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((first.title(), first.source.format), ("FERRY <FRY> RESUMES", Format::ReutersSgml));
        assert_eq!((first.byline.as_slice(), first.record_id.as_deref()), (&["Ada Quist".to_owned()][..], Some("1")));
        assert_eq!(
            (first.published.unwrap().first.to_string().as_str(), first.dateline()),
            ("1987-05-16", Some("PORT LUND"))
        );
        assert_eq!(
            paragraphs(first),
            [
                "PORT LUND, May 16 - The ferry left on Thursday with the post of a week and two hundred passengers.",
                "It was late, the captain <CPT> said, and the islanders nodded."
            ]
        );
        assert_eq!((second.title(), second.text.paragraph_count()), ("ICE MELTS AT LUND", 0));
        assert_eq!((third.title(), paragraphs(third)), ("FERRY TIMES", vec!["Port Lund 9.15"]));
    }
}
