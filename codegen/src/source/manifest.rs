//! `Cargo.toml`, as far as it says where source is and what belongs together.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// A manifest.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// `[package]`
    pub package: Option<PackageSection>,
    /// `[workspace]`
    pub workspace: Option<WorkspaceSection>,
    /// `[lib]`
    pub lib: Option<TargetSection>,
    /// `[[bin]]`
    pub bin: Vec<TargetSection>,
    /// `[dependencies]`
    pub dependencies: BTreeMap<Spanned<String>, Dependency>,
    /// `[target.'…'.dependencies]`
    pub target: BTreeMap<String, PlatformSection>,
    /// `[features]`
    pub features: BTreeMap<Spanned<String>, Vec<String>>,
}

/// `[package]`
#[derive(Clone, Debug, Deserialize)]
pub struct PackageSection {
    /// The package's name.
    pub name: Spanned<String>,
    /// Whether binaries are found by their place.
    pub autobins: Option<bool>,
}

/// `[workspace]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WorkspaceSection {
    /// Folders of packages, `*` allowed.
    pub members: Vec<String>,
    /// Folders that are not meant.
    pub exclude: Vec<String>,
    /// What packages may take over with `workspace = true`.
    pub dependencies: BTreeMap<String, Dependency>,
}

/// `[lib]` or one of `[[bin]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct TargetSection {
    /// Its name; a library has the package's when it says nothing.
    pub name: Option<Spanned<String>>,
    /// Its root file.
    pub path: Option<String>,
    /// Whether it holds procedural macros.
    #[serde(alias = "proc_macro")]
    pub proc_macro: bool,
}

/// `[target.'…']`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlatformSection {
    /// Its dependencies.
    pub dependencies: BTreeMap<Spanned<String>, Dependency>,
}

/// A dependency.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Dependency {
    /// `name = "1"`
    Version(String),
    /// `name = { … }`
    Table(DependencyTable),
}

/// `name = { … }`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct DependencyTable {
    /// The package, where it has another name than the key.
    pub package: Option<String>,
    /// Its folder.
    pub path: Option<String>,
    /// Whether the workspace says the rest.
    pub workspace: bool,
    /// Whether only a feature brings it in.
    pub optional: bool,
    /// The features asked for.
    pub features: Vec<String>,
    /// Whether its default features are on.
    #[serde(alias = "default_features")]
    pub default_features: Option<bool>,
}

impl Manifest {
    /// Reads a manifest; the error is TOML's own, with its place.
    pub fn parse(text: &str) -> Result<Self, (String, Range<usize>)> {
        toml::from_str(text).map_err(|error: toml::de::Error| {
            (error.message().trim().replace('\n', "; "), error.span().unwrap_or_default())
        })
    }
}

impl Dependency {
    /// What a table would say.
    pub fn table(&self) -> DependencyTable {
        match self {
            Self::Version(_) => DependencyTable::default(),
            Self::Table(table) => table.clone(),
        }
    }
}
