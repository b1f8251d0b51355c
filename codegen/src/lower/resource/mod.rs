//! Resources to Terraform: one file each, one module a kind.

pub mod bucket;
mod bus;
pub mod queue;
mod secret;
mod stream;
mod table;
mod topic;

use watershed_grammar::resource::Shape;

use super::names::{self, local};
use super::target::Target;
use super::{Cloud, tags};
use crate::model::ResourceId;
use crate::terraform::hcl::{Body, Expression};

/// What every kind needs of a resource that is written.
pub struct Writing {
    /// Its place in the model.
    pub id: ResourceId,
    /// Its name in Terraform.
    pub local: String,
    /// Its physical name.
    pub name: String,
    /// Its tags.
    pub tags: Expression,
}

/// Writes a resource.
pub fn lower(id: ResourceId, cloud: &mut Cloud<'_>) {
    let resource = cloud.model.resource(id);
    let identity = &resource.identity;
    let mut body = Body::new();
    let file = &mut body;
    if let Some(external) = &resource.external {
        Target::of(resource).data(&external.value, file);
    } else {
        let (protected, name) = (cloud.model.protected, names::of_identity(cloud.model, identity));
        let writing = Writing { id, local: local(&identity.id), name, tags: tags(identity) };
        match &resource.shape {
            Shape::Queue(queue) => queue::lower(queue, writing, cloud, file),
            Shape::Topic(topic) => topic::lower(topic, writing, protected, file),
            Shape::Table(table) => table::lower(table, writing, protected, file),
            Shape::Bucket(bucket) => bucket::lower(bucket, writing, protected, file),
            Shape::Secret(_) => secret::lower(&identity.summary, writing, protected, file),
            Shape::Stream(stream) => stream::lower(stream, writing, protected, file),
            Shape::Bus(_) => bus::lower(writing, protected, file),
        }
    }
    cloud.file(names::file(resource.kind(), &identity.id), body);
}

/// A number of Terraform.
pub fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
