//! On which day does a page say that its article appeared? Its metadata and what its readers see are heard as
//! witnesses; the day on which most of the weight agrees counts.

use chrono::{Datelike, NaiveDate};

use super::furniture::fold;
use super::hints::Hints;
use super::survey::{Block, Kind, Survey};
use crate::model::Precision;
use crate::readers::dates::{self, Date, Order};
use crate::readers::published;

/// A date of the metadata.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    pub(super) date: Date,
    /// The hour, if it is in universal time, so that it may be a day off the day where the page appeared.
    pub(super) utc_hour: Option<u32>,
}

impl Stamp {
    pub(super) fn parse(value: &str, order: Order) -> Option<Self> {
        let date = dates::parse(value, order)?;
        let value = value.trim();
        let is_utc = ["Z", "+00:00", "+0000", "UTC", "GMT"].iter().any(|zone| value.ends_with(zone));
        let hour =
            value.split_once(':').and_then(|(before, _)| before.get(before.len().checked_sub(2)?..)?.parse().ok());
        Some(Self { date, utc_hour: hour.filter(|_| is_utc) })
    }

    /// Whether `other` may be the day of the same moment elsewhere: in the Americas it is earlier, in Asia later.
    fn may_be(self, other: Date) -> bool {
        let days = (other.day - self.date.day).num_days();
        let is_possible = |hour| (days == -1 && hour < 10) || (days == 1 && hour >= 12);
        is_day(&other) && is_day(&self.date) && self.utc_hour.is_some_and(is_possible)
    }
}

/// What the metadata of a page says of its date.
#[derive(Debug, Default)]
pub(super) struct Stamps {
    /// In JSON-LD.
    pub(super) described: Option<Stamp>,
    /// In a `<meta>` that names the publication.
    pub(super) published: Option<Stamp>,
    /// In a `<meta>` that names a date.
    pub(super) dated: Option<Stamp>,
    /// In the data of a script.
    pub(super) scripted: Option<Stamp>,
    /// That of the last change.
    pub(super) modified: Option<Stamp>,
}

/// What a page says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) by_metadata: Option<Date>,
    pub(super) by_sight: Option<Date>,
}

/// Hears the witnesses.
pub(super) fn decide(stamps: &Stamps, survey: &Survey, title: &str, order: Order, url: Option<&str>) -> Told {
    let sight = Sight::of(survey, title, order);
    let in_url = url.and_then(published::in_url);
    let url = in_url.filter(is_day);
    let stamp = |stamp: Option<Stamp>, weight: u32| stamp.map(|stamp| Witness { stamp, weight, is_metadata: true });
    let seen = |date: Option<Date>, weight: u32, is_metadata: bool| {
        date.map(|date| Witness { stamp: Stamp { date, utc_hour: None }, weight, is_metadata })
    };
    let witnesses: Vec<Witness> = [
        stamp(stamps.described, 42),
        stamp(stamps.published, 29),
        seen(sight.marked, 25, true),
        seen(sight.near, 22, false),
        stamp(stamps.dated, 18),
        seen(url, 15, false),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !witnesses.iter().any(|witness| witness.is_metadata) {
        let month = in_url.filter(|date| date.precision == Precision::Month);
        let in_month = || month.and_then(|month| sight.only_in(month));
        let by_sight = sight.near.or(sight.labelled).or(sight.only).or_else(in_month);
        let silent = by_sight.is_none() && in_url.is_none() && stamps.scripted.is_none();
        // Where nothing tells of the publication, the last change is the nearest that is known.
        if let Some(modified) = stamps.modified.map(|stamp| stamp.date).filter(|_| silent) {
            return Told { by_metadata: Some(modified), by_sight: None };
        }
        let by_sight = by_sight.or_else(|| if silent { updated(survey, order) } else { None });
        let scripted = stamps.scripted.map(|stamp| stamp.date);
        let by_metadata = scripted.filter(|date| by_sight.is_none_or(|sight| sight == *date));
        return Told { by_metadata, by_sight };
    }
    let weight = |day: Date| {
        witnesses.iter().filter(|witness| witness.stamp.date == day).map(|witness| witness.weight).sum::<u32>()
    };
    let Some(best) = witnesses.iter().rev().max_by_key(|witness| weight(witness.stamp.date)) else {
        return Told::default();
    };
    let others = [url, sight.near].into_iter().flatten();
    let local = others.into_iter().find(|other| best.stamp.may_be(*other) || is_swapped(*other, best.stamp.date));
    let date = local.unwrap_or(best.stamp.date);
    let is_metadata = local.is_some() || witnesses.iter().any(|w| w.is_metadata && w.stamp.date == date);
    let by_sight = (!is_metadata).then_some(date);
    Told { by_metadata: Some(date).filter(|_| is_metadata), by_sight }
}

/// What speaks for a day, and how much.
struct Witness {
    stamp: Stamp,
    weight: u32,
    is_metadata: bool,
}

fn is_day(date: &Date) -> bool {
    date.precision == Precision::Day
}

/// Whether a date in figures was read with day and month the wrong way round.
fn is_swapped(shown: Date, read: Date) -> bool {
    let swapped = NaiveDate::from_ymd_opt(read.day.year(), read.day.day(), read.day.month());
    is_day(&shown) && is_day(&read) && shown.day != read.day && swapped == Some(shown.day)
}

/// The dates that readers of the page see.
#[derive(Default)]
struct Sight {
    /// Near the title, and marked up as the publication.
    marked: Option<Date>,
    /// Near the title.
    near: Option<Date>,
    /// Anywhere on the page, and said to be that of the publication.
    labelled: Option<Date>,
    /// The one date on the page.
    only: Option<Date>,
    all: Vec<Date>,
}

/// A date in a block.
struct Seen {
    block: usize,
    date: Date,
    is_marked: bool,
    says_published: bool,
    in_time: bool,
}

impl Sight {
    fn of(survey: &Survey, title: &str, order: Order) -> Self {
        /// How many blocks from the title a date may stand.
        const BEFORE: usize = 6;
        const AFTER: usize = 10;
        let anchor = anchor(survey, title);
        let all = seen(survey, anchor, order);
        let is_near = |seen: &&Seen| {
            anchor.is_some_and(|at| {
                let (from, to) = (at.min(seen.block), at.max(seen.block));
                // Behind headings that lead elsewhere stand the dates of what they lead to.
                let between = survey.blocks.get(from + 1..to).unwrap_or_default();
                let is_teasers = between.iter().filter(|block| is_linked_heading(block)).count() >= 2;
                seen.block + BEFORE >= at && seen.block <= at + AFTER && (seen.says_published || !is_teasers)
            })
        };
        // Below the title is nearer than above it.
        let distance = |seen: &Seen| {
            let at = anchor.unwrap_or(0);
            if seen.block >= at { 2 * (seen.block - at) } else { 2 * (at - seen.block) + 7 }
        };
        let near = all.iter().filter(is_near).min_by_key(|seen| (!seen.says_published, distance(seen)));
        let marked = all.iter().filter(is_near).filter(|seen| seen.is_marked).min_by_key(|seen| distance(seen));
        let mut times = all.iter().filter(|seen| seen.in_time);
        let first = times.next();
        Self {
            marked: marked.map(|seen| seen.date),
            near: near.map(|seen| seen.date),
            labelled: all.iter().find(|seen| seen.says_published).map(|seen| seen.date),
            only: first.filter(|first| times.all(|seen| seen.date == first.date)).map(|seen| seen.date),
            all: all.iter().map(|seen| seen.date).collect(),
        }
    }

    /// The one day on the page that lies in a month.
    fn only_in(&self, month: Date) -> Option<Date> {
        let is_in = |date: &&Date| (date.day.year(), date.day.month()) == (month.day.year(), month.day.month());
        let mut days = self.all.iter().filter(is_in);
        let first = days.next()?;
        days.all(|day| day == first).then_some(*first)
    }
}

/// The block that is the title: the heading or other block that says the same, or most of it; else the last heading
/// before the first long paragraph.
fn anchor(survey: &Survey, title: &str) -> Option<usize> {
    const LONG: usize = 150;
    const SHORTEST: usize = 12;
    let title = fold(title);
    let is_heading = |at: usize| matches!(survey.blocks[at].kind, Kind::Heading(_));
    let text = survey.blocks.iter().position(|block| block.words.len() >= LONG && block.linked * 4 < block.words.len());
    // The better a block says the title, the smaller; headings before others.
    let likeness = |at: usize| {
        let words = &survey.blocks[at].words;
        if !is_heading(at) && (words.len() < SHORTEST || words.len() > 2 * title.len()) {
            return None;
        }
        let words = fold(words);
        let is_most = 3 * words.len() >= 2 * title.len() && words.len() <= 2 * title.len();
        let is_part = (words.len() >= SHORTEST && title.contains(&words))
            || (title.len() >= SHORTEST && words.contains(&title))
            || starts_alike(&words, &title);
        match (is_heading(at), is_part) {
            (true, _) if words == title && !title.is_empty() => Some(0),
            (true, true) if is_most => Some(1),
            (false, true) if is_most => Some(2),
            (true, true) => Some(3),
            _ => None,
        }
    };
    let best = (0..survey.blocks.len()).filter_map(|at| Some((likeness(at)?, at))).min();
    best.map(|(_, at)| at).or_else(|| (0..text.unwrap_or(0)).rfind(|at| is_heading(*at)))
}

/// Whether two titles are one, to each of which something else was added behind it.
fn starts_alike(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 20;
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    same >= SHORTEST && same * 3 >= 2 * one.len() && same * 3 >= 2 * other.len()
}

/// Which boxes lie in one of which this is said, unless the title lies in it, too.
fn within(survey: &Survey, anchor: Option<usize>, hint: Hints) -> Vec<bool> {
    let mut around_title = vec![false; survey.places.len()];
    let mut at = anchor.and_then(|at| survey.blocks.get(at)).map_or(0, |block| block.place);
    while at > 0 {
        around_title[at] = true;
        at = survey.places[at].parent;
    }
    let mut within = vec![false; survey.places.len()];
    for (at, place) in survey.places.iter().enumerate().skip(1) {
        within[at] = !around_title[at] && (place.hints.has(hint) || within[place.parent]);
    }
    within
}

/// All dates in the blocks of a page, without those of comments and changes.
fn seen(survey: &Survey, anchor: Option<usize>, order: Order) -> Vec<Seen> {
    let apart = within(survey, anchor, Hints::APART);
    let framed = within(survey, anchor, Hints::FRAME);
    let start = anchor.unwrap_or(usize::MAX);
    let is_apart = |block: usize| survey.blocks.get(block).is_none_or(|block| apart[block.place]);
    // Today's date stands in headers; what is said to be that of the publication may stand anywhere.
    let is_framed = |at: usize| at < start && survey.blocks.get(at).is_none_or(|block| framed[block.place]);
    let says_updated = |block: usize| {
        survey.blocks.get(block).is_some_and(|block| {
            block.words.len() < 100 && published::says_updated(&block.words) && !published::says_published(&block.words)
        })
    };
    let times = survey.times.iter().filter(|time| !time.says_updated && !is_apart(time.block)).filter_map(|time| {
        let read = if time.is_line { published::of_date_line_in } else { dates::parse };
        let date = read(&time.value, order).filter(is_day)?;
        let is_update = !time.says_published && says_updated(time.block);
        let seen = Seen {
            block: time.block,
            date,
            is_marked: time.says_published,
            says_published: time.says_published,
            in_time: !time.is_line,
        };
        (!is_update && (seen.says_published || !is_framed(time.block))).then_some(seen)
    });
    let lines = survey.blocks.iter().enumerate().filter(|(at, _)| !is_apart(*at)).filter_map(|(at, block)| {
        let labelled = labelled(&block.words, order);
        let says_published = labelled.is_some();
        let opening = || opening(&block.words, order).filter(|_| anchor.is_some_and(|anchor| at > anchor));
        let date = labelled
            .or_else(|| published::of_date_line_in(&block.words, order))
            .or_else(|| of_part(&block.words, order))
            .or_else(opening);
        let date = date.filter(is_day).filter(|_| says_published || !is_framed(at))?;
        Some(Seen { block: at, date, is_marked: false, says_published, in_time: false })
    });
    // The web is not older than that; earlier days are what the page is about, or it says that they are its own.
    const OLDEST: i32 = 1990;
    let mut all: Vec<Seen> =
        times.chain(lines).filter(|seen| seen.says_published || seen.date.day.year() >= OLDEST).collect();
    all.sort_by_key(|seen| seen.block);
    all
}

/// Whether a heading is a link, as those of teasers are.
fn is_linked_heading(block: &Block) -> bool {
    matches!(block.kind, Kind::Heading(_)) && block.linked * 10 >= block.words.len() * 8
}

/// The date in one of the parts of a line that signs part: "By Ann Lee · 16 May 2024 · Print this · 3 comments".
fn of_part(words: &str, order: Order) -> Option<Date> {
    const LONGEST: usize = 250;
    const SIGNS: [char; 5] = ['|', '·', '•', '⋅', '»'];
    if words.len() > LONGEST || !words.contains(SIGNS) || !words.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    words.split(SIGNS).find_map(|part| published::of_date_line_in(part.trim(), order))
}

/// The day of the last change, if no two are told.
fn updated(survey: &Survey, order: Order) -> Option<Date> {
    const LONGEST: usize = 100;
    let lines = survey.blocks.iter().filter(|block| block.words.len() <= LONGEST).filter_map(|block| {
        let (date, range) = dates::find(&block.words, order)?;
        published::says_updated(&block.words[..range.start]).then_some(date)
    });
    let times = survey.times.iter().filter(|time| time.says_updated && !time.is_line);
    let mut days = lines.chain(times.filter_map(|time| dates::parse(&time.value, order))).filter(is_day);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// The date with which a paragraph opens: "(16.05.2024)", "Geneva, 16 May 2024".
fn opening(words: &str, order: Order) -> Option<Date> {
    const REACH: usize = 60;
    const FARTHEST: usize = 25;
    let head = &words[..words.floor_char_boundary(REACH)];
    if !head.bytes().take(FARTHEST + 8).any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (date, range) = dates::find(head, order)?;
    let (before, after) = (&head[..range.start], head[range.end..].chars().next());
    let is_apart = before.ends_with('(') || after.is_none_or(|c| !c.is_whitespace());
    let is_place = before.is_empty() || before.trim_end_matches([' ', '(']).ends_with(',') || before == "(";
    (range.start <= FARTHEST && is_place && (is_apart || before.is_empty())).then_some(date)
}

/// The date of a line that says "published" before it.
fn labelled(words: &str, order: Order) -> Option<Date> {
    /// So far into a line it may stand.
    const REACH: usize = 160;
    let mut head = &words[..words.floor_char_boundary(REACH)];
    if !head.bytes().any(|b| b.is_ascii_digit()) || !published::says_published(head) {
        return None;
    }
    // "Changed: 17.05.2024. Published: 16.05.2024": each date has its own label.
    loop {
        let (date, range) = dates::find(head, order)?;
        let before = &head[..range.start];
        // A paragraph may tell on what day something else was released: its first words must be the label.
        let farthest = if words.len() > REACH { 3 } else { 6 };
        let is_short = before.split_whitespace().count() <= farthest;
        if is_short && published::says_published(before) && !published::says_updated(before) {
            return Some(date);
        }
        if !published::says_updated(before) {
            return None;
        }
        head = &head[range.end..];
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;
    use crate::readers::web::survey;

    fn told(page: &str, stamps: &Stamps) -> Told {
        let survey = survey::of(&Document::from(page).root(), false);
        decide(stamps, &survey, "Talks", Order::DayFirst, None)
    }

    fn day(month: u32, day: u32) -> Option<Date> {
        Date::of_day(2024, month, day)
    }

    #[test]
    fn dates_are_seen_where_pages_show_them() {
        let cases = [
            ("<h1>Talks</h1><h5>16.05.2024</h5><p>They met.", day(5, 16)),
            ("<small>16.05.2024 Politics</small><h1>Talks</h1><p>They met.", day(5, 16)),
            ("<h1>Talks</h1><p class=date>Written: 2024-05-16 / Updated: 2024-05-17</p>", day(5, 16)),
            ("<h1>Talks</h1><time datetime=2024-05-16>Thursday</time><p>They met.", day(5, 16)),
            ("<h1>Talks</h1><time class=updated datetime=2024-05-17>Friday</time><p>They met.", day(5, 17)),
            ("<h1>Talks</h1><p>They met.</p><p>Erschienen am: 16.05.2024</p>", day(5, 16)),
            ("<h1>Talks</h1><p>Geneva, (16.05.2024). The two leaders met there.</p>", day(5, 16)),
            (
                "<h1>Talks</h1><p><span class=post-date>16 May 2024</span> <b>Ann Lee</b> writes for us from the lake</p>",
                day(5, 16),
            ),
            ("<h1>Talks</h1><p>They met.</p><p>Updated: 17.05.2024<br>Published: 16.05.2024</p>", day(5, 16)),
            ("<h1>Talks</h1><p>They met.</p><p>Last changed: 17.05.2024. Posted 16.05.2024</p>", day(5, 16)),
            ("<h2>Talks</h2><p>18.05.2024</p><h1>Talks begin</h1><p>16.05.2024</p>", day(5, 18)),
            ("<nav><ul><li>18.05.2024</ul></nav><h1>Talks</h1><p>They met.", None),
            ("<div class='post in-commentary'><h1>Talks</h1><div>16.05.2024</div><p>They met.</div>", day(5, 16)),
            ("<h1>Talks</h1><p>Member since 16.05.2024</p>", None),
            (
                "<h1>Talks</h1><p>By Ann Lee · May 16, 2024 · Print · Tell others what you think of it · Add a comment",
                day(5, 16),
            ),
            (
                "<h1>Talks</h1><p>They met.<h3><a href=x>No</a></h3><p>So.<h3><a href=x>Yes</a></h3><i>16.05.2024</i>",
                None,
            ),
            ("<h1>Talks</h1><div class=today>Thursday, 16 May 2024</div>", None),
            ("<h1>Talks</h1><p>Born: 16.05.1974</p>", None),
            (
                "<h1>Talks</h1><p>The second book was released on May 16, 2024, and then nothing was heard of it for a long time, \
                 until somebody found a copy of it in a box of nails and other things that nobody had needed.</p>",
                None,
            ),
            ("<h1>Talks</h1><p>They met.</p><p>Updated: 17.05.2024</p>", day(5, 17)),
            ("<h1>Talks</h1><p>They met.</p><p>Updated: 17.05.2024</p><p>Updated: 18.05.2024</p>", None),
            ("<h1>Talks</h1><p>They met.</p><p>© 16.05.2024 The Wire</p>", None),
            ("<h1>Talks</h1><p>They met.</p><div class=comments><time datetime=2024-05-18>Sat</time></div>", None),
        ];
        for (page, expected) in cases {
            assert_eq!(told(page, &Stamps::default()).by_sight, expected, "{page}");
        }
    }

    #[test]
    fn the_title_is_where_it_is_said_best() {
        let title = "Talks begin in the old capital";
        let cases = [
            ("<h4>Talks begin in the old …</h4><p>1<h1>Talks begin in the old capital</h1>", Some(2)),
            ("<h3>The capital</h3><h1>Talks begin in the old capital 3 comments</h1>", Some(1)),
            ("<h2>The old capital</h2><div>Talks begin in the old capital</div>", Some(1)),
            ("<h2>Something else</h2>", None),
        ];
        for (page, expected) in cases {
            let survey = survey::of(&Document::from(page).root(), false);
            assert_eq!(anchor(&survey, title), expected, "{page}");
        }
    }

    #[test]
    fn the_month_of_an_address_points_to_the_day() {
        let page = "<p>03.04.2024</p><h1>Other</h1><p>16.05.2024</p>".repeat(12);
        let survey =
            survey::of(&Document::from(format!("<h1>Talks</h1>{}", "<p>x</p>".repeat(20) + &page)).root(), false);
        let told = |url| decide(&Stamps::default(), &survey, "Talks", Order::DayFirst, Some(url)).by_sight;
        assert_eq!(told("https://a.example/2024/05/talks"), day(5, 16));
        assert_eq!(told("https://a.example/2024/06/talks"), None);
    }

    #[test]
    fn the_last_change_counts_if_nothing_else_is_known() {
        let stamps = Stamps { modified: Stamp::parse("2024-05-17", Order::Unknown), ..Stamps::default() };
        assert_eq!(told("<h1>Talks</h1><p>They met.", &stamps).by_metadata, day(5, 17));
        assert_eq!(told("<h1>Talks</h1><p>16.05.2024", &stamps), Told { by_metadata: None, by_sight: day(5, 16) });
    }

    #[test]
    fn witnesses_outvote_one_another() {
        let stamp = |value: &str| Stamp::parse(value, Order::Unknown);
        let shown = "<h1>Talks</h1><time datetime='2024-05-16T21:00:00-05:00'>16 May 2024</time>";
        let utc = Stamps { described: stamp("2024-05-17T02:00:00Z"), ..Stamps::default() };
        assert_eq!(told(shown, &utc).by_metadata, day(5, 16));
        let other = Stamps { described: stamp("2024-05-14"), published: stamp("2024-05-16"), ..Stamps::default() };
        assert_eq!(told(shown, &other).by_metadata, day(5, 16));
        let agreed = Stamps { described: stamp("2024-05-14"), published: stamp("2024-05-14"), ..Stamps::default() };
        assert_eq!(told(shown, &agreed).by_metadata, day(5, 14));
        let swapped = Stamps { dated: Stamp::parse("11/01/2024", Order::DayFirst), ..Stamps::default() };
        assert_eq!(told("<h1>Talks</h1><p>Created: 01.11.2024</p>", &swapped).by_sight, day(11, 1));
    }
}
