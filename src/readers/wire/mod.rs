//! What articles are in news agencies and libraries send: XML, JSON and plain wire text?

use super::registry::Reader;

pub(super) const READERS: &[Reader] = &[];
