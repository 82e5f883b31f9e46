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

/// Of words so few, fewer are quotes.
const FEW: usize = 3;
/// How many of these are right, compared with longer ones.
const FEW_RIGHT: f32 = 0.7;

/// The share that is right, 0 to 1.
pub(super) fn confidence(evidence: Evidence, kind: QuoteKind, pointer: Pointer, words: usize) -> f32 {
    let [name, pronoun, described, nothing] = match (evidence, kind) {
        (Evidence::Reported, QuoteKind::Direct) => [0.95, 0.77, 0.86, 0.3],
        (Evidence::Reported, QuoteKind::Mixed) => [0.82, 0.63, 0.58, 0.2],
        (Evidence::Reported, QuoteKind::Indirect | QuoteKind::Phrase) => [0.73, 0.6, 0.66, 0.3],
        (Evidence::Labelled, _) => [0.85, 0.7, 0.6, 0.3],
        (Evidence::Carried, _) => [0.89, 0.73, 0.76, 0.3],
        (Evidence::Guessed | Evidence::None, _) => [0.4, 0.4, 0.25, 0.05],
    };
    let right = match pointer {
        Pointer::Name => name,
        Pointer::Pronoun => pronoun,
        Pointer::Described => described,
        Pointer::Nothing => nothing,
    };
    if words <= FEW { right * FEW_RIGHT } else { right }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_evidence_is_surer() {
        let of = |evidence, pointer| confidence(evidence, QuoteKind::Direct, pointer, 12);
        assert!(of(Evidence::Reported, Pointer::Name) > of(Evidence::Carried, Pointer::Name));
        assert!(of(Evidence::Carried, Pointer::Name) > of(Evidence::Guessed, Pointer::Name));
        for evidence in [Evidence::Reported, Evidence::Carried, Evidence::Labelled, Evidence::Guessed] {
            for pointer in [Pointer::Pronoun, Pointer::Described, Pointer::Nothing] {
                assert!(of(evidence, Pointer::Name) >= of(evidence, pointer));
            }
        }
        let few = confidence(Evidence::Reported, QuoteKind::Direct, Pointer::Name, 2);
        assert!(few < of(Evidence::Reported, Pointer::Name));
    }
}
