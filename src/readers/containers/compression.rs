//! What do the bytes of a compressed file hold? Told by its first bytes, whatever the file is called.

use std::borrow::Cow;
use std::io::Read;

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;

/// The most that a file may unpack to: enough for any archive, too little for a bomb to fill the memory.
const MAX_UNPACKED: u64 = 4 << 30;
/// No news shrinks by more than this; what does, and is large, is a bomb.
const MAX_RATIO: u64 = 300;
const SMALL: u64 = 256 << 20;
/// The most memory that the dictionary of an xz file may ask for, in KiB.
const XZ_MEMORY: u32 = 1 << 20;

/// What was unpacked, and what went wrong after it if the data ends or breaks early.
#[derive(Debug)]
pub(in crate::readers) struct Unpacked<'a> {
    pub(in crate::readers) bytes: Cow<'a, [u8]>,
    pub(in crate::readers) remark: Option<String>,
}

/// Unpacks gzip, Zstandard, bzip2 and xz data; other bytes are given back as they are.
pub(in crate::readers) fn unpack(bytes: &[u8]) -> Result<Unpacked<'_>, String> {
    let limit = (bytes.len() as u64).saturating_mul(MAX_RATIO).clamp(SMALL, MAX_UNPACKED);
    unpack_up_to(bytes, limit)
}

fn unpack_up_to(bytes: &[u8], limit: u64) -> Result<Unpacked<'_>, String> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        drain(MultiGzDecoder::new(bytes), "gzip", bytes.len(), limit)
    } else if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let decoder = zstd::stream::read::Decoder::with_buffer(bytes).map_err(|error| broken("Zstandard", &error))?;
        drain(decoder, "Zstandard", bytes.len(), limit)
    } else if bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(&[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) {
        drain(MultiBzDecoder::new(bytes), "bzip2", bytes.len(), limit)
    } else if bytes.starts_with(&[0xfd, b'7', b'z', b'X', b'Z', 0]) {
        drain(XzReader::new_mem_limit(bytes, true, XZ_MEMORY), "xz", bytes.len(), limit)
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
    fn all_kinds_are_unpacked_and_plain_bytes_are_left_alone() {
        let text = b"Putin thanked Xi. ".repeat(100);
        let two_members = [gzip(&text[..900]), gzip(&text[900..])].concat();
        let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        bzip2.write_all(&text).unwrap();
        let zstd = zstd::encode_all(&text[..], 3).unwrap();
        for packed in [gzip(&text), two_members, zstd, bzip2.finish().unwrap(), XZ.to_vec(), text.clone()] {
            let unpacked = unpack(&packed).unwrap();
            assert_eq!((unpacked.bytes.as_ref(), unpacked.remark), (&text[..], None));
        }
    }

    /// The same text, as `xz` packs it.
    const XZ: &[u8] = b"\xfd\x37\x7a\x58\x5a\x00\x00\x04\xe6\xd6\xb4\x46\x02\x00\x21\x01\x16\x00\x00\x00\x74\x2f\xe5\xa3\xe0\x07\x07\x00\x23\x5d\x00\x28\x1d\x4a\x86\xab\x62\xce\x60\xeb\xb7\x70\x3e\xe1\x7c\xa4\x1a\x88\xe4\xbf\x8b\x65\x4d\x2e\x83\x2b\xbc\x35\xe4\xd5\x00\xdc\xbe\x04\x78\x00\x00\x00\x8a\xc5\xb2\x44\x6e\xf1\x43\xb2\x00\x01\x3f\x88\x0e\x00\x00\x00\xc5\xed\x30\x57\xb1\xc4\x67\xfb\x02\x00\x00\x00\x00\x04\x59\x5a";

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
