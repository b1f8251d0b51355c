//! Judges of Kubernetes and of Dockerfiles, on every folder that is generated.

use std::path::PathBuf;

use watershed_tests::generated;
use watershed_tests::judges::kubernetes::{self, KubeJudge};
use watershed_tests::judges::{docker, judged, or_skip};

fn folders() -> Vec<PathBuf> {
    let all = generated::all();
    let folders: Vec<PathBuf> = all.iter().flat_map(|it| it.of("kubernetes")).map(|(_, folder)| folder).collect();
    assert!(!folders.is_empty(), "nothing to judge");
    folders
}

#[test]
fn the_strict_judge_finds_no_fault() {
    let Some(judge) = or_skip("kube_judge.py", KubeJudge::find()) else { return };
    judge.judge(&folders()).unwrap_or_else(|wrong| panic!("{wrong}"));
    judged("kube_judge.py", &format!("{} generated folders", folders().len()));
}

#[test]
fn every_document_fits_its_schema() {
    let Some(_) = or_skip("kubernetes-validate", watershed_tests::judges::python("scan", "python")) else { return };
    kubernetes::schemas(&folders()).unwrap_or_else(|wrong| panic!("{wrong}"));
    judged("kubernetes-validate", &format!("{} generated folders", folders().len()));
}

#[test]
fn kustomize_builds_every_folder() {
    let Some(()) = or_skip("kubectl kustomize", kubernetes::kubectl()) else { return };
    for folder in folders() {
        kubernetes::kustomize(&folder).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
    judged("kubectl kustomize", &format!("{} generated folders", folders().len()));
}

#[test]
fn every_dockerfile_passes() {
    let Some(hadolint) = or_skip("hadolint", docker::hadolint()) else { return };
    let files: Vec<PathBuf> = generated::all().iter().map(|it| it.folder.join("Dockerfile")).collect();
    let files: Vec<PathBuf> = files.into_iter().filter(|file| file.is_file()).collect();
    assert!(!files.is_empty(), "nothing to judge");
    for file in &files {
        docker::judge(&hadolint, file).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
    judged("hadolint", &format!("{} Dockerfiles", files.len()));
}
