//! What starts functions: queues of AWS, and streams of AWS, read as a container reads them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::task::JoinSet;

use super::seen::Seen;
use crate::memory::Shared;
use crate::registry::Trigger;
#[cfg(feature = "sqs")]
use crate::{
    Result,
    aws::is_fifo,
    container::consume::{Consumer, Sqs},
    container::{deployment::Member, running::Running},
    testing::cloud::make::Maker,
};

/// What feeds the functions of a program.
#[derive(Default)]
pub struct Feeds {
    /// The URLs of the queues that are read, by the id of the function.
    pub lines: Vec<(&'static str, String)>,
    /// What readers have seen, by the id of the function.
    pub seen: Vec<(&'static str, Arc<Seen>)>,
    /// What readers could not handle, by the id of the function.
    pub buried: BTreeMap<&'static str, Arc<Shared<Vec<serde_json::Value>>>>,
    /// What runs.
    pub all: JoinSet<()>,
}

/// Whether something of AWS starts a function.
pub fn is_fed(trigger: &Trigger) -> bool {
    use Trigger::{Bucket, Call, Event, Http, Queue, Schedule, Stream, Table, Topic, Url};
    match trigger {
        Queue { .. } | Topic { .. } | Table { .. } | Bucket { .. } | Event { .. } | Stream { .. } => true,
        Http { .. } | Url { .. } | Schedule { .. } | Call => false,
    }
}

/// Begins to feed functions.
///
/// # Errors
/// A function names what is not linked, or AWS cannot be asked.
#[cfg(feature = "sqs")]
pub async fn begin(maker: &Arc<Maker>, running: &Arc<Running>) -> Result<Feeds> {
    let mut feeds = Feeds::default();
    for member in &running.deployment.functions {
        match member.function.trigger {
            Trigger::Queue { queue, .. } => feeds.line(maker, running, *member, ("queue", queue)).await?,
            Trigger::Topic { .. } | Trigger::Bucket { .. } | Trigger::Event { .. } => {
                feeds.line(maker, running, *member, ("inbox", member.id)).await?;
            }
            #[cfg(feature = "dynamodb")]
            Trigger::Table { table, on, .. } => {
                let (clients, name) = (Arc::clone(&maker.clients), maker.place("table", table)?);
                let source = crate::container::reader::Changes::find(clients, &name, on).await?;
                super::read::read(&mut feeds, running, *member, source);
            }
            #[cfg(all(feature = "dynamodb", feature = "kinesis"))]
            Trigger::Stream { stream, .. } => {
                let (clients, told) = (Arc::clone(&maker.clients), maker.place("stream", stream)?);
                super::read::read(&mut feeds, running, *member, crate::container::reader::Stream { clients, told });
            }
            _ => {}
        }
    }
    Ok(feeds)
}

#[cfg(feature = "sqs")]
impl Feeds {
    async fn line(
        &mut self,
        maker: &Maker,
        running: &Arc<Running>,
        member: Member,
        (kind, id): (&str, &str),
    ) -> Result<()> {
        let url = maker.place(kind, id)?;
        let line = Sqs::find(Arc::clone(&maker.clients), &url).await?;
        let consumer = Consumer::new(Arc::clone(running), member, line, is_fifo(&url));
        self.lines.push((member.id, url));
        self.all.spawn(async move { consumer.run().await });
        Ok(())
    }
}
