//! What `main` of a deployed binary does.

use std::process::exit;

use crate::registry;

/// The variable that asks a binary what it consists of.
const MANIFEST: &str = "WATERSHED_MANIFEST";

/// Runs the application: `fn main() { watershed::run() }`.
///
/// With `WATERSHED_MANIFEST=1` in the environment it prints every registered item as JSON and exits with 0.
/// Running the functions themselves is not there yet: without the variable it says so and exits with 2.
pub fn run() -> ! {
    if std::env::var_os(MANIFEST).is_some_and(|value| value == "1") {
        println!("{}", registry::manifest());
        exit(0)
    }
    eprintln!("watershed: this version cannot run functions yet; `{MANIFEST}=1` lists what is registered");
    exit(2)
}
