//! The real command on a disk that fails: killed at each change of the disk, and with a disk that is full or broken from
//! each of them on. The next run finds the old files or the new ones, and what a person has beside them.
#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use watershed_tests::judges;
use watershed_tests::program::{command, project, watershed};
use watershed_tests::tree::{self, Tree};

/// An application with functions, containers and two environments.
const SOURCE: &str = "use watershed::prelude::*;
#[queue] pub struct Orders(u8);
#[bucket] pub struct Receipts;
#[table(key = \"id\")] #[derive(Serialize, Deserialize)] pub struct Order { id: String }
#[topic] #[derive(Serialize, Deserialize)] pub struct Paid(u8);
#[function(http(GET, \"/\", auth = none), timeout = \"TIMEOUT\")] async fn show() -> Result<Json<u8>> { Ok(Json(1)) }
#[function(topic(Paid), timeout = \"TIMEOUT\")] async fn note(Message(paid): Message<Paid>) -> Result<()> { Ok(()) }
#[function(queue(Orders), timeout = \"TIMEOUT\")] async fn take(Message(order): Message<u8>) {}
#[function(schedule(\"rate(1 hour)\"), place = container, timeout = \"TIMEOUT\")] async fn sweep(tick: Tick) {}
fn main() { watershed::run() }
";
const MANIFEST: &str = "[package]\nname = \"faults\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
const SETTINGS: &str = "app: faults\nregion: eu-west-1\nkubernetes: { image: registry.example.com/faults }\nenvironments: { dev: {}, prod: { protected: true }, stage: {} }\n";

/// What a person has beside the generated files.
const OWN: &str = "dev/terraform/own.tf";

/// How the disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Kill,
    Full,
    Broken,
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Full => "full",
            Self::Broken => "broken",
        }
    }
}

/// One command on an application, before and after.
struct Trial<'a> {
    application: &'a Path,
    library: &'a Path,
    arguments: &'a [&'a str],
    /// What is there before it, and what it leaves behind where nothing fails.
    before: &'a Tree,
    after: &'a Tree,
}

/// How many faults there were, and how many left the old files and the new ones.
#[derive(Debug, Default)]
struct Count {
    old: usize,
    new: usize,
}

impl Trial<'_> {
    /// Lets one change of the disk fail; nothing where the command comes to its end before.
    fn fail(&self, fault: Fault, at: usize) -> Option<Output> {
        tree::replace(self.application, self.before);
        let done = self.library.with_file_name("done");
        let _ = fs::remove_file(&done);
        let mut run = command(self.application, self.arguments);
        run.env("LD_PRELOAD", self.library).env("FAULT_AT", at.to_string());
        let output = run.env("FAULT", fault.name()).env("FAULT_DONE", &done).output().expect("it starts");
        if done.exists() {
            said(fault, at, &output);
            return Some(output);
        }
        assert!(output.status.success(), "{output:?}");
        None
    }

    /// Lets each change of the disk fail.
    fn each(&self, fault: Fault) -> Count {
        let mut count = Count::default();
        for (at, output) in (1..).map_while(|at| Some((at, self.fail(fault, at)?))) {
            let left = self.recovered();
            let (is_old, is_new) = (left == visible(self.before), left == visible(self.after));
            let differences = || tree::differences(&visible(self.after), &left);
            assert!(is_old || is_new, "{fault:?} at {at}: {}", differences());
            assert!(is_new || !output.status.success(), "{fault:?} at {at}: a success that wrote nothing");
            *(if is_new { &mut count.new } else { &mut count.old }) += 1;
        }
        count
    }

    /// What a person has, and what waits beside it.
    fn own_files(&self) -> Tree {
        let is_own = |path: &str| !path.starts_with("infra/") && !path.starts_with("target/");
        tree::read(self.application).into_iter().filter(|(path, _)| is_own(path)).collect()
    }

    /// Whether a file is as it was before or is afterwards.
    fn knows(&self, path: &str, text: &[u8]) -> bool {
        [self.before, self.after].iter().any(|tree| tree.get(path).is_some_and(|it| it == text))
    }

    /// What is there after a run on a disk that works, which completes or forgets what was begun.
    fn recovered(&self) -> Tree {
        watershed(self.application, &["check"]);
        visible(&tree::read(self.application))
    }
}

/// A run that fails names the file and says why; one that does not has lost nothing but its record.
fn said(fault: Fault, at: usize, output: &Output) {
    let error = String::from_utf8_lossy(&output.stderr);
    if fault == Fault::Kill {
        return assert_eq!(output.status.code(), None, "killed at {at}");
    }
    assert!(!error.contains("panicked"), "{fault:?} at {at}: {error}");
    let reason = if fault == Fault::Full { "No space left on device" } else { "Input/output error" };
    let is_plain = error.contains(reason) && error.contains('`');
    assert!(is_plain || output.status.success(), "{fault:?} at {at}: {error}");
}

/// Without what only speeds up the next run.
fn visible(tree: &Tree) -> Tree {
    tree.iter()
        .filter(|(path, _)| !path.starts_with("target/"))
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// An application as text, with its functions' timeout.
fn application(timeout: &str) -> Tree {
    let source = SOURCE.replace("TIMEOUT", timeout);
    let files = [("Cargo.toml", MANIFEST), ("watershed.yaml", SETTINGS), ("src/main.rs", source.as_str())];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

/// What a command leaves behind.
fn after(folder: &Path, before: &Tree, arguments: &[&str]) -> Tree {
    tree::replace(folder, before);
    let ended = watershed(folder, arguments);
    assert_eq!(ended.code, 0, "{}", ended.error);
    tree::read(folder)
}

/// The judge, compiled.
fn library(folder: &Path) -> Result<PathBuf, String> {
    let library = folder.join("faults.so");
    let source = project().join("tests/judges/faults.c");
    judges::run(Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl"))?;
    Ok(library)
}

#[test]
fn the_old_files_or_the_new_ones_are_left() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let Some(library) = judges::or_skip("faults of the disk", library(folder.path())) else { return };
    let place = folder.path().join("application");
    let first = application("5s");
    let mut old = after(&place, &first, &["generate"]);
    // Another text everywhere, and a file of a person's own.
    old.extend(application("6s"));
    old.insert(format!("infra/{OWN}"), b"# mine\n".to_vec());
    let mut told = String::new();
    let mut all = 0;
    for (name, before) in [("a first run", &first), ("a change", &old)] {
        let after = after(&place, before, &["generate"]);
        let trial = Trial { application: &place, library: &library, arguments: &["generate"], before, after: &after };
        for fault in [Fault::Kill, Fault::Full, Fault::Broken] {
            let count = trial.each(fault);
            assert!(count.old > 20 && count.new > 0, "{name}, {fault:?}: {count:?}");
            all += count.old + count.new;
            let _ = write!(told, "; {name}, {}: {} old, {} new", fault.name(), count.old, count.new);
        }
    }
    judges::judged("faults of the disk", &format!("{all} of them{told}"));
}

#[test]
fn a_persons_own_files_are_never_found_half() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let Some(library) = judges::or_skip("faults of the disk", library(folder.path())) else { return };
    let place = folder.path().join("application");
    let mut wrong = application("5s");
    let text = String::from_utf8(wrong["src/main.rs"].clone()).expect("it is UTF-8");
    wrong.insert("src/main.rs".to_owned(), text.replace("rate(1 hour)", "rate(1 hours)").into_bytes());
    let new = [("Cargo.toml", "[package]\nname = \"new\"\nedition = \"2024\"\n"), ("src/main.rs", "fn main() {}\n")];
    let new: Tree = new.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
    let (mut faults, mut left) = (0, 0);
    for (arguments, before) in [(&["generate", "--fix"][..], &wrong), (&["init"], &new)] {
        let after = after(&place, before, arguments);
        let trial = Trial { application: &place, library: &library, arguments, before, after: &after };
        for fault in [Fault::Kill, Fault::Full, Fault::Broken] {
            for at in (1..).map_while(|at| trial.fail(fault, at).map(|_| at)) {
                faults += 1;
                let strange = trial.own_files().into_iter().filter(|(path, text)| !trial.knows(path, text));
                let strange: Vec<String> = strange.map(|(path, _)| path).collect();
                // Who is killed, or may remove nothing, leaves behind what waits.
                let waits = |path: &String| fault != Fault::Full && path.contains(".watershed-");
                assert!(strange.iter().all(waits), "{arguments:?}, {fault:?} at {at}: {strange:?}");
                left += strange.len();
                watershed(&place, arguments);
                let after: Vec<String> =
                    trial.own_files().into_keys().filter(|path| path.contains(".watershed-")).collect();
                assert!(after.is_empty(), "{arguments:?}, {fault:?} at {at}: the next run leaves {after:?}");
            }
        }
    }
    assert!(left > 10, "only {left} files waited for the next run");
    judges::judged("faults of the disk", &format!("{faults} of them while a person's own files were changed"));
}
