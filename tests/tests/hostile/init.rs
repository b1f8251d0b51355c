//! `watershed init` with hostile names of folders, crates and programs, and hostile arguments: Cargo and `watershed check`
//! read what it writes, or it says what is wrong and writes nothing.

use std::path::Path;
use std::process::Command;

use watershed_tests::judges::judged;
use watershed_tests::program::watershed;
use watershed_tests::tree::{self, Tree};

use crate::dockerfile::quoted;
use crate::strings::FIXED;

/// Names that mean something to Rust, Cargo, YAML, Kubernetes or Watershed.
const NAMES: &[&str] = &[
    "shop",
    "test",
    "core",
    "std",
    "alloc",
    "fn",
    "self",
    "super",
    "crate",
    "proc_macro",
    "kube",
    "hello",
    "watershed",
    "off",
    "yes",
    "null",
    "größe",
    "a-_b",
    "_",
    "a--b",
    "A",
    "build",
    "deps",
    "nul",
];

const MAIN: &str = "fn main() {\n    println!(\"Hello, world!\");\n}\n";
const OWN_MAIN: &str = "fn main() {\n    println!(\"mine\");\n}\n";

/// A crate, its folder's name, and the arguments behind `init`.
struct Crate {
    folder: String,
    files: Tree,
    arguments: Vec<String>,
}

impl Crate {
    fn of(package: &str, rest: &str, main: &str) -> Self {
        let manifest =
            format!("[package]\nname = {}\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}", quoted(package));
        let files = [("Cargo.toml", manifest.as_str()), ("src/main.rs", main)];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
        Self { folder: "crate".to_owned(), files, arguments: Vec::new() }
    }

    fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
        self
    }
}

fn crates() -> Vec<Crate> {
    // Each place takes another half of the texts.
    let mut place = 0;
    let mut names = || {
        place += 1;
        NAMES.iter().chain(FIXED.iter().skip(place % 2).step_by(2)).copied().chain([LONG])
    };
    let is_file = |name: &&str| !name.is_empty() && !name.contains(['/', '\0']) && name.len() < 250;
    let argument = |arguments: &[&str]| Crate {
        arguments: arguments.iter().map(|it| (*it).to_owned()).collect(),
        ..Crate::of("shop", "", MAIN)
    };
    let mut all: Vec<Crate> = Vec::new();
    all.extend(names().filter(is_file).map(|it| Crate { folder: it.to_owned(), ..Crate::of("shop", "", MAIN) }));
    all.extend(names().map(|it| Crate::of(it, "", MAIN)));
    all.extend(names().map(|it| Crate::of(it, "", OWN_MAIN)));
    let library = |it| format!("[lib]\nname = {}\n", quoted(it));
    all.extend(names().map(|it| Crate::of("shop", &library(it), OWN_MAIN).with("src/lib.rs", "")));
    let binary = |it| format!("[[bin]]\nname = {}\npath = \"src/other.rs\"\n", quoted(it));
    all.extend(names().map(|it| Crate::of("shop", &binary(it), MAIN).with("src/other.rs", OWN_MAIN)));
    // An argument of a program has no such character.
    let is_argument = |it: &&str| !it.contains('\0');
    all.extend(names().filter(is_argument).map(|it| argument(&["--region", it])));
    all.extend(names().filter(is_argument).map(|it| argument(&["--git", it])));
    all.extend(names().filter(is_argument).map(|it| argument(&["--git", &format!("https://example.com/{it}")])));
    let beside = |it: &str| {
        let path = format!("../{it}");
        let manifest = "[package]\nname = \"watershed\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        let here = argument(&["--dependency-path", &path]);
        here.with(&format!("../{it}/Cargo.toml"), manifest).with(&format!("../{it}/src/lib.rs"), "")
    };
    all.extend(names().filter(is_file).filter(|it| *it != "crate").map(beside));
    all
}

/// A name that is longer than what Cargo takes.
const LONG: &str = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmno";

#[test]
fn init_writes_what_is_read_back_or_nothing() {
    let (mut written, mut refused, mut wrong) = (0, 0, Vec::new());
    for krate in crates() {
        let root = tempfile::tempdir().expect("a folder can be made");
        let folder = root.path().join(&krate.folder);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        tree::write(&folder, &krate.files);
        let before = tree::read(root.path());
        let arguments: Vec<&str> = ["init"].into_iter().chain(krate.arguments.iter().map(String::as_str)).collect();
        let ended = watershed(&folder, &arguments);
        let what = || format!("{:?} {:?} {:?}", krate.folder, krate.arguments, manifest(&krate));
        if ended.code == 0 {
            written += 1;
            wrong.extend(unread(&folder, &krate).map(|said| format!("{}: {said}", what())));
        } else {
            refused += 1;
            let is_told = ended.error.contains("error") || ended.error.contains("cannot be used");
            if !is_told || ended.code > 2 || tree::read(root.path()) != before {
                wrong.push(format!("{}: {} {}", what(), ended.code, ended.error));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(written > 200 && refused > 200, "{written} written, {refused} refused");
    judged("hostile names of crates", &format!("{written} written and read back by cargo, {refused} refused"));
}

fn manifest(krate: &Crate) -> String {
    String::from_utf8_lossy(&krate.files["Cargo.toml"]).replace('\n', " ")
}

/// What cargo or `watershed check` says against what was written.
fn unread(folder: &Path, krate: &Crate) -> Option<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(folder).args(["metadata", "--offline", "--format-version", "1"]);
    // What is not on this disk is not looked for.
    if !krate.arguments.contains(&"--dependency-path".to_owned()) {
        cargo.arg("--no-deps");
    }
    let output = cargo.output().expect("cargo starts");
    if !output.status.success() {
        return Some(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = read["packages"].as_array().into_iter().flatten();
    let mut dependencies = packages.flat_map(|it| it["dependencies"].as_array().into_iter().flatten());
    if !dependencies.any(|it| it["name"] == "watershed") {
        return Some("cargo finds no dependency".to_owned());
    }
    if let [kind, url] = krate.arguments.as_slice()
        && kind == "--git"
        && !String::from_utf8_lossy(&output.stdout).contains("\"git+")
    {
        return Some(format!("cargo finds no repository `{url}`"));
    }
    // What is generated is what the source says, so both read the same.
    let ended = ["generate", "check"].map(|command| watershed(folder, &[command]));
    ended.into_iter().find(|it| it.code != 0).map(|it| it.error)
}
