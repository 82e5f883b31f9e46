//! Where does a sentence start? Rules over tokens: a stop ends a sentence unless it belongs to an abbreviation,
//! an initial or a number, or what follows goes on in lower case.

use super::tokens::{Case, Kind, Token, Tokens};

/// The most tokens of a sentence; what goes on longer is a list or no prose, and is cut.
const LONGEST: usize = 400;
/// How far behind that limit punctuation is looked for, so that the cut falls behind it.
const SLACK: usize = 40;
/// The most marks of punctuation in a row that are looked at.
const MOST_MARKS: usize = 40;

/// The indexes of the tokens that open a sentence, ascending.
pub(super) fn starts(buffer: &str, tokens: &Tokens) -> Vec<u32> {
    let mut starts = Vec::with_capacity(tokens.len() / 20 + tokens.block_count());
    for block in 0..tokens.block_count() {
        let range = tokens.block(block);
        if range.is_empty() {
            continue;
        }
        starts.push(range.start as u32);
        let mut index = range.start;
        while index < range.end {
            if tokens.all()[index].kind != Kind::Punct {
                index += 1;
                continue;
            }
            match next_start(buffer, tokens, index, range.end) {
                Some(start) if start < range.end => {
                    starts.push(start as u32);
                    index = start;
                }
                _ => index += 1,
            }
        }
    }
    cut_long(tokens, starts)
}

/// Cuts sentences that are too long, so that what looks around in a sentence never looks far.
fn cut_long(tokens: &Tokens, starts: Vec<u32>) -> Vec<u32> {
    let ends = starts.iter().skip(1).copied().chain([tokens.len() as u32]);
    if starts.iter().zip(ends.clone()).all(|(start, end)| (end - start) as usize <= LONGEST) {
        return starts;
    }
    let is_punct = |index: usize| tokens.all()[index].kind == Kind::Punct;
    let mut cut = Vec::with_capacity(starts.len() + tokens.len() / LONGEST);
    for (start, end) in starts.iter().zip(ends) {
        let (mut start, end) = (*start as usize, end as usize);
        cut.push(start as u32);
        while end - start > LONGEST {
            let limit = start + LONGEST;
            let behind = (limit..end.min(limit + SLACK)).find(|index| is_punct(index - 1) && !is_punct(*index));
            start = behind.unwrap_or(limit);
            cut.push(start as u32);
        }
    }
    cut
}

/// If the stop at `index` ends a sentence: the index of the token that opens the next one (or `end`).
fn next_start(buffer: &str, tokens: &Tokens, index: usize, end: usize) -> Option<usize> {
    let all = tokens.all();
    let stop = char_of(buffer, &all[index]);
    // Stops that are nothing else, and need no space behind them.
    let sure = matches!(stop, '。' | '！' | '？' | '।' | '॥' | '؟' | '۔' | '።');
    if !sure && !matches!(stop, '.' | '!' | '?' | '…') {
        return None;
    }
    if sure {
        return Some(skip_closers(buffer, all, index + 1, end));
    }
    if stop == '.' && index > 0 && is_abbreviation(buffer, tokens, index, end) {
        return None;
    }
    let next = skip_closers(buffer, all, index + 1, end);
    if next >= end {
        return Some(end);
    }
    // Stops inside a word or name ("Yahoo!-led", "example.com") have no space behind them.
    if all[next - 1].span.end == all[next].span.start {
        return None;
    }
    let opener = (next..end.min(next + MOST_MARKS)).find(|n| all[*n].kind != Kind::Punct)?;
    let starts_low = all[opener].case == Case::Lower;
    (!starts_low).then_some(next)
}

/// Passes over what closes with the sentence: further stops, closing quotation marks and brackets.
fn skip_closers(buffer: &str, all: &[Token], from: usize, end: usize) -> usize {
    let mut index = from;
    let end = end.min(from + MOST_MARKS);
    while index < end && all[index].kind == Kind::Punct && all[index].span.start == all[index - 1].span.end {
        match char_of(buffer, &all[index]) {
            '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '」' | '』' | '）' | '》' => {
                index += 1;
            }
            _ => break,
        }
    }
    index
}

/// Whether the full stop at `index` belongs to the word before it.
fn is_abbreviation(buffer: &str, tokens: &Tokens, index: usize, end: usize) -> bool {
    let all = tokens.all();
    let before = &all[index - 1];
    if before.span.end != all[index].span.start || before.kind == Kind::Punct {
        return false;
    }
    let word = tokens.folded(index - 1);
    let follows = (index + 1 < end).then(|| tokens.folded(index + 1));
    let opens_sentence = follows.is_some_and(|word| STARTERS.binary_search(&word).is_ok());
    if TITLES.binary_search(&word).is_ok() && before.is_capitalised() {
        return true;
    }
    if ABBREVIATIONS.binary_search(&word).is_ok() {
        return !opens_sentence;
    }
    let letters = buffer[before.span.start as usize..before.span.end as usize].chars().filter(|c| *c != '.').count();
    let initial = letters == 1 && before.case == Case::Capital && word != "i";
    let acronym = word.contains('.') && before.kind == Kind::Word;
    (initial || acronym) && !opens_sentence
}

fn char_of(buffer: &str, token: &Token) -> char {
    buffer[token.span.start as usize..].chars().next().unwrap_or(' ')
}

/// Titles, which always stand before a name. Sorted.
const TITLES: [&str; 33] = [
    "adm", "brig", "capt", "cmdr", "col", "cpl", "dr", "fr", "gen", "gov", "hon", "lt", "maj", "messrs", "mgr", "mlle",
    "mme", "mr", "mrs", "ms", "msgr", "mt", "pres", "prof", "pvt", "rep", "rev", "sen", "sens", "sgt", "sr", "st",
    "supt",
];

/// Abbreviations inside a sentence that may also end one. Sorted.
const ABBREVIATIONS: [&str; 41] = [
    "apr", "aug", "ave", "bros", "cf", "co", "corp", "ct", "dec", "dept", "est", "etc", "feb", "fig", "ft", "gmbh",
    "inc", "jan", "jr", "jul", "jun", "ltd", "mar", "min", "nov", "oct", "op", "p", "plc", "pp", "rd", "rtd", "sec",
    "sep", "sept", "univ", "v", "viz", "vol", "vs", "wash",
];

/// Words that, capitalised after an abbreviation, open a new sentence. Sorted.
const STARTERS: [&str; 58] = [
    "a",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "during",
    "each",
    "even",
    "for",
    "from",
    "he",
    "her",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "many",
    "meanwhile",
    "more",
    "most",
    "no",
    "not",
    "on",
    "once",
    "one",
    "our",
    "she",
    "since",
    "so",
    "some",
    "still",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "though",
    "under",
    "we",
    "when",
    "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = Tokens::of_str(text);
        let mut cuts: Vec<usize> =
            tokens.sentence_starts().iter().map(|start| tokens.all()[*start as usize].span.start as usize).collect();
        cuts.push(text.len());
        cuts.windows(2).map(|cut| text[cut[0]..cut[1]].trim()).collect()
    }

    #[test]
    fn tables_are_sorted() {
        assert!(
            TITLES.is_sorted_by(|a, b| a < b) || {
                let mut t = TITLES;
                t.sort_unstable();
                panic!("{t:?}")
            }
        );
        assert!(ABBREVIATIONS.is_sorted_by(|a, b| a < b));
        assert!(STARTERS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        for text in ["word ".repeat(3000), "one, two ".repeat(1500), "! ".repeat(3000), "!".repeat(3000)] {
            let tokens = Tokens::of_str(&text);
            let starts = tokens.sentence_starts();
            let ends = starts.iter().skip(1).copied().chain([tokens.len() as u32]);
            let longest = starts.iter().zip(ends).map(|(start, end)| end - start).max();
            assert!(longest.is_some_and(|longest| longest as usize <= LONGEST + SLACK), "{longest:?}");
        }
        let tokens = Tokens::of_str(&"one, two three ".repeat(200));
        assert_eq!(tokens.all()[tokens.sentence_starts()[1] as usize - 1].kind, Kind::Punct);
    }

    #[test]
    fn stops_end_sentences_and_abbreviations_do_not() {
        let cases: [(&str, &[&str]); 12] = [
            ("Mr. Xi left. He waved.", &["Mr. Xi left.", "He waved."]),
            (
                "The U.S. Navy sailed. In the U.S. The mood is grim.",
                &["The U.S. Navy sailed.", "In the U.S.", "The mood is grim."],
            ),
            ("“Is it over?” she asked. “No.” Then silence.", &["“Is it over?” she asked.", "“No.”", "Then silence."]),
            ("Yahoo! Inc. rose 3.5 percent. Shares fell.", &["Yahoo!", "Inc. rose 3.5 percent.", "Shares fell."]),
            ("George W. Bush spoke at 10 a.m. Monday.", &["George W. Bush spoke at 10 a.m. Monday."]),
            ("It costs $3. Five came.", &["It costs $3.", "Five came."]),
            (
                "Gov. Lee and Rep. Ann Cho met Jan. 5. They agreed.",
                &["Gov. Lee and Rep. Ann Cho met Jan. 5.", "They agreed."],
            ),
            ("“We go.” (He went.) Done.", &["“We go.”", "(He went.)", "Done."]),
            ("Wait... what? Yes!", &["Wait... what?", "Yes!"]),
            ("Acme Corp. The firm grew.", &["Acme Corp.", "The firm grew."]),
            ("He left the party last May. So did I.", &["He left the party last May.", "So did I."]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }
}
