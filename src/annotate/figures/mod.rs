//! Whom does an article mean that leaves a name short, since the whole world knows it? "Putin" in a live report, an
//! excerpt or a headline is Vladimir Putin.
//!
//! A short name is taken for a figure of the table only where the article supports it (a country of the figure, another
//! figure of that time), where no other figure fits, and where the article gives the name to nobody else. Common
//! surnames need an office beside them ("Prime Minister Brown") or more support. What stays open stays as it is written.
//! Spellings of full names become the usual one, with the surname as the article spells it.

mod offices;
mod table;

use std::collections::HashSet;

use self::offices::Title;
use self::table::{FigureId, Figures, key};
use super::lexicon::{Lexicon, classes, hash};
use super::resolve::Mention;
use super::scan::Scan;
use crate::model::{Country, Established, Person, PersonMention, Span};
use crate::text::fold;

/// A figure may be in the news so many years before the first office.
const BEFORE: i32 = 2;
/// A common surname means a figure for so many years after the last office.
const AFTER: i32 = 8;

/// Names of fewer letters must be spelled as the table spells them.
const LEAST: usize = 4;

/// Gives persons that are figures their usual names; `open` are words in capitals that were not found to be persons.
pub(super) fn establish(
    scan: &Scan,
    year: Option<i32>,
    persons: &mut Vec<Person>,
    open: &[Mention],
    countries: &[Country],
) {
    let mut context = Context::new(scan, year, countries);
    context.name_in_full(persons);
    split_from_relatives(&context, persons);
    // Rare surnames first; each that is known supports the others.
    for common in [false, true] {
        let mut known = usize::MAX;
        while known != context.named.len() {
            known = context.named.len();
            for person in persons.iter_mut() {
                context.name_short(person, common);
            }
        }
    }
    context.add_open(persons, open);
    join_namesakes(persons);
}

/// What an article tells of whom it may mean.
struct Context<'a> {
    scan: &'a Scan<'a>,
    figures: &'static Figures,
    year: Option<i32>,
    countries: &'a [Country],
    /// The figures found so far.
    named: Vec<FigureId>,
    /// Keys of the last words of full names that no figure bears.
    others: HashSet<String>,
}

/// A name that stands alone.
struct Short {
    key: String,
    /// What its titles tell.
    titles: Vec<Title>,
    common: bool,
}

impl<'a> Context<'a> {
    fn new(scan: &'a Scan<'a>, year: Option<i32>, countries: &'a [Country]) -> Self {
        Self { scan, figures: Figures::get(), year, countries, named: Vec::new(), others: HashSet::new() }
    }

    /// Names those whose full name is a figure's, in whatever spelling.
    fn name_in_full(&mut self, persons: &mut [Person]) {
        for person in persons.iter_mut().filter(|person| person.name.contains(' ')) {
            match *self.begun(self.figures.named(&key(&person.name))) {
                [id] => {
                    let figure = self.figures.figure(id);
                    let surname = figure.surname_in(&person.name);
                    let name = surname.map_or(figure.names[0], |surname| figure.name_with(surname));
                    self.take(person, id, name);
                }
                _ => {
                    self.others.extend(person.name.rsplit(' ').next().map(key));
                }
            }
        }
    }

    /// Names one whom the article calls by a single name, if that is a figure.
    fn name_short(&mut self, person: &mut Person, common: bool) -> bool {
        if !self.may_mean_figure(&person.name)
            || person.established == Established::Figure
            || is_common(&person.name) != common
        {
            return false;
        }
        let titles = person.mentions.iter().filter_map(|mention| self.title(mention)).collect();
        let short = Short { key: key(&person.name), titles, common };
        let Some(id) = self.choose(&short) else { return false };
        let name = self.figures.figure(id).name_with(person.name.rsplit(' ').next().unwrap_or_default());
        self.take(person, id, name);
        true
    }

    /// Whether a figure goes by a name alone, and the name is not just spelled like it: "Mayor", "XXI".
    fn may_mean_figure(&self, name: &str) -> bool {
        let (folded, key) = (fold(name), key(name));
        let known = self.figures.called(&key);
        let spelled = known.iter().any(|id| self.figures.figure(*id).is_called(&folded));
        spelled || !known.is_empty() && key.chars().count() >= LEAST && !is_known_word(&folded)
    }

    fn take(&mut self, person: &mut Person, id: FigureId, name: &str) {
        if !self.named.contains(&id) {
            self.named.push(id);
        }
        if person.name != name {
            person.established = Established::Figure;
            name.clone_into(&mut person.name);
        }
    }

    /// Adds words in capitals that are a figure's name and little else.
    fn add_open(&mut self, persons: &mut Vec<Person>, open: &[Mention]) {
        for mention in open.iter().filter(|mention| mention.end - mention.start == 1) {
            let span = self.scan.span(mention.start, mention.end);
            let taken = persons.iter().flat_map(|person| &person.mentions).any(|other| other.span.overlaps(span));
            if taken || !self.may_be_name(mention.start) {
                continue;
            }
            let word = self.scan.text(span);
            let found = PersonMention { span, role: None };
            let mut person = Person { name: word.to_owned(), established: Established::Article, mentions: vec![found] };
            if self.name_short(&mut person, false) {
                persons.push(person);
            }
        }
    }

    /// Whether a word that nothing marks as a name can be one: not a place, not "the Straw", not "Begin now".
    fn may_be_name(&self, at: usize) -> bool {
        let scan = self.scan;
        let other = classes::ANY_GIVEN | classes::COUNTRY | classes::PEOPLE | classes::TIME | classes::THING;
        let inside = at > scan.tokens.sentence_of(at).start && !scan.is_capital(at - 1);
        let plain = !scan.has(at, classes::EVERYDAY) || inside || is_subject(scan, at);
        let definite = at > 0 && matches!(scan.word(at - 1), "the" | "a" | "an" | "in");
        plain && !definite && !scan.has(at, other) && scan.place_class(at) == 0
    }

    /// The one figure that a short name means here.
    fn choose(&self, short: &Short) -> Option<FigureId> {
        let offices = short.titles.iter().find_map(|title| match title {
            Title::Office(offices) => Some(*offices),
            _ => None,
        });
        let misfit = short.titles.iter().any(|title| *title == Title::Woman || short.common && *title == Title::Other);
        if misfit || self.others.contains(&short.key) && offices.is_none() {
            return None;
        }
        let called = self.figures.called(&short.key);
        // Without a date and an office, a common surname must at least be that of one figure only.
        if short.common && offices.is_none() && self.year.is_none() && called.len() > 1 {
            return None;
        }
        let needed = if short.common && offices.is_none() { 2 } else { 1 };
        let fits = |id: &FigureId| {
            let figure = self.figures.figure(*id);
            self.support(*id) >= needed
                && offices.is_none_or(|offices| figure.offices.any(offices))
                && !(short.common && self.is_over(*id))
        };
        let mut fitting: Vec<FigureId> = self.begun(called).into_iter().filter(fits).collect();
        let most = fitting.iter().map(|id| self.support(*id)).max()?;
        fitting.retain(|id| self.support(*id) == most);
        if fitting.len() > 1 {
            fitting.retain(|id| !self.is_over(*id));
        }
        match fitting[..] {
            [id] => Some(id),
            _ => None,
        }
    }

    /// Whether the time of a figure was long over when the article was written.
    fn is_over(&self, id: FigureId) -> bool {
        self.year.is_some_and(|year| year > self.figures.figure(id).last.saturating_add(AFTER))
    }

    /// How the article supports that it speaks of a figure: by a country, by another figure of that time.
    fn support(&self, id: FigureId) -> u8 {
        let figure = self.figures.figure(id);
        let company = |other: &FigureId| *other != id && figure.is_contemporary_of(self.figures.figure(*other));
        u8::from(figure.codes.iter().any(|code| self.names(code))) + u8::from(self.named.iter().any(company))
    }

    /// Whether the article names a country or a world body.
    fn names(&self, code: &str) -> bool {
        let words: &[&str] = match code {
            "EU" => &["eu", "european"],
            "UN" => &["un", "u.n", "unga"],
            "WB" => &["worldbank", "world"],
            "NATO" => &["nato"],
            "IMF" => &["imf"],
            "WTO" => &["wto"],
            _ => return self.countries.iter().any(|country| country.code.as_str() == code),
        };
        let tokens = self.scan.tokens;
        (0..tokens.len()).any(|index| words.contains(&tokens.folded(index)) && tokens.all()[index].is_capitalised())
            || code == "UN" && self.scan.buffer.contains("United Nations")
    }

    /// Those of some figures that were in the news when the article was written.
    fn begun(&self, ids: &[FigureId]) -> Vec<FigureId> {
        let begun = |id: &&FigureId| self.year.is_none_or(|year| year + BEFORE >= self.figures.figure(**id).first);
        ids.iter().filter(begun).copied().collect()
    }

    fn title(&self, mention: &PersonMention) -> Option<Title> {
        mention.role.map(|role| Title::of(self.scan.text(role)))
    }
}

/// Whether a person of this name is known to hold or have held the office that a title names, in a country or world body
/// if one is given by its code.
pub(super) fn holds(name: &str, title: &str, code: Option<&str>) -> bool {
    let Title::Office(offices) = Title::of(title) else { return false };
    let figures = Figures::get();
    figures
        .named(&key(name))
        .iter()
        .map(|id| figures.figure(*id))
        .any(|figure| figure.offices.any(offices) && code.is_none_or(|code| figure.codes.contains(&code)))
}

/// Whether many others bear a surname.
fn is_common(name: &str) -> bool {
    let last = fold(name.rsplit(' ').next().unwrap_or_default());
    Lexicon::get().hashed_word(&last, hash(&last)).has(classes::SURNAME)
}

/// Whether a word at the start of a sentence is what its verb tells of: "Trump has", "Trump's".
fn is_subject(scan: &Scan, at: usize) -> bool {
    const VERBS: [&str; 14] = [
        "has", "had", "was", "is", "will", "would", "could", "did", "does", "himself", "herself", "met", "won",
        "signed",
    ];
    scan.has(at + 1, classes::SPEECH)
        || VERBS.contains(&scan.word(at + 1))
        || scan.is(at + 1, "s") && scan.is_joined(at + 1)
}

/// Whether a folded word has a meaning of its own.
fn is_known_word(folded: &str) -> bool {
    let other = classes::EVERYDAY | classes::TITLE | classes::ROLE | classes::TIME | classes::ORG | classes::PLACE;
    Lexicon::get().hashed_word(folded, hash(folded)).has(other | classes::COUNTRY | classes::PEOPLE | classes::CITY)
}

/// Parts "President Trump" from "Melania Trump", whom alone the article names in full.
fn split_from_relatives(context: &Context, persons: &mut Vec<Person>) {
    let mut parted = Vec::new();
    for person in persons.iter_mut() {
        let name = person.name.clone();
        let Some((_, surname)) = name.rsplit_once(' ') else { continue };
        let is_bare = |mention: &PersonMention| context.scan.text(mention.span) == surname;
        let titles: Vec<Title> =
            person.mentions.iter().filter(|m| is_bare(m)).filter_map(|m| context.title(m)).collect();
        let office = titles.iter().any(|title| matches!(title, Title::Office(_)));
        let short = Short { key: key(surname), titles, common: is_common(surname) };
        let Some(id) = context.choose(&short).filter(|_| office) else { continue };
        if context.figures.figure(id).names.contains(&person.name.as_str()) {
            continue;
        }
        let (bare, full) = person.mentions.iter().partition(|mention| is_bare(mention));
        parted.push(Person { name: surname.to_owned(), established: Established::Article, mentions: bare });
        person.mentions = full;
    }
    persons.extend(parted);
    persons.retain(|person| !person.mentions.is_empty());
}

/// Makes one of persons that now bear one name.
fn join_namesakes(persons: &mut Vec<Person>) {
    let first = |person: &Person| person.mentions.first().map_or(Span::new(0, 0), |mention| mention.span);
    persons.sort_by_key(first);
    let mut joined: Vec<Person> = Vec::with_capacity(persons.len());
    for person in persons.drain(..) {
        match joined.iter_mut().find(|other| other.name == person.name) {
            Some(other) => {
                // What the article itself gives says more than what the world knows.
                if person.established == Established::Article {
                    other.established = Established::Article;
                }
                other.mentions.extend(person.mentions);
                other.mentions.sort_by_key(|mention| mention.span);
            }
            None => joined.push(person),
        }
    }
    *persons = joined;
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::annotate::testing::{annotated, article};
    use crate::model::{Established, Precision, Provenance, Published};
    use crate::text::Tokens;

    /// The persons of a text, figures with a star.
    fn persons(text: &str) -> Vec<String> {
        let (_, found) = annotated(text);
        found.persons.iter().map(shown).collect()
    }

    /// The same of an article of some year.
    fn persons_in(year: i32, text: &str) -> Vec<String> {
        let mut article = article(text);
        article.published = NaiveDate::from_ymd_opt(year, 3, 1)
            .map(|first| Published::new(first, Precision::Day, Provenance::Metadata));
        let found = crate::annotate::annotate(&article, &Tokens::of_text(&article.text));
        found.persons.iter().map(shown).collect()
    }

    fn shown(person: &crate::model::Person) -> String {
        let star = if person.established == Established::Figure { "*" } else { "" };
        format!("{}{star}", person.name)
    }

    #[test]
    fn a_rare_surname_is_a_figure_where_a_country_or_company_supports_it() {
        assert_eq!(persons("Putin said that Russia would sign."), ["Vladimir Putin*"]);
        assert_eq!(
            persons("In Ankara Erdogan told Putin that he would wait."),
            ["Recep Tayyip Erdogan*", "Vladimir Putin*"]
        );
        assert_eq!(persons("Putin said the bakery would open on Monday."), ["Putin"]);
    }

    #[test]
    fn a_common_surname_needs_its_office_or_more() {
        assert_eq!(persons("Prime Minister Thatcher came back to London."), ["Margaret Thatcher*"]);
        assert_eq!(persons("Brown told the court in London that he was asleep."), ["Brown"]);
        assert_eq!(persons("Judge Thatcher told the court in London that it was late."), ["Thatcher"]);
        let text = "Vladimir Putin met Merkel in Berlin, where the German side pressed for a deal.";
        assert_eq!(persons_in(2014, text), ["Vladimir Putin", "Angela Merkel*"]);
        let text = "Shares of the German maker fell, and Merkel said the bank would sell them.";
        assert_eq!(persons_in(2014, text), ["Merkel"]);
    }

    #[test]
    fn the_year_tells_namesakes_apart() {
        let text = "President Bush said in Washington that the talks would go on.";
        assert_eq!(persons_in(1990, text), ["George H.W. Bush*"]);
        assert_eq!(persons_in(2005, text), ["George W. Bush*"]);
        assert_eq!(persons(text), ["Bush"]);
    }

    #[test]
    fn nobody_is_in_the_news_before_the_time() {
        assert_eq!(persons_in(1950, "Putin, a fitter in Russia, said that the line was closed."), ["Putin"]);
    }

    #[test]
    fn an_article_that_names_another_bearer_means_that_one() {
        let text = "Anna Putin opened a shop in Russia. “It is small,” Putin said.";
        assert_eq!(persons(text), ["Anna Putin"]);
        let text = "Melania Trump came to Washington. She met President Trump there, and Trump smiled.";
        assert_eq!(persons(text), ["Melania Trump", "Donald Trump*"]);
    }

    #[test]
    fn spellings_become_one_but_keep_the_surname() {
        assert_eq!(persons("Russia’s Sergei Lavrov said so, and Sergey Lavrov meant it."), ["Sergey Lavrov"]);
        assert_eq!(persons("Russia’s Sergei Lavrov said so."), ["Sergey Lavrov*"]);
        assert_eq!(persons("On Monday Ukraine’s Zelenskyy said that it would hold."), ["Volodymyr Zelenskyy*"]);
    }

    #[test]
    fn an_everyday_word_that_opens_a_sentence_is_a_figure_where_a_verb_follows() {
        let text = "The United States will wait. Trump has not decided, and Trump's aides are silent.";
        assert_eq!(persons_in(2018, text), ["Donald Trump*"]);
        assert_eq!(persons_in(2018, "The United States lost. Trump cards were played, and trumps won."), [""; 0]);
    }

    #[test]
    fn words_spelled_like_a_figure_are_none() {
        assert_eq!(persons_in(1994, "The Mayor of London said on Monday that Mayor Khan was late."), ["Khan"]);
    }
}
