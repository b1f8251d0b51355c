//! `.watershed`: the application, and the files that Watershed wrote with their hashes, one sorted line a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Result, bail};
use sha2::{Digest as _, Sha256};

/// The name of the list.
pub const LIST: &str = ".watershed";

/// Hashes of written files, by path. A merge of two branches may keep two for one path; either is ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The application whose files these are.
    pub application: Option<String>,
    files: BTreeMap<String, BTreeSet<String>>,
}

/// What stands before the application's name, in the first line.
const OF: &str = "# application: ";

impl List {
    /// Reads a list.
    pub fn parse(text: &str) -> Result<Self> {
        let mut list = Self::default();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker)) {
                bail!(
                    "`{LIST}` has a merge conflict in line {}: remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`, keep all others, and run `watershed generate`",
                    index + 1
                );
            }
            if let Some(application) = line.strip_prefix(OF) {
                list.application = Some(application.trim().to_owned());
                continue;
            }
            let Some((hash, path)) = line.split_once("  ") else {
                bail!("line {} of `{LIST}` is not `hash  path`: {line}", index + 1)
            };
            if !is_inside(path) {
                bail!("line {} of `{LIST}` names a file outside of its folder: {path}", index + 1);
            }
            list.files.entry(path.to_owned()).or_default().insert(hash.to_owned());
        }
        Ok(list)
    }

    /// The list as it is written.
    pub fn print(&self) -> String {
        let mut text = self.application.as_ref().map_or(String::new(), |name| format!("{OF}{name}\n"));
        for (path, hashes) in &self.files {
            for hash in hashes {
                let _ = writeln!(text, "{hash}  {path}");
            }
        }
        text
    }

    /// Whether it names a file at all.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file is as Watershed wrote it.
    pub fn wrote(&self, path: &str, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(&hash_of(bytes)))
    }

    /// Whether it says of a file that it holds a text, and nothing else.
    pub fn is(&self, path: &str, text: &str) -> bool {
        let only =
            |hashes: &BTreeSet<String>| hashes.len() == 1 && hashes.iter().all(|it| is_hash_of(it, text.as_bytes()));
        self.files.get(path).is_some_and(only)
    }

    /// Whether it names these paths and no others, each once.
    pub fn names(&self, paths: &BTreeSet<&String>) -> bool {
        self.files.keys().eq(paths.iter().copied()) && self.files.values().all(|hashes| hashes.len() == 1)
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    /// Sets what a path holds now.
    pub fn set(&mut self, path: &str, hash: String) {
        self.files.insert(path.to_owned(), BTreeSet::from([hash]));
    }

    /// Keeps some paths.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| keep(path));
    }
}

/// Whether a path stays in the folder that it is joined to.
pub fn is_inside(path: &str) -> bool {
    !path.starts_with('/') && !path.contains('\\') && !path.split('/').any(|part| matches!(part, ".." | "" | "."))
}

/// A text without the carriage returns that git puts before line ends on some machines.
pub fn plain(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    for (index, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(index + 1) != Some(&b'\n') {
            plain.push(*byte);
        }
    }
    plain
}

fn has_return(bytes: &[u8]) -> bool {
    memchr::memchr(b'\r', bytes).is_some()
}

/// The hash of a text, whatever its line ends.
pub fn hash_of(bytes: &[u8]) -> String {
    if has_return(bytes) { digest(&plain(bytes)) } else { digest(bytes) }
}

/// The hash of bytes as they are.
pub fn digest(bytes: &[u8]) -> String {
    hex(bytes).iter().copied().map(char::from).collect()
}

/// Whether a text has a hash, whatever its line ends.
pub fn is_hash_of(hash: &str, bytes: &[u8]) -> bool {
    hash.as_bytes() == if has_return(bytes) { hex(&plain(bytes)) } else { hex(bytes) }
}

/// 128 bits of SHA-256.
fn hex(bytes: &[u8]) -> [u8; 32] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 32];
    for (digits, byte) in text.chunks_exact_mut(2).zip(Sha256::digest(bytes)) {
        digits[0] = DIGITS[usize::from(byte >> 4)];
        digits[1] = DIGITS[usize::from(byte & 15)];
    }
    text
}

/// Whether a file holds a text, whatever its line ends.
pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes == text.as_bytes() || (has_return(bytes) && plain(bytes) == text.as_bytes())
}
