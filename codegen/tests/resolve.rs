//! Paths lead where rustc leads them, or are refused.

use watershed_codegen::resolve::{Crate, Entity, Extern, ModulePlace, Namespace, Resolver, Trouble};
use watershed_codegen::source::cfg::Build;
use watershed_codegen::source::files::Files;
use watershed_codegen::source::modules::load;
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::Diagnostics;

/// Resolves a path from a module of a program of two crates and says what it is.
fn find(main: &str, library: &str, from: &str, path: &str, namespace: Namespace) -> String {
    let world = MemoryWorld::new([("src/main.rs", main), ("library/src/lib.rs", library)]);
    let (mut files, mut mistakes) = (Files::default(), Diagnostics::new());
    let mut read = |root: &str, externs: &[(&str, Extern)]| Crate {
        modules: load(&world, root, &Build::default(), &mut files, &mut mistakes),
        externs: externs.iter().map(|(name, target)| ((*name).to_owned(), *target)).collect(),
        is_shared: false,
    };
    let crates = [
        read("src/main.rs", &[("ws", Extern::Watershed), ("library", Extern::Read(1)), ("axum", Extern::Other)]),
        read("library/src/lib.rs", &[("watershed", Extern::Watershed)]),
    ];
    assert!(mistakes.is_empty());
    let module = crates[0].modules.iter().position(|module| module.path == from).unwrap();
    let segments: Vec<&str> = path.trim_start_matches("::").split("::").collect();
    let place = ModulePlace { krate: 0, module };
    match Resolver::new(&crates, &files).resolve(place, path.starts_with("::"), &segments, namespace) {
        Ok(Entity::Item(found)) => {
            let module = &crates[found.module.krate].modules[found.module.module];
            let name = module.items[found.item].name.unwrap().of(files.text(module.file));
            format!("{}:{}::{name}", found.module.krate, module.path)
        }
        Ok(Entity::Module(found)) => format!("{}:{}", found.krate, crates[found.krate].modules[found.module].path),
        Ok(Entity::Library(_)) => "library".to_owned(),
        Ok(Entity::Watershed(name)) => format!("watershed {name}"),
        Ok(Entity::Outside) => "outside".to_owned(),
        Ok(Entity::Unread) => "unread".to_owned(),
        Err(Trouble::Lost(index)) => format!("lost {}", segments[index]),
        Err(Trouble::TooFar(index)) => format!("too far {}", segments[index]),
        Err(Trouble::Ambiguous(index)) => format!("ambiguous {}", segments[index]),
    }
}

#[test]
fn attributes_by_every_road() {
    let cases = [
        ("", "ws::function", "watershed function"),
        ("", "::ws::function", "watershed function"),
        ("use ws::function;", "function", "watershed function"),
        ("use ws::function as f;", "f", "watershed function"),
        ("use ws as w;", "w::function", "watershed function"),
        ("use ws::prelude::*;", "queue", "watershed queue"),
        ("use ws::{self as x, prelude::{function as g}};", "g", "watershed function"),
        ("use library::prelude::*;", "function", "watershed function"),
        ("use library::again;", "again", "watershed function"),
        ("mod a { pub use ws::function; } use a::*;", "function", "watershed function"),
        ("use axum::function;", "function", "outside"),
        ("use axum::*; use ws::prelude::*;", "function", "watershed function"),
        ("use axum::*;", "function", "outside"),
        ("", "function", "lost function"),
        ("use ws::funktion;", "funktion", "lost funktion"),
        ("use a::x; mod a { pub use crate::x; }", "x", "lost x"),
        ("mod a { pub use super::b::*; } mod b { pub use super::a::*; } use a::*;", "function", "lost function"),
    ];
    for (main, path, expected) in cases {
        let library = "pub mod prelude { pub use watershed::prelude::*; } pub use watershed::function as again;";
        assert_eq!(find(main, library, "crate", path, Namespace::Macro), expected, "{main} {path}");
    }
}

#[test]
fn types_and_functions_by_every_road() {
    let main = "use ws::prelude::*; use library::{Order as Purchase, things}; pub struct Table; fn score() {}
        mod a { use super::*; pub mod b { use super::super::score; use crate::Table as T; struct Own; } }
        mod c { pub struct Same; } mod d { pub struct Same; } mod e { use super::c::*; use super::d::*; }
        mod f { use super::c::*; use super::d::*; struct Same; }";
    let library = "pub struct Order; pub mod things { pub enum Thing {} } pub use things::Thing as Reexported;";
    let types = [
        ("crate", "Purchase", "1:crate::Order"),
        ("crate", "things::Thing", "1:crate::things::Thing"),
        ("crate", "library::Reexported", "1:crate::things::Thing"),
        ("crate", "Reader", "watershed Reader"),
        ("crate", "can::Get", "watershed can::Get"),
        ("crate", "can::Fly", "lost Fly"),
        ("crate", "Table", "0:crate::Table"),
        ("crate", "std::string::String", "outside"),
        ("crate::a", "Reader", "watershed Reader"),
        ("crate::a", "self::b::Own", "0:crate::a::b::Own"),
        ("crate::a::b", "T", "0:crate::Table"),
        ("crate::a::b", "super::super::Table", "0:crate::Table"),
        ("crate::a::b", "super::super::super::Table", "lost super"),
        ("crate::e", "Same", "ambiguous Same"),
        ("crate::f", "Same", "0:crate::f::Same"),
        ("crate", "nowhere::Table", "lost nowhere"),
        ("crate", "Table::Inner", "lost Inner"),
    ];
    for (from, path, expected) in types {
        assert_eq!(find(main, library, from, path, Namespace::Type), expected, "{from} {path}");
    }
    assert_eq!(find(main, library, "crate::a::b", "score", Namespace::Value), "0:crate::score");
}

/// A text for each number below another one.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}

/// Modules that each take in the names of all others.
fn everybody(count: usize, last: &str) -> String {
    let glob = |of: usize, it: usize| if it == of { String::new() } else { format!("pub use super::m{it}::*;") };
    let modules = each(count, |of| {
        format!(
            "mod m{of} {{ {} }}
",
            each(count, |it| glob(of, it))
        )
    });
    format!(
        "{modules}mod m{count} {{ {last} }}
pub use m0::*;
"
    )
}

#[test]
fn circles_and_chains_have_an_answer() {
    let main = everybody(30, "");
    assert_eq!(find(&main, "", "crate", "Nowhere", Namespace::Type), "lost Nowhere");
    // What one of them has is seen from all, through whichever others.
    let one = main.replace("mod m17 {", "mod m17 { pub struct Here;");
    for from in ["crate", "crate::m3", "crate::m17", "crate::m29"] {
        assert_eq!(find(&one, "", from, "Here", Namespace::Type), "0:crate::m17::Here", "{from}");
    }
    // Two of them disagree.
    let two = one.replace("mod m4 {", "mod m4 { pub struct Here;");
    assert_eq!(find(&two, "", "crate", "Here", Namespace::Type), "ambiguous Here");
    assert_eq!(find(&two, "", "crate::m4", "Here", Namespace::Type), "0:crate::m4::Here");
    // What is in the circle is found through a module that is in the circle too.
    let through = "mod a { pub use super::b::*; pub use inner::Thing; } mod b { pub use super::a::*; pub mod inner { pub struct Thing; } } use a::*;";
    assert_eq!(find(through, "", "crate", "Thing", Namespace::Type), "0:crate::b::inner::Thing");
    let chain = |length: usize| {
        let uses = each(length, |it| format!("pub use T{it} as T{};\n", it + 1));
        format!("pub struct T0;\n{uses}")
    };
    assert_eq!(find(&chain(100), "", "crate", "T100", Namespace::Type), "0:crate::T0");
    assert_eq!(find(&chain(20_000), "", "crate", "T20000", Namespace::Type), "too far T20000");
    let circle = "extern crate a as b; extern crate b as a;";
    assert_eq!(find(circle, "", "crate", "a::Thing", Namespace::Type), "lost a");
}
