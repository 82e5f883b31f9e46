//! Do the readers of saved pages hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    read(&SourceFile::new("a.html", bytes), &mut |_| {});
});
