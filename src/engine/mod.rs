//! How is a question answered? Requests in, results out, over an archive on this machine.

mod article;
mod check;
mod compile;
mod error;
mod exclude;
mod facets;
mod filters;
mod local;
mod names;
mod paragraphs;
mod periods;
mod quotes;
mod request;
mod search;
mod statistics;
mod status;
mod top;
mod units;

pub use check::check;
pub use error::EngineError;
pub use local::Engine;
pub use request::{FacetRequest, Filters, Page, QuotesRequest, SearchRequest, Sort, Step, TimelineRequest};
