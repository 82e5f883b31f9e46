//! What each command prints, as snapshots. After a change that is meant: `INSTA_UPDATE=always cargo test`, then read the difference.

use std::fs;

use crate::fixture::{Archive, Run};

/// Compares what a run gave with the snapshot of this name.
#[track_caller]
fn snapshot(name: &str, run: &Run) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, run.shown());
    });
}

#[test]
fn search_shows_paragraphs() {
    let archive = Archive::small();
    snapshot("search", &archive.run(&["search", "long harvest"]));
    snapshot("search_phrase", &archive.run(&["search", "\"long harvest\"", "--explain"]));
    snapshot("search_paragraph", &archive.run(&["search", "talks prices", "--scope", "paragraph"]));
    snapshot("search_facets", &archive.run(&["search", "--facets", "--sort", "oldest", "talks"]));
    snapshot("search_nothing", &archive.run(&["search", "zebra"]));
    snapshot("search_csv", &archive.run(&["search", "price OR sanction", "--format", "csv"]));
    snapshot("search_json", &archive.run(&["search", "person:Putin AND sanction", "--format", "json"]));
}

#[test]
fn scopes_narrow_what_must_be_shared() {
    let archive = Archive::small();
    let total =
        |query: &str, scope: &str| archive.json(&["search", query, "--scope", scope])["total"].as_u64().unwrap();
    let cases = [
        ("talks harvest", [2, 1, 0]),
        ("person:Putin motorcade", [1, 0, 0]),
        ("person:Putin person:Xi", [1, 1, 1]),
        ("person:Putin NOT sanction", [0, 1, 1]),
        ("title:harvest text:prices", [1, 0, 0]),
        ("text:beijing", [1, 1, 1]),
        ("text:leaders", [0, 0, 0]),
    ];
    for (query, expected) in cases {
        let found = ["article", "paragraph", "sentence"].map(|scope| total(query, scope));
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn filters_combine() {
    let archive = Archive::small();
    let total = |arguments: &[&str]| archive.json(&[&["search"], arguments].concat())["total"].as_u64().unwrap();
    let cases: [(&[&str], u64); 11] = [
        (&["--from", "2024-05-17"], 1),
        (&["--to", "2024-05-16"], 1),
        (&["--on", "2024"], 2),
        (&["--on", "2024-05-16", "--on", "2024-05-17"], 2),
        (&["--from", "2025"], 0),
        (&["--country", "Kenya"], 1),
        (&["--country", "ru", "--country", "China"], 1),
        (&["--person", "Xi", "--person", "Putin"], 1),
        (&["--lang", "de"], 0),
        (&["talks", "--country", "KE"], 1),
        (&[], 3),
    ];
    for (arguments, expected) in cases {
        assert_eq!(total(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn pages_are_parts_of_one_order() {
    let archive = Archive::small();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let page = archive.json(&[&["search"], arguments].concat());
        page["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    };
    for sort in ["relevance", "newest", "oldest"] {
        let all = ids(&["talks", "--sort", sort, "--limit", "0"]);
        assert_eq!(all.len(), 3);
        let pages: Vec<String> =
            (0..3).flat_map(|n| ids(&["talks", "--sort", sort, "--limit", "1", "--offset", &n.to_string()])).collect();
        assert_eq!(pages, all, "{sort}");
    }
    assert_ne!(ids(&["--sort", "newest"]), ids(&["--sort", "oldest"]));
}

#[test]
fn quotes_tell_who_and_where() {
    let archive = Archive::small();
    snapshot("quotes_by", &archive.run(&["quotes", "--by", "Lu Wenqing", "--sort", "oldest"]));
    snapshot("quotes_words", &archive.run(&["quotes", "--query", "harvest", "--kind", "direct"]));
    snapshot("quotes_csv", &archive.run(&["quotes", "--by", "Lu Wenqing", "--format", "csv"]));
    snapshot("quotes_none", &archive.run(&["quotes", "Putin", "Xi"]));
}

#[test]
fn quotes_are_told_by_whom_they_were_said_to() {
    let archive = Archive::new();
    archive.write("2024/2024-03-01_wire.txt", WIRE);
    archive.write("2024/2024-03-02_copy.txt", format!("{WIRE}\nThe ferry runs on Sundays, the harbour office said.\n"));
    archive.run(&["index", "articles"]).expect(0);
    let texts = |arguments: &[&str]| -> Vec<String> {
        let page = archive.json(&[&["quotes", "--sort", "oldest"], arguments].concat());
        page["quotes"].as_array().unwrap().iter().map(|quote| quote["text"].as_str().unwrap().to_owned()).collect()
    };
    let promise = "We shall build the bridge before the winter comes,";
    let thanks = "You have kept every word that you gave us in the spring,";
    let none: [&str; 0] = [];
    assert_eq!(texts(&["--to", "Holm"]), [promise]);
    assert_eq!(texts(&["--to", "Holm", "--to", "2024-03-01"]), [promise]);
    assert_eq!(texts(&["--to", "Holm", "--to", "2024-02"]), none);
    assert_eq!(texts(&["--between", "Ruiz", "Holm"]), [promise, thanks]);
    assert_eq!(texts(&["--between", "Ruiz", "Holm", "--by", "Holm"]), [thanks]);
    assert_eq!(texts(&["--speaker-kind", "document"]), ["costs had doubled"]);
    assert_eq!(texts(&["--by", "Ruiz", "--each"]), [promise, promise]);
    snapshot("quotes_copies", &archive.run(&["quotes", "--by", "Ruiz", "--explain"]));
    snapshot("quotes_facets", &archive.run(&["quotes", "--facets", "--limit", "1"]));
    snapshot("export_quotes", &archive.run(&["export", "quotes", "--by", "Ruiz", "--by", "Holm"]));
    let run = archive.run(&["export", "quotes", "--format", "jsonl", "--output", "quotes.jsonl"]).expect(0);
    let written = std::fs::read_to_string(archive.path().join("quotes.jsonl")).unwrap();
    assert_eq!(run.stderr.trim(), format!("{} quotes written to quotes.jsonl", written.lines().count()));
    snapshot("error_until", &archive.run(&["quotes", "--to", "2024", "--to", "2025"]).expect(2));
    snapshot("error_export", &archive.run(&["export", "quotes", "-o", "none/such/file.csv"]).expect(2));
}

/// A report in which two persons speak to one another.
const WIRE: &str = "Bridge promised at last

PORT SELMA, March 1 - \"We shall build the bridge before the winter comes,\" Minister Ana Ruiz told Governor Peter Holm.

\"You have kept every word that you gave us in the spring,\" Holm told Ruiz.

A joint report said costs had doubled.
";

#[test]
fn phrases_are_kept_apart_from_speech() {
    let archive = Archive::new();
    archive.write("2022-02-05_a.txt", "Signed\n\nA “no limits” partnership was signed in Beijing by Xi Jinping.\n");
    archive.write(
        "2023-02-05_b.txt",
        "A year on\n\nThe ‘no limits’ partnership is a year old. “It holds,” Wang Yi said.\n",
    );
    archive.run(&["index", "articles"]).expect(0);
    let all = archive.json(&["quotes"]);
    assert_eq!((all["total"].as_u64(), all["quotes"][0]["text"].as_str()), (Some(1), Some("It holds,")));
    let phrases = archive.json(&["quotes", "--kind", "phrase"]);
    let first = &phrases["quotes"][0];
    assert_eq!((phrases["total"].as_u64(), phrases["occurrences"].as_u64()), (Some(1), Some(2)));
    assert_eq!((first["text"].as_str(), first["speaker"].as_str()), (Some("no limits"), None));
    assert_eq!(first["article"]["path"], "2022-02-05_a.txt", "the first report stands first");
    assert_eq!(archive.json(&["quotes", "Xi", "--kind", "phrase", "--query", "limits"])["total"], 1);
    assert_eq!(archive.json(&["status"])["quotes"], 1);
}

#[test]
fn counts_are_shown_with_bars() {
    let archive = Archive::small();
    snapshot("facets_country", &archive.run(&["facets", "country"]));
    snapshot("facets_mentions", &archive.run(&["facets", "mentions-month"]));
    snapshot("search_mentions", &archive.run(&["search", "--mentions-date", "2023..2024-05-16", "--explain"]));
    snapshot("error_mentions", &archive.run(&["search", "--mentions-date", "May"]));
    snapshot("facets_person", &archive.run(&["facets", "person", "talks", "--format", "csv"]));
    snapshot("timeline", &archive.run(&["timeline", "talks", "--by", "day"]));
    snapshot("timeline_csv", &archive.run(&["timeline", "--by", "month", "--format", "csv"]));
}

#[test]
fn an_article_is_shown_and_cited() {
    let archive = Archive::small();
    let id = archive.json(&["search", "motorcade"])["hits"][0]["id"].as_str().unwrap().to_owned();
    snapshot("show", &archive.run(&["show", &id]));
    snapshot("show_paragraph", &archive.run(&["show", &format!("{id}#3")]));
    snapshot("show_paragraph_missing", &archive.run(&["show", &format!("{id}#9")]).expect(2));
    snapshot("show_missing", &archive.run(&["show", "0000000000"]).expect(2));
    snapshot("show_bad_citation", &archive.run(&["show", &format!("{id}#x")]).expect(2));
}

#[test]
fn what_cannot_be_understood_is_said() {
    let archive = Archive::small();
    let cases: [(&str, &[&str]); 9] = [
        ("error_quote", &["search", "talks \"long harvest"]),
        ("error_field", &["search", "tittle:talks"]),
        ("error_date", &["search", "--from", "2024-13-01"]),
        ("error_country", &["search", "--country", "Kenia"]),
        ("error_name", &["quotes", "Putni"]),
        ("error_outlet", &["search", "--outlet", "The Moon"]),
        ("error_option", &["search", "--form", "csv"]),
        ("error_no_archive", &["search", "x", "--index", "nowhere"]),
        ("error_no_folder", &["index", "nowhere"]),
    ];
    for (name, arguments) in cases {
        snapshot(name, &archive.run(arguments).expect(2));
    }
}

#[test]
fn an_index_is_not_put_among_other_files() {
    let archive = Archive::small();
    let run = archive.run(&["index", "articles", "--index", "articles"]).expect(2);
    assert!(run.stderr.contains("no Dateline archive"), "{run:?}");
}

#[test]
fn annotate_prints_one_object_an_article() {
    let archive = Archive::small();
    let run = archive.run(&["annotate", "articles"]).expect(0);
    let rows: Vec<serde_json::Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 3);
    let text: Vec<char> = fs::read_to_string(archive.file("2024/2024-05-16_talks.txt")).unwrap().chars().collect();
    for paragraph in rows[0]["paragraphs"].as_array().unwrap() {
        let offset = paragraph["offset"].as_u64().unwrap() as usize;
        let words: Vec<char> = paragraph["text"].as_str().unwrap().chars().collect();
        assert_eq!(text[offset..offset + words.len()], words);
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("annotate", serde_json::to_string_pretty(&rows[0]).unwrap());
    });
}

#[test]
fn a_changed_source_is_found() {
    let archive = Archive::small();
    archive.run(&["check"]).expect(0);
    archive.write("undated.txt", "The ferry goes\n\nIt went.\n");
    fs::remove_file(archive.file("2024/2024-05-17_harvest.txt")).unwrap();
    snapshot("check", &archive.run(&["check"]).expect(1));
}

#[test]
fn the_archive_tells_what_it_holds() {
    let archive = Archive::small();
    let status = archive.json(&["status"]);
    assert_eq!(
        (status["articles"].as_u64(), status["undated"].as_u64(), status["paragraphs"].as_u64()),
        (Some(3), Some(1), Some(7))
    );
    assert_eq!(status["dates"], serde_json::json!(["2024-05-16", "2024-05-17"]));
}

#[test]
fn help_and_completions_are_there() {
    let archive = Archive::new();
    snapshot("help", &archive.run(&["--help"]).expect(0));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(archive.run(&["completions", shell]).expect(0).stdout.contains("dateline"));
    }
}
