//! Packs a compiled binary: a zip for AWS Lambda, an image for containers.
//!
//! Bytes in, bytes out: no dates, no users, no daemon, so that the same binary gives the same digest on every machine.

pub mod elf;
pub mod image;
pub mod lambda;
pub mod libraries;

use sha2::{Digest as _, Sha256};

/// Why something cannot be packed.
#[derive(Debug)]
pub enum Error {
    /// The file is no program for Linux.
    NotElf(String),
    /// A library that the program loads is not on this machine.
    MissingLibrary(String),
    /// The package is larger than the platform takes, in bytes: what it is and what it may be.
    TooLarge(u64, u64),
    /// The archive could not be written.
    Archive(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotElf(reason) => write!(f, "this is no program for Linux: {reason}"),
            Self::MissingLibrary(name) => write!(f, "the program loads `{name}`, which is not on this machine"),
            Self::TooLarge(size, most) => {
                write!(f, "the package has {size} bytes, and {most} is the most there can be")
            }
            Self::Archive(reason) => write!(f, "the archive cannot be written: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// The digest as registries write it, such as `sha256:9f86…`.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
