//! Where Terraform's AWS provider is on this machine, if it is.

use std::path::{Path, PathBuf};

/// Folders below which mirrors of providers are kept.
const ROOTS: &[&str] = &["/opt", "/usr/local/share", "/usr/share", "/var/lib"];

/// How deep a mirror is looked for.
const DEEPEST: usize = 5;

/// The folder for `terraform init -plugin-dir`; without one, Terraform asks its registry.
pub fn mirror() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("TF_PLUGIN_MIRROR") {
        return Some(named.into());
    }
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".terraform.d"));
    ROOTS.iter().map(PathBuf::from).chain(home).find_map(|root| below(&root, DEEPEST))
}

fn below(folder: &Path, depth: usize) -> Option<PathBuf> {
    if folder.join("registry.terraform.io/hashicorp/aws").is_dir() {
        return Some(folder.to_owned());
    }
    let mut folders: Vec<PathBuf> = match std::fs::read_dir(folder) {
        Ok(entries) if depth > 0 => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        _ => return None,
    };
    folders.retain(|path| path.is_dir() && !path.is_symlink());
    folders.sort();
    folders.iter().find_map(|folder| below(folder, depth - 1))
}
