//! What articles are in exports of press databases?

use super::registry::Reader;

pub(super) const READERS: &[Reader] = &[];
