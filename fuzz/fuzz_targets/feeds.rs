//! Do the readers of feeds and exports of weblogs hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What it holds tells the format.
    read(&SourceFile::new("feed", bytes), &mut |_| {});
});
