//! Whom and which countries do reported words name or address?

use super::attributions::Content;
use super::scene::Scene;
use crate::model::{CountryCode, Span};

/// The persons named in `content`, in order, without the speaker; with those who are spoken to, if the words turn to
/// them ("you", "my dear friend").
pub(super) fn persons(scene: &Scene, content: Content, speaker: Option<usize>, to: &[usize]) -> Vec<usize> {
    let mentions = scene.mentions_in(content.start, content.end).iter().map(|mention| mention.person);
    let addressed = to.iter().copied().filter(|_| turns_to_someone(scene, content));
    let mut named: Vec<usize> = Vec::new();
    for person in mentions.chain(addressed) {
        if Some(person) != speaker && !named.contains(&person) {
            named.push(person);
        }
    }
    named
}

/// Whether the words address somebody.
pub(super) fn turns_to_someone(scene: &Scene, content: Content) -> bool {
    let addresses = |at: usize| match scene.folded(at) {
        "you" | "your" | "yours" | "yourself" => true,
        "friend" => at > content.start && matches!(scene.folded(at - 1), "dear" | "my"),
        _ => false,
    };
    (content.start..content.end).any(addresses)
}

/// The names of persons.
pub(super) fn names(scene: &Scene, persons: &[usize]) -> Vec<String> {
    persons.iter().filter_map(|person| scene.persons.get(*person)).map(|person| person.name.clone()).collect()
}

/// The countries named within `span`, in order of their code.
pub(super) fn countries(scene: &Scene, span: Span) -> Vec<CountryCode> {
    let names = |country: &&crate::model::Country| {
        let next = country.mentions.partition_point(|mention| mention.span.start < span.start);
        country.mentions.get(next).is_some_and(|mention| mention.span.end <= span.end)
    };
    let mut codes: Vec<CountryCode> = scene.countries.iter().filter(names).map(|country| country.code).collect();
    codes.sort_unstable();
    codes
}
