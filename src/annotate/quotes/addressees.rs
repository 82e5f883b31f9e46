//! To whom were reported words said? The object of the reporting verb ("told Xi"), a person behind "to" ("said in a
//! letter to Xi"), or one whom the words call by name ("President Xi, I thank you").

use super::about;
use super::attributions::Content;
use super::pieces::{Evidence, Piece};
use super::scene::{Mention, Scene};
use super::words::{CONJUNCTION, DETERMINER, OBJECT, POSSESSIVE, ROLE};

/// How far behind the reporting word its object may stand.
const REACH: usize = 12;

/// The persons spoken to, in order.
pub(super) fn find(scene: &Scene, piece: &Piece) -> Vec<usize> {
    let mut found = piece.cue.map(|cue| objects(scene, piece, cue)).unwrap_or_default();
    if found.is_empty() && about::turns_to_someone(scene, piece.content) {
        found.extend(called(scene, piece.content).map(|mention| mention.person));
        if found.is_empty() && piece.evidence == Evidence::Labelled {
            found.extend(partner(scene, piece));
        }
    }
    found.retain(|person| Some(*person) != piece.person && Some(*person) != piece.partner);
    found
}

/// The persons that are the object of the reporting words.
fn objects(scene: &Scene, piece: &Piece, (first, last): (usize, usize)) -> Vec<usize> {
    let end = scene.sentence(first).end.min(last + 1 + REACH);
    let outside = |at: usize| at < piece.content.start || at >= piece.content.end;
    let behind = (last + 1..end).take_while(|at| outside(*at) && scene.run_at(*at).is_none());
    let end = behind.last().map_or(last + 1, |at| at + 1);
    if takes_object(scene.folded(first)) {
        let all = joined(scene, last + 1, end);
        if all.is_empty() && last + 1 < end && scene.is(last + 1, OBJECT) {
            return only_other(scene, piece, first).into_iter().collect();
        }
        if !all.is_empty() {
            return all;
        }
    }
    let speaker = piece.source.map_or(first, |source| source.last);
    let to = (last + 1..end).find(|at| scene.folded(*at) == "to" && *at > speaker.min(last));
    let found = to.map(|to| joined(scene, to + 1, end)).unwrap_or_default();
    if found.is_empty() { correspondents(scene, first) } else { found }
}

/// With whom the speaker talks or to whom he writes, as the sentence says in front of the report: "In a letter to Lee, …",
/// "In a call with Lee, …".
fn correspondents(scene: &Scene, cue: usize) -> Vec<usize> {
    let start = scene.sentence(cue).start;
    let open = (start..cue.min(start + REACH)).find(|at| {
        let to = matches!(scene.folded(*at), "letter" | "message" | "telegram" | "email" | "note" | "cable")
            && scene.folded(at + 1) == "to";
        let with = matches!(scene.folded(*at), "call" | "conversation" | "talks" | "meeting" | "dinner" | "lunch")
            && scene.folded(at + 1) == "with";
        (to || with) && scene.run_at(*at).is_none()
    });
    open.filter(|_| matches!(scene.folded(start), "in" | "during" | "at" | "after"))
        .map(|open| joined(scene, open + 2, cue))
        .unwrap_or_default()
}

/// Whether the object of a verb is who is spoken to.
fn takes_object(verb: &str) -> bool {
    const VERBS: [&str; 27] = [
        "advised",
        "asked",
        "asking",
        "asks",
        "assured",
        "assures",
        "assuring",
        "begged",
        "informed",
        "informing",
        "instructed",
        "notified",
        "reminded",
        "reminding",
        "reminds",
        "tell",
        "telling",
        "tells",
        "thanked",
        "thanking",
        "thanks",
        "told",
        "urged",
        "urging",
        "warned",
        "warning",
        "warns",
    ];
    VERBS.binary_search(&verb).is_ok()
}

/// The persons named at `start`, joined by commas and "and", titles passed over.
fn joined(scene: &Scene, start: usize, end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        if let Some(mention) = scene.mention_at(at) {
            found.push(mention.person);
            at = mention.last + 1;
        } else if is_title(scene, at) || !found.is_empty() && is_joint(scene, at) {
            at += 1;
        } else {
            break;
        }
    }
    found
}

/// Whether a word may stand between a verb and the name that is its object: "told visiting Chinese President Xi".
fn is_title(scene: &Scene, at: usize) -> bool {
    scene.is(at, DETERMINER.or(POSSESSIVE).or(ROLE))
        || scene.is_country(at)
        || scene.is_capitalised(at) && scene.punct(at).is_none()
        || matches!(scene.folded(at), "visiting" | "counterpart" | "fellow" | "outgoing" | "former")
        || scene.is_punct(at, '.')
}

fn is_joint(scene: &Scene, at: usize) -> bool {
    scene.is(at, CONJUNCTION) || scene.is_punct(at, ',')
}

/// The one person besides the speaker whom an article names before a turn: the other side of a talk of two.
fn partner(scene: &Scene, piece: &Piece) -> Option<usize> {
    piece.person.and_then(|speaker| scene.only_person(0, piece.content.start, Some(speaker)))
}

/// The one person besides the speaker who is named in the sentence of the report, up to it, or in the one before it.
fn only_other(scene: &Scene, piece: &Piece, cue: usize) -> Option<usize> {
    let sentence = scene.sentence(cue);
    let from = match sentence.start.checked_sub(1) {
        Some(last) if scene.block(last) == scene.block(cue) => scene.sentence(last).start,
        _ => sentence.start,
    };
    piece.person.and_then(|speaker| scene.only_person(from, cue, Some(speaker)))
}

/// The person whom the words call by name at their start or end: set off by a comma, with nothing but titles before.
fn called(scene: &Scene, content: Content) -> Option<Mention> {
    let opens = |mention: &&Mention| {
        let lead = content.start..mention.first;
        let close = mention.last + 1 < content.end && scene.is_punct(mention.last + 1, ',');
        close && lead.len() <= 3 && lead.into_iter().all(|at| is_title(scene, at) || scene.folded(at) == "dear")
    };
    let closes = |mention: &&Mention| {
        let rest = (mention.last + 1..content.end).all(|at| scene.punct(at).is_some());
        let lead = (content.start..mention.first).rev().take_while(|at| is_title(scene, *at)).count();
        let before = mention.first.checked_sub(lead + 1).filter(|before| *before >= content.start);
        rest && before.is_some_and(|before| scene.is_punct(before, ','))
    };
    let mentions = scene.mentions_in(content.start, content.end);
    mentions.first().filter(opens).or_else(|| mentions.last().filter(closes)).copied()
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;
    use crate::model::CountryCode;

    /// To whom the first quote of a text is said.
    fn to(text: &str) -> Vec<String> {
        annotated(text).1.quotes.first().map(|quote| quote.to.clone()).unwrap_or_default()
    }

    #[test]
    fn the_object_of_the_report_is_spoken_to() {
        let cases: [(&str, &[&str]); 7] = [
            ("“We can wait,” Ana Ruiz told Peter Holm on Monday.", &["Peter Holm"]),
            ("Ana Ruiz told visiting Danish President Peter Holm that the port would open.", &["Peter Holm"]),
            ("“We can wait,” Ana Ruiz wrote in a letter to Peter Holm.", &["Peter Holm"]),
            ("Ana Ruiz met Peter Holm. “We can wait,” she told him.", &["Peter Holm"]),
            ("“We can wait,” Ana Ruiz told reporters after she had met Peter Holm.", &[]),
            ("“We can wait,” Ana Ruiz said.", &[]),
            ("Peter Holm was ill, Ana Ruiz told the court.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(to(text), expected, "{text}");
        }
    }

    #[test]
    fn who_is_called_by_name_is_spoken_to() {
        let met = "Peter Holm received Ana Ruiz in Oslo.";
        let cases: [(&str, &[&str]); 3] = [
            ("“President Holm, I thank you for the welcome,” Ana Ruiz said.", &["Peter Holm"]),
            ("“We are glad to see you here, Peter Holm,” Ana Ruiz said.", &["Peter Holm"]),
            ("“Peter Holm, a painter from Oslo, was a friend of ours,” Ana Ruiz said.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(to(&format!("{met} {text}")), expected, "{text}");
        }
    }

    #[test]
    fn words_that_turn_to_someone_are_about_them() {
        let (_, found) = annotated("“My dear friend, we agree,” Ana Ruiz told Peter Holm.");
        assert_eq!(found.quotes[0].about, ["Peter Holm"]);
        let (_, found) = annotated("“Spain and Peru agree,” Ana Ruiz told Peter Holm.");
        assert_eq!(found.quotes[0].about, Vec::<String>::new());
        let codes: Vec<&str> = found.quotes[0].about_countries.iter().map(CountryCode::as_str).collect();
        assert_eq!(codes, ["ES", "PE"]);
    }
}
