//! Does the reader of PDF files hold against anything? Its parser may panic, which is caught: the run goes on all the same,
//! and stops only at what could not be caught: an overflow of the stack, memory eaten, a hang.
#![no_main]

use std::sync::Once;

use dateline::readers::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    // The hook of the fuzzer ends the process before a panic can be caught.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let read = std::panic::catch_unwind(|| read(&SourceFile::new("a.pdf", bytes), &mut |_| {}));
    if read.is_err() {
        std::process::abort();
    }
});
