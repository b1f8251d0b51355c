//! AWS: what is behind handles in Lambda and in a container.
//!
//! The official SDK is underneath, a client a service, made when a handle is first used and then shared by all. Where
//! a resource is, says the environment (`WATERSHED_QUEUE_CHARGES`); region, credentials and endpoints come from where
//! every program of AWS takes them. Each service is behind a Cargo feature, so a program compiles only what it uses.

mod backends;
mod features;
mod names;
#[cfg(any(feature = "dynamodb", feature = "lambda"))]
pub(crate) mod number;
mod variables;

#[cfg(any(feature = "eventbridge", feature = "kinesis", feature = "sns", feature = "sqs"))]
mod batch;
#[cfg(any(feature = "sns", feature = "sqs"))]
mod letter;

// What services share; one alone does not need all of it.
#[cfg(feature = "aws")]
#[allow(dead_code)]
mod backoff;
#[cfg(feature = "aws")]
#[allow(dead_code)]
mod clients;
#[cfg(feature = "aws")]
#[allow(dead_code)]
mod fault;
#[cfg(feature = "aws")]
#[allow(dead_code)]
mod kept;
#[cfg(feature = "aws")]
mod raw;
#[cfg(feature = "aws")]
pub mod sdk;
#[cfg(feature = "aws")]
#[allow(dead_code)]
mod trace;

#[cfg(feature = "dynamodb")]
mod attribute;
#[cfg(feature = "dynamodb")]
mod dynamodb;
#[cfg(feature = "eventbridge")]
mod eventbridge;
#[cfg(feature = "dynamodb")]
mod expression;
#[cfg(feature = "invoke")]
mod invoke;
#[cfg(feature = "kinesis")]
mod kinesis;
#[cfg(feature = "s3")]
mod s3;
#[cfg(feature = "secretsmanager")]
mod secretsmanager;
#[cfg(feature = "sns")]
mod sns;
#[cfg(feature = "sqs")]
mod sqs;

use std::collections::BTreeMap;
use std::sync::Arc;

use backends::Aws;
#[cfg(feature = "aws")]
pub use clients::Clients;
#[cfg(feature = "aws")]
#[allow(unused_imports, reason = "what reads queues and streams uses it")]
pub(crate) use fault::fault;
pub use features::{missing, refusal};
#[cfg(feature = "sqs")]
#[allow(unused_imports, reason = "what reads queues uses it")]
pub(crate) use letter::is_fifo;
#[cfg(feature = "aws")]
pub use raw::RawClient;
pub use variables::Variables;

use crate::invoke::Backends;

/// What is behind handles in this process; it asks nobody before a handle is used.
pub fn backends() -> Arc<dyn Backends> {
    Arc::new(Aws::new(Variables::of_process()))
}

/// The same, with an environment of its own: the variables `WATERSHED_…`, and `AWS_REGION`, `AWS_ENDPOINT_URL`,
/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` where they are given.
pub fn backends_in(variables: BTreeMap<String, String>) -> Arc<dyn Backends> {
    Arc::new(Aws::new(Variables::of(variables)))
}

/// Clients with the environment of the process, for who makes the resources itself.
#[cfg(all(feature = "aws", feature = "testing"))]
pub(crate) fn clients() -> Arc<Clients> {
    Arc::new(Clients::new(Variables::of_process()))
}

/// What is behind handles on resources whose places are known, by kind and id.
#[cfg(all(feature = "aws", feature = "testing"))]
pub(crate) fn backends_at(places: &BTreeMap<(&str, &str), String>, clients: Arc<Clients>) -> Arc<dyn Backends> {
    let variables = places.iter().map(|((kind, id), place)| (names::variable(kind, id), place.clone()));
    Arc::new(Aws::with(Variables::of(variables.collect()), clients))
}

/// A secret that nobody has read yet.
#[cfg(all(feature = "secretsmanager", feature = "testing"))]
pub(crate) fn secret(id: &'static str, place: String, clients: Arc<Clients>) -> Arc<dyn crate::backend::Secret> {
    Arc::new(secretsmanager::Secret::new(id, place, clients))
}

/// Makes the clients behind kinds of resources, without connecting anywhere, so that the first invocation finds them.
///
/// It is for AWS Lambda before the first event is asked for: until then a function has a whole processor, and with
/// 256 MB a seventh of one afterwards. Nearly all of it is reading the system's certificates, once for all clients.
#[cfg(feature = "aws")]
pub async fn warm<'a>(backends: &dyn Backends, kinds: impl IntoIterator<Item = &'a str>) {
    let Ok(clients) = backends.clients() else { return };
    for kind in kinds {
        clients.warm(kind).await;
    }
}
