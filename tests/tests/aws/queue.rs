//! Queues.

use std::time::{Duration, Instant};

use serde_json::json;
use watershed::aws::sdk::sqs::Client;
use watershed::aws::sdk::sqs::types::{Message as Received, MessageSystemAttributeName, QueueAttributeName};
use watershed::backend::Outgoing;
use watershed::invoke::Outcome;

use super::fake::Fake;
use super::{Cloud, PARENT, STATE, TRACE};

fn text(body: impl Into<String>) -> Outgoing {
    Outgoing { body: body.into(), group: None, delay: None }
}

fn start() -> Option<Cloud> {
    let cloud = Cloud::start(&[("WATERSHED_QUEUE_CHARGES", "charges"), ("WATERSHED_QUEUE_STEPS", "steps.fifo")])?;
    cloud.wait(async {
        let client = Client::new(&cloud.config);
        client.create_queue().queue_name("charges").send().await.expect("a queue can be made");
        let fifo = client.create_queue().queue_name("steps.fifo").attributes(QueueAttributeName::FifoQueue, "true");
        fifo.send().await.expect("a FIFO queue can be made");
    });
    Some(cloud)
}

/// All that is in a queue, in the order in which it comes.
pub async fn drain(client: &Client, name: &str) -> Vec<Received> {
    let url = client.get_queue_url().queue_name(name).send().await.expect("it is there").queue_url;
    let url = url.expect("it has a URL");
    let mut all = Vec::new();
    loop {
        let request = client.receive_message().queue_url(&url).max_number_of_messages(10);
        let request = request.message_system_attribute_names(MessageSystemAttributeName::All);
        let request = request.message_attribute_names("All");
        let some = request.send().await.expect("it can be read").messages.unwrap_or_default();
        if some.is_empty() {
            return all;
        }
        for message in some {
            let handle = message.receipt_handle.clone().unwrap_or_default();
            client.delete_message().queue_url(&url).receipt_handle(handle).send().await.expect("it can go");
            all.push(message);
        }
    }
}

pub fn bodies(messages: &[Received]) -> Vec<&str> {
    messages.iter().filter_map(|it| it.body.as_deref()).collect()
}

#[test]
fn messages_arrive_however_many() {
    let Some(cloud) = start() else { return };
    let queue = cloud.backends.queue("charges").expect("it is told which");
    cloud.wait(async {
        queue.send(Vec::new()).await.expect("nothing is easy");
        queue.send(vec![text("one")]).await.expect("one is sent");
        queue.send((0..25).map(|it| text(format!("{it:02}"))).collect()).await.expect("three calls");
        let found = drain(&Client::new(&cloud.config), "charges").await;
        let mut bodies = bodies(&found);
        bodies.sort_unstable();
        let mut expected: Vec<String> = (0..25).map(|it| format!("{it:02}")).collect();
        expected.push("one".to_owned());
        assert_eq!(bodies, expected);
    });
}

#[test]
fn a_group_keeps_its_order_and_equal_messages_are_two() {
    let Some(cloud) = start() else { return };
    let queue = cloud.backends.queue("steps").expect("it is told which");
    cloud.wait(async {
        let grouped = |it: u32| Outgoing { group: Some(format!("g{}", it % 2)), ..text(format!("{it:02}")) };
        queue.send((0..12).map(grouped).collect()).await.expect("six calls, a message of each group in one");
        queue.send(vec![text("same"), text("same")]).await.expect("a group of its own");
        let found = drain(&Client::new(&cloud.config), "steps.fifo").await;
        let of = |group: &str| -> Vec<&str> {
            let group = Some(group.to_owned());
            let name = &MessageSystemAttributeName::MessageGroupId;
            let of = found.iter().filter(|it| it.attributes.as_ref().and_then(|it| it.get(name)).cloned() == group);
            of.filter_map(|it| it.body.as_deref()).collect()
        };
        assert_eq!(of("g0"), ["00", "02", "04", "06", "08", "10"]);
        assert_eq!(of("g1"), ["01", "03", "05", "07", "09", "11"]);
        assert_eq!(of("watershed"), ["same", "same"]);
    });
}

#[test]
fn a_delayed_message_waits() {
    let Some(cloud) = start() else { return };
    let queue = cloud.backends.queue("charges").expect("it is told which");
    cloud.wait(async {
        let start = Instant::now();
        let later = Outgoing { delay: Some(Duration::from_millis(1100)), ..text("later") };
        queue.send(vec![later]).await.expect("it is sent");
        let client = Client::new(&cloud.config);
        assert!(drain(&client, "charges").await.is_empty());
        while drain(&client, "charges").await.is_empty() {
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert!(start.elapsed() < Duration::from_secs(30), "it never comes");
        }
        assert!(start.elapsed() >= Duration::from_millis(1500), "1.1 s are more than 1 s, so SQS waits for 2");
    });
}

#[test]
fn the_trace_travels_with_a_message() {
    let Some(cloud) = start() else { return };
    cloud.run(|invocation| {
        Box::pin(async move {
            invocation.backends.queue("charges")?.send(vec![text("one")]).await?;
            Ok(Outcome::Done)
        })
    });
    let found = cloud.wait(drain(&Client::new(&cloud.config), "charges"));
    let name = MessageSystemAttributeName::AwsTraceHeader;
    let traces: Vec<Option<&str>> =
        found.iter().map(|it| it.attributes.as_ref().and_then(|it| it.get(&name)).map(String::as_str)).collect();
    assert_eq!(traces, [Some(TRACE)]);
    let said = found[0].message_attributes.as_ref().expect("it has attributes");
    let said = |name: &str| said[name].string_value.as_deref();
    assert_eq!((said("traceparent"), said("tracestate")), (Some(PARENT), Some(STATE)));
}

/// MiniStack forgets the trace of messages that come together, so what is sent is looked at.
#[test]
fn the_trace_travels_with_each_of_many() {
    let fake = Fake::start([(200, json!({ "Successful": [], "Failed": [] }))]);
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_QUEUE_CHARGES", &format!("{}/charges", fake.url))]);
    cloud.run(|invocation| {
        Box::pin(async move {
            invocation.backends.queue("charges")?.send(vec![text("two"), text("three")]).await?;
            Ok(Outcome::Done)
        })
    });
    let asked = fake.asked();
    let entries = asked[0].body["Entries"].as_array().expect("entries");
    let trace = |it: &serde_json::Value| it["MessageSystemAttributes"]["AWSTraceHeader"]["StringValue"] == TRACE;
    assert_eq!(entries.iter().filter(|it| trace(it)).count(), 2);
    let said = |it: &serde_json::Value| {
        let attributes = &it["MessageAttributes"];
        attributes["traceparent"]["StringValue"] == PARENT && attributes["tracestate"]["StringValue"] == STATE
    };
    assert_eq!(entries.iter().filter(|it| said(it)).count(), 2);
}

#[test]
fn what_the_server_could_not_take_is_sent_again_and_what_is_wrong_is_reported() {
    let failed =
        |id: u32, sender: bool, code: &str| json!({ "Id": id.to_string(), "SenderFault": sender, "Code": code });
    let taken = |id: u32| json!({ "Id": id.to_string(), "MessageId": "m", "MD5OfMessageBody": "x" });
    let url = json!({ "QueueUrl": "http://127.0.0.1/charges" });
    let half = json!({
        "Successful": [],
        "Failed": [failed(0, false, "InternalError"), failed(1, true, "InvalidMessageContents")],
    });
    let fake = Fake::start([(200, url), (200, half), (200, json!({ "Successful": [taken(0)], "Failed": [] }))]);
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_QUEUE_CHARGES", "charges")]);
    let queue = cloud.backends.queue("charges").expect("it is told which");
    // The checksum of an answer without one is not looked at.
    let error = cloud.wait(queue.send(vec![text("a"), text("b")])).expect_err("one of two cannot be taken");
    assert_eq!(error.to_string(), "the queue `charges` did not take 1 of 2 messages: InvalidMessageContents");
    let asked = fake.asked();
    let bodies: Vec<_> = asked.iter().map(|it| it.body["Entries"].as_array().map(Vec::len)).collect();
    assert_eq!(bodies, [None, Some(2), Some(1)]);
    assert_eq!(asked[2].body["Entries"][0]["MessageBody"], "a");
}

#[test]
fn a_message_that_is_too_large_is_named_before_anything_is_sent() {
    let cloud = Cloud::at("http://127.0.0.1:9", &[("WATERSHED_QUEUE_CHARGES", "http://127.0.0.1:9/charges")]);
    let queue = cloud.backends.queue("charges").expect("it is told which");
    let messages = vec![text("small"), text("x".repeat((1 << 20) + 1))];
    let error = cloud.wait(queue.send(messages)).expect_err("SQS takes 1 MiB");
    let expected = "the queue `charges` takes at most 1048576 bytes in one message, and this has 1048577";
    assert_eq!(error.to_string(), expected);
}
