//! Do the readers of exports of press databases hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What it holds tells the format; where it does not, the ending does.
    for path in ["a.txt", "a.html", "a.xml"] {
        read(&SourceFile::new(path, bytes), &mut |_| {});
    }
});
