//! A small workspace: a binary, a library with a module of its own, and a feature.

use std::fs;
use std::path::Path;

use watershed_tests::tree::{self, Tree};

pub const ROOT: &str = "[workspace]\nmembers = [\"app\", \"area_*\"]\n";
pub const SETTINGS: &str = "app: small\nregion: eu-west-1\nbinary: app\nhttp: { auth: none }\nenvironments: { dev: {}, prod: { protected: true } }\n";
pub const APP: &str = "[package]\nname = \"app\"\n[features]\ndefault = []\nmore = []\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\narea_one = { path = \"../area_one\" }\n";
pub const MAIN: &str = "use area_one as _;\nuse watershed::prelude::*;\n\
    #[function(http(GET, \"/hello\"))] async fn hello() {}\n\
    #[cfg(feature = \"more\")] #[function(http(GET, \"/more\"))] async fn more() {}\n\
    fn main() { watershed::run() }\n";
pub const AREA: &str = "[package]\nname = \"area_one\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
pub const LIBRARY: &str = "mod inner;\n";
pub const INNER: &str = "use watershed::prelude::*;\n#[queue] pub struct Charges(u8);\n\
    #[function(queue(Charges), timeout = \"5s\", accept(WS0602, reason = \"others send\"))] async fn charge(Message(m): Message<u8>) {}\n";

/// The workspace, in a folder that goes with it.
pub struct Workspace(tempfile::TempDir);

impl Workspace {
    /// As it is at first.
    pub fn new() -> Self {
        let workspace = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        for (path, text) in [
            ("Cargo.toml", ROOT),
            ("watershed.yaml", SETTINGS),
            ("app/Cargo.toml", APP),
            ("app/src/main.rs", MAIN),
            ("area_one/Cargo.toml", AREA),
            ("area_one/src/lib.rs", LIBRARY),
            ("area_one/src/inner.rs", INNER),
        ] {
            workspace.write(path, text);
        }
        workspace
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        tree::write(self.folder(), &Tree::from([(path.to_owned(), text.as_bytes().to_vec())]));
    }

    /// Removes a file or a folder, if it is there.
    pub fn remove(&self, path: &str) {
        let path = self.folder().join(path);
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(path).expect("a folder can be removed");
        } else if path.exists() || path.is_symlink() {
            fs::remove_file(path).expect("a file can be removed");
        }
    }

    /// The same without what an earlier run wrote down.
    pub fn copy(&self) -> Self {
        let copy = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        copy_folder(self.folder(), copy.folder());
        copy.remove("target");
        copy
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for path in tree::inside(from) {
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(&path).expect("a link leads somewhere"), target)
                .expect("a link can be made");
        } else if path.is_dir() {
            fs::create_dir(&target).expect("a folder can be made");
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}
