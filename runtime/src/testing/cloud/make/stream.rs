//! Streams.

use std::sync::Arc;

use aws_sdk_kinesis::types::StreamStatus;

use super::{Maker, until};
use crate::Result;
use crate::aws::fault;

/// The longest name (Kinesis quotas, 2026-11).
const LONGEST: usize = 128;
/// How many shards: two, so that a test sees that only keys keep their order.
const SHARDS: i32 = 2;

/// Makes a stream and waits until it is there.
///
/// # Errors
/// AWS refuses, or it takes too long.
pub async fn make(maker: &Arc<Maker>, id: &'static str) -> Result<()> {
    let name = maker.names.of(id, "", LONGEST);
    let made = maker.clients.kinesis().await.create_stream().stream_name(&name).shard_count(SHARDS).send().await;
    made.map_err(|error| fault(&format!("the stream `{name}` cannot be made"), error))?;
    let (clients, place) = (Arc::clone(&maker.clients), name.clone());
    maker.undo.add(format!("the stream {name}"), async move {
        let gone = clients.kinesis().await.delete_stream().stream_name(place).send().await;
        gone.map(drop).map_err(|error| fault("it cannot be removed", error))
    });
    until(&format!("the stream `{name}`"), || is_there(maker, &name)).await?;
    maker.made("stream", id, name);
    Ok(())
}

async fn is_there(maker: &Maker, name: &str) -> Result<bool> {
    let answer = maker.clients.kinesis().await.describe_stream_summary().stream_name(name).send().await;
    let answer = answer.map_err(|error| fault(&format!("the stream `{name}` cannot be asked for"), error))?;
    Ok(answer.stream_description_summary.is_some_and(|it| it.stream_status == StreamStatus::Active))
}
