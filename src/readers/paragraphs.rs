//! Where does a paragraph of plain text start and end?
//!
//! Blank lines part paragraphs. A single line break inside a block may part them too, or only be where a typist or a
//! wire's teleprinter broke the line: told by whether lines were filled up before they were broken, by indents, and by
//! how lines end. Paragraphs are exact slices of the text, so that offsets hold.

use std::ops::Range;

/// Lines longer than this are not broken to fit a page.
const MAX_WRAP: usize = 120;
/// Lines so short are a list or a verse, whatever else they look like.
const MIN_WRAP: usize = 30;

/// One line of a block, trimmed.
#[derive(Clone, Debug)]
struct Line {
    range: Range<usize>,
    /// In characters.
    len: usize,
    /// Whether more white space stands before it than before most lines.
    indent: usize,
}

/// The paragraphs of `text`, in order, as byte ranges without white space at their ends; none is empty.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let blocks = blocks(text);
    let width = wrap_width(text, &blocks);
    let mut paragraphs = Vec::with_capacity(blocks.len());
    for block in &blocks {
        split_block(text, block, width, &mut paragraphs);
    }
    paragraphs
}

/// The code point at which each range starts.
pub(super) fn offsets<'a>(text: &'a str, ranges: &'a [Range<usize>]) -> impl Iterator<Item = u32> + 'a {
    let (mut at, mut count) = (0, 0);
    ranges.iter().map(move |range| {
        count += text[at..range.start].chars().count() as u32;
        at = range.start;
        count
    })
}

/// Runs of lines without a blank one.
fn blocks(text: &str) -> Vec<Vec<Line>> {
    let mut blocks = Vec::new();
    let mut block: Vec<Line> = Vec::new();
    for (range, ends_page) in lines(text) {
        let raw = &text[range.clone()];
        let start = raw.trim_start_matches(is_space);
        let words = start.trim_end_matches(is_space);
        if words.is_empty() || ends_page {
            if !block.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
        }
        if !words.is_empty() {
            let indent = raw.len() - start.len();
            let at = range.start + indent;
            block.push(Line { range: at..at + words.len(), len: words.chars().count(), indent });
        }
    }
    if !block.is_empty() {
        blocks.push(block);
    }
    blocks
}

/// The lines of a text without their ends, each with whether a page break stands before it.
/// A control character that has no place in text ends a line, so that none gets into a paragraph.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut page = false;
    std::iter::from_fn(move || {
        if at > bytes.len() {
            return None;
        }
        let (start, before) = (at, page);
        let end = bytes[start..].iter().position(|b| ends_line(*b)).map_or(bytes.len(), |len| start + len);
        let crlf = bytes[end..].starts_with(b"\r\n");
        page = bytes.get(end).is_some_and(|b| !matches!(b, b'\n' | b'\r'));
        at = end + 1 + usize::from(crlf);
        Some((start..end, before))
    })
}

fn ends_line(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t') || byte == 0x7f
}

/// White space and what is as invisible.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{80}'..='\u{9f}')
}

/// The width to which the lines of the text were broken, if they were.
fn wrap_width(text: &str, blocks: &[Vec<Line>]) -> Option<usize> {
    let lines = || blocks.iter().filter(|block| block.len() > 1).flatten();
    let width = lines().map(|line| line.len).max()?;
    if !(MIN_WRAP..=MAX_WRAP).contains(&width) {
        return None;
    }
    let (mut breaks, mut full, mut open) = (0, 0, 0);
    for pair in blocks.iter().flat_map(|block| block.windows(2)) {
        let [line, next] = pair else { continue };
        breaks += 1;
        full += usize::from(is_full(text, line, next, width));
        open += usize::from(!ends_sentence(&text[line.range.clone()]));
    }
    // Where paragraphs are lines, nearly all lines end with a sentence; where lines are broken, few do.
    (open * 2 > breaks && full * 2 > breaks).then_some(width)
}

/// Whether the next word would not have fitted on the line, give or take a hyphenation or a ragged margin.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    const SLACK: usize = 3;
    let words = &text[next.range.clone()];
    let word = words.split(char::is_whitespace).next().unwrap_or(words).chars().count();
    line.len + 1 + word + SLACK > width
}

fn split_block(text: &str, block: &[Line], width: Option<usize>, paragraphs: &mut Vec<Range<usize>>) {
    let Some(first) = block.first() else { return };
    let margin = block.iter().map(|line| line.indent).min().unwrap_or(0);
    let has_indents = block.iter().filter(|line| line.indent >= margin + 2).count() * 2 < block.len();
    let mut start = first.range.start;
    for pair in block.windows(2) {
        let [line, next] = pair else { continue };
        let hangs = opens_item(&text[line.range.clone()]);
        let indented = has_indents && !hangs && next.indent >= margin + 2;
        if indented || !goes_on(text, line, next, width) {
            paragraphs.push(start..line.range.end);
            start = next.range.start;
        }
    }
    paragraphs.push(start..block.last().map_or(start, |line| line.range.end));
}

/// Whether `next` continues the paragraph of `line`.
fn goes_on(text: &str, line: &Line, next: &Line, width: Option<usize>) -> bool {
    let (words, next_words) = (&text[line.range.clone()], &text[next.range.clone()]);
    if opens_item(next_words) {
        return false;
    }
    let open = !ends_sentence(words);
    let low = next_words.starts_with(|c: char| c.is_lowercase());
    match width {
        Some(width) => is_full(text, line, next, width) || (open && low),
        None => open && low && line.len <= MAX_WRAP,
    }
}

/// Whether a line ends as a sentence or a heading's question does, closing marks passed over.
fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*', '_']);
    words.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// Whether a line opens an item of a list.
fn opens_item(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        Some('•' | '*' | '·' | '‣' | '◦' | '▪' | '■' | '●' | '–' | '—' | '-') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn paragraphs_are_told_from_broken_lines() {
        let cases: [(&str, &[&str]); 11] = [
            ("", &[]),
            ("\n \n\t\r\n", &[]),
            ("  One.\n\n\n Two. \r\n\r\nThree.", &["One.", "Two.", "Three."]),
            ("The first paragraph ends.\nThe second one, too.\nA third.", &[
                "The first paragraph ends.",
                "The second one, too.",
                "A third.",
            ]),
            ("old\r\rmac", &["old", "mac"]),
            (
                "The lines of this paragraph were broken to fit a\npage, as typists and telexes did when paper was\n\
                 narrow. The last is short.\nThis is the second paragraph, whose lines are full\nas well.",
                &[
                    "The lines of this paragraph were broken to fit a\npage, as typists and telexes did when paper \
                     was\nnarrow. The last is short.",
                    "This is the second paragraph, whose lines are full\nas well.",
                ],
            ),
            (
                "Showers continued throughout the week in\nthe zone, and so on and on.\n    The dry period means that \
                 it will\nbe late this year, too.\n",
                &["Showers continued throughout the week in\nthe zone, and so on and on.", "The dry period means that \
                 it will\nbe late this year, too."],
            ),
            ("HEADLINE IN CAPITALS\nBy Ann Lee\nThe text, a long line of it, and yet more of it, until it is longer than \
              any page is wide, and then some.", &[
                "HEADLINE IN CAPITALS",
                "By Ann Lee",
                "The text, a long line of it, and yet more of it, until it is longer than any page is wide, and then \
                 some.",
            ]),
            ("They agreed on:\n- trade\n- gas, of which there is\n  plenty", &[
                "They agreed on:",
                "- trade",
                "- gas, of which there is\n  plenty",
            ]),
            ("Page one.\u{c}Page two.", &["Page one.", "Page two."]),
            ("习近平在北京会见普京。\n双方发表声明。", &["习近平在北京会见普京。", "双方发表声明。"]),
        ];
        for (text, expected) in cases {
            assert_eq!(paragraphs(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn offsets_count_code_points_and_nothing_but_white_space_is_lost(text in "[a-zÜ“.习 \t\n\r\u{c}\u{1b}-]{0,200}") {
            let ranges = split(&text);
            let chars: Vec<char> = text.chars().collect();
            for (range, offset) in ranges.iter().zip(offsets(&text, &ranges)) {
                let words = &text[range.clone()];
                let len = words.chars().count();
                let found: String = chars[offset as usize..offset as usize + len].iter().collect();
                proptest::prop_assert_eq!(words, found.as_str());
                proptest::prop_assert!(!words.contains(|c: char| c.is_control() && !"\t\n\r".contains(c)));
            }
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).count();
            let kept: usize = ranges.iter().map(|range| letters(&text[range.clone()])).sum();
            proptest::prop_assert_eq!(kept, letters(&text));
        }
    }
}
