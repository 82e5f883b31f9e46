//! On which day does a page say that its article appeared? Its metadata and what its readers see are heard as
//! witnesses; the day on which most of the weight agrees counts.

use chrono::{Datelike, NaiveDate};

use super::furniture::fold;
use super::hints::Hints;
use super::survey::{Kind, Survey};
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
    let url = url.and_then(published::in_url).filter(is_day);
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
        let by_sight = sight.near.or(sight.labelled).or(sight.only);
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
        let is_near = |seen: &&Seen| anchor.is_some_and(|at| seen.block + BEFORE >= at && seen.block <= at + AFTER);
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
        }
    }
}

/// The block that is the title; else the last heading before the first long paragraph.
fn anchor(survey: &Survey, title: &str) -> Option<usize> {
    const LONG: usize = 150;
    const SHORTEST: usize = 12;
    let title = fold(title);
    let is_heading = |at: &usize| matches!(survey.blocks[*at].kind, Kind::Heading(_));
    let all = 0..survey.blocks.len();
    let same = all.clone().filter(is_heading).find(|at| {
        let words = fold(&survey.blocks[*at].words);
        words == title && !title.is_empty()
            || (words.len() >= SHORTEST && title.contains(&words))
            || (title.len() >= SHORTEST && words.contains(&title))
    });
    let text = all.clone().find(|at| {
        let block = &survey.blocks[*at];
        block.words.len() >= LONG && block.linked * 4 < block.words.len()
    });
    same.or_else(|| all.take(text.unwrap_or(0)).rfind(is_heading))
}

/// All dates in the blocks of a page, without those of comments and changes.
fn seen(survey: &Survey, anchor: Option<usize>, order: Order) -> Vec<Seen> {
    let mut apart = vec![false; survey.places.len()];
    for (at, place) in survey.places.iter().enumerate() {
        apart[at] = place.hints.has(Hints::APART) || (at > 0 && apart[place.parent]);
    }
    let mut at = anchor.and_then(|at| survey.blocks.get(at)).map_or(0, |block| block.place);
    while at > 0 {
        apart[at] = false;
        at = survey.places[at].parent;
    }
    let is_apart = |block: usize| survey.blocks.get(block).is_none_or(|block| apart[block.place]);
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
        (!is_update).then_some(seen)
    });
    let lines = survey.blocks.iter().enumerate().filter(|(at, _)| !is_apart(*at)).filter_map(|(at, block)| {
        let labelled = labelled(&block.words, order);
        let says_published = labelled.is_some();
        let opening = || opening(&block.words, order).filter(|_| anchor.is_some_and(|anchor| at > anchor));
        let date = labelled.or_else(|| published::of_date_line_in(&block.words, order)).or_else(opening);
        let date = date.filter(is_day)?;
        Some(Seen { block: at, date, is_marked: false, says_published, in_time: false })
    });
    let mut all: Vec<Seen> = times.chain(lines).collect();
    all.sort_by_key(|seen| seen.block);
    all
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
    let head = &words[..words.floor_char_boundary(REACH)];
    if !head.bytes().any(|b| b.is_ascii_digit()) || !published::says_published(head) {
        return None;
    }
    let (date, range) = dates::find(head, order)?;
    let before = &head[..range.start];
    let is_short = before.split_whitespace().count() <= 6;
    (is_short && published::says_published(before) && !published::says_updated(before)).then_some(date)
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
            ("<h1>Talks</h1><time class=updated datetime=2024-05-17>Friday</time><p>They met.", None),
            ("<h1>Talks</h1><p>They met.</p><p>Erschienen am: 16.05.2024</p>", day(5, 16)),
            ("<h1>Talks</h1><p>Geneva, (16.05.2024). The two leaders met there.</p>", day(5, 16)),
            (
                "<h1>Talks</h1><p><span class=post-date>16 May 2024</span> <b>Ann Lee</b> writes for us from the lake</p>",
                day(5, 16),
            ),
            ("<h1>Talks</h1><p>They met.</p><p>© 16.05.2024 The Wire</p>", None),
            ("<h1>Talks</h1><p>They met.</p><div class=comments><time datetime=2024-05-18>Sat</time></div>", None),
        ];
        for (page, expected) in cases {
            assert_eq!(told(page, &Stamps::default()).by_sight, expected, "{page}");
        }
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
