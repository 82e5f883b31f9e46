//! Persons across the archive: the list, the card of one, and what the user says of names.

use crate::fixture::{Archive, Run};

const MINISTERS: &str = "\
Ministers meet in Selma

PORT SELMA, March 1 - Foreign Minister Ilya Morozov met Ana Ruiz, a professor at the Straits Academy, on Friday.

\"Ana Ruiz knows the harbour better than anyone in this town,\" Morozov told reporters.

Mr. Harland Lynch said that he would wait.
";

const LETTER: &str = "\
A letter from the harbour

Morozov has written to the harbour office. \"The quay will be mended before the summer comes,\" Morozov said.

Dr. Ruiz did not reply. Mr. Brandt said that nobody had asked him.
";

const PATRONYMIC: &str = "\
Old friends

Ilya Ivanovich Morozov and Karl Brandt talked for an hour. Susan Brandt, a lawyer, waited outside.

\"We talked of fish,\" Karl Brandt said of Morozov.
";

const SPELLED: &str = "\
Abroad

Mr. Iliya Morosow arrived late. \"It is cold here,\" Susan Brandt said.
";

fn archive() -> Archive {
    let archive = Archive::new();
    archive.write("2023-03-01_ministers.txt", MINISTERS);
    archive.write("2023-04-02_letter.txt", LETTER);
    archive.write("2024-05-03_friends.txt", PATRONYMIC);
    archive.write("2024-06-04_abroad.txt", SPELLED);
    archive.run(&["index", "articles"]).expect(0);
    archive
}

#[track_caller]
fn snapshot(name: &str, run: &Run) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, run.shown());
    });
}

#[test]
fn persons_are_listed() {
    let archive = archive();
    snapshot("people", &archive.run(&["people"]).expect(0));
    snapshot("people_csv", &archive.run(&["people", "--format", "csv", "--sort", "name", "--limit", "3"]).expect(0));
    snapshot("people_called", &archive.run(&["people", "Brandt"]).expect(0));
    snapshot("people_nobody", &archive.run(&["people", "--from", "2030"]).expect(1));
    let names = |arguments: &[&str]| -> Vec<String> {
        let page = archive.json(&[&["people"], arguments].concat());
        page["people"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&["--limit", "1", "--sort", "quotes"]), ["Ilya Morozov"]);
    assert_eq!(names(&["--on", "2024-06"]), ["Susan Brandt", "Iliya Morosow"]);
    assert_eq!(names(&["--person", "Ruiz", "--on", "2023-03", "--limit", "2"]), ["Harland Lynch", "Ilya Morozov"]);
    let pages: Vec<String> = (0..3).flat_map(|n| names(&["--limit", "1", "--offset", &n.to_string()])).collect();
    assert_eq!(names(&["--limit", "3"]), pages);
}

#[test]
fn one_person_has_a_card() {
    let archive = archive();
    snapshot("person", &archive.run(&["people", "Ilya", "Morozov"]).expect(0));
    snapshot("person_json", &archive.run(&["people", "Mr. Ruiz", "--format", "json"]).expect(0));
    snapshot("person_csv", &archive.run(&["people", "Ana Ruiz", "--format", "csv"]).expect(0));
    snapshot("person_filtered", &archive.run(&["people", "Morozov", "--from", "2024", "--explain"]).expect(0));
    let bare = archive.json(&["people", "=Brandt"]);
    assert_eq!((bare["name"].as_str(), bare["articles"].as_u64()), (Some("Brandt"), Some(1)));
    archive.run(&["people", "Zebedee"]).expect(2);
}

#[test]
fn numbers_of_a_card_are_those_of_other_commands() {
    let archive = archive();
    let card = archive.json(&["people", "Morozov"]);
    assert_eq!(card["articles"], archive.json(&["search", "--person", "Morozov"])["total"]);
    assert_eq!(card["quoted"]["quotes"], archive.json(&["quotes", "--by", "Morozov"])["total"]);
    assert_eq!(card["spoken_of"]["quotes"], archive.json(&["quotes", "--about", "Morozov"])["total"]);
    let list = archive.json(&["people", "--limit", "0"]);
    let facet = archive.json(&["facets", "person", "--limit", "0"]);
    let row = |row: &serde_json::Value| (row["name"].clone(), row["articles"].clone());
    let listed: Vec<_> = list["people"].as_array().unwrap().iter().map(row).collect();
    let value = |count: &serde_json::Value| (count["value"].clone(), count["count"].clone());
    let mut counted: Vec<_> = facet["counts"].as_array().unwrap().iter().map(value).collect();
    assert_eq!(list["total"], facet["values"]);
    for one in listed {
        let at = counted.iter().position(|other| *other == one).unwrap_or_else(|| panic!("{one:?}"));
        counted.remove(at);
    }
}

#[test]
fn a_names_file_changes_every_answer_and_no_article_is_read_again() {
    let archive = archive();
    let total = |arguments: &[&str]| archive.json(arguments)["total"].as_u64().unwrap();
    assert_eq!(total(&["search", "--person", "Morozov"]), 3);
    assert_eq!(total(&["search", "--person", "Harland Lynch"]), 1);
    let rules = "# ours\nIlya Morozov = Iliya Morosow, the Fox\nnot a person: Harland Lynch\napart: Ruiz | Ana Ruiz\n\
                 Karl Brandt = Brandt\n";
    archive.write("dateline-names.txt", rules);

    assert_eq!(total(&["search", "--person", "Morozov"]), 4);
    assert_eq!(total(&["search", "person:\"The Fox\""]), 4);
    assert_eq!(total(&["search", "--person", "Ana Ruiz"]), 1);
    assert_eq!(total(&["search", "--person", "Karl Brandt"]), 2);
    let facets = archive.run(&["facets", "person", "--format", "csv"]).stdout;
    assert!(facets.contains("Ilya Morozov,Ilya Morozov,4") && !facets.contains("Lynch"), "{facets}");
    assert_eq!(total(&["quotes", "--by", "the Fox"]), 2);
    assert_eq!(archive.json(&["quotes", "--about", "Ana Ruiz"])["quotes"][0]["about"][0], "Ana Ruiz");
    let speakers = archive.json(&["quotes", "--by", "Harland Lynch"]);
    assert_eq!(speakers["quotes"][0]["speaker_kind"], "organisation", "who spoke still spoke");
    assert_eq!(total(&["quotes", "--by", "Harland Lynch", "--speaker-kind", "person"]), 0);
    assert_eq!(total(&["quotes", "--by", "Harland Lynch", "--speaker-kind", "organisation"]), 1);
    let exported = archive.run(&["export", "quotes", "--by", "Brandt"]).expect(0).stdout;
    assert!(exported.lines().skip(1).all(|line| line.starts_with("Karl Brandt,")), "{exported}");
    let id = archive.json(&["search", "--on", "2024-06"])["hits"][0]["id"].as_str().unwrap().to_owned();
    let shown = archive.json(&["show", &id]);
    assert_eq!(shown["persons"][0]["name"], "Ilya Morozov");
    assert_eq!(shown["persons"][0]["established"], "names-file");
    snapshot("person_corrected", &archive.run(&["people", "The Fox"]).expect(0));
    let error = archive.run(&["search", "--person", "Harland Lynch"]).expect(2).stderr;
    assert!(error.contains("dateline-names.txt:3"), "{error}");

    let indexed = archive.run(&["index", "articles"]).expect(0);
    assert!(!indexed.stdout.contains("skipped") && archive.json(&["status"])["articles"] == 4, "{indexed:?}");
    archive.run(&["check"]).expect(0);
    archive.write("dateline-names.txt", "");
    assert_eq!(total(&["search", "--person", "Morozov"]), 3, "a change counts from the next question on");
}

#[test]
fn a_names_file_is_named_or_found() {
    let archive = archive();
    archive.write("dateline-names.txt", "The Fox = Ilya Morozov\n");
    let name = |arguments: &[&str]| {
        archive.json(&[&["people", "--limit", "1"], arguments].concat())["people"][0]["name"].clone()
    };
    assert_eq!(name(&[]), "The Fox");
    std::fs::write(archive.path().join("ours.txt"), "Minister Morozov = Ilya Morozov\n").unwrap();
    assert_eq!(name(&["--names", "ours.txt"]), "Minister Morozov", "a file that is named counts alone");
    std::fs::write(archive.path().join("none.txt"), "").unwrap();
    assert_eq!(name(&["--names", "none.txt"]), "Ilya Morozov");
    let missing = archive.run(&["people", "--names", "nowhere.txt"]).expect(2).stderr;
    assert!(missing.contains("cannot read the names file nowhere.txt"), "{missing}");
    archive.write("dateline-names.txt", "The Fox = Nobody Known\nnot a person: Unheard Of\n");
    snapshot("status_names", &archive.run(&["status"]).expect(0));
}

#[test]
fn what_is_wrong_with_a_names_file_is_told_with_its_line() {
    let archive = archive();
    let rules = "Ilya Morozov\n\nAna Ruiz = Ruiz\nPaz Ruiz = Ruiz\nnota person: Acme\napart: Brandt\n";
    archive.write("dateline-names.txt", rules);
    snapshot("error_names", &archive.run(&["people"]).expect(2));
}
