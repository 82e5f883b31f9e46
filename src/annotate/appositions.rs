//! What does a text say that a person is, beside the name? "Ines Holm, a professor at Selma University, said"; "the
//! harbour master, Per Lund, said".
//!
//! Titles right before a name are found with the name (`resolve`); here they get what stands before ("Norwegian President") or inside
//! ("Secretary of State"). Beside the name phrases are read, which a comma, a dash or a bracket
//! sets off: a noun for a calling, with what stands before it and what belongs to it, up to where the phrase is closed. What is not closed,
//! or holds a verb of speech, is a clause of its own and no apposition.

use super::lexicon::classes;
use super::scan::Scan;
use crate::model::{Person, Span};
use crate::text::Kind;

/// No phrase has more words.
const LONGEST: usize = 24;
/// So many words may stand before the noun.
const MOST_BEFORE: usize = 7;

/// Gives mentions without a telling title the phrase beside them as their role.
pub(super) fn add(scan: &Scan, persons: &mut [Person]) {
    let mut names: Vec<Span> = persons.iter().flat_map(|person| &person.mentions).map(|mention| mention.span).collect();
    names.sort_unstable();
    let text = Phrases { scan, names };
    for mention in persons.iter_mut().flat_map(|person| &mut person.mentions) {
        let start = scan.tokens.index_at(mention.span.start);
        let end = scan.tokens.index_at(mention.span.end.saturating_sub(1)) + 1;
        match mention.role {
            Some(role) if !is_form_of_address(scan.text(role)) => mention.role = Some(text.with_country(role)),
            plain => {
                let beside = || text.behind(start, end).or_else(|| text.before(start, end));
                let title = text.title_with_of(start).map(|title| text.with_country(title));
                mention.role = title.or_else(beside).or(plain);
            }
        }
    }
}

/// Says no more of someone than that they are someone.
fn is_form_of_address(title: &str) -> bool {
    const PLAIN: [&str; 10] = ["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "madame"];
    PLAIN.iter().any(|plain| title.trim_end_matches('.').eq_ignore_ascii_case(plain))
}

/// A text whose names are known.
struct Phrases<'a> {
    scan: &'a Scan<'a>,
    /// All names, in text order.
    names: Vec<Span>,
}

impl Phrases<'_> {
    /// A title with the country or people that stands before it: "South Korean President", "Norway’s Prime Minister".
    fn with_country(&self, title: Span) -> Span {
        let scan = self.scan;
        let start = scan.tokens.index_at(title.start);
        let before =
            start.checked_sub(1).map_or(0, |before| start - usize::from(scan.token(before).kind == Kind::Clitic));
        let next = scan.places.partition_point(|place| place.start < start);
        let place = next.checked_sub(1).map(|n| scan.places[n]).filter(|place| place.end == before && before > 0);
        place.map_or(title, |place| Span::new(scan.token(place.start).span.start, title.end))
    }

    /// A title of several words that ends right before a name: "Secretary of State", "Minister of Foreign Affairs".
    fn title_with_of(&self, start: usize) -> Option<Span> {
        let scan = self.scan;
        let opens = scan.tokens.sentence_of(start.checked_sub(1)?).start;
        let mut of = None;
        for at in (opens.max(start.saturating_sub(MOST_BEFORE))..start).rev() {
            let joins = matches!(scan.word(at), "of" | "for" | "and" | "the") && !scan.is_capital(at);
            if matches!(scan.word(at), "of" | "for") {
                of = Some(at);
            } else if of == Some(at + 1) && scan.is_capital(at) && scan.has(at, classes::TITLE | classes::ROLE) {
                let from = (opens..at).rev().take_while(|n| scan.is_capital(*n) && scan.has(*n, classes::TITLE)).last();
                return Some(scan.span(from.unwrap_or(at), start));
            } else if !joins && !scan.is_capital(at) || self.opens_name(at) {
                return None;
            }
        }
        None
    }

    /// The phrase behind a name that takes the tokens from `start` to before `end`.
    fn behind(&self, start: usize, end: usize) -> Option<Span> {
        let scan = self.scan;
        if !is_opening(scan.word(end)) {
            return None;
        }
        let sentence = scan.tokens.sentence_of(start);
        let mut from = end + 1;
        let is_age = from + 1 < sentence.end && scan.token(from).kind == Kind::Number && scan.is(from + 1, ",");
        from += if is_age { 2 } else { 0 };
        let head = self.head(from, sentence.end)?;
        let close = self.close(head + 1, sentence.end)?;
        // Where only the end of the sentence closes it, a name that opens the sentence is the subject of a verb further on.
        let closed = close < sentence.end && !is_stop(scan.word(close)) || start > sentence.start;
        closed.then(|| scan.span(from, close))
    }

    /// The noun for a calling that a phrase from `from` on is about.
    fn head(&self, from: usize, limit: usize) -> Option<usize> {
        let scan = self.scan;
        let mut at = from;
        while at < limit.min(from + MOST_BEFORE) && self.is_noun_phrase(at) {
            at += 1;
        }
        let ends =
            at >= limit || is_closing(scan.word(at)) || is_preposition(scan.word(at)) || is_relative(scan.word(at));
        let ends = ends || matches!(scan.word(at), "and" | "&");
        let head = at.checked_sub(1).filter(|head| *head >= from && ends)?;
        let told = matches!(scan.word(from), "a" | "an" | "the" | "his" | "her" | "their" | "its" | "one");
        (scan.has(head, classes::ROLE) || told && is_calling(scan.word(head))).then_some(head)
    }

    /// Whether a token may stand before the noun: a word that is none of speech, part of no name, or what joins words.
    fn is_noun_phrase(&self, at: usize) -> bool {
        let scan = self.scan;
        match scan.token(at).kind {
            Kind::Word => {
                let word = scan.word(at);
                !scan.has(at, classes::SPEECH)
                    && !is_verb(word)
                    && !is_preposition(word)
                    && !is_relative(word)
                    && !matches!(word, "and" | "or" | "but")
                    && !self.opens_name(at)
            }
            Kind::Number | Kind::Clitic => true,
            Kind::Punct => matches!(scan.word(at), "-" | "‐" | "‑"),
        }
    }

    /// Where a phrase is closed whose noun stands before `from`; nowhere if it is a clause.
    fn close(&self, from: usize, limit: usize) -> Option<usize> {
        let scan = self.scan;
        for at in from..limit.min(from + LONGEST) {
            let word = scan.word(at);
            if is_closing(word) || is_relative(word) {
                return Some(at);
            }
            if scan.token(at).kind == Kind::Word
                && (scan.has(at, classes::SPEECH) && !scan.is_capital(at) || is_verb(word))
            {
                return None;
            }
            // A name belongs to the phrase behind a preposition or a title only; else it is the next of a list.
            let led = is_preposition(scan.word(at - 1)) || scan.has(at - 1, classes::TITLE | classes::ROLE);
            if self.opens_name(at) && !(led && at > from) {
                return None;
            }
        }
        (limit <= from + LONGEST).then_some(limit)
    }

    fn opens_name(&self, at: usize) -> bool {
        let start = self.scan.token(at).span.start;
        self.names.binary_search_by(|name| name.start.cmp(&start)).is_ok()
    }

    /// The phrase before a name, which the name closes: "the harbour master, Per Lund, said".
    fn before(&self, start: usize, end: usize) -> Option<Span> {
        let scan = self.scan;
        let comma = start.checked_sub(1).filter(|comma| scan.is(*comma, ","))?;
        let closed = end >= scan.tokens.len() || is_closing(scan.word(end)) || is_stop(scan.word(end));
        let sentence = scan.tokens.sentence_of(start);
        if !closed || comma <= sentence.start {
            return None;
        }
        let from = (sentence.start.max(comma.saturating_sub(LONGEST / 2))..comma).rev().find(|at| {
            matches!(scan.word(*at), "a" | "an" | "the" | "his" | "her" | "their" | "its") && self.is_filled(*at, comma)
        })?;
        Some(scan.span(from, comma))
    }

    /// Whether a phrase about a calling fills the tokens from a determiner up to a comma.
    fn is_filled(&self, from: usize, comma: usize) -> bool {
        self.head(from + 1, comma).is_some_and(|head| self.scan.has(head, classes::ROLE))
            && (from..comma).all(|at| !is_closing(self.scan.word(at)) && !self.opens_name(at))
            && (from..comma).filter(|at| is_preposition(self.scan.word(*at))).count() < 2
            && (from..comma).all(|at| !self.scan.has(at, classes::SPEECH) && !is_verb(self.scan.word(at)))
    }
}

fn is_opening(word: &str) -> bool {
    matches!(word, "," | "(" | "–" | "—")
}

fn is_closing(word: &str) -> bool {
    matches!(word, "," | ")" | "(" | "–" | "—" | ";" | ":" | "“" | "”" | "\"" | "''") || is_stop(word)
}

/// Whether a mark ends a sentence.
fn is_stop(word: &str) -> bool {
    matches!(word, "." | "!" | "?" | "…")
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "at"
            | "for"
            | "in"
            | "from"
            | "to"
            | "with"
            | "on"
            | "under"
            | "by"
            | "since"
            | "until"
            | "during"
            | "between"
    )
}

fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "whose" | "whom" | "which" | "that" | "where" | "when" | "while" | "but" | "as" | "because")
}

/// Words that make a clause of a phrase.
fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "are"
            | "were"
            | "be"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "shall"
            | "should"
            | "did"
            | "does"
            | "do"
            | "not"
            | "he"
            | "she"
            | "they"
            | "it"
            | "i"
            | "we"
            | "you"
    )
}

/// Whether a word that no list knows is made like those for callings: "biologist", "technician", "engineer".
fn is_calling(word: &str) -> bool {
    word.len() > 6 && ["ist", "ician", "neer", "woman", "man"].iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;

    /// The roles of a text, with the names they stand beside.
    fn roles(text: &str) -> Vec<String> {
        let (article, found) = annotated(text);
        let mentions = found.persons.iter().flat_map(|person| person.mentions.iter().map(move |m| (&person.name, m)));
        let told = mentions.filter_map(|(name, mention)| Some((name, article.text.slice(mention.role?))));
        told.map(|(name, role)| format!("{name}: {role}")).collect()
    }

    #[test]
    fn phrases_beside_a_name_tell_what_someone_is() {
        let cases: [(&str, &[&str]); 18] = [
            (
                "“It is early,” said Lim Boon Keng, a professor at the Straits Academy in Singapore.",
                &["Lim Boon Keng: a professor at the Straits Academy in Singapore"],
            ),
            (
                "Ingrid Solberg, the country’s foreign minister, declined to answer.",
                &["Ingrid Solberg: the country’s foreign minister"],
            ),
            ("Anders Vik, chief executive of Nordlys, resigned.", &["Anders Vik: chief executive of Nordlys"]),
            ("Maria Kovacs, 54, a nurse from Szeged, said so.", &["Maria Kovacs: a nurse from Szeged"]),
            ("Maria Kovacs, a marine biologist who dives, was late.", &["Maria Kovacs: a marine biologist"]),
            ("George Okafor (a former judge) disagreed.", &["George Okafor: a former judge"]),
            ("Karl Brandt — a lawyer and author — won.", &["Karl Brandt: a lawyer and author"]),
            (
                "Elena Petrova, a spokeswoman for Governor Ivan Sokolov, said nothing.",
                &["Elena Petrova: a spokeswoman for Governor Ivan Sokolov", "Ivan Sokolov: Governor"],
            ),
            ("South Korean President Lim Boon Keng rested.", &["Lim Boon Keng: South Korean President"]),
            ("Norway’s Prime Minister Anders Vik rested.", &["Anders Vik: Norway’s Prime Minister"]),
            ("Secretary of State Ruth Adeyemi rested.", &["Ruth Adeyemi: Secretary of State"]),
            (
                "He saw Deputy Minister of Foreign Affairs Anders Vik.",
                &["Anders Vik: Deputy Minister of Foreign Affairs"],
            ),
            ("The coach, Peter Lindqvist, left early.", &["Peter Lindqvist: The coach"]),
            ("He met the head of the agency, Ruth Adeyemi, on Monday.", &["Ruth Adeyemi: the head of the agency"]),
            ("Mr. Okafor, a former judge, disagreed.", &["Okafor: a former judge"]),
            ("After the talks with Karl Brandt, the minister left.", &[]),
            ("Karl Brandt, the president of the club said, was ill.", &[]),
            ("Karl Brandt, Foreign Minister Ingrid Solberg and two aides came.", &["Ingrid Solberg: Foreign Minister"]),
        ];
        for (text, expected) in cases {
            assert_eq!(roles(text), expected, "{text}");
        }
    }

    #[test]
    fn clauses_and_lists_are_no_phrases() {
        for text in [
            "Karl Brandt, a minister and two aides came.",
            "Karl Brandt, his voice low, spoke of the harvest.",
            "“I know Karl Brandt,” the teacher said.",
            "Karl Brandt, head held high, walked out.",
            "Karl Brandt, Maria Kovacs and a nurse arrived.",
            "Karl Brandt,",
        ] {
            assert!(roles(text).is_empty(), "{text}: {:?}", roles(text));
        }
    }
}
