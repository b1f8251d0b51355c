//! The cloud in a box: the real program in the functions that Terraform has made, with their own roles.

use std::path::Path;
use std::process::Command;

use watershed_tests::judges;
use watershed_tests::judges::cloud::Cloud;
use watershed_tests::program::{self, project};

/// The shop's program, built and packed as `watershed build` packs it.
pub fn package() -> Vec<u8> {
    let program = std::fs::read(program::built("shop", "shop")).expect("the program is built");
    watershed_pack::lambda::zip(&program).expect("a program can be packed")
}

/// Lets orders go through the whole application.
///
/// # Errors
/// Something did not happen as the example says.
pub fn judge(cloud: &Cloud, folder: &Path) -> Result<String, String> {
    let mut command = Command::new(judges::python("cloud", "python")?);
    command.arg(project().join("tests/judges/orders.py")).arg(folder.join("ministack.log"));
    judges::run(command.env("AWS_DEFAULT_REGION", "eu-west-1").envs(cloud.environment()))
}
