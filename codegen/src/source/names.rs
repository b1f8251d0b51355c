//! Which names Cargo and rustc take. What else would stand in a Dockerfile and in a shell is refused at its place.

use toml::Spanned;
use watershed_grammar::{Diagnostic, codes};

use super::files::span;
use super::manifest::Manifest;
use super::scanner::Range;

/// Folders of a build, which no program beside them is called (Cargo's `restricted_names.rs`, 1.95).
const FOLDERS: &[&str] = &["build", "deps", "examples", "incremental"];

/// The longest name of a package, in bytes: a file's has 255, and Cargo adds a hyphen and a hash of 16 (Cargo 1.95).
const LONGEST_PACKAGE: usize = 238;

/// The longest name of a binary, in bytes: rustc's linker adds 11 more while it writes the program (Rust 1.95, Linux).
const LONGEST_BINARY: usize = 227;

/// The longest name of a feature, in bytes. Cargo has no limit, but Linux has one for an argument: 131,071
/// (`MAX_ARG_STRLEN`), and a builder of images hands a whole line to a shell as one.
const LONGEST_FEATURE: usize = 1_000;

/// What is wrong with a name: its place in the manifest, what is said of it, and what to write.
pub struct Fault {
    at: Range,
    message: String,
    help: &'static str,
}

impl Fault {
    fn new(name: &Spanned<String>, what: &str, help: &'static str) -> Self {
        let message = format!("`{}` cannot be the name of {what}", name.get_ref().escape_debug());
        let at = name.span();
        Self { at: Range { start: at.start, end: at.end }, message, help }
    }

    /// As a finding in a file.
    pub fn told(self, file: u32) -> Diagnostic {
        Diagnostic::error(codes::BAD_MANIFEST, span(file, self.at), self.message).help(self.help)
    }
}

/// Every name of a manifest that Cargo refuses: of the package, its library, its binaries, features and dependencies.
pub fn faults(manifest: &Manifest) -> Vec<Fault> {
    let library = manifest.lib.iter().filter_map(|it| it.name.as_ref()).filter(|name| !is_library(name.get_ref()));
    let library = library.map(|name| Fault::new(name, "a library", LIBRARY));
    let package = manifest.package.iter().map(|it| &it.name).filter(|name| !is_package(name.get_ref()));
    let package = package.map(|name| Fault::new(name, "a package", PACKAGE));
    let bins = manifest.bin.iter().filter_map(|bin| bin.name.as_ref()).filter(|name| !is_binary(name.get_ref()));
    let bins = bins.map(|name| Fault::new(name, "a binary", BINARY));
    let features = manifest.features.keys().filter(|name| !is_feature(name.get_ref()));
    let features = features.map(|name| Fault::new(name, "a feature", FEATURE));
    let platforms = manifest.target.values().flat_map(|it| it.dependencies.keys());
    let dependencies = manifest.dependencies.keys().chain(platforms).filter(|name| !is_package(name.get_ref()));
    let dependencies = dependencies.map(|name| Fault::new(name, "a dependency", PACKAGE));
    package.chain(library).chain(bins).chain(features).chain(dependencies).collect()
}

/// What is wrong with a package whose binary is called like it, where it is only that.
pub fn of_package(name: &Spanned<String>) -> Option<Fault> {
    let is_only_that = is_package(name.get_ref()) && !is_binary(name.get_ref());
    is_only_that.then(|| Fault::new(name, "a binary", BINARY))
}

/// What is wrong with a binary that no manifest names: it is called like its file or folder.
pub fn found(name: &str, path: &str) -> Option<Diagnostic> {
    let message = || format!("`{}` cannot be the name of a binary", path.escape_debug());
    (!is_binary(name)).then(|| Diagnostic::without_place(codes::BAD_MANIFEST, message()).help(BINARY))
}

const PACKAGE: &str =
    "cargo takes letters, digits, `-` and `_`, a letter or `_` at the beginning, and at most 238 bytes";
const LIBRARY: &str = "cargo takes letters, digits and `_`";
const FEATURE: &str = "cargo takes letters, digits, `-`, `_`, `+` and `.`, and a letter, a digit or `_` at the beginning; and a command line holds 1,000 bytes of it";
const BINARY: &str = "cargo builds what has letters, digits, `-` and `_`, begins with no `-`, has at most 227 bytes, and is not called like its folders `build`, `deps`, `examples` and `incremental`";

/// A package or the key of a dependency (`validate_name` of `cargo-util-schemas`, Cargo 1.95).
fn is_package(name: &str) -> bool {
    let is_first = |c: char| unicode_ident::is_xid_start(c) || c == '_';
    let is_good = |c: char| unicode_ident::is_xid_continue(c) || c == '-';
    name.starts_with(is_first) && name.chars().all(is_good) && name.len() <= LONGEST_PACKAGE
}

/// A feature (`validate_feature_name` of `cargo-util-schemas`, Cargo 1.95).
fn is_feature(name: &str) -> bool {
    let is_first = |c: char| unicode_ident::is_xid_start(c) || c == '_' || c.is_ascii_digit();
    let is_good = |c: char| unicode_ident::is_xid_continue(c) || "-+.".contains(c);
    name.starts_with(is_first) && name.chars().all(is_good) && name.len() <= LONGEST_FEATURE
}

/// A library, of whose name rustc makes the name of a crate (`validate_lib_name` of Cargo, `validate_crate_name` of rustc,
/// 1.95).
fn is_library(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// A binary: Cargo makes a file of its name (`validate_target_name`, 1.95), rustc the name of a crate, with `_` for each
/// `-` (`validate_crate_name`, 1.95). Cargo's command line takes a hyphen before something else for an option.
fn is_binary(name: &str) -> bool {
    let is_good = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let is_option = name.starts_with('-') && name != "-";
    let is_word = !name.is_empty() && !is_option && name.chars().all(is_good);
    is_word && !FOLDERS.contains(&name) && name.len() <= LONGEST_BINARY
}
