//! What words stand where on the pages of a PDF file?
//!
//! The parsers of PDF files break on damaged ones in every way there is, so this step is kept apart: it can be run in a
//! process of its own ([`Sandbox`](crate::readers::Sandbox)), which may crash, hang or eat memory without harm. What comes
//! back is plain: pieces of lines with their places, which [`pdf_layout`](super::pdf_layout) puts into order.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::pdf_articles;
use crate::readers::record::Intake;
use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};
use serde::{Deserialize, Serialize};

/// Reads a file: one article, or several.
pub(super) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let extracted = intake.sandbox().map_or_else(|| extract(bytes), |sandbox| sandbox.extract_pdf(bytes));
    let pages = extracted.and_then(|found| {
        postcard::from_bytes::<Pages>(&found).map_err(|error| format!("its words were garbled on the way ({error})"))
    });
    let pages = match pages {
        Ok(pages) => pages,
        Err(reason) => return intake.skip(None, reason),
    };
    if pages.broken > 0 {
        intake.remark(None, format!("{} of its {} pages could not be read", pages.broken, pages.pages.len()));
    }
    if pages.pages.iter().all(Vec::is_empty) {
        let reason = "there is no text layer in the PDF file, only pictures of pages: run it through OCR first";
        return intake.skip(None, reason);
    }
    for (number, draft) in pdf_articles::articles(pages).into_iter().enumerate() {
        intake.article(number as u32, draft);
    }
}

/// The pages of a file, and what it says of itself.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Pages {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    /// As written: `D:20240516120000+03'00'`.
    pub(super) created: Option<String>,
    pub(super) pages: Vec<Vec<Piece>>,
    /// How many pages could not be read.
    pub(super) broken: u32,
}

/// Words that stand close together on one line. Lengths are in points; `y` grows upwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Piece {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where the letters stand.
    pub(super) y: f32,
    /// Height of the letters.
    pub(super) size: f32,
    pub(super) words: String,
}

/// More pages are no article, and no day's paper.
const MAX_PAGES: usize = 5000;
const MAX_PIECES: usize = 2_000_000;

/// Finds the words of a file, page by page; a page that breaks the parser costs only itself.
pub(in crate::readers) fn extract(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let loaded = catch_unwind(AssertUnwindSafe(|| Document::load_mem(bytes)));
    let mut document = match loaded {
        Ok(Ok(document)) => document,
        Ok(Err(error)) => return Err(format!("the PDF file is damaged ({error})")),
        Err(_) => return Err("the PDF file is damaged, and its parser gave up".to_owned()),
    };
    // Many files are encrypted with an empty password, only to forbid printing.
    if document.is_encrypted() && !matches!(catch_unwind(AssertUnwindSafe(|| document.decrypt(""))), Ok(Ok(()))) {
        return Err("it is protected by a password: save a copy without".to_owned());
    }
    let mut found = Pages::default();
    let info = |key: &[u8]| info(&document, key);
    (found.title, found.author, found.created) = (info(b"Title"), info(b"Author"), info(b"CreationDate"));
    let mut left = MAX_PIECES;
    for number in document.get_pages().into_keys().take(MAX_PAGES) {
        let mut page = PageOfPieces::new(left);
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut page, number)));
        found.broken += u32::from(!matches!(read, Ok(Ok(()))));
        left -= page.pieces.len().min(left);
        found.pages.push(page.pieces);
    }
    postcard::to_stdvec(&found).map_err(|error| format!("its words cannot be passed on ({error})"))
}

/// An entry of the file's information dictionary.
fn info(document: &Document, key: &[u8]) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let info = match info {
        Object::Reference(id) => document.get_object(*id).ok()?,
        other => other,
    };
    let bytes = info.as_dict().ok()?.get(key).ok()?.as_str().ok()?;
    let words = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        bytes => String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().map(|b| char::from(*b)).collect()),
    };
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

/// Gathers the letters of a page into pieces.
struct PageOfPieces {
    pieces: Vec<Piece>,
    limit: usize,
}

/// Letters further apart than this share of their size are two words; further than the second, two pieces.
const WORD_GAP: f32 = 0.14;
const PIECE_GAP: f32 = 0.85;

impl PageOfPieces {
    fn new(limit: usize) -> Self {
        Self { pieces: Vec::new(), limit }
    }

    fn put(&mut self, left: f32, right: f32, y: f32, size: f32, letter: &str) {
        if let Some(last) = self.pieces.last_mut() {
            let (gap, on_line) = (left - last.right, (y - last.y).abs() < 0.3 * size.max(last.size));
            let same_size = size < 1.6 * last.size && last.size < 1.6 * size;
            if on_line && same_size && gap > -0.6 * size && gap < PIECE_GAP * size {
                if gap > WORD_GAP * size && !last.words.ends_with(' ') {
                    last.words.push(' ');
                }
                last.words.push_str(letter);
                last.right = last.right.max(right);
                return;
            }
        }
        if !letter.trim().is_empty() && self.pieces.len() < self.limit {
            self.pieces.push(Piece { left, right, y, size, words: letter.to_owned() });
        }
    }
}

impl OutputDev for PageOfPieces {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        // The size of a letter is the side of the square that has the area of its box.
        let area = (place.m11 * place.m22 - place.m12 * place.m21).abs() * font_size * font_size;
        let size = area.sqrt() as f32;
        // What runs up or down the margin is no line of the text.
        let is_level = place.m12.abs() < 0.2 * place.m11.abs();
        if size > 0.5 && size.is_finite() && is_level {
            let left = place.m31 as f32;
            self.put(left, left + width as f32 * size, place.m32 as f32, size, letter);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
