//! What does a web page say of the article on it? Its JSON-LD, `<meta>` elements, `<time>`s and marked-up lines, all
//! gathered in one walk over the page.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::schema_org;
use crate::model::Precision;
use crate::readers::dates::{self, Date, Order};
use crate::readers::record::{Metadata, one_line};
use crate::readers::{byline, published};

/// What a page says of its article.
pub(super) struct Page {
    pub(super) meta: Metadata,
    /// A date that only its readers see.
    pub(super) shown_date: Option<Date>,
    /// The text, if the page's JSON-LD holds it.
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
    let outlet =
        found.meta(&["og:site_name"]).or(described.outlet.clone()).or_else(|| found.meta(&["application-name"]));
    let outlet = outlet.map(|outlet| one_line(&decoded(&outlet)));
    let address = url.filter(|url| url.contains("://"));
    let meta = Metadata {
        record_id: None,
        title: found.title_of(described.headline.as_deref(), outlet.as_deref()),
        byline: found.byline_of(&described.authors, outlet.as_deref()),
        outlet,
        url: address.clone(),
        language: language.or(described.language.clone()),
        date: described.published.or_else(|| found.date_of(order)).map(|date| local_day(date, address.as_deref())),
    };
    Page { meta, shown_date: found.shown_date(order), body: described.body.as_deref().map(decoded) }
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

    /// The title on which most of the places agree that hold one; without the name of the site.
    fn title_of(&self, headline: Option<&str>, outlet: Option<&str>) -> String {
        let heading = self.headings.iter().find(|heading| !heading.is_empty()).map(|words| (words.clone(), 12));
        let weighed = |words: Option<String>, weight: u32| words.map(|words| (words, weight));
        let places = [
            weighed(self.meta(&["og:title"]), 11),
            heading,
            weighed(headline.map(str::to_owned), 10),
            weighed(self.meta(&["twitter:title", "dc.title"]), 5),
            weighed(self.title.clone(), 4),
        ];
        let places: Vec<(String, u32)> =
            places.into_iter().flatten().map(|(t, weight)| (one_line(&decoded(&t)), weight)).collect();
        let titles: Vec<(&str, u32)> =
            places.iter().map(|(title, weight)| (without_site(title, &places, outlet), *weight)).collect();
        let votes = |title: &str| {
            titles.iter().filter(|(other, _)| fold_title(other) == fold_title(title)).map(|(_, w)| w).sum::<u32>()
        };
        let best = titles.iter().rev().max_by_key(|(title, _)| votes(title)).map(|(title, _)| *title);
        best.unwrap_or_default().to_owned()
    }

    /// The authors, from the best place that names persons; the outlet itself only if no place does.
    fn byline_of(&self, described: &[String], outlet: Option<&str>) -> Vec<String> {
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
        let names = |lines: &[String]| -> Vec<String> {
            let mut names: Vec<String> = Vec::new();
            for name in lines.iter().flat_map(|line| byline::names(&decoded(line))) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        };
        let metas = METAS.iter().filter_map(|name| self.metas.get(*name)).map(|values| names(values));
        let bylines = self.bylines.iter().find(|words| byline::is_byline(words)).map(|words| byline::names(words));
        let places = std::iter::once(names(described)).chain(metas).chain([names(&self.authors)]).chain(bylines);
        let places: Vec<Vec<String>> = places.filter(|names| !names.is_empty()).collect();
        let is_outlet = |name: &String| outlet.is_some_and(|outlet| fold_title(outlet) == fold_title(name));
        let persons = places.iter().find(|names| !names.iter().all(is_outlet));
        persons.or(places.first()).cloned().unwrap_or_default()
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
        let mut metas = METAS.iter().filter_map(|name| self.metas.get(*name)?.first());
        let of_meta = metas.find_map(|value| dates::parse(value, order));
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

/// A time stamp may be a day off the day where the page appeared, since many are in universal time; the address, if it
/// has a date, has that of the newsroom.
fn local_day(date: Date, address: Option<&str>) -> Date {
    let is_next = |other: &Date| {
        let days = (other.day - date.day).num_days();
        date.precision == other.precision && days.abs() == 1
    };
    address
        .and_then(published::in_url)
        .filter(|other| other.precision == Precision::Day)
        .filter(is_next)
        .unwrap_or(date)
}

/// A title without the site's name at its end, which is known by the outlet, or by another title that goes without.
fn without_site<'t>(title: &'t str, titles: &[(String, u32)], outlet: Option<&str>) -> &'t str {
    const SIGNS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " · ", "ㅣ"];
    let cut = SIGNS.iter().filter_map(|sign| title.rfind(sign).map(|at| (at, at + sign.len()))).max();
    let Some((end, start)) = cut else { return title };
    let (head, tail) = (title[..end].trim_end(), &title[start..]);
    let names_site = outlet.is_some_and(|outlet| fold_title(outlet) == fold_title(tail));
    let stands_alone = titles.iter().any(|(other, _)| fold_title(other) == fold_title(head));
    if names_site || stands_alone { head } else { title }
}

/// What two writings of one title share.
fn fold_title(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words without the character references that pages write into their metadata once too often.
fn decoded(words: &str) -> String {
    if !words.contains('&') || !words.contains(';') {
        return words.to_owned();
    }
    Document::fragment(words).root().text().to_string()
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
