//! Who is in the archive, and what does it know of one person?

mod card;
mod forms;
mod list;

pub use card::PersonRequest;
pub use list::{PeopleOrder, PeopleRequest};
