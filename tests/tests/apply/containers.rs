//! The containers of the cloud in a box: each started from its manifest, with the role that Terraform has made for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use watershed_codegen::compile::compile;
use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::Request;
use watershed_codegen::world::{Entry, ReadError, World};
use watershed_tests::judges;
use watershed_tests::judges::cloud::Cloud;
use watershed_tests::program::project;

use super::packed;

/// Where the settings of the environment begin, and what they say besides: a timeout that a test can wait for.
const DEV: &str = "\n  dev:\n";
const HURRIED: &str = "\n  dev:\n    functions: { print-label: { timeout: 3s } }\n";

/// Runs the containers, lets them do their work, and kills, stops and slows them.
///
/// # Errors
/// Something was lost, or did not happen as the example and its manifests say.
pub fn judge(program: &[u8], cloud: &Cloud, place: &Path) -> Result<String, String> {
    let folder = place.join("containers");
    // What a run left behind that failed.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    fs::write(folder.join("image.tar"), packed::image(program)).map_err(|error| error.to_string())?;
    let judges = project().join("tests/judges");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(folder.join("reads.so"));
    judges::run(compiler.arg(judges.join("reads.c")).arg("-ldl"))?;
    let hurried = hurried(&folder)?;
    let mut command = Command::new(judges::python("cloud", "python")?);
    command.arg(judges.join("containers.py"));
    command.arg(project().join("examples/shop/infra/dev/kubernetes")).arg(hurried);
    command.arg(place.join("terraform.tfstate")).arg(&folder);
    judges::run(command.env("AWS_DEFAULT_REGION", "eu-west-1").envs(cloud.environment()))
}

/// The manifests of dev where print-label has less time.
fn hurried(folder: &Path) -> Result<PathBuf, String> {
    let shop = Hurried(DiskWorld::new(&project().join("examples/shop")));
    let files = compile(&shop, &Request::default()).files.ok_or("the shop in a hurry has mistakes")?;
    let manifests = files.iter().filter_map(|(path, text)| Some((path.strip_prefix("dev/kubernetes/")?, text)));
    let place = folder.join("hurried");
    fs::create_dir_all(&place).map_err(|error| error.to_string())?;
    for (name, text) in manifests {
        fs::write(place.join(name), text).map_err(|error| error.to_string())?;
    }
    Ok(place)
}

/// The shop with another timeout in its settings.
struct Hurried(DiskWorld);

impl World for Hurried {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let bytes = self.0.read(path)?;
        if path != "watershed.yaml" {
            return Ok(bytes);
        }
        let text = String::from_utf8(bytes).map_err(|error| ReadError::Refused(error.to_string()))?;
        assert!(text.contains(DEV), "dev stands elsewhere in the settings");
        Ok(text.replacen(DEV, HURRIED, 1).into_bytes())
    }

    fn is_file(&self, path: &str) -> bool {
        self.0.is_file(path)
    }

    fn list(&self, folder: &str) -> Vec<Entry> {
        self.0.list(folder)
    }
}
