//! The queues between functions and the topics, buckets and buses that they hear of.

use std::sync::Arc;
use std::time::Duration;

use super::make::{Maker, queue, together};
use crate::Result;
use crate::aws::is_fifo;
use crate::backend::Later;
use crate::local::wiring::{RETRIES, TOPIC_RETRIES};
use crate::registry::{self, Function, Trigger};

/// Makes all of them, and connects them.
///
/// # Errors
/// AWS refuses, or a function names what is not linked.
pub async fn connect(maker: &Arc<Maker>) -> Result<()> {
    let functions = registry::functions().map(|(id, function)| one(Arc::clone(maker), id, function));
    together(functions).await?;
    #[cfg(feature = "s3")]
    {
        let buckets = registry::resources().filter(|(_, resource)| matches!(resource, registry::Resource::Bucket));
        together(buckets.map(|(id, _)| bucket(Arc::clone(maker), id))).await?;
    }
    Ok(())
}

/// The queue of a function's own that one source may send to.
fn plan(function: &Function, fifo: bool, retries: u32, from: (&'static str, String)) -> queue::Plan {
    let receives = function.retries.unwrap_or(retries).saturating_add(1);
    queue::Plan { fifo, receives, delay: Duration::ZERO, from: Some(from) }
}

fn one(maker: Arc<Maker>, id: &'static str, function: &'static Function) -> Later<'static, ()> {
    Box::pin(async move {
        match function.trigger {
            #[cfg(feature = "sns")]
            Trigger::Topic { topic, filter } => {
                let topic = maker.place("topic", topic)?;
                let from = ("sns.amazonaws.com", topic.clone());
                let plan = plan(function, is_fifo(&topic), TOPIC_RETRIES, from);
                let queue = queue::inbox(&maker, id, plan).await?;
                super::make::topic::subscribe(&maker, &topic, &queue, filter).await
            }
            #[cfg(feature = "eventbridge")]
            Trigger::Event { bus, source, detail_type } => {
                use super::make::bus::{listen, rule};
                let rule = rule(&maker, id, maker.place("bus", bus)?, source, detail_type).await?;
                let plan = plan(function, false, RETRIES, ("events.amazonaws.com", rule.arn.clone()));
                let queue = queue::inbox(&maker, id, plan).await?;
                listen(&maker, &rule, &queue).await
            }
            _ => Ok(()),
        }
    })
}

/// A bucket tells all who hear of it in one list.
#[cfg(feature = "s3")]
fn bucket(maker: Arc<Maker>, id: &'static str) -> Later<'static, ()> {
    Box::pin(async move {
        let name = maker.place("bucket", id)?;
        let mut listeners = Vec::new();
        for (function_id, function) in registry::functions() {
            let Trigger::Bucket { bucket, on, prefix, suffix } = function.trigger else { continue };
            if bucket != id {
                continue;
            }
            let plan = plan(function, false, RETRIES, ("s3.amazonaws.com", super::make::bucket::arn(&name)));
            let queue = queue::inbox(&maker, function_id, plan).await?;
            listeners.push(super::make::bucket::Listener { queue, on, prefix, suffix });
        }
        if listeners.is_empty() { Ok(()) } else { super::make::bucket::notify(&maker, &name, &listeners).await }
    })
}
