//! How does what a reader found become an article? One place gives it its id, date, language and dateline, and refuses
//! what is empty or too long; the readers of the formats know nothing of that.

use crate::model::{Article, Format, Problem, Source, Text};

use super::dates::{self, Date};
use super::habit::habit;
use super::identity::Identities;
use super::{Mapping, Sandbox, SourceFile};
use super::{dateline, language, mapping, published, registry};

/// What a record says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) record_id: Option<String>,
    pub(super) title: String,
    pub(super) byline: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    /// As declared.
    pub(super) language: Option<String>,
    pub(super) date: Option<Date>,
}

/// One record, read.
pub(super) struct Draft {
    pub(super) meta: Metadata,
    pub(super) text: Text,
    /// A date that the page shows to its readers outside the article's text.
    pub(super) shown_date: Option<Date>,
}

/// Takes in the records of one source file, and tells the caller of each.
pub(super) struct Intake<'a> {
    file: &'a SourceFile<'a>,
    format: Format,
    /// The path of the file that is read: the source file's, or that of one inside it.
    path: String,
    /// The number of this file's first record in the source file, and of the next one that is free.
    first: u32,
    next: u32,
    /// How many files the one that is read lies in.
    depth: usize,
    /// Bytes that the files inside this source file may still unpack to.
    unpacked_left: u64,
    identities: Identities,
    /// Which of day and month the file that is read writes first.
    habit: dates::Order,
    sink: &'a mut dyn FnMut(Result<Article, Problem>),
}

/// No news article comes near, in bytes; what does is a file of many that was not told apart.
const MAX_TEXT: usize = 64 << 20;
/// More records are not taken from one source file.
const MAX_RECORDS: u32 = 10_000_000;
/// What the files inside one source file may unpack to, all together.
const MAX_UNPACKED: u64 = 4 << 30;

impl<'a> Intake<'a> {
    pub(super) fn new(
        file: &'a SourceFile<'a>,
        format: Format,
        sink: &'a mut dyn FnMut(Result<Article, Problem>),
    ) -> Self {
        let (path, identities) = (file.path.to_owned(), Identities::new(file.path));
        Self {
            file,
            format,
            path,
            first: 0,
            next: 0,
            depth: 0,
            unpacked_left: MAX_UNPACKED,
            identities,
            habit: dates::Order::Unknown,
            sink,
        }
    }

    /// Says what the records are read as from here on.
    pub(super) fn set_format(&mut self, format: Format) {
        self.format = format;
    }

    /// Looks at the bytes from which the records come, before they do.
    pub(super) fn looks_at(&mut self, bytes: &[u8]) {
        self.habit = habit(bytes);
    }

    /// Reads a file inside the one that is read, by the reader of its own format. Its articles follow those before it in
    /// number, and are known by its path.
    pub(super) fn member(&mut self, name: &str, bytes: &[u8]) {
        let path = format!("{}/{name}", self.path);
        let habit = self.habit;
        let outer = (self.format, self.first, std::mem::replace(&mut self.identities, Identities::new(&path)));
        let outer_path = std::mem::replace(&mut self.path, path.clone());
        self.first = self.next;
        self.depth += 1;
        registry::read_bytes(&path, bytes, self);
        self.depth -= 1;
        (self.format, self.first, self.identities) = outer;
        self.path = outer_path;
        self.habit = habit;
    }

    /// Where risky parsers run, if not here.
    pub(super) fn sandbox(&self) -> Option<&'a dyn Sandbox> {
        self.file.sandbox
    }

    /// What the user says of the fields of records.
    pub(super) fn mapping(&self) -> &'a Mapping {
        self.file.mapping.unwrap_or(&mapping::NONE)
    }

    /// How many files the one that is read lies in; 0 for the source file itself.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// How many more bytes may be unpacked from this source file.
    pub(super) fn unpacked_left(&self) -> u64 {
        self.unpacked_left
    }

    /// Counts bytes that were unpacked.
    pub(super) fn count_unpacked(&mut self, bytes: u64) {
        self.unpacked_left = self.unpacked_left.saturating_sub(bytes);
    }

    /// The first number that no record of this file has yet.
    pub(super) fn free_number(&self) -> u32 {
        self.next - self.first
    }

    /// Whether a text of `len` bytes is short enough to become an article; tells the caller if not.
    pub(super) fn accepts(&mut self, number: Option<u32>, len: usize) -> bool {
        if len >= MAX_TEXT {
            self.skip(number, "the text is 64 MiB or longer; split it into its articles first");
        }
        len < MAX_TEXT
    }

    /// Takes the record `number` of the file as an article.
    pub(super) fn article(&mut self, number: u32, draft: Draft) {
        self.article_dated(number, draft, None);
    }

    /// Takes the record `number` of the file as an article. `lesser` is a date that may be told of something else, such as
    /// the sending of a message; it counts if there is no other.
    pub(super) fn article_dated(&mut self, number: u32, draft: Draft, lesser: Option<Date>) {
        self.take(number, draft, lesser, None);
    }

    /// Takes the record `number` of the file as an article. `place` is that of a dateline which the record gives apart from
    /// its text; one in the text counts before it.
    pub(super) fn article_placed(&mut self, number: u32, draft: Draft, place: Option<&str>) {
        self.take(number, draft, None, place);
    }

    fn take(&mut self, number: u32, draft: Draft, lesser: Option<Date>, place: Option<&str>) {
        let Draft { meta, text, shown_date } = draft;
        let number_in_source = self.first.saturating_add(number);
        if number_in_source >= MAX_RECORDS {
            if number_in_source == MAX_RECORDS {
                self.skip(None, format!("only the first {MAX_RECORDS} records of the file are read: split it"));
            }
            return;
        }
        self.next = self.next.max(number_in_source + 1);
        if text.title().is_empty() && text.paragraph_count() == 0 {
            return self.skip(Some(number), "there is neither a title nor any text in it");
        }
        let dateline = dateline::find(&text);
        let dates = published::Clues {
            metadata: meta.date,
            url: meta.url.as_deref(),
            // A web archive is named by the day of the crawl.
            path: if self.format == Format::Warc { "" } else { &self.path },
            shown: shown_date,
            text: &text,
            dateline: dateline.as_ref().and_then(|line| line.date),
            lesser,
            modified: self.file.modified,
            dateline_day: dateline.as_ref().and_then(|line| line.day),
            habit: self.habit,
            today: self.file.today,
        };
        let article = Article {
            id: self.identities.next(number, meta.record_id.as_deref()),
            source: Source { path: self.path.clone(), record: number_in_source, format: self.format },
            published: published::decide(&dates),
            language: meta.language.as_deref().and_then(language::normalise).or_else(|| language::detect(&text)),
            place: if dateline.is_none() { place.and_then(dateline::place_of) } else { None },
            dateline: dateline.map(|line| line.place),
            record_id: meta.record_id,
            byline: meta.byline,
            outlet: meta.outlet,
            url: meta.url,
            text,
        };
        (self.sink)(Ok(article));
    }

    /// Tells that a record (or the whole file) is left out.
    pub(super) fn skip(&mut self, record: Option<u32>, reason: impl Into<String>) {
        self.tell(record, reason.into(), true);
    }

    /// Tells that something is odd about a record (or the file) that is taken in all the same.
    pub(super) fn remark(&mut self, record: Option<u32>, reason: impl Into<String>) {
        self.tell(record, reason.into(), false);
    }

    fn tell(&mut self, record: Option<u32>, reason: String, skipped: bool) {
        let record = record.map(|number| self.first + number);
        self.next = self.next.max(record.map_or(0, |number| number + 1));
        let reason = match self.path.strip_prefix(self.file.path) {
            Some(inside) if !inside.is_empty() => format!("{}: {reason}", inside.trim_start_matches('/')),
            _ => reason,
        };
        (self.sink)(Err(Problem { path: self.file.path.to_owned(), record, reason, skipped }));
    }
}

/// The text of a record whose paragraphs come from markup and have no place in the source's own text.
pub(super) fn text_of<'p>(title: &str, paragraphs: impl IntoIterator<Item = &'p str>) -> Text {
    let mut builder = Text::with_title(&one_line(title));
    for paragraph in paragraphs {
        builder.paragraph(&one_line(paragraph), None);
    }
    builder.finish()
}

/// `words` on one line, without control characters and what is invisible inside words.
pub(super) fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        if c.is_whitespace() || c.is_control() {
            gap = !line.is_empty();
        } else if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}') {
            if std::mem::take(&mut gap) {
                line.push(' ');
            }
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cleaned() {
        let cases = [(" a \n\t b ", "a b"), ("so\u{ad}ft\u{200b}", "soft"), ("\u{1b}[1mX", "[1mX"), ("\u{a0}", "")];
        for (words, expected) in cases {
            assert_eq!(one_line(words), expected);
        }
    }
}
