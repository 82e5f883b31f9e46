//! What files are inside a file?

mod compression;

pub(super) use compression::unpack;

use super::registry::Reader;

pub(super) const READERS: &[Reader] = &[];
