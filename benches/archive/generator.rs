//! An archive out of nothing: the same articles for the same seed, on every machine.
//!
//! The text is no news, but is built like it: a vocabulary with Zipf's distribution, a half of function words, persons by full name first and by
//! surname after, places, quotes with speakers before and after them. So the annotators have the work that they have with real text.

/// `SplitMix64` (Steele, Lea, Flood 2014): small, and the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A rank from 0 up, by Zipf's law with exponent 1.
    fn zipf(&mut self, ranks: usize) -> usize {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((ranks as f64).powf(uniform) as usize).clamp(1, ranks) - 1
    }
}

/// One generated article.
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) outlet: &'static str,
    pub(crate) text: String,
}

impl Article {
    /// As a line of JSON Lines.
    pub(crate) fn json(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text).expect("a string is JSON");
        format!(
            r#"{{"id":{},"title":{},"date":{},"source":{},"text":{}}}"#,
            quoted(&self.id),
            quoted(&self.title),
            quoted(&self.date),
            quoted(self.outlet),
            quoted(&self.text)
        )
    }
}

const GIVEN: [&str; 40] = [
    "Anna", "Boris", "Carlos", "Diana", "Erik", "Fatima", "George", "Helen", "Ivan", "Julia", "Karl", "Laura",
    "Mikhail", "Nadia", "Oscar", "Paula", "Robert", "Sofia", "Thomas", "Ursula", "Victor", "Wendy", "Yusuf", "Zoe",
    "Ahmed", "Beatriz", "Daniel", "Elena", "Francis", "Grace", "Hassan", "Irina", "James", "Kenji", "Linda", "Marco",
    "Nikolai", "Olga", "Peter", "Rosa",
];
const SURNAMES: [&str; 60] = [
    "Abbott",
    "Barnes",
    "Castillo",
    "Dvorak",
    "Eriksen",
    "Fischer",
    "Gonzalez",
    "Haddad",
    "Ivanov",
    "Jensen",
    "Kowalski",
    "Lindqvist",
    "Moretti",
    "Novak",
    "Okafor",
    "Petrov",
    "Quinn",
    "Ramirez",
    "Schneider",
    "Tanaka",
    "Ueda",
    "Vargas",
    "Weber",
    "Yamamoto",
    "Zielinski",
    "Andersson",
    "Becker",
    "Chandra",
    "Delgado",
    "Edwards",
    "Farouk",
    "Greene",
    "Horvath",
    "Ito",
    "Jovanovic",
    "Khalil",
    "Laurent",
    "Mbeki",
    "Nakamura",
    "Oliveira",
    "Pereira",
    "Rossi",
    "Santos",
    "Traore",
    "Ulrich",
    "Volkov",
    "Walker",
    "Xenakis",
    "Yilmaz",
    "Zhukov",
    "Bennett",
    "Carter",
    "Dawson",
    "Ellis",
    "Foster",
    "Gibson",
    "Hughes",
    "Irving",
    "Keller",
    "Lambert",
];
const PLACES: [&str; 30] = [
    "China",
    "Russia",
    "France",
    "Germany",
    "Beijing",
    "Moscow",
    "Paris",
    "Berlin",
    "the United States",
    "Washington",
    "Brazil",
    "India",
    "Japan",
    "Tokyo",
    "Nigeria",
    "Kenya",
    "Ukraine",
    "Kyiv",
    "Egypt",
    "Cairo",
    "Turkey",
    "Spain",
    "Madrid",
    "Italy",
    "Rome",
    "Poland",
    "Warsaw",
    "Canada",
    "Mexico",
    "Australia",
];
const ROLES: [&str; 8] =
    ["President", "Foreign Minister", "Mr.", "Ms.", "Professor", "Senator", "Prime Minister", "analyst"];
const VERBS: [&str; 6] = ["said", "told reporters", "added", "warned", "argued", "announced"];
const FUNCTION_WORDS: [&str; 32] = [
    "the", "of", "and", "to", "in", "a", "that", "for", "on", "with", "as", "by", "at", "from", "its", "was", "were",
    "has", "have", "had", "will", "would", "not", "but", "be", "is", "an", "which", "this", "their", "after", "over",
];
const OUTLETS: [&str; 6] = ["North Wire", "Harbour Times", "The Ledger", "Plain Dealer Weekly", "Delta Post", "Signal"];
const SYLLABLES: [&str; 32] = [
    "ta", "re", "min", "con", "vel", "or", "pla", "ner", "sto", "mer", "ci", "dal", "ex", "fir", "gan", "hos", "in",
    "jur", "ket", "lor", "mon", "nis", "per", "qua", "rol", "sen", "tor", "ul", "ver", "war", "yel", "zon",
];
const ENDINGS: [&str; 8] = ["", "s", "ed", "ing", "ment", "tion", "er", "ly"];

/// Makes articles one after the other.
pub(crate) struct Generator {
    random: Random,
    words: Vec<String>,
    count: usize,
}

impl Generator {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut words = Vec::with_capacity(40_000);
        for _ in 0..40_000 {
            let syllables = random.between(1, 3);
            let mut word: String = (0..syllables).map(|_| random.pick(&SYLLABLES)).collect();
            word.push_str(random.pick(&ENDINGS));
            words.push(word);
        }
        Self { random, words, count: 0 }
    }

    fn clause(&mut self, out: &mut String, words: usize) {
        for n in 0..words {
            if n > 0 {
                out.push(' ');
            }
            if self.random.below(100) < 48 {
                out.push_str(self.random.pick(&FUNCTION_WORDS));
            } else {
                let rank = self.random.zipf(self.words.len());
                out.push_str(&self.words[rank]);
            }
        }
    }

    fn sentence(&mut self, out: &mut String, persons: &mut [Person]) {
        let start = out.len();
        let length = self.random.between(8, 22);
        match self.random.below(10) {
            0 | 1 => {
                out.push('“');
                let words = out.len();
                self.clause(out, length);
                capitalise(out, words);
                out.push_str(",” ");
                self.person(out, persons);
                out.push(' ');
                out.push_str(self.random.pick(&VERBS));
            }
            2 => {
                self.person(out, persons);
                out.push_str(" said that ");
                self.clause(out, length);
            }
            3 | 4 => {
                self.clause(out, length / 2);
                out.push_str(" in ");
                out.push_str(self.random.pick(&PLACES));
                out.push(' ');
                self.clause(out, length / 2);
            }
            _ => self.clause(out, length),
        }
        capitalise(out, start);
        out.push('.');
    }

    /// A person by full name and role first, by surname after.
    fn person(&mut self, out: &mut String, persons: &mut [Person]) {
        let person = &mut persons[self.random.below(persons.len())];
        if person.introduced {
            out.push_str(person.surname);
        } else {
            person.introduced = true;
            for part in [self.random.pick(&ROLES), " ", person.given, " ", person.surname] {
                out.push_str(part);
            }
        }
    }
}

struct Person {
    given: &'static str,
    surname: &'static str,
    introduced: bool,
}

fn capitalise(out: &mut String, at: usize) {
    if let Some(first) = out.get(at..=at) {
        let upper = first.to_uppercase();
        out.replace_range(at..=at, &upper);
    }
}

impl Iterator for Generator {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        self.count += 1;
        let mut persons: Vec<Person> = (0..3)
            .map(|_| Person {
                given: self.random.pick(&GIVEN),
                surname: self.random.pick(&SURNAMES),
                introduced: false,
            })
            .collect();
        let mut title = String::new();
        let title_words = self.random.between(5, 9);
        self.clause(&mut title, title_words);
        capitalise(&mut title, 0);
        let mut text = String::new();
        for n in 0..self.random.between(5, 14) {
            if n > 0 {
                text.push_str("\n\n");
            }
            for sentence in 0..self.random.between(1, 4) {
                if sentence > 0 {
                    text.push(' ');
                }
                self.sentence(&mut text, &mut persons);
            }
        }
        let (year, month, day) =
            (self.random.between(2000, 2025), self.random.between(1, 12), self.random.between(1, 28));
        Some(Article {
            id: format!("g{}", self.count),
            title,
            date: format!("{year}-{month:02}-{day:02}"),
            outlet: self.random.pick(&OUTLETS),
            text,
        })
    }
}
