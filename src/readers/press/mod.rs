//! What articles are in exports of press databases?
//!
//! An export comes as a text, a page, a word processor's document or a message, all of which become lines ([`line`],
//! [`markup`]); each database has its layouts of lines ([`lexis`] and [`nexis`], [`factiva`], [`proquest`],
//! [`europresse`]), which give entries ([`entry`]).

mod entry;
mod europresse;
mod factiva;
mod labels;
mod lexis;
mod line;
mod markup;
mod nexis;
mod proquest;

pub(super) use entry::Export;
pub(super) use line::Line;
pub(super) use markup::lines as lines_of_page;

use super::office::document::Document;
use super::record::Intake;
use super::registry::{Head, Read, Reader};
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::NexisUni,
        what: "an export of Nexis Uni: a Word or RTF document of many articles",
        endings: &[],
        recognises: |_| false, // told once a document is read, see `of_word`
        read: Read::Bytes(super::office::docx::read),
    },
    Reader {
        format: Format::ProQuest,
        what: "an export of ProQuest: a message, text, or a web page",
        endings: &[],
        // Before LexisNexis, which counts its documents in words that are much alike.
        recognises: |head| is_text(head) && proquest::is_export(head.bytes),
        read: Read::Text(|content, intake| take_text(proquest::of_text(content), content, intake)),
    },
    Reader {
        format: Format::LexisNexis,
        what: "an export of LexisNexis: text, a web page, or RTF",
        endings: &[],
        recognises: |head| is_text(head) && lexis::is_text(head),
        read: Read::Text(|content, intake| take_text(lexis::of_text(content), content, intake)),
    },
    Reader {
        format: Format::LexisNexis,
        what: "an export of LexisNexis: text, a web page, or RTF",
        endings: &[],
        recognises: |head| head.is_html() && lexis::is_page(head.bytes),
        read: Read::Text(|content, intake| take_page(lexis::of_page(content), content, intake)),
    },
    Reader {
        format: Format::Factiva,
        what: "an export of Factiva: a web page, XML, or RTF",
        endings: &[],
        recognises: |head| head.is_html() && factiva::is_page(head.bytes),
        read: Read::Text(|content, intake| take_page(factiva::of_page(content), content, intake)),
    },
    Reader {
        format: Format::Factiva,
        what: "an export of Factiva: a web page, XML, or RTF",
        endings: &[],
        recognises: |head| head.start.starts_with('<') && !head.is_html() && factiva::is_xml(&head.start),
        read: Read::Text(|content, intake| {
            let (export, problem) = factiva::of_xml(content);
            take(export, intake);
            if let Some(problem) = problem {
                intake.skip(None, format!("{problem}; what follows is lost"));
            }
        }),
    },
    Reader {
        format: Format::ProQuest,
        what: "an export of ProQuest: a message, text, or a web page",
        endings: &[],
        recognises: |head| head.is_html() && proquest::is_export(head.bytes),
        read: Read::Text(|content, intake| take_page(proquest::of_page(content), content, intake)),
    },
    Reader {
        format: Format::Europresse,
        what: "an export of Europresse: a web page",
        endings: &[],
        recognises: |head| head.is_html() && europresse::is_page(head.bytes),
        read: Read::Text(|content, intake| take_page(europresse::of_page(content), content, intake)),
    },
];

/// Whether a file may be a plain text by its name.
fn is_text(head: &Head<'_>) -> bool {
    matches!(head.ending.as_str(), "" | "txt" | "text" | "asc") && !head.start.starts_with('<')
}

/// Whether one of the signs stands anywhere in the bytes.
fn shows(bytes: &[u8], signs: &[&str]) -> bool {
    signs.iter().any(|sign| memchr::memmem::find(bytes, sign.as_bytes()).is_some())
}

fn take(export: Export, intake: &mut Intake<'_>) {
    if export.is_empty() {
        return intake.skip(None, "no article was found in this export: its layout is not known");
    }
    export.take(0, intake);
}

/// Takes a text in: what only writes of such exports is a text like others.
fn take_text(export: Export, content: &str, intake: &mut Intake<'_>) {
    if !export.is_empty() {
        return take(export, intake);
    }
    intake.set_format(Format::Txt);
    super::plain::read_text(content, intake);
}

/// Takes a page in: what looked like an export but holds no record of one is a page like others.
fn take_page(export: Export, content: &str, intake: &mut Intake<'_>) {
    if !export.is_empty() {
        return take(export, intake);
    }
    intake.set_format(Format::Html);
    match super::web::draft(content) {
        Ok(draft) => intake.article(0, draft),
        Err(reason) => intake.skip(None, reason),
    }
}

/// The export that a page is, if it is one: for pages in messages.
pub(super) fn of_page(content: &str) -> Option<Export> {
    let bytes = content.as_bytes();
    let export = if lexis::is_page(bytes) {
        lexis::of_page(content)
    } else if factiva::is_page(bytes) {
        factiva::of_page(content)
    } else if proquest::is_export(bytes) {
        proquest::of_page(content)
    } else if europresse::is_page(bytes) {
        europresse::of_page(content)
    } else {
        return None;
    };
    (!export.is_empty()).then_some(export)
}

/// The export that a word processor's document is, if it is one.
pub(super) fn of_word(document: &Document) -> Option<Export> {
    let export =
        proquest::of_word(document).or_else(|| factiva::of_word(document)).or_else(|| lexis::of_word(document));
    export.filter(|export| !export.is_empty())
}
