//! What articles does the export of a WordPress site hold (WXR)? Its published posts. Pages, attachments, drafts and what else
//! such a file is full of are passed over, with one remark.
//!
//! The text is as its author typed it: empty lines part paragraphs, and shortcodes call programs of the site.

use std::collections::HashMap;

use super::entry::{Channel, Entry, child, words};
use super::{rss, shortcodes};
use crate::readers::dates::{self, Date, Order};
use crate::readers::record::Intake;
use crate::readers::web::paragraphs_of_fragment;
use crate::readers::xml::{self, Element};

/// Reads a file.
pub(super) fn read(content: &str, intake: &mut Intake<'_>) {
    let mut site = Site::default();
    let (mut number, mut others) = (0, 0);
    let wanted = ["item", "title", "language", "author", "image"];
    let read = xml::each(content, |name| wanted.contains(&name), &mut |element| match element.name.as_str() {
        "item" if is_published(&element) => {
            site.entry(&element).hand_over(number, intake);
            number += 1;
        }
        "item" => others += 1,
        _ => site.learn(&element),
    });
    match read {
        Err(reason) => intake.skip(None, reason), // what comes after the damage is lost
        Ok(()) if number == 0 && others == 0 => intake.skip(None, "the export has no items"),
        Ok(()) => {}
    }
    if others > 0 {
        let items = if others == 1 { "1 item is".to_owned() } else { format!("{others} items are") };
        intake.remark(None, format!("{items} passed over that are no published posts (pages, attachments, drafts)"));
    }
}

/// What is known of a site.
#[derive(Default)]
struct Site {
    channel: Channel,
    /// The names of its authors, by the names with which they log in.
    authors: HashMap<String, String>,
}

impl Site {
    fn learn(&mut self, element: &Element) {
        match (element.prefix.as_str(), element.name.as_str()) {
            ("", "title") => {
                self.channel.title.get_or_insert_with(|| element.words());
            }
            ("", "language") => {
                self.channel.language.get_or_insert_with(|| element.words());
            }
            ("wp", "author") => {
                let part = |name: &str| element.words_at(&[name]);
                let full =
                    [part("author_first_name"), part("author_last_name")].into_iter().flatten().collect::<Vec<_>>();
                let name = part("author_display_name").or_else(|| Some(full.join(" ")).filter(|name| !name.is_empty()));
                if let (Some(login), Some(name)) = (part("author_login"), name) {
                    self.authors.insert(login, name);
                }
            }
            _ => {}
        }
    }

    fn entry(&self, item: &Element) -> Entry {
        let Entry { mut meta, .. } = rss::entry(item, &self.channel);
        let logins = item.elements().filter(|part| part.prefix == "dc" && part.name == "creator").map(Element::words);
        let named = |login: String| self.authors.get(&login).cloned().unwrap_or(login);
        meta.byline = logins.map(named).filter(|name| !name.is_empty()).collect();
        meta.date = meta.date.or_else(|| post_date(item));
        let text = |prefix: &str| child(item, prefix, "encoded").map(Element::text).unwrap_or_default();
        let (content, excerpt) = (paragraphs(&text("content")), || paragraphs(&text("excerpt")));
        Entry { meta, paragraphs: if content.is_empty() { excerpt() } else { content } }
    }
}

/// Whether an item is a post that readers can see. Some exports say `inherit` of posts, which is to say as what they belong to.
fn is_published(item: &Element) -> bool {
    let kind = words(item, "wp", "post_type").unwrap_or_else(|| "post".to_owned());
    let status = words(item, "wp", "status").unwrap_or_else(|| "publish".to_owned());
    let is_text = !["page", "attachment", "revision", "customize_changeset", "custom_css"].contains(&kind.as_str())
        && !["nav_menu", "wp_", "oembed", "user_request", "acf", "elementor"]
            .iter()
            .any(|start| kind.starts_with(start));
    is_text && ["publish", "inherit", "published"].contains(&status.as_str())
}

/// The day on the site's own clock, in exports without `pubDate`.
fn post_date(item: &Element) -> Option<Date> {
    let names = ["post_date", "post_date_gmt"];
    names.iter().filter_map(|name| words(item, "wp", name)).find_map(|value| dates::parse(&value, Order::Unknown))
}

/// The paragraphs of a post: markup, with empty lines between paragraphs that have none.
fn paragraphs(content: &str) -> Vec<String> {
    let content = shortcodes::without(content).replace("\r\n", "\n");
    let mut markup = String::with_capacity(content.len() + content.len() / 16);
    let mut blank = false;
    for line in content.split('\n') {
        let is_blank = line.trim().is_empty();
        if !is_blank {
            markup.push_str(if blank { "<p>" } else { "\n" });
            markup.push_str(line);
        }
        blank = is_blank;
    }
    paragraphs_of_fragment(&markup)
}

#[cfg(test)]
mod tests {
    use crate::model::Format;
    use crate::readers::testing::{paragraphs, results};

    #[test]
    fn published_posts_are_read_and_the_rest_is_told_of() {
        let item = |title: &str, kind: &str, status: &str, content: &str| {
            format!(
                "<item><title>{title}</title><link>https://w.example/{title}</link><pubDate>Thu, 16 May 2024 16:03:54 +0000</pubDate>\
                 <dc:creator><![CDATA[ada]]></dc:creator><guid isPermaLink=\"false\">g-{title}</guid><description></description>\
                 <content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[No.]]></excerpt:encoded>\
                 <wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status></item>"
            )
        };
        let items = [
            item(
                "Ferry",
                "post",
                "publish",
                "<!-- wp:paragraph -->\nIt <em>left</em>.\n\n[caption id=\"x\"]<img src=y> The pier[/caption]\nIt was late.\n\n<ul>\n<li>One</li>\n\n<li>Two</li></ul>",
            ),
            item("About", "page", "publish", "x"),
            item("Draft", "post", "draft", "x"),
            item("photo", "attachment", "inherit", "x"),
        ];
        let content = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Lund Post</title>\
             <language>en-GB</language><wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name><![CDATA[Ada Quist]]></wp:author_display_name></wp:author>{}</channel></rss>",
            items.concat()
        );
        let found = results("a.xml", &content);
        let [Ok(post), Err(rest)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(
            (post.title(), post.outlet.as_deref(), post.source.format),
            ("Ferry", Some("Lund Post"), Format::WordPress)
        );
        assert_eq!(
            (post.byline.as_slice(), post.published.unwrap().first.to_string()),
            (&["Ada Quist".to_owned()][..], "2024-05-16".to_owned())
        );
        assert_eq!(paragraphs(post), ["It left.", "It was late.", "One", "Two"]);
        assert!(!rest.skipped && rest.reason.starts_with("3 items are passed over"), "{}", rest.reason);
    }
}
