//! What articles does a METS file hold? Libraries describe a newspaper issue by it: the title and date of the issue, and which
//! blocks of which page make up an article. The pages (ALTO) may stand in it; if they lie beside it, each is
//! read by itself, and METS adds nothing.

use std::collections::HashMap;

use super::alto::{self, Block};
use super::story::{Story, first_date};
use crate::readers::record::{Intake, Metadata};
use crate::readers::xml::{self, Element};

/// Reads a file.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let (Some(mets), problem) = xml::parse(content) else {
        return intake.skip(None, "there is no element in it");
    };
    if let Some(reason) = problem {
        intake.skip(None, reason); // what comes after the damage is lost
    }
    let pages = mets.descendants().into_iter().filter(|element| element.name == "Page");
    let blocks: Vec<Block> = pages.flat_map(alto::blocks).collect();
    if blocks.iter().all(|block| block.words.is_empty()) {
        return intake.remark(
            None,
            "it describes an issue whose pages lie in files of their own; each of them is read by itself",
        );
    }
    let about = about(&mets);
    let words: HashMap<&str, &str> = blocks.iter().map(|block| (block.id.as_str(), block.words.as_str())).collect();
    let mut number = 0;
    for article in articles(&mets) {
        let ids = article.descendants().into_iter().filter_map(|part| part.attribute("BEGIN"));
        let found = ids.filter_map(|id| words.get(id)).filter(|words| !words.is_empty());
        let paragraphs: Vec<String> = found.map(|words| (*words).to_owned()).collect();
        if !paragraphs.is_empty() {
            let title = title_of(&mets, article).unwrap_or_default();
            let record_id = article.attribute("ID").map(str::to_owned);
            let meta = Metadata { record_id, title, ..about.clone() };
            Story { meta, paragraphs, status: None, place: None }.hand_over(number, intake);
            number += 1;
        }
    }
    if number == 0 {
        let paragraphs = blocks.into_iter().map(|block| block.words).filter(|words| !words.is_empty()).collect();
        Story { meta: about, paragraphs, status: None, place: None }.hand_over(0, intake);
    }
}

/// The articles of the logical structure: the outermost divisions that are called so.
fn articles(mets: &Element) -> Vec<&Element> {
    let is_logical =
        |map: &&Element| map.attribute("TYPE").is_none_or(|kind| kind.to_ascii_uppercase().contains("LOGIC"));
    let mut found = Vec::new();
    let mut open: Vec<&Element> = mets.children("structMap").filter(is_logical).collect();
    open.reverse();
    while let Some(element) = open.pop() {
        let kind = element.attribute("TYPE").unwrap_or_default().to_ascii_lowercase();
        if element.name == "div" && (kind.starts_with("article") || kind == "artikel") {
            found.push(element);
        } else {
            let below: Vec<&Element> = element.elements().collect();
            open.extend(below.into_iter().rev());
        }
    }
    found
}

/// What the descriptive part says of the issue: its newspaper, language and day.
fn about(mets: &Element) -> Metadata {
    let nothing = Element::default();
    let mods = mets.find("mods").unwrap_or(&nothing);
    let title = mods.find("relatedItem").and_then(|host| host.find("title")).or_else(|| mods.find("title"));
    let dates = ["dateIssued", "date"].map(|name| mods.find(name).map(Element::words));
    let language = mods.find("languageTerm").map(Element::words);
    Metadata {
        outlet: title
            .map(Element::words)
            .or_else(|| mets.attribute("LABEL").map(str::to_owned))
            .filter(|words| !words.is_empty()),
        date: first_date(dates.iter().map(Option::as_deref)),
        language,
        ..Metadata::default()
    }
}

/// The label of an article, or the title in its own description.
fn title_of(mets: &Element, article: &Element) -> Option<String> {
    let label = article.attribute("LABEL").map(str::trim).filter(|label| !label.is_empty());
    let ids: Vec<&str> = article.attribute("DMDID").unwrap_or_default().split_whitespace().collect();
    let described = || {
        let mut parts = mets.children("dmdSec").filter(|part| part.attribute("ID").is_some_and(|id| ids.contains(&id)));
        parts.find_map(|part| part.find("title")).map(Element::words)
    };
    label.map(str::to_owned).or_else(described)
}

#[cfg(test)]
mod tests {
    use crate::readers::testing::{paragraphs, results};

    const METS: &str = "<?xml version='1.0'?><mets:mets xmlns:mets='m' LABEL='x'><mets:dmdSec ID='D1'><mods><titleInfo><title>Lund Post</title></titleInfo>\
        <originInfo><dateIssued encoding='iso8601'>1914-03-12</dateIssued></originInfo><language><languageTerm>sv</languageTerm></language></mods></mets:dmdSec>\
        <mets:dmdSec ID='D2'><mods><titleInfo><title>Is</title></titleInfo></mods></mets:dmdSec><mets:fileSec><mets:file><mets:FContent><mets:xmlData><alto><Layout>\
        <Page><TextBlock ID='B1'><String CONTENT='One'/></TextBlock><TextBlock ID='B2'><String CONTENT='Two'/></TextBlock></Page></Layout></alto></mets:xmlData>\
        </mets:FContent></mets:file></mets:fileSec><mets:structMap TYPE='LOGICAL'><mets:div TYPE='Issue'><mets:div TYPE='ARTICLE' LABEL='Färjan'><mets:fptr>\
        <mets:area BEGIN='B2'/></mets:fptr></mets:div><mets:div TYPE='ARTICLE' DMDID='D2'><mets:fptr><mets:area BEGIN='B1'/></mets:fptr></mets:div></mets:div>\
        </mets:structMap></mets:mets>";

    #[test]
    fn articles_are_made_of_their_blocks() {
        let found = results("a.xml", METS);
        let shown: Vec<_> =
            found.iter().map(|found| found.as_ref().unwrap()).map(|a| (a.title(), paragraphs(a))).collect();
        assert_eq!(shown, [("Färjan", vec!["Two"]), ("Is", vec!["One"])]);
        let first = found[0].as_ref().unwrap();
        assert_eq!((first.outlet.as_deref(), first.language.as_deref()), (Some("Lund Post"), Some("sv")));
        assert_eq!(first.published.unwrap().first.to_string(), "1914-03-12");
    }

    #[test]
    fn pages_that_lie_elsewhere_are_told_of() {
        let content = METS.replace("<Page>", "<None>").replace("</Page>", "</None>");
        assert!(matches!(&results("a.xml", &content)[..], [Err(problem)] if !problem.skipped));
    }
}
