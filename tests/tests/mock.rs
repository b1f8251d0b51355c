//! `terraform test` on `examples/shop` as it is generated: facts that no server is needed for, and those that ours lacks.

use std::fs;

use watershed_tests::judges::terraform::{self, Module};
use watershed_tests::judges::{judged, or_skip};
use watershed_tests::program::project;
use watershed_tests::tree;

#[test]
fn terraform_tests_pass() {
    for environment in ["dev", "prod"] {
        let Some(()) = or_skip("terraform test", terraform::find()) else { return };
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let generated = project().join("examples/shop/infra").join(environment).join("terraform");
        tree::write(place.path(), &tree::read(&generated));
        let test = project().join(format!("tests/judges/shop_{environment}.tftest.hcl"));
        fs::copy(test, place.path().join("shop.tftest.hcl")).expect("a test can be copied");
        fs::write(place.path().join("package.zip"), terraform::EMPTY_ZIP).expect("a package can be written");
        let Some(module) = or_skip("terraform test", Module::init(place.path())) else { return };
        let said = module.run(&["test"]).unwrap_or_else(|wrong| panic!("{environment}: {wrong}"));
        let passed = said.lines().find(|line| line.starts_with("Success!")).expect("it says how many passed");
        judged("terraform test", &format!("examples/shop {environment}: {passed}"));
    }
}
