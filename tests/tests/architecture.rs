//! Who may know whom, as ARCHITECTURE.md says; and that files and functions stay small.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use watershed_tests::program::project;
use watershed_tests::source::{self, Source};

/// Which of the project's crates a crate may depend on.
const CRATES: &[(&str, &[&str])] = &[
    ("grammar", &[]),
    ("macros", &["watershed-grammar"]),
    ("runtime", &["watershed-macros"]),
    ("codegen", &["watershed-grammar"]),
    ("pack", &[]),
    ("cli", &["watershed-codegen", "watershed-grammar", "watershed-pack"]),
];

/// Which other parts of the compiler a part may use. A stage uses the stages before it, never a later one.
const STAGES: &[(&str, &[&str])] = &[
    ("lib", &[]),
    ("world", &[]),
    ("parallel", &[]),
    ("visible", &[]),
    ("source", &["resolve", "world"]),
    ("resolve", &["source"]),
    ("parse", &["parallel", "resolve", "source"]),
    ("settings", &["world"]),
    ("model", &["parse", "resolve", "settings", "source"]),
    ("front", &["model", "parse", "settings", "source", "world"]),
    ("physical", &["model"]),
    ("check", &["model", "physical", "settings"]),
    ("place", &["model"]),
    ("lower", &["kubernetes", "model", "parallel", "physical", "place", "settings", "terraform"]),
    // Targets know no trigger, no stage and not each other.
    ("terraform", &["visible"]),
    ("kubernetes", &["visible"]),
    ("shell", &[]),
    ("template", &[]),
    ("render", &["compile", "front", "kubernetes", "lower", "model", "place", "shell", "template", "terraform"]),
    // A look at every stage, for people.
    ("describe", &["model"]),
    ("change", &["compile"]),
    ("inspect", &["describe", "front", "lower", "model", "parse", "place", "source", "terraform"]),
    ("compile", &["check", "front", "lower", "model", "place", "render", "world"]),
    ("disk", &["compile", "front", "parallel", "world"]),
];

/// What only some files may name: a path, and the beginnings of those files.
const ONLY_HERE: &[(&str, &[&str])] = &[
    ("syn", &["grammar/", "macros/", "codegen/parse.rs", "codegen/resolve/", "codegen/source/literal.rs"]),
    ("handlebars", &["codegen/template.rs"]),
    ("rayon", &["codegen/parallel.rs"]),
    ("serde_saphyr", &["codegen/settings/yaml.rs", "codegen/kubernetes/yaml.rs"]),
    ("anyhow", &["cli/", "codegen/disk/", "pack/"]),
    ("std::fs", &["cli/", "codegen/disk/", "pack/", "runtime/local/"]),
    ("std::env", &["cli/", "codegen/disk/", "macros/", "pack/", "runtime/"]),
    ("std::process", &["cli/", "codegen/disk/", "runtime/"]),
    ("std::time::SystemTime", &["runtime/"]),
    // The runtime prints what a program that was started by hand has to say.
    ("println!", &["runtime/run.rs"]),
    ("print!", &[]),
    ("eprintln!", &["runtime/run.rs"]),
    ("eprint!", &[]),
    ("dbg!", &[]),
    ("io::stdout", &["cli/terminal.rs"]),
    ("io::stderr", &["cli/terminal.rs"]),
];

/// Files with more lines than [`LONGEST_FILE`], each with the reason.
const LONG_FILES: &[&str] = &[
    // One scanner over one token stream: its parts share every helper.
    "codegen/source/scanner/items.rs",
];

/// Functions with more lines than [`LONGEST_FUNCTION`], each with the reason.
const LONG_FUNCTIONS: &[&str] = &[];

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

#[test]
fn crates_depend_only_on_those_below_them() {
    let mut wrong = Vec::new();
    for krate in source::CRATES {
        let (_, allowed) = CRATES.iter().find(|(name, _)| name == krate).expect("every crate has its rule");
        let text = fs::read_to_string(project().join(krate).join("Cargo.toml")).expect("a manifest can be read");
        let manifest: toml::Table = text.parse().expect("a manifest is TOML");
        let dependencies = manifest["dependencies"].as_table().expect("dependencies are a table");
        let ours = dependencies.keys().filter(|name| name.starts_with("watershed"));
        wrong.extend(ours.filter(|name| !allowed.contains(&name.as_str())).map(|name| format!("{krate} → {name}")));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn stages_know_only_those_before_them() {
    let rules: BTreeMap<&str, &[&str]> = STAGES.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in source::all().into_iter().filter(|file| file.krate == "codegen") {
        let stage = file.path.split(['/', '.']).next().unwrap_or_default().to_owned();
        let allowed = rules.get(stage.as_str()).unwrap_or_else(|| panic!("`{stage}` needs a rule in this test"));
        let known = paths(&file).into_iter().filter_map(|path| path.strip_prefix("crate::").map(first));
        let known: BTreeSet<String> = known.filter(|other| *other != stage).collect();
        wrong
            .extend(known.iter().filter(|it| !allowed.contains(&it.as_str())).map(|it| format!("{}: {it}", file.path)));
    }
    assert!(wrong.is_empty(), "these know too much: {wrong:#?}");
}

#[test]
fn targets_know_no_attribute() {
    let files = source::all().into_iter().filter(|file| file.krate == "codegen");
    let targets = files.filter(|file| file.path.starts_with("terraform/") || file.path.starts_with("kubernetes/"));
    let wrong = targets.filter(|file| paths(file).iter().any(|path| path.starts_with("watershed_grammar")));
    let wrong: Vec<String> = wrong.map(|file| file.path).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn some_things_are_known_to_few_files() {
    let mut wrong = Vec::new();
    for file in source::all() {
        let name = format!("{}/{}", file.krate, file.path);
        let named = paths(&file);
        for (path, places) in ONLY_HERE {
            let inside = |named: &String| named == path || named.starts_with(&format!("{path}::"));
            let allowed = places.iter().any(|place| name.starts_with(place));
            if !allowed && named.iter().any(inside) {
                wrong.push(format!("{name}: {path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these know too much: {wrong:#?}");
}

#[test]
fn files_and_functions_are_small() {
    let (mut files, mut functions) = (Vec::new(), Vec::new());
    for file in source::all() {
        let name = format!("{}/{}", file.krate, file.path);
        if file.text.lines().count() > LONGEST_FILE {
            files.push(name.clone());
        }
        let mut long = LongFunctions { file: name, found: Vec::new() };
        long.visit_file(&syn::parse_file(&file.text).expect("a source is Rust"));
        functions.extend(long.found);
    }
    assert_eq!(files, LONG_FILES, "files of more than {LONGEST_FILE} lines");
    assert_eq!(functions, LONG_FUNCTIONS, "functions of more than {LONGEST_FUNCTION} lines");
}

struct LongFunctions {
    file: String,
    found: Vec<String>,
}

impl LongFunctions {
    fn look(&mut self, name: &syn::Ident, body: &syn::Block) {
        let span = body.span();
        if span.end().line - span.start().line + 1 > LONGEST_FUNCTION {
            self.found.push(format!("{} {name}", self.file));
        }
    }
}

impl<'ast> Visit<'ast> for LongFunctions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.look(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.look(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
    }
}

fn first(path: &str) -> String {
    path.split("::").next().unwrap_or_default().to_owned()
}

/// Every path in a file, with the groups of `use` taken apart: `crate::{a, b::c}` is `crate::a` and `crate::b::c`.
fn paths(file: &Source) -> BTreeSet<String> {
    let tokens: TokenStream = file.text.parse().expect("a source is Rust");
    let mut found = BTreeSet::new();
    collect(tokens, "", &mut found);
    found
}

fn collect(tokens: TokenStream, before: &str, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let (mut path, mut colons) = (before.to_owned(), if before.is_empty() { 0 } else { 2 });
    for token in tokens {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Ident(word) => {
                let joins = colons == 2 && !path.is_empty();
                path = if joins { format!("{path}::{word}") } else { word.to_string() };
                found.insert(path.clone());
                colons = 0;
            }
            TokenTree::Punct(mark) if mark.as_char() == '!' && !path.is_empty() => {
                found.insert(format!("{path}!"));
            }
            TokenTree::Group(group) => {
                // `path::{…}` goes on inside; everything else begins anew.
                let goes_on = colons == 2 && !path.is_empty();
                collect(group.stream(), if goes_on { &path } else { "" }, found);
                (path, colons) = (before.to_owned(), if before.is_empty() { 0 } else { 2 });
            }
            _ => (path, colons) = (before.to_owned(), if before.is_empty() { 0 } else { 2 }),
        }
    }
}

#[test]
fn paths_are_found_however_they_are_written() {
    let text = "use crate::{model::{Model, names}, world}; fn f() { std::fs::read(super::x); println!(\"{}\", a::b); }";
    let file = Source { krate: "codegen", path: String::new(), text: text.to_owned() };
    let found = paths(&file);
    for path in ["crate::model::Model", "crate::model::names", "crate::world", "std::fs::read", "println!", "a::b"] {
        assert!(found.contains(path), "{path} is not in {found:?}");
    }
}
