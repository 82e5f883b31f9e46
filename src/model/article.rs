//! What is known of an article before anyone has looked for names in it?

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Published, Span, Text};

/// The short, stable name of an article: the same on every machine for the same path and record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(String);

impl ArticleId {
    /// How many characters an id has: 50 bits, so that two of two million articles share one
    /// in about one archive of five hundred (and indexing notices).
    pub const LEN: usize = 10;

    /// Takes an id as it was written; whether an article has it is for the archive to say.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id made of the low 50 bits of a number, in Crockford's base 32, small letters.
    pub fn from_number(number: u64) -> Self {
        let digit = |place: usize| char::from(DIGITS[(number >> (5 * place)) as usize & 31]);
        Self((0..Self::LEN).rev().map(digit).collect())
    }

    /// The number of an id; what is no digit counts as 0, so that only the text tells apart what is no id at all.
    pub fn number(&self) -> u64 {
        let value = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0) as u64;
        self.0.bytes().fold(0, |number, byte| (number << 5) | value(byte.to_ascii_lowercase()))
    }
}

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The format a record was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// A web page saved with its parts in one file.
    Mhtml,
    /// A web page in a web archive (WARC, ARC, WACZ).
    Warc,
    /// News Industry Text Format.
    Nitf,
    /// NewsML 1.
    #[serde(rename = "newsml1")]
    NewsMl1,
    /// NewsML-G2.
    #[serde(rename = "newsml-g2")]
    NewsMlG2,
    /// News in JSON.
    Ninjs,
    /// Wire text as teleprinters had it: IPTC 7901, ANPA 1312.
    Iptc7901,
    /// Scanned pages, read by OCR: ALTO, METS/ALTO.
    Alto,
    /// Text Encoding Initiative.
    Tei,
    /// RSS.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// Export of a WordPress site.
    #[serde(rename = "wordpress")]
    WordPress,
    /// Nexis Uni, DOCX.
    NexisUni,
    /// LexisNexis, TXT or HTML.
    #[serde(rename = "lexisnexis")]
    LexisNexis,
    /// Factiva, HTML, XML or RTF.
    Factiva,
    /// ProQuest, mail, TXT or HTML.
    #[serde(rename = "proquest")]
    ProQuest,
    /// Europresse, HTML.
    Europresse,
    /// PDF with a text layer.
    Pdf,
    /// Word.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// EPUB.
    Epub,
    /// A message.
    Email,
    /// A mailbox.
    Mbox,
    /// Rows of a table: CSV, TSV.
    Csv,
    /// One JSON object, or an array of them.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Rows of a Parquet table.
    Parquet,
    /// SGML as in Reuters-21578.
    ReutersSgml,
    /// A zip archive; its articles have the formats of the files in it.
    Zip,
    /// A tar archive, likewise.
    Tar,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 35] = [
        Self::Txt,
        Self::Markdown,
        Self::Html,
        Self::Mhtml,
        Self::Warc,
        Self::Nitf,
        Self::NewsMl1,
        Self::NewsMlG2,
        Self::Ninjs,
        Self::Iptc7901,
        Self::Alto,
        Self::Tei,
        Self::Rss,
        Self::Atom,
        Self::JsonFeed,
        Self::WordPress,
        Self::NexisUni,
        Self::LexisNexis,
        Self::Factiva,
        Self::ProQuest,
        Self::Europresse,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Epub,
        Self::Email,
        Self::Mbox,
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::Parquet,
        Self::ReutersSgml,
        Self::Zip,
        Self::Tar,
    ];

    /// The word used in output and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Warc => "warc",
            Self::Nitf => "nitf",
            Self::NewsMl1 => "newsml1",
            Self::NewsMlG2 => "newsml-g2",
            Self::Ninjs => "ninjs",
            Self::Iptc7901 => "iptc7901",
            Self::Alto => "alto",
            Self::Tei => "tei",
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::JsonFeed => "json-feed",
            Self::WordPress => "wordpress",
            Self::NexisUni => "nexis-uni",
            Self::LexisNexis => "lexisnexis",
            Self::Factiva => "factiva",
            Self::ProQuest => "proquest",
            Self::Europresse => "europresse",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Epub => "epub",
            Self::Email => "email",
            Self::Mbox => "mbox",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::ReutersSgml => "reuters-sgml",
            Self::Zip => "zip",
            Self::Tar => "tar",
        }
    }
}

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The source file, relative to the indexed folder, with `/` between its parts; of a file inside an archive of files
    /// the path goes on with that inside.
    pub path: String,
    /// Which record of the file it is, from 0.
    pub record: u32,
    /// What the file was read as.
    pub format: Format,
}

/// One article, as a reader made it from a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its name in the archive.
    pub id: ArticleId,
    /// The record's own id, if it has one (a JSON `id`, an accession number).
    pub record_id: Option<String>,
    /// Where it comes from.
    pub source: Source,
    /// Title and paragraphs.
    pub text: Text,
    /// Authors, one each, without "By".
    pub byline: Vec<String>,
    /// The newspaper, agency or site.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// When it appeared.
    pub published: Option<Published>,
    /// The place line ("BEIJING") that opens the first paragraph, without its dash.
    pub dateline: Option<Span>,
    /// The place of a dateline that is given outside of the text, if there is none in it.
    pub place: Option<String>,
}

impl Article {
    /// The title, empty if there is none.
    pub fn title(&self) -> &str {
        self.text.title()
    }

    /// Whether English stems count in it: in English articles, and in those whose language is not known.
    pub fn is_english(&self) -> bool {
        is_english(self.language.as_deref())
    }

    /// The place of the dateline, as written.
    pub fn dateline(&self) -> Option<&str> {
        self.dateline.map(|span| self.text.slice(span)).or(self.place.as_deref())
    }
}

/// Whether English stems count in text of a language; so they do where it is not known.
pub fn is_english(language: Option<&str>) -> bool {
    language.is_none_or(|code| code == "en")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_one_word_each() {
        for format in Format::ALL {
            assert_eq!(serde_json::to_value(format).unwrap(), format.as_str());
        }
    }

    #[test]
    fn ids_survive_as_numbers() {
        for id in ["0000000000", "k3f9x2m1aq", "zzzzzzzzzz"] {
            assert_eq!(ArticleId::from_number(ArticleId::new(id).number()).as_str(), id);
        }
    }
}
