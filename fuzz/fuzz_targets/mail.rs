//! Do the readers of messages and mailboxes hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What it holds tells the format; where it does not, the ending does.
    for path in ["a.eml", "a.mbox"] {
        read(&SourceFile::new(path, bytes), &mut |_| {});
    }
});
