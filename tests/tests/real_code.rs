//! The front end on code that others wrote: the crates in Cargo's cache, each as a dependency of a small application.

use std::path::{Path, PathBuf};
use std::{env, fs};

use watershed_codegen::compile::compile;
use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::Request;
use watershed_codegen::world::{Entry, MemoryWorld, ReadError, World};
use watershed_tests::judges::judged;

const MAIN: &str = "
use watershed::prelude::*;

#[function(http(GET, \"/\", auth = none))]
async fn hello() -> &'static str {
    \"hello\"
}

fn main() {
    watershed::run()
}
";

const SETTINGS: &str = "app: real\nregion: eu-west-1\nenvironments:\n  dev: {}\n";

/// An application in memory with a crate on the disk in its folder `real`. The crate uses Watershed too, as far as its
/// manifest says, or nobody would read it.
struct Beside {
    application: MemoryWorld,
    real: DiskWorld,
}

impl Beside {
    fn new(folder: &Path, package: &str) -> Self {
        let manifest = format!(
            "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nwatershed = \"1\"\n\
             real = {{ path = \"real\", package = \"{package}\" }}\n"
        );
        let files = [("Cargo.toml", manifest.as_str()), ("src/main.rs", MAIN), ("watershed.yaml", SETTINGS)];
        Self { application: MemoryWorld::new(files), real: DiskWorld::new(folder) }
    }
}

impl World for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match path.strip_prefix("real/") {
            Some("Cargo.toml") => {
                let manifest = self.real.read("Cargo.toml")?;
                Ok([manifest.as_slice(), b"\n[dependencies.watershed]\nversion = \"1\"\n"].concat())
            }
            Some(path) => self.real.read(path),
            None => self.application.read(path),
        }
    }

    fn is_file(&self, path: &str) -> bool {
        path.strip_prefix("real/").map_or_else(|| self.application.is_file(path), |path| self.real.is_file(path))
    }

    fn list(&self, folder: &str) -> Vec<Entry> {
        match folder.strip_prefix("real") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => self.real.list(rest.trim_start_matches('/')),
            _ => self.application.list(folder),
        }
    }
}

/// The folders of all crates that Cargo has unpacked here.
fn crates() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo"))).unwrap_or_default();
    let inside = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    };
    let mut found: Vec<PathBuf> = inside(&home.join("registry/src")).iter().flat_map(|it| inside(it)).collect();
    found.retain(|folder| folder.join("Cargo.toml").is_file());
    found.sort();
    found
}

fn name(folder: &Path) -> Option<String> {
    let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}

/// What a crate may be told without having a mistake: a build script decides which file or which module it has, and a
/// crate that uses Watershed hears that nobody can look there.
const UNKNOWABLE: [&str; 2] = ["WS0111", "WS0114"];

#[test]
fn code_that_others_wrote_is_read_without_a_finding() {
    let (mut read, mut files, mut unknowable, mut findings) = (0, 0, 0, Vec::new());
    for folder in crates() {
        let Some(name) = name(&folder) else { continue };
        let outcome = compile(&Beside::new(&folder, &name), &Request::default());
        read += 1;
        files += outcome.texts.files.paths().count();
        for it in &outcome.diagnostics {
            if UNKNOWABLE.contains(&it.code.as_str()) {
                unknowable += 1;
                continue;
            }
            let (path, line, _) = it.primary.as_ref().map(|at| outcome.texts.place(at.span)).unwrap_or_default();
            findings.push(format!("{}: {path}:{line}: {} {}", folder.display(), it.code.as_str(), it.message));
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    assert!(read >= 300, "only {read} crates are here");
    let said =
        format!("{read} crates, {files} files: no false finding; {unknowable} places that a build script decides");
    judged("code of others", &said);
}
