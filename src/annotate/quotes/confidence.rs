//! How sure is it that these words were said, and by this speaker? What was measured on news articles in which people had
//! marked the quotations: of the quotes found on such evidence, the share whose words and speaker were right
//! (`docs/ACCURACY.md`).

use super::pieces::Evidence;
use crate::model::QuoteKind;

/// How the speaker is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointer {
    /// By name.
    Name,
    /// By a pronoun that was taken for a person or a body.
    Pronoun,
    /// By a description: "an official".
    Described,
    /// Not at all, or by a pronoun that nobody could be found for.
    Nothing,
}

/// How short and how plainly reported the words are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    /// How many words there are.
    pub(super) words: usize,
    /// Whether the report is one that nearly always means speech: "said", "told", "according to".
    pub(super) plainly: bool,
}

/// The share that is right, 0 to 1.
pub(super) fn confidence(evidence: Evidence, kind: QuoteKind, pointer: Pointer, wording: Wording) -> f32 {
    let [name, pronoun, described, nothing] = match (evidence, kind) {
        (Evidence::Reported, QuoteKind::Direct) => [0.96, 0.88, 0.86, 0.5],
        (Evidence::Reported, QuoteKind::Mixed) => [0.82, 0.78, 0.58, 0.3],
        (Evidence::Reported, _) if wording.plainly => [0.82, 0.78, 0.74, 0.45],
        (Evidence::Reported, _) => [0.63, 0.6, 0.54, 0.3],
        (Evidence::Labelled, _) => [0.8, 0.7, 0.5, 0.3],
        (Evidence::Carried, _) => [0.93, 0.88, 0.84, 0.3],
        (Evidence::Guessed | Evidence::None, _) => [0.6, 0.55, 0.3, 0.05],
    };
    let right = match pointer {
        Pointer::Name => name,
        Pointer::Pronoun => pronoun,
        Pointer::Described => described,
        Pointer::Nothing => nothing,
    };
    right * share_of_length(kind, wording.words)
}

/// How many of words so few are right, compared with more words: a label may stand in marks, the end of a clause be missed.
fn share_of_length(kind: QuoteKind, words: usize) -> f32 {
    match (words, kind) {
        (..=3, QuoteKind::Direct) => 0.6,
        (..=3, _) => 0.85,
        (4..=6, QuoteKind::Direct) => 0.93,
        (4..=6, _) => 0.9,
        _ => 1.0,
    }
}

/// Whether a reporting word nearly always means speech.
pub(super) fn is_plain(folded: &str) -> bool {
    const PLAIN: [&str; 12] = [
        "according",
        "added",
        "adding",
        "announced",
        "noted",
        "said",
        "say",
        "saying",
        "says",
        "tells",
        "told",
        "wrote",
    ];
    PLAIN.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_evidence_is_surer() {
        let wording = |words| Wording { words, plainly: true };
        let of = |evidence, pointer| confidence(evidence, QuoteKind::Direct, pointer, wording(12));
        assert!(of(Evidence::Reported, Pointer::Name) > of(Evidence::Carried, Pointer::Name));
        assert!(of(Evidence::Carried, Pointer::Name) > of(Evidence::Guessed, Pointer::Name));
        for evidence in [Evidence::Reported, Evidence::Carried, Evidence::Labelled, Evidence::Guessed] {
            for pointer in [Pointer::Pronoun, Pointer::Described, Pointer::Nothing] {
                assert!(of(evidence, Pointer::Name) >= of(evidence, pointer));
            }
        }
        let few = confidence(Evidence::Reported, QuoteKind::Direct, Pointer::Name, wording(2));
        assert!(few < of(Evidence::Reported, Pointer::Name));
        let indirect = |plainly| {
            let wording = Wording { words: 12, plainly };
            confidence(Evidence::Reported, QuoteKind::Indirect, Pointer::Name, wording)
        };
        assert!(indirect(true) > indirect(false));
        assert!(is_plain("said") && !is_plain("believed"));
    }
}
