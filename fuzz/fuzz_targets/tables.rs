//! Do the readers of tables hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What shows itself to be something else is read as that.
    read(&SourceFile::new("table.csv", bytes), &mut |_| {});
});
