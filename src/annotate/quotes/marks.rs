//! Which words stand inside quotation marks? Pairs the marks of every style, outermost level only, over paragraphs
//! where a quotation is reopened, and recovers where a mark is missing: no run ever swallows a paragraph that does
//! not open with a mark itself.

use super::singles;
use super::words::{self, SUBJECT};
use crate::text::{Kind, Tokens};

/// Words inside one pair of outer quotation marks, as token indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The opening mark; the first word if the mark is missing.
    pub(super) first: usize,
    /// The first token inside.
    pub(super) start: usize,
    /// One past the last token inside.
    pub(super) end: usize,
    /// One past the closing mark; `end` if the mark is missing.
    pub(super) after: usize,
}

/// A quotation mark that may open or close, of one or two tokens.
#[derive(Clone, Copy, Debug)]
struct Mark {
    opens: bool,
    closes: bool,
    len: usize,
}

/// The runs of a text, in order, none inside another.
pub(super) fn find(buffer: &str, tokens: &Tokens) -> Vec<Run> {
    let mut finder = Finder { buffer, tokens, runs: Vec::new(), open: None, reversed: is_reversed(buffer, tokens) };
    for block in 0..tokens.block_count() {
        finder.block(block);
    }
    if let Some((first, start)) = finder.open.take() {
        finder.recover(first, start, tokens.len());
    }
    finder.runs.retain(|run| run.start < run.end);
    finder.runs
}

/// Whether the first guillemet of a text opens to the right.
fn is_reversed(buffer: &str, tokens: &Tokens) -> bool {
    let first = (0..tokens.len()).find(|at| matches!(char_at(buffer, tokens, *at), '«' | '»'));
    first.is_some_and(|at| {
        let end = tokens.all()[at].span.end as usize;
        char_at(buffer, tokens, at) == '»' && buffer[end..].starts_with(char::is_alphanumeric)
    })
}

struct Finder<'a> {
    buffer: &'a str,
    tokens: &'a Tokens,
    runs: Vec<Run>,
    /// The opening mark and the first token behind it.
    open: Option<(usize, usize)>,
    /// Whether guillemets point inwards, as in German books: »so«.
    reversed: bool,
}

impl Finder<'_> {
    fn block(&mut self, n: usize) {
        let block = self.tokens.block(n);
        let mut at = block.start;
        if let Some((first, start)) = self.open.take() {
            match self.mark(at).filter(|mark| mark.opens) {
                Some(mark) => {
                    self.open = Some((first, start));
                    at += mark.len;
                }
                None => self.recover(first, start, block.start),
            }
        }
        while at < block.end {
            if self.tokens.all()[at].kind != Kind::Punct {
                at += 1;
            } else if let Some(mark) = self.mark(at) {
                self.meet(at, mark, block.start);
                at += mark.len;
            } else if let Some(run) =
                self.open.is_none().then(|| singles::run(self.buffer, self.tokens, at, n)).flatten()
            {
                self.runs.push(run);
                at = run.after;
            } else {
                at += 1;
            }
        }
    }

    /// Takes in one mark.
    fn meet(&mut self, at: usize, mark: Mark, block_start: usize) {
        match self.open {
            Some((first, start)) if mark.closes => {
                self.runs.push(Run { first, start, end: at, after: at + mark.len });
                self.open = None;
            }
            Some((first, start)) => {
                self.recover(first, start, at);
                self.open = Some((at, at + mark.len));
            }
            None if mark.opens => self.open = Some((at, at + mark.len)),
            None => self.unopened(at, mark, block_start),
        }
    }

    /// A closing mark whose opening mark is missing: if what stands before it is a sentence, that is the quotation.
    fn unopened(&mut self, at: usize, mark: Mark, block_start: usize) {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= block_start) else { return };
        if !matches!(char_at(self.buffer, self.tokens, before), ',' | '.' | '!' | '?') {
            return;
        }
        let last_end = self.runs.last().map_or(0, |run| run.after);
        let start = self.tokens.sentence_of(before).start.max(block_start).max(last_end);
        if at > start + 3 {
            self.runs.push(Run { first: start, start, end: at, after: at + mark.len });
        }
    }

    /// Ends a run whose closing mark is missing before `limit`: where an attribution follows a comma, else at the end
    /// of its paragraph if it opens one or follows a colon or comma, else at the end of its sentence.
    fn recover(&mut self, first: usize, start: usize, limit: usize) {
        if start >= limit {
            return;
        }
        let attributed = (start + 2..limit).find(|at| {
            matches!(char_at(self.buffer, self.tokens, at - 1), ',' | '?' | '!') && self.is_attribution(*at, limit)
        });
        let opens = first == 0
            || matches!(char_at(self.buffer, self.tokens, first - 1), ',' | ':' | '.' | '?' | '!')
            || self.tokens.sentence_of(first).start == first;
        let end =
            attributed.unwrap_or_else(|| if opens { limit } else { self.tokens.sentence_of(start).end.min(limit) });
        self.runs.push(Run { first, start, end, after: end });
    }

    /// Whether "he said", "Lee said" or "said Lee" stands at `at`.
    fn is_attribution(&self, at: usize, limit: usize) -> bool {
        let cue = |index: usize| index < limit && words::look_up(self.tokens.folded(index)).cue.is_some();
        let name = |index: usize| {
            self.tokens.all().get(index).is_some_and(|token| {
                index < limit
                    && (token.is_capitalised() || words::look_up(self.tokens.folded(index)).classes.any(SUBJECT))
            })
        };
        (cue(at) && name(at + 1)) || (name(at) && (cue(at + 1) || name(at + 1) && cue(at + 2)))
    }

    /// The double quotation mark at token `at`, if one stands there.
    fn mark(&self, at: usize) -> Option<Mark> {
        let token = self.tokens.all().get(at)?;
        if token.kind != Kind::Punct {
            return None;
        }
        let sure = |opens, closes| Some(Mark { opens, closes, len: 1 });
        match char_at(self.buffer, self.tokens, at) {
            '«' if !self.reversed => sure(true, false),
            '“' | '„' | '「' | '『' => sure(true, self.open.is_some() && self.closes_low(at)),
            '”' | '」' | '』' => sure(false, true),
            '«' if self.reversed => sure(false, true),
            '»' if self.reversed => sure(true, false),
            '»' => sure(false, true),
            '"' | '＂' | '‟' => Some(self.straight(at, 1)),
            '\'' | '’' | '‘' | '`' if self.doubled(at) => Some(self.straight(at, 2)),
            _ => None,
        }
    }

    /// Whether a raised mark closes a run that a low one opened („so“).
    fn closes_low(&self, at: usize) -> bool {
        self.open.is_some_and(|(first, _)| char_at(self.buffer, self.tokens, first) == '„')
            && char_at(self.buffer, self.tokens, at) == '“'
    }

    /// Whether the single marks at `at` and behind it are one double mark.
    fn doubled(&self, at: usize) -> bool {
        let all = self.tokens.all();
        all.get(at + 1).is_some_and(|next| {
            next.span.start == all[at].span.end
                && char_at(self.buffer, self.tokens, at) == char_at(self.buffer, self.tokens, at + 1)
        })
    }

    /// A mark that looks the same at both ends: its neighbours tell, else whether a run is open.
    fn straight(&self, at: usize, len: usize) -> Mark {
        let (from, to) = (self.tokens.all()[at].span.start, self.tokens.all()[at + len - 1].span.end);
        let before = self.buffer[..from as usize].chars().next_back().unwrap_or(' ');
        let behind = self.buffer[to as usize..].chars().next().unwrap_or(' ');
        let can_open = before.is_whitespace() || "([—–-/‘'".contains(before);
        let can_close = behind.is_whitespace() || ".,;:!?…)]—–-’'".contains(behind);
        let opens = if can_open == can_close { self.open.is_none() } else { can_open };
        let inch = self.open.is_none() && !can_open && before.is_ascii_digit();
        Mark { opens: opens && !inch, closes: !opens, len }
    }
}

/// The first character of a punctuation token, a space for any other token.
pub(super) fn char_at(buffer: &str, tokens: &Tokens, at: usize) -> char {
    tokens
        .all()
        .get(at)
        .filter(|token| token.kind == Kind::Punct)
        .map_or(' ', |token| buffer[token.span.start as usize..].chars().next().unwrap_or(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    fn runs(paragraphs: &[&str]) -> Vec<String> {
        let mut builder = Text::with_title("");
        for paragraph in paragraphs {
            builder.paragraph(paragraph, None);
        }
        let text = builder.finish();
        let tokens = Tokens::of_text(&text);
        find(text.as_str(), &tokens)
            .iter()
            .map(|run| {
                let (from, to) = (tokens.all()[run.start].span.start, tokens.all()[run.end - 1].span.end);
                text.as_str()[from as usize..to as usize].to_owned()
            })
            .collect()
    }

    #[test]
    fn every_style_of_mark_is_paired() {
        let cases: [(&[&str], &[&str]); 20] = [
            (&["“We go,” he said. “Now.”"], &["We go,", "Now."]),
            (&["\"We go,\" he said. \"Now.\""], &["We go,", "Now."]),
            (&["''We go,'' he said, ''now.''"], &["We go,", "now."]),
            (&["``We go,'' he said."], &["We go,"]),
            (&["'We can't go,' he said. 'Now.'"], &["We can't go,", "Now."]),
            (&["‘The leaders’ plan isn’t ready,’ she said."], &["The leaders’ plan isn’t ready,"]),
            (&["The leaders' plan and the boys' tour of the '90s"], &[]),
            (&["« Nous partons », dit-il. «We go», he said."], &["Nous partons", "We go"]),
            (&["„Wir gehen“, sagte er. „Jetzt.”"], &["Wir gehen", "Jetzt."]),
            (&["»Wir gehen«, sagte er. »Jetzt.«"], &["Wir gehen", "Jetzt."]),
            (&["「我们走」 he said"], &["我们走"]),
            (&["“He told me ‘no’ and “never” again,” she said."], &["He told me ‘no’ and", "never"]),
            (&["“He told me ‘no’ again,” she said."], &["He told me ‘no’ again,"]),
            (&["“One.", "“Two.”", "Three."], &["One.\n“Two."]),
            (&["“One two, he said. Then he left.", "Three."], &["One two,"]),
            (&["He left. “One two.", "Three."], &["One two."]),
            (&["One two three,” he said. Then."], &["One two three,"]),
            (&["a 12\" pipe and a 6\" one"], &[]),
            (&["(\"Go\") and—\"stay\"—or"], &["Go", "stay"]),
            (&["“"], &[]),
        ];
        for (paragraphs, expected) in cases {
            assert_eq!(runs(paragraphs), expected, "{paragraphs:?}");
        }
    }

    #[test]
    fn a_missing_mark_swallows_no_further_paragraph() {
        let found = runs(&["He said: “One two three", "Four five six.", "“Seven,” he said."]);
        assert_eq!(found, ["One two three", "Seven,"]);
    }
}
