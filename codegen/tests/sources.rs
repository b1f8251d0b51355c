//! A whole workspace is read; what could be lost is refused.

use watershed_codegen::source::files::Files;
use watershed_codegen::source::sources::{Options, read};
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::Diagnostics;

const MANIFEST: &str = "[package]\nname = \"app\"\n[dependencies]\nwatershed = \"1\"\n";

/// What is found, as `kind name`, and the codes of what is refused with the text they point at.
fn found(files: &[(&str, &str)], options: &Options) -> (Vec<String>, Vec<String>) {
    let world = MemoryWorld::new(files.iter().copied());
    let (mut read_files, mut mistakes) = (Files::default(), Diagnostics::new());
    let sources = read(&world, options, &mut read_files, &mut mistakes).unwrap_or_default();
    let names = sources.annotated.iter().map(|it| {
        let module = &sources.crates[it.place.module.krate].modules[it.place.module.module];
        let name = module.items[it.place.item].name.unwrap().of(read_files.text(it.file));
        format!("{} {}::{name} ({})", it.kind, module.path, it.arguments.of(read_files.text(it.file)))
    });
    let wrong = mistakes.into_sorted();
    let wrong = wrong.iter().map(|it| {
        let place = it.primary.as_ref().map(|label| read_files.at(label.span)).unwrap_or_default();
        format!("{} {place}", it.code)
    });
    (names.collect(), wrong.collect())
}

fn one(source: &str) -> (Vec<String>, Vec<String>) {
    found(&[("Cargo.toml", MANIFEST), ("src/main.rs", source)], &Options::default())
}

#[test]
fn items_by_every_name_of_an_attribute() {
    let (items, wrong) =
        one("use watershed::prelude::*; use watershed::function as handler; mod ws { pub use watershed::*; }
        #[function(call)] async fn a() {}
        #[handler(call)] async fn b() {}
        #[ws::function(call)] async fn c() {}
        #[::watershed::queue] struct Q(u8);
        #[derive(Clone)] #[table(key = \"id\")] pub struct T { id: String }
        #[cfg(test)] #[function(call)] async fn not_built() {}
        mod inner { use super::*; #[service(worker)] async fn d() {} }");
    let expected = [
        "function crate::a (call)",
        "function crate::b (call)",
        "function crate::c (call)",
        "queue crate::Q ()",
        "table crate::T (key = \"id\")",
        "service crate::inner::d (worker)",
    ];
    assert_eq!((items, wrong), (expected.map(str::to_owned).to_vec(), Vec::new()));
}

#[test]
fn what_could_be_lost_is_refused() {
    let cases = [
        ("fn f() { #[function(call)] async fn g() {} }", "WS0106 function"),
        ("impl X { #[function(call)] async fn g() {} }", "WS0011 function"),
        ("#[cfg_attr(unix, function(call))] async fn g() {}", "WS0107 function"),
        ("make! { #[function(call)] async fn g() {} }", "WS0108 function"),
        ("macro_rules! make { () => { #[$crate::function(call)] async fn g() {} } }", "WS0108 $crate::function"),
        ("#[cfg(tokio_unstable)] #[function(call)] async fn g() {}", "WS0111 cfg(tokio_unstable)"),
        (
            "#[cfg(tokio_unstable)] mod m { use watershed::*; #[function(call)] async fn g() {} }",
            "WS0111 cfg(tokio_unstable)",
        ),
        ("#[function(call)] struct S;", "WS0011 function"),
        ("#[queue] fn f() {}", "WS0011 queue"),
        ("#[queue] #[topic] struct S(u8);", "WS0015 topic"),
        ("#[function = 5] async fn g() {}", "WS0001  = 5"),
        ("mod m { #[function(call)] async fn g() {} }", "WS0201 function"),
        ("#[cfg_attr(some, path = \"x.rs\")] mod m;", "WS0111 some"),
    ];
    for (source, expected) in cases {
        let (_, wrong) = one(&format!("use watershed::prelude::*; {source}"));
        assert_eq!(wrong, [expected], "{source}");
    }
    // A derive may have a helper attribute with one of our names; another crate may have a macro of that name.
    for source in ["#[derive(Other)] #[table(x)] struct S;", "use other::function; #[function] fn f() {}"] {
        let manifest = format!("{MANIFEST}other = \"1\"\n");
        let (items, wrong) = found(&[("Cargo.toml", &manifest), ("src/main.rs", source)], &Options::default());
        assert_eq!((items.len(), wrong.len()), (0, 0), "{source} {wrong:?}");
    }
}

#[test]
fn a_workspace_of_several_crates() {
    let files = [
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/no\"]\n[workspace.dependencies]\nws = { package = \"watershed\", version = \"1\" }\n",
        ),
        ("crates/no/Cargo.toml", "[broken"),
        (
            "crates/app/Cargo.toml",
            "[package]\nname = \"app\"\n[dependencies]\nws = { workspace = true }\norders = { path = \"../orders\", features = [\"mail\"] }\nold = { path = \"../old\", optional = true }\n[features]\nlegacy = [\"dep:old\"]\n",
        ),
        ("crates/app/src/main.rs", "use orders::attributes::function; #[function(call)] async fn a() {} fn main() {}"),
        ("crates/app/src/lib.rs", "#[ws::function(call)] async fn b() {}"),
        ("crates/app/src/bin/tool.rs", "fn main() {}"),
        (
            "crates/orders/Cargo.toml",
            "[package]\nname = \"orders\"\n[dependencies]\nws.workspace = true\n[features]\nmail = []\nsms = []\n",
        ),
        (
            "crates/orders/src/lib.rs",
            "pub mod attributes { pub use ws::*; } #[cfg(feature = \"mail\")] mod mail; #[cfg(feature = \"sms\")] mod missing;",
        ),
        ("crates/orders/src/mail.rs", "#[ws::queue] struct Mails(u8);"),
        ("crates/old/Cargo.toml", "[package]\nname = \"old\"\n[dependencies]\nws.workspace = true\n"),
        ("crates/old/src/lib.rs", "#[ws::queue] struct Old(u8);"),
    ];
    let (items, wrong) = found(&files, &Options::default());
    assert_eq!((items, wrong), (vec![], vec!["WS0109 ".to_owned()]));
    let binary = watershed_grammar::Spanned::new("app".to_owned(), watershed_grammar::Span::default());
    let options = Options { binary: Some(binary), ..Options::default() };
    let (items, wrong) = found(&files, &options);
    assert_eq!(items, ["function crate::a (call)", "function crate::b (call)", "queue crate::mail::Mails ()"]);
    assert_eq!(wrong, ["WS0110 ws::queue"]);
    let (items, wrong) = found(&files, &Options { features: vec!["legacy".to_owned()], ..options });
    assert_eq!((items.len(), wrong.len()), (4, 0));
}

#[test]
fn nothing_to_read_is_said() {
    assert_eq!(found(&[], &Options::default()).1, ["WS0101 "]);
    assert_eq!(found(&[("Cargo.toml", "[package")], &Options::default()).1, ["WS0102 "]);
    assert_eq!(found(&[("Cargo.toml", MANIFEST)], &Options::default()).1, ["WS0109 "]);
}
