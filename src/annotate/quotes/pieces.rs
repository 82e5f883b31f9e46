//! What becomes a quote? Pieces of reported words with their source, before it is known whom the source means.

use super::attributions::{Attribution, Content};
use super::confidence::{Pointer, Wording, confidence, is_plain};
use super::marks::Run;
use super::salience::Salience;
use super::scene::Scene;
use super::speakers::{Source, Who};
use super::words::{BODY, CONJUNCTION, DETERMINER, POSSESSIVE};
use super::{about, addressees, labels};
pub(super) use crate::model::QuoteEvidence as Evidence;
use crate::model::{Quote, QuoteKind, Speaker, SpeakerKind};
use crate::text::Kind;

/// A quotation of fewer tokens behind a colon belongs to the clause in front of it.
const SHORTEST_INTRODUCED: usize = 4;

/// Reported words and what is known about them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// The words.
    pub(super) content: Content,
    /// How much of them stands in quotation marks.
    pub(super) kind: QuoteKind,
    /// What names or points at the speaker.
    pub(super) source: Option<Source>,
    /// The person meant, once known.
    pub(super) person: Option<usize>,
    /// The second person, where two say it.
    pub(super) partner: Option<usize>,
    /// Where the body or document that "it" means is named, once known.
    pub(super) body: Option<Source>,
    /// First and last token of the reporting words.
    pub(super) cue: Option<(usize, usize)>,
    /// How the speaker is known.
    pub(super) evidence: Evidence,
}

/// The pieces of all reports and turns, in text order; none inside a turn.
pub(super) fn gather(scene: &Scene, attributions: &[Attribution], turns: Vec<Piece>) -> Vec<Piece> {
    let mut pieces = turns;
    let turns = pieces.len();
    for attribution in attributions {
        for content in [attribution.before, attribution.after].into_iter().flatten() {
            let place = pieces[..turns].partition_point(|turn| turn.content.end <= content.start);
            let inside = pieces[..turns].get(place).is_some_and(|turn| turn.content.start < content.end);
            let content = trimmed(scene, content);
            if inside || content.start >= content.end {
                continue;
            }
            pieces.extend(
                split(scene, content).into_iter().flatten().map(|content| reported(scene, attribution, content)),
            );
        }
    }
    pieces.sort_by_key(|piece| (piece.content.start, piece.content.end));
    pieces.dedup_by(|next, kept| next.content.start < kept.content.end);
    pieces
}

/// The pieces of reports within reported words.
pub(super) fn nested(scene: &Scene, attributions: &[Attribution]) -> Vec<Piece> {
    let contents = attributions.iter().filter_map(|inner| Some((inner, trimmed(scene, inner.after?))));
    contents
        .filter(|(_, content)| content.start < content.end)
        .map(|(inner, content)| reported(scene, inner, content))
        .collect()
}

fn reported(scene: &Scene, attribution: &Attribution, content: Content) -> Piece {
    let kind = kind_of(scene, content);
    Piece::new(content, kind, attribution.source, Some(attribution.cue), Evidence::Reported)
}

/// A clause that ends in a quotation of several sentences is two: the sentences behind the first stand for themselves.
fn split(scene: &Scene, content: Content) -> [Option<Content>; 2] {
    if let Some(pair) = paired(scene, content) {
        return pair;
    }
    let run = scene.run_at(content.end - 1).filter(|run| run.first > content.start);
    if let Some(run) = run.filter(|run| run.first > content.start + 1 && is_introduced(scene, *run)) {
        return [
            Some(Content { start: content.start, end: run.first - 1 }),
            Some(Content { start: run.start, end: run.end }),
        ];
    }
    let starts = scene.tokens.sentence_starts();
    let cut = run.and_then(|run| {
        let next = starts[starts.partition_point(|start| *start as usize <= run.start)..].first()?;
        (*next as usize + 1 < run.end).then_some((*next as usize, run.end))
    });
    match cut {
        Some((cut, end)) => [Some(Content { start: content.start, end: cut }), Some(Content { start: cut, end })],
        None => [Some(content), None],
    }
}

/// Two quotations that nothing but "and" joins are two.
fn paired(scene: &Scene, content: Content) -> Option<[Option<Content>; 2]> {
    let first = scene.run_opening(content.start)?;
    let next = (first.after..content.end).find(|at| !scene.is(*at, CONJUNCTION) && !scene.is_punct(*at, ','))?;
    let second = scene.run_opening(next).filter(|run| run.after + 1 >= content.end || is_closed(scene, *run))?;
    Some([Some(Content { start: first.start, end: first.end }), Some(Content { start: second.start, end: second.end })])
}

/// Whether a colon stands in front of a quotation that is no mere label.
fn is_introduced(scene: &Scene, run: Run) -> bool {
    scene.is_punct(run.first - 1, ':') && run.end > run.start + SHORTEST_INTRODUCED
}

/// Whether a comma before the closing mark sets off what follows: “… a bit envious,” as he smiled.
fn is_closed(scene: &Scene, run: Run) -> bool {
    run.end > run.start && scene.is_punct(run.end - 1, ',')
}

/// Drops punctuation at both ends that belongs to the sentence around.
fn trimmed(scene: &Scene, mut content: Content) -> Content {
    let loose = |at: usize| {
        scene.run_at(at).is_none()
            && matches!(scene.punct(at), Some(',' | ':' | ';' | '—' | '–' | '-' | '.' | ')' | '…' | '•' | '*'))
    };
    while content.start < content.end && loose(content.start) {
        content.start += 1;
    }
    while content.end > content.start && loose(content.end - 1) {
        content.end -= 1;
    }
    content
}

/// How much of the content stands in quotation marks.
pub(super) fn kind_of(scene: &Scene, content: Content) -> QuoteKind {
    let words = (content.start..content.end).filter(|at| scene.token(*at).kind != Kind::Punct);
    let (mut inside, mut outside) = (false, false);
    for at in words {
        if scene.run_at(at).is_some() {
            inside = true;
        } else {
            outside = true;
        }
    }
    match (inside, outside) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) => QuoteKind::Indirect,
    }
}

impl Piece {
    /// A piece of which it is not yet known whom its source means.
    pub(super) fn new(
        content: Content,
        kind: QuoteKind,
        source: Option<Source>,
        cue: Option<(usize, usize)>,
        evidence: Evidence,
    ) -> Self {
        Self { content, kind, source, person: None, partner: None, body: None, cue, evidence }
    }

    /// The quote that this piece is.
    pub(super) fn quote(&self, scene: &Scene, salience: &Salience) -> Option<Quote> {
        let Content { start, end } = self.content;
        let span = scene.span_of(start, end.checked_sub(1)?)?;
        let speaker = self.source.and_then(|source| self.speaker(scene, source));
        let to = addressees::find(scene, self);
        Some(Quote {
            span,
            kind: self.kind,
            cue: self.cue.and_then(|(first, last)| scene.span_of(first, last)),
            about: about::names(scene, &about::persons(scene, salience, self, &to)),
            about_countries: about::countries(scene, span),
            to: about::names(scene, &to),
            evidence: self.evidence,
            confidence: self.confidence(scene, speaker.as_ref()),
            speaker,
        })
    }

    fn speaker(&self, scene: &Scene, source: Source) -> Option<Speaker> {
        let span = scene.span_of(source.first, source.last)?;
        let name = |person: usize| scene.persons.get(person).map(|person| person.name.clone());
        let person = self.person.and_then(name);
        let with = self.partner.and_then(name).into_iter().collect();
        let (name, kind) = match source.who {
            _ if person.is_some() => (person, SpeakerKind::Person),
            Who::Described if self.evidence == Evidence::Labelled => (labels::name(scene, source), SpeakerKind::Person),
            Who::Person(_) | Who::Described => (None, SpeakerKind::Person),
            Who::Pronoun => match self.body {
                Some(body) if body.who == Who::Document => (bare_name(scene, body, false), SpeakerKind::Document),
                Some(body) => (bare_name(scene, body, true), SpeakerKind::Organisation),
                None => (None, SpeakerKind::Unknown),
            },
            Who::Body => (bare_name(scene, source, true), SpeakerKind::Organisation),
            Who::Document => (bare_name(scene, source, false), SpeakerKind::Document),
        };
        Some(Speaker { name, kind, span, with })
    }

    fn confidence(&self, scene: &Scene, speaker: Option<&Speaker>) -> f32 {
        let named = speaker.is_some_and(|speaker| speaker.name.is_some());
        let pointer = match self.source.map(|source| source.who) {
            Some(Who::Pronoun) if named => Pointer::Pronoun,
            None | Some(Who::Pronoun) => Pointer::Nothing,
            Some(_) if named => Pointer::Name,
            Some(_) => Pointer::Described,
        };
        let Content { start, end } = self.content;
        let words = (start..end).filter(|at| scene.token(*at).kind != Kind::Punct).count();
        let plainly = self.cue.is_some_and(|(first, _)| is_plain(scene.folded(first)));
        confidence(self.evidence, self.kind, pointer, Wording { words, plainly })
    }
}

/// The name of a body or document without its article; a body that is only described ("the company") has none.
fn bare_name(scene: &Scene, source: Source, must_be_name: bool) -> Option<String> {
    let mut first = source.first;
    while first < source.last && scene.is(first, DETERMINER.or(POSSESSIVE)) {
        first += 1;
    }
    if must_be_name && !(first..=source.last).any(|at| scene.is_capitalised(at) || scene.is_country(at)) {
        return None;
    }
    let common = must_be_name && scene.is(source.head, BODY) && !scene.is_capitalised(first);
    if common {
        return None;
    }
    scene.span_of(first, source.last).map(|span| scene.text.slice(span).to_owned())
}
