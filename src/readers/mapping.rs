//! Which fields of records did the user say are the title, the text, the date?

use super::fields::{Field, field_named};

/// What a user says of the columns of tables and the fields of JSON records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Field, String)>);

/// No user says anything.
pub(super) static NONE: Mapping = Mapping(Vec::new());

impl Mapping {
    /// Reads `title=headline,date=pub_date`, in one piece or several. Said twice of a field, the first that a record has
    /// counts.
    pub fn parse(given: &[String]) -> Result<Self, String> {
        let mut mapping = Vec::new();
        for pair in given.iter().flat_map(|pairs| pairs.split(',')) {
            let Some((field, column)) = pair.split_once('=') else {
                return Err(format!("{pair:?} says nothing of a field: write FIELD=COLUMN, as in title=headline"));
            };
            let (field, column) = (field.trim(), column.trim());
            let Some(field) = field_named(&field.to_ascii_lowercase()) else {
                return Err(format!("there is no field {field:?}; there are: {FIELDS}"));
            };
            if column.is_empty() {
                return Err(format!("{pair:?} names no column"));
            }
            mapping.push((field, column.to_owned()));
        }
        Ok(Self(mapping))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, column)| (*field, column.as_str()))
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, column)| column.as_str())
    }

    pub(super) fn names(&self, field: Field) -> bool {
        self.0.iter().any(|(named, _)| *named == field)
    }
}

/// What may be said of a column.
const FIELDS: &str = "title, text, lead, date, author, outlet, url, id, language";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_read_or_refused_with_a_reason() {
        let parse = |given: &str| Mapping::parse(&[given.to_owned()]);
        let mapping = parse("title=headline, date=pub date").unwrap();
        assert_eq!(mapping.entries().collect::<Vec<_>>(), [(Field::Title, "headline"), (Field::Date, "pub date")]);
        for (given, reason) in [("headline", "FIELD=COLUMN"), ("titel=x", "there are: title"), ("title=", "no column")]
        {
            assert!(parse(given).unwrap_err().contains(reason), "{given}");
        }
        assert!(FIELDS.split(", ").all(|field| field_named(field).is_some()));
    }
}
