//! Countries can be asked for by the way they are named, and counted by dateline and by paragraph.

use std::collections::BTreeMap;

use crate::fixture::Archive;

const CAPITALS: &str = "\
Ministers meet

BEIJING — Ministers of France and Kenya met on Monday, and Chinese officials received them.

Paris and Nairobi had asked for the talks. Officials from Paris were pleased with the tariff.

The Kremlin sent nobody. The tariff is to fall, and Bavaria is content.
";

const NAMES: &str = "\
Tariff in China

China lowers a tariff. Its farmers are glad.

Nobody else was.
";

fn archive() -> Archive {
    let archive = Archive::new();
    archive.write("2024-05-16_capitals.txt", CAPITALS);
    archive.write("2024-05-17_names.txt", NAMES);
    archive.run(&["index", "articles"]).expect(0);
    archive
}

#[test]
fn a_country_is_found_by_the_ways_it_is_named() {
    let archive = archive();
    let cases = [
        ("CN", 2),
        ("CN/name", 1),
        ("CN/adjective", 1),
        ("CN/city", 1),
        ("CN/explicit", 2),
        ("china/region,metonym", 0),
        ("RU/metonym", 1),
        ("RU/explicit", 0),
        ("DE/region", 1),
    ];
    for (asked, expected) in cases {
        let total = |arguments: &[&str]| archive.json(&[&["search"], arguments].concat())["total"].as_u64().unwrap();
        assert_eq!(total(&["--country", asked]), expected, "--country {asked}");
        assert_eq!(total(&[&format!("country:{asked}")]), expected, "country:{asked}");
        assert_eq!(total(&[&format!("country:\"{asked}\"")]), expected, "quoted {asked}");
    }
    let scoped = [("tariff country:FR/city", 1), ("tariff country:FR/name", 0), ("country:KE/city country:FR/city", 1)];
    for (query, expected) in scoped {
        assert_eq!(archive.json(&["search", query, "--scope", "paragraph"])["total"], expected, "{query}");
    }
    let shown = archive.json(&["search", "country:FR/city"]);
    assert_eq!(shown["hits"][0]["paragraphs"][0]["n"], 2, "{shown}");
    let error = archive.run(&["search", "--country", "CN/capital"]).expect(2).stderr;
    assert!(error.contains("no way of naming a country"), "{error}");
}

/// Arguments, the counts, and how many of how many units have no value.
type Case<'a> = (&'a [&'a str], &'a [(&'a str, u64)], &'a str);

#[test]
fn countries_are_counted_by_dateline_and_by_paragraph() {
    let archive = archive();
    let counts = |arguments: &[&str]| -> (BTreeMap<String, u64>, String) {
        let table = archive.json(&[&["facets"], arguments].concat());
        let value =
            |count: &serde_json::Value| (count["value"].as_str().unwrap().to_owned(), count["count"].as_u64().unwrap());
        let rest = format!("{} of {} {}", table["without"], table["total"], table["unit"].as_str().unwrap());
        (table["counts"].as_array().unwrap().iter().map(value).collect(), rest)
    };
    let cases: [Case; 6] = [
        (&["dateline-country"], &[("CN", 1)], "1 of 2 articles"),
        (&["paragraph-country"], &[("CN", 2), ("DE", 1), ("FR", 2), ("KE", 2), ("RU", 1)], "1 of 5 paragraphs"),
        (&["paragraph-country", "--country", "China/name"], &[("CN", 1)], "1 of 2 paragraphs"),
        (
            &["paragraph-country", "tariff", "--scope", "paragraph"],
            &[("CN", 1), ("DE", 1), ("FR", 1), ("KE", 1), ("RU", 1)],
            "0 of 3 paragraphs",
        ),
        (
            &["paragraph-country", "tariff officials", "--scope", "sentence"],
            &[("FR", 1), ("KE", 1)],
            "0 of 1 paragraphs",
        ),
        (&["country", "tariff"], &[("CN", 2), ("DE", 1), ("FR", 1), ("KE", 1), ("RU", 1)], "0 of 2 articles"),
    ];
    for (arguments, values, rest) in cases {
        let expected = values.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect();
        assert_eq!(counts(arguments), (expected, rest.to_owned()), "{arguments:?}");
    }
    let page = archive.run(&["facets", "paragraph-country", "--limit", "1", "--format", "csv"]).expect(0);
    assert_eq!(page.stdout, "paragraph-country,label,paragraphs\nCN,China,2\n");
}
