//! Every key of every table of the language and of the settings, from the tables themselves.

use watershed_codegen::settings::keys::MAPS;
use watershed_grammar::key::Key;
use watershed_grammar::{accept, allow, function, resource, scale, service, trigger};
use watershed_tests::tree::Tree;

use crate::application::MANIFEST;
use crate::places::{PLACES, Written};

/// A table of keys, and where an argument of it stands: at `‹›`.
pub struct Table {
    /// Its name in the names of places.
    pub name: String,
    /// Its keys.
    pub keys: &'static [Key],
    /// How a text is written there.
    pub written: Written,
    around: String,
}

/// What the arguments below speak of.
const ITEMS: &str = "
#[queue] struct Jobs(u32);
#[topic] struct Paid(u32);
#[bus] struct Changes;
#[stream] struct Clicks(u32);
#[bucket] struct Docs;
#[table(key = \"id\")] struct Order { id: String }
#[function(call)] async fn f(Input(it): Input<u32>) -> Result<()> {}
#[service(worker)] async fn s() -> Result<()> {}
";

/// What every file of settings says.
const USUAL: &str = "app: shop\nregion: eu-west-1\nkubernetes: { image: registry.example.com/shop, internal: true }\n";

/// All of them.
pub fn tables() -> Vec<Table> {
    let function = |name: &str, keys, arguments: &str| {
        rust(name, keys, &format!("#[function({arguments})] async fn tried() -> Result<()> {{}}"))
    };
    let service = |name: &str, keys, arguments: &str| {
        rust(name, keys, &format!("#[service({arguments})] async fn tried() -> Result<()> {{}}"))
    };
    let mut all = vec![
        function("function", function::KEYS, "call, ‹›"),
        function("scale", scale::KEYS, "call, scale(‹›)"),
        function("expect", function::EXPECT_KEYS, "call, expect(‹›)"),
        function("allow", allow::KEYS, "call, allow(‹›)"),
        function("accept", accept::KEYS, "call, accept(WS0602, ‹›)"),
        function("jwt", trigger::http::JWT_KEYS, "http(GET, \"/a\", auth = jwt(‹›))"),
        service("service", service::KEYS, "‹›"),
        service("service http", service::HTTP_KEYS, "http(‹›)"),
        rust(
            "index",
            resource::table::INDEX_KEYS,
            "#[table(key = \"a\", index(\"b\", ‹›))] struct T { a: String, c: u32 }",
        ),
    ];
    for kind in trigger::KINDS {
        let first = match kind.name {
            "http" => "GET, \"/a\", ",
            "queue" => "Jobs, ",
            "topic" => "Paid, ",
            "event" => "Changes, ",
            "stream" => "Clicks, ",
            "bucket" => "Docs, ",
            "table" => "Order, ",
            "schedule" => "\"rate(1 hour)\", ",
            _ => "",
        };
        all.push(function(kind.name, kind.keys, &format!("{}({first}‹›)", kind.name)));
    }
    for kind in resource::KINDS {
        let item = match kind.name {
            "table" => "#[table(key = \"a\", ‹›)] struct Tried { a: String }".to_owned(),
            name => format!("#[{name}(‹›)] struct Tried(u32);"),
        };
        all.push(rust(kind.name, kind.keys, &item));
    }
    all.extend(MAPS.iter().map(|map| Table {
        name: map.path.replace("the file and `environments.<name>`", "the file"),
        keys: map.keys,
        written: Written::Yaml,
        around: settings(map.path),
    }));
    all
}

fn rust(name: &str, keys: &'static [Key], item: &str) -> Table {
    let around = format!("use watershed::prelude::*;\n{ITEMS}{item}\nfn main() {{\n    watershed::run();\n}}\n");
    Table { name: name.to_owned(), keys, written: Written::Rust, around }
}

/// Settings with a map at a path; an environment may say whatever the file may.
fn settings(path: &str) -> String {
    let rest = path.strip_prefix("environments.<name>").map(|rest| rest.trim_start_matches('.'));
    let inside = rest.unwrap_or(if path.starts_with("the file") { "" } else { path });
    let mut text = String::from("‹›");
    for step in inside.split('.').rev().filter(|step| !step.is_empty()) {
        let step = match step {
            "<id>" if inside.starts_with("services") => "s",
            "<id>" if inside.starts_with("resources") => "jobs",
            "<id>" => "f",
            other => other,
        };
        text = match step {
            "vpc" => format!("vpc: {{ {text}, subnets: [subnet-0a1b2c3d], security_groups: [sg-0a1b2c3d] }}"),
            _ => format!("{step}: {{ {text} }}"),
        };
    }
    match path {
        "the file" => format!("{text}\n{USUAL}environments: {{ dev: {{}} }}\n"),
        _ => format!("{USUAL}environments: {{ dev: {{ {text} }} }}\n"),
    }
}

impl Table {
    /// Whether a key is tried as a place. What every resource has is tried with one of them.
    pub fn is_place(&self, key: &Key) -> bool {
        let is_common = resource::KINDS.iter().any(|it| it.name == self.name)
            && resource::bus::KIND.keys.iter().any(|it| it.name == key.name);
        let names = [Some(self.name.as_str()), is_common.then_some("resource")];
        let mut names = names.into_iter().flatten().map(|table| format!("{table}:{}", key.name));
        names.any(|name| PLACES.iter().any(|place| place.name == name))
    }

    /// The application in which a key has a value, and where the value is.
    pub fn with(&self, key: &Key, value: &str) -> (Tree, &'static str, std::ops::Range<usize>) {
        let between = if self.written == Written::Yaml { ": " } else { " = " };
        let start = self.around.find('‹').expect("an argument stands there") + key.name.len() + between.len();
        let mut text = self.around.replace("‹›", &format!("{}{between}{value}", key.name));
        if key.name == "environments" {
            text.truncate(text.rfind("environments").expect("they are there"));
        }
        let (source, settings) = match self.written {
            Written::Yaml => (rust("", &[], "").around, text),
            _ => (text, format!("{USUAL}environments: {{ dev: {{}} }}\n")),
        };
        let files = [("Cargo.toml", MANIFEST), ("src/main.rs", &source), ("watershed.yaml", &settings)];
        let path = if self.written == Written::Yaml { "watershed.yaml" } else { "src/main.rs" };
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        (Tree::from(files), path, start..start + value.len())
    }
}
