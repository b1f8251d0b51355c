//! What `main` of a deployed binary does.

use std::process::exit;

use crate::registry;

/// The variable that asks a binary what it consists of.
const MANIFEST: &str = "WATERSHED_MANIFEST";
/// The variable that names the deployment that a container serves.
#[cfg(feature = "container")]
const DEPLOYMENT: &str = "WATERSHED_DEPLOYMENT";

/// Runs the application: `fn main() { watershed::run() }`.
///
/// With `WATERSHED_MANIFEST=1` in the environment it prints every registered item as JSON and exits with 0.
/// With `WATERSHED_DEPLOYMENT` it serves that deployment until it is told to stop; a failure is printed, and it exits
/// with 1. Elsewhere it cannot run functions yet: it says so and exits with 2.
pub fn run() -> ! {
    if std::env::var_os(MANIFEST).is_some_and(|value| value == "1") {
        println!("{}", registry::manifest());
        exit(0)
    }
    #[cfg(feature = "container")]
    if let Ok(deployment) = std::env::var(DEPLOYMENT) {
        finish(crate::container::run(&deployment))
    }
    eprintln!("watershed: this version cannot run functions yet; `{MANIFEST}=1` lists what is registered");
    exit(2)
}

/// The end of the program.
#[cfg(feature = "container")]
fn finish(ended: Result<(), String>) -> ! {
    let Err(message) = ended else { exit(0) };
    eprintln!("watershed: {message}");
    exit(1)
}
