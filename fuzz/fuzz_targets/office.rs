//! Do the readers of Word and RTF documents hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What it holds tells the format; where it does not, the ending does.
    for path in ["a.docx", "a.rtf"] {
        read(&SourceFile::new(path, bytes), &mut |_| {});
    }
});
