//! The real command takes memory that grows with the text and not faster, whatever the text.
#![cfg(unix)]

use std::fs;
use std::ops::Range;
use std::process::Stdio;

use wait4::Wait4 as _;
use watershed_tests::judges::judged;
use watershed_tests::program::{command, watershed};
use watershed_tests::tree::{self, Tree};

const MANIFEST: &str = "[package]\nname = \"linear\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
const SETTINGS: &str = "app: linear\nregion: eu-west-1\nenvironments: { dev: {} }\n";

/// What twice as much text may take, for what the text once took. Growth with the square would be 4.
const MOST: u64 = 3;

/// Less than this is noise, in KB.
const NOISE: u64 = 4 << 10;

/// A text for each of some numbers.
fn each(numbers: Range<usize>, text: impl Fn(usize) -> String) -> String {
    numbers.map(text).collect::<Vec<_>>().concat()
}

/// A text that can be as long as one likes: where it stands, and how it is made.
type Shape = (&'static str, &'static str, fn(usize) -> String);

const SHAPES: &[Shape] = &[
    ("brackets in an attribute", "src/main.rs", |n| {
        format!("#[watershed::function({}{})] async fn f() {{}}", "(".repeat(10 * n), ")".repeat(10 * n))
    }),
    ("keys of an attribute", "src/main.rs", |n| {
        format!("#[watershed::function(call, {})] async fn f() {{}}", "memory = 1, ".repeat(n))
    }),
    ("variables", "src/main.rs", |n| {
        let all = each(0..n, |n| format!("V{n} = \"\", "));
        format!("#[watershed::function(call, env({all}))] async fn f() {{}}")
    }),
    ("modules in modules", "src/main.rs", |n| "mod m {".repeat(10 * n) + &"}".repeat(10 * n)),
    ("modules side by side", "src/main.rs", |n| each(0..n, |n| format!("mod m{n} {{ pub use super::*; }}\n"))),
    ("globs in a circle", "src/main.rs", |n| {
        let module = |n: usize, next: usize| format!("mod m{n} {{ pub use super::m{next}::*; }}\n");
        each(0..n, |k| module(k, (k + 1) % n)) + "use m0::*;\n#[function(call)] async fn f() {}\n"
    }),
    ("globs of everybody", "src/main.rs", |n| {
        let (all, side) = (0..n / 50, n / 50);
        let uses = each(all.clone(), |it| format!("pub use super::m{it}::*; "));
        each(all, |it| format!("mod m{it} {{ {uses} }}\n"))
            + &format!("use m{}::*;\n#[function(queue(Nowhere))] async fn f() {{}}", side - 1)
    }),
    ("names for names", "src/main.rs", |n| {
        let all = each(1..n, |n| format!("pub use T{} as T{n};\n", n - 1));
        format!("{all}#[watershed::function(queue(T{}))] async fn f() {{}}", n - 1)
    }),
    ("types in types", "src/main.rs", |n| {
        format!("#[watershed::function(call)] async fn f(x: {}u8{}) {{}}", "Vec<".repeat(10 * n), ">".repeat(10 * n))
    }),
    ("one long text", "src/main.rs", |n| {
        format!("#[watershed::function(call, env(A = \"{}\"))] async fn f() {{}}", "x".repeat(1000 * n))
    }),
    ("mistakes", "src/main.rs", |n| each(0..n, |n| format!("#[watershed::queue(x)] struct Q{n}(u8);\n"))),
    ("queues of one name", "src/main.rs", |n| {
        each(0..n, |n| format!("mod m{n} {{ #[watershed::queue(id = \"q\")] pub struct Q(u8); }}\n"))
    }),
    ("unknown settings", "watershed.yaml", |n| each(0..n, |n| format!("k{n}: 1\n"))),
    ("environments", "watershed.yaml", |n| {
        let all = each(0..n / 5, |n| format!("  e{n}: {{}}\n"));
        format!("app: linear\nregion: eu-west-1\nenvironments:\n{all}")
    }),
    ("lists in lists", "watershed.yaml", |n| "[".repeat(10 * n)),
    ("references", "watershed.yaml", |n| {
        let all = each(1..n, |n| format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1));
        format!("a0: &a0 [ha]\n{all}")
    }),
    ("features", "Cargo.toml", |n| {
        let all = each(1..n, |n| format!("f{n} = [\"f{}\"]\n", n - 1));
        format!("{MANIFEST}[features]\ndefault = [\"f{}\"]\nf0 = []\n{all}", n - 1)
    }),
];

/// The most memory that a run takes, in KB, which has an answer or an error.
fn peak(shape: &Shape, n: usize) -> u64 {
    let (name, path, text) = shape;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let main = "use watershed::prelude::*;\nfn main() { watershed::run() }\n";
    let files = [("Cargo.toml", MANIFEST), ("watershed.yaml", SETTINGS), ("src/main.rs", main)];
    let mut files: Tree = files.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect();
    let before = if *path == "src/main.rs" { main } else { "" };
    files.insert((*path).to_owned(), format!("{before}{}", text(n)).into_bytes());
    tree::write(folder.path(), &files);
    let mut run = command(folder.path(), &["generate"]);
    run.env("RAYON_NUM_THREADS", "1").stdout(Stdio::null()).stderr(Stdio::null());
    let ended = run.spawn().and_then(|mut run| run.wait4()).expect("it starts");
    assert!(matches!(ended.status.code(), Some(0 | 2)), "{name}: {:?}", ended.status);
    let _ = fs::remove_dir_all(folder.path());
    ended.rusage.maxrss / 1024
}

#[test]
fn memory_grows_with_the_text() {
    // It is built before it is measured.
    watershed(&std::env::temp_dir(), &["--version"]);
    let base = peak(&("nothing", "Cargo.toml", |_| String::new()), 0);
    let mut told = Vec::new();
    for shape in SHAPES {
        let [once, twice] = [1000, 2000].map(|n| peak(shape, n).saturating_sub(base));
        told.push(format!("{} {once} and {twice} KB", shape.0));
        assert!(twice <= MOST * once.max(NOISE), "{}: {once} KB, and for twice the text {twice} KB", shape.0);
    }
    judged("memory", &format!("{} shapes of text, once and twice: {}", SHAPES.len(), told.join(", ")));
}
