//! Version 6 of the provider takes what is written, by its own schema.

use std::process::Command;

use watershed_tests::judges::{judged, or_skip};
use watershed_tests::program::project;

/// What the schema says, or why it could not be had.
fn compared() -> Result<Result<String, String>, String> {
    let script = project().join("tests/judges/provider6.py");
    let folders = ["tests/cases", "examples"].map(|folder| project().join(folder));
    let output = Command::new("python3").arg(script).args(folders).output();
    let output = output.map_err(|error| format!("`python3` does not start: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => Ok(Ok(said)),
        Some(1) => Ok(Err(said)),
        _ => Err(format!("its schema could not be had: {said}")),
    }
}

#[test]
fn every_argument_is_in_the_schema_of_version_6() {
    let judge = "schema of provider 6";
    let Some(compared) = or_skip(judge, compared()) else { return };
    match compared {
        Ok(said) => judged(judge, said.lines().last().unwrap_or_default()),
        Err(wrong) => panic!("{wrong}"),
    }
}
