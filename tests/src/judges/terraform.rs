//! Terraform with the real AWS provider.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that Terraform has initialised.
pub struct Module {
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
}

/// A zip file with nothing inside: what the functions do is judged elsewhere.
pub const EMPTY_ZIP: [u8; 22] = [b'P', b'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Whether Terraform is there.
pub fn find() -> Result<(), String> {
    super::program("terraform", &["version"])
}

/// Checks that a folder is written as `terraform fmt` writes.
pub fn formatted(folder: &Path) -> Result<String, String> {
    super::run(Command::new("terraform").args(["fmt", "-check", "-diff", "-recursive", "-no-color"]).arg(folder))
}

impl Module {
    /// Initialises a root module. The provider comes from a folder of plugins where one is named, else from the registry.
    pub fn init(folder: &Path, backend: bool) -> Result<Self, String> {
        let module = Self { folder: folder.to_owned(), environment: Vec::new() };
        let backend = format!("-backend={backend}");
        let plugins = std::env::var("WATERSHED_TERRAFORM_PLUGINS").map(|folder| format!("-plugin-dir={folder}"));
        let mut arguments = vec!["init", "-input=false", backend.as_str()];
        arguments.extend(plugins.as_deref());
        module.run(&arguments)?;
        Ok(module)
    }

    /// Sets variables for all that follows.
    #[must_use]
    pub fn with(mut self, environment: Vec<(&'static str, String)>) -> Self {
        self.environment.extend(environment);
        self
    }

    /// Runs a command of Terraform. The answer is what it said; when it failed, from its first error on.
    pub fn run(&self, arguments: &[&str]) -> Result<String, String> {
        let cache = super::folder().join("plugins");
        let _ = std::fs::create_dir_all(&cache);
        let mut command = Command::new("terraform");
        command.args(arguments).arg("-no-color").current_dir(&self.folder).env("TF_PLUGIN_CACHE_DIR", cache);
        command.envs(self.environment.iter().map(|(name, value)| (*name, value.as_str())));
        let named = |said: String| format!("terraform {}: {}", arguments.join(" "), from_first_error(&said));
        super::run(&mut command).map_err(named)
    }
}

fn from_first_error(said: &str) -> &str {
    said.find("Error: ").map_or(said, |start| &said[start..])
}
