//! What does a web page say of the article on it? Its JSON-LD, `<meta>` elements, `<time>`s and marked-up lines, all
//! gathered in one walk over the page.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::dates::{self, Date, Order};
use super::record::{Metadata, one_line};
use super::{byline, published, schema_org};

/// What a page says of its article.
pub(super) struct Page {
    pub(super) meta: Metadata,
    /// A date that only its readers see.
    pub(super) shown_date: Option<Date>,
    /// The whole text, if the page's JSON-LD holds it.
    pub(super) body: Option<String>,
}

/// Everything of interest, in the order of the page.
#[derive(Default)]
struct Findings {
    metas: HashMap<String, Vec<String>>,
    scripts: Vec<String>,
    language: Option<String>,
    title: Option<String>,
    headings: Vec<String>,
    canonical: Option<String>,
    /// The values of `<time datetime>`, each with whether it is said to be the publication.
    times: Vec<(String, bool)>,
    /// The words of elements that are called a date.
    dates: Vec<String>,
    authors: Vec<String>,
    bylines: Vec<String>,
}

/// Reads a page. It must be called before the page is cut down to its main text.
pub(super) fn read(document: &Document) -> Page {
    let mut found = Findings::default();
    for node in document.root().descendants_it() {
        if node.is_element() {
            found.look_at(&node);
        }
    }
    let described = schema_org::read(&found.scripts);
    let language = found.language.clone().or_else(|| found.meta(&["og:locale", "content-language", "dc.language"]));
    let order = language.as_deref().map_or(Order::Unknown, Order::of_language);
    let url = found.canonical.clone().or_else(|| found.meta(&["og:url"])).or(described.url.clone());
    let meta = Metadata {
        record_id: None,
        title: found.title_of(described.headline.as_deref()),
        byline: found.byline_of(described.authors.clone()),
        outlet: found
            .meta(&["og:site_name"])
            .or(described.outlet.clone())
            .or_else(|| found.meta(&["application-name"])),
        url: url.filter(|url| url.contains("://")),
        language: language.or(described.language.clone()),
        date: described.published.or_else(|| found.date_of(order)),
    };
    Page { meta, shown_date: found.shown_date(order), body: described.body }
}

impl Findings {
    fn look_at(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        match name.as_ref() {
            "html" => self.language = self.language.take().or_else(|| attribute(node, "lang")),
            "meta" => self.take_meta(node),
            "link" => {
                let is_canonical = node.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                self.canonical = self.canonical.take().or_else(|| attribute(node, "href").filter(|_| is_canonical));
            }
            "script" if node.attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                self.scripts.push(node.text().to_string());
            }
            "title" if self.title.is_none() => self.title = Some(words(node)).filter(|title| !title.is_empty()),
            "h1" => self.headings.push(words(node)),
            "time" => {
                let class = node.attr("class").unwrap_or_default().to_ascii_lowercase();
                let property = node.attr("itemprop").unwrap_or_default();
                if class.contains("updat") || class.contains("modif") || property.as_ref() == "dateModified" {
                    return;
                }
                let says_so =
                    node.has_attr("pubdate") || property.as_ref() == "datePublished" || class.contains("publish");
                let value = attribute(node, "datetime").unwrap_or_else(|| words(node));
                self.times.push((value, says_so));
            }
            _ => {}
        }
        self.look_at_class(node);
    }

    fn take_meta(&mut self, node: &NodeRef<'_>) {
        let Some(content) = attribute(node, "content") else { return };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(key) = attribute(node, key) {
                self.metas.entry(key.to_ascii_lowercase()).or_default().push(content.clone());
            }
        }
    }

    /// Notes elements whose class, id or property calls them a date or a byline.
    fn look_at_class(&mut self, node: &NodeRef<'_>) {
        let property = node.attr("itemprop").unwrap_or_default().to_ascii_lowercase();
        if property == "datepublished" && !node.has_name("meta") && !node.has_name("time") {
            let value =
                attribute(node, "content").or_else(|| attribute(node, "datetime")).unwrap_or_else(|| words(node));
            self.times.push((value, true));
        }
        if node.attr("rel").is_some_and(|rel| rel.as_ref() == "author") || property == "author" {
            self.authors.push(short_words(node));
        }
        let class = node.attr("class").unwrap_or_default().to_ascii_lowercase();
        let id = node.attr("id").unwrap_or_default().to_ascii_lowercase();
        let is_called = |names: &[&str]| names.iter().any(|name| class.contains(name) || id.contains(name));
        if class.is_empty() && id.is_empty() {
            return;
        }
        if is_called(&["date", "time", "publish", "posted", "datum", "meta", "byline", "info"])
            && !is_called(&["updat", "modif"])
        {
            let value = attribute(node, "title").filter(|_| node.has_name("abbr")).unwrap_or_else(|| short_words(node));
            self.dates.push(value);
        }
        if is_called(&["byline", "author"]) {
            self.bylines.push(short_words(node));
        }
    }

    /// The first of the metas, by the order of the names.
    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas.get(*name)?.first().cloned())
    }

    fn title_of(&self, headline: Option<&str>) -> String {
        let title = self.meta(&["og:title", "twitter:title", "dc.title"]);
        let title = headline.map(str::to_owned).or(title).or_else(|| self.headings.first().cloned());
        one_line(&title.or_else(|| self.title.clone()).unwrap_or_default())
    }

    fn byline_of(&self, described: Vec<String>) -> Vec<String> {
        const METAS: [&str; 8] = [
            "author",
            "article:author",
            "dc.creator",
            "byl",
            "parsely-author",
            "sailthru.author",
            "cxenseparse:author",
            "dcterms.creator",
        ];
        if !described.is_empty() {
            return described;
        }
        let metas = METAS.iter().filter_map(|name| self.metas.get(*name));
        let mut from_metas =
            metas.map(|values| values.iter().flat_map(|value| byline::names(value)).collect::<Vec<_>>());
        let from_metas = from_metas.find(|names| !names.is_empty());
        from_metas
            .or_else(|| Some(self.authors.iter().flat_map(|words| byline::names(words)).collect()))
            .filter(|names: &Vec<String>| !names.is_empty())
            .or_else(|| self.bylines.iter().find(|words| byline::is_byline(words)).map(|words| byline::names(words)))
            .unwrap_or_default()
    }

    /// The publication date that the page marks up as such.
    fn date_of(&self, order: Order) -> Option<Date> {
        const METAS: [&str; 26] = [
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "article:published",
            "publish-date",
            "publish_date",
            "publishdate",
            "pubdate",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "cxenseparse:recs:publishtime",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.date",
            "dc.date",
            "dcterms.created",
            "dc.date.created",
            "article.published",
            "published-date",
            "published_time_telegram",
            "article_date_original",
            "citation_publication_date",
            "date",
            "article:post_date",
        ];
        let meta = METAS.iter().filter_map(|name| self.metas.get(*name)?.first());
        let of_meta = meta.filter_map(|value| dates::parse(value, order)).next();
        let marked =
            || self.times.iter().filter(|(_, says_so)| *says_so).find_map(|(value, _)| dates::parse(value, order));
        of_meta.or_else(marked)
    }

    /// The first date that the page shows where pages show it.
    fn shown_date(&self, order: Order) -> Option<Date> {
        let times = self.times.iter().find_map(|(value, _)| dates::parse(value, order));
        times.or_else(|| self.dates.iter().find_map(|words| published::of_date_line(words)))
    }
}

fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn words(node: &NodeRef<'_>) -> String {
    one_line(&node.text())
}

/// The words of an element if they are few: what is called a byline may also be the whole page.
fn short_words(node: &NodeRef<'_>) -> String {
    const LONGEST: usize = 200;
    let mut words = String::new();
    for node in node.descendants_it().filter(NodeRef::is_text) {
        words.push_str(&node.text());
        words.push(' ');
        if words.len() > 4 * LONGEST {
            return String::new();
        }
    }
    let line = one_line(&words);
    if line.len() > LONGEST { String::new() } else { line }
}
