//! Finds in AWS what the environment names.

use std::sync::Arc;

use super::Feed;
use crate::aws::{Clients, is_fifo};
use crate::container::consume::{Consumer, Sqs};
use crate::container::deployment::Member;
#[cfg(feature = "dynamodb")]
use crate::container::reader::{self, Notebook, Positions, Reader};
use crate::container::running::Running;
use crate::container::told;
use crate::registry::Trigger;

/// What feeds a function; nothing where requests start it.
///
/// # Errors
/// A variable is missing, or what it names is not there.
pub async fn feed(running: &Arc<Running>, member: Member) -> Result<Option<Feed>, String> {
    match member.function.trigger {
        _ if member.is_fed() => {
            let consumer = consumer(running, member).await?;
            Ok(Some(Box::pin(async move { consumer.run().await })))
        }
        #[cfg(feature = "dynamodb")]
        Trigger::Table { table, on, .. } => {
            let clients = clients(running)?;
            let name = variable(&told::name("TABLE", table))?;
            let source = reader::Changes::find(clients, &name, on).await.map_err(|error| error.to_string())?;
            read(running, member, source).await.map(Some)
        }
        #[cfg(all(feature = "dynamodb", feature = "kinesis"))]
        Trigger::Stream { stream, .. } => {
            let (clients, told) = (clients(running)?, variable(&told::name("STREAM", stream))?);
            read(running, member, reader::Stream { clients, told }).await.map(Some)
        }
        _ => Ok(None),
    }
}

/// What feeds a function with messages.
///
/// # Errors
/// As [`feed`].
pub async fn consumer(running: &Arc<Running>, member: Member) -> Result<Arc<Consumer<Sqs>>, String> {
    let name = match member.function.trigger {
        Trigger::Queue { queue, .. } => told::name("QUEUE", queue),
        _ => told::name("INBOX", member.id),
    };
    let told = variable(&name)?;
    let line = Sqs::find(clients(running)?, &told).await.map_err(|error| error.to_string())?;
    Ok(Consumer::new(Arc::clone(running), member, line, is_fifo(&told)))
}

#[cfg(feature = "dynamodb")]
async fn read(running: &Arc<Running>, member: Member, source: impl reader::Source) -> Result<Feed, String> {
    let notes = Notebook { clients: clients(running)?, name: variable(&told::name("POSITIONS", member.id))? };
    let dead = variable(&told::name("DEAD", member.id))?;
    let dead = Sqs::find(clients(running)?, &dead).await.map_err(|error| error.to_string())?;
    let retries = told::retries(member.id, &told::variable)?;
    let (running, positions) = (Arc::clone(running), tokio::sync::Mutex::new(Positions::default()));
    let reader = Arc::new(Reader { running, member, source, notes, dead, retries, positions });
    Ok(Box::pin(reader.run()))
}

fn clients(running: &Running) -> Result<Arc<Clients>, String> {
    running.backends.clients().map_err(|error| error.to_string())
}

fn variable(name: &str) -> Result<String, String> {
    told::variable(name).ok_or_else(|| format!("`{name}` is not set"))
}
