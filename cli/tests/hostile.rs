//! Paths that mean something to a shell or to a terminal, in what the command says.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

const FOLDERS: &[&str] = &[
    "two words",
    "$(reboot)",
    "`reboot`",
    "it's \"quoted\"",
    "a;b&c|d>e",
    "größe",
    "*?[a]",
    "a\\b",
    "-o",
    "~",
    "#a",
    "!a",
];

fn application(folder: &Path, main: &str, arch: &str) {
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = "[package]\nname = \"hello\"\nedition = \"2024\"\n[dependencies]\nwatershed = \"1\"\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let settings = format!(
        "app: hello\nregion: eu-west-1\narch: {arch}\nkubernetes: {{ image: registry.example.com/hello }}\nenvironments: {{ dev: {{}} }}\n"
    );
    fs::write(folder.join("watershed.yaml"), settings).unwrap();
    fs::write(folder.join("src/main.rs"), main).unwrap();
}

fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_watershed")).args(arguments).current_dir(folder).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

#[test]
fn what_is_to_be_pasted_is_what_a_shell_reads() {
    let arch = if cfg!(target_arch = "x86_64") { "x86_64" } else { "arm64" };
    let root = tempfile::tempdir().unwrap();
    let main = "use watershed::prelude::*;\n#[function(call)] async fn score(Input(a): Input<u8>) -> Result<u8> { Ok(a) }\n#[service(worker)] async fn work() -> Result<()> { Ok(()) }\nfn main() { watershed::run() }\n";
    application(root.path(), main, arch);
    let (programs, log) = (root.path().join("programs"), root.path().join("log"));
    fs::create_dir(&programs).unwrap();
    for name in ["terraform", "skopeo"] {
        let text = format!("#!/bin/sh\nprintf '%s\\0' \"$@\" > {}\n", log.display());
        fs::write(programs.join(name), text).unwrap();
        fs::set_permissions(programs.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    for folder in FOLDERS {
        let out = root.path().join(folder);
        let (code, said) = said(root.path(), &["build", "--binary", "/bin/true", "--out", out.to_str().unwrap()]);
        assert_eq!(code, 0, "{folder}: {said}");
        for (begins, before) in [("for AWS Lambda: ", "package="), ("for Kubernetes: ", "oci-archive:")] {
            let line = said.lines().find_map(|line| line.strip_prefix(begins)).unwrap();
            let line = line.rsplit_once(", and `digest").map_or(line, |(line, _)| line);
            let mut shell = Command::new("/bin/sh");
            assert!(shell.args(["-c", line]).env("PATH", &programs).status().unwrap().success(), "{line}");
            let arguments = fs::read_to_string(&log).unwrap();
            let beginning = format!("{before}{}/", out.display());
            assert_eq!(arguments.split('\0').filter(|it| it.starts_with(&beginning)).count(), 1, "{line}");
            assert_eq!(arguments.split_terminator('\0').count(), 3, "{line}");
        }
    }
}

#[test]
fn a_path_is_one_line() {
    let root = tempfile::tempdir().unwrap();
    let name = "a\nerror[WS9999]: forged\u{202e}\u{1b}[2J.rs";
    application(root.path(), &format!("#[path = {name:?}]\nmod a;\nfn main() {{ watershed::run() }}\n"), "arm64");
    for (text, code) in [("#[function(nothing)] fn a() {}\n", "WS"), ("fn a() { \"", "WS0104")] {
        fs::write(root.path().join("src").join(name), format!("use watershed::prelude::*;\n{text}")).unwrap();
        let (_, said) = said(root.path(), &["check"]);
        assert!(said.contains(code) && said.contains("forged\\u{202e}\\u{1b}[2J.rs"), "{said}");
        assert!(!said.lines().any(|line| line.starts_with("error[WS9999]")), "{said}");
        assert!(!said.contains(['\u{202e}', '\u{1b}']), "{said}");
    }
}
