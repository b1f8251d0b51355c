//! `Cargo.toml` with one dependency more; everything else stays as it is written.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value, value};

use super::MANIFEST;
use crate::args::Init;

/// The crate that is depended on.
const WATERSHED: &str = "watershed";

/// The manifest of a package.
pub struct Manifest {
    document: DocumentMut,
    package: String,
}

/// Reads the manifest of a folder; says what to do where there is none that can be used.
pub fn read(folder: &Path) -> Result<Manifest> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("there is no `{}`; `cargo new NAME` makes a crate", path.display())
        }
        Err(error) => return Err(error).with_context(|| format!("`{}` cannot be read", path.display())),
    };
    let document: DocumentMut = text.parse().with_context(|| format!("`{}` cannot be read", path.display()))?;
    let Some(package) = document.get("package").and_then(|it| it.get("name")).and_then(Item::as_str) else {
        bail!("`{}` has no package: name the folder of the crate whose binary is deployed", path.display());
    };
    let package = package.to_owned();
    if document.get("dependencies").is_some_and(|it| it.get("watershed").is_some()) {
        bail!("`{}` depends on `watershed` already", path.display());
    }
    Ok(Manifest { document, package })
}

impl Manifest {
    /// The name of the package.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// Whether async functions and the module find their place in this crate, whose `main` a person may have written.
    pub fn check(&self, folder: &Path, is_kept: bool) -> Result<()> {
        let edition = self.document["package"].get("edition");
        // Where the workspace says it, Cargo looks there.
        if edition.is_none_or(|it| it.as_str() == Some("2015")) {
            bail!(
                "`{MANIFEST}` is of Rust 2015, which has no async functions: write `edition = \"2024\"` in `[package]`"
            );
        }
        let library = self.library(folder);
        if self.package == WATERSHED || library.as_deref() == Some(WATERSHED) {
            bail!("a crate that is called `watershed` itself cannot depend on `watershed`");
        }
        let is_hello = |it: &str| it.replace('-', "_") == "hello";
        let mut dependencies = ["dependencies", "dev-dependencies"].into_iter().filter_map(|it| self.document.get(it));
        let depends =
            dependencies.any(|it| it.as_table_like().is_some_and(|it| it.iter().any(|(key, _)| is_hello(key))));
        if is_kept && (depends || library.as_deref().is_some_and(is_hello)) {
            bail!(
                "a crate that the program uses is called `hello`, as the new module would be; write the rest by hand"
            );
        }
        Ok(())
    }

    /// What the package's library is called, where it has one.
    fn library(&self, folder: &Path) -> Option<String> {
        let written = self.document.get("lib");
        let is_there = written.is_some() || folder.join("src/lib.rs").exists();
        let name = written.and_then(|it| it.get("name")).and_then(Item::as_str);
        is_there.then(|| name.map_or_else(|| self.package.replace('-', "_"), str::to_owned))
    }

    /// The text with the dependency.
    pub fn with_dependency(mut self, folder: &Path, arguments: &Init) -> Result<String> {
        let dependency = match (&arguments.dependency_path, &arguments.git) {
            (Some(path), _) => one("path", &relative(folder, path)?),
            (None, Some(url)) => one("git", repository(url)?),
            (None, None) => value(env!("CARGO_PKG_VERSION")),
        };
        let dependencies = self.document.entry("dependencies").or_insert(Item::Table(Table::new()));
        let Some(table) = dependencies.as_table_like_mut() else { bail!("`dependencies` of `{MANIFEST}` is no table") };
        table.insert("watershed", dependency);
        Ok(self.document.to_string())
    }
}

fn one(key: &str, text: &str) -> Item {
    let mut table = InlineTable::new();
    table.insert(key, Value::from(text));
    Item::Value(Value::InlineTable(table))
}

/// A repository as Cargo reads it, which is a URL.
fn repository(url: &str) -> Result<&str> {
    let is_good = |c: char| !c.is_whitespace() && !c.is_control();
    match url.split_once("://") {
        Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() && url.chars().all(is_good) => Ok(url),
        _ => bail!("`{}` is not the URL of a repository, such as `https://…` or `ssh://git@…`", url.escape_debug()),
    }
}

/// The way from the crate to the dependency, as Cargo reads it; an absolute path stays one.
fn relative(folder: &Path, path: &Path) -> Result<String> {
    let Ok(manifest) = fs::read_to_string(path.join(MANIFEST)) else {
        bail!("there is no crate in `{}`", path.display());
    };
    let document: DocumentMut = manifest.parse().with_context(|| format!("`{}` has no crate", path.display()))?;
    if document.get("package").and_then(|it| it.get("name")).and_then(Item::as_str) != Some(WATERSHED) {
        bail!("the crate in `{}` is not `watershed`", path.display());
    }
    let text = |path: &Path| match path.to_str() {
        Some(text) if cfg!(windows) => Ok(text.replace('\\', "/")),
        Some(text) => Ok(text.to_owned()),
        None => bail!("`{}` is not UTF-8, as every path in `{MANIFEST}` is", path.display()),
    };
    if path.is_absolute() {
        return text(path);
    }
    let real = |path: &Path| fs::canonicalize(path).with_context(|| format!("`{}` cannot be found", path.display()));
    let (from, to) = (real(folder)?, real(path)?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[same..].iter().map(|_| Component::ParentDir);
    text(&up.chain(to[same..].iter().copied()).collect::<PathBuf>())
}
