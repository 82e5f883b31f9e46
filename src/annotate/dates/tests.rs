use super::find;
use crate::annotate::scan::Scan;
use crate::annotate::testing::article;
use crate::model::{DateValue, Day, Precision, Provenance, Published};
use crate::text::Tokens;

/// The dates of a text, as `words=value`, for an article of Thursday, 16 May 2024.
fn dates_in(text: &str, language: Option<&str>, published: Option<(Day, Precision)>) -> Vec<String> {
    let mut article = article(text);
    article.language = language.map(str::to_owned);
    article.published = published.map(|(day, precision)| Published::new(day, precision, Provenance::Metadata));
    let tokens = Tokens::of_text(&article.text);
    let mut found: Vec<(u32, String)> = find(&article, &Scan::new(&article, &tokens), &[])
        .iter()
        .flat_map(|date| {
            let value = match date.value {
                DateValue::Known(when) => when.to_string(),
                DateValue::Open(grain) => format!("?{}", grain.as_str()),
                other => format!("{other:?}"),
            };
            let article = &article;
            date.spans.iter().map(move |span| (span.start, format!("{}={value}", article.text.slice(*span))))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, shown)| shown).collect()
}

fn today() -> Option<(Day, Precision)> {
    Some((Day::from_ymd_opt(2024, 5, 16)?, Precision::Day))
}

fn check(cases: &[(&str, &[&str])], language: Option<&str>) {
    for (text, expected) in cases {
        assert_eq!(dates_in(text, language, today()), *expected, "{text}");
    }
}

#[test]
fn absolute_dates_are_read() {
    check(
        &[
            ("They signed it on 4 February 2022 in Lund.", &["4 February 2022=2022-02-04"]),
            ("The pact of February 4, 2022, holds.", &["February 4, 2022=2022-02-04"]),
            ("The 3rd of March, 1988 was cold.", &["The 3rd of March, 1988=1988-03-03"]),
            ("It opened on Friday, March 3, 2017.", &["Friday, March 3, 2017=2017-03-03"]),
            ("Filed 2021-11-05 and again 05.12.2021.", &["2021-11-05=2021-11-05", "05.12.2021=2021-12-05"]),
            ("He left in August 1988.", &["August 1988=1988-08"]),
            ("She left in 2014 and came back by 2019.", &["2014=2014", "2019=2019"]),
            ("The 2008 crisis cost 2000 jobs.", &["2008=2008"]),
            ("Prices rose in the 1990s and the late 1970s.", &["the 1990s=199", "the late 1970s=197"]),
            ("Trade of the 19th century.", &["the 19th century=18"]),
            ("It lost money in the third quarter of 2019.", &["the third quarter of 2019=2019-Q3"]),
            ("The floods came in the spring of 2002.", &["the spring of 2002=2002-SP"]),
            ("They sold 1,990 cars at 12:45 for $1999.", &[]),
        ],
        Some("en"),
    );
}

#[test]
fn what_is_told_from_the_day_of_printing_is_placed() {
    check(
        &[
            ("The minister said on Thursday that it rained.", &["Thursday=2024-05-16"]),
            ("He met them on Monday.", &["Monday=2024-05-13"]),
            ("They will meet on Monday.", &["Monday=2024-05-20"]),
            ("He was there last Thursday.", &["last Thursday=2024-05-09"]),
            ("It began two weeks ago.", &["two weeks ago=2024-W18"]),
            ("It began ten days ago.", &["ten days ago=2024-05-06"]),
            ("Yesterday it rained; tomorrow it will not.", &["Yesterday=2024-05-15", "tomorrow=2024-05-17"]),
            ("He arrives next month.", &["next month=2024-06"]),
            ("Sales fell last year.", &["last year=2023"]),
            ("The mill closed in March.", &["March=2024-03"]),
            ("The mill closed last November.", &["last November=2023-11"]),
            ("The mill will open in November.", &["November=2024-11"]),
            ("Shelling began on Feb. 24.", &["Feb. 24=2024-02-24"]),
            ("The vote was held on Dec. 9.", &["Dec. 9=2023-12-09"]),
            ("Profits fell in the first quarter.", &["the first quarter=2024-Q1"]),
            ("They met at the weekend.", &["the weekend=2024-W19-WE"]),
            ("The same day she resigned.", &["The same day=2024-05-16"]),
            ("In 2019 he fell ill. The following year he died.", &["2019=2019", "The following year=2020"]),
            ("In 2014 the strait froze. On March 18 it broke.", &["2014=2014", "March 18=2014-03-18"]),
        ],
        Some("en"),
    );
}

#[test]
fn other_words_are_no_dates() {
    check(
        &[
            ("May I come in? They march on.", &[]),
            ("She waited for two weeks, on Mondays only.", &[]),
            ("Black Friday sales.", &[]),
            ("In the second half the keeper tired.", &[]),
            ("One day he will tell.", &[]),
        ],
        Some("en"),
    );
}

#[test]
fn other_languages_are_read_by_figures_and_months() {
    let cases: [(&str, &str, &[&str]); 9] = [
        ("de", "Am 4. Februar 2022 trafen sie sich.", &["4. Februar 2022=2022-02-04"]),
        ("fr", "Le 1er mars 2021, puis en avril 2022.", &["1er mars 2021=2021-03-01", "avril 2022=2022-04"]),
        ("es", "El 4 de febrero de 2022 se vieron.", &["4 de febrero de 2022=2022-02-04"]),
        ("ru", "Встреча прошла 4 февраля 2022 года.", &["4 февраля 2022=2022-02-04"]),
        ("zh", "双方于2022年2月4日会面。", &["2022年2月4日=2022-02-04"]),
        ("ja", "2019年3月に閉鎖された。", &["2019年3月=2019-03"]),
        ("ar", "في 4 فبراير 2022", &["4 فبراير 2022=2022-02-04"]),
        ("hi", "4 फरवरी 2022 को", &["4 फरवरी 2022=2022-02-04"]),
        ("de", "Er kam am 3. März.", &["3. März=2024-03-03"]),
    ];
    for (language, text, expected) in cases {
        assert_eq!(dates_in(text, Some(language), today()), expected, "{text}");
    }
}

#[test]
fn without_a_date_of_its_own_an_article_leaves_open_what_is_counted_from_it() {
    let text = "On Monday, and in June 2020, and last year.";
    assert_eq!(dates_in(text, None, None), ["Monday=?day", "June 2020=2020-06", "last year=?year"]);
    let year = Day::from_ymd_opt(2024, 1, 1).map(|day| (day, Precision::Year));
    assert_eq!(dates_in(text, None, year), ["Monday=?day", "June 2020=2020-06", "last year=2023"]);
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "((May|Feb\\.|Thursday|the|last|next|of|ago|a|two|year|weeks|quarter|third|16|2024|16-18|'90s|1990s|,|-|\\.|年|月|日|day|before|s|’|/|morning|New|century|20th) ?){0,14}") {
        let _ = (dates_in(&text, Some("en"), today()), dates_in(&text, Some("ja"), today()), dates_in(&text, None, None));
    }
}
