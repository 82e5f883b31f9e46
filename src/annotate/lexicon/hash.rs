//! What is the hash of a word? One answer for the tables that are made at start, for those that the build script packs
//! (which takes in this file), and for the tagger.

/// Multiplies eight bytes at a time into the hash; the high half is folded down, for the slots are taken from below.
pub(crate) fn hash(key: &str) -> u64 {
    let mut hash = key.len() as u64;
    let (chunks, rest) = key.as_bytes().as_chunks::<8>();
    for chunk in chunks {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*chunk)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    hash = (hash.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ hash >> 32
}
