//! What do the bytes of a compressed file hold? Told by its first bytes, whatever the file is called.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

/// The most that a file may unpack to: enough for any archive, too little for a bomb to fill the memory.
const MAX_UNPACKED: u64 = 1 << 30;

/// What was unpacked, and what went wrong after it if the data ends or breaks early.
#[derive(Debug)]
pub(in crate::readers) struct Unpacked<'a> {
    pub(in crate::readers) bytes: Cow<'a, [u8]>,
    pub(in crate::readers) remark: Option<String>,
}

/// Unpacks gzip and Zstandard data; other bytes are given back as they are.
pub(in crate::readers) fn unpack(bytes: &[u8]) -> Result<Unpacked<'_>, String> {
    unpack_up_to(bytes, MAX_UNPACKED)
}

fn unpack_up_to(bytes: &[u8], limit: u64) -> Result<Unpacked<'_>, String> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        drain(MultiGzDecoder::new(bytes), "gzip", bytes.len(), limit)
    } else if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let decoder = zstd::stream::read::Decoder::with_buffer(bytes).map_err(|error| broken("Zstandard", &error))?;
        drain(decoder, "Zstandard", bytes.len(), limit)
    } else {
        Ok(Unpacked { bytes: Cow::Borrowed(bytes), remark: None })
    }
}

fn drain<'a>(decoder: impl Read, kind: &str, packed: usize, limit: u64) -> Result<Unpacked<'a>, String> {
    let mut unpacked = Vec::with_capacity(packed.saturating_mul(3).min(limit as usize));
    let result = decoder.take(limit + 1).read_to_end(&mut unpacked);
    if unpacked.len() as u64 > limit {
        return Err(format!("unpacks to more than {} MiB; unpack it and split it first", limit >> 20));
    }
    let remark = match result {
        Ok(_) => None,
        Err(error) if unpacked.is_empty() => return Err(broken(kind, &error)),
        Err(error) => Some(format!("{}; read up to there", broken(kind, &error))),
    };
    Ok(Unpacked { bytes: Cow::Owned(unpacked), remark })
}

fn broken(kind: &str, error: &std::io::Error) -> String {
    format!("the {kind} data is damaged or cut off ({error})")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn both_kinds_are_unpacked_and_plain_bytes_are_left_alone() {
        let text = b"Putin thanked Xi. ".repeat(100);
        let two_members = [gzip(&text[..900]), gzip(&text[900..])].concat();
        for packed in [gzip(&text), two_members, zstd::encode_all(&text[..], 3).unwrap(), text.clone()] {
            let unpacked = unpack(&packed).unwrap();
            assert_eq!((unpacked.bytes.as_ref(), unpacked.remark), (&text[..], None));
        }
    }

    #[test]
    fn bombs_are_refused_and_damage_is_named() {
        let packed = gzip(&vec![0; 3 << 20]);
        let refused = unpack_up_to(&packed, 1 << 20).unwrap_err();
        assert_eq!(refused, "unpacks to more than 1 MiB; unpack it and split it first");
        let text: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
        let packed = gzip(&text);
        let cut = unpack(&packed[..packed.len() / 2]).unwrap();
        assert!(text.starts_with(&cut.bytes) && cut.remark.is_some());
        assert!(unpack(&[0x1f, 0x8b, 9, 9]).is_err());
    }
}
