//! How Terraform refers to a resource: one that it manages, or one that exists already.

use watershed_grammar::resource::Shape;

use super::names::local;
use crate::model::Resource;
use crate::terraform::hcl::{Body, Expression, Part};
use crate::terraform::resource::{
    DynamodbTable, EventBus, KinesisStream, Resource as _, S3Bucket, Secret, SnsTopic, SqsQueue,
};

/// A resource as a reference.
pub struct Target<'a> {
    resource: &'a Resource,
    kind: &'static str,
}

impl<'a> Target<'a> {
    /// The reference to a resource.
    pub fn of(resource: &'a Resource) -> Self {
        let kind = match resource.shape {
            Shape::Queue(_) => SqsQueue::TYPE,
            Shape::Topic(_) => SnsTopic::TYPE,
            Shape::Table(_) => DynamodbTable::TYPE,
            Shape::Bucket(_) => S3Bucket::TYPE,
            Shape::Secret(_) => Secret::TYPE,
            Shape::Stream(_) => KinesisStream::TYPE,
            Shape::Bus(_) => EventBus::TYPE,
        };
        Self { resource, kind }
    }

    /// One of its attributes.
    pub fn attribute(&self, name: &str) -> Expression {
        Expression::reference(self.path(name))
    }

    /// Its ARN.
    pub fn arn(&self) -> Expression {
        self.attribute("arn")
    }

    /// Its ARN with something behind it.
    pub fn arn_with(&self, rest: &str) -> Expression {
        Expression::Template(vec![Part::Reference(self.path("arn").into()), Part::Text(rest.to_owned())])
    }

    /// What a program needs to find it: the URL of a queue, the ARN of a topic or secret, the name of the rest.
    pub fn locator(&self) -> Expression {
        self.attribute(match (&self.resource.shape, self.resource.external.is_some()) {
            (Shape::Queue(_), _) => "url",
            (Shape::Topic(_) | Shape::Secret(_), _) => "arn",
            (Shape::Bucket(_), _) => "bucket",
            (Shape::Table(_) | Shape::Stream(_) | Shape::Bus(_), _) => "name",
        })
    }

    fn path(&self, attribute: &str) -> String {
        let data = if self.resource.external.is_some() { "data." } else { "" };
        format!("{data}{}.{}.{attribute}", self.kind, local(&self.resource.identity.id))
    }

    /// Reads a resource that exists already.
    pub fn data(&self, external: &str, file: &mut Body) {
        // An ARN ends with the name, behind a colon or a slash.
        let name = if external.starts_with("arn:") {
            external.rsplit([':', '/']).next().unwrap_or(external)
        } else {
            external
        };
        let argument = match self.resource.shape {
            Shape::Bucket(_) => "bucket",
            Shape::Secret(_) if external.starts_with("arn:") => "arn",
            _ => "name",
        };
        let value = if argument == "arn" { external } else { name };
        let body = Body::new().attribute(argument, value);
        let whole = std::mem::take(file).blank();
        *file = whole.block("data", &[self.kind, &local(&self.resource.identity.id)], body);
    }
}
