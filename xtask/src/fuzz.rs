//! `cargo xtask fuzz`: programs that search for input which the compiler cannot take, guided by what they reach.

use std::fs;
use std::io::{Error, Result};
use std::process::{Command, Stdio};

/// The targets, as `fuzz/Cargo.toml` has them.
const TARGETS: &[&str] = &["attribute", "application", "settings"];

/// Fails where the lock of the programs lacks a crate.
const LOCKED: &[&str] = &["metadata", "--locked", "--format-version", "1", "--manifest-path", "fuzz/Cargo.toml"];

/// How long each searches where nobody says so, in seconds.
const USUAL: u32 = 60;

/// The most that one input may take: seconds, MB, bytes. What takes more is reported like a fall.
const LIMITS: &[&str] = &["-timeout=10", "-rss_limit_mb=1024", "-max_len=20000"];

/// The longest input that is kept, in bytes.
const LONGEST: &str = "-max_len=1500";

/// What was asked for.
struct Asked<'a> {
    targets: Vec<&'a str>,
    seconds: u32,
    keep: bool,
}

/// Searches from the seeds and the corpus. What falls over is left in `fuzz/artifacts/`, and with `--keep` the least that
/// reaches as much as all that was found is kept in `fuzz/corpus/`.
pub fn run(arguments: &[String]) -> Result<()> {
    let asked = read(arguments)?;
    // What is built is what the lock says; `cargo fuzz` would change it without a word.
    ran(Command::new(env!("CARGO")).args(LOCKED).stdout(Stdio::null()))?;
    corpus("unpack", "seeds")?;
    asked.targets.iter().try_for_each(|target| search(target, asked.seconds))?;
    if asked.keep {
        asked.targets.iter().try_for_each(|target| merge(target))?;
        corpus("pack", "least")?;
    }
    Ok(())
}

fn read(arguments: &[String]) -> Result<Asked<'_>> {
    let mut asked = Asked { targets: Vec::new(), seconds: USUAL, keep: false };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--keep" => asked.keep = true,
            "--seconds" => {
                let said = rest.next().and_then(|it| it.parse().ok());
                asked.seconds = said.ok_or_else(|| Error::other("`--seconds` needs a number"))?;
            }
            name if TARGETS.contains(&name) => asked.targets.push(name),
            other => {
                let known = TARGETS.join(", ");
                return Err(Error::other(format!("there is no target `{other}`; there are {known}")));
            }
        }
    }
    if asked.targets.is_empty() {
        asked.targets = TARGETS.to_vec();
    }
    Ok(asked)
}

/// Where a target's inputs of some kind are while it runs.
fn place(kind: &str, target: &str) -> Result<String> {
    let place = format!("target/fuzz/{kind}/{target}");
    fs::create_dir_all(&place)?;
    Ok(place)
}

fn corpus(what: &str, kind: &str) -> Result<()> {
    let arguments = ["run", "--quiet", "--package", "watershed-tests", "--bin", "corpus", what];
    ran(Command::new(env!("CARGO")).args(arguments).arg(format!("target/fuzz/{kind}")))
}

fn search(target: &str, seconds: u32) -> Result<()> {
    let folders = [place("found", target)?, place("seeds", target)?];
    let time = format!("-max_total_time={seconds}");
    ran(fuzz(target, &folders).args(LIMITS).args([time.as_str(), "-print_final_stats=1", "-verbosity=0"]))
}

fn merge(target: &str) -> Result<()> {
    fs::remove_dir_all(place("least", target)?)?;
    let folders = [place("least", target)?, place("seeds", target)?, place("found", target)?];
    ran(fuzz(target, &folders).args(["-merge=1", LONGEST]))
}

/// Without sanitizers, which the safe code here has no use for and stable Rust does not offer.
fn fuzz(target: &str, folders: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["fuzz", "run", "--sanitizer", "none", "--target-dir", "target/fuzz/built", target]);
    command.args(folders).arg("--");
    command
}

fn ran(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(Error::other(format!("{command:?} failed"))) }
}
