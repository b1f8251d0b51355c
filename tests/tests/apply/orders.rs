//! The functions of the cloud in a box: the real program in what Terraform has made, with their own roles.

use std::path::Path;
use std::process::Command;

use watershed_tests::judges;
use watershed_tests::judges::cloud::Cloud;
use watershed_tests::program::project;

/// Lets orders go through the whole application.
///
/// # Errors
/// Something did not happen as the example says.
pub fn judge(cloud: &Cloud, place: &Path) -> Result<String, String> {
    let mut command = Command::new(judges::python("cloud", "python")?);
    command.arg(project().join("tests/judges/orders.py")).arg(place.join("ministack.log"));
    judges::run(command.env("AWS_DEFAULT_REGION", "eu-west-1").envs(cloud.environment()))
}
