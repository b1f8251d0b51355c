//! The module tree: rustc's rules for files, conditions, and clear errors.

use watershed_codegen::source::cfg::Build;
use watershed_codegen::source::files::Files;
use watershed_codegen::source::modules::{Module, load};
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::{Diagnostic, Diagnostics};

fn tree(world: &MemoryWorld) -> (Vec<Module>, Files, Vec<Diagnostic>) {
    let build = Build { features: ["on".to_owned()].into(), arch: "aarch64".to_owned(), known: None };
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let modules = load(world, "src/main.rs", &build, &mut files, &mut diagnostics);
    (modules, files, diagnostics.into_sorted())
}

/// Each module with its file.
#[track_caller]
fn finds(files: &[(&str, &str)], expected: &[(&str, &str)]) {
    let (modules, read, mistakes) = tree(&MemoryWorld::new(files.iter().copied()));
    assert_eq!(mistakes, []);
    let found: Vec<(&str, &str)> =
        modules.iter().map(|module| (module.path.as_str(), read.path(module.file))).collect();
    assert_eq!(found, expected);
}

/// Each mistake with its code and the text it points at.
#[track_caller]
fn refuses(files: &[(&str, &str)], expected: &[(&str, &str)]) {
    let (_, read, mistakes) = tree(&MemoryWorld::new(files.iter().copied()));
    let found: Vec<(&str, &str)> = mistakes
        .iter()
        .map(|d| (d.code.as_str(), d.primary.as_ref().map_or("", |label| read.at(label.span))))
        .collect();
    assert_eq!(found, expected, "{mistakes:?}");
}

#[test]
fn files_are_where_rustc_looks_for_them() {
    finds(
        &[
            ("src/main.rs", "mod a; mod b; mod c { mod d; pub mod e {} } #[path = \"other/x.rs\"] mod f;"),
            ("src/a.rs", "mod inner; #[path = \"near.rs\"] mod near;"),
            ("src/a/inner.rs", ""),
            ("src/near.rs", ""),
            ("src/b/mod.rs", "mod inner;"),
            ("src/b/inner.rs", ""),
            ("src/c/d.rs", ""),
            ("src/other/x.rs", "mod y;"),
            ("src/other/y.rs", "#[path = \"../up.rs\"] mod up;"),
            ("src/up.rs", ""),
        ],
        &[
            ("crate", "src/main.rs"),
            ("crate::a", "src/a.rs"),
            ("crate::a::inner", "src/a/inner.rs"),
            ("crate::a::near", "src/near.rs"),
            ("crate::b", "src/b/mod.rs"),
            ("crate::b::inner", "src/b/inner.rs"),
            ("crate::c", "src/main.rs"),
            ("crate::c::d", "src/c/d.rs"),
            ("crate::c::e", "src/main.rs"),
            ("crate::f", "src/other/x.rs"),
            ("crate::f::y", "src/other/y.rs"),
            ("crate::f::y::up", "src/up.rs"),
        ],
    );
}

#[test]
fn what_is_not_in_the_build_is_not_read() {
    finds(
        &[
            (
                "src/main.rs",
                "#[cfg(test)] mod tests; #[cfg(feature = \"on\")] mod on; #[cfg(feature = \"off\")] mod off; mod whole;",
            ),
            ("src/on.rs", "#[cfg(windows)] fn f() {}"),
            ("src/whole.rs", "#![cfg(windows)]"),
        ],
        &[("crate", "src/main.rs"), ("crate::on", "src/on.rs")],
    );
}

#[test]
fn an_undecided_condition_is_remembered_for_all_below() {
    let world = MemoryWorld::new([("src/main.rs", "#[cfg(some_flag)] mod a { mod b {} } mod c {}")]);
    let (modules, files, mistakes) = tree(&world);
    assert_eq!(mistakes, []);
    let undecided: Vec<Option<&str>> =
        modules.iter().map(|module| module.undecided.map(|span| files.at(span))).collect();
    assert_eq!(undecided, [None, Some("some_flag"), Some("some_flag"), None]);
}

#[test]
fn mistakes_are_told_all_at_once() {
    refuses(
        &[
            ("src/main.rs", "mod missing; mod two; #[path = \"main.rs\"] mod myself; mod broken; mod round;"),
            ("src/two.rs", ""),
            ("src/two/mod.rs", ""),
            ("src/broken.rs", "fn f() { ("),
            ("src/round.rs", "#[path = \"round.rs\"] mod again;"),
        ],
        &[("WS0105", "missing"), ("WS0105", "two"), ("WS0104", "myself"), ("WS0104", "("), ("WS0104", "again")],
    );
}

#[test]
fn a_file_that_is_not_text_is_refused() {
    let mut world = MemoryWorld::new([("src/main.rs", "mod binary;")]);
    world.insert("src/binary.rs", b"fn a() {}\n\xff\xfe");
    let (_, _, mistakes) = tree(&world);
    assert_eq!(mistakes[0].message, "`src/binary.rs` is not UTF-8 (line 2)");
    let (_, _, mistakes) = tree(&MemoryWorld::default());
    assert_eq!(mistakes[0].code.as_str(), "WS0103");
}
