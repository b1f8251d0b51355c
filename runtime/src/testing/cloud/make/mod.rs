//! Makes what the program names, through the SDK, and notes how it goes again.

#[cfg(feature = "s3")]
pub mod bucket;
#[cfg(feature = "eventbridge")]
pub mod bus;
#[cfg(feature = "sqs")]
pub mod queue;
#[cfg(feature = "secretsmanager")]
pub mod secret;
#[cfg(feature = "kinesis")]
pub mod stream;
#[cfg(feature = "dynamodb")]
pub mod table;
#[cfg(feature = "sns")]
pub mod topic;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_credential_types::provider::ProvideCredentials as _;

use super::names::Names;
use super::undo::Undo;
use crate::aws::Clients;
use crate::backend::Later;
use crate::memory::Shared;
use crate::registry::{self, Resource, Trigger};
use crate::resource::{DefaultBus, Resource as _};
use crate::{Error, Result};

/// How long a table or stream may take until it is there.
const PATIENCE: Duration = Duration::from_mins(2);
/// How often it is looked for.
const LOOK: Duration = Duration::from_millis(500);

/// What makes resources.
pub struct Maker {
    /// The clients of AWS.
    pub clients: Arc<Clients>,
    /// What everything is called.
    pub names: Names,
    /// What has been made.
    pub undo: Arc<Undo>,
    /// Where resources are, by kind and id.
    places: Shared<BTreeMap<(&'static str, &'static str), String>>,
    /// The dead-letter queues of queues and inboxes, by kind and id.
    #[cfg(feature = "sqs")]
    dead: Shared<BTreeMap<(&'static str, &'static str), String>>,
}

impl Maker {
    /// One that has made nothing.
    ///
    /// # Errors
    /// The environment has no region or no credentials.
    pub async fn new(clients: Arc<Clients>, undo: Arc<Undo>) -> Result<Self> {
        let config = clients.config().await;
        if config.region().is_none() {
            return Err(Error::new("`WATERSHED_TEST=aws` needs a region, such as `AWS_REGION=eu-west-1`"));
        }
        let provider = config.credentials_provider();
        let provider = provider.ok_or_else(|| Error::new("`WATERSHED_TEST=aws` needs credentials"))?;
        provider.provide_credentials().await.map_err(|error| {
            Error::new(format!(
                "`WATERSHED_TEST=aws` needs credentials, such as `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`: {error}"
            ))
        })?;
        Ok(Self {
            clients,
            names: Names::new(),
            undo,
            places: Shared::default(),
            #[cfg(feature = "sqs")]
            dead: Shared::default(),
        })
    }

    /// A resource is there now.
    fn made(&self, kind: &'static str, id: &'static str, place: String) {
        self.places.lock().insert((kind, id), place);
    }

    /// Where a resource is.
    ///
    /// # Errors
    /// Nobody has made it: it is not linked into this program.
    pub fn place(&self, kind: &str, id: &str) -> Result<String> {
        let places = self.places.lock();
        let places: &BTreeMap<(&str, &str), String> = &places;
        let place = places.get(&(kind, id)).cloned();
        place.ok_or_else(|| Error::new(format!("no {kind} `{id}` is linked into this program")))
    }

    /// Where all resources are.
    pub fn places(&self) -> BTreeMap<(&'static str, &'static str), String> {
        self.places.lock().clone()
    }

    /// The URLs of the dead-letter queues of queues and inboxes, by kind and id.
    #[cfg(feature = "sqs")]
    pub fn dead(&self) -> BTreeMap<(&'static str, &'static str), String> {
        self.dead.lock().clone()
    }
}

/// Makes every resource of the program.
///
/// # Errors
/// One cannot be made.
pub async fn everything(maker: &Arc<Maker>) -> Result<()> {
    let all = registry::resources().map(|(id, resource)| one(Arc::clone(maker), id, resource));
    let default = is_default_bus_used().then(|| one(Arc::clone(maker), DefaultBus::ID, Resource::Bus));
    together(all.chain(default)).await
}

fn one(maker: Arc<Maker>, id: &'static str, resource: Resource) -> Later<'static, ()> {
    Box::pin(async move {
        match resource {
            #[cfg(feature = "sqs")]
            Resource::Queue { fifo, retries, delay, .. } => {
                queue::of(&maker, id, queue::Plan { fifo, receives: retries, delay, from: None }).await
            }
            #[cfg(feature = "sns")]
            Resource::Topic { fifo } => topic::make(&maker, id, fifo).await,
            #[cfg(feature = "dynamodb")]
            Resource::Table { fields, indexes, stream, .. } => {
                table::make(&maker, id, fields, indexes, stream || is_followed(id)).await
            }
            #[cfg(feature = "s3")]
            Resource::Bucket => bucket::make(&maker, id).await,
            #[cfg(feature = "secretsmanager")]
            Resource::Secret => secret::make(&maker, id).await,
            #[cfg(feature = "kinesis")]
            Resource::Stream => stream::make(&maker, id).await,
            #[cfg(feature = "eventbridge")]
            Resource::Bus => bus::make(&maker, id).await,
            #[allow(unreachable_patterns, reason = "a Cargo feature may be off")]
            _ => Err(Error::new(format!("`{id}`: {maker:?} was built without its service"))),
        }
    })
}

/// Whether a function follows the changes of a table.
fn is_followed(id: &str) -> bool {
    registry::functions().any(|(_, it)| matches!(it.trigger, Trigger::Table { table, .. } if table == id))
}

/// Whether somebody puts events onto the account's own bus or listens to it.
fn is_default_bus_used() -> bool {
    let listens = |trigger| matches!(trigger, Trigger::Event { bus, .. } if bus == DefaultBus::ID);
    let puts = |item| registry::grants(item).iter().any(|(kind, id, _)| (kind, id) == ("bus", DefaultBus::ID));
    registry::functions().any(|(_, it)| listens(it.trigger)) || registry::items().into_iter().any(puts)
}

/// Does things side by side, all to their end.
///
/// # Errors
/// The first error.
pub async fn together(all: impl IntoIterator<Item = Later<'static, ()>>) -> Result<()> {
    let mut tasks: tokio::task::JoinSet<Result<()>> = all.into_iter().collect();
    let mut outcome = Ok(());
    while let Some(done) = tasks.join_next().await {
        let done = done.unwrap_or_else(|error| Err(Error::new(format!("it broke off: {error}"))));
        outcome = outcome.and(done);
    }
    outcome
}

/// Waits until something is there.
///
/// # Errors
/// It cannot be asked, or it takes too long.
async fn until<F: Future<Output = Result<bool>>>(what: &str, is_there: impl Fn() -> F) -> Result<()> {
    let begun = Instant::now();
    while !is_there().await? {
        if begun.elapsed() > PATIENCE {
            return Err(Error::new(format!("{what} is not there after {} seconds", PATIENCE.as_secs())));
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}

impl std::fmt::Debug for Maker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.names.prefix())
    }
}
