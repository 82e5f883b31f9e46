//! What do the tests of the annotators share? An article made of one paragraph, and what is found in it.

use crate::model::{Annotations, Article, ArticleId, Format, Source, Text};
use crate::text::Tokens;

/// An article whose only paragraph is `text`, annotated.
pub(super) fn annotated(text: &str) -> (Article, Annotations) {
    let article = article(text);
    let tokens = Tokens::of_text(&article.text);
    let annotations = super::annotate(&article, &tokens);
    (article, annotations)
}

/// An article without a date whose only paragraph is `text`.
pub(super) fn article(text: &str) -> Article {
    let mut builder = Text::with_title("");
    builder.paragraph(text, None);
    Article {
        id: ArticleId::new("test"),
        record_id: None,
        source: Source { path: "test.txt".to_owned(), record: 0, format: Format::Txt },
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
