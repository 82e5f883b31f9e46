//! What does the archive answer? Plain values, ready to be shown by any face.

use serde::Serialize;

use super::{ArticleId, CountryCode, Format, Published, QuoteEvidence, QuoteKind, SpeakerKind};

/// What identifies an article to a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleCard {
    /// Its name in the archive.
    pub id: ArticleId,
    /// The record's own id.
    pub record_id: Option<String>,
    /// The title; empty if there is none.
    pub title: String,
    /// Authors.
    pub byline: Vec<String>,
    /// The newspaper, agency or site.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// When it appeared.
    #[serde(serialize_with = "published")]
    pub published: Option<Published>,
    /// The place line.
    pub dateline: Option<String>,
    /// The indexed folder.
    pub folder: String,
    /// The source file below it.
    pub path: String,
    /// Which record of the file it is, from 0.
    pub record: u32,
    /// What the file was read as.
    pub format: Format,
}

fn published<S: serde::Serializer>(date: &Option<Published>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Shown {
        date: String,
        precision: super::Precision,
        from: super::Provenance,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        ambiguous: bool,
    }
    let shown = date.map(|date| Shown {
        date: date.to_string(),
        precision: date.precision,
        from: date.from,
        ambiguous: date.ambiguous,
    });
    shown.serialize(serializer)
}

/// One page of articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SearchPage {
    /// How many articles match.
    pub total: u64,
    /// How many were passed over before the first of [`hits`](Self::hits).
    pub offset: usize,
    /// The articles of this page.
    pub hits: Vec<Hit>,
    /// The counts that were asked for.
    pub facets: Vec<FacetTable>,
    /// How the question was understood, names resolved.
    pub understood: String,
    /// What the reader should know about how names were understood.
    pub notes: Vec<String>,
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleCard,
    /// How well it matches, if the page is sorted by that; comparable within one answer only.
    pub score: Option<f32>,
    /// Its matching paragraphs, in the order of the text; as many as were asked for.
    pub paragraphs: Vec<Passage>,
    /// How many paragraphs match altogether.
    pub matching_paragraphs: usize,
}

/// A paragraph (or the title) with what matches in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Its number, from 1; 0 is the title.
    pub n: usize,
    /// Its words.
    pub text: String,
    /// What matches, as ranges of code points, in order and not overlapping.
    pub highlights: Vec<(usize, usize)>,
}

/// One page of quotes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuotePage {
    /// How many quotes match; the same words of the same speaker in several articles are one, unless each is asked for.
    pub total: u64,
    /// How often they stand in the archive altogether.
    pub occurrences: u64,
    /// In how many articles they stand.
    pub articles: u64,
    /// How many were passed over before the first of [`quotes`](Self::quotes).
    pub offset: usize,
    /// The quotes of this page.
    pub quotes: Vec<QuoteHit>,
    /// The counts that were asked for; they count quotes.
    pub facets: Vec<FacetTable>,
    /// How the question was understood, names resolved.
    pub understood: String,
    /// What the reader should know about how names were understood.
    pub notes: Vec<String>,
}

/// A quote with all that is needed to check it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteHit {
    /// The words, without their outer quotation marks.
    pub text: String,
    /// How much of it stands inside quotation marks.
    pub kind: QuoteKind,
    /// Who said it: the person as the archive knows them, the organisation or the document.
    pub speaker: Option<String>,
    /// Who said it together with that speaker.
    pub with: Vec<String>,
    /// What kind of speaker that is.
    pub speaker_kind: Option<SpeakerKind>,
    /// The words of the article that name or point at the speaker.
    pub speaker_text: Option<String>,
    /// The word that says that it was said.
    pub cue: Option<String>,
    /// Persons that the words name or address.
    pub about: Vec<String>,
    /// Countries that the words name.
    pub about_countries: Vec<CountryCode>,
    /// Persons to whom the words were said.
    pub to: Vec<String>,
    /// How the speaker is known.
    pub evidence: QuoteEvidence,
    /// How sure the program is, 0 to 1.
    pub confidence: f32,
    /// The sentence or sentences in which it stands, speaker and all.
    pub context: String,
    /// The paragraph in which it starts, from 1; 0 is the title.
    pub paragraph: usize,
    /// Its first code point in that paragraph.
    pub start: usize,
    /// The paragraph in which it ends.
    pub end_paragraph: usize,
    /// One past its last code point in that one.
    pub end: usize,
    /// `ID#N`.
    pub citation: String,
    /// What in the words matches the query, as ranges of code points of [`text`](Self::text).
    pub highlights: Vec<(usize, usize)>,
    /// Where it stands; of several occurrences the first report.
    pub article: ArticleCard,
    /// Where the same words stand besides, in the order of publication.
    pub also_in: Vec<Occurrence>,
}

/// One more place where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// `ID#N`.
    pub citation: String,
    /// When the article was published, as far as is known.
    pub published: Option<Published>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The title of the article.
    pub title: String,
}

/// What articles or quotes can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetField {
    /// Countries mentioned.
    Country,
    /// Countries mentioned; what is counted are paragraphs.
    #[serde(rename = "paragraph-country")]
    ParagraphCountry,
    /// The country in which an article was written, by its dateline.
    #[serde(rename = "dateline-country")]
    DatelineCountry,
    /// Persons mentioned.
    Person,
    /// Who is quoted.
    Speaker,
    /// Whom the words of quotes name or address; counted of quotes only.
    About,
    /// Countries that the words of quotes name; counted of quotes only.
    #[serde(rename = "about-country")]
    AboutCountry,
    /// The outlet.
    Outlet,
    /// The language.
    Language,
    /// The format of the source file.
    Format,
    /// The year of publication.
    Year,
    /// The month of publication.
    Month,
    /// The day of publication.
    Day,
    /// The years of which the text speaks.
    #[serde(rename = "mentions-year")]
    MentionsYear,
    /// The months of which the text speaks.
    #[serde(rename = "mentions-month")]
    MentionsMonth,
}

impl FacetField {
    /// Whether its values are country codes.
    pub fn is_country(self) -> bool {
        matches!(self, Self::Country | Self::ParagraphCountry | Self::DatelineCountry | Self::AboutCountry)
    }

    /// Whether its values are stretches of time.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day | Self::MentionsYear | Self::MentionsMonth)
    }

    /// What is counted, where articles are asked for.
    pub fn unit(self) -> &'static str {
        if self == Self::ParagraphCountry { "paragraphs" } else { "articles" }
    }

    /// The word used in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::ParagraphCountry => "paragraph-country",
            Self::DatelineCountry => "dateline-country",
            Self::Person => "person",
            Self::Speaker => "speaker",
            Self::About => "about",
            Self::AboutCountry => "about-country",
            Self::Outlet => "outlet",
            Self::Language => "language",
            Self::Format => "format",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::MentionsYear => "mentions-year",
            Self::MentionsMonth => "mentions-month",
        }
    }
}

/// Counts by one field, largest first (periods in the order of time).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetTable {
    /// What is counted by.
    pub field: FacetField,
    /// What is counted: `articles`, `quotes` or `paragraphs`.
    pub unit: &'static str,
    /// The values of this page with their counts.
    pub counts: Vec<FacetCount>,
    /// How many values there are altogether.
    pub values: u64,
    /// How many articles (or quotes, paragraphs) have no value: no date, no outlet, nobody named.
    pub without: u64,
    /// How many articles (or quotes, paragraphs) were counted. They may have several values or none.
    pub total: u64,
    /// How the question was understood, names resolved; empty for a table that stands beside other results.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub understood: String,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The value: a name, a code, a period (`2024-05`).
    pub value: String,
    /// How it is called: for a country its name, else the same as the value.
    pub label: String,
    /// How many articles (or quotes, paragraphs) have it.
    pub count: u64,
}

/// Counts of articles over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// How many articles match.
    pub total: u64,
    /// Steps in the order of time, without gaps from the first to the last that has articles.
    pub steps: Vec<FacetCount>,
    /// How many articles are dated less exactly than the steps (`2014` in a timeline by month), by what is known.
    pub coarser: Vec<FacetCount>,
    /// How many have no date.
    pub undated: u64,
    /// How the question was understood, names resolved.
    pub understood: String,
    /// What the reader should know about how names were understood.
    pub notes: Vec<String>,
}

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The index directory.
    pub index: String,
    /// Bytes on disk.
    pub bytes: u64,
    /// Indexed folders, each with its source files and articles.
    pub folders: Vec<FolderStatus>,
    /// The names files that count.
    pub names_files: Vec<String>,
    /// What in them concerns nobody in the archive, each with its place.
    pub unused_names: Vec<String>,
    /// Articles.
    pub articles: u64,
    /// Articles without a publication date.
    pub undated: u64,
    /// Paragraphs.
    pub paragraphs: u64,
    /// Distinct persons, as far as names tell them apart.
    pub persons: u64,
    /// Distinct countries.
    pub countries: u64,
    /// Quotes.
    pub quotes: u64,
    /// The first and the last day of publication.
    pub dates: Option<(String, String)>,
    /// Articles by outlet, language and format.
    pub facets: Vec<FacetTable>,
}

/// One indexed folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FolderStatus {
    /// The folder.
    pub folder: String,
    /// Source files in it.
    pub files: u64,
    /// Articles from them.
    pub articles: u64,
}

/// What became of the sources since they were indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Source files looked at.
    pub files: u64,
    /// Articles that come from them.
    pub articles: u64,
    /// Files whose content is not what was indexed, with the articles concerned.
    pub changed: Vec<CheckedFile>,
    /// Files that are gone.
    pub missing: Vec<CheckedFile>,
    /// Parts of the index itself that are damaged.
    pub damaged: Vec<String>,
}

/// One source file that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedFile {
    /// Where it is or was.
    pub path: String,
    /// The articles read from it.
    pub articles: Vec<ArticleId>,
}
