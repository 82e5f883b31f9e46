//! What does a scanned page say, as OCR read it (ALTO, Library of Congress)? Blocks of text are its paragraphs, in the order in
//! which they are to be read: as the file says (`ReadingOrder`, `IDNEXT`), else as they stand.
//!
//! A word that a line end parts is given whole with its first part (`SUBS_CONTENT`), else put together at the hyphen.

use std::collections::{HashMap, HashSet};

use super::story::Story;
use crate::readers::record::Intake;
use crate::readers::xml::{self, Element};

/// Reads a file, which is one article: the page or pages in it.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut pages = Vec::new();
    let mut order = Vec::new();
    let read = xml::each(content, |name| ["Page", "ReadingOrder"].contains(&name), &mut |element| {
        if element.name == "Page" {
            pages.push(blocks(&element));
        } else {
            let parts = element.descendants().into_iter();
            order.extend(parts.filter_map(|part| part.attribute("REF")).map(str::to_owned));
        }
    });
    if let Err(reason) = read {
        intake.skip(None, reason); // what comes after the damage is lost
    }
    let paragraphs: Vec<String> = pages.into_iter().flat_map(|page| in_order(page, &order)).collect();
    if paragraphs.is_empty() {
        return intake.skip(None, "the page has no text: it may be a picture, or was not read by OCR");
    }
    Story { paragraphs, ..Story::default() }.hand_over(0, intake);
}

/// A block of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    pub(super) id: String,
    pub(super) words: String,
    /// The block that follows it.
    next: Option<String>,
    /// Whether it stands in the margin.
    is_marginal: bool,
}

/// The blocks of text of a page, in the order of the file. Blocks in the margins count only if there are no others.
pub(super) fn blocks(page: &Element) -> Vec<Block> {
    let mut found = Vec::new();
    gather(page, false, &mut found);
    if found.iter().any(|block| !block.is_marginal && !block.words.is_empty()) {
        found.retain(|block| !block.is_marginal);
    }
    found
}

fn gather(element: &Element, is_marginal: bool, found: &mut Vec<Block>) {
    for part in element.elements() {
        match part.name.as_str() {
            "TextBlock" => found.push(Block {
                id: part.attribute("ID").unwrap_or_default().to_owned(),
                words: words(part),
                next: part.attribute("IDNEXT").map(str::to_owned),
                is_marginal,
            }),
            name => gather(part, is_marginal || name.ends_with("Margin"), found),
        }
    }
}

/// The words of a block, on one line.
fn words(block: &Element) -> String {
    let mut words = String::new();
    // Whether the last word goes on at the start of the next line.
    let mut parted = false;
    let mut given = String::new();
    for part in block.descendants() {
        if part.name == "HYP" {
            parted = given.is_empty() && !words.is_empty();
            continue;
        }
        let Some(content) = part.attribute("CONTENT").filter(|_| part.name == "String") else { continue };
        let whole = part.attribute("SUBS_CONTENT").filter(|whole| !whole.trim().is_empty());
        let kind = part.attribute("SUBS_TYPE").unwrap_or_default();
        match (kind, whole) {
            // It has been given whole.
            ("HypPart2", Some(whole)) if given == whole => given.clear(),
            ("HypPart1", Some(whole)) => {
                add(&mut words, whole, parted);
                whole.clone_into(&mut given);
            }
            (_, Some(whole)) if kind == "Abbreviation" => add(&mut words, whole, parted),
            _ => {
                add(&mut words, content, parted);
                given.clear();
            }
        }
        parted = false;
    }
    words
}

fn add(words: &mut String, word: &str, parted: bool) {
    if parted {
        words.truncate(words.trim_end_matches(['-', '¬', '\u{ad}', '⸗']).len());
    } else if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word.trim());
}

/// The words of the blocks that have any, as they are to be read.
fn in_order(mut blocks: Vec<Block>, order: &[String]) -> Vec<String> {
    let rank: HashMap<&str, usize> = order.iter().enumerate().map(|(n, id)| (id.as_str(), n)).collect();
    blocks.sort_by_key(|block| rank.get(block.id.as_str()).copied().unwrap_or(usize::MAX));
    let at: HashMap<&str, usize> = blocks.iter().enumerate().map(|(n, block)| (block.id.as_str(), n)).collect();
    let (mut seen, mut words) = (HashSet::new(), Vec::new());
    let followers: HashSet<&str> = blocks.iter().filter_map(|block| block.next.as_deref()).collect();
    // Those that follow none come first, each with its chain; then what is left of rings.
    let starts = (0..blocks.len()).filter(|n| !followers.contains(blocks[*n].id.as_str()));
    for start in starts.chain(0..blocks.len()) {
        let mut next = Some(start);
        while let Some(n) = next.filter(|n| seen.insert(*n)) {
            words.push(blocks[n].words.clone());
            next = blocks[n].next.as_deref().and_then(|id| at.get(id).copied());
        }
    }
    words.retain(|words| !words.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{article, paragraphs, results};

    fn page(inside: &str) -> String {
        format!("<?xml version='1.0'?><alto xmlns='x'><Layout><Page ID='P1'>{inside}</Page></Layout></alto>")
    }

    #[test]
    fn words_parted_at_line_ends_are_put_together() {
        let block = "<TopMargin><TextBlock><TextLine><String CONTENT='17'/></TextLine></TextBlock></TopMargin><PrintSpace><TextBlock ID='B'><TextLine>\
            <String CONTENT='The'/><SP/><String CONTENT='har' SUBS_TYPE='HypPart1' SUBS_CONTENT='harbour'/><HYP CONTENT='-'/></TextLine>\
            <TextLine><String CONTENT='bour' SUBS_TYPE='HypPart2' SUBS_CONTENT='harbour'/><String CONTENT='of'/><String CONTENT='Lund-'/><HYP/>\
            </TextLine><TextLine><String CONTENT='sund.'/></TextLine></TextBlock></PrintSpace>";
        assert_eq!(paragraphs(&article("1914-03-12.xml", &page(block))), ["The harbour of Lundsund."]);
    }

    #[test]
    fn blocks_come_in_the_order_of_reading() {
        let block = |id: &str, next: &str| {
            format!("<TextBlock ID='{id}'{next}><TextLine><String CONTENT='{id}'/></TextLine></TextBlock>")
        };
        let chained = [block("a", " IDNEXT='c'"), block("b", ""), block("c", "")].concat();
        assert_eq!(paragraphs(&article("a.xml", &page(&chained))), ["a", "c", "b"]);
        let ring = [block("a", " IDNEXT='b'"), block("b", " IDNEXT='a'")].concat();
        assert_eq!(paragraphs(&article("a.xml", &page(&ring))), ["a", "b"]);
        let plain = [block("a", ""), block("b", "")].concat();
        let order =
            "<ReadingOrder><OrderedGroup><ElementRef REF='b'/><ElementRef REF='a'/></OrderedGroup></ReadingOrder>";
        let content = page(&plain).replace("</Layout>", &format!("</Layout>{order}"));
        assert_eq!(paragraphs(&article("a.xml", &content)), ["b", "a"]);
        assert!(matches!(&results("a.xml", &page(""))[..], [Err(problem)] if problem.skipped));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!&;#x0-9 \\[\\]-]{0,80}") {
            let _ = results("a.xml", &format!("<alto><Layout><Page><TextBlock>{content}"));
        }
    }
}
