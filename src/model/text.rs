//! What does the text of an article look like in memory? One buffer, title and paragraphs in order,
//! so that every span is a pair of byte offsets into it.

use serde::{Deserialize, Serialize};

/// A range of bytes in the buffer of a [`Text`]; `end` is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// One stretch of an article that stands for itself: the title (block 0) or a paragraph (block 1, 2, …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the buffer.
    pub span: Span,
    /// The code point at which it starts in the text that the source gave, if the source is plain text
    /// (or the `text` of a JSON record); `None` where the source is markup.
    pub offset: Option<u32>,
}

/// The text of an article: its title and paragraphs, one after the other in one buffer.
///
/// Block 0 is the title and may be empty; paragraph `n` (counted from 1, as users cite it) is block `n`.
/// Blocks are separated by one line feed, which belongs to none of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    buffer: String,
    blocks: Vec<Block>,
}

impl Text {
    /// Starts a text with its title, which may be empty.
    pub fn with_title(title: &str) -> TextBuilder {
        let mut builder = TextBuilder { text: Text { buffer: String::new(), blocks: Vec::new() } };
        builder.push(title.trim(), None);
        builder
    }

    /// The whole buffer.
    pub fn as_str(&self) -> &str {
        &self.buffer
    }

    /// The title, empty if there is none.
    pub fn title(&self) -> &str {
        self.block(0)
    }

    /// All blocks, the title first.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The words of block `n`: the title for 0, else paragraph `n`.
    pub fn block(&self, n: usize) -> &str {
        self.slice(self.blocks[n].span)
    }

    /// How many paragraphs there are (the title not counted).
    pub fn paragraph_count(&self) -> usize {
        self.blocks.len() - 1
    }

    /// The paragraphs with their numbers, from 1.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..self.blocks.len()).map(|n| (n, self.block(n)))
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.buffer[span.start as usize..span.end as usize]
    }

    /// The number of the block in which byte `at` lies (a separator counts to the block before it).
    pub fn block_at(&self, at: u32) -> usize {
        self.blocks.partition_point(|block| block.span.start <= at).saturating_sub(1)
    }
}

/// Tells how many code points precede a byte of a [`Text`]: one pass beforehand, so that each answer costs the same
/// however long the paragraph is.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a Text,
    /// How many code points start before each chunk; empty if the text is plain ASCII, whose bytes are code points.
    before: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    const CHUNK: usize = 64;

    /// For the bytes of this text.
    pub fn of(text: &'a Text) -> Self {
        let mut before = Vec::new();
        if !text.buffer.is_ascii() {
            let mut count = 0;
            before.reserve(text.buffer.len() / Self::CHUNK + 2);
            for chunk in text.buffer.as_bytes().chunks(Self::CHUNK) {
                before.push(count as u32);
                count += starts(chunk);
            }
            before.push(count as u32);
        }
        Self { text, before }
    }

    /// How many code points lie between the start of block `n` and byte `until`.
    pub fn within(&self, n: usize, until: u32) -> usize {
        let start = self.text.blocks[n].span.start;
        self.preceding(until.max(start)) - self.preceding(start)
    }

    fn preceding(&self, byte: u32) -> usize {
        let byte = byte as usize;
        let Some(before) = self.before.get(byte / Self::CHUNK) else { return byte };
        *before as usize + starts(&self.text.buffer.as_bytes()[byte / Self::CHUNK * Self::CHUNK..byte])
    }
}

/// How many code points start in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Builds a [`Text`] paragraph by paragraph.
#[derive(Clone, Debug)]
pub struct TextBuilder {
    text: Text,
}

impl TextBuilder {
    /// Adds a paragraph; `offset` is the code point at which it starts in the source's own text (see [`Block`]).
    /// An empty one is passed over.
    pub fn paragraph(&mut self, text: &str, offset: Option<u32>) -> &mut Self {
        if !text.is_empty() {
            self.text.buffer.push('\n');
            self.push(text, offset);
        }
        self
    }

    /// The finished text.
    pub fn finish(self) -> Text {
        self.text
    }

    fn push(&mut self, text: &str, offset: Option<u32>) {
        let start = self.text.buffer.len() as u32;
        self.text.buffer.push_str(text);
        let span = Span::new(start, self.text.buffer.len() as u32);
        self.text.blocks.push(Block { span, offset });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lie_one_after_the_other() {
        let mut builder = Text::with_title(" Ties ");
        builder.paragraph("One.", Some(6)).paragraph("", None).paragraph("Zwei – ü.", Some(12));
        let text = builder.finish();
        assert_eq!(text.title(), "Ties");
        assert_eq!(text.paragraph_count(), 2);
        assert_eq!(text.paragraphs().collect::<Vec<_>>(), [(1, "One."), (2, "Zwei – ü.")]);
        assert_eq!(text.block_at(0), 0);
        assert_eq!(text.block_at(5), 1);
        assert_eq!(text.block_at(10), 2);
    }

    #[test]
    fn a_text_without_title_still_numbers_from_one() {
        let mut builder = Text::with_title("");
        builder.paragraph("One.", None);
        let text = builder.finish();
        assert_eq!(text.title(), "");
        assert_eq!(text.block(1), "One.");
        assert_eq!(text.block_at(1), 1);
    }

    #[test]
    fn code_points_are_counted_within_blocks() {
        let long = "aé—𝄞 ".repeat(200);
        let mut builder = Text::with_title("Über");
        builder.paragraph(&long, None).paragraph("Ende", None);
        for text in [builder.finish(), Text::with_title("plain").finish()] {
            let counts = CodePoints::of(&text);
            for (n, block) in text.blocks().iter().enumerate() {
                let (words, start) = (text.slice(block.span), block.span.start);
                for (count, (at, _)) in words.char_indices().enumerate() {
                    assert_eq!(counts.within(n, start + at as u32), count);
                }
                assert_eq!(counts.within(n, block.span.end), words.chars().count());
            }
        }
    }
}
