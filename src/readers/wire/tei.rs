//! What articles are in a TEI document (Text Encoding Initiative)? Its header tells of the source, its text holds the words
//! ([`tei_text`](super::tei_text)). Divisions that are called articles are articles of their own.
//!
//! The date is that of the source. The day on which an edition was made is taken only if the header knows no source.

use super::story::{Story, given};
use super::tei_text::{paragraphs_of, words_of};
use crate::readers::dates::{self, Date, Order};
use crate::readers::record::{Intake, Metadata};
use crate::readers::xml::{self, Element};

/// Reads a file, which holds a document or a corpus of them.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut number = 0;
    let read = xml::each(content, |name| ["TEI", "TEI.2"].contains(&name), &mut |document| {
        for story in stories(&document) {
            story.hand_over(number, intake);
            number += 1;
        }
    });
    match read {
        Err(reason) => intake.skip(None, reason), // what comes after the damage is lost
        Ok(()) if number == 0 => intake.skip(None, "there is no TEI element in it"),
        Ok(()) => {}
    }
}

fn stories(document: &Element) -> Vec<Story> {
    let nothing = Element::default();
    let text = document.at(&["text"]).unwrap_or(&nothing);
    let meta = about(document, text);
    let divisions = articles(text);
    if divisions.len() < 2 {
        return vec![Story { meta, paragraphs: paragraphs_of(text), status: None, place: None }];
    }
    divisions.into_iter().map(|division| of_division(division, &meta)).collect()
}

/// The outermost divisions that are called articles.
fn articles(text: &Element) -> Vec<&Element> {
    let (mut found, mut open) = (Vec::new(), vec![text]);
    while let Some(element) = open.pop() {
        let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
        if element.name.starts_with("div") && ["article", "artikel", "story", "newsitem"].contains(&kind.as_str()) {
            found.push(element);
        } else {
            let below: Vec<&Element> = element.elements().collect();
            open.extend(below.into_iter().rev());
        }
    }
    found
}

fn of_division(division: &Element, about: &Metadata) -> Story {
    let head = division.at(&["head"]).map(words_of).filter(|words| !words.is_empty());
    let paragraphs = paragraphs_of(division);
    let byline: Vec<String> =
        division.children("byline").map(words_of).flat_map(|line| crate::readers::byline::names(&line)).collect();
    let mut story = Story {
        meta: Metadata {
            record_id: given(division.attribute("id")),
            title: head.clone().unwrap_or_default(),
            byline,
            language: given(division.attribute("lang")).or(about.language.clone()),
            ..about.clone()
        },
        paragraphs,
        status: None,
        place: None,
    };
    // The head is the title, and no paragraph besides.
    if head.is_some() && story.paragraphs.first() == head.as_ref() {
        story.paragraphs.remove(0);
    }
    story
}

/// What the header says.
fn about(document: &Element, text: &Element) -> Metadata {
    let nothing = Element::default();
    let header = document.at(&["teiHeader"]).unwrap_or(&nothing);
    let file = header.at(&["fileDesc"]).unwrap_or(&nothing);
    let source = file.at(&["sourceDesc"]).unwrap_or(&nothing);
    let titles = file.at(&["titleStmt"]).unwrap_or(&nothing);
    let profile = header.at(&["profileDesc"]).unwrap_or(&nothing);
    let declared = profile.at(&["langUsage", "language"]).and_then(|language| language.attribute("ident"));
    let language =
        [text, text.at(&["body"]).unwrap_or(&nothing), document].into_iter().find_map(|part| part.attribute("lang"));
    let address = |part: &Element| given(Some(&part.words())).filter(|words| words.starts_with("http"));
    let idno = || source.descendants().into_iter().filter(|part| part.name == "idno").find_map(address);
    Metadata {
        record_id: given(document.attribute("id")),
        title: title(source, titles).unwrap_or_default(),
        byline: authors(source).or_else(|| authors(titles)).unwrap_or_default(),
        outlet: outlet(source),
        url: idno(),
        language: given(language.or(declared)),
        date: date(source)
            .or_else(|| profile.at(&["creation"]).and_then(date))
            .or_else(|| profile.at(&["settingDesc"]).and_then(date))
            .or_else(|| file.at(&["publicationStmt"]).and_then(date)),
    }
}

/// The titles of a level ("a" for an article, "j" for a journal) in a description.
fn title_of_level<'a>(part: &'a Element, levels: &[&str]) -> Option<&'a Element> {
    let titles = part.descendants().into_iter().filter(|element| element.name == "title");
    titles.into_iter().find(|title| title.attribute("level").is_some_and(|level| levels.contains(&level)))
}

fn title(source: &Element, titles: &Element) -> Option<String> {
    let analytic = || source.find("analytic").and_then(|part| part.find("title"));
    let main = || titles.children("title").find(|title| title.attribute("type").is_none_or(|kind| kind == "main"));
    let any = || titles.at(&["title"]);
    title_of_level(source, &["a"])
        .or_else(analytic)
        .or_else(|| title_of_level(titles, &["a"]))
        .or_else(main)
        .or_else(any)
        .map(words_of)
        .filter(|words| !words.is_empty())
}

fn outlet(source: &Element) -> Option<String> {
    let monograph = || source.find("monogr").and_then(|part| part.at(&["title"]));
    let publisher = || source.find("publisher");
    let found = title_of_level(source, &["j", "m", "s"]).or_else(monograph).or_else(publisher);
    found.map(words_of).filter(|words| !words.is_empty())
}

fn authors(part: &Element) -> Option<Vec<String>> {
    let found = part.descendants().into_iter().filter(|element| element.name == "author");
    let mut names: Vec<String> = Vec::new();
    for author in found {
        let name = author.find("persName").unwrap_or(author);
        let name = words_of(name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The first date in a part, by its attributes, else by its words.
fn date(part: &Element) -> Option<Date> {
    let read = |date: &Element| {
        let value = ["when", "when-iso", "from", "notBefore", "value"].iter().find_map(|name| date.attribute(name));
        value
            .and_then(|value| dates::parse(value, Order::Unknown))
            .or_else(|| dates::parse(&date.words(), Order::DayFirst))
    };
    part.descendants().into_iter().filter(|element| element.name == "date").find_map(read)
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{article, paragraphs, results};

    fn document(body: &str) -> String {
        format!(
            "<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0' xml:id='d1'><teiHeader><fileDesc><titleStmt><title>An edition</title></titleStmt>\
             <publicationStmt><date when='2020-01-01'/></publicationStmt><sourceDesc><bibl><title level='j'>Lund Post</title><title level='a'>The ferry</title>\
             <author><persName><forename>Ada</forename> <surname>Quist</surname></persName></author><date when='1914-03-12'>12 March</date></bibl></sourceDesc></fileDesc></teiHeader>\
             <text xml:lang='en'>{body}</text></TEI>"
        )
    }

    #[test]
    fn the_source_tells_more_than_the_edition() {
        let article = article("a.xml", &document("<body><head>The ferry</head><p>It left.</p></body>"));
        assert_eq!((article.title(), article.outlet.as_deref()), ("The ferry", Some("Lund Post")));
        assert_eq!(
            (article.byline.as_slice(), article.language.as_deref()),
            (&["Ada Quist".to_owned()][..], Some("en"))
        );
        assert_eq!(article.published.unwrap().first.to_string(), "1914-03-12");
        assert_eq!(paragraphs(&article), ["The ferry", "It left."]);
    }

    #[test]
    fn articles_of_an_issue_are_parted_and_a_corpus_is_read() {
        let issue = document(
            "<body><div type='article' xml:id='x'><head>One</head><p>First.</p></div><div type='section'><div type='article'><head>Two</head><p>Second.</p></div></div></body>",
        );
        let corpus = format!(
            "<teiCorpus><teiHeader><fileDesc/></teiHeader>{}</teiCorpus>",
            issue.replace("<?xml version='1.0'?>", "")
        );
        for content in [issue, corpus] {
            let found = results("a.xml", &content);
            let shown: Vec<_> =
                found.iter().map(|found| found.as_ref().unwrap()).map(|a| (a.title(), paragraphs(a))).collect();
            assert_eq!(shown, [("One", vec!["First."]), ("Two", vec!["Second."])]);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "[<>/a-c=\"'!&;#x0-9 \\[\\]-]{0,80}") {
            let _ = results("a.xml", &format!("<TEI><text><body><p>{content}"));
        }
    }
}
