//! Where the objects of a bucket are: in memory, or as files in a folder, where a person can put some and look at them.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::escape;
use crate::memory::Shared;
use crate::{Error, Result};

/// The objects of a bucket.
pub enum Objects {
    /// In memory.
    Memory(Shared<BTreeMap<String, (Bytes, Option<String>)>>),
    /// In a folder. What objects say they are is kept for as long as the program runs.
    Folder(PathBuf, Shared<BTreeMap<String, String>>),
}

impl Objects {
    /// No objects, or those that are in a folder.
    pub fn new(folder: Option<PathBuf>) -> Self {
        match folder {
            None => Self::Memory(Shared::default()),
            Some(folder) => Self::Folder(folder, Shared::default()),
        }
    }

    /// An object with what it says it is.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn get(&self, key: &str) -> Result<Option<(Bytes, Option<String>)>> {
        match self {
            Self::Memory(objects) => Ok(objects.lock().get(key).cloned()),
            Self::Folder(folder, types) => match fs::read(file(folder, key)) {
                Ok(content) => Ok(Some((content.into(), types.lock().get(key).cloned()))),
                Err(error) if is_missing(&error) => Ok(None),
                Err(error) => Err(error.into()),
            },
        }
    }

    /// Writes an object.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn put(&self, key: &str, content: Bytes, content_type: Option<String>) -> Result<()> {
        match self {
            Self::Memory(objects) => drop(objects.lock().insert(key.to_owned(), (content, content_type))),
            Self::Folder(folder, types) => {
                let path = file(folder, key);
                let write = || {
                    fs::create_dir_all(path.parent().unwrap_or(folder))?;
                    fs::write(&path, &content)
                };
                write().map_err(|error| {
                    let path = path.display();
                    Error::new(format!("the object `{key}` cannot be the file {path}: {error}"))
                })?;
                let mut types = types.lock();
                types.remove(key);
                types.extend(content_type.map(|content_type| (key.to_owned(), content_type)));
            }
        }
        Ok(())
    }

    /// Removes an object. Whether there was one.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn remove(&self, key: &str) -> Result<bool> {
        match self {
            Self::Memory(objects) => Ok(objects.lock().remove(key).is_some()),
            Self::Folder(folder, types) => {
                types.lock().remove(key);
                match fs::remove_file(file(folder, key)) {
                    Ok(()) => Ok(true),
                    Err(error) if is_missing(&error) => Ok(false),
                    Err(error) => Err(error.into()),
                }
            }
        }
    }

    /// All keys, in order.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn keys(&self) -> Result<Vec<String>> {
        match self {
            Self::Memory(objects) => Ok(objects.lock().keys().cloned().collect()),
            Self::Folder(folder, _) => {
                let mut keys = Vec::new();
                walk(folder, "", &mut keys)?;
                keys.sort();
                Ok(keys)
            }
        }
    }
}

/// An object that is a folder is none: there are only objects below it.
fn is_missing(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory)
}

/// The file of a key. A key whose parts a file system would understand otherwise, such as `..`, is escaped.
fn file(folder: &Path, key: &str) -> PathBuf {
    let parts = key.split('/').map(|part| match part {
        "" => "%".to_owned(),
        "." => "%2E".to_owned(),
        ".." => "%2E%2E".to_owned(),
        part => part.replace('%', "%25").replace('\\', "%5C").replace('\0', "%00"),
    });
    parts.fold(folder.to_owned(), |path, part| path.join(part))
}

fn walk(folder: &Path, before: &str, keys: &mut Vec<String>) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_missing(&error) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let part = if name == "%" { String::new() } else { escape::from_path(&name) };
        let key = format!("{before}{part}");
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{key}/"), keys)?;
        } else {
            keys.push(key);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stays_inside_of_its_folder_and_comes_back() -> Result<()> {
        let folder = std::env::temp_dir().join(super::super::ids::unique());
        let objects = Objects::new(Some(folder.join("inside")));
        let keys = ["../../etc", "/a//b/", "a%2Eb", "plain/key.txt", "ü"];
        for key in keys {
            objects.put(key, Bytes::from_static(b"x"), None)?;
            assert!(objects.get(key)?.is_some(), "{key}");
        }
        let mut sorted = keys.map(str::to_owned).to_vec();
        sorted.sort();
        assert_eq!(objects.keys()?, sorted);
        assert_eq!(fs::read_dir(&folder)?.count(), 1);
        assert!(objects.remove("ü")? && !objects.remove("ü")? && objects.get("plain")?.is_none());
        // A file system cannot have both.
        assert!(objects.put("plain", Bytes::new(), None).is_err());
        fs::remove_dir_all(folder)?;
        Ok(())
    }
}
