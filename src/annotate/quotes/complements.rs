//! What does a reporting verb report: words in quotation marks, a clause, or both, in front of it or behind it?

use super::attributions::{Content, Reader};
use super::clauses;
use super::cues::{Cue, Form, Governs};
use super::openings;
use super::scene::Scene;
use super::words::{
    AUXILIARY, COMPLEMENTIZER, CONJUNCTION, CUE_NOUN, DETERMINER, OBJECT, POSSESSIVE, PREPOSITION, SUBJECT,
    SUBORDINATOR, TEMPORAL, VERB,
};
use crate::text::{Case, Kind};

/// How far behind the verb a colon, a comma with a mark, or "that" is looked for, in tokens.
const NEAR: usize = 30;

/// What the verb whose last word is `verb` reports behind it; `tail` is the first token behind verb and inverted speaker.
pub(super) fn after(reader: &Reader, cue: Cue, verb: usize, tail: usize, inverted: bool) -> Option<Content> {
    let scene = reader.scene;
    let end = reader.sentence.end;
    let introduces = scene.is_punct(tail, ':') || scene.is_punct(tail, ',') || scene.is_punct(end - 1, ':');
    let thing = cue.governs.any(Governs::THING) && !introduces;
    if let Some(content) = marked(reader, cue, tail).filter(|_| !thing) {
        return Some(content);
    }
    if inverted {
        let goes_on = scene.is(tail + 1, AUXILIARY.or(VERB)) && scene.is_punct(tail, ',');
        return if goes_on && tail + 1 < end { inserted(reader, tail) } else { None };
    }
    if tail >= end {
        return None;
    }
    let start = verb + 1;
    if let Some(content) = as_said(reader, start) {
        return Some(content);
    }
    if let Some(that) = that_behind_comma(reader, start) {
        return Some(Content { start: that + 1, end: clauses::end_of(scene, that + 1, end) });
    }
    if scene.punct(start).is_some() && scene.run_opening(start).is_none() {
        return inserted(reader, start);
    }
    let content = clause(reader, cue, start)?;
    let long = content.end >= content.start + 2 || scene.run_opening(content.start).is_some();
    (content.start < content.end && long).then(|| tidy(scene, content))
}

/// Words in quotation marks behind a colon or comma, or right behind the verb.
fn marked(reader: &Reader, cue: Cue, tail: usize) -> Option<Content> {
    let scene = reader.scene;
    let end = reader.sentence.end;
    for at in tail..end.min(tail + NEAR) {
        if let Some(run) = scene.run_at(at) {
            let attached = at == tail || matches!(scene.punct(at - 1), Some(':' | ','));
            let beside =
                matches!(scene.folded(tail), "as" | "while" | "when" | "after" | "before" | "in" | "on" | "at");
            if at > tail + 1
                && !beside
                && cue.governs.any(Governs::CLAUSE.or(Governs::PLAIN_CLAUSE))
                && clauses::is_clause(scene, tail, at)
            {
                return None;
            }
            let alone = run.after >= end || ends_behind(scene, run.after, end) || scene.is_punct(at - 1, ':');
            return (attached && alone).then_some(Content { start: run.start, end: run.end });
        }
        match scene.punct(at) {
            Some(':')
                if scene.token(at - 1).kind == Kind::Number
                    && at + 1 < end
                    && scene.token(at + 1).kind == Kind::Number => {}
            Some(':') if at + 1 < end && scene.run_opening(at + 1).is_none() => {
                return Some(Content { start: at + 1, end: clauses::trim_end(scene, at + 1, end) });
            }
            Some(':') if at + 1 >= end => return next_paragraph(reader, at),
            Some(';' | '—' | '–') => return None,
            _ if scene.folded(at) == "that" => return None,
            _ => {}
        }
    }
    None
}

/// What follows the comma of "As Lee told reporters, taxes will rise."
fn as_said(reader: &Reader, start: usize) -> Option<Content> {
    let scene = reader.scene;
    let end = reader.sentence.end;
    let opens = scene.folded(reader.sentence.start) == "as" && start < reader.sentence.start + 12;
    if !opens || scene.is(start, COMPLEMENTIZER.or(SUBJECT)) {
        return None;
    }
    let comma = (start..end.min(start + 12)).find(|at| scene.is_punct(*at, ','))?;
    if (start..comma)
        .any(|at| scene.run_at(at).is_some() || scene.is(at, AUXILIARY.or(SUBJECT).or(COMPLEMENTIZER).or(VERB)))
    {
        return None;
    }
    (comma + 3 < end).then(|| tidy(scene, Content { start: comma + 1, end: clauses::end_of(scene, comma + 1, end) }))
}

/// The "that" behind an insertion: "said, for the first time, that ...".
fn that_behind_comma(reader: &Reader, start: usize) -> Option<usize> {
    let scene = reader.scene;
    let mut comma = false;
    for at in start..reader.sentence.end.min(start + NEAR / 2) {
        if scene.run_at(at).is_some() || matches!(scene.punct(at), Some(';' | ':' | '—')) {
            return None;
        }
        if scene.folded(at) == "that" {
            return (comma && scene.is_punct(at - 1, ',') && at + 3 < reader.sentence.end).then_some(at);
        }
        if scene.is(at, AUXILIARY.or(SUBJECT).or(VERB)) {
            return None;
        }
        comma |= scene.is_punct(at, ',');
    }
    None
}

/// A block quotation behind a colon that ends its paragraph.
fn next_paragraph(reader: &Reader, colon: usize) -> Option<Content> {
    let scene = reader.scene;
    let next = scene.block(colon) + 1;
    if next >= scene.tokens.block_count() || reader.sentence.end != scene.tokens.block(next).start {
        return None;
    }
    let block = scene.tokens.block(next);
    match scene.run_opening(block.start) {
        Some(run) => Some(Content { start: run.start, end: run.end }),
        None => (block.len() > 3).then(|| Content { start: block.start, end: block_end(scene, block) }),
    }
}

/// Whether behind a marked run the sentence ends, or goes on with something else than the quoted clause.
fn ends_behind(scene: &Scene, from: usize, end: usize) -> bool {
    let mut at = from;
    while at < end && matches!(scene.punct(at), Some('.' | ',' | '!' | '?' | ')')) {
        at += 1;
    }
    let closed = matches!(scene.punct(from - 2), Some('.' | '!' | '?')) && scene.run_at(from - 1).is_some();
    at >= end
        || closed && scene.is_capitalised(at)
        || scene.is(at, CONJUNCTION.or(PREPOSITION).or(SUBORDINATOR).or(TEMPORAL))
        || matches!(scene.punct(at), Some(';' | '—' | '–' | '(' | '-'))
        || scene.cue(at).is_some()
        || matches!(scene.punct(at - 1), Some(','))
}

/// What goes on behind an inserted report: "Taxes, he said, will rise."
fn inserted(reader: &Reader, comma: usize) -> Option<Content> {
    let scene = reader.scene;
    let end = reader.sentence.end;
    let quoted = (reader.sentence.start..comma).rev().take(12).any(|at| scene.run_at(at).is_some());
    let goes_on = scene.is_punct(comma, ',')
        && comma + 2 < end
        && (!quoted || scene.is(comma + 1, AUXILIARY.or(VERB)) || scene.run_opening(comma + 1).is_some())
        && !matches!(scene.folded(comma + 1), "when" | "where" | "who")
        && (scene.is(comma + 1, AUXILIARY.or(VERB).or(SUBJECT).or(DETERMINER).or(COMPLEMENTIZER))
            || scene.run_opening(comma + 1).is_some()
            || openings::what(scene, comma + 1, end).is_predicate()
            || clauses::is_clause(scene, comma + 1, end))
        && !scene.cue(comma + 1).is_some_and(|cue| cue.form == Form::Participle);
    if !goes_on {
        return None;
    }
    let content = Content { start: comma + 1, end: clauses::end_of(scene, comma + 1, end) };
    (content.end > content.start + 1).then(|| tidy(scene, content))
}

/// The clause or infinitive that the verb governs, from token `start`.
fn clause(reader: &Reader, cue: Cue, start: usize) -> Option<Content> {
    let scene = reader.scene;
    let end = reader.sentence.end;
    if cue.governs.any(Governs::DIRECT) {
        return None;
    }
    let upto = |start: usize| Content { start, end: clauses::end_of(scene, start, end) };
    let governs = cue.governs;
    if start >= end {
        return None;
    }
    if scene.folded(start) == "to" && governs.any(Governs::INFINITIVE) && start + 2 < end {
        return Some(upto(start));
    }
    if governs.any(Governs::FOR) && matches!(scene.folded(start), "for" | "on") {
        let open = if scene.folded(start) == "on" { infinitive(reader, start + 1)? } else { start + 1 };
        return has_run(reader, open).then(|| upto(open));
    }
    let told = if governs.any(Governs::ADDRESSEE) { clauses::skip_addressee(scene, start, end) } else { start };
    let open = clauses::skip_adjuncts(scene, told, end);
    if governs.any(Governs::OBJECT_INFINITIVE)
        && let Some(to) = infinitive(reader, start)
    {
        return Some(upto(to));
    }
    if let Some(that) = complementizer(reader, start, open, governs.any(Governs::ADDRESSEE)) {
        let begins = if scene.folded(that) == "that" { that + 1 } else { that };
        return (governs.any(Governs::CLAUSE.or(Governs::PLAIN_CLAUSE)) || has_run(reader, begins))
            .then(|| upto(begins));
    }
    if open >= end
        || matches!(scene.punct(open), Some(',' | '.' | ';' | ')' | '?' | '!')) && scene.run_at(open).is_none()
    {
        return None;
    }
    if governs.any(Governs::CLAUSE) && !scene.is(open, CONJUNCTION) {
        return Some(upto(open));
    }
    if governs.any(Governs::PLAIN_CLAUSE) && clauses::is_clause(scene, open, end) {
        return Some(upto(open));
    }
    let named = scene.is(start, OBJECT.or(DETERMINER).or(POSSESSIVE)) || scene.is_capitalised(start);
    if governs.any(Governs::THING) && governs.any(Governs::CALLING) && named && start + 3 < end {
        return Some(upto(start));
    }
    if governs.any(Governs::QUOTE) && has_run(reader, start) {
        return Some(upto(start));
    }
    None
}

/// The "that" or "whether" that opens the clause: at `open`, or near behind the verb with no verb between.
fn complementizer(reader: &Reader, start: usize, open: usize, asks: bool) -> Option<usize> {
    let scene = reader.scene;
    let opens =
        |at: usize| matches!(scene.folded(at), "that" | "whether" | "if" | "how" | "why" | "what" | "where" | "when");
    if open < reader.sentence.end && opens(open) && scene.run_at(open).is_none() {
        return Some(open);
    }
    let limit = reader.sentence.end.min(start + NEAR / 2);
    for at in start..limit {
        if scene.run_at(at).is_some() || matches!(scene.punct(at), Some(',' | ';' | ':')) {
            return None;
        }
        if matches!(scene.folded(at), "that" | "whether")
            || asks && matches!(scene.folded(at), "if" | "why" | "how" | "what")
        {
            return Some(at);
        }
        let claims = scene.is(at, CUE_NOUN)
            && at > start
            && (scene.is(at - 1, POSSESSIVE) || scene.token(at - 1).kind == Kind::Clitic);
        if claims || scene.is(at, SUBJECT.or(AUXILIARY).or(VERB)) {
            return None;
        }
    }
    None
}

/// The "to" of "urged the ministry to ...".
fn infinitive(reader: &Reader, start: usize) -> Option<usize> {
    let scene = reader.scene;
    let object = clauses::skip_addressee(scene, start, reader.sentence.end);
    (object > start && object + 2 < reader.sentence.end && scene.folded(object) == "to").then_some(object)
}

/// Whether words in quotation marks stand in the clause from `start`.
pub(super) fn has_run(reader: &Reader, start: usize) -> bool {
    let end = clauses::end_of(reader.scene, start, reader.sentence.end);
    (start..end).any(|at| reader.scene.run_at(at).is_some())
}

/// A clause that is one marked run and nothing else is that run.
pub(super) fn tidy(scene: &Scene, content: Content) -> Content {
    match scene.run_opening(content.start) {
        Some(run) if run.after >= content.end => Content { start: run.start, end: run.end },
        _ => content,
    }
}

/// What the verb reports in front of it. `head` is the first token of subject and verb, `tail` the first one behind them,
/// `free` the first token of the sentence that no other report has taken.
pub(super) fn before(
    reader: &Reader,
    cue: Cue,
    head: usize,
    tail: usize,
    after: Option<Content>,
    free: usize,
) -> Option<Content> {
    let scene = reader.scene;
    if !cue.governs.any(Governs::QUOTE.or(Governs::CLAUSE).or(Governs::PLAIN_CLAUSE)) {
        return None;
    }
    let head = titled(scene, head, free.max(reader.sentence.start));
    let last = head.checked_sub(1)?;
    let comma = matches!(scene.punct(last), Some(',' | '—' | '–' | '-')) && scene.run_at(last).is_none();
    let mark = if comma { last.checked_sub(1)? } else { last };
    if let Some(run) = scene.run_at(mark).filter(|run| run.after == mark + 1) {
        return quoted_before(reader, run, head, after, free);
    }
    let told = if cue.governs.any(Governs::ADDRESSEE) {
        clauses::skip_addressee(scene, tail, reader.sentence.end)
    } else {
        tail
    };
    // "Lee told Brown that taxes would rise, officials said."
    let free = if free + 1 >= last { reader.origin } else { free };
    let ends = told >= reader.sentence.end
        || matches!(scene.punct(told), Some(',' | '.' | '!' | '?' | '—' | '–' | ':'))
        || clauses::skip_adjuncts(scene, told, reader.sentence.end) > told
        || scene.is(told, SUBORDINATOR)
        || scene.folded(told) == "who";
    if !comma
        || !ends
        || free + 1 >= last
        || cue.form == Form::Participle && !scene.is(head, AUXILIARY.or(SUBJECT)) && head + 1 >= tail
    {
        return None;
    }
    if !cue.governs.any(Governs::CLAUSE.or(Governs::PLAIN_CLAUSE)) {
        return None;
    }
    let apart = |at: usize| scene.is_punct(at - 1, ',') || at > 1 && scene.is_punct(at - 2, ',');
    if after.is_some_and(|after| !apart(after.start) && scene.run_at(after.start).is_none()) {
        return None;
    }
    let opener = scene.is(free, PREPOSITION.or(SUBORDINATOR).or(TEMPORAL).or(CUE_NOUN)) && !scene.is(free, DETERMINER)
        || scene.folded(free).ends_with("ing") && scene.folded(free).len() > 5;
    let fragment = after.is_some_and(|after| scene.is_punct(after.start - 1, ','));
    let main = (free..last).any(|at| scene.is_punct(at, ',') && clauses::is_clause(scene, at + 1, last));
    if opener && !main && !(scene.is(free, CONJUNCTION) && clauses::is_clause(scene, free + 1, last))
        || !fragment && last < free + 6 && !has_clause(scene, free, last)
    {
        return None;
    }
    if !cue.governs.any(Governs::CLAUSE) && scene.is(head, DETERMINER) && matches!(scene.folded(head), "a" | "an") {
        return None;
    }
    Some(tidy(scene, Content { start: behind_dateline(scene, free, last), end: last }))
}

/// The first word of the title in front of `head`, if a comma or mark stands before it: "former President".
pub(super) fn titled(scene: &Scene, head: usize, floor: usize) -> usize {
    let mut first = head;
    while first > floor && head - first < 9 {
        if matches!(scene.punct(first - 1), Some(',' | '—' | '–')) || scene.run_at(first - 1).is_some() {
            return first;
        }
        let joins = scene.is(first - 1, CONJUNCTION)
            && !(scene.folded(first - 1) == "and"
                && scene.is_capitalised(first)
                && scene.is_capitalised(first.saturating_sub(2)));
        let plain = matches!(scene.punct(first - 1), None | Some('-' | '.' | '’' | '\''))
            && !joins
            && !scene.is(first - 1, AUXILIARY.or(SUBORDINATOR).or(VERB).or(SUBJECT).or(PREPOSITION))
            && (scene.cue(first - 1).is_none() || scene.is_capitalised(first - 1));
        if !plain {
            break;
        }
        first -= 1;
    }
    head
}

/// A marked run in front of subject and verb: all of what is reported if it opens the sentence, else its end.
fn quoted_before(
    reader: &Reader,
    run: super::marks::Run,
    head: usize,
    after: Option<Content>,
    free: usize,
) -> Option<Content> {
    let scene = reader.scene;
    let own_sentence = run.after <= reader.sentence.start;
    let stop = run.end.checked_sub(1).and_then(|last| scene.punct(last));
    if own_sentence && (stop == Some('.') && after.is_some() || head > reader.sentence.start + 1) {
        return None;
    }
    if !own_sentence && scene.is(reader.sentence.start, PREPOSITION) && after.is_some() {
        return None;
    }
    if own_sentence && stop == Some('.') {
        return None;
    }
    if own_sentence && after.is_some_and(|after| scene.run_at(after.start).is_none()) {
        return None;
    }
    let start = reader.sentence.start.max(free);
    if own_sentence || run.first <= start || run.first == reader.sentence.start {
        return Some(Content { start: run.start, end: run.end });
    }
    let begins = (start..run.first).any(|at| scene.punct(at).is_none());
    if begins && free <= reader.sentence.start {
        return Some(Content { start, end: run.after });
    }
    Some(Content { start: run.start, end: run.end })
}

/// Whether what seems reported behind the verb only says when and where, since what is reported stands in front of it:
/// "Taxes will rise," Lee said as she left.
pub(super) fn is_trailing(reader: &Reader, head: usize, tail: usize, after: Content) -> bool {
    let scene = reader.scene;
    let Some(last) = head.checked_sub(1).filter(|last| *last > reader.sentence.start) else { return false };
    if scene.run_at(after.start).is_some() || after.start > 0 && scene.punct(after.start - 1).is_some() {
        return false;
    }
    let quoted = scene.run_at(last).is_some_and(|run| run.after == head);
    if quoted {
        let introduced = scene.is(reader.sentence.start, PREPOSITION) && scene.run_at(reader.sentence.start).is_none();
        return !introduced || !clauses::is_clause(scene, after.start, after.end);
    }
    let comma = scene.is_punct(last, ',');
    let start = reader.sentence.start;
    comma
        && !scene.is(start, PREPOSITION.or(SUBORDINATOR).or(CONJUNCTION).or(TEMPORAL))
        && !has_that(scene, tail, after)
        && clauses::is_clause(scene, start, last)
        && !clauses::is_clause(scene, after.start, after.end)
}

fn has_that(scene: &Scene, tail: usize, after: Content) -> bool {
    (tail..=after.start).any(|at| matches!(scene.folded(at), "that" | "whether"))
}

/// Whether a clause starts at `from` or behind a comma between it and `end`.
fn has_clause(scene: &Scene, from: usize, end: usize) -> bool {
    let from = if scene.is(from, CONJUNCTION) { from + 1 } else { from };
    clauses::is_clause(scene, from, end)
        || (from..end).any(|at| scene.is_punct(at, ',') && clauses::is_clause(scene, at + 1, end))
        || (from..end).any(|at| scene.is(at, AUXILIARY))
}

/// The first token behind a place line that opens a paragraph: "LIMA, Peru (AP) - Taxes ...".
fn behind_dateline(scene: &Scene, from: usize, end: usize) -> usize {
    if scene.token(from).case != Case::Upper || from != scene.block_start(from) {
        return from;
    }
    let dash = (from + 1..end.min(from + 10)).find(|at| matches!(scene.punct(*at), Some('-' | '—' | '–')));
    dash.map_or(from, |dash| dash + 1)
}

/// Where a quotation set off as a paragraph ends: before a sentence that reports something itself.
fn block_end(scene: &Scene, block: std::ops::Range<usize>) -> usize {
    let starts = scene.sentence_starts();
    let first = starts.partition_point(|start| *start as usize <= block.start);
    let inside = starts[first..].iter().map(|start| *start as usize).take_while(|start| *start < block.end);
    let reports = |start: usize| {
        (start..block.end.min(start + 5)).any(|at| {
            let told = Governs::CLAUSE.or(Governs::PLAIN_CLAUSE);
            scene.run_at(at).is_none()
                && scene.cue(at).is_some_and(|cue| matches!(cue.form, Form::Past) && cue.governs.any(told))
        })
    };
    inside.into_iter().find(|start| reports(*start)).unwrap_or(block.end)
}
