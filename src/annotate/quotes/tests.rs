//! Whole articles in, quotes out: one case for each way in which news text quotes.

use crate::annotate::annotate;
use crate::model::{Article, ArticleId, Format, Quote, QuoteKind, Source, Text};
use crate::text::Tokens;

use QuoteKind::{Direct, Indirect, Mixed};

fn article(paragraphs: &[&str]) -> Article {
    let mut builder = Text::with_title("");
    for paragraph in paragraphs {
        builder.paragraph(paragraph, None);
    }
    Article {
        id: ArticleId::new("test"),
        record_id: None,
        source: Source { path: String::new(), record: 0, format: Format::Txt },
        text: builder.finish(),
        byline: Vec::new(),
        outlet: None,
        url: None,
        language: None,
        published: None,
        dateline: None,
        place: None,
    }
}

fn quotes(article: &Article) -> Vec<Quote> {
    annotate(article, &Tokens::of_text(&article.text)).quotes
}

/// Words, kind, speaker (the name, else the words that point at one) and cue of a quote.
type Expected<'a> = (&'a str, QuoteKind, Option<&'a str>, Option<&'a str>);

fn check(paragraphs: &[&str], expected: &[Expected]) {
    let article = article(paragraphs);
    let found = quotes(&article);
    let found: Vec<Expected> = found
        .iter()
        .map(|quote| {
            let speaker = quote.speaker.as_ref();
            let name = speaker.map(|speaker| speaker.name.as_deref().unwrap_or(article.text.slice(speaker.span)));
            (article.text.slice(quote.span), quote.kind, name, quote.cue.map(|cue| article.text.slice(cue)))
        })
        .collect();
    assert_eq!(found, expected, "{paragraphs:?}");
}

#[test]
fn direct_quotes_in_every_mark() {
    let said = Some("said");
    let cases: [(&[&str], &[Expected]); 8] = [
        (
            &["“We will build the bridge,” Maria Lopez said."],
            &[("We will build the bridge,", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["\"We will build the bridge,\" Maria Lopez said."],
            &[("We will build the bridge,", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["''We will build the bridge,'' Maria Lopez said."],
            &[("We will build the bridge,", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["'We can't build the farmers' bridge,' Maria Lopez said."],
            &[("We can't build the farmers' bridge,", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["«We will build the bridge», Maria Lopez said."],
            &[("We will build the bridge", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["„We will build the bridge“, Maria Lopez said."],
            &[("We will build the bridge", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["Maria Lopez said: “She told me ‘never’ and left.”"],
            &[("She told me ‘never’ and left.", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["Maria Lopez said: “We build.", "“And then we rest.”", "Nobody replied to her."],
            &[("We build.\n“And then we rest.", Direct, Some("Maria Lopez"), said)],
        ),
    ];
    for (paragraphs, expected) in cases {
        check(paragraphs, expected);
    }
}

#[test]
fn a_missing_mark_does_not_swallow_the_article() {
    check(
        &["“We will build the bridge, Maria Lopez said.", "The river is wide.", "“It floods,” said Peter Brown."],
        &[
            ("We will build the bridge,", Direct, Some("Maria Lopez"), Some("said")),
            ("It floods,", Direct, Some("Peter Brown"), Some("said")),
        ],
    );
}

#[test]
fn speakers_stand_before_behind_and_between() {
    let said = Some("said");
    let cases: [(&[&str], &[Expected]); 9] = [
        (&["Maria Lopez said, “The bridge is safe.”"], &[("The bridge is safe.", Direct, Some("Maria Lopez"), said)]),
        (
            &["“The bridge is safe,” said Maria Lopez, an engineer who built it."],
            &[("The bridge is safe,", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["“The bridge is safe,” Maria Lopez, an engineer from Lima, said on Friday."],
            &[("The bridge is safe,", Direct, Some("Maria Lopez"), said)],
        ),
        (
            &["“The bridge,” Maria Lopez said, “is quite safe.”"],
            &[
                ("The bridge,", Direct, Some("Maria Lopez"), said),
                ("is quite safe.", Direct, Some("Maria Lopez"), said),
            ],
        ),
        (
            &["“The bridge is safe,” Maria Lopez said. “We tested it twice.”", "“It will stand for a century.”"],
            &[
                ("The bridge is safe,", Direct, Some("Maria Lopez"), said),
                ("We tested it twice.", Direct, Some("Maria Lopez"), said),
                ("It will stand for a century.", Direct, Some("Maria Lopez"), said),
            ],
        ),
        (
            &["“Is the bridge safe?” Maria Lopez asked."],
            &[("Is the bridge safe?", Direct, Some("Maria Lopez"), Some("asked"))],
        ),
        (
            &["Maria Lopez was in no doubt. “The bridge is safe and sound.”"],
            &[("The bridge is safe and sound.", Direct, Some("Maria Lopez"), None)],
        ),
        (
            &["Maria Lopez issued the following note:", "“The bridge is safe and sound.”"],
            &[("The bridge is safe and sound.", Direct, Some("Maria Lopez"), None)],
        ),
        (
            &["“The bridge is safe and sound.” — Maria Lopez"],
            &[("The bridge is safe and sound.", Direct, Some("Maria Lopez"), None)],
        ),
    ];
    for (paragraphs, expected) in cases {
        check(paragraphs, expected);
    }
}

#[test]
fn indirect_and_mixed_quotes() {
    let lopez = Some("Maria Lopez");
    let cases: [(&[&str], &[Expected]); 12] = [
        (&["Maria Lopez said that the bridge was safe."], &[("the bridge was safe", Indirect, lopez, Some("said"))]),
        (
            &["Maria Lopez said the bridge was “as safe as houses” for now."],
            &[("the bridge was “as safe as houses” for now", Mixed, lopez, Some("said"))],
        ),
        (
            &["Maria Lopez told reporters on Friday that the bridge was safe."],
            &[("the bridge was safe", Indirect, lopez, Some("told"))],
        ),
        (
            &["According to Maria Lopez, the bridge is safe."],
            &[("the bridge is safe", Indirect, lopez, Some("According to"))],
        ),
        (
            &["The bridge is safe, according to Maria Lopez."],
            &[("The bridge is safe", Indirect, lopez, Some("according to"))],
        ),
        (
            &["The bridge is safe, Maria Lopez said in a letter."],
            &[("The bridge is safe", Indirect, lopez, Some("said"))],
        ),
        (
            &["The bridge is safe, said Maria Lopez, an engineer."],
            &[("The bridge is safe", Indirect, lopez, Some("said"))],
        ),
        (
            &["Maria Lopez said the bridge was safe, adding that it had been tested."],
            &[
                ("the bridge was safe", Indirect, lopez, Some("said")),
                ("it had been tested", Indirect, lopez, Some("adding")),
            ],
        ),
        (
            &["Maria Lopez praised the crew and said the bridge was safe."],
            &[("the bridge was safe", Indirect, lopez, Some("said"))],
        ),
        (
            &["Nobody believed Maria Lopez's claim that the bridge was safe."],
            &[("the bridge was safe", Indirect, lopez, Some("claim"))],
        ),
        (
            &["Maria Lopez vowed to repair the old bridge."],
            &[("to repair the old bridge", Indirect, lopez, Some("vowed"))],
        ),
        (
            &["Maria Lopez was quoted as saying the bridge was safe."],
            &[("the bridge was safe", Indirect, lopez, Some("saying"))],
        ),
    ];
    for (paragraphs, expected) in cases {
        check(paragraphs, expected);
    }
}

#[test]
fn what_is_marked_but_said_by_nobody_is_no_quote() {
    let cases: [&[&str]; 4] = [
        &["The “smart” bridge opened in May."],
        &["The film “Long Water” opens in May."],
        &["Troops began Operation “Iron Reed” at dawn."],
        &["The two reaffirmed a “no-limits” partnership in May."],
    ];
    for paragraphs in cases {
        check(paragraphs, &[]);
    }
}

#[test]
fn bodies_and_documents_speak() {
    let cases: [(&[&str], &[Expected]); 4] = [
        (
            &["The Foreign Ministry said that talks would resume."],
            &[("talks would resume", Indirect, Some("Foreign Ministry"), Some("said"))],
        ),
        (
            &["A joint statement after the two met said that talks would resume."],
            &[("talks would resume", Indirect, Some("joint statement"), Some("said"))],
        ),
        (&["Norway said that talks would resume."], &[("talks would resume", Indirect, Some("Norway"), Some("said"))]),
        (
            &["An official at the port said that talks would resume."],
            &[("talks would resume", Indirect, Some("An official at the port"), Some("said"))],
        ),
    ];
    for (paragraphs, expected) in cases {
        check(paragraphs, expected);
    }
}

#[test]
fn pronouns_and_roles_mean_persons() {
    let cases: [(&[&str], &[Expected]); 4] = [
        (
            &["Maria Lopez met Peter Brown at the port. “The bridge is safe,” he said. “It is not,” she said."],
            &[
                ("The bridge is safe,", Direct, Some("Peter Brown"), Some("said")),
                ("It is not,", Direct, Some("Maria Lopez"), Some("said")),
            ],
        ),
        (
            &["Maria Lopez said that the bridge was safe.", "“We tested it,” she said."],
            &[
                ("the bridge was safe", Indirect, Some("Maria Lopez"), Some("said")),
                ("We tested it,", Direct, Some("Maria Lopez"), Some("said")),
            ],
        ),
        (
            &["President Maria Lopez opened the bridge with Peter Brown.", "“It is safe,” the president said."],
            &[("It is safe,", Direct, Some("Maria Lopez"), Some("said"))],
        ),
        (&["“It is safe,” they said."], &[("It is safe,", Direct, Some("they"), Some("said"))]),
    ];
    for (paragraphs, expected) in cases {
        check(paragraphs, expected);
    }
}

#[test]
fn transcripts_and_headlines() {
    check(
        &["PRESIDENT HARKER: Thank you all. The bridge is safe.", "Q: Is it paid for?", "PRESIDENT HARKER: It is."],
        &[
            ("Thank you all. The bridge is safe.", Direct, Some("Harker"), Some(":")),
            ("Is it paid for?", Direct, Some("Q"), Some(":")),
            ("It is.", Direct, Some("Harker"), Some(":")),
        ],
    );
    check(&["Maria Lopez: the bridge is safe"], &[("the bridge is safe", Indirect, Some("Maria Lopez"), Some(":"))]);
}

#[test]
fn quotes_are_about_whom_they_name() {
    let article = article(&["Maria Lopez praised him. “I and Peter Brown agree on the bridge,” she said."]);
    let quotes = quotes(&article);
    assert_eq!(quotes.len(), 1);
    assert_eq!(quotes[0].about, ["Peter Brown"]);
    assert!(quotes[0].confidence > 0.5 && quotes[0].confidence <= 1.0);
}

#[test]
fn bad_input_is_survived() {
    for text in
        ["“", "”", "'", "said", "said said said:", ": “", "“said” said “said", "according to", "“”“”", "A:", "- “x” -"]
    {
        quotes(&article(&[text, text]));
    }
    quotes(&article(&[&"“'said \"".repeat(2000), &"' he said, ".repeat(2000)]));
}

#[test]
fn a_dateline_is_no_part_of_a_quote() {
    for opening in ["PARIS — ", "PARIS (Wire) - ", "PARIS, March 3 -- "] {
        let mut article = article(&[&format!("{opening}“We are here,” Jane Doe said.")]);
        let start = article.text.as_str().find("PARIS").unwrap() as u32;
        article.dateline = Some(crate::model::Span::new(start, start + 5));
        let found = quotes(&article);
        let words: Vec<_> = found.iter().map(|quote| (article.text.slice(quote.span), quote.kind)).collect();
        assert_eq!(words, [("We are here,", Direct)], "{opening}");
    }
}

#[test]
fn a_question_ends_a_turn_and_a_title_names_nobody() {
    let paragraphs =
        ["THE PRESIDENT: We met Ana Ruiz today.", "Q What now?", "THE PRESIDENT: We wait.", "MS. BELL: So do we."];
    let article = article(&paragraphs);
    let found = quotes(&article);
    assert!(found.iter().all(|quote| !article.text.slice(quote.span).contains("What now")), "{found:?}");
    let waits = found.iter().find(|quote| article.text.slice(quote.span).contains("We wait")).unwrap();
    assert_eq!(waits.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()), None);
}

/// All speakers of the first quote that holds `words`.
fn speakers(text: &str, words: &str) -> Vec<String> {
    let (article, found) = crate::annotate::testing::annotated(text);
    let quote = found.quotes.iter().find(|quote| article.text.slice(quote.span).contains(words));
    quote.map(|quote| quote.speakers().map(str::to_owned).collect()).unwrap_or_default()
}

#[test]
fn two_may_say_it_together() {
    let met = "Presidents Ana Ruiz and Peter Holm met in Oslo.";
    let both: &[&str] = &["Ana Ruiz", "Peter Holm"];
    let cases = [
        ("Both leaders said that the strait would stay open.", both),
        ("“The strait stays open,” said Ana Ruiz and Peter Holm.", both),
        ("Ana Ruiz and Peter Holm said that the strait would stay open.", both),
        ("Both leaders spoke. Ana Ruiz thanked Peter Holm and said that the strait would stay open.", &["Ana Ruiz"]),
    ];
    for (text, expected) in cases {
        assert_eq!(speakers(&format!("{met} {text}"), "strait"), expected, "{text}");
    }
}

#[test]
fn roles_and_pronouns_are_followed() {
    let cases: [(&str, &[&str]); 6] = [
        ("Norway’s Prime Minister Nils Berg met Peter Holm. “The strait stays open,” the Norwegian premier said.", &[]),
        ("President Ana Ruiz met Peter Holm. “The strait stays open,” the president said.", &["Ana Ruiz"]),
        ("Peter Holm came late. He praised the ideas of Paul Lund. “The strait stays open,” he said.", &["Peter Holm"]),
        ("Holm aide Paul Lund met Peter Holm’s wife. “The strait stays open,” he said.", &["Paul Lund"]),
        ("Peter Holm said Paul Lund was ill. He said that the strait would stay open.", &["Peter Holm"]),
        ("Her aunt, Ana Ruiz, had fainted. “The strait stays open,” she said.", &["Ana Ruiz"]),
    ];
    for (text, expected) in cases {
        assert_eq!(speakers(text, "strait"), expected, "{text}");
    }
}

#[test]
fn subjects_are_taken_whole() {
    let cases: [(&str, &[&str]); 6] = [
        ("“The strait stays open,” said former tech executive Ana Ruiz.", &["Ana Ruiz"]),
        ("“The strait stays open,” Ana Ruiz thundered.", &["Ana Ruiz"]),
        ("Voters who know Ana Ruiz said that the strait would stay open.", &[]),
        ("A study by Ana Ruiz found that the strait would stay open.", &["study by Ana Ruiz"]),
        ("The director of the bank, Ana Ruiz, said that the strait would stay open.", &["Ana Ruiz"]),
        ("As the crowd sang, Ana Ruiz rose and said that the strait would stay open.", &["Ana Ruiz"]),
    ];
    for (text, expected) in cases {
        assert_eq!(speakers(text, "strait"), expected, "{text}");
    }
}

#[test]
fn a_paragraph_without_words_is_no_document() {
    let title = "“We shall go on as we have gone on before today.”";
    for last in ["\u{200E}", "\u{2060}", "\u{301}"] {
        quotes(&article(&[title, "The following is the full statement of the summit:", last]));
    }
}

#[test]
fn laws_questions_of_a_notice_and_initials_speak_not() {
    let cases: [&[&str]; 3] = [
        &["The following laws take effect on Monday:", "Drivers must stop.", "The minister left for Paris."],
        &["WHAT: Ribbon cutting of the bridge.", "WHEN: Friday at noon.", "WHERE: City Hall."],
        &["A. Philip Holm marched on the capital."],
    ];
    for paragraphs in cases {
        check(paragraphs, &[]);
    }
}
