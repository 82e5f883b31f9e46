//! Where was an article written? The place line that opens it: "BEIJING —", "BEIJING, May 16 (Xinhua) --",
//! "WASHINGTON (AP) -". It stays in the text; only its place is noted, and its date if that has a year.

use crate::model::{Span, Text};

use super::dates::{self, Date, Order};

/// A month and a day of it.
type MonthDay = (u32, u32);

/// A place line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dateline {
    /// The place as written: "KABUL, Afghanistan".
    pub(super) place: Span,
    pub(super) date: Option<Date>,
    /// Month and day of a date without a year.
    pub(super) day: Option<MonthDay>,
}

/// How many paragraphs may stand before the place line: byline, date, an editor's note.
const HEAD: usize = 4;
/// How far into the paragraph its dash may stand, in bytes.
const LONGEST: usize = 120;

/// The first place line of the article.
pub(super) fn find(text: &Text) -> Option<Dateline> {
    text.blocks().iter().skip(1).take(HEAD).find_map(|block| {
        let words = text.slice(block.span);
        let (len, date, day) = place_line(words)?;
        let place = Span::new(block.span.start, block.span.start + len as u32);
        Some(Dateline { place, date, day })
    })
}

/// The place in a value that is a place line, or names a place: "STOCKHOLM, Aug 29 (AFP) -", "New York, NY".
pub(super) fn place_of(value: &str) -> Option<String> {
    let value = super::record::one_line(value);
    let bare = value.trim_end_matches([' ', '-', '–', '—', '=', ':']);
    let line = format!("{bare} — x");
    let place = place_line(&line).map_or(bare, |(len, ..)| &line[..len]);
    let is_name =
        place.len() <= 80 && place.contains(char::is_alphabetic) && !place.contains(|c: char| c.is_ascii_digit());
    (is_name && !place.contains('(')).then(|| place.to_owned())
}

/// The length of the place that opens `words`, if a place line does, and the line's date, with or without its year.
fn place_line(words: &str) -> Option<(usize, Option<Date>, Option<MonthDay>)> {
    words.starts_with(|c: char| c.is_uppercase()).then_some(())?;
    let head = &words[..words.floor_char_boundary(LONGEST)];
    let (line, strong) = before_dash(head)?;
    let (line, agency) = without_agency(line);
    let (place, has_date) = without_date(line);
    let place = place.trim_end_matches([',', ' ', '/', '.', '-', ':']);
    let date = dates::find(&line[place.len()..], Order::Unknown).map(|(date, _)| date);
    let sure = agency || has_date;
    let day = if date.is_none() { dates::without_year(&line[place.len()..]) } else { None };
    is_place(place, sure, strong).then_some((place.len(), date, day))
}

/// What stands before the dash that ends a place line, and whether the dash is a long one.
fn before_dash(head: &str) -> Option<(&str, bool)> {
    const DASHES: [(&str, bool); 9] = [
        (" — ", true),
        (" – ", true),
        (" -- ", true),
        ("— ", true),
        ("—", true),
        (" --", true),
        (" - ", false),
        (") -", false),
        ("): ", false),
    ];
    let (at, dash, strong) = DASHES
        .iter()
        .filter_map(|(dash, strong)| head.find(dash).map(|at| (at, *dash, *strong)))
        .min_by_key(|(at, dash, _)| (*at, usize::MAX - dash.len()))?;
    let end = at + usize::from(dash.starts_with(')'));
    Some((head[..end].trim_end(), strong))
}

/// The line without its agency: "(AP)", "(Reuters)", `/PRNewswire/`, and whether there was one.
fn without_agency(line: &str) -> (&str, bool) {
    let opened = [('(', ')'), ('/', '/'), ('[', ']')].iter().find_map(|(open, close)| {
        let inside = line.strip_suffix(*close)?;
        let at = inside.rfind(*open)?;
        (inside.len() - at <= 40).then(|| line[..at].trim_end())
    });
    opened.map_or((line, false), |line| (line, true))
}

/// The line without the date at its end, with or without a year, and whether there was one.
fn without_date(line: &str) -> (&str, bool) {
    let is_month = |word: &str| word.len() > 2 && dates::month_of(word).is_some();
    let mut at = 0;
    for word in line.split_inclusive([' ', ',', '.']) {
        let bare = word.trim_end_matches([' ', ',', '.']);
        let starts_date = is_month(bare) || bare.starts_with(|c: char| c.is_ascii_digit());
        if at > 0 && starts_date {
            let words = |part: &'_ str| part.split([' ', ',', '.']).any(is_month);
            return (&line[..at], words(&line[at..]));
        }
        at += word.len();
    }
    (line, false)
}

/// Whether words look like the place of a place line. Capitals are the custom; other words need more to go by.
fn is_place(place: &str, sure: bool, strong_dash: bool) -> bool {
    const NO_PLACES: [&str; 20] = [
        "analysis",
        "breaking",
        "breaking news",
        "correction",
        "corrected",
        "editorial",
        "exclusive",
        "explainer",
        "factbox",
        "interview",
        "live",
        "note",
        "opinion",
        "photos",
        "q&a",
        "review",
        "update",
        "updated",
        "video",
        "watch",
    ];
    let first = place.split(',').next().unwrap_or(place).trim();
    let words = || first.split([' ', '-', '/']).filter(|word| !word.is_empty());
    let is_name = |word: &str| {
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’'))
            && (word.starts_with(char::is_uppercase)
                || ["de", "da", "do", "del", "al", "el", "of", "la"].contains(&word))
    };
    let count = words().count();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let upper = first.chars().all(|c| !c.is_lowercase());
    let names = (1..=5).contains(&count) && letters >= 3 && words().all(is_name);
    let rest = place.split(',').skip(1).all(|part| part.split_whitespace().count() <= 4);
    let listed = NO_PLACES.contains(&first.to_lowercase().as_str());
    names && rest && !listed && place.len() <= 60 && (upper || sure || (strong_dash && count <= 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_given_as_lines_or_names() {
        let cases = [
            ("STOCKHOLM, Aug 29, 2014 (AFP) -", Some("STOCKHOLM")),
            ("New York, NY", Some("New York, NY")),
            ("Hamburg (dpa) - ", Some("Hamburg")),
            ("20140829", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(place_of(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn place_lines_are_found() {
        let cases = [
            ("BEIJING — Russian President Putin", Some("BEIJING")),
            ("BEIJING, May 16 (Xinhua) -- Chinese President", Some("BEIJING")),
            ("WASHINGTON (AP) - The House", Some("WASHINGTON")),
            ("KABUL, Afghanistan (AP) — A bomb", Some("KABUL, Afghanistan")),
            ("NEW YORK, Jan. 3 (Reuters) - Oil", Some("NEW YORK")),
            ("Beijing, 16 May 2024 (AFP) – The two", Some("Beijing")),
            ("LONDON/PARIS (Reuters) - Ministers", Some("LONDON/PARIS")),
            ("NEW DELHI (PTI): The court", Some("NEW DELHI")),
            ("DALLAS, June 4, 2019 /PRNewswire/ -- A maker", Some("DALLAS")),
            ("Moscow — The Kremlin", Some("Moscow")),
            ("ST. PETERSBURG, Russia — Talks", Some("ST. PETERSBURG, Russia")),
            ("BREAKING — Talks end", None),
            ("The two leaders — both of them — agreed", None),
            ("Talks went on - and on", None),
            ("The Ice Saints 2024 when they come - and how", None),
            ("“No,” he said — twice", None),
            ("U.S. - China talks", None),
            ("He", None),
            ("", None),
        ];
        for (words, expected) in cases {
            let mut builder = Text::with_title("T");
            builder.paragraph(words, None);
            let text = builder.finish();
            assert_eq!(find(&text).map(|line| text.slice(line.place)), expected, "{words}");
        }
    }

    #[test]
    fn only_a_full_date_counts() {
        let date = |words| place_line(words).unwrap().1.map(|date| date.day.to_string());
        assert_eq!(date("BEIJING, May 16, 2024 (AP) — Talks").as_deref(), Some("2024-05-16"));
        assert_eq!(date("BEIJING, May 16 (AP) — Talks"), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(words in "[A-Zé]{0,3}[\\PC—-]{0,150}") {
            let _ = place_line(&words);
        }
    }
}
