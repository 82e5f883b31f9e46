//! How are results shown? As text for people, and as JSON, JSON Lines and CSV for programs. Knows results, not where they came from.

mod annotations;
mod article;
mod counts;
mod formats;
mod people;
mod quotes;
mod report;
mod search;
mod status;
mod style;
mod tables;

pub use annotations::{AnnotatedArticle, Place, Places};
pub use article::article_text;
pub use counts::{facet_text, timeline_text};
pub use formats::{FormatRow, formats_csv, formats_text};
pub use people::{people_csv, people_text, person_csv, person_text};
pub use quotes::quotes_text;
pub use report::{index_report, problem_line, problem_lines, report_lines};
pub use search::search_text;
pub use status::{check_text, status_text};
pub use tables::{facet_csv, json, jsonl, quotes_csv, search_csv, timeline_csv, timeline_rows};
