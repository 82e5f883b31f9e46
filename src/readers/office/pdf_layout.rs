//! In which order are the lines of printed pages read?
//!
//! Pieces at one height make a row; a strip that hardly any row crosses, with words on both sides, parts columns; rows that
//! cross it (a headline over two columns) part what is above from what is below. Running heads and page numbers, which
//! come again on page after page, are left out.

use std::collections::HashMap;

use super::pdf::Piece;

/// A line of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) words: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Lines of one column on one page share it; it grows in reading order.
    pub(super) column: u32,
}

/// The lines of all pages, in reading order.
pub(super) fn lines(pages: Vec<Vec<Piece>>) -> Vec<Line> {
    let mut pages: Vec<Vec<Row>> = pages.into_iter().map(rows).collect();
    drop_running_heads(&mut pages);
    let mut order = Order { lines: Vec::new(), column: 0 };
    for page in pages {
        order.read(page, 0);
    }
    order.lines
}

/// Pieces at one height, from left to right.
type Row = Vec<Piece>;

fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row[0].y - piece.y < 0.4 * piece.size.min(row[0].size) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        join_bullets(row);
    }
    rows
}

/// A bullet or the number of a list belongs to what follows it.
fn join_bullets(row: &mut Row) {
    let mut at = 0;
    while at + 1 < row.len() {
        let words = row[at].words.trim().to_owned();
        let is_bullet = matches!(words.as_str(), "•" | "·" | "-" | "–" | "*" | "▪" | "■" | "o")
            || (words.len() <= 4 && words.ends_with(['.', ')']) && words.starts_with(|c: char| c.is_ascii_digit()));
        if is_bullet {
            let next = row.remove(at + 1);
            row[at].words = format!("{words} {}", next.words);
            row[at].right = next.right;
        } else {
            at += 1;
        }
    }
}

/// How many rows at the top and at the foot of a page may be running heads.
const MARGIN: usize = 2;

fn drop_running_heads(pages: &mut [Vec<Row>]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut keys: Vec<String> = margin_rows(page).map(|at| key(&page[at])).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let often = 2.max(pages.len() * 2 / 5);
    for page in pages {
        let head: Vec<usize> = margin_rows(page)
            .filter(|at| counts.get(&key(&page[*at])).is_some_and(|count| *count >= often) || is_number(&page[*at]))
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !head.contains(&(at - 1))
        });
    }
}

fn margin_rows(page: &[Row]) -> impl Iterator<Item = usize> {
    let foot = page.len().saturating_sub(MARGIN).max(MARGIN);
    (0..page.len().min(MARGIN)).chain(foot..page.len())
}

/// The words of a row with all figures alike: the page number changes.
fn key(row: &Row) -> String {
    let words = row.iter().flat_map(|piece| piece.words.chars()).filter(|c| !c.is_whitespace());
    let mut key = String::new();
    for c in words {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !key.ends_with('#') {
            key.push(c);
        }
    }
    key
}

/// Whether a row is nothing but a page number.
fn is_number(row: &Row) -> bool {
    let key = key(row);
    matches!(key.trim_matches(['-', '–', '—', '|']), "#" | "Page#" | "page#" | "Page#of#" | "#/#" | "p.#")
}

/// Columns within columns are looked for down to this depth.
const MAX_DEPTH: usize = 6;

struct Order {
    lines: Vec<Line>,
    column: u32,
}

impl Order {
    fn read(&mut self, rows: Vec<Row>, depth: usize) {
        let gutter = if depth < MAX_DEPTH { gutter(&rows) } else { None };
        let Some(gutter) = gutter else { return self.put(rows) };
        let mut beside: (Vec<Row>, Vec<Row>) = Default::default();
        let mut across: Vec<Row> = Vec::new();
        for row in rows {
            if row.iter().any(|piece| piece.left < gutter && piece.right > gutter) {
                self.read_columns(std::mem::take(&mut beside), depth);
                across.push(row);
            } else {
                if !across.is_empty() {
                    self.put(std::mem::take(&mut across));
                }
                let (left, right): (Row, Row) = row.into_iter().partition(|piece| piece.right <= gutter);
                beside.0.extend((!left.is_empty()).then_some(left));
                beside.1.extend((!right.is_empty()).then_some(right));
            }
        }
        self.put(across);
        self.read_columns(beside, depth);
    }

    fn read_columns(&mut self, (left, right): (Vec<Row>, Vec<Row>), depth: usize) {
        self.read(left, depth + 1);
        self.read(right, depth + 1);
    }

    /// Takes rows that are a column of their own.
    fn put(&mut self, rows: Vec<Row>) {
        if rows.is_empty() {
            return;
        }
        self.column += 1;
        for row in rows {
            let Some(first) = row.first() else { continue };
            let (left, y) = (first.left, first.y);
            let size = row.iter().max_by_key(|piece| piece.words.len()).map_or(first.size, |piece| piece.size);
            let right = row.iter().fold(left, |right, piece| right.max(piece.right));
            let words: Vec<&str> = row.iter().map(|piece| piece.words.trim()).collect();
            self.lines.push(Line { words: words.join(" "), left, right, y, size, column: self.column });
        }
    }
}

/// Columns are looked for in steps of so many points.
const STEP: f32 = 2.0;
/// So many rows at least must have words on both sides of a gutter.
const LEAST: u32 = 4;

/// How many whole steps a width has; none if it is negative.
#[allow(clippy::cast_sign_loss)] // the width is cut at nought
fn steps(width: f32) -> usize {
    (width / STEP).max(0.0) as usize
}

/// The middle of the strip between two columns.
fn gutter(rows: &[Row]) -> Option<f32> {
    let pieces = || rows.iter().flatten();
    let left = pieces().map(|piece| piece.left).fold(f32::MAX, f32::min);
    let right = pieces().map(|piece| piece.right).fold(f32::MIN, f32::max);
    if !(3.0 * STEP..10_000.0 * STEP).contains(&(right - left)) {
        return None;
    }
    let count = steps(right - left);
    // For each place how many rows cross it, and how many stand on both sides of it.
    let (mut across, mut beside) = (vec![0_u32; count], vec![0_u32; count]);
    let place = |x: f32| steps(x - left).min(count);
    for row in rows {
        for piece in row {
            (place(piece.left)..place(piece.right)).for_each(|at| across[at] += 1);
        }
        for pair in row.windows(2) {
            (place(pair[0].right)..place(pair[1].left)).for_each(|at| beside[at] += 1);
        }
    }
    let is_open =
        |at: usize| beside[at] >= LEAST && across[at] * 2 <= beside[at] && beside[at] as usize * 4 >= rows.len();
    let best =
        (0..count).filter(|at| is_open(*at)).max_by_key(|at| i64::from(beside[*at]) - 2 * i64::from(across[*at]))?;
    let same = |at: usize| (across[at], beside[at]) == (across[best], beside[best]);
    let from = (0..best).rev().take_while(|at| same(*at)).last().unwrap_or(best);
    let to = (best..count).take_while(|at| same(*at)).last().unwrap_or(best);
    Some(left + STEP * (from + to + 1) as f32 / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: f32, right: f32, y: f32, words: &str) -> Piece {
        Piece { left, right, y, size: 10.0, words: words.to_owned() }
    }

    fn page(number: usize) -> Vec<Piece> {
        let mut pieces = vec![
            piece(50.0, 200.0, 780.0, "THE EVENING POST"),
            piece(480.0, 520.0, 780.0, &format!("Page {number}")),
            piece(50.0, 540.0, 750.0, if number == 1 { "Headline across" } else { "Another headline" }),
        ];
        for (at, (left, right)) in
            [("l1", "r1"), ("l2", "r2"), ("l3", "r3"), ("l4", "r4"), ("l5", "")].iter().enumerate()
        {
            let y = 700.0 - 12.0 * at as f32;
            pieces.push(piece(50.0, 280.0, y, &format!("{left} of {}", ["one", "two"][number - 1])));
            if !right.is_empty() {
                pieces.push(piece(310.0, 540.0, y, right));
            }
        }
        pieces
    }

    #[test]
    fn columns_are_read_one_after_the_other_without_running_heads() {
        let found = lines(vec![page(1), page(2)]);
        let words: Vec<&str> = found.iter().map(|line| line.words.as_str()).collect();
        let left = |page: &str| ["l1", "l2", "l3", "l4", "l5"].map(|line| format!("{line} of {page}"));
        let page = |headline: &str, page: &str| {
            let mut words = vec![headline.to_owned()];
            words.extend(left(page));
            words.extend(["r1", "r2", "r3", "r4"].map(str::to_owned));
            words
        };
        assert_eq!(words, [page("Headline across", "one"), page("Another headline", "two")].concat());
        assert_eq!(found[0].column + 1, found[1].column);
    }

    #[test]
    fn one_column_stays_one() {
        let pieces = (0..20).map(|at| piece(50.0, 540.0, 700.0 - 12.0 * at as f32, "words")).collect();
        let found = lines(vec![pieces]);
        assert!(found.len() == 20 && found.iter().all(|line| line.column == 1));
    }

    #[test]
    fn odd_pages_do_no_harm() {
        assert!(lines(vec![]).is_empty() && lines(vec![vec![], vec![]]).is_empty());
        let odd = vec![piece(f32::NAN, f32::INFINITY, f32::NAN, "x"), piece(1e30, -1e30, 0.0, "y")];
        assert_eq!(lines(vec![odd]).len(), 2);
    }
}
