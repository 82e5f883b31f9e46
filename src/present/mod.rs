//! How are results shown? As text for people, and as JSON, JSON Lines and CSV for programs. Knows results, not where they came from.

mod annotations;
mod report;
mod style;

pub use annotations::{Place, Places, annotated_json};
pub use report::{index_report, problem_line, problem_lines, report_lines};
