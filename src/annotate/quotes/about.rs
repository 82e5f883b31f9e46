//! Whom do reported words name or address?

use std::collections::HashSet;

use super::attributions::Content;
use super::scene::Scene;

/// The persons named in `content`, in order, without the speaker.
pub(super) fn persons(scene: &Scene, content: Content, speaker: Option<usize>) -> Vec<String> {
    let mut named: Vec<usize> = Vec::new();
    let mut seen = HashSet::new();
    for mention in scene.mentions_in(content.start, content.end) {
        if Some(mention.person) != speaker && seen.insert(mention.person) {
            named.push(mention.person);
        }
    }
    named.iter().filter_map(|person| scene.persons.get(*person)).map(|person| person.name.clone()).collect()
}
