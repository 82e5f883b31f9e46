//! Do the readers of web archives hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What it holds tells the format; where it does not, the ending does.
    for path in ["a.warc", "a.arc", "a.wacz"] {
        read(&SourceFile::new(path, bytes), &mut |_| {});
    }
});
