//! What `main` of a deployed binary does.

use std::process::exit;

use crate::registry;

/// The variable that asks a binary what it consists of.
const MANIFEST: &str = "WATERSHED_MANIFEST";
/// The variable by which AWS Lambda says where it hands over events.
#[cfg(feature = "lambda")]
const RUNTIME_API: &str = "AWS_LAMBDA_RUNTIME_API";
/// The variable that names the deployment that a container serves.
#[cfg(feature = "container")]
const DEPLOYMENT: &str = "WATERSHED_DEPLOYMENT";

/// Runs the application: `fn main() { watershed::run() }`.
///
/// With `WATERSHED_MANIFEST=1` in the environment it prints every registered item as JSON and exits with 0.
/// In AWS Lambda it serves the function that the handler setting names. With `WATERSHED_DEPLOYMENT` it serves that
/// deployment until it is told to stop. Elsewhere the whole application runs in this process, until Ctrl-C. A failure is
/// printed, and it exits with 1.
pub fn run() -> ! {
    if std::env::var_os(MANIFEST).is_some_and(|value| value == "1") {
        println!("{}", registry::manifest());
        exit(0)
    }
    #[cfg(feature = "lambda")]
    if std::env::var_os(RUNTIME_API).is_some() {
        finish(crate::lambda::run())
    }
    #[cfg(feature = "container")]
    if let Ok(deployment) = std::env::var(DEPLOYMENT) {
        finish(crate::container::run(&deployment))
    }
    #[cfg(feature = "local")]
    finish(crate::local::run(|text| eprintln!("{text}")));
    #[cfg(not(feature = "local"))]
    finish(Err("this is neither a container nor a Lambda function, and the feature `local` is off".to_owned()))
}

/// The end of the program.
fn finish(ended: Result<(), String>) -> ! {
    let Err(message) = ended else { exit(0) };
    eprintln!("watershed: {message}");
    exit(1)
}
