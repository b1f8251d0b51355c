//! One text as an application, for a fuzzer that knows texts alone.

use std::path::Path;
use std::sync::OnceLock;

use super::{compiled, corpus};
use crate::case;
use crate::tree::Tree;

/// The kinds of texts: one attribute, all files, the settings.
pub const TARGETS: &[&str] = &["attribute", "application", "settings"];

/// What begins the line of a file's path in an application as one text.
const FILE: &str = "//- ";

/// What an attribute may speak of; each has the item of its kind in [`item`].
const AROUND: &str = "use watershed::prelude::*;
#[queue] pub struct Orders(u8);
#[queue(fifo)] pub struct Lines(u8);
#[topic] pub struct Paid(u8);
#[table(key = \"id\", changes = new_and_old)] #[derive(Serialize, Deserialize)] pub struct Order { id: String, at: u64 }
#[bucket] pub struct Receipts;
#[bus] pub struct Events;
#[event(bus = Events)] pub struct Sent(u8);
#[stream] pub struct Clicks(u8);
#[secret] pub struct Key(String);
#[function] async fn score(call: Call<u8>) -> Result<u8> { Ok(1) }
fn main() { watershed::run() }
";

/// What an attribute stands on, by its first word.
fn item(attribute: &str) -> &'static str {
    let word = attribute.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    match word {
        "table" => "#[derive(Serialize, Deserialize)] pub struct It { id: String, other: u64, at: Option<f32> }",
        "bucket" | "bus" => "pub struct It;",
        "queue" | "topic" | "event" | "stream" | "secret" => "#[derive(Serialize, Deserialize)] pub struct It(String);",
        "service" => {
            "async fn it(orders: Queue<Orders, can::Send>, Table(t): Table<Order, can::Get>) -> Router { todo!() }"
        }
        _ if attribute.contains("queue(") || attribute.contains("topic(") => {
            "async fn it(Message(it): Message<u8>, orders: Queue<Orders, can::Send>) -> Result<()> { Ok(()) }"
        }
        _ if attribute.contains("http(") => {
            "async fn it(id: Path<String>, Json(it): Json<u8>, score: Caller<score>) -> Result<Json<u8>> { Ok(it) }"
        }
        _ if attribute.contains("schedule(") => "async fn it(tick: Tick) -> Result<Send<Orders>> { todo!() }",
        _ => "async fn it(it: u8, all: Table<Order, can::Scan>) -> Result<()> { Ok(()) }",
    }
}

/// Compiles a text as one attribute of an item.
pub fn attribute(text: &[u8]) {
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mut files = around().clone();
    files.insert("src/main.rs".to_owned(), format!("{AROUND}#[{text}]\n{}\n", item(text)).into_bytes());
    compiled(&files);
}

/// Compiles a text as the settings of an application with one of everything.
pub fn settings(text: &[u8]) {
    let mut files = around().clone();
    files.insert("watershed.yaml".to_owned(), text.to_vec());
    compiled(&files);
}

/// Compiles a text as all files of an application.
pub fn application(text: &[u8]) {
    compiled(&files(text));
}

/// A manifest, settings, and functions that those settings speak of.
fn around() -> &'static Tree {
    static FILES: OnceLock<Tree> = OnceLock::new();
    FILES.get_or_init(|| {
        case::all("cases").iter().find(|it| it.name == "settings").map(case::Case::input).unwrap_or_default()
    })
}

/// Parts a text into files.
fn files(text: &[u8]) -> Tree {
    let mut files = Tree::new();
    let mut path = None;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let named = std::str::from_utf8(line).ok().and_then(|line| line.strip_prefix(FILE)).map(str::trim_end);
        match (named, &path) {
            (Some(named), _) => path = Some(named.to_owned()),
            (None, Some(path)) => files.entry(path.clone()).or_default().extend_from_slice(line),
            (None, None) => {}
        }
    }
    files
}

/// Files as one text.
fn text(files: &Tree) -> Vec<u8> {
    let mut text = Vec::new();
    for (path, bytes) in files {
        text.extend_from_slice(format!("{FILE}{path}\n").as_bytes());
        text.extend_from_slice(bytes);
        if !bytes.ends_with(b"\n") {
            text.push(b'\n');
        }
    }
    text
}

/// What a fuzzer begins with, by the name of its target.
pub fn seeds() -> Tree {
    let mut seeds = Tree::new();
    for (number, tree) in corpus().iter().enumerate() {
        seeds.insert(format!("application/{number}"), text(tree));
        for (path, bytes) in tree {
            if path == "watershed.yaml" {
                seeds.insert(format!("settings/{number}"), bytes.clone());
            }
            if Path::new(path).extension().is_some_and(|it| it == "rs") {
                let source = String::from_utf8_lossy(bytes);
                for (place, attribute) in attributes(&source).into_iter().enumerate() {
                    seeds.insert(format!("attribute/{number}-{}-{place}", path.replace('/', "-")), attribute.into());
                }
            }
        }
    }
    seeds
}

/// What stands in the attributes of a source, each up to the bracket at the end of its line.
fn attributes(source: &str) -> Vec<&str> {
    let inside = source.split("#[").skip(1).filter_map(|rest| Some(rest.split_once("]\n")?.0));
    inside.filter(|it| !it.starts_with("derive") && !it.starts_with("cfg")).collect()
}
