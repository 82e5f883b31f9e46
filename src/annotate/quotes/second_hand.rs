//! Which reports stand within reported words? "Lee said Brown had told him that …": who reports, and who spoke.

use std::ops::Range;

use super::attributions::{Attribution, Content, Reader};
use super::choose::Chooser;
use super::cues::{Form, Governs};
use super::pieces::Piece;
use super::scene::Scene;
use super::speakers::Who;

/// The reports within what the reports `found` say: "Lee said Brown had told him that …".
pub(super) fn nested(scene: &Scene, chooser: &dyn Chooser, found: &[Attribution], turns: &[Piece]) -> Vec<Attribution> {
    let mut nested = Vec::new();
    for Content { start, end } in turns.iter().map(|turn| turn.content) {
        nested.extend(repeated(scene, chooser, start..end));
    }
    for outer in found {
        for Content { start, end } in [outer.before, outer.after].into_iter().flatten() {
            if end < start + SHORTEST_OUTER
                || !is_told_in(scene, start..end)
                || scene.run_at(start).is_some_and(|run| end <= run.after)
            {
                continue;
            }
            let within = read(scene, chooser, start..end);
            nested.extend(within.into_iter().filter(|inner| is_second_hand(scene, inner, start..end)));
        }
    }
    nested
}

/// What the one who has a turn repeats in quotation marks of what another said.
fn repeated(scene: &Scene, chooser: &dyn Chooser, turn: Range<usize>) -> Vec<Attribution> {
    let mut found = read(scene, chooser, turn.clone());
    found.retain(|inner| {
        let marked = inner.after.is_some_and(|after| {
            scene
                .run_at(after.start)
                .is_some_and(|run| after.end <= run.after && run.end > run.start + SHORTEST_REPEATED)
        });
        let other = inner.source.is_some_and(|source| !matches!(scene.folded(source.head), "i" | "we" | "you"));
        marked && other && is_second_hand(scene, inner, turn.clone())
    });
    found
}

/// The reports of some words, sentence by sentence.
fn read(scene: &Scene, chooser: &dyn Chooser, words: Range<usize>) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let end = scene.sentence(at).end.min(words.end).max(at + 1);
        if is_told_in(scene, at..end) {
            Reader::new(scene, chooser, at..end).read(&mut found);
        }
        at = end;
    }
    found
}

/// Fewer words in quotation marks within a turn are a label.
const SHORTEST_REPEATED: usize = 3;

/// Shorter reported words hold no report.
const SHORTEST_OUTER: usize = 6;

/// Whether a verb that surely reports stands among some words, outside quotation marks.
fn is_told_in(scene: &Scene, mut words: Range<usize>) -> bool {
    words.any(|at| is_telling(scene, at) && scene.run_at(at).is_none())
}

fn is_telling(scene: &Scene, at: usize) -> bool {
    scene.cue(at).is_some_and(|cue| {
        matches!(cue.form, Form::Past | Form::Third | Form::Base)
            && cue.governs.any(Governs::CLAUSE.or(Governs::QUOTE))
            && cue.governs.any(Governs::TELLING)
    })
}

/// Whether a report within reported words has a speaker of its own in front of its verb, and a verb that surely reports.
fn is_second_hand(scene: &Scene, inner: &Attribution, outer: Range<usize>) -> bool {
    let Some(after) = inner.after else { return false };
    let marked = scene.run_at(after.start).is_some_and(|run| after.end <= run.after);
    let own = inner.source.is_some_and(|source| {
        let someone = marked || matches!(source.who, Who::Person(_) | Who::Described);
        outer.contains(&source.first) && source.last < inner.cue.0 && someone
    });
    let plain = scene.cue(inner.cue.0).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third));
    let told = is_telling(scene, inner.cue.0) && (plain || marked);
    own && told && inner.before.is_none() && after.end <= outer.end
}
