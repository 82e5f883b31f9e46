//! Which persons does an article name? Runs of capitalised words are cut out of the text (`runs`), a model marks the
//! names in them (`tagger`), and mentions of one person are brought together (`resolve`).

use super::bounds;
use super::lexicon::classes;
use super::nicknames;
use super::resolve::{self, Mention};
use super::runs::{self, Run};
use super::scan::Scan;
use super::tagger;
use crate::model::Person;

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

/// A marked name as a mention.
fn mention(scan: &Scan, start: usize, end: usize) -> Option<Mention> {
    let (start, end) = bounds::of_name(scan, start, end)?;
    let before = start.wrapping_sub(1);
    let before = if scan.is(before, ".") { before.wrapping_sub(1) } else { before };
    let title = scan.has(before, classes::TITLE | classes::ROLE).then_some(before);
    let place = scan.is_in_large_place(start) && !scan.has(start, classes::SURNAME) && !scan.has(end, classes::SPEECH);
    let body = scan.has(start, classes::ORG) && !scan.has(start, classes::GIVEN) && !scan.has(end, classes::SPEECH);
    let doubtful = title.is_none() && end - start == 1 && (scan.has(start, classes::COUNTRY) || place || body);
    Some(Mention { start, end, doubtful, title, nickname: None })
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
