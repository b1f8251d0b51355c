//! What the compiler believes about the crate `watershed` is true of the crate itself.

use std::collections::BTreeSet;
use std::fs;

use watershed::can;
use watershed::signature::{Grants, Parameter};
use watershed::trigger::Schedule;
use watershed_codegen::model::features::BRING;
use watershed_codegen::model::grant::possible;
use watershed_codegen::model::{Capability, READER, WRITER};
use watershed_codegen::resolve::{ATTRIBUTES, CAPABILITIES, TYPES};
use watershed_tests::program::project;

/// A name that the crate's root or its prelude does not have does not compile.
macro_rules! exported {
    ($list:ident in $module:ident: $($name:ident)+) => {
        const $list: &[&str] = &[$(stringify!($name)),+];

        #[allow(unused_imports)]
        mod $module {
            mod root {
                pub use ::watershed::{$($name),+};
            }
            mod prelude {
                pub use ::watershed::prelude::{$($name),+};
            }
        }
    };
}

exported! { KNOWN_TYPES in types:
    Body Bucket Bus Caller Change Claims Context Error Event Headers Input Json Message Object Path PublishTo Publisher
    Query Raw Reader Record Response Result Secret SendTo Sender StatusCode Stream Table Tick Writer
}

exported! { KNOWN_ATTRIBUTES in attributes: function service queue topic table bucket secret stream bus }

fn set<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> BTreeSet<&'a str> {
    names.into_iter().copied().collect()
}

#[test]
fn the_compiler_knows_what_the_crate_exports() {
    assert_eq!(set(TYPES), set(KNOWN_TYPES));
    assert_eq!(set(ATTRIBUTES), set(KNOWN_ATTRIBUTES));
}

#[test]
fn the_prelude_has_nothing_that_the_compiler_does_not_know() {
    let text = fs::read_to_string(project().join("runtime/src/prelude.rs")).expect("the prelude can be read");
    let mut found = Vec::new();
    for item in syn::parse_file(&text).expect("the prelude is Rust").items {
        let syn::Item::Use(item) = item else { panic!("the prelude only re-exports") };
        leaves(&item.tree, &mut found);
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, &(&set(TYPES) | &set(ATTRIBUTES)) | &BTreeSet::from(["can"]));
}

fn leaves(tree: &syn::UseTree, found: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, found),
        syn::UseTree::Name(name) => found.push(name.ident.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, found)),
        syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => panic!("the prelude names what it exports"),
    }
}

#[test]
fn each_kind_has_the_capabilities_that_the_compiler_knows() {
    let names: Vec<String> = can::ALL.iter().map(|(name, _)| format!("can::{name}")).collect();
    assert_eq!(set(CAPABILITIES), names.iter().map(String::as_str).collect());
    for (kind, shown) in [("table", "Table"), ("bucket", "Bucket"), ("bus", "Bus"), ("stream", "Stream")] {
        let with = can::ALL.iter().filter(|(_, kinds)| kinds.contains(&shown)).map(|(name, _)| *name);
        assert_eq!(possible(kind).iter().map(|it| it.name()).collect::<BTreeSet<_>>(), with.collect(), "{kind}");
    }
}

#[watershed::table(key = "id")]
#[derive(serde::Serialize, serde::Deserialize)]
struct Order {
    id: String,
}

fn granted<H: Parameter<Schedule>>() -> BTreeSet<&'static str> {
    let mut grants = Grants::default();
    H::grants(&mut grants);
    grants.iter().flat_map(|(_, _, names)| names.clone()).collect()
}

#[test]
fn reader_and_writer_can_what_the_compiler_grants() {
    let names = |list: &[Capability]| list.iter().map(|it| it.name()).collect::<BTreeSet<_>>();
    assert_eq!(granted::<watershed::Reader<Order>>(), names(READER));
    assert_eq!(granted::<watershed::Writer<Order>>(), names(WRITER));
}

#[test]
fn features_bring_what_the_manifest_says() {
    let manifest = fs::read_to_string(project().join("runtime/Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let features = manifest["features"].as_table().unwrap();
    let places = BTreeSet::from(["container", "lambda", "local"]);
    for (feature, entries) in features {
        let entries: BTreeSet<&str> = entries.as_array().unwrap().iter().filter_map(toml::Value::as_str).collect();
        let brought: BTreeSet<&str> = entries.intersection(&places).copied().collect();
        let known = BRING.iter().find(|(known, _)| known == feature).map_or(BTreeSet::new(), |(_, it)| set(*it));
        assert_eq!(known, brought, "{feature}");
    }
}
