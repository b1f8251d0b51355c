//! What `generate` says of a change that takes data away, or leaves objects in a cluster.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const MANIFEST: &str = "[package]\nname = \"shop\"\n[dependencies]\n\
    watershed = { version = \"0.1\", features = [\"dynamodb\", \"kinesis\", \"s3\", \"secretsmanager\", \"sqs\"] }\n";

const SETTINGS: &str = "app: shop\nregion: eu-west-1\nwarnings: { WS0602: ignore, WS0603: ignore, WS0604: ignore }\n\
    kubernetes: { image: registry.example.com/shop }\nenvironments: { dev: {}, prod: { protected: true } }\n";

const SOURCE: &str = r#"
use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[table(key = "id")]
struct Order { id: String, other: String }

#[stream(retention = "48h")]
struct Clicks(u32);

#[function(queue(Charges), place = container)]
async fn charge(Message(charge): Message<u32>) -> Result<()> {}

#[service(worker)]
async fn keep(orders: Table<Order, can::Put>) -> Result<()> {}

fn main() { watershed::run() }
"#;

fn generate(folder: &Path, source: &str, settings: &str, arguments: &[&str]) -> Output {
    fs::create_dir_all(folder.join("src")).unwrap();
    for (name, text) in [("Cargo.toml", MANIFEST), ("watershed.yaml", settings), ("src/main.rs", source)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_watershed"));
    command.arg("generate").args(arguments).arg(folder).output().unwrap()
}

/// The codes and messages after one was generated and the source or the settings have changed.
fn said(change: impl Fn(&str) -> String) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let first = generate(folder.path(), SOURCE, SETTINGS, &[]);
    assert!(first.status.success() && !stderr(&first).contains("WS050"), "{}", stderr(&first));
    let (source, settings) = (change(SOURCE), change(SETTINGS));
    assert!(source != SOURCE || settings != SETTINGS);
    let second = generate(folder.path(), &source, &settings, &[]);
    assert!(second.status.success(), "{}", stderr(&second));
    let third = generate(folder.path(), &source, &settings, &[]);
    assert!(!stderr(&third).contains("WS050"), "it is said once: {}", stderr(&third));
    stderr(&second).lines().filter(|it| it.starts_with("warning[WS050")).map(str::to_owned).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_queue_that_nothing_describes_goes_with_its_messages() {
    let found = said(|text| text.replace("Charges", "Bills").replace("async fn charge", "async fn bill"));
    let queue = |environment: &str| {
        format!(
            "warning[WS0503]: nothing describes the queue `shop-{environment}-charges` any more, and the next apply in \
             {environment} removes it with what is in it"
        )
    };
    let objects = |environment: &str| {
        format!(
            "warning[WS0504]: nothing in {environment} describes Deployment `charge`, ScaledObject `charge` any more, and \
             `kubectl apply` removes nothing: it goes on in the cluster"
        )
    };
    assert_eq!(found, [queue("dev"), objects("dev"), queue("prod"), objects("prod")]);
}

#[test]
fn what_keeps_its_name_keeps_its_data() {
    let renamed =
        said(|text| text.replace("#[queue]", "#[queue(renamed_from = \"charges\")]").replace("Charges", "Bills"));
    assert_eq!(renamed, Vec::<String>::new());
    assert_eq!(said(|text| text.replace("#[queue]", "#[queue(retries = 7)]")), Vec::<String>::new());
}

#[test]
fn another_key_a_shorter_time_and_another_region_lose_what_was_there() {
    let key = said(|text| text.replace("key = \"id\"", "key = \"other\""));
    assert_eq!(key.len(), 2, "{key:?}");
    assert!(key[0].contains("the table `shop-dev-order` gets another key"), "{key:?}");
    let shorter = said(|text| text.replace("48h", "24h"));
    assert_eq!(shorter.len(), 2, "{shorter:?}");
    assert!(shorter[0].contains("the stream `shop-dev-clicks` keeps its records for 24 hours and no longer for 48"));
    assert_eq!(said(|text| text.replace("48h", "72h")), Vec::<String>::new());
    let region = said(|text| text.replace("eu-west-1", "eu-west-2"));
    assert_eq!(region.len(), 2, "{region:?}");
    assert!(region[1].contains("prod moves from eu-west-1 to eu-west-2"), "{region:?}");
}

#[test]
fn another_kind_of_workload_leaves_the_one_before() {
    let found = said(|text| text.replace("place = container", "place = container, timeout = \"10m\""));
    let expected = "nothing in dev describes Deployment `charge`, ScaledObject `charge` any more";
    assert!(found.len() == 2 && found[0].contains(expected), "{found:?}");
}

#[test]
fn where_warnings_are_denied_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    assert!(generate(folder.path(), SOURCE, SETTINGS, &[]).status.success());
    let source = SOURCE.replace("48h", "24h");
    let refused = generate(folder.path(), &source, SETTINGS, &["--deny", "warnings"]);
    assert!(!refused.status.success() && stderr(&refused).contains("error[WS0503]"), "{}", stderr(&refused));
    let ignored = SETTINGS.replace("WS0602: ignore", "WS0602: ignore, WS0503: ignore");
    let passed = generate(folder.path(), &source, &ignored, &["--deny", "warnings"]);
    assert!(passed.status.success() && !stderr(&passed).contains("WS0503"), "{}", stderr(&passed));
}
