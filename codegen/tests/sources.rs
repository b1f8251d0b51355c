//! A whole workspace is read; what could be lost is refused.

use watershed_codegen::source::files::Files;
use watershed_codegen::source::sources::{Options, read};
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::Diagnostics;

const MANIFEST: &str = "[package]\nname = \"app\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";

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
    let wrong = wrong.iter().filter(|it| it.code != watershed_grammar::codes::NO_RUN).map(|it| {
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
        ("#[cfg(tokio_unstable)] #[function(call)] async fn g() {}", "WS0111 tokio_unstable"),
        (
            "#[cfg(tokio_unstable)] mod m { use watershed::*; #[function(call)] async fn g() {} }",
            "WS0111 tokio_unstable",
        ),
        ("#[function(call)] struct S;", "WS0011 function"),
        ("#[queue] fn f() {}", "WS0011 queue"),
        ("#[queue] #[topic] struct S(u8);", "WS0015 topic"),
        ("#[function = 5] async fn g() {}", "WS0001  = 5"),
        ("mod m { #[function(call)] async fn g() {} }", "WS0201 function"),
        ("#[cfg_attr(some, path = \"x.rs\")] mod m;", "WS0111 some"),
        ("fn f() { use watershed::function as g; #[g(call)] async fn h() {} }", "WS0106 g"),
        ("mod m { fn f() { use watershed::*; #[queue] struct S(u8); } }", "WS0106 queue"),
        ("mod m { fn f() { mod n { use super::function; #[function(call)] async fn h() {} } } }", "WS0106 function"),
        ("mod m { const _: () = { use watershed as w; #[w::function(call)] async fn h() {} }; }", "WS0106 w::function"),
        ("static S: u8 = { #[function(call)] async fn h() {} 0 };", "WS0106 function"),
        ("trait T { #[function(call)] async fn h() {} }", "WS0011 function"),
        ("fn f() { #[cfg_attr(unix, function(call))] async fn g() {} }", "WS0106 function"),
        ("#[cfg_attr(some, cfg(windows))] #[function(call)] async fn g() {}", "WS0111 cfg_attr(some, cfg(windows))"),
        ("include!(\"more.in\");", "WS0114 function"),
        ("include!(concat!(env!(\"OUT_DIR\"), \"/made.rs\"));", "WS0114 include!"),
        (
            "mod m { use other::function; use watershed::prelude::*; #[function(call)] async fn g() {} }",
            "WS0201 function",
        ),
    ];
    for (source, expected) in cases {
        let manifest = format!("{MANIFEST}other = \"1\"\n");
        let text = format!("use watershed::prelude::*; {source}");
        let more = "fn a() {}\n#[function(call)]\nasync fn b() {}\n";
        let files = [("Cargo.toml", manifest.as_str()), ("src/main.rs", &text), ("src/more.in", more)];
        let (_, wrong) = found(&files, &Options::default());
        assert_eq!(wrong, [expected], "{source}");
    }
    // A derive may have a helper attribute with one of our names; another crate may have a macro of that name.
    for source in [
        "#[derive(Other)] #[table(x)] struct S;",
        "use other::function; #[function] fn f() {}",
        "fn f() { use other::function; #[function] fn g() {} }",
        "fn f() { #[derive(Other)] struct S { #[table(x)] a: u8 } use std::fmt; }",
        "mod a { use watershed::function; } mod b { use super::a::*; use other::function; #[function] fn f() {} }",
    ] {
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
        (
            "crates/app/src/main.rs",
            "use {app as _, old as _}; use orders::attributes::function; #[function(call)] async fn a() {} fn main() {}",
        ),
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
    let (items, wrong) = found(&files, &Options { features: vec![("legacy".to_owned(), None)], ..options });
    assert_eq!((items.len(), wrong.len()), (4, 0));
}

#[test]
fn an_extern_crate_has_its_name_everywhere() {
    let (items, wrong) =
        one("extern crate watershed as ws; extern crate self as me; mod names { pub use ws::function as f; }
        mod a { #[ws::function(call)] async fn a() {} #[me::names::f(call)] async fn b() {} }");
    assert_eq!((items.len(), wrong), (2, vec![]));
}

#[test]
fn globs_bring_in_what_is_visible() {
    // `Order` of `a` is private there, so that of `b` is the only one.
    let (items, wrong) = one("mod a { use crate::c::function as handler; } mod b { pub use watershed::function as handler; }
        mod c { pub use watershed::queue as function; } mod d { use crate::a::*; use crate::b::*; #[handler(call)] async fn f() {} }");
    assert_eq!((items, wrong), (vec!["function crate::d::f (call)".to_owned()], vec![]));
}

/// An application that depends on `part`, which has one function for each feature and one without.
fn with_part(dependencies: &str, features: &str, main: &str, asked: &[&str]) -> (Vec<String>, Vec<String>) {
    let manifest = format!("{MANIFEST}{dependencies}\n[features]\n{features}");
    let part = "[package]\nname = \"part\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n[features]\ndefault = []\nloud = []\n";
    let lib = "#[watershed::function(call)] async fn always() {}
        #[cfg(feature = \"loud\")] #[watershed::function(call)] async fn loud() {}
        #[cfg(feature = \"default\")] #[watershed::function(call)] async fn by_default() {}";
    let files =
        [("Cargo.toml", manifest.as_str()), ("src/main.rs", main), ("part/Cargo.toml", part), ("part/src/lib.rs", lib)];
    let features = asked.iter().map(|feature| ((*feature).to_owned(), None)).collect();
    let (items, wrong) = found(&files, &Options { features, arch: "aarch64".to_owned(), ..Options::default() });
    let name = |item: &String| item.trim_start_matches("function crate::").trim_end_matches(" (call)").to_owned();
    (items.iter().map(name).collect(), wrong)
}

#[test]
fn features_and_platforms_are_cargos() {
    let optional = "part = { path = \"part\", optional = true, default-features = false }";
    let cases: &[(&str, &str, &[&str], &[&str])] = &[
        ("part = { path = \"part\" }", "", &[], &["always", "by_default"]),
        (optional, "", &[], &[]),
        (optional, "", &["part"], &["always"]),
        (optional, "a = [\"dep:part\"]", &["a"], &["always"]),
        (optional, "a = [\"part/loud\"]", &["a"], &["always", "loud"]),
        (optional, "a = [\"part?/loud\"]", &["a"], &[]),
        (optional, "a = [\"part?/loud\"]\nb = [\"dep:part\"]", &["a", "b"], &["always", "loud"]),
        (optional, "default = [\"a\"]\na = [\"part\"]", &[], &["always"]),
        ("[target.'cfg(unix)'.dependencies]\npart = { path = \"part\" }", "", &[], &["always", "by_default"]),
        ("[target.'cfg(windows)'.dependencies]\npart = { path = \"part\" }", "", &[], &[]),
        (
            "[target.aarch64-unknown-linux-gnu.dependencies]\npart = { path = \"part\" }",
            "",
            &[],
            &["always", "by_default"],
        ),
        ("[target.x86_64-unknown-linux-gnu.dependencies]\npart = { path = \"part\" }", "", &[], &[]),
        (
            "part = { path = \"part\" }\n[target.'cfg(unix)'.dependencies]\npart = { path = \"part\", features = [\"loud\"] }",
            "",
            &[],
            &["always", "loud", "by_default"],
        ),
    ];
    for (dependencies, features, asked, expected) in cases {
        let (items, wrong) = with_part(dependencies, features, "use part as _;", asked);
        assert_eq!(
            (items, wrong),
            (expected.iter().map(|it| (*it).to_owned()).collect(), vec![]),
            "{dependencies} {features}"
        );
    }
    let (_, wrong) = with_part(optional, "a = [\"dep:part\"]", "", &["part"]);
    assert_eq!(wrong, ["WS0112 "]);
    let unsure = "[target.'cfg(some_flag)'.dependencies]\npart = { path = \"part\" }";
    assert_eq!(with_part(unsure, "", "use part as _;", &[]).1, ["WS0111 "]);
}

#[test]
fn a_crate_that_no_line_names_is_not_linked() {
    let named = [
        "use part as _;",
        "use ::part as _;",
        "use {part as _, std::fmt};",
        "extern crate part as p;",
        "fn main() { part::touch(); }",
        "type A = Vec<::part::B>;",
        "mod part {} fn f() { use ::part::x; }",
        "fn f(a: part::A) {}",
        "fn f(a: ::part::A) -> u8 { a as u8 }",
        "fn f() -> ::part::A {}",
        "impl ::part::A for B {}",
    ];
    let silent = [
        "",
        "// use part as _;",
        "fn f(part: u8) -> u8 { part }",
        "const A: &str = \"part::x\";",
        "mod a { pub mod part {} } fn f() { a::part::g() }",
    ];
    let link = "part = { path = \"part\", default-features = false }";
    for main in named {
        assert_eq!(with_part(link, "", main, &[]).1, Vec::<String>::new(), "{main}");
    }
    for main in silent {
        assert_eq!(with_part(link, "", main, &[]).1, ["WS0113 watershed::function"], "{main}");
    }
    // The line may stand where nothing can be read.
    for (main, code) in [("use part as _; fn f() {", "WS0104"), ("mod lost;", "WS0105")] {
        let wrong = with_part(link, "", main, &[]).1;
        assert!(matches!(wrong.as_slice(), [only] if only.starts_with(code)), "{wrong:?}");
    }
}

#[test]
fn nothing_to_read_is_said() {
    assert_eq!(found(&[], &Options::default()).1, ["WS0101 "]);
    assert_eq!(found(&[("Cargo.toml", "[package")], &Options::default()).1, ["WS0102 "]);
    assert_eq!(found(&[("Cargo.toml", MANIFEST)], &Options::default()).1, ["WS0109 "]);
}

/// The image is built in the folder of the workspace, and Docker sees nothing outside of it.
#[test]
fn dependencies_outside_of_the_workspace_are_known() {
    let outside = |more: &str, above: &str| {
        let manifest = format!(
            "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n[dependencies]\nwatershed = {{ path = \"../watershed/runtime\" }}\n\
             inner = {{ path = \"inner\" }}\nplain = \"1\"\n{more}"
        );
        let files = [("Cargo.toml", manifest.as_str()), ("src/main.rs", "fn main() { watershed::run() }")];
        let above = Some(("../Cargo.toml", above)).filter(|(_, text)| !text.is_empty());
        let world = MemoryWorld::new(files.into_iter().chain(above));
        let read = read(&world, &Options::default(), &mut Files::default(), &mut Diagnostics::new());
        read.expect("the manifest can be read").binary.outside
    };
    assert_eq!(outside("", ""), ["../watershed/runtime"]);
    assert_eq!(outside("far = { path = \"../../far\" }", ""), ["../../far", "../watershed/runtime"]);
    assert_eq!(outside("", "[workspace]\nmembers = [\"shop\"]\n"), Vec::<String>::new());
    assert_eq!(outside("far = { path = \"../../far\" }", "[workspace]\nmembers = [\"shop\"]\n"), ["../../far"]);
}
