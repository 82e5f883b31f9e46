//! Who wrote an article? The names in a byline, one each, without "By", desks and addresses.

use super::record::one_line;

/// The names in a line such as "By Ann Lee and Bo Ek, The Wire".
pub(super) fn names(line: &str) -> Vec<String> {
    let line = one_line(line);
    let line = without_label(&line);
    let mut names: Vec<String> = Vec::new();
    for part in line.split([';', '|', '\n']) {
        for part in split_words(part) {
            names.extend(split_commas(part).map(clean).filter(|name| is_name(name)));
        }
    }
    names
}

/// Whether a paragraph is nothing but a byline.
pub(super) fn is_byline(line: &str) -> bool {
    let rest = without_label(line);
    rest.len() < line.len()
        && line.len() <= 100
        && !line.ends_with('.')
        && rest.split_whitespace().count() >= 2
        && rest.split_whitespace().take(2).all(|word| word.starts_with(char::is_uppercase))
}

fn without_label(line: &str) -> &str {
    const LABELS: [&str; 12] = [
        "by: ", "by ", "written by ", "reporting by ", "author: ", "authors: ", "von ", "par ", "por ", "di ", "da ",
        "text: ",
    ];
    let line = line.trim();
    let strips = |label: &&str| {
        let head = line.get(..label.len())?;
        head.eq_ignore_ascii_case(label).then(|| line[label.len()..].trim_start())
    };
    // "Da Silva" is a name; "da Maria Silva" is a byline.
    let is_label = |rest: &&str| rest.split_whitespace().count() > 1 || line.to_lowercase().starts_with("by");
    LABELS.iter().find_map(strips).filter(is_label).unwrap_or(line)
}

fn split_words(line: &str) -> impl Iterator<Item = &str> {
    line.split(" and ")
        .flat_map(|part| part.split(" AND "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" og "))
        .flat_map(|part| part.split(" och "))
        .map(str::trim)
}

/// "Ann Lee, Bo Ek" are two; "Lee, Ann" is one.
fn split_commas(part: &str) -> impl Iterator<Item = &str> {
    let first_is_full = part.split(',').next().is_some_and(|first| first.split_whitespace().count() >= 2);
    let sign = if first_is_full { ',' } else { '\0' };
    part.split(sign)
}

fn clean(name: &str) -> String {
    let name = name.split(['(', '<', '[']).next().unwrap_or(name);
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | '-' | '–' | '@'));
    name.strip_prefix("and ").unwrap_or(name).to_owned()
}

fn is_name(name: &str) -> bool {
    let has_letter = name.chars().any(char::is_alphabetic);
    let is_address = name.contains("://") || name.contains('@') || name.starts_with("www.");
    has_letter && !is_address && name.chars().count() <= 80 && !["None", "null", "undefined"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let cases: [(&str, &[&str]); 12] = [
            ("By Ann Lee", &["Ann Lee"]),
            ("BY ANN LEE AND BO EK", &["ANN LEE", "BO EK"]),
            ("Ann Lee and Bo Ek", &["Ann Lee", "Bo Ek"]),
            ("Ann Lee, Bo Ek & Cy Orr", &["Ann Lee", "Bo Ek", "Cy Orr"]),
            ("Lee, Ann", &["Lee, Ann"]),
            ("Lee, Ann; Ek, Bo", &["Lee, Ann", "Ek, Bo"]),
            ("Ann Lee (The Wire)", &["Ann Lee"]),
            ("ann@example.com", &[]),
            ("https://example.com/ann", &[]),
            ("Von Anna Lenz und Bo Ek", &["Anna Lenz", "Bo Ek"]),
            ("The Wire", &["The Wire"]),
            ("", &[]),
        ];
        for (line, expected) in cases {
            assert_eq!(names(line), expected, "{line}");
        }
    }

    #[test]
    fn bylines_are_told_from_sentences() {
        let cases = [("By Ann Lee", true), ("By then, all had left", false), ("By Monday Ann had left.", false)];
        for (line, expected) in cases {
            assert_eq!(is_byline(line), expected, "{line}");
        }
    }
}
