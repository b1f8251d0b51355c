//! How Terraform refers to a resource: one that it manages, or one that exists already, by name or ARN.

use watershed_grammar::resource::Shape;
use watershed_grammar::value::Arn;

use super::names::{local, queue_url};
use crate::model::Resource;
use crate::terraform::hcl::{Body, Expression, Part};
use crate::terraform::resource::{
    DynamodbTable, EventBus, KinesisStream, Resource as _, S3Bucket, Secret, SnsTopic, SqsQueue,
};

/// A resource as a reference.
pub struct Target<'a> {
    resource: &'a Resource,
    kind: &'static str,
    /// The ARN, where it is known already: then nothing is looked up.
    arn: Option<(&'a str, Arn<'a>)>,
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
        let text = resource.external.as_ref().map(|external| external.value.as_str());
        let arn = text.and_then(|text| Some((text, Arn::parse(text)?)));
        Self { resource, kind, arn }
    }

    /// Its type in Terraform.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// Its ARN.
    pub fn arn(&self) -> Expression {
        self.arn.map_or_else(|| self.attribute("arn"), |(text, _)| text.into())
    }

    /// Its ARN with something behind it.
    pub fn arn_with(&self, rest: &str) -> Expression {
        match self.arn {
            Some((text, _)) => format!("{text}{rest}").into(),
            None => Expression::Template(vec![Part::Reference(self.path("arn").into()), Part::Text(rest.to_owned())]),
        }
    }

    /// What a program or another resource needs to find it: the URL of a queue, the ARN of a topic or secret, the
    /// name of the rest. Tables, streams and buses that are known by their ARN are found by it.
    pub fn locator(&self) -> Expression {
        match (&self.resource.shape, self.arn) {
            (Shape::Queue(_), Some((_, arn))) => queue_url(&arn).into(),
            (Shape::Bucket(_), Some((_, arn))) => arn.name().into(),
            (Shape::Queue(_), None) => self.attribute("url"),
            (Shape::Topic(_) | Shape::Secret(_), _) => self.arn(),
            (Shape::Bucket(_), None) => self.attribute("bucket"),
            (Shape::Table(_) | Shape::Stream(_) | Shape::Bus(_), Some((text, _))) => text.into(),
            (Shape::Table(_) | Shape::Stream(_) | Shape::Bus(_), None) => self.attribute("name"),
        }
    }

    /// The ARN of a table's stream, which only Terraform knows.
    pub fn stream_arn(&self) -> Expression {
        self.attribute("stream_arn")
    }

    fn attribute(&self, name: &str) -> Expression {
        Expression::reference(self.path(name))
    }

    fn path(&self, attribute: &str) -> String {
        let data = if self.resource.external.is_some() { "data." } else { "" };
        [data, self.kind, ".", &local(&self.resource.identity.id), ".", attribute].concat()
    }

    /// Looks up a resource that exists already, where its name does not say enough.
    pub fn data(&self, external: &str, file: &mut Body) {
        if self.arn.is_some() {
            return;
        }
        let argument = if let Shape::Bucket(_) = self.resource.shape { "bucket" } else { "name" };
        let whole = std::mem::take(file).blank();
        let body = Body::new().attribute(argument, external);
        *file = whole.block("data", &[self.kind, &local(&self.resource.identity.id)], body);
    }
}
