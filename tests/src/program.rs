//! The real binary, built from what is here.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The exit code.
    pub code: i32,
    /// What it said on stdout.
    pub out: String,
    /// What it said on stderr.
    pub error: String,
}

/// The project's folder.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are inside of the project").to_owned()
}

/// Runs `watershed` in a folder.
pub fn watershed(folder: &Path, arguments: &[&str]) -> Ended {
    ended(command(folder, arguments).output().expect("the binary starts"))
}

/// What runs `watershed` in a folder.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder).env_remove("RAYON_NUM_THREADS");
    command
}

/// Runs `watershed` in a folder with so many threads.
pub fn watershed_on_threads(folder: &Path, arguments: &[&str], threads: usize) -> Ended {
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder).env("RAYON_NUM_THREADS", threads.to_string());
    ended(command.output().expect("the binary starts"))
}

fn ended(output: std::process::Output) -> Ended {
    let text = |bytes| String::from_utf8(bytes).expect("it speaks UTF-8");
    Ended { code: output.status.code().unwrap_or(-1), out: text(output.stdout), error: text(output.stderr) }
}

/// Builds the binary once for this process, and says where it is.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| built("watershed-cli", "watershed"))
}

/// Builds a binary of the workspace, and says where it is.
pub fn built(package: &str, name: &str) -> PathBuf {
    let arguments = ["build", "--quiet", "--package", package, "--bin", name];
    let status = Command::new(env!("CARGO")).args(arguments).current_dir(project()).status();
    assert!(status.expect("cargo starts").success(), "{name} does not build");
    let test = std::env::current_exe().expect("a test has a place");
    // target/debug/deps/test
    let profile = test.ancestors().nth(2).expect("a test is in target/debug/deps");
    profile.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
