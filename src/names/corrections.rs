//! What does the user say of names? A plain text file that merges, parts and removes, one rule a line:
//!
//! ```text
//! # A comment.
//! Xi Jinping = Xi, President Xi, 习近平
//! not a person: Merrill Lynch, Labor
//! apart: George Bush | George W. Bush
//! ```
//!
//! `docs/NAMES.md` tells what each rule does. Nothing that is wrong with a file is passed over.

use std::collections::HashMap;
use std::fmt;

use super::words::{name_words, without_titles, words_of};

/// The name under which the file is found in an indexed folder.
pub const FILE: &str = "dateline-names.txt";

/// What the user says of names, out of one or several files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The files, as they are told to the user.
    pub files: Vec<String>,
    /// Persons with their other names.
    pub(super) persons: Vec<Alias>,
    /// What is no person.
    pub(super) not_persons: Vec<(Place, String)>,
    /// Names that stay apart.
    pub(super) apart: Vec<(Place, Vec<String>)>,
}

/// A person with other names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alias {
    pub(super) place: Place,
    /// The name to be shown.
    pub(super) name: String,
    pub(super) forms: Vec<String>,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as it is told to the user.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A line that says nothing, or what others contradict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionProblem {
    /// Where.
    pub place: Place,
    /// What is wrong, and what helps.
    pub reason: String,
}

impl fmt::Display for CorrectionProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

const USAGE: &str =
    "write “NAME = FORM, FORM”, “not a person: NAME, NAME” or “apart: NAME | NAME”; a comment begins with #";

impl Corrections {
    /// Reads files, each with its name and its content.
    pub fn read(files: &[(String, Vec<u8>)]) -> Result<Self, Vec<CorrectionProblem>> {
        let mut read = Self::default();
        let mut problems = Vec::new();
        for (file, bytes) in files {
            read.files.push(file.clone());
            for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
                let place = Place { file: file.clone(), line: index + 1 };
                if let Err(reason) = read.line(&place, line) {
                    problems.push(CorrectionProblem { place, reason });
                }
            }
        }
        read.contradictions(&mut problems);
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    /// How many rules there are.
    pub fn rules(&self) -> usize {
        self.persons.len() + self.not_persons.len() + self.apart.len()
    }

    fn line(&mut self, place: &Place, line: &[u8]) -> Result<(), String> {
        let text = std::str::from_utf8(line).map_err(|_| "this is not UTF-8: save the file as UTF-8".to_owned())?;
        let rule = without_comment(text.trim_start_matches('\u{feff}')).trim();
        if rule.is_empty() {
            return Ok(());
        }
        match (rule.split_once('='), rule.split_once(':')) {
            (Some((name, forms)), _) => self.alias(place, name.trim(), forms),
            (None, Some((what, names))) => match words_of(what).as_str() {
                "not a person" | "not persons" | "no person" => {
                    let names = list(names, ',')?;
                    self.not_persons.extend(names.into_iter().map(|name| (place.clone(), name)));
                    Ok(())
                }
                "apart" => self.keep_apart(place, names),
                _ => Err(format!("“{}:” is no rule: {USAGE}", what.trim())),
            },
            (None, None) => Err(format!("“{rule}” says nothing of a name: {USAGE}")),
        }
    }

    fn alias(&mut self, place: &Place, name: &str, forms: &str) -> Result<(), String> {
        if words_of(name).is_empty() {
            return Err("no name stands before the =: write “NAME = FORM, FORM”".to_owned());
        }
        if name.contains([',', '|', ':']) {
            return Err(format!("“{name}” is not one name: before the = stands the name that is to be shown, alone"));
        }
        if forms.contains('=') {
            return Err("there are two = on one line: write each person on a line of their own".to_owned());
        }
        self.persons.push(Alias { place: place.clone(), name: name.to_owned(), forms: list(forms, ',')? });
        Ok(())
    }

    fn keep_apart(&mut self, place: &Place, names: &str) -> Result<(), String> {
        let names = list(names, '|')?;
        if names.len() < 2 {
            return Err("one name alone cannot be kept apart: write “apart: NAME | NAME”".to_owned());
        }
        self.apart.push((place.clone(), names));
        Ok(())
    }

    /// What one line says and another denies.
    fn contradictions(&self, problems: &mut Vec<CorrectionProblem>) {
        let mut owners: HashMap<String, (&str, &Place)> = HashMap::new();
        for alias in &self.persons {
            owners.insert(key(&alias.name), (&alias.name, &alias.place));
        }
        for alias in &self.persons {
            for form in &alias.forms {
                let owner = owners.entry(key(form)).or_insert((&alias.name, &alias.place));
                if key(owner.0) != key(&alias.name) {
                    let reason = format!(
                        "“{form}” is {} at {} already: a name belongs to one person, so take it from one of the two lines",
                        owner.0, owner.1
                    );
                    problems.push(CorrectionProblem { place: alias.place.clone(), reason });
                }
            }
        }
        for (place, name) in &self.not_persons {
            if let Some((person, other)) = owners.get(&key(name)) {
                let reason = format!("“{name}” is no person here, but {person} at {other}: leave one of the two out");
                problems.push(CorrectionProblem { place: place.clone(), reason });
            }
        }
        for (place, names) in &self.apart {
            let mut seen: HashMap<String, &String> = HashMap::new();
            for name in names {
                let person = owners.get(&key(name)).map_or_else(|| key(name), |(person, _)| key(person));
                if let Some(other) = seen.insert(person, name) {
                    let reason = format!(
                        "“{other}” and “{name}” are to be kept apart, but are one name, or one person by another line: leave one of the two out"
                    );
                    problems.push(CorrectionProblem { place: place.clone(), reason });
                }
            }
        }
        problems.sort_by(|a, b| a.place.cmp(&b.place));
    }
}

/// By what names of the file are told to be the same. Titles do not count, as in questions.
pub(super) fn key(name: &str) -> String {
    without_titles(&name_words(name)).to_owned()
}

/// A line up to a `#` that opens it or stands behind a blank.
fn without_comment(line: &str) -> &str {
    let opens = |(at, _): &(usize, &str)| *at == 0 || line[..*at].ends_with(char::is_whitespace);
    let comment = line.match_indices('#').find(opens);
    comment.map_or(line, |(at, _)| &line[..at])
}

/// The names of a list, each with at least one letter.
fn list(names: &str, mark: char) -> Result<Vec<String>, String> {
    let names: Vec<String> = names.split(mark).map(|name| name.trim().to_owned()).collect();
    if names.iter().any(|name| words_of(name).is_empty()) {
        return Err(format!("a name is missing: put one before and behind each “{mark}”"));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Corrections, Vec<String>> {
        let files = [("names.txt".to_owned(), text.as_bytes().to_vec())];
        Corrections::read(&files).map_err(|problems| problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn rules_are_read() {
        let text = "\u{feff}# Ours\r\n\r\nLu Wen = Lu, President Lu, 卢文  # the elder\r\nNot a person: Acme Lynch, Labor\r\napart: Al Roe | Al J. Roe | Roe\r\n";
        let read = read(text).unwrap();
        assert_eq!(read.rules(), 4);
        assert_eq!((read.persons[0].name.as_str(), read.persons[0].place.line), ("Lu Wen", 3));
        assert_eq!(read.persons[0].forms, ["Lu", "President Lu", "卢文"]);
        assert_eq!(read.not_persons[1].1, "Labor");
        assert_eq!(read.apart[0].1, ["Al Roe", "Al J. Roe", "Roe"]);
        assert_eq!(Corrections::read(&[]).unwrap(), Corrections::default());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let cases = [
            ("Lu Wen", "names.txt:1: “Lu Wen” says nothing of a name"),
            ("\nnote: Lu", "names.txt:2: “note:” is no rule"),
            ("= Lu", "names.txt:1: no name stands before the ="),
            ("Lu = ", "names.txt:1: a name is missing"),
            ("Lu = Wen,, Lee", "names.txt:1: a name is missing"),
            ("Lu = Wen = Lee", "names.txt:1: there are two ="),
            ("Lu, Wen = Lee", "names.txt:1: “Lu, Wen” is not one name"),
            ("apart: Lu", "names.txt:1: one name alone"),
            ("not a person:", "names.txt:1: a name is missing"),
            ("Lu Wen = Lu\nLu Wa = Lu", "names.txt:2: “Lu” is Lu Wen at names.txt:1 already"),
            ("Lu Wen = Lu\nLu = Old Lu", "names.txt:1: “Lu” is Lu at names.txt:2 already"),
            ("Lu Wen = Lu\nnot a person: Lu", "names.txt:2: “Lu” is no person here, but Lu Wen at names.txt:1"),
            ("Lu Wen = Lu\napart: Lu | Lu Wen", "names.txt:2: “Lu” and “Lu Wen” are to be kept apart"),
            ("apart: Lu | LU", "names.txt:1: “Lu” and “LU” are to be kept apart"),
        ];
        for (text, expected) in cases {
            let problems = read(text).unwrap_err();
            assert!(problems.len() == 1 && problems[0].starts_with(expected), "{text}: {problems:?}");
        }
        let latin = Corrections::read(&[("n".to_owned(), b"Jos\xe9 = J".to_vec())]).unwrap_err();
        assert_eq!(latin[0].to_string(), "n:1: this is not UTF-8: save the file as UTF-8");
    }
}
