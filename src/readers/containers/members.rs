//! How are the files within a file read, without letting them fill the memory?

use std::io;

use crate::readers::record::Intake;
use crate::readers::registry::refused_by_name;

/// A member may be so large, unpacked.
const MAX_MEMBER: u64 = 1 << 30;
/// So many files are read of one archive.
const MAX_MEMBERS: usize = 1_000_000;
/// Archives in archives are opened down to this depth.
const MAX_DEPTH: usize = 4;

/// Hidden files, what a Mac leaves behind, and `README`s, which are left aside in folders too.
pub(super) fn is_left_aside(name: &str) -> bool {
    let is_hidden = |part: &str| (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX";
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    name.split('/').any(is_hidden) || stem.eq_ignore_ascii_case("readme")
}

/// Takes in the members of one container.
pub(super) struct Members<'i, 'a> {
    intake: &'i mut Intake<'a>,
    count: usize,
    is_over: bool,
}

impl<'i, 'a> Members<'i, 'a> {
    pub(super) fn new(intake: &'i mut Intake<'a>) -> Self {
        let is_over = intake.depth() > MAX_DEPTH;
        if is_over {
            intake.skip(None, format!("it lies more than {MAX_DEPTH} archives deep: unpack it first"));
        }
        Self { intake, count: 0, is_over }
    }

    /// Whether another member may be read.
    pub(super) fn goes_on(&mut self) -> bool {
        self.count += 1;
        if self.count > MAX_MEMBERS && !self.is_over {
            self.is_over = true;
            self.intake.skip(None, format!("only the first {MAX_MEMBERS} files of the archive are read: split it"));
        }
        !self.is_over
    }

    pub(super) fn skip(&mut self, name: &str, reason: &str) {
        let reason = if name.is_empty() { reason.to_owned() } else { format!("{name}: {reason}") };
        self.intake.skip(None, reason);
    }

    /// Reads a member that says it is `size` bytes long. `unpack` appends its bytes, at most as many as it is told.
    pub(super) fn take(
        &mut self,
        name: &str,
        size: u64,
        unpack: &mut dyn FnMut(u64, &mut Vec<u8>) -> io::Result<usize>,
    ) {
        if let Some(reason) = refused_by_name(name) {
            return self.skip(name, &reason);
        }
        let limit = MAX_MEMBER.min(self.intake.unpacked_left());
        let mut bytes = Vec::with_capacity(size.min(1 << 20) as usize);
        // What a member says of its size may be a lie.
        let result = if size > limit { Ok(0) } else { unpack(limit + 1, &mut bytes) };
        self.intake.count_unpacked(bytes.len() as u64);
        if size > limit || bytes.len() as u64 > limit {
            self.is_over = limit < MAX_MEMBER;
            return self.skip(name, &too_large(self.is_over));
        }
        match result {
            Ok(_) if (bytes.len() as u64) < size => self.skip(name, "it is cut off"),
            Ok(_) => self.intake.member(name, &bytes),
            Err(error) => self.skip(name, &format!("it is damaged or cut off ({error})")),
        }
    }
}

fn too_large(is_over: bool) -> String {
    if is_over {
        "here the archive has unpacked to more than 4 GiB; the rest is not read: unpack and split it".to_owned()
    } else {
        "it unpacks to more than 1 GiB: unpack and split it".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_folders_leave_aside_archives_leave_aside() {
        for (name, expected) in
            [("a/b.txt", false), (".git/x", true), ("a/.b", true), ("a/README.md", true), ("__MACOSX/a.txt", true)]
        {
            assert_eq!(is_left_aside(name), expected, "{name}");
        }
    }
}
