//! What articles are in a table of plain text: CSV, TSV and their like? The first row names the columns; the sign between them is
//! found out. Cells in quotation marks may hold the sign, line ends, and doubled marks.
//!
//! A row that does not fit costs itself alone: reading goes on at its next line, so that a mark that is never closed does
//! not swallow the rows behind it.

use std::cell::Cell;
use std::collections::HashSet;

use csv::{Position, ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::records::Records;
use super::rows::{is_date, order_of, refuses};
use crate::readers::fields::{Field, field_of};
use crate::readers::record::Intake;

const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a file.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let (content, said) = without_sign_line(content.trim_start_matches('\u{feff}'));
    let sign = said.unwrap_or_else(|| sign_of(content));
    let Some((names, start)) = header(content, sign) else {
        return intake.skip(None, "the table has no rows");
    };
    if let Some(reason) = refuses(&names, intake.mapping()) {
        return intake.skip(None, reason);
    }
    let quoting = sign != b'\t' || is_quoted(content, names.len());
    let table = Table { content, sign, quoting, names, counted: Cell::new((0, 1)) };
    let dates: Vec<usize> = (0..table.names.len()).filter(|n| is_date(&table.names[*n], intake.mapping())).collect();
    let order = table.order(start, &dates);
    let mut records = Records::new(intake);
    records.set_order(order);
    table.read(start, &mut records);
    records.finish();
}

/// Whether text opens as a table of articles: a first line of at least three names, two of them known, among them a title or text.
pub(super) fn opens_table(start: &str) -> bool {
    let mut lines = start.lines();
    let line = lines.next().unwrap_or_default();
    let below = lines.find(|line| !line.trim().is_empty());
    const LONGEST: usize = 2000;
    if line.len() > LONGEST || line.starts_with(['{', '[', '<']) {
        return false;
    }
    SIGNS.iter().any(|sign| {
        let names: Vec<&str> = line.split(char::from(*sign)).map(|name| name.trim().trim_matches('"')).collect();
        let known: HashSet<Field> = names.iter().filter_map(|name| field_of(name)).map(|(field, _)| field).collect();
        let is_header = names.len() >= 3 && names.iter().all(|name| name.len() <= 40 && !name.contains(". "));
        // A text may open with such a line; a table goes on in the same way, unless a cell runs on over lines.
        let goes_on = below.is_none_or(|below| below.contains(char::from(*sign)) || below.starts_with('"'));
        is_header && goes_on && known.len() >= 2 && (known.contains(&Field::Title) || known.contains(&Field::Text))
    })
}

/// Spreadsheets may write the sign on a line of its own: `sep=;`.
fn without_sign_line(content: &str) -> (&str, Option<u8>) {
    let Some(rest) = content.strip_prefix("sep=") else { return (content, None) };
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    match line.trim_end_matches('\r').as_bytes() {
        [sign] => (below, Some(*sign)),
        _ => (content, None),
    }
}

/// The sign that parts the first row into the most names that are known; if that does not tell, into the most cells.
fn sign_of(content: &str) -> u8 {
    let score = |sign: &u8| {
        let Some((names, start)) = header(content, *sign) else { return (0, 0, 0) };
        let known = names.iter().filter(|name| field_of(name).is_some()).count();
        let next =
            reader(&content[start..], *sign, true).records().next().and_then(Result::ok).map_or(0, |row| row.len());
        (known, usize::from(next == names.len()), names.len())
    };
    // Of equals the first counts, so that a table of one column has commas.
    SIGNS.iter().rev().copied().max_by_key(score).unwrap_or(b',')
}

fn reader(content: &str, sign: u8, quoting: bool) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(sign).quoting(quoting);
    builder.from_reader(content.as_bytes())
}

/// Whether quotation marks around a cell of a table with tabs are no part of it. They are words if each line is a row, and
/// some cell starts with a mark that it does not end with.
fn is_quoted(content: &str, columns: usize) -> bool {
    const LINES: usize = 500;
    let opens = |cell: &str| cell.len() > 1 && cell.starts_with('"') && !cell.ends_with('"');
    let (mut are_rows, mut opened) = (true, false);
    for line in content.lines().take(LINES).filter(|line| !line.trim().is_empty()) {
        are_rows &= line.split('\t').count() == columns;
        opened |= line.split('\t').any(opens);
    }
    !(are_rows && opened)
}

/// The names of the columns, and where the rows start.
fn header(content: &str, sign: u8) -> Option<(Vec<String>, usize)> {
    let mut reader = reader(content, sign, true);
    let mut row = StringRecord::new();
    let found = reader.read_record(&mut row).unwrap_or(false);
    let names = row.iter().map(|name| name.trim().to_owned()).collect();
    found.then(|| (names, at(reader.position(), content)))
}

fn at(position: &Position, content: &str) -> usize {
    let byte = usize::try_from(position.byte()).unwrap_or(content.len());
    content.floor_char_boundary(byte)
}

struct Table<'c> {
    content: &'c str,
    sign: u8,
    quoting: bool,
    names: Vec<String>,
    /// A byte up to which lines have been counted, and its line.
    counted: Cell<(usize, usize)>,
}

impl Table<'_> {
    /// The order of the figures in the columns of dates, from the first rows.
    fn order(&self, start: usize, dates: &[usize]) -> crate::readers::dates::Order {
        const ROWS: usize = 2000;
        if dates.is_empty() {
            return crate::readers::dates::Order::Unknown;
        }
        let mut reader = reader(&self.content[start..], self.sign, self.quoting);
        let rows: Vec<StringRecord> = reader.records().take(ROWS).filter_map(Result::ok).collect();
        order_of(rows.iter().flat_map(|row| dates.iter().filter_map(|n| row.get(*n))))
    }

    fn read(&self, mut start: usize, records: &mut Records<'_, '_>) {
        /// So often reading starts anew after a row that does not fit; each time may take as long as the rest of the file.
        const MOST: usize = 200;
        for _ in 0..MOST {
            match self.read_from(start, records) {
                Some(again) => start = again,
                None => return,
            }
        }
        let line = self.line_of(start);
        records.skip(format!("too many rows do not fit; what comes from line {line} on is left out"));
    }

    /// Reads rows from `start` on; if one does not fit, tells where to go on.
    fn read_from(&self, start: usize, records: &mut Records<'_, '_>) -> Option<usize> {
        let content = &self.content[start..];
        let mut reader = reader(content, self.sign, self.quoting);
        let mut row = StringRecord::new();
        loop {
            let from = at(reader.position(), content);
            match reader.read_record(&mut row) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(_) => continue, // invalid UTF-8 cannot be: it is text
            }
            let end = at(reader.position(), content);
            let raw = content[from..end].trim_start_matches(['\n', '\r']);
            let from = end - raw.len();
            let is_open =
                self.quoting && end == content.len() && memchr::memchr_iter(b'"', raw.as_bytes()).count() % 2 == 1;
            let next_line = memchr::memchr(b'\n', raw.trim_end().as_bytes()).map(|len| start + from + len + 1);
            if let Some(next) = next_line.filter(|_| is_open || row.len() != self.names.len()) {
                let line = self.line_of(start + from);
                let why =
                    if is_open { "opens a quotation mark that is never closed".to_owned() } else { self.misfit(&row) };
                records.skip(format!("the row at line {line} {why}"));
                return Some(next);
            }
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if row.len() > self.names.len() {
                let line = self.line_of(start + from);
                records.skip(format!("the row at line {line} {}", self.misfit(&row)));
                continue;
            }
            records.take(self.object(&row));
        }
    }

    fn misfit(&self, row: &StringRecord) -> String {
        format!("has {} cells where the table has {} columns", row.len(), self.names.len())
    }

    /// The line of a byte that is not before the last one asked for.
    fn line_of(&self, byte: usize) -> usize {
        let (from, line) = self.counted.get();
        let line = line + memchr::memchr_iter(b'\n', &self.content.as_bytes()[from.min(byte)..byte]).count();
        self.counted.set((byte, line));
        line
    }

    fn object(&self, row: &StringRecord) -> Map<String, Value> {
        let cells = self.names.iter().zip(row).filter(|(name, cell)| !name.is_empty() && !is_nothing(cell));
        let mut object = Map::new();
        for (name, cell) in cells {
            object.entry(name.clone()).or_insert_with(|| Value::String(cell.to_owned()));
        }
        object
    }
}

/// What programs write for a cell without a value.
fn is_nothing(cell: &str) -> bool {
    ["", "NULL", "null", "NaN", "nan", "NA", "N/A", "None", "\\N", "#N/A"].contains(&cell.trim())
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Format, Problem};
    use crate::readers::testing::{article, paragraphs, results};
    use crate::readers::{Mapping, SourceFile, read};

    fn mapped(content: &str, mapping: &str) -> Vec<Result<Article, Problem>> {
        let mapping = Mapping::parse(&[mapping.to_owned()]).unwrap();
        let mut found = Vec::new();
        let file = SourceFile { mapping: Some(&mapping), ..SourceFile::new("a.csv", content.as_bytes()) };
        read(&file, &mut |result| found.push(result));
        found
    }

    #[test]
    fn tables_are_read_whatever_parts_their_cells() {
        let table = "id,pub_date,title,text,author\n7,16/05/2024,\"Ferry, late\",\"It \"\"left\"\".\n\nIt was late.\",Ada Quist\n8,05/06/2024,Ice,Melts.,NULL\n\n";
        let tabs = table.replace("Ferry, late", "Ferry late").replace(',', "\t");
        let semicolons = format!("sep=;\r\n{}", table.replace("Ferry, late", "Ferry late").replace(',', ";"));
        for (path, content) in [
            ("a.csv", table.to_owned()),
            ("a.tsv", tabs),
            ("a.csv", semicolons),
            ("noending", format!("\u{feff}{table}")),
        ] {
            let found = results(path, &content);
            let [Ok(first), Ok(second)] = &found[..] else { panic!("{path}: {found:?}") };
            assert_eq!((first.source.format, first.record_id.as_deref()), (Format::Csv, Some("7")));
            assert_eq!(first.title().replace(',', ""), "Ferry late");
            assert_eq!(paragraphs(first), ["It \"left\".", "It was late."]);
            assert_eq!((first.byline.as_slice(), second.byline.len()), (&["Ada Quist".to_owned()][..], 0));
            // The first row tells that the day comes first in the second.
            assert_eq!(second.published.unwrap().first.to_string(), "2024-06-05");
        }
    }

    #[test]
    fn marks_in_tables_with_tabs_may_be_words() {
        let content = "title\ttext\nFerry\t\"It left\", he said.\n\"Ice\"\tIt melts.\n";
        let found = results("a.tsv", content);
        let [Ok(first), Ok(second)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((paragraphs(first), second.title()), (vec!["\"It left\", he said."], "\"Ice\""));
    }

    #[test]
    fn a_row_that_does_not_fit_costs_only_itself() {
        let content = "title,text\nA,\"One\nmore.\"\nB,\"never closed\nC,Three.\nD,Four.,odd\nE,Five.\n";
        let found = results("a.csv", content);
        let shown: Vec<String> = found
            .iter()
            .map(|found| found.as_ref().map_or_else(|problem| problem.reason.clone(), |a| a.title().to_owned()))
            .collect();
        assert_eq!(
            shown,
            [
                "A",
                "the row at line 4 opens a quotation mark that is never closed",
                "C",
                "the row at line 6 has 3 cells where the table has 2 columns",
                "E"
            ]
        );
    }

    #[test]
    fn columns_are_named_by_the_user() {
        let content = "koptekst,verhaal,dag\nFerry,It left.,2024-05-16\n";
        let refused = results("a.csv", content);
        assert!(
            matches!(&refused[..], [Err(problem)] if problem.reason.contains("koptekst, verhaal, dag") && problem.reason.contains("--map"))
        );
        let found = mapped(content, "title=koptekst,text=Verhaal,date=dag");
        let [Ok(article)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((article.title(), paragraphs(article)), ("Ferry", vec!["It left."]));
        assert_eq!(article.published.unwrap().first.to_string(), "2024-05-16");
        let found = mapped(content, "title=koptekst,text=tekst");
        assert!(
            found.iter().any(|found| matches!(found, Err(problem) if problem.reason.contains("no column \"tekst\""))),
            "{found:?}"
        );
    }

    #[test]
    fn prose_is_no_table() {
        for content in ["Title, text and author: a story.\n\nOne.", "Talks end, ministers leave\n\nOne."] {
            assert_eq!(article("a.txt", content).source.format, Format::Txt);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[a\",;\n\r\té]{0,60}") {
            let _ = results("a.csv", &format!("title,text\n{content}"));
            let _ = results("a.csv", &content);
        }
    }
}
