//! What articles are in documents of word processors and printers?

use super::registry::Reader;

pub(super) const READERS: &[Reader] = &[];
