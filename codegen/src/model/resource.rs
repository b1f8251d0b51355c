//! `#[queue]`, `#[table]`, … to a resource of the model.

use watershed_grammar::resource as grammar;

use super::Context;
use super::component::Resource;
use super::value::Value;
use crate::parse::Declaration;

impl Context<'_> {
    /// Builds a resource.
    pub fn resource(&self, declaration: &Declaration, resource: &grammar::Resource) -> Resource {
        let common = &resource.common;
        let identity = self.identity(declaration, common.id.as_ref(), common.renamed_from.as_ref(), &common.tags);
        let overrides = self.environment.resources.get(&identity.id).map(|(_, it)| it.clone()).unwrap_or_default();
        let external = Value::pick(overrides.external, common.external.clone());
        Resource { identity, shape: resource.shape.clone(), external }
    }
}
