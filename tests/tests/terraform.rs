//! Terraform itself and the real provider's schema, on every folder that is generated.

use watershed_tests::gather::gather;
use watershed_tests::generated;
use watershed_tests::judges::terraform::{self, Module};
use watershed_tests::judges::{judged, or_skip};
use watershed_tests::program::project;
use watershed_tests::tree::{self, Tree};

#[test]
fn everything_is_written_as_terraform_writes_it() {
    let Some(()) = or_skip("terraform fmt", terraform::find()) else { return };
    let mut count = 0;
    for folder in [project().join("tests/cases"), project().join("examples")] {
        if folder.is_dir() {
            terraform::formatted(&folder).unwrap_or_else(|wrong| panic!("{wrong}"));
        }
    }
    for generated in generated::all() {
        count += generated.roots().len();
    }
    judged("terraform fmt", &format!("{count} generated folders"));
}

/// One provider reads the schema for all cases together: it takes seconds to start.
#[test]
fn everything_is_valid() {
    let modules: Vec<(String, Tree)> = generated::all()
        .iter()
        .flat_map(|it| it.roots().into_iter().map(|(environment, folder)| (it.name.clone(), environment, folder)))
        .map(|(name, environment, folder)| (format!("{name}-{environment}"), tree::read(&folder)))
        .collect();
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    gather(&modules, root.path());
    let Some(()) = or_skip("terraform validate", terraform::find()) else { return };
    let Some(module) = or_skip("terraform validate", Module::init(root.path())) else { return };
    module.run(&["validate"]).unwrap_or_else(|wrong| panic!("{wrong}"));
    judged("terraform validate", &format!("{} generated folders", modules.len()));
}
