//! When was an article published? What its metadata says; else its address, its path, a date line in its text, and,
//! if the user asked for it, the modification time of its file. What is unknown stays unknown.

use chrono::Datelike;

use crate::model::{Day, Precision, Provenance, Published, Text};

use super::dates::{self, Date, Order};

/// All that may tell when an article was published.
#[derive(Clone, Copy)]
pub(super) struct Clues<'a> {
    pub(super) metadata: Option<Date>,
    pub(super) url: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) shown: Option<Date>,
    pub(super) text: &'a Text,
    pub(super) dateline: Option<Date>,
    /// What the metadata tells, but perhaps of something else: the sending of a message, the writing of a document.
    pub(super) lesser: Option<Date>,
    pub(super) modified: Option<Day>,
    /// Month and day of a place line without a year.
    pub(super) dateline_day: Option<(u32, u32)>,
    /// Which of day and month the export writes first.
    pub(super) habit: Order,
    /// The day on which this is read; nothing is published later.
    pub(super) today: Option<Day>,
}

/// The date of the best clue. If that knows only the month or year, a lesser clue that agrees may tell the day. A clue that
/// gives a day still to come tells of something else.
pub(super) fn decide(clues: &Clues<'_>) -> Option<Published> {
    let order: [(Provenance, &dyn Fn() -> Option<Date>); 5] = [
        (Provenance::Metadata, &|| clues.metadata),
        // Under an address of a month lie also pages that go on to be written; the day that such a page shows counts.
        (Provenance::Url, &|| {
            clues.url.and_then(in_url).filter(|date| is_day(date) || !clues.shown.is_some_and(|shown| is_day(&shown)))
        }),
        (Provenance::Path, &|| in_path(clues.path)),
        (Provenance::Text, &|| clues.shown.or_else(|| date_line(clues.text)).or(clues.dateline)),
        (Provenance::Metadata, &|| clues.lesser),
    ];
    let mut best: Option<Published> = None;
    for (from, clue) in order {
        if best.is_some_and(|best| best.precision == Precision::Day) {
            break;
        }
        let Some(found) = clue().and_then(|date| settled(date, from, clues)) else { continue };
        if best.is_none_or(|best| is_finer(found, best)) {
            best = Some(found);
        }
    }
    if let Some(finer) = best.and_then(|best| of_yearless(best, clues)) {
        best = Some(finer);
    }
    let modified = || clues.modified.map(|day| Published::new(day, Precision::Day, Provenance::FileTime));
    best.or_else(modified)
}

/// A date as it is published. Of two days that figures leave open, that is taken to which the habit of the export, another
/// clue or the calendar points.
fn settled(date: Date, from: Provenance, clues: &Clues<'_>) -> Option<Published> {
    // Where it is read it may still be the day before.
    let is_past = |day: Day| clues.today.and_then(|today| today.succ_opt()).is_none_or(|last| day <= last);
    let Some([day_first, month_first]) = date.either else {
        return is_past(date.day).then(|| Published::new(date.day, date.precision, from));
    };
    let others = [clues.url.and_then(in_url), in_path(clues.path)].into_iter().flatten();
    let others: Vec<Published> = others.map(|date| Published::new(date.day, date.precision, from)).collect();
    let agrees = |day: Day| others.iter().all(|other| other.first <= day && day <= other.last());
    let told =
        |day: Day| clues.dateline_day.is_none_or(|(month, of_month)| (day.month(), day.day()) == (month, of_month));
    let fits = |day: Day| is_past(day) && agrees(day) && told(day);
    let day = match (clues.habit, fits(day_first), fits(month_first)) {
        (Order::DayFirst, ..) if is_past(day_first) => Some(day_first),
        (Order::MonthFirst, ..) if is_past(month_first) => Some(month_first),
        (_, true, false) => Some(day_first),
        (_, false, true) => Some(month_first),
        _ => None,
    };
    if let Some(day) = day {
        return Some(Published::new(day, Precision::Day, from));
    }
    (is_past(day_first) || is_past(month_first))
        .then(|| Published { ambiguous: true, ..Published::new(date.day, date.precision, from) })
}

/// The day of a place line or date line without a year ("Thursday, May 16"), in the year or month that `best` knows.
fn of_yearless(best: Published, clues: &Clues<'_>) -> Option<Published> {
    if best.precision == Precision::Day {
        return None;
    }
    let line = || clues.text.paragraphs().take(HEAD).find_map(|(_, words)| yearless_line(words.lines().next()?));
    let ((month, day), weekday) = clues.dateline_day.map(|day| (day, None)).or_else(line)?;
    let found = Published::new(Date::of_day(best.first.year(), month, day)?.day, Precision::Day, Provenance::Text);
    let agrees = weekday.is_none_or(|weekday| found.first.weekday().num_days_from_monday() == weekday);
    (agrees && is_finer(found, best)).then_some(found)
}

/// Month, day and day of the week of a line that holds nothing else.
fn yearless_line(line: &str) -> Option<((u32, u32), Option<u32>)> {
    const LONGEST: usize = 40;
    let words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let weekday = dates::weekday(line);
    (line.len() <= LONGEST && words == 1 + usize::from(weekday.is_some())).then_some(())?;
    Some((dates::without_year(line)?, weekday))
}

fn is_day(date: &Date) -> bool {
    date.precision == Precision::Day
}

/// Whether `found` tells more than `best` and nothing else.
fn is_finer(found: Published, best: Published) -> bool {
    found.precision > best.precision && best.first <= found.first && found.last() <= best.last()
}

/// The date in an address: `/2024/05/16/`, `/2024-05-16-talks`, `/20240516/`, `/2024/may/16/`; else its `/2024/05/`.
pub(super) fn in_url(url: &str) -> Option<Date> {
    // An archived copy (`/web/20130217080612/http://…`) has the date of the copy before the article's own address.
    let url = url.rfind("/http").map_or(url, |at| &url[at + 1..]);
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = &after_scheme[after_scheme.find('/')?..];
    let path = path.split('#').next()?;
    // The web is not older than 1990; earlier years are what the article is about.
    let found = in_name(path).into_iter().filter(|date| date.day.year() >= 1990);
    first_finest(found).filter(|date| date.precision != Precision::Year)
}

/// The date in the path of a source file; its name counts before its folders.
pub(super) fn in_path(path: &str) -> Option<Date> {
    let found = in_name(path);
    first_finest(found.into_iter().rev())
}

fn first_finest(dates: impl Iterator<Item = Date>) -> Option<Date> {
    dates.reduce(|best, date| if date.precision > best.precision { date } else { best })
}

/// A part of a path: figures, or letters.
struct Part<'a> {
    words: &'a str,
    start: usize,
}

/// The dates that a path holds, in order.
fn in_name(path: &str) -> Vec<Date> {
    let parts = parts(path);
    let mut dates = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let found = date_at(path, &parts[at..]);
        at += found.map_or(1, |(_, count)| count);
        dates.extend(found.map(|(date, _)| date));
    }
    dates
}

fn parts(path: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(c) = path[at..].chars().next() {
        let rest = &path[at..];
        let len = if c.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            at += c.len_utf8();
            continue;
        };
        parts.push(Part { words: &rest[..len], start: at });
        at += len;
    }
    parts
}

/// The date that starts with the first part, and how many parts it takes.
fn date_at(path: &str, parts: &[Part<'_>]) -> Option<(Date, usize)> {
    let number = |index: usize, digits: &[usize]| -> Option<u32> {
        let words = parts.get(index)?.words;
        (digits.contains(&words.len()) && words.as_bytes()[0].is_ascii_digit()).then(|| words.parse().ok())?
    };
    // One sign between two parts, and nothing else.
    let sign = |index: usize| -> Option<char> {
        let (part, next) = (parts.get(index)?, parts.get(index + 1)?);
        let mut between = path[part.start + part.words.len()..next.start].chars();
        between.next().filter(|c| between.next().is_none() && "-_/. ".contains(*c))
    };
    if number(0, &[8, 12, 14]).is_some() || parts.first()?.words.len() == 14 {
        return dates::parse(parts[0].words, Order::Unknown).map(|date| (date, 1));
    }
    let plausible = |year: &i32| (1700..=2100).contains(year);
    if let Some(year) = number(0, &[4]).and_then(|year| i32::try_from(year).ok()).filter(plausible) {
        let month = number(1, &[1, 2]).or_else(|| dates::month_of(parts.get(1)?.words));
        if let (Some(month), Some(first)) = (month, sign(0)) {
            let day = sign(1).and_then(|_| number(2, &[1, 2])).and_then(|day| Date::of_day(year, month, day));
            if let Some(date) = day {
                return Some((date, 3));
            }
            let has_two_digits = parts[1].words.len() != 1;
            let month = Date::of_month(year, month).filter(|_| has_two_digits && first != '.');
            return month.map(|date| (date, 2)).or(Some((Date::of_year(year)?, 1)));
        }
        let stands_alone = is_segment(path, &parts[0]);
        return Date::of_year(year).filter(|_| stands_alone).map(|date| (date, 1));
    }
    let (day, year) = (number(0, &[2])?, number(2, &[4]).and_then(|year| i32::try_from(year).ok()).filter(plausible)?);
    (sign(0)? == sign(1)?).then_some(())?;
    let month = number(1, &[2]).filter(|_| day > 12).or_else(|| dates::month_of(parts[1].words))?;
    Some((Date::of_day(year, month, day)?, 3))
}

/// Whether a part is all that stands between two slashes.
fn is_segment(path: &str, part: &Part<'_>) -> bool {
    let before = part.start == 0 || path[..part.start].ends_with('/');
    before && path[part.start + part.words.len()..].starts_with('/')
}

/// How many paragraphs from the start are looked at for a date line.
const HEAD: usize = 5;

/// The date of the first line that holds little else: "Friday, January 4, 2019", "Published: 16 May 2024 10:15".
fn date_line(text: &Text) -> Option<Date> {
    text.paragraphs().take(HEAD).find_map(|(_, words)| of_date_line(words.lines().next().unwrap_or(words)))
}

/// The date of `line`, if the line is there to tell it.
pub(super) fn of_date_line(line: &str) -> Option<Date> {
    of_date_line_in(line, Order::Unknown)
}

/// The same for a line whose language tells the day from the month.
pub(super) fn of_date_line_in(line: &str, order: Order) -> Option<Date> {
    const LONGEST: usize = 100;
    /// Words of lines that tell something else.
    const OTHER: [&str; 12] = [
        "accessed",
        "retrieved",
        "since",
        "until",
        "copyright",
        "©",
        "joined",
        "registered",
        "registriert",
        "member",
        "mitglied",
        "inscrit",
    ];
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (date, range) = dates::find(line, order)?;
    let (before, after) = (&line[..range.start], &line[range.end..]);
    let lower = line.to_lowercase();
    if OTHER.iter().any(|word| lower.contains(word)) {
        return None;
    }
    if says_updated(before) {
        return says_published(after).then(|| of_date_line_in(after.trim_start_matches([' ', ',', ';']), order))?;
    }
    let words = |part: &str| part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let few = match date.precision {
        Precision::Day => words(before) <= 4 && words(after) <= 6,
        _ => words(before) == 0 && words(after) == 0,
    };
    let is_updated = says_updated(after) && !after.bytes().any(|b| b.is_ascii_digit());
    (few && !is_updated && !after.trim_end().ends_with(['.', '!', '?'])).then_some(date)
}

/// Whether words say that what follows is the time of a later change.
pub(super) fn says_updated(words: &str) -> bool {
    const WORDS: [&str; 23] = [
        "updat",
        "last changed",
        "last edited",
        "revised",
        "modif",
        "aktualisiert",
        "aktualisierung",
        "geändert",
        "änderung",
        "mis à jour",
        "mise à jour",
        "actualiz",
        "aggiornat",
        "atualizad",
        "bijgewerkt",
        "oppdatert",
        "uppdaterad",
        "opdateret",
        "päivitetty",
        "aktualizacja",
        "обновлен",
        "güncelle",
        "stand:",
    ];
    let words = words.to_lowercase();
    WORDS.iter().any(|word| words.contains(word))
}

/// Whether words say that what follows is the time of publication.
pub(super) fn says_published(words: &str) -> bool {
    const WORDS: [&str; 28] = [
        "publish",
        "posted",
        "created",
        "written:",
        "released",
        "veröffentlich",
        "erschienen",
        "erstellt",
        "pressemitteilung vom",
        "artikel wurde am",
        "beitrag wurde am",
        "online seit",
        "datum:",
        "date:",
        "publié",
        "publicad",
        "publicat",
        "pubblicat",
        "gepubliceerd",
        "geplaatst",
        "opublikowan",
        "опубликован",
        "publicerad",
        "publisert",
        "udgivet",
        "julkaistu",
        "yayın",
        "diterbitkan",
    ];
    let words = words.to_lowercase();
    WORDS.iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: Option<Date>) -> String {
        date.map_or("-".into(), |date| Published::new(date.day, date.precision, Provenance::Path).to_string())
    }

    #[test]
    fn addresses_hold_dates() {
        let cases = [
            ("https://example.com/2024/05/16/talks", "2024-05-16"),
            ("https://example.com/world/2024/may/16/talks", "2024-05-16"),
            ("https://example.com/news/talks-2024-05-16.html", "2024-05-16"),
            ("https://example.com/news/20240516/talks-20230101", "2024-05-16"),
            ("https://example.com/2024/05/talks", "2024-05"),
            ("https://example.com/2024/talks", "-"),
            ("https://web.example.org/web/20130217080612/http://a.com/2012/08/02/talks", "2012-08-02"),
            ("https://example.com/?date=2024-05-16", "2024-05-16"),
            ("https://example.com/story/12345678", "-"),
            ("https://example.com/1945/05/08/end", "-"),
            ("https://2024-05-16.example.com/", "-"),
            ("", "-"),
        ];
        for (url, expected) in cases {
            assert_eq!(shown(in_url(url)), expected, "{url}");
        }
    }

    #[test]
    fn paths_hold_dates() {
        let cases = [
            ("2024-05-16_talks.txt", "2024-05-16"),
            ("talks_2024-05-16.txt", "2024-05-16"),
            ("2019/03/talks.txt", "2019-03"),
            ("2019/03/05.txt", "2019-03-05"),
            ("2019/talks.txt", "2019"),
            ("wire/20160611-talks.txt", "2016-06-11"),
            ("backup-20200101/2019-05-16_talks.txt", "2019-05-16"),
            ("2019/2019-05 exports/a.jsonl", "2019-05"),
            ("16-05-2024 talks.md", "2024-05-16"),
            ("talks-2019.txt", "-"),
            ("G20/talks.txt", "-"),
            ("tel 555-123-4567.txt", "-"),
        ];
        for (path, expected) in cases {
            assert_eq!(shown(in_path(path)), expected, "{path}");
        }
    }

    #[test]
    fn date_lines_are_told_from_sentences() {
        let cases = [
            ("Friday, January 4, 2019", "2019-01-04"),
            ("Published: 16 May 2024 at 10:15 BST", "2024-05-16"),
            ("Canberra, 16 May 2024", "2024-05-16"),
            ("Last updated 16 May 2024", "-"),
            ("Written: 2024-05-16 15:03:30 / Updated: 2024-05-17 15:30:46", "2024-05-16"),
            ("Last updated 17 May 2024, originally published 16 May 2024", "2024-05-16"),
            ("Aktualisiert: 16.05.2024", "-"),
            ("© 16 May 2024 The Wire", "-"),
            ("The treaty was signed in the capital on 16 May 2024 by both.", "-"),
            ("March 2019", "2019-03"),
            ("in March 2019", "-"),
            ("Call 555-2024-0516", "-"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(of_date_line(line)), expected, "{line}");
        }
    }

    fn clues<'a>(text: &'a Text, path: &'a str) -> Clues<'a> {
        Clues {
            metadata: None,
            url: None,
            path,
            shown: None,
            text,
            dateline: None,
            lesser: None,
            modified: None,
            dateline_day: None,
            habit: Order::Unknown,
            today: None,
        }
    }

    #[test]
    fn the_best_clue_wins_and_lesser_ones_may_make_it_finer() {
        let mut builder = Text::with_title("Talks");
        builder.paragraph("Tuesday, March 5, 2019", None);
        let text = builder.finish();
        let modified = Day::from_ymd_opt(2020, 1, 1);
        let cases = [
            (Clues { metadata: Date::of_day(2018, 1, 2), ..clues(&text, "2019/03/a") }, "2018-01-02 metadata"),
            (Clues { url: Some("http://a/2019/03/06/b"), ..clues(&text, "2019-03-07") }, "2019-03-06 url"),
            (Clues { modified, ..clues(&text, "2019-03-07") }, "2019-03-07 path"),
            (clues(&text, "2019/03/a.txt"), "2019-03-05 text"),
            (clues(&text, "2018/03/a.txt"), "2018-03 path"),
            (
                Clues { url: Some("http://a/2019/02/b"), shown: Date::of_day(2019, 3, 5), ..clues(&text, "a") },
                "2019-03-05 text",
            ),
            (Clues { url: Some("http://a/2019/02/b"), ..clues(&text, "a") }, "2019-02 url"),
        ];
        for (clues, expected) in cases {
            let found = decide(&clues).map(|date| format!("{date} {}", date.from.as_str()));
            assert_eq!(found.as_deref(), Some(expected));
        }
        let empty = Text::with_title("Talks").finish();
        assert_eq!(decide(&clues(&empty, "a.txt")), None);
        let found = decide(&Clues { modified, ..clues(&empty, "a.txt") }).unwrap();
        assert_eq!((found.to_string().as_str(), found.from), ("2020-01-01", Provenance::FileTime));
    }

    #[test]
    fn figures_that_may_be_two_days_are_settled_or_marked() {
        let text = Text::with_title("Talks").finish();
        let base = Clues { metadata: dates::parse("05/06/2024", Order::Unknown), ..clues(&text, "a.txt") };
        let day = |text: &str| text.parse::<Day>().ok();
        let cases = [
            (base, "2024 ambiguous"),
            (Clues { habit: Order::DayFirst, ..base }, "2024-06-05"),
            (Clues { habit: Order::MonthFirst, ..base }, "2024-05-06"),
            (Clues { url: Some("http://a.example/2024/05/b"), ..base }, "2024-05-06"),
            (Clues { dateline_day: Some((6, 5)), ..base }, "2024-06-05"),
            (Clues { today: day("2024-05-20"), ..base }, "2024-05-06"),
        ];
        for (clues, expected) in cases {
            let found = decide(&clues).map(|date| format!("{date}{}", if date.ambiguous { " ambiguous" } else { "" }));
            assert_eq!(found.as_deref(), Some(expected));
        }
    }

    #[test]
    fn days_to_come_are_no_publication_dates() {
        let text = Text::with_title("Talks").finish();
        let today = "2024-05-16".parse::<Day>().ok();
        let of = |metadata, path| decide(&Clues { metadata, today, ..clues(&text, path) }).map(|date| date.to_string());
        assert_eq!(of(Date::of_day(2024, 5, 17), "a").as_deref(), Some("2024-05-17"));
        assert_eq!(of(Date::of_day(2031, 5, 17), "2023/11/a.txt").as_deref(), Some("2023-11"));
        assert_eq!(of(Date::of_day(2031, 5, 17), "a"), None);
    }

    #[test]
    fn a_day_without_a_year_takes_it_from_a_clue() {
        let mut builder = Text::with_title("Talks");
        builder.paragraph("Thursday, May 16", None);
        let text = builder.finish();
        let of = |path| decide(&clues(&text, path)).map(|date| format!("{date} {}", date.from.as_str()));
        assert_eq!(of("2024/talks/a.txt").as_deref(), Some("2024-05-16 text"));
        assert_eq!(of("2023/talks/a.txt").as_deref(), Some("2023 path"), "16 May 2023 was a Tuesday");
        assert_eq!(of("a.txt"), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(path in "\\PC{0,40}", figures in "[0-9a-z/._-]{0,30}") {
            let _ = (in_path(&path), in_url(&path), in_path(&figures), in_url(&figures), of_date_line(&path));
        }
    }
}
