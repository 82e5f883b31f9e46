//! Formats as users meet them: told by what files hold, columns named by `--map`, problems named with a remedy.

use crate::fixture::Archive;

const TABLE: &str = "koptekst;dag;verhaal\nFerry;16/05/2024;It left.\nIce;05/06/2024;It melts.\n";

#[test]
fn columns_are_named_on_the_command_line() {
    let archive = Archive::new();
    archive.write("a.csv", TABLE);
    let map = "title=koptekst,date=dag,text=verhaal";
    archive.run(&["index", "articles", "--map", map, "--quiet"]).expect(0);
    let page = archive.json(&["search", "melts"]);
    assert_eq!(page["hits"][0]["title"], "Ice");
    assert_eq!(page["hits"][0]["published"]["date"], "2024-06-05");
    let lines = archive.run(&["annotate", "articles/a.csv", "--map", map]).expect(0);
    assert_eq!(lines.stdout.lines().count(), 2);
}

#[test]
fn columns_that_are_unknown_or_not_there_are_told_with_those_that_are() {
    let archive = Archive::new();
    archive.write("a.csv", TABLE);
    let run = archive.run(&["index", "articles"]).expect(1);
    assert!(
        run.stderr.contains("koptekst, dag, verhaal") && run.stderr.contains("--map text=COLUMN"),
        "{}",
        run.stderr
    );
    let run = archive.run(&["annotate", "articles/a.csv", "--map", "title=koptekst,date=datum,text=verhaal"]).expect(0);
    assert!(run.stderr.contains("there is no column \"datum\""), "{}", run.stderr);
    let run = archive.run(&["index", "articles", "--map", "titel=koptekst"]).expect(2);
    assert!(run.stderr.contains("there is no field \"titel\""), "{}", run.stderr);
}
