//! The files whose changes matter: sources and settings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Signal;

/// Files beside the sources that matter.
const FILES: &[&str] = &["Cargo.toml", "Cargo.lock", "build.rs", "watershed.yaml", ".env.local"];

/// The folders below which every file matters.
type Sources = Arc<Mutex<BTreeSet<PathBuf>>>;

/// What is watched.
pub struct Watch {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
    sources: Sources,
}

impl Watch {
    /// Nothing yet.
    pub fn new(sender: Sender<Signal>) -> Result<Self> {
        let sources = Sources::default();
        let shared = Arc::clone(&sources);
        let handler = move |event: notify::Result<notify::Event>| {
            let sources = shared.lock().unwrap_or_else(PoisonError::into_inner);
            if event.is_ok_and(|event| matters(&event, &sources)) {
                // Nobody listens any more: the command ends.
                let _ = sender.send(Signal::Changed);
            }
        };
        let watcher = notify::recommended_watcher(handler).context("files cannot be watched")?;
        Ok(Self { watcher, watched: BTreeSet::new(), sources })
    }

    /// Watches packages, and the application's own folder.
    pub fn follow(&mut self, application: &Path, packages: &[PathBuf]) -> Result<()> {
        for folder in packages.iter().map(PathBuf::as_path).chain([application]) {
            // As the system calls it when it tells of a change.
            let Ok(folder) = folder.canonicalize() else { continue };
            let sources = folder.join("src");
            self.sources.lock().unwrap_or_else(PoisonError::into_inner).insert(sources.clone());
            self.one(&folder, RecursiveMode::NonRecursive)?;
            self.one(&sources, RecursiveMode::Recursive)?;
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
fn matters(event: &notify::Event, sources: &BTreeSet<PathBuf>) -> bool {
    let is_change = !matches!(event.kind, EventKind::Access(_));
    let is_source = |path: &Path| sources.iter().any(|folder| path.starts_with(folder));
    is_change && event.paths.iter().any(|path| is_source(path) || is_named(path))
}

fn is_named(path: &Path) -> bool {
    path.file_name().is_some_and(|name| FILES.iter().any(|file| name == *file))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use notify::{Event, EventKind};

    use super::matters;

    #[test]
    fn only_sources_and_settings_matter_wherever_the_application_is() {
        let sources = BTreeSet::from([PathBuf::from("/home/me/src/target/app/src")]);
        let matters = |path: &str| matters(&Event::new(EventKind::Any).add_path(path.into()), &sources);
        assert!(matters("/home/me/src/target/app/src/orders/mod.rs") && matters("/home/me/src/target/app/Cargo.toml"));
        assert!(!matters("/home/me/src/target/app/data.json"), "the program itself writes it");
    }
}
