//! What does an element say of the text in it? By its name, its role, and the names that its makers gave it.

use dom_query::NodeRef;

/// What is said of an element; several may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u8);

impl Hints {
    /// It frames the text of a page: navigation, footers, forms.
    pub(super) const FRAME: Self = Self(1);
    /// It interrupts a text: advertisements, captions, offers of newsletters, links to other articles.
    pub(super) const INTERRUPTION: Self = Self(2);
    /// What others say on the page: what readers wrote below, what the law wants to be said of cookies.
    pub(super) const APART: Self = Self(4);
    /// It is said to hold the text of the article.
    pub(super) const BODY: Self = Self(8);
    /// It is an article, or a teaser of one.
    pub(super) const ARTICLE: Self = Self(16);
    /// It is what stands between a title and its text: a lead, a standfirst.
    pub(super) const LEAD: Self = Self(32);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

const FRAME: [&str; 6] = ["nav", "footer", "form", "aside", "figcaption", "dialog"];
const FRAME_ROLES: [&str; 6] = ["navigation", "complementary", "contentinfo", "dialog", "search", "banner"];
/// Parts of the names of what frames a text.
const FRAMES: [&str; 9] =
    ["footer", "navbar", "navigation", "sidebar", "modal", "lightbox", "overlay", "menu", "playlist"];
/// Parts of the names of what interrupts a text.
const INTERRUPTIONS: [&str; 39] = [
    "newsletter",
    "advert",
    "subscri",
    "paywall",
    "related",
    "recommend",
    "promo",
    "share",
    "sharing",
    "social",
    "caption",
    "author-b",
    "authorb",
    "author_b",
    "author-info",
    "readmore",
    "read-more",
    "teaser",
    "widget",
    "copyright",
    "breadcrumb",
    "sponsor",
    "timestamp",
    "byline",
    "credit",
    "outbrain",
    "taboola",
    "signup",
    "sign-up",
    "most-read",
    "popup",
    "tooltip",
    "screen-reader",
    "sign-in",
    "signin",
    "login",
    "video-fallback",
    "video-player",
    "visually-hidden",
];

const APART: [&str; 8] = ["comment", "disqus", "respond", "kommentar", "commentaire", "cookie", "consent", "gdpr"];
const BODIES: [&str; 24] = [
    "articlebody",
    "article-body",
    "article_body",
    "article__body",
    "articletext",
    "article-text",
    "article__text",
    "article_text",
    "articlecontent",
    "article-content",
    "article_content",
    "article__content",
    "storybody",
    "story-body",
    "story-content",
    "storytext",
    "entry-content",
    "post-content",
    "post-body",
    "postbody",
    "body-text",
    "body-copy",
    "news-content",
    "content-body",
];
const LEADS: [&str; 18] = [
    "lead",
    "standfirst",
    "intro",
    "summary",
    "subtitle",
    "subhead",
    "sub-title",
    "vorspann",
    "teaser-text",
    "teasertext",
    "abstract",
    "chapo",
    "dek",
    "excerpt",
    "sottotitolo",
    "deck",
    "ingress",
    "description",
];
/// Elements that hold whole pages, so that what they are called says nothing of their text.
const WHOLE: [&str; 4] = ["html", "body", "main", "article"];

/// What an element of this name says of its text.
pub(super) fn of(node: &NodeRef<'_>, name: &str) -> Hints {
    let Some(element) = node.element_ref() else { return Hints::default() };
    let mut hints = if FRAME.contains(&name) { Hints::FRAME } else { Hints::default() };
    if name == "article" {
        hints = hints.and(Hints::ARTICLE);
    }
    let mut called = String::new();
    for attribute in &element.attrs {
        let value = attribute.value.as_ref();
        match attribute.name.local.as_ref() {
            "class" | "id" | "data-testid" | "data-component" => {
                called.push_str(value);
                called.push(' ');
            }
            "role" if FRAME_ROLES.contains(&value) => hints = hints.and(Hints::FRAME),
            "itemprop" if value.split_ascii_whitespace().any(|word| word == "articleBody") => {
                hints = hints.and(Hints::BODY);
            }
            "itemprop" if value == "comment" => hints = hints.and(Hints::APART),
            "hidden" => hints = hints.and(Hints::INTERRUPTION),
            "style" if is_hidden(value) => hints = hints.and(Hints::INTERRUPTION),
            _ => {}
        }
    }
    if called.is_empty() || WHOLE.contains(&name) {
        return hints;
    }
    called.make_ascii_lowercase();
    let is_called = |parts: &[&str]| parts.iter().any(|part| called.contains(part));
    for (parts, hint) in [
        (&INTERRUPTIONS[..], Hints::INTERRUPTION),
        (&FRAMES, Hints::FRAME),
        (&APART, Hints::APART),
        (&BODIES, Hints::BODY),
        (&LEADS, Hints::LEAD),
    ] {
        if is_called(parts) {
            hints = hints.and(hint);
        }
    }
    if called.split_ascii_whitespace().any(|name| name == "hidden" || is_ad(name)) {
        hints = hints.and(Hints::INTERRUPTION);
    }
    // The day on which the page was looked at.
    if called.split_ascii_whitespace().any(|name| matches!(name, "today" | "current-date" | "currentdate")) {
        hints = hints.and(Hints::APART);
    }
    hints
}

/// Whether a name is `ad` or `ads`, alone or before a sign: both are parts of too many other words.
fn is_ad(name: &str) -> bool {
    name.strip_prefix("ad").is_some_and(|rest| {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        rest.is_empty() || rest.starts_with(['-', '_'])
    })
}

fn is_hidden(style: &str) -> bool {
    style
        .split(';')
        .filter_map(|part| part.split_once(':'))
        .any(|(key, value)| matches!((key.trim(), value.trim()), ("display", "none") | ("visibility", "hidden")))
}
