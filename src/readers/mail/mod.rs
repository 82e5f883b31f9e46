//! What articles are in messages and mailboxes?

use super::registry::Reader;

pub(super) const READERS: &[Reader] = &[];
