//! What articles are in messages and mailboxes?

mod body;
mod mbox;
mod message;

use super::registry::{Read, Reader};
use crate::model::Format;

pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Mbox,
        what: "a mailbox: each message is an article, and so are the articles attached to it",
        endings: &["mbox", "mbx"],
        recognises: |head| mbox::is_mailbox(&head.start),
        read: Read::Bytes(mbox::read),
    },
    Reader {
        format: Format::Email,
        what: "a message, such as a newsletter, and the articles attached to it",
        endings: &["eml", "email"],
        recognises: |head| !matches!(head.ending.as_str(), "mht" | "mhtml") && message::is_message(&head.start),
        read: Read::Bytes(message::read),
    },
];
