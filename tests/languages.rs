//! Is an article in any language found by its words? Articles of our own in eleven languages, in `tests/languages`.

use std::path::Path;

use crate::fixture::Archive;

/// The articles, indexed.
fn archive() -> Archive {
    let archive = Archive::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages");
    archive.run(&["index", folder.to_str().unwrap()]).expect(0);
    archive
}

/// The articles that a query finds, by the beginning of their file names, in order.
fn found(archive: &Archive, args: &[&str]) -> String {
    let answer = archive.json(&[&["search", "--limit", "0"], args].concat());
    let paths = answer["hits"].as_array().unwrap().iter().map(|hit| hit["path"].as_str().unwrap()[..2].to_owned());
    let mut paths: Vec<String> = paths.collect();
    paths.sort();
    paths.join(" ")
}

#[test]
fn each_article_is_in_its_language() {
    let archive = archive();
    for code in ["ar", "de", "en", "es", "fr", "hi", "ja", "ko", "ru", "th", "zh"] {
        assert_eq!(found(&archive, &["--lang", code]), code);
    }
}

#[test]
fn words_are_found_in_any_language_and_form() {
    let archive = archive();
    let cases = [
        ("Regierung", "de"),
        ("Gesetze", "de"),
        ("haus", "de"),
        ("présidentes", "fr"),
        ("president", "fr"),
        ("Élysée", "fr"),
        ("gobiernos", "es"),
        ("estaciones", "es"),
        ("указа", "ru"),
        ("мосты", "ru"),
        ("российского", "ru"),
        ("السكان", "ar"),
        ("جدار", "ar"),
        ("习近平", "zh"),
        ("茶亭", "zh"),
        ("灯台", "ja"),
        ("東京", "ja"),
        ("किताब", "hi"),
        ("सरकार", "hi"),
        ("대통령", "ko"),
        ("น้ำท่วม", "th"),
        ("governments", "en"),
        // Italian would make "rat" of it, but no article is in Italian.
        ("rat", ""),
        ("近平习", ""),
    ];
    for (query, expected) in cases {
        assert_eq!(found(&archive, &[query]), expected, "{query}");
    }
}

#[test]
fn phrases_are_found_just_as_written() {
    let archive = archive();
    let cases = [
        ("\"neuen Deich\"", "de"),
        ("\"neue Deich\"", ""),
        ("\"习近平主席\"", "zh"),
        ("\"東京から運ばれた\"", "ja"),
        ("\"новый мост\"", "ru"),
        ("\"gouvernement ruban\"", ""),
        ("\"นายกรัฐมนตรี\"", "th"),
    ];
    for (query, expected) in cases {
        assert_eq!(found(&archive, &[query]), expected, "{query}");
    }
}

#[test]
fn what_is_found_is_shown() {
    let archive = archive();
    let marked = |query: &str| {
        let answer = archive.json(&["search", query]);
        let passage = &answer["hits"][0]["paragraphs"].as_array().unwrap().last().unwrap().clone();
        let text: Vec<char> = passage["text"].as_str().unwrap().chars().collect();
        let range = |place: &serde_json::Value| {
            let (start, end) = (place[0].as_u64().unwrap() as usize, place[1].as_u64().unwrap() as usize);
            text[start..end].iter().collect::<String>()
        };
        passage["highlights"].as_array().unwrap().iter().map(range).collect::<Vec<_>>()
    };
    assert_eq!(marked("习近平"), ["习近平"]);
    assert_eq!(marked("東京"), ["東京"]);
    assert_eq!(marked("น้ำท่วม"), ["น้ำท่วม"]);
    assert_eq!(marked("Gesetze"), ["Gesetz"]);
    assert_eq!(marked("किताब"), ["किताबें"]);
}

#[test]
fn dates_are_read_in_any_language() {
    let archive = archive();
    assert_eq!(found(&archive, &["--mentions-date", "2022-02-04"]), "en zh");
    assert_eq!(found(&archive, &["mentions:2011..2022-02-03"]), "ar es fr hi ja ru");
}
