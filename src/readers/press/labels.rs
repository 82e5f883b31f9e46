//! What does a line of an export tell, going by the label before its colon? The labels are in `data/press.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;

/// What a labelled line tells of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Title,
    Byline,
    Section,
    Length,
    Dateline,
    /// A passage in front of the text, by the newspaper.
    Lead,
    /// A summary, by the database.
    Abstract,
    /// Here the text begins.
    Text,
    Outlet,
    Date,
    /// Outlet, place, date and page in one.
    Info,
    Id,
    Url,
    Language,
    /// Something that follows the text and is no part of it.
    End,
    /// The same, but the word may as well open a line of text.
    Note,
}

/// What a label tells, whatever its case and accents.
pub(super) fn role_of(label: &str) -> Option<Role> {
    static ROLES: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
        let rows = include_str!("../data/press.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
            .filter_map(|(role, labels)| Some((role_named(role)?, labels)))
            .flat_map(|(role, labels)| labels.split(';').map(move |label| (label, role)))
            .collect()
    });
    const LONGEST: usize = 40;
    let label = label.trim();
    (label.len() <= LONGEST).then(|| ROLES.get(fold(label).as_str()).copied())?
}

fn role_named(name: &str) -> Option<Role> {
    Some(match name {
        "title" => Role::Title,
        "byline" => Role::Byline,
        "section" => Role::Section,
        "length" => Role::Length,
        "dateline" => Role::Dateline,
        "lead" => Role::Lead,
        "abstract" => Role::Abstract,
        "text" => Role::Text,
        "outlet" => Role::Outlet,
        "date" => Role::Date,
        "info" => Role::Info,
        "id" => Role::Id,
        "url" => Role::Url,
        "language" => Role::Language,
        "end" => Role::End,
        "note" => Role::Note,
        _ => return None,
    })
}

/// The label of a line and what stands behind its colon, if that is a label that is known.
pub(super) fn labelled(line: &str) -> Option<(Role, &str, &str)> {
    let (label, value) = line.split_once(':')?;
    Some((role_of(label)?, label.trim_end(), value.trim()))
}

/// The first label of a line in capitals, known or not, and its value: `SERIES-INFO: Part 2`.
pub(super) fn capital_label(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 30;
    let (label, value) = line.split_once(':')?;
    let fits = |c: char| c.is_uppercase() || matches!(c, ' ' | '-' | '/');
    let is_label = label.chars().count() >= 3 && label.len() <= LONGEST && label.chars().all(fits);
    is_label.then(|| (label, value.trim()))
}

/// Whether a line says who holds the rights: "Copyright 2019 The Paper, All Rights Reserved".
pub(super) fn is_rights(line: &str) -> bool {
    const LONGEST: usize = 300;
    const OPENINGS: [&str; 4] = ["copyright ", "©", "(c) ", "(copyright"];
    const CLAIMS: [&str; 7] = [
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits reserves",
        "todos los derechos reservados",
        "alle rechten voorbehouden",
        "tutti i diritti riservati",
        "droits reserves",
    ];
    if line.len() > LONGEST {
        return false;
    }
    let folded = fold(line.trim());
    // The sign folds to nothing that could be compared.
    let has_sign = line.trim_start().starts_with('©');
    let opens = OPENINGS.iter().any(|opening| folded.starts_with(opening)) || has_sign;
    let names_year = || folded.bytes().filter(u8::is_ascii_digit).count() >= 4;
    CLAIMS.iter().any(|claim| folded.trim_end_matches('.').ends_with(claim)) || (opens && (has_sign || names_year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_every_language_and_case() {
        let cases = [
            ("BYLINE: By ANN LEE", Some((Role::Byline, "By ANN LEE"))),
            ("Länge: 355 Wörter", Some((Role::Length, "355 Wörter"))),
            ("Load-Date:\u{a0}July 4, 2019", Some((Role::End, "July 4, 2019"))),
            ("Texte intégral : Ils", Some((Role::Text, "Ils"))),
            ("Company / organization: Name: Bank", Some((Role::End, "Name: Bank"))),
            ("He said: nothing", None),
            ("no colon", None),
        ];
        for (line, expected) in cases {
            assert_eq!(labelled(line).map(|(role, _, value)| (role, value)), expected, "{line}");
        }
    }

    #[test]
    fn rights_are_told_from_news_of_them() {
        let cases = [
            ("Copyright 2010 Guardian Unlimited", true),
            ("All Rights Reserved", true),
            ("© 2012 Le Journal. Tous droits réservés.", true),
            ("(c) 2011 The Wire", true),
            ("Copyright law is to change, the minister said.", false),
        ];
        for (line, expected) in cases {
            assert_eq!(is_rights(line), expected, "{line}");
        }
    }

    #[test]
    fn labels_in_capitals_need_not_be_known() {
        assert_eq!(capital_label("SERIES-INFO: Part 2"), Some(("SERIES-INFO", "Part 2")));
        for line in ["Q: What?", "Paris: a city", "12:30"] {
            assert_eq!(capital_label(line), None, "{line}");
        }
    }
}
