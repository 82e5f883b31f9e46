//! Which persons does an article name? Runs of capitalised words are cut out of the text (`runs`), a model marks the
//! names in them (`tagger`), and mentions of one person are brought together (`resolve`).

use super::lexicon::classes;
use super::nicknames;
use super::resolve::{self, Mention};
use super::runs::{self, Run};
use super::scan::Scan;
use super::tagger;
use crate::model::Person;
use crate::text::{Case, Kind};

/// What the words of an article say of persons.
pub(super) struct Found {
    /// The persons, in order of their first mention.
    pub(super) persons: Vec<Person>,
    /// Words in capitals that nothing marks as persons.
    pub(super) open: Vec<Mention>,
}

/// The persons, and what may be one.
pub(super) fn find(scan: &Scan) -> Found {
    let runs = runs::runs(scan);
    let names = tagger::names(scan, &runs);
    let mentions: Vec<Mention> = nicknames::joined(scan, &names)
        .into_iter()
        .filter_map(|name| Some(Mention { nickname: name.nickname, ..mention(scan, name.start, name.end)? }))
        .collect();
    let mut open = unmarked(scan, &runs, &names);
    let (doubtful, sure): (Vec<Mention>, Vec<Mention>) = mentions.into_iter().partition(|mention| mention.doubtful);
    open.extend(doubtful);
    Found { persons: resolve::persons(scan, &sure, &open), open }
}

/// Runs without a name in them, which may still repeat a name that the article gives elsewhere.
fn unmarked(scan: &Scan, runs: &[Run], names: &[(usize, usize)]) -> Vec<Mention> {
    let mut open = Vec::new();
    let mut next = 0;
    for run in runs {
        while names.get(next).is_some_and(|name| name.1 <= run.start) {
            next += 1;
        }
        if names.get(next).is_some_and(|name| name.0 < run.end) {
            continue;
        }
        let parts = (run.start..run.end).filter(|n| scan.is_part(*n, run)).count();
        if parts <= 3 && !scan.has(run.end - 1, classes::ORG | classes::PLACE | classes::TIME) {
            open.extend(mention(scan, run.start, run.end));
        }
    }
    open
}

/// A marked name as a mention, without the titles before and the letters behind that may have been marked with it.
fn mention(scan: &Scan, start: usize, end: usize) -> Option<Mention> {
    let end = without_letters(scan, start, end);
    let mut start = without_titles(scan, start, end);
    if end - start == 1
        && (scan.has(start, classes::TITLE) && !scan.has(start, classes::ANY_NAME)
            || scan.is_initial(start) && scan.token(start).span.len() < 3)
    {
        return None;
    }
    if end - start == 1 && is_never_person(scan, start) || is_post(scan, start, end) || is_large_place(scan, start, end)
    {
        return None;
    }
    if !scan.is_capital(start.wrapping_sub(2)) && !scan.is_joined(start) && opens_name(scan, start.wrapping_sub(1)) {
        start -= 1;
    }
    let before = start.wrapping_sub(1);
    let before = if scan.is(before, ".") { before.wrapping_sub(1) } else { before };
    let title = scan.has(before, classes::TITLE | classes::ROLE).then_some(before);
    let doubtful = title.is_none() && end - start == 1 && scan.has(start, classes::COUNTRY);
    Some(Mention { start, end, doubtful, title, nickname: None })
}

/// Where a name begins behind its titles: "Datuk Seri Dr | Anwar", "Chief Financial Officer | Ann Lee".
fn without_titles(scan: &Scan, mut start: usize, end: usize) -> usize {
    let parts = |from: usize| (from..end).filter(|n| scan.is_capital(*n)).count();
    let is_title = |n: usize| scan.has(n, classes::TITLE) && (!scan.has(n, classes::ANY_NAME) || parts(n) > 2);
    let post = |n: usize| scan.has(n, classes::TITLE | classes::ROLE) && !scan.has(n, classes::ANY_NAME);
    let words = |n: usize| scan.has(n, classes::TITLE | classes::ROLE | classes::EVERYDAY | classes::ORG);
    if let Some(last) = (start + 1..end.saturating_sub(1)).rev().find(|n| post(*n))
        && (start..last).all(|n| words(n) && !scan.has(n, classes::GIVEN))
    {
        start = last;
    }
    while start + 1 < end && is_title(start) {
        start += 1;
        while start + 1 < end && scan.token(start).kind == Kind::Punct {
            start += 1;
        }
    }
    start
}

/// Where a name ends before the letters of a rank or order: "Jolyon Marsh | KC".
fn without_letters(scan: &Scan, start: usize, end: usize) -> usize {
    const LETTERS: [&str; 12] = ["kc", "qc", "sc", "sj", "obe", "mbe", "cbe", "phd", "md", "mp", "am", "gmbh"];
    let letters = end > start + 2 && scan.token(end - 1).span.len() > 1 && LETTERS.contains(&scan.word(end - 1));
    if letters && scan.token(end - 1).case != Case::Capital { end - 1 } else { end }
}

/// Whether words are a post and no name ("High Commissioner"), or the title of the name behind it ("Sen." at a line's end).
fn is_post(scan: &Scan, start: usize, end: usize) -> bool {
    let post = classes::TITLE | classes::ROLE;
    let plain = |n: usize| scan.has(n, post | classes::EVERYDAY) && !scan.has(n, classes::GIVEN | classes::SURNAME);
    let cut = end - start == 1 && scan.has(start, classes::TITLE) && scan.is(end, ".") && scan.is_capital(end + 1);
    cut || scan.has(end - 1, post) && (start..end).all(plain)
}

/// Whether a word by itself names a country, a people, a faith, a day, and no person.
fn is_never_person(scan: &Scan, index: usize) -> bool {
    let other = classes::COUNTRY | classes::PEOPLE | classes::THING | classes::TIME;
    scan.has(index, other) && !scan.has(index, classes::ANY_GIVEN | classes::SURNAME)
}

/// Whether words are or begin the name of a country or large city of several words: "Hong Kong".
fn is_large_place(scan: &Scan, start: usize, end: usize) -> bool {
    let Ok(found) = scan.places.binary_search_by_key(&start, |place| place.start) else { return false };
    let place = scan.places[found];
    let given = scan.has(start, classes::ANY_GIVEN);
    place.end - place.start > 1 && place.end >= end && scan.is_in_large_place(start) && !given
}

/// Whether the small word at `index` is the particle that a surname begins with: "del Ponte", "van Dyck".
fn opens_name(scan: &Scan, index: usize) -> bool {
    const OPENERS: [&str; 14] =
        ["van", "von", "der", "de", "del", "della", "di", "da", "dos", "du", "bin", "ibn", "ter", "den"];
    index < scan.tokens.len() && !scan.is_capital(index) && OPENERS.contains(&scan.word(index))
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;

    /// The persons of a text, each with the words of its mentions.
    fn persons(text: &str) -> Vec<String> {
        let (article, found) = annotated(text);
        let words = |person: &crate::model::Person| {
            let mentions: Vec<&str> = person.mentions.iter().map(|mention| article.text.slice(mention.span)).collect();
            format!("{}: {}", person.name, mentions.join(", "))
        };
        found.persons.iter().map(words).collect()
    }

    #[test]
    fn persons_are_found_under_one_name() {
        let cases: [(&str, &[&str]); 12] = [
            (
                "Finnish President Sauli Niinistö met Angela Merkel in Berlin. Niinistö's aides said Merkel was pleased.",
                &["Sauli Niinistö: Sauli Niinistö, Niinistö", "Angela Merkel: Angela Merkel, Merkel"],
            ),
            (
                "Xi Jinping flew to Lima on Friday. President Xi will stay for a week, and Mr. Xi will speak.",
                &["Xi Jinping: Xi Jinping, Xi, Xi"],
            ),
            ("“We have time,” said Prime Minister Kim Boo-kyum on Tuesday.", &["Kim Boo-kyum: Kim Boo-kyum"]),
            ("The coach, Ruud van der Meer, left early.", &["Ruud van der Meer: Ruud van der Meer"]),
            ("Gen. J.D. Harker resigned, a spokesman for Harker said.", &["J.D. Harker: J.D. Harker, Harker"]),
            ("Mr. Okonkwo told the court that he was ill.", &["Okonkwo: Okonkwo"]),
            ("“It is late,” Sean O’Malley said. O’Malley’s wife agreed.", &["Sean O’Malley: Sean O’Malley, O’Malley"]),
            ("Crown Prince Mohammed bin Faisal received the envoy.", &["Mohammed bin Faisal: Mohammed bin Faisal"]),
            ("The Bank of Norway and the Ministry of Finance met in Oslo on Monday.", &[]),
            ("The Red Cross said that Nordic University had closed its Geneva Street office.", &[]),
            ("Acme Industries Inc said its profit rose in March.", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(persons(text), expected, "{text}");
        }
    }

    #[test]
    fn one_surname_of_two_persons_stays_apart() {
        let text = "George Miller and his sister Susan Miller own the mill. Miller declined to comment.";
        let names: Vec<String> =
            persons(text).iter().filter_map(|person| person.split(':').next().map(str::to_owned)).collect();
        assert_eq!(names, ["George Miller", "Susan Miller", "Miller"]);
    }

    #[test]
    fn a_title_is_the_role_and_no_part_of_the_name() {
        let (article, found) = annotated("Foreign Minister Ingrid Solberg said nothing.");
        let mention = found.persons[0].mentions[0];
        assert_eq!(article.text.slice(mention.span), "Ingrid Solberg");
        assert_eq!(mention.role.map(|role| article.text.slice(role)), Some("Foreign Minister"));
    }
}
