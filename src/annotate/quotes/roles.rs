//! Whom does a description mean? "the president", "India's prime minister", "the Kremlin spokesman": the person of the article
//! who bears the role, by the words beside the name or by what the table of figures knows; "both leaders" are two.

use super::genders::Gender;
use super::salience::Salience;
use super::scene::{Mention, Scene};
use super::speakers::Source;
use super::words::{DETERMINER, POSSESSIVE, ROLE};
use crate::annotate::figures;
use crate::model::CountryCode;

/// The country or world body to which a role belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Realm {
    Country(CountryCode),
    Body(&'static str),
}

impl Realm {
    fn at(scene: &Scene, at: usize) -> Option<Self> {
        const BODIES: [&str; 7] = ["eu", "imf", "nato", "opec", "un", "who", "wto"];
        const CODES: [&str; 7] = ["EU", "IMF", "NATO", "OPEC", "UN", "WHO", "WTO"];
        let body = || BODIES.iter().position(|body| scene.is_capitalised(at) && *body == scene.folded(at));
        scene.country_at(at).map(Self::Country).or_else(|| body().map(|n| Self::Body(CODES[n])))
    }

    fn code(&self) -> &str {
        match self {
            Self::Country(code) => code.as_str(),
            Self::Body(code) => code,
        }
    }
}

/// How many mentions back a role is looked for.
const BACK: usize = 80;
/// How far around a name its role stands.
const NEAR: usize = 6;

/// The person of the article whom a description means.
pub(super) fn person(scene: &Scene, salience: &Salience, source: Source) -> Option<usize> {
    if !is_definite(scene, source) || !scene.is(source.head, ROLE) {
        return None;
    }
    let role = scene.folded(source.head);
    let realm = (source.first..=source.last).find_map(|at| Realm::at(scene, at));
    let bearing = mentions_before(scene, source.first).iter().rev().take(BACK).find(|mention| {
        bears(scene, **mention, role) && realm.is_none_or(|realm| may_be_of(scene, **mention, realm, role))
    });
    bearing.map(|mention| mention.person).or_else(|| known(scene, salience, source, realm))
}

/// Whether a source is someone whom the text takes for known: "the president", "India's prime minister".
fn is_definite(scene: &Scene, source: Source) -> bool {
    let owned = (source.first + 1..source.head).any(|at| scene.folded(at) == "s" || scene.is_punct(at, '’'));
    scene.folded(source.first) == "the"
        || owned
        || scene.is(source.first, POSSESSIVE)
        || scene.country_at(source.first).is_some()
}

fn mentions_before<'s>(scene: &'s Scene, token: usize) -> &'s [Mention] {
    &scene.mentions[..scene.mentions.partition_point(|mention| mention.first < token)]
}

/// Whether a role stands right before or behind a name: "President Lee", "Lee, the president of the club,".
fn bears(scene: &Scene, mention: Mention, role: &str) -> bool {
    let before = mention.first.saturating_sub(3)..mention.first;
    if before.rev().take_while(|at| scene.mention_at(*at).is_none()).any(|at| scene.folded(at) == role) {
        return true;
    }
    let apposed = scene.is_punct(mention.last + 1, ',');
    let end = scene.len().min(mention.last + 2 + NEAR);
    apposed
        && (mention.last + 2..end)
            .take_while(|at| scene.mention_at(*at).is_none() && scene.punct(*at).is_none_or(|c| matches!(c, '-' | '.')))
            .any(|at| scene.folded(at) == role)
}

/// Whether the bearer of a role may be the one of a country: the country stands beside the name or is known of the
/// person, or no country is said at all.
fn may_be_of(scene: &Scene, mention: Mention, realm: Realm, role: &str) -> bool {
    let around = mention.first.saturating_sub(NEAR)..scene.len().min(mention.last + NEAR);
    let mut said = around.filter_map(|at| Realm::at(scene, at)).peekable();
    let name = &scene.persons[mention.person].name;
    let silent = said.peek().is_none();
    said.any(|said| said == realm) || silent || figures::holds(name, role, Some(realm.code()))
}

/// The one person of the article who is known to hold the office that a description names.
fn known(scene: &Scene, salience: &Salience, source: Source, realm: Option<Realm>) -> Option<usize> {
    let words = scene.text.slice(scene.span_of(source.head.saturating_sub(1).max(source.first), source.head)?);
    let title = if scene.folded(source.head) == "diplomat" { "foreign minister" } else { words };
    let holds = |person: &usize| figures::holds(&scene.persons[*person].name, title, realm.as_ref().map(Realm::code));
    // Each person is asked once: an article may name one a thousand times.
    let mut named = vec![false; scene.persons.len()];
    for mention in mentions_before(scene, source.first) {
        named[mention.person] = true;
    }
    let holders: Vec<usize> = (0..named.len()).filter(|person| named[*person]).filter(holds).collect();
    match holders[..] {
        [one] => Some(one),
        [] => None,
        // Of several the one who was spoken of last, if the description leaves no doubt about the country.
        _ if realm.is_some() => salience.recent(source.first, 3).into_iter().find(|person| holders.contains(person)),
        _ => None,
    }
}

/// The two persons whom "both leaders", "the two presidents" or "both" mean, in the order in which they are named.
pub(super) fn pair(scene: &Scene, salience: &Salience, source: Source) -> Option<[usize; 2]> {
    let first = scene.folded(source.first);
    let two = |at: usize| at <= source.last && scene.folded(at) == "two";
    if first != "both" && !(scene.is(source.first, DETERMINER) && two(source.first + 1)) {
        return None;
    }
    let gender = match scene.folded(source.head) {
        "men" => Gender::Man,
        "women" => Gender::Woman,
        "both" | "leaders" | "presidents" | "ministers" | "chancellors" | "diplomats" | "statesmen" | "candidates"
        | "rivals" | "politicians" | "heads" | "counterparts" => Gender::Unknown,
        _ => return None,
    };
    let plural = scene.folded(source.head);
    let one = plural.strip_suffix('s').unwrap_or(plural);
    let led = matches!(one, "leader" | "president" | "minister" | "chancellor");
    let office = if one == "minister" { "minister" } else { "leader" };
    let leads = |person: &usize| {
        let bears = |mention: &Mention| bears(scene, *mention, one) || bears(scene, *mention, "president");
        figures::holds(&scene.persons[*person].name, office, None)
            || scene.mentions.iter().any(|mention| mention.person == *person && bears(mention))
    };
    let mut found = salience.recent(source.first, 4);
    found.retain(|person| salience.genders[*person].may_be(gender));
    // Where more are near, those who lead.
    if found.len() > 2 && led {
        found.retain(leads);
    }
    match found[..] {
        [second, first] => Some(in_order(scene, first, second)),
        _ => None,
    }
}

/// Two persons, the one first who is named first.
fn in_order(scene: &Scene, a: usize, b: usize) -> [usize; 2] {
    let first = |person: usize| scene.mentions.iter().position(|mention| mention.person == person);
    if first(a) <= first(b) { [a, b] } else { [b, a] }
}
