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
    /// Initialises a root module without its state. The provider comes from a folder of plugins where one is named, else
    /// from the registry.
    pub fn init(folder: &Path) -> Result<Self, String> {
        Self::backed(folder, &["-backend=false"], Vec::new())
    }

    /// Initialises a root module with its state, with these settings and variables.
    pub fn backed(folder: &Path, backend: &[&str], environment: Vec<(&'static str, String)>) -> Result<Self, String> {
        let module = Self { folder: folder.to_owned(), environment };
        let plugins = std::env::var("WATERSHED_TERRAFORM_PLUGINS").map(|folder| format!("-plugin-dir={folder}"));
        let arguments = ["init", "-input=false"].into_iter().chain(backend.iter().copied());
        module.run(&arguments.chain(plugins.as_deref()).collect::<Vec<_>>())?;
        Ok(module)
    }

    /// The state.
    pub fn state(&self) -> Result<String, String> {
        let said = self.run(&["state", "pull"])?;
        // What Terraform says besides stands around it.
        let start = said.find('{').ok_or("there is no state")?;
        let end = said.rfind("\n}").ok_or("the state has no end")?;
        said.get(start..end + 2).map(str::to_owned).ok_or_else(|| "the state has no end".to_owned())
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
        // Most of an apply is waiting: the provider asks for half a minute whether a queue is as it should be.
        command.envs([("TF_CLI_ARGS_apply", "-parallelism=30"), ("TF_CLI_ARGS_destroy", "-parallelism=30")]);
        command.envs(self.environment.iter().map(|(name, value)| (*name, value.as_str())));
        let named = |said: String| format!("terraform {}: {}", arguments.join(" "), from_first_error(&said));
        super::run(&mut command).map_err(named)
    }
}

fn from_first_error(said: &str) -> &str {
    said.find("Error: ").map_or(said, |start| &said[start..])
}
