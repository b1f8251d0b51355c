//! `#[queue]`, `#[table]`, … to a resource of the model.

use watershed_grammar::resource::{self as grammar, Shape, external};
use watershed_grammar::{Diagnostic, Diagnostics};

use super::Context;
use super::component::Resource;
use super::value::Value;
use crate::parse::Declaration;

impl Context<'_> {
    /// Builds a resource.
    pub fn resource(
        &self,
        declaration: &Declaration,
        resource: &grammar::Resource,
        diagnostics: &mut Diagnostics,
    ) -> Resource {
        let common = &resource.common;
        let identity =
            self.identity(declaration, common.id.as_ref(), common.renamed_from.as_ref(), &common.tags, &common.accept);
        let overrides = self.environment.resources.get(&identity.id).map(|(_, it)| it.clone()).unwrap_or_default();
        // What is written in the attribute has been checked there.
        if let Some(name) = &overrides.external {
            let fifo = resource.shape.fifo().filter(|_| declaration.is_whole);
            if let Some(fault) = external::fault(resource.shape.kind(), &name.value) {
                diagnostics.push(Diagnostic::error(fault.code, name.span, fault.message).help(fault.help));
            } else if let Some(fault) = fifo.and_then(|fifo| external::fifo_fault(fifo, &name.value)) {
                let wrong = Diagnostic::error(fault.code, name.span, fault.message);
                diagnostics.push(wrong.also(declaration.name, "the resource").help(fault.help));
            }
        }
        let external = Value::pick(overrides.external, common.external.clone());
        let message = match (&resource.shape, resource.item.inside.as_slice()) {
            (Shape::Topic(_), [inside]) => Some(self.names.message(declaration.place.module, inside)),
            _ => None,
        };
        let mut shape = resource.shape.clone();
        if let Shape::Table(table) = &mut shape {
            self.names.complete(declaration.place.module, table, diagnostics);
        }
        let known = grammar::KINDS.iter().flat_map(|it| it.keys).map(|key| key.name);
        let hides = |key: &&str| declaration.doubts.about(key, &known);
        // What is wrong with the field of a `ttl` is told at the field.
        let may_expire = !declaration.is_whole && matches!(&shape, Shape::Table(table) if table.ttl.is_none());
        let knows_ends = !may_expire && !["external", "expire", "ttl"].iter().any(hides);
        Resource { identity, shape, message: message.flatten(), external, knows_ends }
    }
}
