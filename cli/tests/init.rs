//! `watershed init` in crates of all kinds: what is added, what is kept, what is refused.

use std::fs;
use std::path::Path;
use std::process::Command;

const CARGO_NEW: &str = "fn main() {\n    println!(\"Hello, world!\");\n}\n";
const MANIFEST: &str =
    "# Kept.\n[package]\nname = \"my_shop\" # and this\nedition = \"2024\"\n\n[dependencies]\nserde   = \"1\"\n";

fn krate(manifest: &str, main: Option<&str>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    if let Some(main) = main {
        fs::write(folder.path().join("src/main.rs"), main).unwrap();
    }
    folder
}

fn watershed(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_watershed")).args(arguments).current_dir(folder).output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), text)
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn a_new_crate_can_be_generated_at_once() {
    let krate = krate(MANIFEST, Some(CARGO_NEW));
    let folder = krate.path();
    let (code, out) = watershed(folder, &["init", "--dry-run"]);
    assert!(code == 0 && out.contains("write watershed.yaml") && !folder.join("watershed.yaml").exists(), "{out}");
    assert_eq!(read(folder, "Cargo.toml"), MANIFEST);
    assert_eq!(watershed(folder, &["init", "--region", "eu-central-1"]).0, 0);
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(read(folder, "Cargo.toml"), format!("{MANIFEST}watershed = \"{version}\"\n"));
    assert!(read(folder, "watershed.yaml").contains("app: my-shop\nregion: eu-central-1\n"));
    assert!(read(folder, "src/main.rs").ends_with("fn main() {\n    watershed::run()\n}\n"));
    let (code, out) = watershed(folder, &["generate"]);
    assert!(code == 0 && folder.join("infra/dev/terraform/function_hello.tf").exists(), "{out}");
    let (code, out) = watershed(folder, &["init"]);
    assert!(code == 2 && out.contains("depends on `watershed` already"), "{out}");
}

#[test]
fn a_program_that_is_there_is_kept() {
    let main = "//! Mine.\nuse std::fs;\n\nfn main() {\n    let _ = fs::read(\"x\");\n}\n";
    let krate = krate(MANIFEST, Some(main));
    let (code, out) = watershed(krate.path(), &["init", "--git", "https://example.com/watershed"]);
    assert!(code == 0 && out.contains("end `main` in `src/main.rs` with `watershed::run()`"), "{out}");
    assert_eq!(read(krate.path(), "src/main.rs"), format!("{main}\nmod hello;\n"));
    assert!(read(krate.path(), "Cargo.toml").ends_with("watershed = { git = \"https://example.com/watershed\" }\n"));
    let (code, out) = watershed(krate.path(), &["generate"]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn the_crate_beside_it_is_named_from_where_it_is() {
    let root = tempfile::tempdir().unwrap();
    for name in ["shop", "watershed"] {
        fs::create_dir_all(root.path().join(name).join("src")).unwrap();
        let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n");
        fs::write(root.path().join(name).join("Cargo.toml"), manifest).unwrap();
        fs::write(root.path().join(name).join("src/main.rs"), CARGO_NEW).unwrap();
    }
    let (code, out) = watershed(root.path(), &["init", "shop", "--dependency-path", "nowhere"]);
    assert!(code == 2 && out.contains("no crate in `nowhere`"), "{out}");
    assert_eq!(watershed(root.path(), &["init", "shop", "--dependency-path", "watershed"]).0, 0);
    assert!(read(root.path(), "shop/Cargo.toml").contains("watershed = { path = \"../watershed\" }"));
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_written() {
    let cases = [
        ("[workspace]\nmembers = []\n", Some(CARGO_NEW), None, "has no package"),
        ("[package\n", Some(CARGO_NEW), None, "cannot be read"),
        (MANIFEST, None, None, "there is no `src/main.rs`"),
        (MANIFEST, Some("mod hello;\nfn main() {}\n"), None, "called `hello` already"),
        (MANIFEST, Some(CARGO_NEW), Some("watershed.yaml"), "`watershed.yaml` is there already"),
        (MANIFEST, Some(CARGO_NEW), Some("src/hello.rs"), "`src/hello.rs` is there already"),
    ];
    for (manifest, main, other, part) in cases {
        let krate = krate(manifest, main);
        if let Some(path) = other {
            fs::write(krate.path().join(path), "mine").unwrap();
        }
        let (code, out) = watershed(krate.path(), &["init"]);
        assert!(code == 2 && out.contains(part), "{part}\n{out}");
        assert_eq!(read(krate.path(), "Cargo.toml"), manifest);
        assert_eq!(fs::read_to_string(krate.path().join("src/main.rs")).ok().as_deref(), main);
        assert!(other == Some("watershed.yaml") || !krate.path().join("watershed.yaml").exists());
    }
    let empty = tempfile::tempdir().unwrap();
    let (code, out) = watershed(empty.path(), &["init"]);
    assert!(code == 2 && out.contains("`cargo new NAME` makes a crate"), "{out}");
}
