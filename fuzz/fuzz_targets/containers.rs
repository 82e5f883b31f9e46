//! Do the readers of compressed and packed files hold against anything?
#![no_main]

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What it holds tells the format; where it does not, the ending does.
    for path in ["a.zip", "a.tar", "a.txt.gz", "a.txt.bz2", "a.txt.xz", "a.txt.zst"] {
        read(&SourceFile::new(path, bytes), &mut |_| {});
    }
});
