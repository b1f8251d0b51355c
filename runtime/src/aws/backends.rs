//! The backends of AWS, by the resources' ids.

use std::sync::Arc;

#[cfg(feature = "aws")]
use super::clients::Clients;
#[cfg(feature = "aws")]
#[allow(unused_imports, reason = "`aws` alone has no service")]
use super::kept::Kept;
use super::{Variables, features, names};
use crate::backend::{Bucket, Bus, Call, Queue, Secret, Stream, Table, Topic};
use crate::invoke::Backends;
use crate::resource::{Index, KeyFields};
use crate::{Error, Result};

/// Where resources are, the clients, and what has been found out about each resource.
pub struct Aws {
    variables: Variables,
    #[cfg(feature = "aws")]
    clients: Arc<Clients>,
    #[cfg(feature = "dynamodb")]
    tables: Kept<super::dynamodb::Table>,
    #[cfg(feature = "sqs")]
    queues: Kept<super::sqs::Queue>,
    #[cfg(feature = "sns")]
    topics: Kept<super::sns::Topic>,
    #[cfg(feature = "s3")]
    buckets: Kept<super::s3::Bucket>,
    #[cfg(feature = "secretsmanager")]
    secrets: Kept<super::secretsmanager::Secret>,
    #[cfg(feature = "eventbridge")]
    buses: Kept<super::eventbridge::Bus>,
    #[cfg(feature = "kinesis")]
    streams: Kept<super::kinesis::Stream>,
    #[cfg(feature = "invoke")]
    calls: Kept<super::invoke::Call>,
}

impl Aws {
    /// Nothing is asked and nothing is made yet.
    pub fn new(variables: Variables) -> Self {
        #[cfg(feature = "aws")]
        let clients = Arc::new(Clients::new(variables.clone()));
        Self::with(
            variables,
            #[cfg(feature = "aws")]
            clients,
        )
    }

    /// The same with clients that are there.
    pub fn with(variables: Variables, #[cfg(feature = "aws")] clients: Arc<Clients>) -> Self {
        Self {
            variables,
            #[cfg(feature = "aws")]
            clients,
            #[cfg(feature = "dynamodb")]
            tables: Kept::default(),
            #[cfg(feature = "sqs")]
            queues: Kept::default(),
            #[cfg(feature = "sns")]
            topics: Kept::default(),
            #[cfg(feature = "s3")]
            buckets: Kept::default(),
            #[cfg(feature = "secretsmanager")]
            secrets: Kept::default(),
            #[cfg(feature = "eventbridge")]
            buses: Kept::default(),
            #[cfg(feature = "kinesis")]
            streams: Kept::default(),
            #[cfg(feature = "invoke")]
            calls: Kept::default(),
        }
    }

    fn place(&self, kind: &str, id: &str) -> Result<String> {
        names::place(&self.variables, kind, id)
    }
}

/// The error of a service that the program was built without.
#[allow(dead_code, reason = "no service is missing where all are on")]
fn without(kind: &'static str, id: &str) -> Error {
    let missing: Vec<(&str, &str)> = features::of(kind).map(|feature| (kind, feature)).into_iter().collect();
    Error::new(format!("the {kind} `{id}`: {}", features::refusal(&missing).unwrap_or_default()))
}

/// The backend of a resource, made once; without the feature an error that names it.
macro_rules! backend {
    ($self:ident, $kind:literal, $feature:literal, $id:ident, $kept:ident, $make:expr) => {{
        #[cfg(feature = $feature)]
        {
            let make = |place: String| -> _ { $make(place, Arc::clone(&$self.clients)) };
            Ok($self.$kept.or_make($id, || Ok(make($self.place($kind, $id)?)))?)
        }
        #[cfg(not(feature = $feature))]
        {
            $self.place($kind, $id)?;
            Err(without($kind, $id))
        }
    }};
}

impl Backends for Aws {
    fn table(&self, id: &'static str, key: KeyFields, indexes: &'static [Index]) -> Result<Arc<dyn Table>> {
        #[cfg(not(feature = "dynamodb"))]
        let _ = (key, indexes);
        backend!(self, "table", "dynamodb", id, tables, |place, clients| super::dynamodb::Table::new(
            id, place, key, indexes, clients
        ))
    }

    fn queue(&self, id: &'static str) -> Result<Arc<dyn Queue>> {
        backend!(self, "queue", "sqs", id, queues, |place, clients| super::sqs::Queue::new(id, place, clients))
    }

    fn topic(&self, id: &'static str) -> Result<Arc<dyn Topic>> {
        backend!(self, "topic", "sns", id, topics, |place, clients| super::sns::Topic::new(id, place, clients))
    }

    fn bucket(&self, id: &'static str) -> Result<Arc<dyn Bucket>> {
        backend!(self, "bucket", "s3", id, buckets, |place, clients| super::s3::Bucket::new(id, place, clients))
    }

    fn secret(&self, id: &'static str) -> Result<Arc<dyn Secret>> {
        backend!(self, "secret", "secretsmanager", id, secrets, |place, clients| super::secretsmanager::Secret::new(
            id, place, clients
        ))
    }

    fn bus(&self, id: &'static str) -> Result<Arc<dyn Bus>> {
        backend!(self, "bus", "eventbridge", id, buses, |place, clients| super::eventbridge::Bus::new(
            id, place, clients
        ))
    }

    fn stream(&self, id: &'static str) -> Result<Arc<dyn Stream>> {
        backend!(self, "stream", "kinesis", id, streams, |place, clients| super::kinesis::Stream::new(
            id, place, clients
        ))
    }

    fn call(&self, id: &'static str) -> Result<Arc<dyn Call>> {
        backend!(self, "function", "invoke", id, calls, |place, clients| super::invoke::Call::new(id, place, clients))
    }

    #[cfg(feature = "aws")]
    fn clients(&self) -> Result<Arc<Clients>> {
        Ok(Arc::clone(&self.clients))
    }
}
