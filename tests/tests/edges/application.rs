//! Small applications.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;
use watershed_tests::seen::{self, Seen};
use watershed_tests::tree::Tree;

/// A source with its settings.
pub struct Application {
    source: String,
    settings: String,
}

const MANIFEST: &str = r#"
[package]
name = "shop"
version = "0.1.0"
edition = "2024"
[dependencies]
watershed = { version = "0.1", features = ["dynamodb", "eventbridge", "invoke", "kinesis", "s3", "secretsmanager", "sns", "sqs"] }
"#;

impl Application {
    /// A source with the usual settings.
    pub fn of(source: impl Into<String>) -> Self {
        let settings = "app: shop\nregion: eu-west-1\nkubernetes: { image: registry.example.com/shop, internal: true }\nenvironments: { dev: {} }\n";
        Self { source: source.into(), settings: settings.to_owned() }
    }

    /// With more source.
    pub fn and(self, source: &str) -> Self {
        Self { source: format!("{}\n{source}", self.source), ..self }
    }

    /// With more at the top of its settings.
    pub fn with(self, settings: impl AsRef<str>) -> Self {
        Self { settings: format!("{}{}\n", self.settings, settings.as_ref()), ..self }
    }

    /// With something in the settings of its environment.
    pub fn in_environment(self, settings: impl AsRef<str>) -> Self {
        let environment = format!("dev: {{ {} }}", settings.as_ref());
        Self { settings: self.settings.replace("dev: {}", &environment), ..self }
    }

    /// In another region.
    pub fn in_region(self, region: &str) -> Self {
        Self { settings: self.settings.replace("eu-west-1", region), ..self }
    }

    /// With another name, of itself and of its environment.
    pub fn named(self, app: &str, environment: &str) -> Self {
        let settings = self.settings.replace("app: shop", &format!("app: {app}"));
        Self { settings: settings.replace("dev:", &format!("{environment}:")), ..self }
    }

    /// Its files.
    pub fn files(&self) -> Tree {
        let files = [
            ("Cargo.toml", MANIFEST.to_owned()),
            ("watershed.yaml", self.settings.clone()),
            ("src/main.rs", format!("use watershed::prelude::*;\n{}", self.source)),
        ];
        files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect()
    }

    /// What comes of it.
    pub fn compiled(&self) -> BTreeMap<String, String> {
        let mut world = MemoryWorld::default();
        for (path, bytes) in &self.files() {
            world.insert(path, bytes);
        }
        let outcome = compile(&world, &Request::default());
        let errors: Vec<_> = outcome.diagnostics.iter().filter(|it| it.is_error()).collect();
        outcome.files.unwrap_or_else(|| panic!("{errors:#?}"))
    }

    /// What the macros say about it.
    pub fn by_macro(&self) -> BTreeSet<Seen> {
        seen::by_macro(&self.source).expect("a source lexes")
    }

    /// As much of it as a person wants to read.
    pub fn beginning(&self) -> String {
        self.settings.chars().chain(self.source.chars()).take(1500).collect()
    }
}

/// So many items, each with its number.
pub fn many(count: u64, item: impl Fn(u64) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", item(number));
        text
    })
}

/// A text of so many letters.
pub fn letters(count: u64) -> String {
    "a".repeat(usize::try_from(count).expect("a text fits into memory"))
}

/// The same in quotes, as it is underlined.
pub fn quoted(count: u64) -> String {
    format!("\"{}\"", letters(count))
}

/// A function that is called, with such knobs.
pub fn called(knobs: &str) -> Application {
    Application::of(format!("#[function(call, {knobs})] async fn f() {{}}"))
}

/// A service that works on its own, with such keys.
pub fn worker(keys: &str) -> Application {
    Application::of(format!("#[service(worker, {keys})] async fn s() -> Result<()> {{}}"))
}

/// A queue with its consumer: keys of the queue, of the trigger, and knobs.
pub fn queue(keys: &str, trigger: &str, knobs: &str) -> Application {
    Application::of(format!(
        "#[queue{keys}] struct Q(u8);
        #[function(queue(Q{trigger}){knobs})] async fn f(Message(m): Message<u8>) {{}}
        #[function(call)] async fn g(q: Sender<Q>) {{}}"
    ))
}

/// A stream with its reader.
pub fn stream(keys: &str, trigger: &str, knobs: &str) -> Application {
    Application::of(format!(
        "#[stream{keys}] struct S(u8);
        #[function(stream(S{trigger}){knobs})] async fn f(Record(r): Record<u8>) {{}}
        #[function(call)] async fn g(s: Stream<S, can::Put>) {{}}"
    ))
}

/// A table with a function that hears of its changes.
pub fn table(trigger: &str, knobs: &str) -> Application {
    Application::of(format!(
        "#[table(key = \"id\", stream)] struct T {{ id: String }}
        #[function(table(T{trigger}){knobs})] async fn f(change: Change<T>) {{}}
        #[function(call)] async fn g(t: Writer<T>) {{}}"
    ))
}

/// A topic with a function that hears of its messages.
pub fn topic(trigger: &str, knobs: &str) -> Application {
    Application::of(format!(
        "#[topic] struct P(u8);
        #[function(topic(P{trigger}){knobs})] async fn f(Message(m): Message<u8>) {{}}
        #[function(call)] async fn g(p: Publisher<P>) {{}}"
    ))
}

/// A bucket with a function that hears of its objects.
pub fn bucket(keys: &str, trigger: &str) -> Application {
    Application::of(format!(
        "#[bucket{keys}] struct B;
        #[function(bucket(B{trigger}))] async fn f(o: Object) {{}}
        #[function(call)] async fn g(b: Bucket<B, can::Put>) {{}}"
    ))
}
