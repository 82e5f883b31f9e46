//! Do the readers of pages saved as messages hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    read(&SourceFile::new("a.mhtml", bytes), &mut |_| {});
});
