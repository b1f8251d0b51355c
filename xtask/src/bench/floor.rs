//! The floor: what reading and lexing the same source and writing as many bytes takes, in a process of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proc_macro2::TokenStream;

/// The first argument of a process that is the floor.
pub const ARGUMENT: &str = "--floor";

/// `--floor SOURCE [LIST OUT]`: lexes the Rust files below a folder, and writes files of the sizes in a list.
pub fn run(arguments: &[String]) -> io::Result<()> {
    if let Some(source) = arguments.first() {
        lex(Path::new(source))?;
    }
    if let [_, list, out] = arguments {
        fill(&fs::read_to_string(list)?, Path::new(out))?;
    }
    Ok(())
}

fn lex(folder: &Path) -> io::Result<()> {
    for path in files(folder)? {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            let tokens = TokenStream::from_str(&text)
                .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
            std::hint::black_box(&tokens);
        }
    }
    Ok(())
}

fn fill(list: &str, out: &Path) -> io::Result<()> {
    let lines: Vec<(usize, &str)> = list
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(size, path)| Some((size.parse().ok()?, path)))
        .collect();
    let largest = lines.iter().map(|(size, _)| *size).max().unwrap_or(0);
    let bytes = vec![b'#'; largest];
    let mut made = None;
    for (size, path) in lines {
        let path = out.join(path);
        let folder = path.parent().map(Path::to_owned);
        if made != folder {
            fs::create_dir_all(folder.as_deref().unwrap_or(out))?;
            made = folder;
        }
        fs::write(&path, &bytes[..size])?;
    }
    Ok(())
}

/// The sizes and paths of the files below a folder, a line each.
pub fn list(folder: &Path) -> io::Result<String> {
    let line = |path: PathBuf| {
        let size = fs::metadata(&path)?.len();
        Ok(format!("{size} {}\n", path.strip_prefix(folder).unwrap_or(&path).display()))
    };
    files(folder)?.into_iter().map(line).collect()
}

/// Every file below a folder, sorted, but for generated ones.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "infra" {
                found.extend(files(&entry.path())?);
            }
        } else {
            found.push(entry.path());
        }
    }
    Ok(found)
}
