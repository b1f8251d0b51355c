//! What reads Dockerfiles.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Finds hadolint.
pub fn hadolint() -> Result<PathBuf, String> {
    super::python("scan", "hadolint")
}

/// Judges a Dockerfile.
pub fn judge(hadolint: &Path, file: &Path) -> Result<String, String> {
    super::run(Command::new(hadolint).arg(file))
}

/// The Python that has the parser of Dockerfiles.
pub fn parser() -> Result<PathBuf, String> {
    let python = super::python("scan", "python")?;
    super::run(Command::new(&python).args(["-c", "import dockerfile_parse"]))?;
    Ok(python)
}
