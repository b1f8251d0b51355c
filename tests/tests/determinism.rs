//! The same source gives the same bytes: in any folder, in any order of files, on any number of threads, and run again.

use std::fmt::Write as _;

use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::world::{Entry, MemoryWorld, ReadError, World};
use watershed_tests::program::{watershed, watershed_on_threads};
use watershed_tests::tree::{self, Tree};

/// How many modules the application has: enough for every thread to have something to do.
const MODULES: usize = 60;

/// An application of many files that know each other. `order` is the order in which the modules are declared.
fn application(order: impl Iterator<Item = usize>) -> Tree {
    let mut main = String::new();
    for number in order {
        let _ = writeln!(main, "mod m{number};");
    }
    let settings = "app: many\nregion: eu-west-1\nhttp: { auth: none }\ntags: { b: \"1\", a: \"2\" }\nenvironments: { prod: { protected: true }, dev: {} }\n";
    let manifest = "[package]\nname = \"many\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
    let mut files = Tree::from([
        ("Cargo.toml".to_owned(), manifest.into()),
        ("watershed.yaml".to_owned(), settings.into()),
        ("src/main.rs".to_owned(), main.into()),
    ]);
    for number in 0..MODULES {
        files.insert(format!("src/m{number}.rs"), module(number).into_bytes());
    }
    files
}

fn module(number: usize) -> String {
    let next = (number + 1) % MODULES;
    let issuer = number % 3;
    // Without this end all would be one loop.
    let sender = if next == 0 { String::new() } else { format!(", q: Sender<Queue{next}>") };
    let files = if number == 0 { "crate::m1::Files1".to_owned() } else { format!("Files{number}") };
    format!(
        "use watershed::prelude::*;\nuse crate::m{next}::Queue{next};\n\
        #[queue(renamed_from = \"old{number}\")] pub struct Queue{number}(u8);\n\
        #[table(key = \"id\")] pub struct Table{number} {{ id: String }}\n\
        #[bucket] pub struct Files{number};\n\
        #[function(queue(Queue{number}), env(BE = \"1\", AN = \"2\"))]\n\
        async fn work{number}(Message(m): Message<u8>, t: Writer<Table{number}>{sender}) {{}}\n\
        #[function(bucket(crate::m0::Files0, prefix = \"{number}/\"))]\n\
        async fn read{number}(o: Object<crate::m0::Files0>, files: Bucket<{files}, can::Put>) {{}}\n\
        #[function(http(GET, \"/{number}\", auth = jwt(issuer = \"https://{issuer}.example.com\", audience = [\"a\"])))]\n\
        async fn show{number}(t: Reader<Table{number}>, other: Reader<crate::m{next}::Table{next}>) {{}}\n"
    )
}

/// A world that lists what is in a folder in the opposite order.
struct Backwards(MemoryWorld);

impl World for Backwards {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.read(path)
    }

    fn is_file(&self, path: &str) -> bool {
        self.0.is_file(path)
    }

    fn list(&self, folder: &str) -> Vec<Entry> {
        let mut entries = self.0.list(folder);
        entries.reverse();
        entries
    }
}

fn memory(files: &Tree) -> MemoryWorld {
    let mut world = MemoryWorld::default();
    for (path, bytes) in files {
        world.insert(path, bytes);
    }
    world
}

fn compiled(world: &dyn World) -> Tree {
    let outcome = compile(world, &Request::default());
    let files = outcome.files.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics));
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

#[track_caller]
fn same(first: &Tree, other: &Tree, how: &str) {
    let differences = tree::differences(first, other);
    assert!(differences.is_empty(), "{how}\n{differences}");
}

#[test]
fn in_any_order_of_files() {
    let first = compiled(&memory(&application(0..MODULES)));
    assert!(first.len() > 4 * MODULES, "only {} files", first.len());
    same(&first, &compiled(&memory(&application((0..MODULES).rev()))), "modules declared backwards");
    same(&first, &compiled(&Backwards(memory(&application(0..MODULES)))), "folders listed backwards");
}

#[test]
fn in_any_folder_on_any_number_of_threads_and_run_again() {
    let run = |threads: usize| {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        tree::write(folder.path(), &application(0..MODULES));
        let ended = watershed_on_threads(folder.path(), &["generate"], threads);
        assert_eq!(ended.code, 0, "{}", ended.error);
        (tree::read(&folder.path().join("infra")), folder)
    };
    let (first, folder) = run(1);
    for threads in [2, 3, 8] {
        same(&first, &run(threads).0, &format!("{threads} threads"));
    }
    assert_eq!(watershed(folder.path(), &["check"]).code, 0);
    assert_eq!(watershed(folder.path(), &["generate"]).code, 0);
    same(&first, &tree::read(&folder.path().join("infra")), "run again");
    let name = folder.path().file_name().expect("it has a name").to_string_lossy().into_owned();
    assert!(first.values().all(|bytes| !String::from_utf8_lossy(bytes).contains(&name)), "a file names its folder");
}
