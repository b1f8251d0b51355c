//! Judges that are not ours: where each is, and what is said when it is missing.

pub mod browser;
pub mod cloud;
pub mod docker;
pub mod kubernetes;
pub mod server;
pub mod terraform;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use crate::program::project;

/// The folder of the Python environments, and of what a run leaves behind.
pub fn folder() -> PathBuf {
    match std::env::var_os("WATERSHED_JUDGES") {
        Some(folder) => folder.into(),
        None => project().join("target/judges"),
    }
}

/// Whether a missing judge is a failure: always where nobody reads what is printed.
fn required() -> bool {
    let set = |name: &str| std::env::var(name).is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
    set("CI") || set("WATERSHED_REQUIRE_JUDGES")
}

/// The judge, or `None` after saying what is missing. Where judges are required, a missing one fails.
pub fn or_skip<T>(judge: &str, found: Result<T, String>) -> Option<T> {
    match found {
        Ok(found) => Some(found),
        Err(reason) => {
            assert!(!required(), "{judge} is missing: {reason}");
            tell(&format!("skipped  {judge}: {}", reason.lines().next().unwrap_or_default()));
            None
        }
    }
}

/// Notes what was judged, for the end of `cargo xtask test`.
pub fn judged(judge: &str, what: &str) {
    tell(&format!("judged   {judge}: {what}"));
}

/// Says a line, past the test runner's capture, and keeps it for the summary.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
    let place = folder();
    let _ = std::fs::create_dir_all(&place);
    if let Ok(mut report) = OpenOptions::new().create(true).append(true).open(place.join("report.txt")) {
        let _ = writeln!(report, "{line}");
    }
}

/// A program of a Python environment.
pub fn python(environment: &str, program: &str) -> Result<PathBuf, String> {
    let path = folder().join(environment).join("bin").join(program);
    let missing = || format!("there is no `{}`; `cargo xtask test` makes it", path.display());
    path.is_file().then_some(()).ok_or_else(missing)?;
    Ok(path)
}

/// A program of the machine, asked for its version.
pub fn program(name: &str, version: &[&str]) -> Result<(), String> {
    let output = Command::new(name).args(version).output();
    let output = output.map_err(|error| format!("`{name}` does not start: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(format!("`{name} {}` failed", version.join(" "))) }
}

/// Runs a command; all that it said is the answer, good or bad.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?} does not start: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(said) } else { Err(format!("{command:?}: {}\n{said}", output.status)) }
}
