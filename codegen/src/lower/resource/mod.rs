//! Resources to Terraform: one file each, one module a kind.

pub mod bucket;
pub mod bus;
pub mod queue;
mod secret;
mod stream;
mod table;
pub mod topic;

use watershed_grammar::resource::Shape;

use super::names::local;
use super::target::Target;
use super::{Cloud, notification, tags};
use crate::model::{Identity, Model, ResourceId};
use crate::physical::{self, Space};
use crate::terraform::hcl::{Body, Expression};

/// What every kind needs of a resource that is written.
pub struct Writing<'a> {
    /// Its place in the model.
    pub id: ResourceId,
    /// What it belongs to.
    pub model: &'a Model,
    /// Who it is.
    pub identity: &'a Identity,
    /// Its name in Terraform.
    pub local: String,
    /// Its tags.
    pub tags: Expression,
}

impl Writing<'_> {
    /// Its physical name.
    fn name(&self, space: Space, suffix: &str) -> String {
        physical::name(self.model, self.identity, space, suffix)
    }
}

/// Writes a resource.
pub fn lower(id: ResourceId, cloud: &Cloud<'_>) -> Body {
    let resource = cloud.model.resource(id);
    let identity = &resource.identity;
    let mut body = Body::new();
    let file = &mut body;
    if let Some(external) = &resource.external {
        Target::of(resource).data(&external.value, file);
    } else {
        let (model, protected) = (cloud.model, cloud.model.protected);
        let writing = Writing { id, model, identity, local: local(&identity.id), tags: tags(identity) };
        match &resource.shape {
            Shape::Queue(queue) => queue::lower(queue, writing, cloud, file),
            Shape::Topic(topic) => topic::lower(topic, writing, protected, file),
            Shape::Table(table) => table::lower(table, writing, protected, file),
            Shape::Bucket(bucket) => bucket::lower(bucket, writing, protected, file),
            Shape::Secret(_) => secret::lower(writing, protected, file),
            Shape::Stream(stream) => stream::lower(stream, writing, protected, file),
            Shape::Bus(_) => bus::lower(&writing, cloud, file),
        }
    }
    notification::lower(id, cloud, file);
    body
}

/// A number of Terraform.
pub fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
