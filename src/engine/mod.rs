//! How is a question answered? Requests in, results out, over an archive on this machine.

mod article;
mod check;
mod compile;
mod corrections;
mod error;
mod exclude;
mod facets;
mod filters;
mod local;
mod names;
mod paragraphs;
mod people;
mod periods;
mod quotes;
mod relabel;
mod request;
mod search;
mod statistics;
mod status;
mod top;
mod units;

pub use check::check;
pub use error::EngineError;
pub use local::Engine;
pub use people::{PeopleOrder, PeopleRequest, PersonRequest};
pub use request::{FacetRequest, Filters, Page, QuotesRequest, SearchRequest, Sort, Step, TimelineRequest};
