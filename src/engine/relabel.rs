//! What does an article look like whose persons go by the names of the archive?

use super::names::Names;
use crate::model::{Annotations, Established, Person, Quote};

impl Names {
    /// Gives persons and speakers the names by which the archive knows them; what the user says is no person is taken out.
    pub(super) fn apply(&self, annotations: &mut Annotations) {
        let mut persons: Vec<Person> = Vec::with_capacity(annotations.persons.len());
        for person in std::mem::take(&mut annotations.persons) {
            let Some(person) = self.known(person) else { continue };
            match persons.iter_mut().find(|other| other.name == person.name) {
                Some(other) => join(other, person),
                None => persons.push(person),
            }
        }
        annotations.persons = persons;
        for quote in &mut annotations.quotes {
            self.apply_to_quote(quote);
        }
    }

    /// A person under the name of the archive.
    fn known(&self, mut person: Person) -> Option<Person> {
        let name = self.person(&person.name)?;
        if name != person.name {
            person.established = match self.identities().find(&person.name) {
                Some(index) if self.identities().is_corrected(index) => Established::NamesFile,
                _ => Established::Archive,
            };
            person.name = name.to_owned();
        }
        Some(person)
    }

    fn apply_to_quote(&self, quote: &mut Quote) {
        if let Some(speaker) = &mut quote.speaker {
            speaker.kind = self.kind_of(speaker);
            speaker.name = speaker.name.as_deref().map(|name| self.label(name).to_owned());
        }
        for names in [&mut quote.about, &mut quote.to] {
            *names = names.iter().filter_map(|name| self.person(name).map(str::to_owned)).collect();
            names.dedup();
        }
    }
}

/// Makes one of two persons who bear one name; what the article itself gives says the most.
fn join(person: &mut Person, other: Person) {
    person.mentions.extend(other.mentions);
    person.mentions.sort_by_key(|mention| mention.span);
    if other.established == Established::Article {
        person.established = Established::Article;
    }
}
