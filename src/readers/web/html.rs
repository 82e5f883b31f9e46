//! What article does a web page hold? What the page says of itself ([`page`](super::page)), and its main text, found in
//! what stands on it ([`main_text`]), as paragraphs of plain words.

use std::collections::HashSet;

use dom_query::Document;

use super::main_text::{self, Known};
use super::{furniture, page, page_date, survey};
use crate::readers::paragraphs as plain;
use crate::readers::record::{Draft, Intake, text_of};

/// Reads a page, which is one article.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    if !intake.accepts(None, content.len()) {
        return;
    }
    match draft(content) {
        Ok(draft) => intake.article(0, draft),
        Err(reason) => intake.skip(None, reason),
    }
}

/// The article on a page, wherever the page comes from; or why there is none.
pub(in crate::readers) fn draft(content: &str) -> Result<Draft, String> {
    if nests_too_deep(content) {
        return Err("the page nests thousands of elements in one another; it is damaged or no article".to_owned());
    }
    let document = Document::from(content);
    let mut page = page::read(&document);
    let body = page.body.as_deref().map(|body| furniture::shingles(body).collect::<HashSet<u64>>());
    let known = Known {
        title: &page.meta.title,
        description: page.description.as_deref().unwrap_or_default(),
        body: body.as_ref().filter(|body| body.len() >= LEAST),
    };
    let survey = survey::of(&document.root(), false);
    let mut paragraphs = main_text::of(&survey, &known);
    if let (Some(words), Some(body)) = (&page.body, known.body) {
        settle(&mut paragraphs, words, body);
    }
    let told = page_date::decide(&page.stamps, &survey, &page.meta.title, page.order, page.meta.url.as_deref());
    let text = text_of(&page.meta.title, paragraphs.iter().map(String::as_str));
    page.meta.date = told.by_metadata;
    Ok(Draft { meta: page.meta, text, shown_date: told.by_sight })
}

/// A text with fewer runs of four words says too little of what belongs to it.
const LEAST: usize = 100;

/// Deeper pages are not articles; parsing them would take time by the square of the depth.
const MAX_OPEN: usize = 4000;

/// Whether more blocks are opened than closed by far, told without parsing.
fn nests_too_deep(content: &str) -> bool {
    const NESTING: [&str; 10] =
        ["div", "section", "article", "ul", "ol", "table", "blockquote", "center", "dl", "fieldset"];
    let (bytes, mut open) = (content.as_bytes(), 0_usize);
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let rest = &bytes[at + 1..];
        let (closes, name) = rest.strip_prefix(b"/").map_or((false, rest), |name| (true, name));
        let len = name.iter().take(12).take_while(|b| b.is_ascii_alphabetic()).count();
        if NESTING.iter().any(|nesting| name[..len].eq_ignore_ascii_case(nesting.as_bytes())) {
            open = if closes { open.saturating_sub(1) } else { open + 1 };
        }
        open > MAX_OPEN
    })
}

/// Compares the paragraphs found with the text that the page's metadata holds, and takes from both what is right:
/// paragraphs that are no part of it go, and if most of it is not among them, it stands itself.
fn settle(found: &mut Vec<String>, words: &str, body: &HashSet<u64>) {
    let shares: Vec<(usize, usize)> = found.iter().map(|paragraph| furniture::shared(paragraph, body)).collect();
    let (common, all) = shares.iter().fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
    let is_short = found.iter().map(String::len).sum::<usize>() * 10 < words.len() * 7;
    if common * 10 < body.len() * 7 && is_short {
        let own: Vec<String> = if words.contains("</") {
            paragraphs_of_fragment(words)
        } else {
            plain::split(words).into_iter().map(|range| words[range].to_owned()).collect()
        };
        *found = own;
    } else if common * 10 > all * 7 {
        // Headings are often not in it; what is outside of it, or as long as a sentence, is something else.
        const SENTENCE: usize = 8;
        let is_part = |share: &(usize, usize)| share.0 * 3 >= share.1 && share.1 > 0;
        let first = shares.iter().position(is_part).unwrap_or(0);
        let last = shares.iter().rposition(is_part).unwrap_or(0);
        let mut index = 0;
        found.retain(|_| {
            let at = index;
            index += 1;
            is_part(&shares[at]) || ((first..last).contains(&at) && shares[at].1 < SENTENCE)
        });
    }
}

/// The paragraphs of a piece of HTML that is all text, such as a JSON record holds.
pub(in crate::readers) fn paragraphs_of_fragment(markup: &str) -> Vec<String> {
    let survey = survey::of(&Document::fragment(markup).root(), true);
    survey.blocks.into_iter().map(|block| block.words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Format, Problem};
    use crate::readers::SourceFile;

    fn article(content: &str) -> Article {
        let mut found: Vec<Result<Article, Problem>> = Vec::new();
        let mut sink = |result| found.push(result);
        let file = SourceFile::new("a.html", content.as_bytes());
        read(content, &mut Intake::new(&file, Format::Html, &mut sink));
        found.remove(0).unwrap()
    }

    #[test]
    fn markup_becomes_paragraphs() {
        let markup = "<h2>Talks</h2>They <b>met</b>.<br><br>They <i>ag</i>reed.<script>x()</script><ul><li>gas<li>oil</ul>\
                      <table><tr><td>1<td>2</table><div><p>In<br>lines</p>end</div>";
        let expected = ["Talks", "They met.", "They agreed.", "gas", "oil", "1 2", "In lines", "end"];
        assert_eq!(paragraphs_of_fragment(markup), expected);
    }

    #[test]
    fn a_page_gives_its_article_without_its_frame() {
        let sentence = "The two leaders met on Thursday, and they said that trade had grown by a quarter. ";
        let text = sentence.repeat(4);
        let page = format!(
            "<html lang=en><head><title>Talks | The Wire</title><meta property='og:title' content='Talks'><meta \
             property='article:published_time' content='2024-05-16T10:00:00Z'><meta name=author content='Ann Lee'><link \
             rel=canonical href='https://example.com/talks'></head><body><nav><a href=/>Home</a></nav><article>\
             <h1>Talks</h1><p>{text}</p><p>Yet {text}</p></article><footer>Imprint</footer></body></html>"
        );
        let article = article(&page);
        assert_eq!((article.title(), article.byline.as_slice()), ("Talks", &["Ann Lee".to_owned()][..]));
        assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2024-05-16"));
        assert_eq!(
            (article.url.as_deref(), article.language.as_deref()),
            (Some("https://example.com/talks"), Some("en"))
        );
        let paragraphs: Vec<&str> = article.text.paragraphs().map(|(_, words)| words).collect();
        assert_eq!(paragraphs, [text.trim(), &format!("Yet {}", text.trim())]);
    }

    #[test]
    fn a_page_without_an_article_gives_its_body() {
        let article = article("<title>Note</title><p>Short.");
        assert_eq!(article.text.paragraphs().last(), Some((1, "Short.")));
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let page = |depth| format!("<title>Deep</title>{}Talks", "<div>".repeat(depth));
        assert_eq!(article(&page(1000)).title(), "Deep");
        assert!(nests_too_deep(&page(50_000)));
    }

    proptest::proptest! {
        #[test]
        fn no_page_brings_the_reader_down(
            parts in proptest::collection::vec(
                "<(div|p|h1|h2|li|ul|article|time|span|a|table|td|nav|figure|main|aside)( class=(date|ad|hidden|comment|byline|body|author))?>|\
                 </(div|p|h1|article|span|a|table|ul)>|<br>|<time datetime='[0-9T:Z-]{0,20}'>|<meta name=(date|author|modified) content='[^<>]{0,20}'>|\
                 <script type=application/ld\\+json>[{\"@type:,\\[\\]a-z}]{0,40}</script>|<title>|</title>|\
                 (16|31|0)[./ -](05|May|99)[./ -](2024|24)|Updated: |Published: |WATCH [|] x|\\PC{0,90}",
                0..40,
            )
        ) {
            let page = parts.concat();
            let _ = (draft(&page), paragraphs_of_fragment(&page));
        }
    }
}
