//! What article does a Markdown file hold? Front matter in YAML or TOML, and a body whose headings, list items and
//! quoted blocks are paragraphs of plain words.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value};

use crate::readers::fields::Fields;
use crate::readers::record::{Draft, Intake, one_line, text_of};

/// Reads a file, which is one article.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    if !intake.accepts(None, content.len()) {
        return;
    }
    let (front, body) = cut_front_matter(content);
    let object = front.and_then(|front| match front.parse() {
        Ok(object) => Some(object),
        Err(reason) => {
            intake.remark(None, reason);
            None
        }
    });
    let mut meta = Fields::of(object.unwrap_or_default()).metadata();
    let mut paragraphs = paragraphs(body);
    if meta.title.is_empty() && paragraphs.first().is_some_and(|first| first.is_title) {
        meta.title = one_line(&paragraphs.remove(0).words);
    } else if paragraphs.first().is_some_and(|first| first.is_title && one_line(&first.words) == meta.title) {
        paragraphs.remove(0);
    }
    let text = text_of(&meta.title, paragraphs.iter().map(|paragraph| paragraph.words.as_str()));
    intake.article(0, Draft { meta, text, shown_date: None });
}

/// The front matter of a file, and in which notation it is.
enum FrontMatter<'a> {
    Yaml(&'a str),
    Toml(&'a str),
}

impl FrontMatter<'_> {
    fn parse(&self) -> Result<Map<String, Value>, String> {
        let (kind, value) = match self {
            Self::Yaml(front) => ("YAML", serde_saphyr::from_str(front).map_err(|error| error.to_string())),
            Self::Toml(front) => {
                let table = toml::from_str(front).map_err(|error| error.to_string());
                ("TOML", table.map(|table| json_of(toml::Value::Table(table))))
            }
        };
        match value {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) => Err(format!("the {kind} front matter holds no fields; it is ignored")),
            Err(error) => {
                let error = one_line(error.lines().next().unwrap_or_default());
                Err(format!("the {kind} front matter cannot be read ({error}); it is ignored"))
            }
        }
    }
}

/// The front matter between two lines of `---` (YAML) or `+++` (TOML) at the head, and what follows.
fn cut_front_matter(content: &str) -> (Option<FrontMatter<'_>>, &str) {
    for (fence, kind) in [("---", FrontMatter::Yaml as fn(_) -> _), ("+++", FrontMatter::Toml as fn(_) -> _)] {
        let Some(rest) = content.trim_start().strip_prefix(fence) else { continue };
        let Some((_, after_fence)) = rest.split_once('\n').filter(|(line, _)| line.trim().is_empty()) else { continue };
        let mut at = 0;
        for line in after_fence.split_inclusive('\n') {
            let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
            if closes {
                return (Some(kind(&after_fence[..at])), &after_fence[at + line.len()..]);
            }
            at += line.len();
        }
    }
    (None, content)
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(words) => Value::String(words),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(json_of).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
        }
    }
}

/// A paragraph of plain words.
struct Paragraph {
    words: String,
    /// Whether it is a heading of the first level.
    is_title: bool,
}

fn paragraphs(body: &str) -> Vec<Paragraph> {
    let mut paragraphs = Paragraphs::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(body, options) {
        paragraphs.take(event);
    }
    paragraphs.close();
    paragraphs.done
}

#[derive(Default)]
struct Paragraphs {
    done: Vec<Paragraph>,
    words: String,
    is_title: bool,
}

impl Paragraphs {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.close();
                self.is_title = level as usize == 1;
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => self.words.push(' '),
            Event::Start(tag) if is_block(&tag) => self.close(),
            Event::End(tag) if ends_block(tag) => self.close(),
            Event::Text(words) | Event::Code(words) => self.words.push_str(&words),
            Event::Html(markup) => self.words.push_str(&without_tags(&markup)),
            _ => {}
        }
    }

    fn close(&mut self) {
        let is_title = std::mem::take(&mut self.is_title);
        if self.words.trim().is_empty() {
            self.words.clear();
        } else {
            self.done.push(Paragraph { words: std::mem::take(&mut self.words), is_title });
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    use Tag::{BlockQuote, CodeBlock, Item, List, Paragraph, TableHead, TableRow};
    matches!(tag, Paragraph | BlockQuote(_) | CodeBlock(_) | List(_) | Item | TableHead | TableRow)
}

fn ends_block(tag: TagEnd) -> bool {
    use TagEnd::{BlockQuote, CodeBlock, Heading, HtmlBlock, Item, List, Paragraph, TableHead, TableRow};
    matches!(
        tag,
        Paragraph | Heading(_) | BlockQuote(_) | CodeBlock | HtmlBlock | List(_) | Item | TableHead | TableRow
    )
}

/// The words of a line of HTML inside Markdown.
fn without_tags(markup: &str) -> String {
    let mut words = String::with_capacity(markup.len());
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                words.push(' ');
            }
            c if !inside => words.push(c),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Format, Problem};
    use crate::readers::SourceFile;

    fn results(content: &str) -> Vec<Result<Article, Problem>> {
        let mut found = Vec::new();
        let mut sink = |result| found.push(result);
        let file = SourceFile::new("a.md", content.as_bytes());
        read(content, &mut Intake::new(&file, Format::Markdown, &mut sink));
        found
    }

    fn article(content: &str) -> Article {
        results(content).pop().unwrap().unwrap()
    }

    #[test]
    fn front_matter_is_read_in_both_notations() {
        let yaml = "---\ntitle: \"Talks: day one\"\ndate: 2024-05-16\nauthor: [Ann Lee, Bo Ek]\n---\n\nText.\n";
        let toml = "+++\ntitle = \"Talks: day one\"\ndate = 2024-05-16T10:00:00Z\nauthor = [\"Ann Lee\", \"Bo \
                    Ek\"]\n+++\nText.\n";
        for content in [yaml, toml] {
            let article = article(content);
            assert_eq!(article.title(), "Talks: day one");
            assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2024-05-16"));
            assert_eq!(article.byline, ["Ann Lee", "Bo Ek"]);
            assert_eq!(article.text.paragraphs().collect::<Vec<_>>(), [(1, "Text.")]);
        }
    }

    #[test]
    fn the_body_becomes_plain_paragraphs() {
        let content = "# Talks\n\nThe *two* [met](http://a.b \"x\") &amp;\nagreed.\n\n## Trade\n\n* gas\n  * more of \
                       it\n* oil\n\n> No limits.\n\n<div>As <b>HTML</b>.</div>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\nEnd.";
        let article = article(content);
        let paragraphs: Vec<&str> = article.text.paragraphs().map(|(_, words)| words).collect();
        assert_eq!(article.title(), "Talks");
        let expected =
            ["The two met & agreed.", "Trade", "gas", "more of it", "oil", "No limits.", "As HTML .", "a b", "1 2"];
        assert_eq!(paragraphs, [&expected[..], &["End."]].concat());
        assert!(article.text.blocks().iter().all(|block| block.offset.is_none()));
    }

    #[test]
    fn broken_front_matter_costs_the_metadata_only() {
        let found = results("---\ntitle: \"Talks\nx: [\n---\nText.\n");
        let remark = found[0].as_ref().unwrap_err();
        assert!(!remark.skipped && remark.reason.contains("YAML front matter"), "{remark:?}");
        assert_eq!(found[1].as_ref().unwrap().text.paragraph_count(), 1);
        assert_eq!(article("---\nNo front matter, a rule.\n").text.paragraph_count(), 1);
    }
}
