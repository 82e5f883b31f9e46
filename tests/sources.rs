//! Which files are read, and what is told of them: patterns, archives of files, PDF, the report, the list of formats.

use std::io::Write;

use serde_json::Value;

use crate::fixture::Archive;

fn titles(archive: &Archive) -> Vec<String> {
    let page = archive.json(&["search", "--limit", "0", "--sort", "oldest"]);
    let mut titles: Vec<String> =
        page["hits"].as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

fn article(title: &str) -> String {
    format!("Title: {title}\n\nThe ferry was back on Monday, the harbour office said.\n")
}

#[test]
fn patterns_say_which_files_are_meant() {
    let archive = Archive::new();
    for (path, title) in [("a.txt", "One"), ("drafts/b.txt", "Two"), ("c.md", "Three"), ("old/d.txt", "Four")] {
        archive.write(path, article(title));
    }
    archive.write("old/.datelineignore", "# not any more\n*.txt\n");
    archive.run(&["index", "articles", "--exclude", "drafts/"]).expect(0);
    assert_eq!(titles(&archive).len(), 2, "{:?}", titles(&archive));
    // What --only leaves out stays; what --exclude names goes.
    archive.run(&["index", "articles", "--only", "drafts/**"]).expect(0);
    assert_eq!(titles(&archive).len(), 3, "{:?}", titles(&archive));
    archive.run(&["index", "articles", "--exclude", "*.md", "--exclude", "drafts/"]).expect(0);
    assert_eq!(titles(&archive), ["One"]);
    let wrong = archive.run(&["index", "articles", "--only", "a["]).expect(2);
    assert!(wrong.stderr.contains("is no pattern for files"), "{wrong:?}");
}

#[test]
fn the_report_tells_of_each_file() {
    let archive = Archive::new();
    archive.write("a.jsonl", "{\"title\":\"One\",\"text\":\"x\"}\nbroken\n{\"title\":\"Two\",\"text\":\"y\"}\n");
    archive.write("b.xyz", "nothing known");
    archive.write("c.txt", article("Three"));
    archive.run(&["index", "articles", "--report", "report.jsonl"]).expect(1);
    let report = std::fs::read_to_string(archive.path().join("report.jsonl")).unwrap();
    let lines: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = |path: &str| lines.iter().find(|line| line["path"] == path).unwrap();
    assert_eq!((&line("a.jsonl")["format"], &line("a.jsonl")["records"]), (&"jsonl".into(), &3.into()));
    assert_eq!(line("a.jsonl")["articles"], 2);
    assert!(line("a.jsonl")["seconds"].is_number());
    assert_eq!((&line("b.xyz")["status"], &line("b.xyz")["format"]), (&"skipped".into(), &Value::Null));
    assert_eq!(line("c.txt")["format"], "txt");
}

#[test]
fn archives_of_files_are_read_and_cited_by_what_is_inside() {
    let archive = Archive::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, title) in [("2024-05-16/one.txt", "One"), ("two.txt", "Two")] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(article(title).as_bytes()).unwrap();
    }
    archive.write("export.zip", zip.finish().unwrap().into_inner());
    archive.run(&["index", "articles"]).expect(0);
    let page = archive.json(&["search", "ferry", "--sort", "newest"]);
    assert_eq!(page["hits"][0]["path"], "export.zip/2024-05-16/one.txt");
    assert_eq!(page["hits"][0]["published"]["date"], "2024-05-16");
    archive.run(&["check"]).expect(0);
    let again = archive.json(&["index", "articles"]);
    assert_eq!(again["unchanged"], 1);
}

/// A PDF file of one page with these lines, one below the other.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut content = "BT /F1 11 Tf 60 780 Td 14 TL\n".to_owned();
    content.extend(lines.iter().map(|line| format!("({line}) Tj T*\n")));
    content += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend([format!("{} 0 obj\n{object}\nendobj\n", number + 1)]);
    }
    let start = file.len();
    file.extend([format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1)]);
    file.extend(places.iter().map(|place| format!("{place:010} 00000 n \n")));
    file.extend([format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)]);
    file.into_bytes()
}

#[test]
fn a_pdf_file_is_read_in_a_process_of_its_own_and_a_broken_one_is_named() {
    let archive = Archive::new();
    let whole = pdf(&["16 May 2024", "The ferry was back on Monday, the har-", "bour office said."]);
    archive.write("whole.pdf", &whole);
    archive.write("broken.pdf", &whole[..whole.len() / 2]);
    archive.write("none.pdf", "%PDF-1.7\nnothing");
    let run = archive.run(&["index", "articles"]).expect(1);
    let page = archive.json(&["search", "\"harbour office\""]);
    assert_eq!(page["hits"].as_array().unwrap().len(), 1, "{page} {run:?}");
    assert_eq!(page["hits"][0]["published"]["date"], "2024-05-16");
    assert!(run.stderr.contains("none.pdf") && run.stderr.contains("broken.pdf"), "{run:?}");
}

#[test]
fn the_formats_are_listed() {
    let archive = Archive::new();
    let rows = archive.json(&["formats"]);
    let words: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["format"].as_str().unwrap()).collect();
    for expected in ["txt", "html", "jsonl", "docx", "odt", "epub", "zip", "pdf"] {
        assert!(words.contains(&expected), "{expected} is missing among {words:?}");
    }
    assert!(archive.run(&["formats"]).expect(0).stdout.contains(".epub"));
}
