//! What rustc makes of `examples/shop` is what the compiler reads there: nothing is lost on either side.

use std::collections::BTreeSet;

use shop as _;
use watershed::registry;
use watershed::signature::Grants;
use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::{self, Request};
use watershed_codegen::model::{Grant, Identity, Model, Reach};
use watershed_grammar::Diagnostics;
use watershed_tests::program::project;

/// One item in one line: kind, id, path, trigger, and what it may do.
type Line = (String, BTreeSet<String>);

fn registered() -> BTreeSet<Line> {
    let line = |item: &registry::Item| {
        let mut grants = Grants::default();
        (item.grants)(&mut grants);
        let granted =
            grants.iter().flat_map(|(kind, id, names)| names.iter().map(move |it| format!("{kind} {id} {it}")));
        let path = item.path.strip_prefix("shop::").expect("the shop is alone here");
        (format!("{} {} {path} {}", item.kind, item.id, item.trigger().unwrap_or("-")), granted.collect())
    };
    registry::items().into_iter().map(line).collect()
}

fn compiled(model: &Model) -> BTreeSet<Line> {
    let line = |kind: &str, it: &Identity, trigger: &str, grants: &[Grant]| {
        (format!("{kind} {} {} {trigger}", it.id, it.path), granted(model, grants))
    };
    let functions = model.functions.iter().map(|it| line("function", &it.identity, it.trigger.kind(), &it.grants));
    let services = model.services.iter().map(|it| line("service", &it.identity, "-", &it.grants));
    let resources = model.resources.iter().map(|it| line(it.kind(), &it.identity, "-", &[]));
    functions.chain(services).chain(resources).collect()
}

fn granted(model: &Model, grants: &[Grant]) -> BTreeSet<String> {
    let each = |grant: &Grant| {
        let to = match grant.to {
            Reach::Function(id) => format!("function {}", model.function(id).identity.id),
            Reach::Resource(id) => format!("{} {}", model.resource(id).kind(), model.resource(id).identity.id),
        };
        grant.capabilities.iter().map(|it| format!("{to} {}", it.name())).collect::<Vec<_>>()
    };
    grants.iter().flat_map(each).collect()
}

#[test]
fn the_binary_registers_what_the_compiler_reads() {
    let mut diagnostics = Diagnostics::new();
    let world = DiskWorld::new(&project().join("examples/shop"));
    let front = front::read(&world, &Request::default(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.into_sorted());
    let registered = registered();
    for model in &front.models {
        assert_eq!(compiled(model), registered, "{}", model.environment);
    }
    assert_eq!((front.models.len(), registered.is_empty()), (2, false));
}
