//! The real binary on real folders: exit codes, what is written, what is refused.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const MAIN: &str = "use watershed::prelude::*;
#[queue] struct Charges(Charge);
/// Says hello.
#[function(http(GET, \"/hello/{name}\", auth = none))]
async fn hello(Path(name): Path<String>, charges: Sender<Charges>) -> String { name }
fn main() { watershed::run() }
";

fn application(main: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"hello\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n")
        .unwrap();
    let settings = "app: hello\nregion: eu-west-1\nenvironments: { dev: {}, prod: { protected: true } }\n";
    fs::write(folder.path().join("watershed.yaml"), settings).unwrap();
    fs::write(folder.path().join("src/main.rs"), main).unwrap();
    folder
}

fn watershed(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let binary = env!("CARGO_BIN_EXE_watershed");
    let Output { status, stdout, stderr } = Command::new(binary).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// Every file below a folder with its text.
fn tree(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn generate_then_check_then_change() {
    let application = application(MAIN);
    let (folder, infra) = (application.path(), application.path().join("infra"));
    let (code, out, _) = watershed(folder, &["generate", "--dry-run"]);
    assert!(code == 0 && out.contains("write dev/terraform/function_hello.tf") && !infra.exists());
    assert_eq!(watershed(folder, &["check"]).0, 1);
    assert_eq!(watershed(folder, &["generate"]).0, 0);
    let first = tree(&infra);
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    let module = ["api.tf", "function_hello.tf", "main.tf", "outputs.tf", "queue_charges.tf", "variables.tf"];
    let expected: Vec<String> =
        ["dev", "prod"].iter().flat_map(|it| module.map(|name| format!("{it}/terraform/{name}"))).collect();
    assert_eq!(names[0], ".watershed");
    assert_eq!(names[1..], expected);
    assert_eq!(watershed(folder, &["check"]).0, 0);
    assert_eq!(watershed(folder, &["generate"]).0, 0);
    assert_eq!(tree(&infra), first);

    fs::write(
        folder.join("src/main.rs"),
        MAIN.replace("Sender<Charges>", "Secret<Key>")
            .replace("#[queue] struct Charges(Charge);", "#[secret] struct Key;"),
    )
    .unwrap();
    let (code, out, _) = watershed(folder, &["check", "-e", "dev"]);
    let expected = [
        "missing dev/terraform/secret_key.tf",
        "stale dev/terraform/function_hello.tf",
        "stale dev/terraform/outputs.tf",
        "unwanted dev/terraform/queue_charges.tf",
    ];
    assert_eq!((code, out.lines().collect::<Vec<_>>()), (1, expected.to_vec()));
    assert_eq!(watershed(folder, &["generate", "-e", "dev"]).0, 0);
    assert!(!infra.join("dev/terraform/queue_charges.tf").exists());
    assert!(infra.join("prod/terraform/queue_charges.tf").exists());
}

#[test]
fn an_environment_that_goes_is_told_of() {
    let application = application(MAIN);
    let folder = application.path();
    assert_eq!(watershed(folder, &["generate"]).0, 0);
    let settings = fs::read_to_string(folder.join("watershed.yaml")).unwrap();
    fs::write(folder.join("watershed.yaml"), settings.replace("dev: {}, ", "")).unwrap();
    for arguments in [&["generate", "--dry-run"][..], &["generate"]] {
        let (code, _, said) = watershed(folder, arguments);
        assert!(code == 0 && said.contains("nothing describes `dev` any more") && !said.contains("`prod`"), "{said}");
    }
    let (_, _, said) = watershed(folder, &["generate"]);
    assert!(!said.contains("nothing describes"), "{said}");
}

#[test]
fn what_a_person_wrote_is_never_overwritten() {
    let application = application(MAIN);
    let (folder, infra) = (application.path(), application.path().join("infra"));
    fs::create_dir_all(infra.join("dev/terraform")).unwrap();
    fs::write(infra.join("dev/terraform/main.tf"), "mine").unwrap();
    fs::write(infra.join("dev/terraform/mine.tf"), "mine").unwrap();
    let (code, _, error) = watershed(folder, &["generate"]);
    assert!(code == 2 && error.contains("`dev/terraform/main.tf` is in the way"), "{error}");
    assert_eq!(tree(&infra).len(), 2);
    fs::remove_file(infra.join("dev/terraform/main.tf")).unwrap();
    assert_eq!(watershed(folder, &["generate"]).0, 0);
    let path = infra.join("dev/terraform/function_hello.tf");
    let written = fs::read_to_string(&path).unwrap();
    fs::write(&path, "edited").unwrap();
    let (code, out, _) = watershed(folder, &["check"]);
    assert_eq!((code, out.as_str()), (1, "edited dev/terraform/function_hello.tf\n"));
    let (code, _, error) = watershed(folder, &["generate"]);
    assert!(code == 2 && error.contains("was edited by hand"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "edited");
    assert_eq!(watershed(folder, &["generate", "--overwrite"]).0, 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), written);
    assert_eq!(fs::read_to_string(infra.join("dev/terraform/mine.tf")).unwrap(), "mine");
}

#[test]
fn two_applications_do_not_remove_each_others_files() {
    let (hello, other) = (application(MAIN), application(MAIN));
    let settings = other.path().join("watershed.yaml");
    fs::write(&settings, fs::read_to_string(&settings).unwrap().replace("app: hello", "app: other")).unwrap();
    let shared = tempfile::tempdir().unwrap();
    let out = shared.path().to_str().unwrap();
    assert_eq!(watershed(hello.path(), &["generate", "--out", out]).0, 0);
    let first = tree(shared.path());
    for arguments in [&["generate", "--out", out][..], &["generate", "--dry-run", "--out", out]] {
        let (code, _, error) = watershed(other.path(), arguments);
        assert!(code == 2 && error.contains("error[WS0502]") && error.contains("`hello`"), "{error}");
    }
    let (code, _, error) = watershed(other.path(), &["check", "--out", out]);
    assert!(code == 1 && error.contains("WS0502"), "{error}");
    assert_eq!(tree(shared.path()), first);
    assert_eq!(watershed(hello.path(), &["check", "--out", out]).0, 0);
    assert_eq!(watershed(other.path(), &["generate", "--overwrite", "--out", out]).0, 0);
    assert_eq!(watershed(hello.path(), &["check", "--out", out]).0, 1);
}

#[test]
fn mistakes_are_shown_at_their_tokens_and_nothing_is_written() {
    let application = application(&MAIN.replace("auth = none", "auht = none"));
    let folder = application.path();
    let (code, out, error) = watershed(folder, &["generate"]);
    assert_eq!((code, out.as_str()), (2, ""));
    for part in ["error[WS0002]", "src/main.rs:4:39", "did you mean `auth`", "error[WS0210]", "nothing was written"] {
        assert!(error.contains(part), "{part}\n{error}");
    }
    assert!(!folder.join("infra").exists());
    let (code, out, _) = watershed(folder, &["generate", "--format", "json"]);
    assert!(code == 2 && out.lines().count() == 3 && out.contains("\"line\":4"), "{out}");
    assert_eq!(watershed(folder, &["generate", "nowhere"]).0, 2);
    assert_eq!(watershed(folder, &["nonsense"]).0, 2);
    assert_eq!(watershed(folder, &["generate", "-e", "prdo"]).0, 2);
}

#[test]
fn what_cannot_be_written_yet_is_refused() {
    let application = application(&format!("{MAIN}\n#[function(call, place = auto)] async fn work() {{}}"));
    let (code, _, error) = watershed(application.path(), &["generate"]);
    assert!(code == 2 && error.contains("WS0401"), "{error}");
}

#[test]
fn list_shows_what_there_is() {
    let application = application(MAIN);
    let (code, out, _) = watershed(application.path(), &["list", "-e", "dev"]);
    let expected = "hello in dev

FUNCTION  TRIGGER                     PLACE       MEMORY  TIMEOUT  SCALE  PERMISSIONS
hello     GET /hello/{name} (public)  serverless  256 MB  10 s     -      queue charges (Send)

RESOURCE  KIND   USED BY  SUMMARY
charges   queue  hello
";
    assert_eq!((code, out.as_str()), (0, expected));
    let (code, out, _) = watershed(application.path(), &["list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&out).unwrap();
    let hello = &list["environments"][1]["functions"][0];
    assert_eq!((code, &list["version"], &list["environments"][1]["protected"]), (0, &1.into(), &true.into()));
    assert_eq!((&hello["trigger"]["text"], &hello["memory_mb"]), (&"GET /hello/{name} (public)".into(), &256.into()));
    assert_eq!(list["environments"][0]["resources"][0]["used_by"], serde_json::json!(["hello"]));
}

#[test]
fn explain_says_where_each_value_comes_from() {
    let application = application(MAIN);
    let folder = application.path();
    let (code, out, _) = watershed(folder, &["explain", "ws0203"]);
    assert!(code == 0 && out.starts_with("WS0203"), "{out}");
    assert_eq!(watershed(folder, &["explain", "WS9999"]).0, 2);
    let (code, _, error) = watershed(folder, &["explain", "helo"]);
    assert!(code == 2 && error.contains("did you mean `hello`"), "{error}");
    let settings =
        "app: hello\nregion: eu-west-1\nenvironments:\n  dev:\n  prod: { functions: { hello: { memory: 1GB } } }\n";
    fs::write(folder.join("watershed.yaml"), settings).unwrap();
    let (code, out, _) = watershed(folder, &["explain", "hello"]);
    let lines =
        |text: &str| text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    let shown = lines(&out);
    for line in [
        "function hello, `hello` at src/main.rs:5:10",
        "http.auth all none src/main.rs:4:46",
        "memory dev 256 MB default",
        "prod 1024 MB watershed.yaml:5:41",
        "timeout all 10 s default",
    ] {
        assert!(code == 0 && shown.iter().any(|it| it == line), "{line}\n{out}");
    }
    let (_, out, _) = watershed(folder, &["explain", "charges", "--format", "json", "-e", "dev"]);
    let charges: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&charges["kind"], &charges["values"][1]["origin"]), (&"queue".into(), &"default".into()));
}

#[test]
fn every_stage_is_printed() {
    // Nobody takes the charges here, and that is no part of what is printed.
    let application = application(&MAIN.replace("#[queue]", "#[queue(accept(WS0603, reason = \"a test\"))]"));
    for (stage, part) in [
        ("source", "#[function]  src/main.rs:4:3"),
        ("parse", "function http  crate::hello"),
        ("model", "may queue charges (Send)  src/main.rs:5:51"),
        ("plan", "hello     serverless  default"),
        ("stack", "terraform/queue_charges.tf\n  resource aws_sqs_queue charges"),
        ("files", "==> dev/terraform/function_hello.tf <=="),
    ] {
        let (code, out, error) = watershed(application.path(), &["inspect", "--stage", stage]);
        assert!(code == 0 && out.contains(part) && error.is_empty(), "{stage}\n{out}{error}");
        assert!(!out.contains(&*application.path().to_string_lossy()), "{stage} names a place of this machine");
    }
}

#[test]
fn machines_read_lines_of_json() {
    let application = application(&MAIN.replace("auth = none", "auht = none"));
    let (code, out, _) = watershed(application.path(), &["check", "--format", "json"]);
    let first = out.lines().find(|line| line.contains("WS0002")).unwrap();
    let first: serde_json::Value = serde_json::from_str(first).unwrap();
    let place = serde_json::json!({ "file": "src/main.rs", "line": 4, "column": 39, "start": 114, "end": 118 });
    assert_eq!((code, &first["code"], &first["severity"]), (2, &"WS0002".into(), &"error".into()));
    assert_eq!((&first["place"], &first["help"]), (&place, &serde_json::json!(["did you mean `auth`?"])));
    fs::write(application.path().join("src/main.rs"), MAIN).unwrap();
    let (code, out, _) = watershed(application.path(), &["check", "--format", "json", "-e", "dev"]);
    let first: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!((code, first), (1, serde_json::json!({ "file": "dev/terraform/api.tf", "state": "missing" })));
}

#[test]
fn cargo_may_call_it() {
    let binary = env!("CARGO_BIN_EXE_cargo-watershed");
    for arguments in [&["watershed", "explain", "WS0203"][..], &["explain", "WS0203"]] {
        let output = Command::new(binary).args(arguments).output().unwrap();
        assert!(output.status.success() && output.stdout.starts_with(b"WS0203"));
    }
}

/// With `UPDATE=1` the file is written instead.
#[test]
fn help_is_as_it_is_committed() {
    let folder = tempfile::tempdir().unwrap();
    let commands = ["", "generate", "check", "list", "explain", "inspect", "init", "completions"];
    let mut text = String::new();
    for command in commands {
        for flag in ["-h", "--help"] {
            let arguments: Vec<&str> = [command, flag].into_iter().filter(|it| !it.is_empty()).collect();
            let (code, out, _) = watershed(folder.path(), &arguments);
            assert_eq!(code, 0);
            text.extend(["$ watershed ", &arguments.join(" "), "\n", &out, "\n"]);
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/help.txt");
    if std::env::var_os("UPDATE").is_some_and(|it| it == "1") {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(text == committed, "the help is not that of tests/help.txt; UPDATE=1 writes it");
    for (command, subcommand) in
        [("nonsense", ""), ("generate", "--nonsense"), ("inspect", ""), ("list", "--format=xml")]
    {
        let arguments: Vec<&str> = [command, subcommand].into_iter().filter(|it| !it.is_empty()).collect();
        assert_eq!(watershed(folder.path(), &arguments).0, 2, "{arguments:?}");
    }
}

#[test]
fn invoke_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    // Nobody listens on a port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let (code, out, said) = watershed(folder.path(), &["invoke", "charge", "--port", &port]);
    assert!(code == 2 && out.is_empty() && said.contains("`watershed dev`"), "{said}");
    let (code, _, said) = watershed(folder.path(), &["invoke", "charge", "--data", "{"]);
    assert!(code == 2 && said.starts_with("error: `--data` is no JSON"), "{said}");
    let (code, _, said) = watershed(folder.path(), &["invoke", "../x"]);
    assert!(code == 2 && said.contains("is no id"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let folder = application(MAIN);
    let run = |arguments: &[&str], out: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_watershed"));
        command.args(arguments).current_dir(folder.path()).stdout(out).output().unwrap()
    };
    let commands: [&[&str]; 8] = [
        &["list"],
        &["inspect", "--stage", "model"],
        &["explain", "hello"],
        &["explain", "WS0001"],
        &["check", "--format", "sarif"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ];
    for arguments in commands {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let Output { status, stderr, .. } = run(arguments, full.into());
        let said = String::from_utf8(stderr).unwrap();
        assert!(
            status.code() == Some(2) && said.contains("standard output cannot be written"),
            "{arguments:?}: {said}"
        );
        let (reader, gone) = std::io::pipe().unwrap();
        drop(reader);
        let Output { status, stderr, .. } = run(arguments, gone.into());
        let said = String::from_utf8(stderr).unwrap();
        assert!(status.code() != Some(2) && !said.contains("cannot be written"), "{arguments:?}: {said}");
    }
}
