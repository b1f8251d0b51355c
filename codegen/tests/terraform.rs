//! Every trigger and every resource as Terraform, judged by Terraform itself and the real provider's schema.

mod every;

use std::path::{Path, PathBuf};
use std::process::Command;

use every::{SOURCE, compiled};

/// Writes an environment's root module and answers its folder.
fn written(environment: &str, place: &Path) -> PathBuf {
    let folder = place.join(environment);
    std::fs::create_dir_all(&folder).unwrap();
    for (path, text) in compiled(SOURCE).unwrap() {
        if let Some(name) = path.strip_prefix(&format!("{environment}/terraform/")) {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    folder
}

/// Runs Terraform; the error is what it said.
fn terraform(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("terraform").args(arguments).current_dir(folder).output();
    let output = output.map_err(|error| format!("terraform does not start: {error}"))?;
    let shown = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("terraform {arguments:?}\n{shown}")) }
}

/// Where the provider is taken from: a folder of plugins where one is named, the registry otherwise.
fn init(folder: &Path) -> Result<(), String> {
    let plugins = std::env::var("WATERSHED_TERRAFORM_PLUGINS").map(|folder| format!("-plugin-dir={folder}"));
    let mut arguments = vec!["init", "-backend=false", "-input=false", "-no-color"];
    arguments.extend(plugins.as_deref());
    terraform(folder, &arguments)
}

#[test]
fn every_trigger_and_resource_is_valid_and_formatted() {
    let kept = std::env::var("WATERSHED_KEEP").ok().map(PathBuf::from);
    let place = tempfile::tempdir().unwrap();
    let place = kept.as_deref().unwrap_or(place.path());
    for environment in ["dev", "prod"] {
        let folder = written(environment, place);
        if let Err(reason) = init(&folder) {
            assert!(std::env::var_os("WATERSHED_REQUIRE_JUDGES").is_none(), "{reason}");
            eprintln!("skipped: Terraform and its AWS provider are needed here\n{reason}");
            return;
        }
        for arguments in [["fmt", "-check", "-diff"].as_slice(), &["validate", "-no-color"]] {
            if let Err(wrong) = terraform(&folder, arguments) {
                panic!("{wrong}");
            }
        }
    }
}

#[test]
fn a_renamed_component_keeps_its_name_in_the_cloud_and_all_of_it_is_moved() {
    let files = compiled(SOURCE).unwrap();
    let charges = &files["prod/terraform/queue_charges.tf"];
    assert!(charges.contains("\"all-prod-old-charges\"") && !charges.contains("\"all-prod-charges\""), "{charges}");
    let moved = &files["prod/terraform/moved.tf"];
    for (id, old) in [("function_score", "old_score"), ("queue_charges", "old_charges")] {
        let file = &files[&format!("prod/terraform/{id}.tf")];
        let resources = file.lines().filter(|line| line.starts_with("resource "));
        let from = moved.lines().filter(|line| line.contains(&format!(".{old}")));
        assert_eq!(from.count(), resources.count(), "{id}\n{moved}");
    }
}

#[test]
fn what_fails_in_the_end_is_kept() {
    let files = compiled(SOURCE).unwrap();
    for id in ["sweep", "on_event", "on_aws", "on_receipt", "on_old", "score"] {
        let file = &files[&format!("dev/terraform/function_{id}.tf")];
        let kept = file.contains("aws_lambda_function_event_invoke_config") && file.contains("\"SqsSendMessage\"");
        assert!(kept && file.contains(&format!("aws_sqs_queue.{id}__dead.arn")), "{id}");
    }
}

#[test]
fn what_waits_for_a_function_is_protected_like_every_queue() {
    let files = compiled(SOURCE).unwrap();
    for (id, queues) in [("sweep", 1), ("on_event", 1), ("on_paid", 2)] {
        let protected = |environment: &str| {
            let file = &files[&format!("{environment}/terraform/function_{id}.tf")];
            (file.matches("prevent_destroy = true").count(), file.matches("resource \"aws_sqs_queue\"").count())
        };
        assert_eq!((protected("prod"), protected("dev")), ((queues, queues), (0, queues)), "{id}");
    }
}

#[test]
fn whoever_reads_objects_is_told_that_one_is_absent() {
    let files = compiled(SOURCE).unwrap();
    let statements = |id: &str| {
        let file = &files[&format!("dev/terraform/function_{id}.tf")];
        let reason = file.contains("S3ListBucket: without it S3 denies");
        (file.matches("\"s3:ListBucket\"").count(), reason)
    };
    assert_eq!(statements("from_far_bucket"), (1, true));
    assert_eq!(statements("admin"), (1, false), "it lists anyway");
}

#[test]
fn where_objects_expire_unfinished_uploads_do_too() {
    let files = compiled(SOURCE).unwrap();
    let bucket = &files["dev/terraform/bucket_receipts.tf"];
    assert!(bucket.contains("days = 30") && bucket.contains("days_after_initiation = 7"), "{bucket}");
}
