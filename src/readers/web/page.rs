//! What does a web page say of the article on it? Its JSON-LD, `<meta>` elements, `<time>`s and marked-up lines, all
//! gathered in one walk over the page.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::furniture::fold;
use super::page_date::{Stamp, Stamps};
use super::schema_org::{self, Described};
use crate::readers::byline;
use crate::readers::dates::Order;
use crate::readers::record::{Metadata, one_line};

/// What a page says of its article.
pub(super) struct Page {
    pub(super) meta: Metadata,
    /// What it says of its date; [`page_date`](super::page_date) decides.
    pub(super) stamps: Stamps,
    pub(super) order: Order,
    /// The text, if the page's JSON-LD holds it.
    pub(super) body: Option<String>,
    /// What it says of its article in a sentence or two.
    pub(super) description: Option<String>,
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
    /// The dates of publication that stand in the data of scripts.
    scripted: Vec<String>,
    authors: Vec<String>,
    bylines: Vec<String>,
    /// The words of elements that are called the name of an author.
    named: Vec<String>,
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
        byline: found.byline_of(&described, outlet.as_deref(), address.as_deref()),
        outlet,
        url: address,
        language: language.or(described.language.clone()),
        date: None,
    };
    let stamps = Stamps {
        described: described.published,
        published: found.stamp(&PUBLISHED, order),
        dated: found.stamp(&DATED, order),
        scripted: found.scripted.iter().find_map(|value| Stamp::parse(value, order)),
        modified: found.stamp(&MODIFIED, order),
    };
    let description = found.meta(&["og:description", "description", "twitter:description"]);
    Page { meta, stamps, order, body: described.body.as_deref().map(decoded), description }
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
            "script" => {
                let script = node.text();
                self.scripted.extend(scripted_date(&script));
                if node.attr("type").is_some_and(|kind| kind.contains("ld+json")) {
                    self.scripts.push(script.to_string());
                }
            }
            "title" if self.title.is_none() => self.title = Some(words(node)).filter(|title| !title.is_empty()),
            "h1" => self.headings.push(undated_words(node)),
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
        if node.attr("rel").is_some_and(|rel| rel.as_ref() == "author") || property == "author" {
            self.authors.push(short_words(node));
        }
        let class = node.attr("class").unwrap_or_default().to_ascii_lowercase();
        let id = node.attr("id").unwrap_or_default().to_ascii_lowercase();
        let is_called = |names: &[&str]| names.iter().any(|name| class.contains(name) || id.contains(name));
        if class.is_empty() && id.is_empty() {
            return;
        }
        if is_called(&["byline", "author"]) {
            self.bylines.push(short_words(node));
        }
        if is_called(&["author-name", "authorname", "author__name", "author_name", "byline-name", "byline__name"]) {
            self.named.push(short_words(node));
        }
    }

    /// The first of the metas, by the order of the names.
    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas.get(*name)?.first().cloned())
    }

    /// The title on which most of the places agree that hold one; without the name of the site.
    fn title_of(&self, headline: Option<&str>, outlet: Option<&str>) -> String {
        let heading = self.heading().map(|words| (words, 12));
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
        let votes =
            |title: &str| titles.iter().filter(|(other, _)| fold(other) == fold(title)).map(|(_, w)| w).sum::<u32>();
        let best = titles.iter().rev().max_by_key(|(title, _)| votes(title)).map(|(title, _)| *title);
        let best = best.unwrap_or_default();
        let og = self.meta(&["og:title"]).map(|title| one_line(&decoded(&title))).filter(|og| is_core(og, best));
        let shorter = titles.iter().map(|(title, _)| *title).find(|title| is_without_section(title, best));
        og.unwrap_or_else(|| shorter.unwrap_or(best).to_owned())
    }

    /// The first heading, or a later one if only that is what another title says: the first may be for screen readers.
    fn heading(&self) -> Option<String> {
        let others = [self.meta(&["og:title", "twitter:title"]), self.title.clone()];
        let others: Vec<String> = others.iter().flatten().map(|title| fold(&decoded(title))).collect();
        let says_title = |heading: &&String| {
            let heading = fold(heading);
            heading.len() >= SHORTEST_TITLE && others.iter().any(|other| other.contains(&heading))
        };
        let first = self.headings.iter().find(|heading| !heading.is_empty())?;
        let short = others.iter().any(|other| *other == fold(first));
        self.headings.iter().find(says_title).filter(|_| !short).or(Some(first)).cloned()
    }

    /// The authors, from the best place that names persons; the outlet itself only if no place does.
    fn byline_of(&self, described: &Described, outlet: Option<&str>, address: Option<&str>) -> Vec<String> {
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
        let host = address.and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split('/').next());
        let host = fold(host.unwrap_or_default());
        let is_outlet = |name: &String| {
            let name = fold(name);
            outlet.is_some_and(|outlet| fold(outlet) == name) || (name.len() >= 3 && host.contains(&name))
        };
        let metas: Vec<Vec<String>> =
            METAS.iter().filter_map(|name| self.metas.get(*name)).map(|values| names(values)).collect();
        let bylines = self.bylines.iter().find(|words| byline::is_byline(words)).map(|words| byline::names(words));
        let named = self.named.iter().map(|words| byline::names(words)).find(|names| are_persons(names));
        let described_names = names(&described.authors);
        let persons = if described.are_persons { described_names.clone() } else { Vec::new() };
        let places = std::iter::once(persons)
            .chain(metas.iter().filter(|names| are_persons(names)).cloned())
            .chain([names(&self.authors)])
            .chain(bylines)
            .chain(named)
            .chain([described_names])
            .chain(metas.iter().cloned());
        let places: Vec<Vec<String>> = places.filter(|names| !names.is_empty()).collect();
        let persons = places.iter().find(|names| !names.iter().all(is_outlet));
        let mut names = persons.or(places.first()).cloned().unwrap_or_default();
        if persons.is_some() {
            names.retain(|name| !is_outlet(name));
        }
        names
    }

    /// The date in the first of the metas that has one.
    fn stamp(&self, names: &[&str], order: Order) -> Option<Stamp> {
        names.iter().filter_map(|name| self.metas.get(*name)).flatten().find_map(|value| Stamp::parse(value, order))
    }
}

/// The names of metas that hold the date of publication, the plainest first.
const PUBLISHED: [&str; 42] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "article:published_date",
    "article.published",
    "article_published",
    "published_time",
    "published_at",
    "published-date",
    "published_date",
    "date_published",
    "published",
    "publish-date",
    "publish_date",
    "publishdate",
    "publish_time",
    "pubdate",
    "og:pubdate",
    "og:publish_date",
    "og:release_date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "analyticsattributes.articledate",
    "prism.publicationdate",
    "rnews:datepublished",
    "citation_publication_date",
    "citation_online_date",
    "iso-8601-publish-date",
    "shareaholic:article_published_time",
    "mediator_published_time",
    "published_time_telegram",
    "article_date_original",
    "originalpublicationdate",
    "article:post_date",
    "dc.date.issued",
];
/// The names of metas that hold a date which may be another.
const DATED: [&str; 17] = [
    "dcterms.issued",
    "date",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "dc.date.created",
    "dc.created",
    "dcterms.created",
    "datecreated",
    "article:created",
    "created",
    "uploaddate",
    "release_date",
    "releasedate",
    "datum",
    "citation_date",
    "ob:date",
];

/// The names of metas that hold the date of the last change.
const MODIFIED: [&str; 8] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "last_modified",
    "modified",
];

/// The value of the first key in a script that names the date of publication.
fn scripted_date(script: &str) -> Option<String> {
    const KEYS: [&str; 9] = [
        "datePublished",
        "publishedAt",
        "published_at",
        "publishedDate",
        "published_date",
        "publicationDate",
        "publication_date",
        "publishDate",
        "publish_date",
    ];
    // One search for what all of them share.
    let at = memchr::memmem::find_iter(script.as_bytes(), b"ubli").find_map(|at| {
        let key = KEYS.iter().find_map(|key| {
            let start = at.checked_sub(key.find("ubli")?)?;
            (script.as_bytes().get(start..start + key.len())? == key.as_bytes()).then_some(start + key.len())
        })?;
        let rest = script.get(key..)?.trim_start_matches(['\\', '"', '\'', ' ']).strip_prefix(':')?;
        let value = rest.trim_start_matches(['\\', '"', '\'', ' ']);
        value.starts_with(|c: char| c.is_ascii_digit()).then_some(value)
    })?;
    let end = at.find(['"', '\'', '\\', ',', '}', '<']).unwrap_or(at.len());
    Some(at[..end].chars().take(40).collect())
}

/// Whether all that was found are the names of persons, of two to four words each.
fn are_persons(names: &[String]) -> bool {
    let is_person = |name: &String| {
        (2..=4).contains(&name.split_whitespace().count())
            && name.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()))
            && !name.bytes().any(|b| b.is_ascii_digit())
    };
    !names.is_empty() && names.iter().all(is_person)
}

/// Whether `title` is `whole` without the kicker before it.
fn is_core(title: &str, whole: &str) -> bool {
    let kicker = whole.strip_suffix(title).map(str::trim_end);
    title.len() >= SHORTEST_TITLE && kicker.is_some_and(|kicker| kicker.ends_with([':', '|', '–']))
}

/// Whether `title` is `whole` without the name of a section behind it.
fn is_without_section(title: &str, whole: &str) -> bool {
    let section = whole.strip_prefix(title).map(str::trim_start);
    title.len() >= SHORTEST_TITLE
        && (whole.len() - title.len().min(whole.len())) * 4 < title.len()
        && section.is_some_and(|section| section.starts_with(['-', '|', '–']))
}

/// A shorter title may be the name of a section.
const SHORTEST_TITLE: usize = 15;

/// A title without the site's name at its end, which is known by the outlet, or by another title that goes without.
fn without_site<'t>(title: &'t str, titles: &[(String, u32)], outlet: Option<&str>) -> &'t str {
    const SIGNS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " · ", "ㅣ"];
    let cut = SIGNS.iter().filter_map(|sign| title.rfind(sign).map(|at| (at, at + sign.len()))).max();
    let Some((end, start)) = cut else { return title };
    let (head, tail) = (title[..end].trim_end(), &title[start..]);
    let names_site = outlet.is_some_and(|outlet| fold(outlet) == fold(tail));
    let stands_alone = titles.iter().any(|(other, _)| fold(other) == fold(head));
    if names_site || stands_alone { head } else { title }
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

/// The words of a heading without the date that some pages put into it.
fn undated_words(node: &NodeRef<'_>) -> String {
    let is_dated = |element: &NodeRef<'_>| {
        element.has_name("time")
            || element.attr("class").is_some_and(|class| class.to_ascii_lowercase().contains("date"))
    };
    let all = words(node);
    let dated = node.descendants_it().filter(NodeRef::is_element).find(is_dated).map(|dated| words(&dated));
    let rest = dated.as_deref().and_then(|dated| all.strip_prefix(dated).or_else(|| all.strip_suffix(dated)));
    rest.map(str::trim).filter(|rest| !rest.is_empty()).map_or(all.clone(), str::to_owned)
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
