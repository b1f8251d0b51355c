//! The files whose changes matter: sources and settings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use anyhow::{Context as _, Result};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Signal;

/// Files beside the sources that matter.
const FILES: &[&str] = &["Cargo.toml", "Cargo.lock", "build.rs", "watershed.yaml", ".env.local"];

/// What is watched.
pub struct Watch {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    /// Nothing yet.
    pub fn new(sender: Sender<Signal>) -> Result<Self> {
        let handler = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| matters(&event)) {
                // Nobody listens any more: the command ends.
                let _ = sender.send(Signal::Changed);
            }
        };
        let watcher = notify::recommended_watcher(handler).context("files cannot be watched")?;
        Ok(Self { watcher, watched: BTreeSet::new() })
    }

    /// Watches packages, and the application's own folder.
    pub fn follow(&mut self, application: &Path, packages: &[PathBuf]) -> Result<()> {
        for folder in packages.iter().map(PathBuf::as_path).chain([application]) {
            self.one(folder, RecursiveMode::NonRecursive)?;
            self.one(&folder.join("src"), RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    fn one(&mut self, folder: &Path, mode: RecursiveMode) -> Result<()> {
        if folder.is_dir() && !self.watched.contains(folder) {
            self.watcher.watch(folder, mode).with_context(|| format!("`{}` cannot be watched", folder.display()))?;
            self.watched.insert(folder.to_owned());
        }
        Ok(())
    }
}

/// What was only read does not; nor does what a build or the program itself writes beside the sources.
fn matters(event: &notify::Event) -> bool {
    let is_change = !matches!(event.kind, EventKind::Access(_));
    is_change
        && event
            .paths
            .iter()
            .any(|path| path.components().any(|it| it.as_os_str() == "src") && !is_ours(path) || is_named(path))
}

fn is_named(path: &Path) -> bool {
    path.file_name().is_some_and(|name| FILES.iter().any(|file| name == *file))
}

/// Below `target`, where cargo writes, a folder may be called `src` too.
fn is_ours(path: &Path) -> bool {
    path.components().any(|it| it.as_os_str() == "target")
}
