//! Makes the workspace that is measured: always the same one for the same size.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Functions in a file.
const IN_A_FILE: usize = 20;
/// Files in a crate.
const IN_A_CRATE: usize = 25;
/// Functions for each service.
const FOR_A_SERVICE: usize = 10;

const FILE: &str = include_str!("source/file.rs");
const HTTP: &str = include_str!("source/http.rs");
const QUEUE: &str = include_str!("source/queue.rs");
const SCHEDULE: &str = include_str!("source/schedule.rs");
const TOPIC: &str = include_str!("source/topic.rs");
const SERVICE: &str = include_str!("source/service.rs");

/// In every template: the number of the function or file.
const NUMBER: &str = "0000";

const SETTINGS: &str = "\
app: bench
region: eu-west-1
binary: app
http: { auth: none }
kubernetes:
  image: registry.example.com/bench
  gateway: { name: public, namespace: gateways }
  host: bench.example.com
# One account would not take all of this; what is measured is the compiler.
limits: { integrations: 100000, routes: 100000, concurrency: 10000000, roles: 100000, alarms: 1000000, tables: 100000 }
warnings: { WS0602: ignore }
environments:
  prod: { protected: true }
";

/// A workspace that was made.
pub struct Workspace {
    /// Its folder.
    pub folder: PathBuf,
    /// A file of which one function can be changed.
    changeable: PathBuf,
    text: String,
}

impl Workspace {
    /// Writes a workspace of this many functions.
    pub fn make(folder: &Path, functions: usize) -> io::Result<Self> {
        let files: Vec<String> = (0..functions.div_ceil(IN_A_FILE)).map(|file| source(file, functions)).collect();
        let areas: Vec<&[String]> = files.chunks(IN_A_CRATE).collect();
        write(&folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"app\", \"area_*\"]\n")?;
        write(&folder.join("watershed.yaml"), SETTINGS)?;
        let dependencies = lines(areas.len(), |area| format!("area_{area} = {{ path = \"../area_{area}\" }}"));
        write(&folder.join("app/Cargo.toml"), &manifest("app", &dependencies))?;
        let uses = lines(areas.len(), |area| format!("use area_{area} as _;"));
        write(&folder.join("app/src/main.rs"), &format!("{uses}\nfn main() {{\n    watershed::run();\n}}\n"))?;
        for (area, files) in areas.iter().enumerate() {
            let root = folder.join(format!("area_{area}"));
            write(&root.join("Cargo.toml"), &manifest(&format!("area_{area}"), ""))?;
            let modules = lines(files.len(), |file| format!("pub mod orders_{file};"));
            write(&root.join("src/lib.rs"), &format!("//! Area {area}.\n\n{modules}"))?;
            for (file, text) in files.iter().enumerate() {
                write(&root.join(format!("src/orders_{file}.rs")), text)?;
            }
        }
        let text = files.first().cloned().unwrap_or_default();
        Ok(Self { folder: folder.to_owned(), changeable: folder.join("area_0/src/orders_0.rs"), text })
    }

    /// Gives the first function another timeout, of 5 or more seconds.
    pub fn change(&self, seconds: usize) -> io::Result<()> {
        let changed = self.text.replacen("timeout = \"5s\"", &format!("timeout = \"{seconds}s\""), 1);
        fs::write(&self.changeable, changed)
    }

    /// The generated files, which are where the command puts them.
    pub fn output(&self) -> PathBuf {
        self.folder.join("infra")
    }
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nwatershed = {{ version = \"0.1\", features = [\"dynamodb\", \"sns\", \"sqs\"] }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n{dependencies}"
    )
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| line(number) + "\n").collect()
}

/// The text of one file.
fn source(file: usize, functions: usize) -> String {
    let mut text = FILE.replace(NUMBER, &format!("{file:04}"));
    for number in file * IN_A_FILE..functions.min((file + 1) * IN_A_FILE) {
        // Of ten: six routes, two queues, a schedule, a topic.
        let template = match number % 10 {
            0..=5 => HTTP,
            6 | 7 => QUEUE,
            8 => SCHEDULE,
            _ => TOPIC,
        };
        text.push_str(&template.replace(NUMBER, &format!("{number:04}")));
        if number % FOR_A_SERVICE == 0 {
            text.push_str(&SERVICE.replace(NUMBER, &format!("{number:04}")));
        }
    }
    text
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
