//! What can be typed? The arguments as they stand on the command line; [`requests`](super::requests) checks them and
//! turns them into requests.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Full-text search for archives of news articles: the paragraphs that match, counts by country, person and date, and every quotation with its speaker.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The index directory
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "DATELINE_INDEX",
        default_value = "index",
        hide_env_values = true
    )]
    pub(super) index: PathBuf,
    /// A file that merges and parts names and tells what is no person (docs/NAMES.md); repeated: all of them [default: the dateline-names.txt of each indexed folder]
    #[arg(long = "names", global = true, value_name = "FILE")]
    pub(super) names_files: Vec<PathBuf>,
    /// Colours: on a terminal only, or as said; `NO_COLOR` is honoured
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto, hide_possible_values = false)]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read folders of articles into the archive; only what is new or changed is read again
    Index(IndexArgs),
    /// Find articles, and show the paragraphs that match
    Search(SearchArgs),
    /// Find quotations: said by any of the named, in articles where all of them appear
    Quotes(QuotesArgs),
    /// Write every quote that matches to a file or to standard output
    Export(ExportArgs),
    /// List the persons of the archive, or tell what it knows of one
    People(PeopleArgs),
    /// Count articles by country, person, speaker, outlet, language, format or year
    Facets(FacetsArgs),
    /// Count articles by year, month or day
    Timeline(TimelineArgs),
    /// Show an article, or one paragraph of it
    Show(ShowArgs),
    /// Print what is understood of files, one JSON object an article, without an archive
    Annotate(AnnotateArgs),
    /// Tell what the archive holds
    Status(StatusArgs),
    /// Compare the archive with the source files it was made from
    Check(CheckArgs),
    /// List the formats that can be read
    Formats(FormatsArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// The words of a PDF file on standard input: for the program's own use
    #[command(hide = true, name = "extract-pdf")]
    ExtractPdf,
}

#[derive(Debug, Args)]
pub(super) struct IndexArgs {
    /// Folders (or single files) to be read
    #[arg(required = true, value_name = "FOLDER")]
    pub(super) folders: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) selection: SelectionArgs,
    /// Where nothing else tells a date, take the file's modification time
    #[arg(long)]
    pub(super) date_from_mtime: bool,
    /// Which columns of tables and fields of JSON are what: `title=headline,date=pub_date`; for title, text, lead, date, author, outlet, url, id and language
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    pub(super) map: Vec<String>,
    /// Write what became of each file to FILE, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// How many files are read at once [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
    /// Megabytes the index may hold in memory before it writes a segment
    #[arg(long, value_name = "MB", default_value_t = 400, value_parser = clap::value_parser!(u32).range(32..=65_536))]
    pub(super) memory: u32,
    /// The closing report as text or JSON
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
    /// No progress bar, and no report but of problems
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Which files of a folder are meant.
#[derive(Debug, Args)]
pub(super) struct SelectionArgs {
    /// Only files that match this pattern (`*.pdf`, `2019/**`), as in .gitignore; repeated: any of them. Others in the archive stay as they are
    #[arg(long, value_name = "PATTERN")]
    pub(super) only: Vec<String>,
    /// Act as if files that match this pattern were not there; repeated: any of them. A file .datelineignore in a folder says the same for good
    #[arg(long, value_name = "PATTERN")]
    pub(super) exclude: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For reading
    Text,
    /// One JSON object
    Json,
    /// One JSON object a line
    Jsonl,
    /// A table for a spreadsheet
    Csv,
}

/// Which articles count, whatever else is asked.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct FilterArgs {
    /// Articles that mention this person; repeated: all of them
    #[arg(long, value_name = "NAME")]
    pub(super) person: Vec<String>,
    /// Articles that mention this country, by name or ISO code; `CN/name,adjective` for the ways of naming that count (name, adjective, city, region, metonym; explicit: the first two); repeated: all of them
    #[arg(long, value_name = "COUNTRY")]
    pub(super) country: Vec<String>,
    /// Articles from this outlet; repeated: any of them
    #[arg(long, value_name = "NAME")]
    pub(super) outlet: Vec<String>,
    /// Articles in this language, an ISO 639-1 code; repeated: any of them
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Vec<String>,
    /// Published on this day or later: 2024-05-16, 2024-05 or 2024
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    /// Published on this day or earlier; `--to 2024-05` is through 31 May. For quotes a name instead: said to this person
    #[arg(long, value_name = "DATE")]
    pub(super) to: Vec<String>,
    /// Published on this day, or in this month or year; repeated: any of them
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    pub(super) on: Vec<String>,
    /// Articles whose text speaks of a time in this period: 2022-02-04, 2022-02, 2013..2015; repeated: of each of them
    #[arg(long, value_name = "DATE")]
    pub(super) mentions_date: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ScopeArg {
    Article,
    Paragraph,
    Sentence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SortArg {
    Relevance,
    Newest,
    Oldest,
}

/// How much is shown of what was found.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct PageArgs {
    /// How many are shown at most; 0 for all
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// How many are passed over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) offset: usize,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Text)]
    pub(super) format: OutputFormat,
    /// Say how the query was understood
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Words, "phrases", AND, OR, NOT, parentheses and field:value (title, text, person, country, speaker, date, mentions, outlet, lang)
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) filters: FilterArgs,
    /// What all words must share
    #[arg(long, value_enum, default_value_t = ScopeArg::Article)]
    pub(super) scope: ScopeArg,
    /// The order of the articles [default: relevance; newest if no words are asked for]
    #[arg(long, value_enum)]
    pub(super) sort: Option<SortArg>,
    /// How many matching paragraphs are shown of an article; 0 for all
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(super) paragraphs: usize,
    /// Counts beside the articles: by country, person, speaker, outlet, year
    #[arg(long)]
    pub(super) facets: bool,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

/// Which quotes are asked for.
#[derive(Debug, Args)]
pub(super) struct WhichQuotes {
    /// Persons: quotes by any of them, in articles where all of them appear
    #[arg(value_name = "NAME")]
    pub(super) names: Vec<String>,
    /// Said by this person, organisation or document; repeated: by any of them
    #[arg(long, value_name = "NAME")]
    pub(super) by: Vec<String>,
    /// Naming this person or country in the words quoted; repeated: all of them
    #[arg(long, value_name = "NAME")]
    pub(super) about: Vec<String>,
    /// In articles where this person appears too; repeated: all of them
    #[arg(long, value_name = "NAME")]
    pub(super) with: Vec<String>,
    /// Said by either of two persons, about or to the other. Whom words were said to alone: `--to NAME`
    #[arg(long, num_args = 2, value_names = ["NAME", "NAME"])]
    pub(super) between: Option<Vec<String>>,
    /// How much of the quote stands inside quotation marks; repeated: any of them
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) kind: Vec<KindArg>,
    /// What the speaker is; repeated: any of them
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) speaker_kind: Vec<SpeakerKindArg>,
    /// Quotes of which the program is at least so sure, 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = share)]
    pub(super) min_confidence: Option<f32>,
    /// The words quoted match this query
    #[arg(long, short, value_name = "QUERY")]
    pub(super) query: Option<String>,
    /// The same words in several articles as so many quotes, not as one with its occurrences
    #[arg(long)]
    pub(super) each: bool,
    #[command(flatten)]
    pub(super) filters: FilterArgs,
    /// The order of the quotes; by relevance: the most matching words, then what is quoted most often [default: newest; relevance with --query]
    #[arg(long, value_enum)]
    pub(super) sort: Option<SortArg>,
}

/// Reads a number from 0 to 1.
fn share(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("a number from 0 to 1 is wanted, such as 0.8".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(super) struct QuotesArgs {
    #[command(flatten)]
    pub(super) which: WhichQuotes,
    /// Counts beside the quotes: by speaker, by whom they are about, by year and by outlet
    #[arg(long)]
    pub(super) facets: bool,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(subcommand)]
    pub(super) what: Exported,
}

#[derive(Debug, Subcommand)]
pub(super) enum Exported {
    /// Every quote that matches, each occurrence for itself: all of the archive if nothing is said
    Quotes(ExportQuotesArgs),
}

#[derive(Debug, Args)]
pub(super) struct ExportQuotesArgs {
    #[command(flatten)]
    pub(super) which: WhichQuotes,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ExportFormat::Csv, help_heading = "Output")]
    pub(super) format: ExportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// A table for a spreadsheet
    Csv,
    /// One JSON object a line
    Jsonl,
    /// One JSON object
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SpeakerKindArg {
    Person,
    Organisation,
    Document,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum KindArg {
    Direct,
    Mixed,
    Indirect,
    /// In quotation marks, but nobody's speech: titles, slogans, names of operations; only when asked for
    Phrase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FacetArg {
    Country,
    /// The country of the dateline's place
    DatelineCountry,
    /// Countries, counting paragraphs instead of articles
    ParagraphCountry,
    Person,
    Speaker,
    Outlet,
    Language,
    Format,
    Year,
    Month,
    /// The years of which the text speaks
    MentionsYear,
    /// The months of which the text speaks
    MentionsMonth,
}

#[derive(Debug, Args)]
pub(super) struct FacetsArgs {
    /// What to count by
    #[arg(value_enum, value_name = "FIELD")]
    pub(super) field: FacetArg,
    /// Which articles count, as in `search`; all of them if nothing is said
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) filters: FilterArgs,
    /// What all words must share
    #[arg(long, value_enum, default_value_t = ScopeArg::Article)]
    pub(super) scope: ScopeArg,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PeriodArg {
    Year,
    Month,
    Day,
}

#[derive(Debug, Args)]
pub(super) struct TimelineArgs {
    /// Which articles count, as in `search`; all of them if nothing is said
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// The length of a step
    #[arg(long, value_enum, default_value_t = PeriodArg::Year)]
    pub(super) by: PeriodArg,
    #[command(flatten)]
    pub(super) filters: FilterArgs,
    /// What all words must share
    #[arg(long, value_enum, default_value_t = ScopeArg::Article)]
    pub(super) scope: ScopeArg,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Text, help_heading = "Output")]
    pub(super) format: OutputFormat,
    /// Say how the query was understood
    #[arg(long, help_heading = "Output")]
    pub(super) explain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PeopleOrderArg {
    /// The most articles first
    Articles,
    /// The most quotes first
    Quotes,
    Name,
    /// Who came into the news last first
    Newest,
}

#[derive(Debug, Args)]
pub(super) struct PeopleArgs {
    /// Whose card is shown; without a name, all persons are listed
    #[arg(value_name = "NAME")]
    pub(super) name: Vec<String>,
    /// The order of a list
    #[arg(long, value_enum, default_value_t = PeopleOrderArg::Articles)]
    pub(super) sort: PeopleOrderArg,
    #[command(flatten)]
    pub(super) filters: FilterArgs,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// An article, or one of its paragraphs: `k3f9x2m1aq`, `k3f9x2m1aq#7`
    #[arg(required = true, value_name = "ID[#N]")]
    pub(super) citations: Vec<String>,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Text)]
    pub(super) format: OutputFormat,
}

#[derive(Debug, Args)]
pub(super) struct AnnotateArgs {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) selection: SelectionArgs,
    /// Where nothing else tells a date, take the file's modification time
    #[arg(long)]
    pub(super) date_from_mtime: bool,
    /// Which columns of tables and fields of JSON are what: `title=headline,date=pub_date`; for title, text, lead, date, author, outlet, url, id and language
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    pub(super) map: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct FormatsArgs {
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Text)]
    pub(super) format: OutputFormat,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Articles to be checked; all of them if none is named
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<String>,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}
