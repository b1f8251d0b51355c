//! `examples/shop` as it is generated, applied to servers that speak AWS's API by the role that it is deployed with: apply,
//! a plan that finds nothing, the same again after a change, destroy.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hcl_edit::structure::{Block, Body};
use watershed_codegen::compile::{Outcome, compile};
use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::Request;
use watershed_tests::judges::cloud::{self, Cloud};
use watershed_tests::judges::terraform::{self, Module};
use watershed_tests::judges::{self, judged, or_skip};
use watershed_tests::program::project;
use watershed_tests::tree;

#[path = "apply/changed.rs"]
mod changed;
#[path = "apply/containers.rs"]
mod containers;
#[path = "apply/deployer.rs"]
mod deployer;
#[path = "apply/orders.rs"]
mod orders;
#[path = "apply/packed.rs"]
mod packed;
#[path = "apply/privilege.rs"]
mod privilege;

use deployer::Deployer;

/// What the shop expects to be in the account already.
const EXTERNAL_BUCKET: &str = "acme-product-catalogue";

/// The cluster that the containers run in; who runs it is nothing to this application.
const CLUSTER: &str = "company";

#[test]
fn dev_is_applied_and_destroyed() {
    lifecycle("dev", true, |module, _| {
        module.run(&["destroy", "-auto-approve"]).unwrap_or_else(|wrong| panic!("{wrong}"));
    });
}

#[test]
fn prod_is_applied_and_destroyed_only_after_its_protection_is_lifted() {
    lifecycle("prod", false, |module, folder| {
        let refused = module.run(&["plan", "-destroy"]).expect_err("data is protected");
        assert!(refused.contains("prevent_destroy"), "{refused}");
        let protected: Body = tree::read(folder).iter().flat_map(|(name, text)| blocks(name, text)).collect();
        fs::write(folder.join("unprotect_override.tf"), lifted(&protected)).expect("an override can be written");
        for arguments in [["apply", "-auto-approve"], ["destroy", "-auto-approve"]] {
            module.run(&arguments).unwrap_or_else(|wrong| panic!("{wrong}"));
        }
    });
}

/// Applies an environment, plans again, judges its roles, and leaves the end to the caller. Where the program runs in it,
/// that does its work before.
fn lifecycle(environment: &str, is_run: bool, end: impl FnOnce(&Module, &Path)) {
    let Some(programs) = or_skip("terraform apply", cloud::find().and_then(|it| terraform::find().map(|()| it))) else {
        return;
    };
    let place = judges::folder().join("apply").join(environment);
    fs::create_dir_all(&place).expect("a folder can be made");
    let program = is_run.then(|| packed::program(&place));
    let package = program.as_deref().map_or_else(|| terraform::EMPTY_ZIP.to_vec(), packed::zip);
    let folder = prepared(environment, &package, &place);
    let Some(_) = or_skip("terraform apply", Module::init(&folder)) else { return };
    let cloud: Cloud = programs.start(&place);
    for bucket in [EXTERNAL_BUCKET, deployer::STATES] {
        cloud.make_bucket(bucket);
    }
    cloud.make_cluster(CLUSTER);
    let (deployer, module) = deployed(environment, &cloud, &place).unwrap_or_else(|wrong| panic!("{wrong}"));
    if let Some(program) = program {
        for said in [orders::judge(&cloud, &place), containers::judge(&program, &cloud, &place)] {
            let said = said.unwrap_or_else(|wrong| panic!("{wrong}"));
            judged("the cloud in a box", &format!("examples/shop {environment}: {}", said.trim_end()));
        }
    }
    let said = privilege::judge(&outcome(), environment, &cloud, &place).unwrap_or_else(|wrong| panic!("{wrong}"));
    judged("least privilege", &format!("examples/shop {environment}: {}", said.trim_end()));
    let probed = deployer.probe(&cloud).unwrap_or_else(|wrong| panic!("{wrong}"));
    let said = changed::deploy(environment, &module, &place).unwrap_or_else(|wrong| panic!("{wrong}"));
    judged("a second deployment", &format!("examples/shop {environment}: {said}"));
    end(&module, &folder);
    let left = module.run(&["state", "list"]).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(left.lines().filter(|line| line.starts_with("aws_")).count(), 0, "{left}");
    let used = deployer.end(&cloud).unwrap_or_else(|wrong| panic!("{wrong}"));
    judged("the deployer", &format!("examples/shop {environment}: {}; {}", probed.trim_end(), used.trim_end()));
    drop(cloud);
    fs::remove_dir_all(&place).expect("what passed can go");
    judged("terraform apply, plan, destroy", &format!("examples/shop {environment}"));
}

/// Makes the deployer, and applies the environment with its role; a second plan finds nothing.
fn deployed(environment: &str, cloud: &Cloud, place: &Path) -> Result<(Deployer, Module), String> {
    let deployer = Deployer::make(environment, CLUSTER, cloud, place)?;
    let mut variables = deployer.variables(cloud)?;
    let zip = place.join("package.zip").display().to_string();
    variables.extend([("TF_VAR_package", zip), ("TF_VAR_eks_cluster", CLUSTER.to_owned())]);
    let module = Module::backed(&place.join("terraform"), deployer::BACKEND, variables)?;
    module.run(&["apply", "-auto-approve"])?;
    let plan = module.run(&["plan", "-detailed-exitcode"]);
    plan.map_err(|wrong| format!("a second plan finds changes\n{wrong}"))?;
    fs::write(place.join("terraform.tfstate"), module.state()?).map_err(|wrong| wrong.to_string())?;
    Ok((deployer, module))
}

/// The shop, compiled.
fn outcome() -> Outcome {
    let outcome = compile(&DiskWorld::new(&project().join("examples/shop")), &Request::default());
    assert!(outcome.files.is_some(), "the shop has mistakes");
    outcome
}

/// The generated files with what a run on this machine needs beside them; nothing of them is changed.
fn prepared(environment: &str, package: &[u8], place: &Path) -> PathBuf {
    let folder = place.join("terraform");
    let generated = project().join("examples/shop/infra").join(environment).join("terraform");
    let mut files = tree::read(&generated);
    assert!(!files.is_empty(), "{} is empty", generated.display());
    for name in ["emulator_override.tf", "authorizer_override.tf"] {
        let text = fs::read(project().join("tests/judges").join(name)).expect("the override is there");
        files.insert(name.to_owned(), text);
    }
    tree::replace(&folder, &files);
    fs::write(place.join("package.zip"), package).expect("a package can be written");
    folder
}

fn blocks(name: &str, text: &[u8]) -> Vec<Block> {
    let is_terraform = Path::new(name).extension().is_some_and(|it| it == "tf");
    let text = if is_terraform { String::from_utf8_lossy(text).into_owned() } else { String::new() };
    let body: Body = text.parse().expect("generated Terraform is HCL");
    body.into_blocks().collect()
}

/// The override that a person would write to lift the protection of everything.
fn lifted(body: &Body) -> String {
    let mut text = String::new();
    for block in body.get_blocks("resource") {
        let prevented = block.body.get_blocks("lifecycle").any(|it| it.body.has_attribute("prevent_destroy"));
        let protected = block.body.has_attribute("deletion_protection_enabled");
        let [kind, name] = block.labels.as_slice() else { panic!("a resource has two labels") };
        if prevented || protected {
            let _ = writeln!(text, "resource \"{}\" \"{}\" {{", kind.as_str(), name.as_str());
            if protected {
                text.push_str("  deletion_protection_enabled = false\n");
            }
            text.push_str("  lifecycle {\n    prevent_destroy = false\n  }\n}\n");
        }
    }
    assert!(!text.is_empty(), "nothing in prod is protected");
    text
}
