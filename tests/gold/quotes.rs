//! How well are quotes and their speakers found? Spans by the words they share, speakers by name.

use dateline::model::{Quote, QuoteKind, Span};

use super::Case;
use super::marks::QuoteMark;
use super::score::{Share, Tally, folded, pairs};

#[derive(Default)]
pub(super) struct Quotes {
    /// Found and right by kind, in the order of [`QuoteKind::SPEECH`].
    pub(super) kinds: [Tally; 3],
    pub(super) all: Tally,
    /// Words in quotation marks that are nobody's speech.
    pub(super) phrases: Tally,
    /// Of the quotes that are found: those with the right speaker, the right kind of speaker, the right addressee.
    pub(super) speakers: Share,
    pub(super) speaker_kinds: Share,
    pub(super) addressees: Share,
    /// Found, and by whom they were said.
    pub(super) end_to_end: Share,
    pub(super) errors: Vec<String>,
}

impl Quotes {
    pub(super) fn table(&self) -> String {
        let kinds = QuoteKind::SPEECH.iter().zip(&self.kinds);
        let mut lines: Vec<String> =
            kinds.map(|(kind, tally)| format!("quotes, {:<12}{tally}", kind.as_str())).collect();
        lines.push(format!("quotes, all         {}", self.all));
        lines.push(format!("phrases             {}", self.phrases));
        lines.push(format!("speaker right       {}", self.speakers));
        lines.push(format!("speaker's kind      {}", self.speaker_kinds));
        lines.push(format!("addressee           {}", self.addressees));
        lines.push(format!("end to end          {}", self.end_to_end));
        lines.join("\n")
    }
}

pub(super) fn score(cases: &[Case]) -> Quotes {
    let mut scores = Quotes::default();
    for case in cases {
        score_case(case, &mut scores);
        score_phrases(case, &mut scores);
    }
    scores
}

fn score_case(case: &Case, scores: &mut Quotes) {
    let (marks, found) = (&case.marked.quotes, &case.found.annotations.quotes);
    let words = words(&case.marked.plain);
    let gold_spans: Vec<Span> = marks.iter().map(|mark| of_words(&words, mark.span)).collect();
    let found_spans: Vec<Span> = found.iter().map(|quote| of_words(&words, case.in_plain(quote.span))).collect();
    let pairs = pairs(&gold_spans, &found_spans, alike);
    for (g, mark) in marks.iter().enumerate().filter(|(_, mark)| !mark.open) {
        let quote = pairs.iter().find(|pair| pair.0 == g).map(|pair| &found[pair.1]);
        for tally in [&mut scores.kinds[mark.kind as usize], &mut scores.all] {
            tally.gold += 1;
            tally.gold_hit += usize::from(quote.is_some());
        }
        if let Some(quote) = quote {
            score_quote(case, mark, quote, scores);
        } else {
            let missed = format!("{:?} by {:?}", case.plain(mark.span), mark.speakers);
            scores.errors.push(case.error("quote missed", &missed));
        }
        scores.end_to_end.add(quote.is_some_and(|quote| is_speaker(mark, quote)));
    }
    for (f, quote) in found.iter().enumerate() {
        let mark = pairs.iter().find(|pair| pair.1 == f).map(|pair| &marks[pair.0]);
        if mark.is_some_and(|mark| mark.open) {
            continue;
        }
        for tally in [&mut scores.kinds[quote.kind as usize], &mut scores.all] {
            tally.found += 1;
            tally.found_hit += usize::from(mark.is_some());
        }
        if mark.is_none() {
            let words = case.plain(case.in_plain(quote.span));
            let extra = format!("{words:?} {} by {:?}", quote.kind.as_str(), name(quote));
            scores.errors.push(case.error("quote extra", &extra));
        }
    }
}

fn score_phrases(case: &Case, scores: &mut Quotes) {
    let words = words(&case.marked.plain);
    let marks = &case.marked.phrases;
    let found: Vec<Span> = case.found.annotations.phrases.iter().map(|span| case.in_plain(*span)).collect();
    let of_words = |spans: &[Span]| -> Vec<Span> { spans.iter().map(|span| of_words(&words, *span)).collect() };
    let pairs = pairs(&of_words(marks), &of_words(&found), alike);
    scores.phrases.gold += marks.len();
    scores.phrases.found += found.len();
    scores.phrases.gold_hit += pairs.len();
    scores.phrases.found_hit += pairs.len();
    let missed = (0..marks.len()).filter(|at| pairs.iter().all(|pair| pair.0 != *at));
    scores.errors.extend(missed.map(|at| case.error("phrase missed", case.plain(marks[at]))));
    let extra = (0..found.len()).filter(|at| pairs.iter().all(|pair| pair.1 != *at));
    scores.errors.extend(extra.map(|at| case.error("phrase extra", case.plain(found[at]))));
}

/// Judges kind, speaker and addressee of a quote that was found.
fn score_quote(case: &Case, mark: &QuoteMark, quote: &Quote, scores: &mut Quotes) {
    let words = case.plain(mark.span);
    let mut wrong = |kind: &str, what: String| scores.errors.push(case.error(kind, &format!("{words:?} {what}")));
    scores.speakers.add(is_speaker(mark, quote));
    if !is_speaker(mark, quote) {
        wrong("speaker wrong", format!("by {:?}, not {:?}", name(quote), mark.speakers));
    }
    if mark.kind != quote.kind {
        wrong("quote kind", format!("{}, not {}", quote.kind.as_str(), mark.kind.as_str()));
    }
    if let Some(kind) = mark.speaker_kind {
        let right = quote.speaker.as_ref().is_some_and(|speaker| speaker.kind == kind);
        scores.speaker_kinds.add(right);
        if !right {
            let found = quote.speaker.as_ref().map(|speaker| speaker.kind.as_str());
            wrong("speaker kind", format!("{found:?}, not {}", kind.as_str()));
        }
    }
    if !mark.to.is_empty() {
        let right = mark.to.iter().all(|name| quote.to.iter().any(|other| folded(other) == folded(name)));
        scores.addressees.add(right);
        if !right {
            wrong("addressee", format!("to {:?}, not {:?}", quote.to, mark.to));
        }
    }
}

/// Whether the speaker is right: one of those marked, by the whole name or its last word; nobody where nobody need be named.
fn is_speaker(mark: &QuoteMark, quote: &Quote) -> bool {
    let last = |name: &str| folded(name).split(' ').next_back().map(str::to_owned);
    match name(quote) {
        None => mark.unnamed,
        Some(name) => mark.speakers.iter().any(|speaker| last(speaker) == last(name)),
    }
}

fn name(quote: &Quote) -> Option<&str> {
    quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref())
}

/// The words of a text, as bytes.
fn words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
        match words.last_mut().filter(|word| word.end == start) {
            Some(word) => word.end = end,
            None => words.push(Span::new(start, end)),
        }
    }
    words
}

/// The numbers of the words that a span touches.
fn of_words(words: &[Span], span: Span) -> Span {
    let start = words.partition_point(|word| word.end <= span.start);
    let end = words.partition_point(|word| word.start < span.end);
    Span::new(start as u32, end.max(start) as u32)
}

/// The share of words in common, if it is half or more.
fn alike(a: Span, b: Span) -> f64 {
    let common = f64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start)));
    let share = common / (f64::from(a.len() + b.len()) - common).max(1.0);
    if share >= 0.5 { share } else { 0.0 }
}
