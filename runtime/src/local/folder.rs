//! Data that is there again at the next start: each table a JSON file, each bucket a folder of files.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::application::Application;
use crate::backend::Item;
use crate::{Error, Result};

/// The folder with the data. Queues are not in it: what waits in them is gone when the program ends.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// Reads the tables.
    ///
    /// # Errors
    /// A file cannot be read, or it is no table.
    pub fn load(&self, application: &Application) -> Result<()> {
        for (id, table) in &application.tables {
            let path = self.table(id);
            let text = match fs::read(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(Error::new(format!("{} cannot be read: {error}", path.display()))),
            };
            let items: Vec<Item> = serde_json::from_slice(&text).map_err(|error| {
                Error::new(format!("{} is no list of items of the table `{id}`: {error}", path.display()))
            })?;
            table.load(items);
        }
        Ok(())
    }

    /// Writes the tables that have changed. One that cannot be written is tried again.
    pub fn save(&self, application: &Application) {
        for (id, table) in &application.tables {
            let Some(items) = table.unsaved() else { continue };
            let path = self.table(id);
            if let Err(error) = write(&path, &items) {
                tracing::error!("the table `{id}` cannot be saved to {}: {error}", path.display());
                table.save_again();
            }
        }
    }

    fn table(&self, id: &str) -> PathBuf {
        self.0.join("tables").join(format!("{id}.json"))
    }
}

/// A file is there with all of its items or as it was.
fn write(path: &Path, items: &[Item]) -> Result<()> {
    let new = path.with_extension("json.new");
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(&new, serde_json::to_string_pretty(items)? + "\n")?;
    Ok(fs::rename(&new, path)?)
}
