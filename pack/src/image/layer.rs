//! One layer: a tar, compressed.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

use crate::{Error, digest};

/// A file of a layer.
pub struct Entry<'a> {
    path: &'a str,
    bytes: &'a [u8],
    mode: u32,
}

impl<'a> Entry<'a> {
    /// A file that everybody may read.
    pub fn file(path: &'a str, bytes: &'a [u8]) -> Self {
        Self { path, bytes, mode: 0o644 }
    }

    /// A file that everybody may run.
    pub fn program(path: &'a str, bytes: &'a [u8]) -> Self {
        Self { path, bytes, mode: 0o755 }
    }

    /// A text.
    pub fn text(path: &'a str, text: &'a str) -> Self {
        Self::file(path, text.as_bytes())
    }
}

/// A layer as it is stored.
pub struct Layer {
    /// The tar, compressed with gzip.
    pub bytes: Vec<u8>,
    /// The digest of the tar before it was compressed.
    pub diff_id: String,
}

/// Writes a layer with all folders on the way; owned by root, without dates.
pub fn layer(entries: &[Entry<'_>]) -> Result<Layer, Error> {
    write(entries).map_err(|error| Error::Archive(error.to_string()))
}

fn write(entries: &[Entry<'_>]) -> std::io::Result<Layer> {
    let mut sorted: Vec<&Entry<'_>> = entries.iter().collect();
    sorted.sort_by_key(|entry| entry.path);
    let mut tar = Builder::new(Vec::new());
    let mut folders = BTreeSet::new();
    for entry in sorted {
        let path = entry.path.trim_start_matches('/');
        for (end, _) in path.match_indices('/') {
            if folders.insert(&path[..end]) {
                append(&mut tar, EntryType::Directory, &format!("{}/", &path[..end]), 0o755, &[])?;
            }
        }
        append(&mut tar, EntryType::Regular, path, entry.mode, entry.bytes)?;
    }
    let tar = tar.into_inner()?;
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    gzip.write_all(&tar)?;
    Ok(Layer { bytes: gzip.finish()?, diff_id: digest(&tar) })
}

/// Adds a file or folder without date and owner.
pub fn append(tar: &mut Builder<Vec<u8>>, kind: EntryType, path: &str, mode: u32, bytes: &[u8]) -> std::io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_size(bytes.len() as u64);
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    tar.append_data(&mut header, path, bytes)
}
