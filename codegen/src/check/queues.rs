//! How long messages live, how fast they are taken, and how many read one stream.

use std::collections::BTreeMap;

use watershed_grammar::function::Place;
use watershed_grammar::limits::{MAPPING_CONCURRENCY, QUEUE_RETENTION, STREAM_READERS, TABLE_READERS};
use watershed_grammar::resource::{Shape, queue};
use watershed_grammar::value::Duration;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use super::same::Same;
use crate::model::{Function, Model, Resource, ResourceId, Trigger};

/// How many times its timeout a message is hidden from others.
const TIMES: u64 = 6;

/// Every rule.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut readers: BTreeMap<ResourceId, Vec<&Function>> = BTreeMap::new();
    let mut consumers: BTreeMap<ResourceId, Vec<&Function>> = BTreeMap::new();
    let same = Same::new(model);
    for function in model.whole_functions() {
        match &function.trigger {
            Trigger::Queue { queue, window, .. } => {
                let hidden =
                    function.timeout.value.seconds() * TIMES + window.as_ref().map_or(0, |it| it.value.seconds());
                diagnostics.extend_some(forgotten(model, *queue, function, hidden));
                diagnostics.extend_some(overpolled(function));
                consumers.entry(*queue).or_default().push(function);
            }
            Trigger::Topic { .. } => {
                diagnostics.extend_some(overpolled(function));
                diagnostics.extend_some(forgotten_on_the_way(function));
            }
            Trigger::Bucket { .. } | Trigger::Event { .. } if function.place.value == Place::Container => {
                diagnostics.extend_some(forgotten_on_the_way(function));
            }
            Trigger::Table { table: stream, .. } | Trigger::Stream { stream, .. } => {
                readers.entry(same.first(*stream)).or_default().push(function);
                diagnostics.extend_some(forgotten_by_stream(model.resource(*stream), function));
            }
            _ => {}
        }
        diagnostics.extend_some(shards(model, function));
    }
    for resource in model.whole_resources() {
        let Shape::Queue(queue) = &resource.shape else { continue };
        if let Some(retention) = queue.retention.as_ref().filter(|it| it.value.seconds() >= QUEUE_RETENTION.high) {
            let message = "a dead letter keeps its age, so nobody has time to look at one that waited this long";
            let wrong = Diagnostic::warning(codes::FORGOTTEN, retention.span, message);
            diagnostics.push(wrong.help("keep messages for less than the 14 days of dead letters, such as `\"10d\"`"));
        }
    }
    for (queue, consumers) in consumers {
        diagnostics.extend_some(hasty(model.resource(queue), &consumers));
    }
    for (stream, readers) in readers {
        diagnostics.extend_some(crowded(model, stream, &readers));
    }
}

/// A message that is gone before its last try is never a dead letter.
fn forgotten(model: &Model, id: ResourceId, consumer: &Function, hidden: u64) -> Option<Diagnostic> {
    let resource = model.resource(id);
    let Shape::Queue(queue) = &resource.shape else { return None };
    if resource.external.is_some() || !resource.identity.is_whole {
        return None;
    }
    let retention = queue.retention.as_ref().map_or(queue::RETENTION, |it| it.value);
    let receives = queue.retries.as_ref().map_or(queue::RETRIES, |it| it.value);
    let tries = hidden * u64::from(receives) + queue.delay.as_ref().map_or(0, |it| it.value.seconds());
    (tries > retention.seconds()).then(|| {
        let at: Span = queue
            .retention
            .as_ref()
            .map(|it| it.span)
            .or(queue.retries.as_ref().map(|it| it.span))
            .unwrap_or(resource.identity.name);
        let message = format!(
            "{receives} tries take {}, and the queue forgets a message after {}",
            Duration::from_seconds(tries).written(),
            retention.written()
        );
        let wrong = Diagnostic::warning(codes::FORGOTTEN, at, message);
        let label = format!("a try hides the message for {}", Duration::from_seconds(hidden).written());
        wrong
            .also(consumer.timeout.place(consumer.trigger_at), label)
            .help("raise `retention`, or lower `retries` or `timeout`")
    })
}

/// The same for the queue between a topic, a bucket or a bus and its function, which keeps messages as long as a queue
/// does that says nothing.
fn forgotten_on_the_way(function: &Function) -> Option<Diagnostic> {
    let retries = function.retries.as_ref()?;
    let hidden = function.timeout.value.seconds() * TIMES;
    let tries = hidden * (u64::from(retries.value) + 1);
    (tries > queue::RETENTION.seconds()).then(|| {
        let message = format!(
            "{} tries take {}, and the queue before this function forgets a message after {}",
            u64::from(retries.value) + 1,
            Duration::from_seconds(tries).written(),
            queue::RETENTION.written()
        );
        let wrong = Diagnostic::warning(codes::FORGOTTEN, retries.place(function.trigger_at), message);
        let label = format!("a try hides the message for {}", Duration::from_seconds(hidden).written());
        wrong.also(function.timeout.place(function.trigger_at), label).help("lower `retries` or `timeout`")
    })
}

/// A record that is gone before its last try is never a dead letter, and its shard waits for it all that time.
fn forgotten_by_stream(resource: &Resource, function: &Function) -> Option<Diagnostic> {
    // How long somebody else's stream keeps records is not known.
    if matches!(resource.shape, Shape::Stream(_)) && resource.external.is_some() {
        return None;
    }
    let (kept, retries) = (resource.keeps_records(), function.retries.as_ref()?);
    let tries = function.timeout.value.seconds() * (u64::from(retries.value) + 1);
    (tries > kept).then(|| {
        let message = format!(
            "{} tries take {}, and the stream forgets a record after {}",
            u64::from(retries.value) + 1,
            Duration::from_seconds(tries).written(),
            Duration::from_seconds(kept).written()
        );
        let wrong = Diagnostic::warning(codes::FORGOTTEN, retries.place(function.trigger_at), message);
        let wrong = wrong.also(function.timeout.place(function.trigger_at), "a try takes this long");
        wrong.also(resource.identity.name, "the stream").help("lower `retries` or `timeout`")
    })
}

/// A mapping on a queue hands over two batches at once, whatever the function may run. More are limited by what is
/// written for it.
fn overpolled(function: &Function) -> Option<Diagnostic> {
    let max = function.scale.max.as_ref().filter(|_| function.place.value == Place::Serverless)?;
    let fewest = MAPPING_CONCURRENCY.low;
    (u64::from(max.value) < fewest).then(|| {
        let message = format!("a queue is read by {fewest} at once at least, and {} may run", max.value);
        let wrong = Diagnostic::warning(codes::OVERPOLLED, max.place(function.identity.at), message);
        wrong.also(function.trigger_at, "the queue").help("write `scale(max = 2)` or more")
    })
}

/// Receives that AWS advises before a message is dead (AWS Lambda developer guide, configuring SQS queues, 2026-11).
const RECEIVES: u32 = 5;

/// A function that is throttled has received its messages all the same.
fn hasty(resource: &Resource, consumers: &[&Function]) -> Option<Diagnostic> {
    let Shape::Queue(queue) = &resource.shape else { return None };
    let retries = queue.retries.as_ref().filter(|it| it.value < RECEIVES)?;
    let mut throttled = consumers.iter().filter(|it| it.place.value == Place::Serverless).peekable();
    if resource.external.is_some() || throttled.peek().is_none() {
        return None;
    }
    let message = "a throttled function has received its messages too, and they are dead before it ever runs";
    let wrong = Diagnostic::warning(codes::HASTY, retries.span, message);
    let wrong = throttled.fold(wrong, |wrong, function| wrong.also(function.trigger_at, "the function"));
    Some(wrong.help(format!("write `retries = {RECEIVES}` or more, or leave it out")))
}

/// Batches of all shards at once against what is reserved.
fn shards(model: &Model, function: &Function) -> Option<Diagnostic> {
    let Trigger::Stream { stream, parallel, .. } = &function.trigger else { return None };
    let Shape::Stream(shape) = &model.resource(*stream).shape else { return None };
    let max = function.scale.max.as_ref().filter(|_| function.place.value == Place::Serverless)?;
    let shards = shape.shards.as_ref()?;
    let wanted = shards.value.saturating_mul(*parallel);
    (wanted > max.value).then(|| {
        let message = format!(
            "{} shards with {parallel} batches each start {wanted} at once, and `max` is {}",
            shards.value, max.value
        );
        let wrong = Diagnostic::error(codes::CONCURRENCY, max.place(function.identity.at), message);
        wrong
            .also(function.trigger_at, "the stream")
            .also(shards.span, "its shards")
            .help(format!("write `scale(max = {wanted})`"))
    })
}

fn crowded(model: &Model, stream: ResourceId, readers: &[&Function]) -> Option<Diagnostic> {
    let resource = model.resource(stream);
    let limit = if matches!(resource.shape, Shape::Table(_)) { TABLE_READERS } else { STREAM_READERS };
    let beyond = readers.get(limit.most() as usize)?;
    let message =
        format!("{} functions read `{}`, and its shards serve {}", readers.len(), resource.identity.id, limit.most());
    let wrong =
        Diagnostic::warning(codes::READERS, beyond.trigger_at, message).also(resource.identity.name, "what they read");
    Some(wrong.help("let one of them publish to a `#[topic]`, and the others listen to that"))
}
