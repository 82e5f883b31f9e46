//! Does the time to annotate an article grow with its length alone? Text that repeats itself without end, as broken
//! pages and lists do, must not stall a run.

use std::time::{Duration, Instant};

use super::testing::annotated;

/// The best of three times that it takes to annotate `size` bytes of `words`.
fn time(words: &str, size: usize) -> Duration {
    let text = words.repeat(size / words.len());
    let once = || {
        let start = Instant::now();
        annotated(&text);
        start.elapsed()
    };
    once().min(once()).min(once())
}

#[test]
fn four_times_the_text_takes_no_sixteen_times_as_long() {
    let cases = [
        "Xi Jinping ",
        "\" said Xi Jinping. ",
        "U.S. ",
        "Xi Jinping said that Putin said that ",
        "said ",
        "saying ",
        "said: \"",
        "said Xi Jinping of Iran. ",
        "\"We go on and on\"",
        "“a b c d e. ",
        "President ",
        "A-",
        "J. ",
        "! ",
        "!!",
    ];
    for words in cases {
        let (small, large) = (time(words, 100_000), time(words, 400_000));
        assert!(large < small * 12, "{words:?}: 100 KB {small:?}, 400 KB {large:?}");
    }
}
