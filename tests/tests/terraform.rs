//! Terraform itself and the real provider's schema, on every folder that is generated.

use watershed_codegen::settings::backend;
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

/// What is listed and not in Terraform 1.11, where the list begins.
const NEWER: &[(&str, &str)] = &[("oss", "tablestore_instance_name")];

/// Kinds of backends that came after 1.11.
const NEWER_KINDS: &[&str] = &["oci"];

/// Terraform is asked about each argument that is listed, beside one that there is not.
#[test]
fn backends_have_the_arguments_that_are_listed() {
    let Some(()) = or_skip("terraform backends", terraform::find()) else { return };
    let (mut wrong, mut count) = (Vec::new(), 0);
    for kind in backend::kinds() {
        let said = refused(kind, backend::arguments(kind).chain(["not_there"]));
        if NEWER_KINDS.contains(&kind) && said.contains(&format!("There is no backend type named \"{kind}\"")) {
            continue;
        }
        let unknown = |name: &str| said.contains(&format!("An argument named \"{name}\" is not expected here."));
        assert!(unknown("not_there"), "{kind}: {said}");
        for name in backend::arguments(kind) {
            count += 1;
            if unknown(name) != backend::is_block(kind, name) && !NEWER.contains(&(kind, name)) {
                wrong.push(format!("{kind} {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "Terraform says another thing of {wrong:?}");
    judged("terraform backends", &format!("{count} arguments"));
}

/// What Terraform says of a backend with texts for arguments.
fn refused<'a>(kind: &str, arguments: impl Iterator<Item = &'a str>) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let arguments: Vec<String> = arguments.map(|name| format!("{name} = \"x\"\n")).collect();
    let text = format!("terraform {{\nbackend \"{kind}\" {{\n{}}}\n}}\n", arguments.concat());
    std::fs::write(folder.path().join("main.tf"), text).expect("a file can be written");
    Module::backed(folder.path(), &[], Vec::new()).err().unwrap_or_else(|| panic!("{kind} takes what there is not"))
}
