//! What articles are in feeds and exports of weblogs?

use super::registry::Reader;

pub(super) const READERS: &[Reader] = &[];
