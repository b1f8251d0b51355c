//! `Cargo.toml` with one dependency more; everything else stays as it is written.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value, value};

use super::MANIFEST;
use crate::args::Init;

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
    /// A name for the application.
    pub fn app(&self) -> String {
        super::app(&self.package)
    }

    /// The text with the dependency.
    pub fn with_dependency(mut self, folder: &Path, arguments: &Init) -> Result<String> {
        let dependency = match (&arguments.dependency_path, &arguments.git) {
            (Some(path), _) => one("path", &relative(folder, path)?),
            (None, Some(url)) => one("git", url),
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

/// The way from the crate to the dependency, as Cargo reads it; an absolute path stays one.
fn relative(folder: &Path, path: &Path) -> Result<String> {
    if !path.join(MANIFEST).is_file() {
        bail!("there is no crate in `{}`", path.display());
    }
    let text = |path: &Path| path.to_string_lossy().replace('\\', "/");
    if path.is_absolute() {
        return Ok(text(path));
    }
    let real = |path: &Path| fs::canonicalize(path).with_context(|| format!("`{}` cannot be found", path.display()));
    let (from, to) = (real(folder)?, real(path)?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[same..].iter().map(|_| Component::ParentDir);
    Ok(text(&up.chain(to[same..].iter().copied()).collect::<PathBuf>()))
}
