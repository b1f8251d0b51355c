//! A clean release build of one of the programs, for one place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::bench::measure::measure;

/// Where a program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As a Lambda function.
    Lambda,
    /// In a container.
    Container,
}

impl Place {
    /// As the feature of the programs is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lambda => "lambda",
            Self::Container => "container",
        }
    }
}

/// A place, and whether the handler has clients of AWS at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The place.
    pub place: Place,
    /// Whether it has them.
    pub has_sdk: bool,
}

impl Case {
    /// As the table shows it.
    pub fn name(self) -> String {
        format!("{}{}", self.place.name(), if self.has_sdk { ", AWS SDK" } else { "" })
    }
}

/// One of the programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// On the library alone, with nothing that a program in production has; there is one for containers.
    Bare,
    /// By hand, with what somebody runs in production.
    Plain,
    /// With Watershed.
    Annotated,
}

/// A program that was built.
pub struct Built {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes, without symbols.
    pub size: u64,
    /// The processor time of the build, of all crates.
    pub cpu: Duration,
}

/// Builds a program from nothing; only what was downloaded is there, unless what an earlier build left is kept.
pub fn build(program: Program, case: Case, keep: bool) -> io::Result<Built> {
    let package = match program {
        Program::Bare | Program::Plain => "overhead-plain",
        Program::Annotated => "overhead-annotated",
    };
    let feature = if program == Program::Bare { "bare" } else { case.place.name() };
    let feature = if case.has_sdk { format!("{feature},sdk") } else { feature.to_owned() };
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/overhead").join(format!("{package}-{feature}"));
    if !keep && target.exists() {
        fs::remove_dir_all(&target)?;
    }
    eprintln!("building {package} for {feature}");
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--quiet", "--release", "--package", package, "--features", &feature]);
    // All as small as their release is shipped.
    command.env("CARGO_TARGET_DIR", &target).env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    let cost = measure(&mut command)?;
    let path = target.join("release").join(package);
    Ok(Built { size: fs::metadata(&path)?.len(), path, cpu: cost.cpu })
}
