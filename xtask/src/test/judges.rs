//! Python environments with the judges that come from PyPI, each made once for its list of requirements.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names the folder with the environments; who sets it has made them already.
pub const VARIABLE: &str = "WATERSHED_JUDGES";

/// Each environment has its list in `tests/judges/<name>.txt`.
const ENVIRONMENTS: &[&str] = &["checkov", "cloud", "scan"];

/// Where the environments are.
pub fn folder() -> PathBuf {
    match std::env::var_os(VARIABLE) {
        Some(folder) => folder.into(),
        None => project().join("target/judges"),
    }
}

/// Makes what is not there yet.
pub fn set_up(folder: &Path) -> bool {
    if std::env::var_os(VARIABLE).is_some() {
        eprintln!("taken as they are: {}", folder.display());
        return true;
    }
    let made: Vec<bool> = ENVIRONMENTS.iter().map(|name| said(name, environment(folder, name))).collect();
    made.into_iter().all(|made| made)
}

fn said(name: &str, result: io::Result<bool>) -> bool {
    match result {
        Ok(new) => eprintln!("{name}: {}", if new { "made" } else { "there already" }),
        Err(error) => {
            eprintln!("{name}: {error}");
            return false;
        }
    }
    true
}

/// Makes an environment, unless it was made from the same requirements before; says whether it is new.
fn environment(folder: &Path, name: &str) -> io::Result<bool> {
    let requirements = project().join("tests/judges").join(format!("{name}.txt"));
    let wanted = fs::read_to_string(&requirements)?;
    let place = folder.join(name);
    let stamp = place.join("made-from.txt");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(false);
    }
    fs::create_dir_all(folder)?;
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
    let pip = place.join("bin/python");
    run(Command::new(pip).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))?;
    fs::write(stamp, wanted)?;
    Ok(true)
}

fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status().map_err(|error| io::Error::other(format!("{command:?} did not start: {error}")))?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?} failed"))) }
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}
