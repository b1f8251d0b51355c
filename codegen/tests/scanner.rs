//! The scanner against syn, on real code: it finds the same items under the same names.

use std::path::{Path, PathBuf};

use watershed_codegen::source::scanner::{ItemKind, Scanned, scan};

/// A line for each item, modules indented.
fn ours(scanned: &Scanned, text: &str, out: &mut Vec<String>) {
    for item in &scanned.items {
        let name = item.name.map(|name| name.of(text)).unwrap_or_default();
        out.push(format!("{:?} {name} {}", item.kind, item.attributes.len()));
        if let Some(module) = &item.module {
            ours(module, text, out);
            out.push("end".to_owned());
        }
    }
}

fn theirs(items: &[syn::Item], out: &mut Vec<String>) {
    use ItemKind as Kind;
    for item in items {
        let (kind, name, attributes) = match item {
            syn::Item::Fn(it) => (Kind::Function, it.sig.ident.to_string(), &it.attrs),
            syn::Item::Struct(it) => (Kind::Struct, it.ident.to_string(), &it.attrs),
            syn::Item::Enum(it) => (Kind::Enum, it.ident.to_string(), &it.attrs),
            syn::Item::Union(it) => (Kind::Union, it.ident.to_string(), &it.attrs),
            syn::Item::Type(it) => (Kind::Alias, it.ident.to_string(), &it.attrs),
            syn::Item::Const(it) => (Kind::Constant, it.ident.to_string(), &it.attrs),
            syn::Item::Static(it) => (Kind::Static, it.ident.to_string(), &it.attrs),
            syn::Item::Trait(it) => (Kind::Trait, it.ident.to_string(), &it.attrs),
            syn::Item::TraitAlias(it) => (Kind::Trait, it.ident.to_string(), &it.attrs),
            syn::Item::Impl(it) => (Kind::Impl, String::new(), &it.attrs),
            syn::Item::Mod(it) => (Kind::Module, it.ident.to_string(), &it.attrs),
            syn::Item::Use(it) => (Kind::Use, String::new(), &it.attrs),
            syn::Item::ExternCrate(it) => (Kind::ExternCrate, it.ident.to_string(), &it.attrs),
            syn::Item::ForeignMod(it) => (Kind::Foreign, String::new(), &it.attrs),
            syn::Item::Macro(it) => match &it.ident {
                Some(name) => (Kind::Macro, name.to_string(), &it.attrs),
                None => (Kind::MacroCall, String::new(), &it.attrs),
            },
            _ => continue,
        };
        let is_doc = |attribute: &&syn::Attribute| {
            matches!(attribute.style, syn::AttrStyle::Outer) && !is_doc_comment(attribute)
        };
        let name = name.trim_start_matches("r#").to_owned();
        out.push(format!("{kind:?} {name} {}", attributes.iter().filter(is_doc).count()));
        if let syn::Item::Mod(syn::ItemMod { content: Some((_, items)), .. }) = item {
            theirs(items, out);
            out.push("end".to_owned());
        }
    }
}

/// syn makes `#[doc = "…"]` of a doc comment; its tokens all have the span of the comment.
fn is_doc_comment(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("doc") && attribute.pound_token.span.byte_range().len() > 1
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn the_same_items_as_syn_on_the_sources_of_the_dependencies() {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let mut files = Vec::new();
    sources(&home.unwrap().join("registry/src"), &mut files);
    let mut judged = 0;
    let mut faults = Vec::new();
    for file in files.iter().take(3_000) {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        proc_macro2::extra::invalidate_current_thread_spans();
        let Ok(parsed) = syn::parse_file(&text) else { continue };
        // syn keeps what it does not know as tokens; such files cannot be compared.
        if parsed.items.iter().any(|item| matches!(item, syn::Item::Verbatim(_))) {
            continue;
        }
        judged += 1;
        let mut expected = Vec::new();
        theirs(&parsed.items, &mut expected);
        match scan(&text) {
            Err(fault) => faults.push(format!("{}: {fault:?}", file.display())),
            Ok(scanned) => {
                let mut found = Vec::new();
                ours(&scanned, &text, &mut found);
                if let Some(index) =
                    (0..expected.len().max(found.len())).find(|&index| expected.get(index) != found.get(index))
                {
                    faults.push(format!(
                        "{}: expected {:?}, found {:?}",
                        file.display(),
                        expected.get(index),
                        found.get(index)
                    ));
                }
            }
        }
    }
    eprintln!("{judged} files judged");
    assert!(faults.is_empty(), "{} of {judged}:\n{}", faults.len(), faults[..faults.len().min(20)].join("\n"));
    assert!(judged >= 100, "only {judged} files were judged");
}

#[test]
fn an_annotated_item_and_what_is_inside() {
    let text = "/// Doc.\n#[watershed::function(call)]\npub async fn f<const N: usize>(a: [u8; { 3 }]) -> A<{ N }> {\n    #[x::inner(1)] fn g() {} let _ = '\"'; }\n";
    let scanned = scan(text).unwrap();
    let item = &scanned.items[0];
    assert_eq!(item.docs[0].of(text), " Doc.");
    assert_eq!(item.attributes[0].path.of(text), "watershed::function");
    assert_eq!(item.attributes[0].rest.of(text), "(call)");
    assert_eq!(item.header.of(text), "pub async fn f<const N: usize>(a: [u8; { 3 }]) -> A<{ N }> ");
    assert_eq!(item.inside[0].path.of(text), "x::inner");
}

#[test]
fn what_is_not_rust_is_a_fault_at_its_place() {
    let cases = [
        ("fn f() { ", "{"),
        ("fn f() { (] }", "("),
        ("}", "}"),
        ("mod a { fn f() {}", "{"),
        ("\"abc", "\""),
        ("/* x", "/"),
        ("fn f() { r#\"x }", "r"),
        ("xyz", "x"),
        ("use a", "u"),
        ("#", "#"),
    ];
    for (text, at) in cases {
        let fault = scan(text).unwrap_err();
        assert!(fault.at.of(text).starts_with(at), "{text}: {fault:?}");
    }
    let deep = "mod a { ".repeat(5_000);
    assert!(scan(&deep).is_err());
    let braces = format!("fn f() {{ {} {} }}", "{".repeat(200_000), "}".repeat(200_000));
    assert!(scan(&braces).is_ok());
}

#[test]
fn no_cut_of_a_source_panics() {
    let text = include_str!("scanner.rs");
    for end in (0..text.len()).step_by(7).filter(|end| text.is_char_boundary(*end)) {
        let _ = scan(&text[..end]);
        let _ = scan(&text[end..]);
    }
}
