//! What happens when the folder changes between two runs.

use std::fs;

use serde_json::Value;

use crate::fixture::{Archive, HARVEST, TALKS};

/// How many files were added, changed, unchanged and removed by a run.
fn index(archive: &Archive) -> [u64; 4] {
    let report = archive.json(&["index", "articles"]);
    let count = |status: &str| {
        report["files"].as_array().unwrap().iter().filter(|file| file["status"] == status).count() as u64
    };
    let unchanged = count("unchanged") + report["unchanged"].as_u64().unwrap();
    [count("added"), count("changed"), unchanged, count("removed")]
}

fn hits(archive: &Archive, query: &str) -> Vec<String> {
    let page = archive.json(&["search", query, "--limit", "0"]);
    let mut paths: Vec<String> =
        page["hits"].as_array().unwrap().iter().map(|hit| hit["path"].as_str().unwrap().to_owned()).collect();
    paths.sort();
    assert_eq!(page["total"].as_u64().unwrap() as usize, paths.len());
    paths
}

fn status(archive: &Archive) -> Value {
    archive.json(&["status"])
}

#[test]
fn nothing_is_read_twice() {
    let archive = Archive::small();
    assert_eq!(index(&archive), [0, 0, 3, 0]);
    assert_eq!(status(&archive)["articles"], 3);
}

#[test]
fn a_new_file_is_added() {
    let archive = Archive::small();
    archive.write("new/one.txt", "A new day\n\nNobody expected zebras.\n");
    assert_eq!(index(&archive), [1, 0, 3, 0]);
    assert_eq!(hits(&archive, "zebras"), ["new/one.txt"]);
}

#[test]
fn a_changed_file_is_replaced_whole() {
    let archive = Archive::small();
    archive.write("undated.txt", "The ferry goes\n\nZebras crossed instead.\n");
    assert_eq!(index(&archive), [0, 1, 2, 0]);
    assert_eq!(hits(&archive, "zebras"), ["undated.txt"]);
    assert_eq!(hits(&archive, "nobody"), [] as [&str; 0]);
    assert_eq!(status(&archive)["articles"], 3);
}

#[test]
fn a_vanished_file_takes_its_articles_and_quotes_along() {
    let archive = Archive::small();
    let before = status(&archive)["quotes"].as_u64().unwrap();
    let of_talks = archive.json(&["quotes", "--by", "Lu Wenqing"])["total"].as_u64().unwrap();
    assert!(of_talks > 0);
    fs::remove_file(archive.file("2024/2024-05-16_talks.txt")).unwrap();
    assert_eq!(index(&archive), [0, 0, 2, 1]);
    assert_eq!(hits(&archive, "motorcade"), [] as [&str; 0]);
    assert!(status(&archive)["quotes"].as_u64().unwrap() <= before - of_talks);
    archive.run(&["search", "--person", "Vladimir Putin"]).expect(2);
}

#[test]
fn a_renamed_file_is_a_new_one_with_a_new_id() {
    let archive = Archive::small();
    let before = archive.json(&["search", "ferry"])["hits"][0]["id"].clone();
    fs::rename(archive.file("undated.txt"), archive.file("ferry.txt")).unwrap();
    assert_eq!(index(&archive), [1, 0, 2, 1]);
    assert_eq!(hits(&archive, "ferry"), ["ferry.txt"]);
    assert_ne!(archive.json(&["search", "ferry"])["hits"][0]["id"], before);
}

#[test]
fn the_same_content_at_another_time_is_not_taken_in_again() {
    let archive = Archive::small();
    let id = archive.json(&["search", "motorcade"])["hits"][0]["id"].clone();
    archive.write("2024/2024-05-16_talks.txt", TALKS);
    let file = fs::File::options().append(true).open(archive.file("2024/2024-05-16_talks.txt")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000)).unwrap();
    assert_eq!(index(&archive), [0, 0, 3, 0]);
    assert_eq!(archive.json(&["search", "motorcade"])["hits"][0]["id"], id);
}

#[test]
fn the_same_content_twice_is_two_articles() {
    let archive = Archive::small();
    archive.write("copy.txt", HARVEST);
    assert_eq!(index(&archive), [1, 0, 3, 0]);
    assert_eq!(hits(&archive, "maize"), ["2024/2024-05-17_harvest.txt", "copy.txt"]);
}

#[test]
fn ids_do_not_depend_on_where_the_folder_is() {
    let (one, two) = (Archive::small(), Archive::small());
    let id = |archive: &Archive| archive.json(&["search", "motorcade"])["hits"][0]["id"].clone();
    assert_eq!(id(&one), id(&two));
}

#[test]
fn a_part_of_the_folder_can_be_indexed_alone() {
    let archive = Archive::small();
    let id = archive.json(&["search", "motorcade"])["hits"][0]["id"].clone();
    fs::remove_file(archive.file("undated.txt")).unwrap();
    archive.write("2024/more.txt", "More\n\nZebras again.\n");
    let report = archive.json(&["index", "articles/2024"]);
    assert_eq!(report["totals"]["articles"], 1);
    assert_eq!(hits(&archive, "zebras"), ["2024/more.txt"]);
    assert_eq!(hits(&archive, "nobody"), ["undated.txt"], "outside of what was named nothing is touched");
    assert_eq!(archive.json(&["search", "motorcade"])["hits"][0]["id"], id);
}

#[test]
fn one_changed_record_replaces_the_articles_of_its_file() {
    let archive = Archive::new();
    let record = |id: u32, text: &str| format!("{{\"id\":{id},\"title\":\"T{id}\",\"text\":\"{text}\"}}\n");
    archive.write("all.jsonl", [record(1, "Zebras graze."), record(2, "Lions rest.")].concat());
    archive.run(&["index", "articles"]).expect(0);
    let lions = archive.json(&["search", "lions"])["hits"][0]["id"].clone();
    archive.write(
        "all.jsonl",
        [record(3, "Apes climb high."), record(1, "Zebras sleep."), record(2, "Lions rest.")].concat(),
    );
    assert_eq!(index(&archive), [0, 1, 0, 0]);
    assert_eq!(status(&archive)["articles"], 3);
    assert_eq!(archive.json(&["search", "lions"])["hits"][0]["id"], lions, "an id of its own survives a new neighbour");
    archive.run(&["search", "graze"]).expect(1);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_taken_in() {
    let archive = Archive::small();
    archive.write("bad.jsonl", "{\"title\":\"T\",\"text\":\"Zebras.\"}\n{broken\n");
    archive.write("picture.jpg", [0xff, 0xd8, 0xff]);
    let run = archive.run(&["index", "articles", "--report", "report.jsonl"]).expect(1);
    assert!(run.stderr.contains("bad.jsonl") && run.stderr.contains("picture.jpg"), "{run:?}");
    assert_eq!(hits(&archive, "zebras"), ["bad.jsonl"]);
    let report = fs::read_to_string(archive.path().join("report.jsonl")).unwrap();
    let rows: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let problems: usize = rows.iter().map(|row| row["problems"].as_array().unwrap().len()).sum();
    assert_eq!((rows.len(), problems), (2, 2));
}

#[test]
fn a_writer_that_was_killed_leaves_the_last_commit() {
    let archive = Archive::small();
    for n in 0..400 {
        archive.write(&format!("many/{n}.txt"), format!("Number {n}\n\n{}", "Zebras graze by the river. ".repeat(200)));
    }
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["index", "articles", "--quiet"])
        .current_dir(archive.path())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(60));
    child.kill().unwrap();
    child.wait().unwrap();
    let articles = status(&archive)["articles"].as_u64().unwrap();
    assert!(articles == 3 || articles == 403, "a commit is whole or not there: {articles}");
    archive.run(&["index", "articles"]).expect(0);
    assert_eq!(status(&archive)["articles"], 403);
}
