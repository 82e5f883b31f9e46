//! How does an annotated article get into the archive?

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::UserOperation;
use tantivy::schema::Field;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use super::archive::{Payload, open_index};
use super::documents::encode;
use super::paragraph_countries::{dateline_country, paragraph_countries};
use super::{
    ARTICLE, Fields, FileKey, IndexError, KnownFiles, QUOTE, SourceState, StoredArticle, content_hash, stream,
};
use crate::model::{Annotations, Article, Day, Grain, Quote, Span, SpeakerKind};
use crate::text::{Stemmers, Tokens, fold};

/// Writes to an archive. What is added or removed counts from the next [`commit`](Self::commit) on.
pub struct ArchiveWriter {
    path: PathBuf,
    fields: Fields,
    index: Index,
    writer: IndexWriter,
}

const MIN_MEMORY: usize = 16_000_000;
const MAX_MEMORY: usize = 4_000_000_000;
const MAX_WRITERS: usize = 8;

/// One article and its quotes, ready to be written together.
pub struct Group(Vec<UserOperation>);

impl ArchiveWriter {
    /// Opens the archive in `path` for writing, or makes one there. `memory` is what the index may hold in bytes before it
    /// writes a segment, over all `threads`.
    pub fn open(path: &Path, threads: usize, memory: usize) -> Result<Self, IndexError> {
        let io = |source| IndexError::Io { path: path.to_owned(), source };
        std::fs::create_dir_all(path).map_err(io)?;
        let directory = MmapDirectory::open(path).map_err(TantivyError::from)?;
        let index = if Index::exists(&directory).map_err(TantivyError::from)? {
            Index::open(directory)?
        } else {
            if holds_foreign_files(path).map_err(io)? {
                return Err(IndexError::NotAnArchive(path.to_owned()));
            }
            let compression = Compressor::Zstd(ZstdCompressor { compression_level: Some(1) });
            let settings = IndexSettings { docstore_compression: compression, ..IndexSettings::default() };
            Index::create(directory, Fields::build().0, settings)?
        };
        let (index, fields) = open_index(path, index)?;
        // tantivy wants 15 MB a thread and takes no more than 4 GB; more than eight threads only make more segments.
        let writers = threads.min(memory / MIN_MEMORY).clamp(1, MAX_WRITERS);
        let memory = memory.clamp(MIN_MEMORY, writers * MAX_MEMORY);
        let writer = index.writer_with_num_threads(writers, memory).map_err(|error| match error {
            TantivyError::LockFailure(..) => IndexError::Busy(path.to_owned()),
            other => IndexError::Tantivy(other),
        })?;
        Ok(Self { path: path.to_owned(), fields, index, writer })
    }

    /// The index directory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The source files in the archive as of the last commit.
    pub fn known_files(&self) -> Result<KnownFiles, IndexError> {
        let reader = self.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        KnownFiles::read(&reader.searcher())
    }

    /// Something that encodes articles for this archive; each thread has its own.
    pub fn encoder(&self) -> Encoder {
        Encoder { fields: self.fields, stemmers: Stemmers::default(), stream: String::new(), title: String::new() }
    }

    /// Removes all articles of a source file, with their quotes.
    pub fn remove(&self, file: &FileKey) {
        self.writer.delete_term(Term::from_field_text(self.fields.file, &file.term()));
    }

    /// Adds an article with its quotes. May wait for the index to catch up.
    pub fn add(&self, group: Group) -> Result<(), IndexError> {
        self.writer.run(group.0)?;
        Ok(())
    }

    /// Makes everything so far count, at once and durably.
    pub fn commit(&mut self) -> Result<(), IndexError> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&Payload::current());
        prepared.commit()?;
        Ok(())
    }

    /// Forgets everything since the last commit.
    pub fn rollback(&mut self) -> Result<(), IndexError> {
        self.writer.rollback()?;
        Ok(())
    }

    /// Waits for segments that are being merged.
    pub fn close(self) -> Result<(), IndexError> {
        self.writer.wait_merging_threads()?;
        Ok(())
    }
}

/// Whether a directory without an index holds something that is not ours to write beside.
fn holds_foreign_files(path: &Path) -> std::io::Result<bool> {
    for entry in std::fs::read_dir(path)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !name.starts_with("README") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Turns annotated articles into documents.
pub struct Encoder {
    fields: Fields,
    stemmers: Stemmers,
    stream: String,
    title: String,
}

impl Encoder {
    /// The documents of one article and its quotes.
    pub fn encode(
        &mut self,
        article: Article,
        tokens: &Tokens,
        annotations: Annotations,
        file: &FileKey,
        state: SourceState,
    ) -> Result<Group, IndexError> {
        self.stream.clear();
        self.title.clear();
        stream::encode(
            &article.text,
            tokens,
            &annotations,
            self.stemmers.of(article.language.as_deref()),
            &mut self.stream,
            &mut self.title,
        );
        let file_term = file.term();
        let mut document = self.article_columns(&article, &annotations);
        let fields = &self.fields;
        document.add_text(fields.file, &file_term);
        document.add_u64(fields.size, state.size);
        document.add_i64(fields.modified, state.modified);
        document.add_u64(fields.hash, state.hash);
        document.add_text(fields.text, &self.stream);
        document.add_text(fields.title, &self.title);
        for number in paragraph_countries(&article, tokens, &annotations.countries) {
            document.add_u64(fields.paragraph_country, number);
        }
        let id = article.id.number();
        let place = |(span, telling): (Span, usize)| {
            (article.text.block_at(span.start) as u64, words_key(article.text.slice(span), telling))
        };
        let quotes = annotations.quotes.iter().map(|quote| (quote.span, TELLING));
        let phrases = annotations.phrases.iter().map(|span| (*span, 0));
        let places: Vec<(u64, u64)> = quotes.chain(phrases).map(place).collect();
        let (stored, quotes) = StoredArticle::new(article, file.clone(), annotations);
        document.add_bytes(fields.stored, &encode(&stored)?);
        let mut group = Vec::with_capacity(1 + quotes.len());
        group.push(UserOperation::Add(document));
        for (quote, (paragraph, words)) in quotes.iter().zip(places) {
            let mut document = self.quote_document(quote)?;
            document.add_u64(fields.quote_paragraph, paragraph);
            document.add_u64(fields.quote_words, words);
            document.add_u64(fields.id, id);
            document.add_text(fields.file, &file_term);
            group.push(UserOperation::Add(document));
        }
        Ok(Group(group))
    }

    fn article_columns(&self, article: &Article, annotations: &Annotations) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_u64(fields.kind, ARTICLE);
        document.add_u64(fields.id, article.id.number());
        document.add_u64(fields.paragraphs, article.text.paragraph_count() as u64);
        document.add_text(fields.format, article.source.format.as_str());
        if let Some(published) = &article.published {
            document.add_i64(fields.first_day, day_number(published.first));
            document.add_i64(fields.last_day, day_number(published.last()));
        }
        for (field, value) in [(fields.outlet, &article.outlet), (fields.language, &article.language)] {
            if let Some(value) = value {
                document.add_text(field, value);
            }
        }
        for person in &annotations.persons {
            document.add_text(fields.person, &person.name);
        }
        for country in &annotations.countries {
            document.add_text(fields.country, country.code.as_str());
        }
        if let Some(code) = dateline_country(article, &annotations.countries) {
            document.add_text(fields.dateline_country, code.as_str());
        }
        for (field, value) in mentioned_times(fields, annotations) {
            document.add_text(field, value);
        }
        let mut speakers: Vec<&str> = annotations.quotes.iter().flat_map(Quote::speakers).collect();
        speakers.sort_unstable();
        speakers.dedup();
        for speaker in speakers {
            document.add_text(fields.speaker, speaker);
        }
        document
    }

    fn quote_document(&self, quote: &Quote) -> Result<TantivyDocument, IndexError> {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_u64(fields.kind, QUOTE);
        for name in quote.speakers() {
            document.add_text(fields.quote_speaker, name);
        }
        for name in &quote.about {
            document.add_text(fields.quote_about, name);
        }
        for name in &quote.to {
            document.add_text(fields.quote_to, name);
        }
        for code in &quote.about_countries {
            document.add_text(fields.quote_country, code.as_str());
        }
        let speaker_kind = quote.speaker.as_ref().map_or(SpeakerKind::Unknown, |speaker| speaker.kind);
        document.add_u64(fields.quote_speaker_kind, speaker_kind as u64);
        document.add_u64(fields.quote_kind, quote.kind as u64);
        document.add_f64(fields.quote_confidence, f64::from(quote.confidence));
        document.add_bytes(fields.stored, &encode(quote)?);
        Ok(document)
    }
}

/// The months and years in which the times lie of which an article speaks, each once.
fn mentioned_times(fields: &Fields, annotations: &Annotations) -> BTreeSet<(Field, String)> {
    let times = annotations.dates.iter().filter_map(|date| date.value.when());
    times
        .flat_map(|when| {
            let month = when.month_or_year().map(|whole| (fields.mentioned_month, whole.to_string()));
            let year = when.within(Grain::Year).map(|whole| (fields.mentioned_year, whole.to_string()));
            month.into_iter().chain(year)
        })
        .collect()
}

/// So many letters make words that hardly two people say by chance. A phrase is the same whoever uses it.
const TELLING: usize = 30;

/// What the words of a quote are told by, whatever their punctuation and case: a number that is odd if they have so many
/// letters that the same words are the same quote even where a speaker is not known.
fn words_key(words: &str, telling: usize) -> u64 {
    let letters: String = fold(words).chars().filter(|c| c.is_alphanumeric()).collect();
    content_hash(letters.as_bytes()) & !1 | u64::from(letters.chars().count() >= telling)
}

/// A day as it stands in a column: days since 1970-01-01.
pub(crate) fn day_number(day: Day) -> i64 {
    day.signed_duration_since(NaiveDate::default()).num_days()
}

/// The day that a column's number stands for.
pub(crate) fn day_of_number(number: i64) -> Option<Day> {
    NaiveDate::default().checked_add_signed(chrono::TimeDelta::try_days(number)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_have_the_same_key() {
        let long = "We shall not leave the valley before the autumn";
        assert_eq!(words_key(long, TELLING), words_key("we shall not leave the valley, before the Autumn.", TELLING));
        assert_ne!(words_key(long, TELLING), words_key("We shall leave the valley before the autumn", TELLING));
        assert_eq!((words_key(long, TELLING) & 1, words_key("No comment", TELLING) & 1), (1, 0));
    }

    #[test]
    fn days_survive_as_numbers() {
        let day: Day = "1869-11-05".parse().unwrap();
        assert_eq!(day_of_number(day_number(day)), Some(day));
    }
}
