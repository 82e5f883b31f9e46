//! Which of the blocks around and within a text are no part of it? The title once more, date lines, lines that come
//! again and again, pointers to other articles, offers to subscribe.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::survey::{Block, Kind, Survey};
use crate::readers::{byline, published};

/// Takes from the chosen blocks what is no text.
pub(super) fn clear(survey: &Survey, chosen: &mut Vec<usize>, title: &str) {
    let blocks = &survey.blocks;
    let repeated = repeated(blocks, chosen);
    let title = fold(title);
    let is_part = |block: &Block| {
        !repeated.contains(block.words.as_str())
            && !matches!(block.kind, Kind::Caption | Kind::Aside)
            && !is_pointer(block)
            && !is_offer(block)
            && !is_label(block)
            && !is_call(&block.words)
            && fold(&block.words) != title
            && published::of_date_line(&block.words).is_none()
    };
    if chosen.iter().any(|at| is_part(&blocks[*at])) {
        chosen.retain(|at| is_part(&blocks[*at]));
    }
    let mut seen = HashSet::new();
    chosen.retain(|at| blocks[*at].words.len() < DOUBLE || seen.insert(blocks[*at].words.as_str()));
    trim(survey, chosen, &title);
}

/// A shorter line may be said twice.
const DOUBLE: usize = 40;

/// What comes before the first sentence is kicker, byline and place; what comes after the last one is farewell, unless
/// it is a good part of the whole.
fn trim(survey: &Survey, chosen: &mut Vec<usize>, title: &str) {
    let blocks = &survey.blocks;
    let is_sentence = |at: &usize| is_sentence(&blocks[*at]) && !is_legal(&blocks[*at], title);
    let len = |part: &[usize]| part.iter().map(|at| blocks[*at].words.len()).sum::<usize>();
    let last = chosen.iter().rposition(is_sentence).map(|last| last + short_ending(survey, &chosen[last..]));
    if let Some(last) = last.filter(|last| len(&chosen[last + 1..]) * 7 < len(chosen)) {
        chosen.truncate(last + 1);
    }
    let first = chosen.iter().position(is_sentence);
    if let Some(first) = first.filter(|first| len(&chosen[..*first]) * 7 < len(chosen)) {
        chosen.drain(..first);
    }
}

/// How many short sentences follow the last long one in the same box: a text may well end in "Nobody came."
fn short_ending(survey: &Survey, chosen: &[usize]) -> usize {
    const FEWEST: usize = 4;
    let around = |at: &usize| survey.places[survey.blocks[*at].place].parent;
    let Some((first, rest)) = chosen.split_first() else { return 0 };
    let is_short_sentence = |at: &&usize| {
        let block = &survey.blocks[**at];
        let words = block.words.trim_end_matches(['"', '”', '’', '»']);
        block.kind == Kind::Other
            && block.linked == 0
            && words.split(' ').count() >= FEWEST
            && words.ends_with(['.', '!', '?', '…'])
            && around(at) == around(first)
    };
    rest.iter().take_while(is_short_sentence).count()
}

/// Whether a block ends as a sentence does, or is as long as one.
fn is_sentence(block: &Block) -> bool {
    const LONG: usize = 120;
    const SHORT: usize = 40;
    let words = block.words.trim_end_matches(['"', '”', '’', '»', '“', ')', '\'', '」', '』']);
    let ends = words.ends_with(['.', '!', '?', '…', '。', '！', '？', ':', '।', '؟', '۔']);
    let len = block.words.len();
    !byline::is_byline(&block.words) && ((ends && len >= SHORT) || len >= LONG) && block.linked * 2 < len
}

/// Short lines that stand in the text again and again ("Advertisement", "Story continues below").
fn repeated<'a>(blocks: &'a [Block], chosen: &[usize]) -> HashSet<&'a str> {
    const REPEATS: usize = 3;
    const LONGEST: usize = 60;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for at in chosen {
        let words = blocks[*at].words.as_str();
        if words.len() <= LONGEST && !words.ends_with(['.', '!', '?', '”', '"', ')', ':', '…']) {
            *counts.entry(words).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= REPEATS).map(|(words, _)| words).collect()
}

/// Whether a block is nothing but the way to another article.
fn is_pointer(block: &Block) -> bool {
    const FEWEST: usize = 4;
    const LABEL: usize = 30;
    let len = block.words.len();
    let rest = len.saturating_sub(block.linked);
    block.linked > 0
        && block.words.split(' ').count() >= FEWEST
        && (rest <= 3 || (rest < LABEL && block.linked * 10 > len * 7))
}

/// Whether a block offers a subscription, a newsletter, an account.
fn is_offer(block: &Block) -> bool {
    const LONGEST: usize = 250;
    const PHRASES: [&str; 21] = [
        "sign up for our",
        "sign up to our",
        "sign up for the",
        "sign up to the",
        "subscribe to our",
        "subscribe now",
        "already a subscriber",
        "reserved for subscribers",
        "create an account or sign in",
        "our newsletter",
        "free newsletter",
        "unlock more articles",
        "register to unlock",
        "sign in or create an account",
        "advertisement has not loaded",
        "video has failed to load",
        "unlimited online access",
        "unlimited digital access",
        "support local journalism",
        "newsletter abonnieren",
        "abonnez-vous",
    ];
    let words = &block.words;
    words.len() <= LONGEST && {
        let words = words.to_lowercase();
        PHRASES.iter().any(|phrase| words.contains(phrase))
    }
}

/// Whether a block is one of the labels that stand between the paragraphs of news pages.
fn is_label(block: &Block) -> bool {
    const LONGEST: usize = 40;
    const LABELS: [&str; 32] = [
        "ad",
        "advert",
        "advertisement",
        "annonce",
        "anzeige",
        "bild",
        "continue reading below",
        "don't miss",
        "foto",
        "lea también",
        "leggi anche",
        "lesen sie auch",
        "lire aussi",
        "more on this",
        "more on this story",
        "photo",
        "pubblicità",
        "publicidad",
        "publicidade",
        "publicité",
        "quelle",
        "read also",
        "read more",
        "reklam",
        "reklama",
        "related",
        "see also",
        "source",
        "story continues below",
        "watch",
        "weiterlesen",
        "werbung",
    ];
    block.words.len() <= LONGEST && {
        let words = block.words.to_lowercase();
        LABELS.contains(&words.trim_matches([' ', ':', '.', '…', '-', '–', '[', ']', '(', ')']))
    }
}

/// Whether a line sends its readers to something else ("WATCH | The talks", "READ MORE: The talks"), or tells how long they
/// will read, or how long ago it was changed.
fn is_call(words: &str) -> bool {
    const LONGEST: usize = 160;
    const SHORT: usize = 40;
    const CALLS: [&str; 12] = [
        "WATCH",
        "LISTEN",
        "READ",
        "READ MORE",
        "READ ALSO",
        "ALSO READ",
        "SEE ALSO",
        "LIRE AUSSI",
        "LEGGI ANCHE",
        "LEIA MAIS",
        "MORE",
        "RELATED",
    ];
    if words.len() > LONGEST {
        return false;
    }
    let calls =
        words.split_once(['|', ':']).is_some_and(|(call, rest)| CALLS.contains(&call.trim()) && !rest.is_empty());
    let lower = if words.len() <= SHORT { words.to_lowercase() } else { String::new() };
    let lower = lower.as_str();
    let starts_with_figure = lower.starts_with(|c: char| c.is_ascii_digit());
    let is_length =
        starts_with_figure && ["minute read", "min read", "minutes read"].iter().any(|end| lower.ends_with(end));
    calls || is_length || (published::says_updated(lower) && lower.ends_with(" ago"))
}

/// Whether a block says what the law wants to be said of rights, cookies and scripts; `title` is the folded title of the
/// page, which may be about such things.
pub(super) fn is_legal(block: &Block, title: &str) -> bool {
    const LONGEST: usize = 500;
    /// What notices of cookies speak of.
    const NOTICE: [&str; 8] = ["site", "browser", "consent", "accept", "akzept", "seite", "sitio", "sito"];
    const PHRASES: [&str; 9] = [
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "todos los derechos reservados",
        "privacy policy",
        "terms of use",
        "terms of service",
        "registered office",
        "enable javascript",
    ];
    if block.words.starts_with('©') {
        return true;
    }
    let words = block.words.to_lowercase();
    let is_notice = words.contains("cookie") && NOTICE.iter().any(|part| words.contains(part));
    (is_notice && !title.contains("cookie"))
        || (words.len() < LONGEST && PHRASES.iter().any(|phrase| words.contains(phrase)))
}

/// What two writings of one line share.
pub(super) fn fold(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many of the runs of four words in `words` are among `body`, and how many there are.
pub(super) fn shared(words: &str, body: &HashSet<u64>) -> (usize, usize) {
    shingles(words).fold((0, 0), |(common, all), shingle| (common + usize::from(body.contains(&shingle)), all + 1))
}

/// Hashes of every four words in a row, of fewer if there are no four.
pub(super) fn shingles(words: &str) -> impl Iterator<Item = u64> {
    let words: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let size = words.len().clamp(1, 4);
    let hash = |words: &[String]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(size).map(hash).collect::<Vec<_>>().into_iter()
}
