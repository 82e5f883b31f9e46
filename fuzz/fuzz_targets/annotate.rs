//! Does the annotator hold against any text, and do its spans lie within it?
#![no_main]

use dateline::annotate::annotate;
use dateline::readers::{SourceFile, read};
use dateline::text::Tokens;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    read(&SourceFile::new("a.txt", bytes), &mut |read| {
        let Ok(article) = read else { return };
        let found = annotate(&article, &Tokens::of_text(&article.text));
        for quote in &found.quotes {
            article.text.slice(quote.span);
        }
    });
});
