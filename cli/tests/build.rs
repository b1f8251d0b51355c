//! `watershed build` with a program that was built elsewhere: a small one of this machine.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = "/bin/true";

const MAIN: &str = "use watershed::prelude::*;
#[function(call)] async fn score(Input(a): Input<u8>) -> Result<u8> { Ok(a) }
#[service(worker)] async fn work() -> Result<()> { Ok(()) }
fn main() { watershed::run() }
";

/// An application for a processor.
fn application(arch: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"hello\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n")
        .unwrap();
    let settings = format!(
        "app: hello\nregion: eu-west-1\narch: {arch}\nkubernetes: {{ image: registry.example.com/hello }}\nenvironments: {{ dev: {{}}, prod: {{}} }}\n"
    );
    fs::write(folder.path().join("watershed.yaml"), settings).unwrap();
    fs::write(folder.path().join("src/main.rs"), MAIN).unwrap();
    folder
}

fn build(folder: &Path, out: &str) -> (i32, String, String) {
    let arguments = ["build", "--binary", PROGRAM, "--out", out];
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_watershed")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[cfg(target_arch = "x86_64")]
const ARCHES: [&str; 2] = ["x86_64", "arm64"];
#[cfg(target_arch = "aarch64")]
const ARCHES: [&str; 2] = ["arm64", "x86_64"];

#[test]
fn the_same_program_gives_the_same_packages() {
    let application = application(ARCHES[0]);
    let (code, first, error) = build(application.path(), "one");
    assert_eq!(code, 0, "{error}");
    let (code, second, error) = build(application.path(), "two");
    assert_eq!(code, 0, "{error}");
    let digests = |out: &str| out.lines().map(|line| line.split("  ").next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(digests(&first), digests(&second));
    // Both environments share them: one zip and one image.
    assert_eq!(first.lines().count(), 2, "{first}");
    for name in [format!("lambda-{}.zip", ARCHES[0]), first.lines().last().unwrap().rsplit('/').next().unwrap().into()]
    {
        let read = |out: &str| fs::read(application.path().join(out).join(&name)).unwrap();
        assert!(!read("one").is_empty() && read("one") == read("two"), "{name}");
    }
    assert!(error.contains("terraform apply -var package=") && error.contains("digest: sha256:"), "{error}");
}

#[test]
fn a_program_for_another_processor_is_refused() {
    let application = application(ARCHES[1]);
    let (code, out, error) = build(application.path(), "out");
    assert_eq!((code, out.as_str()), (2, ""), "{error}");
    assert!(error.contains("processor"), "{error}");
    assert!(!application.path().join("out").exists());
}
