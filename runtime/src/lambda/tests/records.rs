//! What brings a batch: queues, topics, tables, streams.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;

use super::{Answer, answer, answered, one};
use crate::invoke::{Incoming, Outcome};
use crate::registry::{Invoke, Trigger};
use crate::{Change, Error};

const QUEUE: Trigger = Trigger::Queue { queue: "work", batch: 10, window: Duration::ZERO, concurrency: None };
const TOPIC: Trigger = Trigger::Topic { topic: "news", filter: &[] };
const TABLE: Trigger = Trigger::Table { table: "order", on: &[], batch: 100, from_oldest: false };
const STREAM: Trigger = Trigger::Stream { stream: "clicks", batch: 100, parallel: 1, from_oldest: false };

fn message(id: &str, body: &str, group: Option<&str>, queue: &str) -> Value {
    let mut attributes = json!({
        "ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183", "SenderId": "AIDAIENQZJOLO23YVJ4VO",
        "ApproximateFirstReceiveTimestamp": "1545082649185"
    });
    if let Some(group) = group {
        attributes["MessageGroupId"] = group.into();
    }
    json!({
        "messageId": id, "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...", "body": body,
        "attributes": attributes, "messageAttributes": {}, "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs", "eventSourceARN": format!("arn:aws:sqs:eu-west-1:123456789012:{queue}"),
        "awsRegion": "eu-west-1"
    })
}

fn batch(records: impl IntoIterator<Item = Value>) -> Value {
    json!({ "Records": records.into_iter().collect::<Vec<_>>() })
}

fn failures(ids: &[&str]) -> Value {
    json!({ "batchItemFailures": ids.iter().map(|id| json!({ "itemIdentifier": id })).collect::<Vec<_>>() })
}

fn text(incoming: Incoming) -> String {
    match incoming {
        Incoming::Message(body) => body,
        Incoming::Record(record) => format!("{} {}", record.partition_key, record.data),
        other => format!("{other:?}"),
    }
}

/// Fails where the input says so.
const JUDGE: Invoke = |invocation| {
    Box::pin(async move {
        let text = text(invocation.incoming);
        if text.contains("bad") { Err(Error::new("bad")) } else { Ok(Outcome::Done) }
    })
};

#[tokio::test]
async fn one_bad_message_comes_back_alone() {
    let event = batch(["1", "2", "3"].map(|id| message(id, if id == "2" { "\"bad\"" } else { "1" }, None, "work")));
    for trigger in [QUEUE, TOPIC] {
        assert_eq!(answered(trigger, JUDGE, &event).await.unwrap(), failures(&["2"]));
    }
    let fine = batch([message("1", "1", None, "work")]);
    assert_eq!(answered(QUEUE, JUDGE, &fine).await.unwrap(), failures(&[]));
}

#[tokio::test]
async fn a_message_brings_its_own_trace() {
    let check: Invoke = |invocation| {
        Box::pin(async move {
            let expected = text(invocation.incoming);
            let trace = invocation.about.trace.amazon().unwrap_or_default();
            if trace == expected { Ok(Outcome::Done) } else { Err(Error::new(trace)) }
        })
    };
    let mut traced = message("1", "Root=1-own", None, "work");
    traced["attributes"]["AWSTraceHeader"] = "Root=1-own".into();
    let event = batch([traced, message("2", super::TRACE, None, "work"), message("3", "other", None, "work")]);
    assert_eq!(answered(QUEUE, check, &event).await.unwrap(), failures(&["3"]));
}

#[tokio::test]
async fn a_message_brings_the_trace_of_everybody_else() {
    const W3C: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let check: Invoke = |invocation| {
        Box::pin(async move {
            let trace = invocation.about.trace;
            let found = (trace.id(), trace.parent(), trace.state(), trace.amazon());
            let id = Some("0af7651916cd43dd8448eb211c80319c");
            if found == (id, Some(W3C), Some("vendor=1"), Some("Root=1-own")) {
                Ok(Outcome::Done)
            } else {
                Err(Error::new(format!("{found:?}")))
            }
        })
    };
    let mut traced = message("1", "1", None, "work");
    traced["attributes"]["AWSTraceHeader"] = "Root=1-own".into();
    let text = |text: &str| json!({ "stringValue": text, "stringListValues": [], "binaryListValues": [], "dataType": "String" });
    let bytes = json!({ "binaryValue": "AQ==", "stringListValues": [], "binaryListValues": [], "dataType": "Binary" });
    traced["messageAttributes"] = json!({ "traceparent": text(W3C), "tracestate": text("vendor=1"), "own": bytes });
    let mut wrong = message("2", "1", None, "work");
    wrong["messageAttributes"] = json!({ "traceparent": text("00-1-2-3") });
    assert_eq!(answered(QUEUE, check, &batch([traced, wrong])).await.unwrap(), failures(&["2"]));
}

#[tokio::test]
async fn a_group_keeps_its_order_and_ends_at_a_failure() {
    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let check: Invoke = |invocation| {
        Box::pin(async move {
            let text = text(invocation.incoming);
            // What came first would end last if they ran side by side.
            sleep(Duration::from_millis(if text.ends_with('1') { 30 } else { 1 })).await;
            SEEN.lock().unwrap().push(text.clone());
            if text == "a2" { Err(Error::new("bad")) } else { Ok(Outcome::Done) }
        })
    };
    let bodies = ["a1", "b1", "a2", "b2", "a3"];
    let event = |queue| batch(bodies.map(|body| message(body, body, Some(&body[..1]), queue)));
    assert_eq!(answered(QUEUE, check, &event("work.fifo")).await.unwrap(), failures(&["a2", "a3"]));
    let seen = std::mem::take(&mut *SEEN.lock().unwrap());
    let of = |group| seen.iter().filter(|it| it.starts_with(group)).cloned().collect::<Vec<_>>();
    assert_eq!((of('a'), of('b')), (vec!["a1".into(), "a2".into()], vec!["b1".into(), "b2".into()]));
    // Groups of another queue are about fair shares alone.
    assert_eq!(answered(QUEUE, check, &event("work")).await.unwrap(), failures(&["a2"]));
    assert_eq!(SEEN.lock().unwrap().len(), 5);
}

#[tokio::test]
async fn messages_run_side_by_side() {
    let wait: Invoke = |_| {
        Box::pin(async {
            sleep(Duration::from_millis(50)).await;
            Ok(Outcome::Done)
        })
    };
    let event = batch((0..10).map(|number| message(&number.to_string(), "1", None, "work")));
    let begun = Instant::now();
    assert_eq!(answered(QUEUE, wait, &event).await.unwrap(), failures(&[]));
    assert!(begun.elapsed() < Duration::from_millis(400), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn what_is_handled_when_the_time_is_over_is_reported() {
    let check: Invoke = |invocation| {
        Box::pin(async move {
            if text(invocation.incoming) == "slow" {
                sleep(Duration::from_secs(30)).await;
            }
            Ok(Outcome::Done)
        })
    };
    let bodies = ["1", "slow", "3"];
    let event = batch(bodies.map(|body| message(body, body, None, "work")));
    let one = one(QUEUE, check, Duration::from_millis(100));
    let begun = Instant::now();
    let Answer::Value(value) = answer(&one, &event.to_string()).await.unwrap() else { panic!("no value") };
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(serde_json::from_str::<Value>(value.get()).unwrap(), failures(&["slow"]));
}

fn change(sequence: &str, id: &str, status: [Option<&str>; 2]) -> Value {
    let image = |status: &str| json!({ "id": { "S": id }, "status": { "S": status }, "cents": { "N": "450" } });
    let name = match status {
        [None, _] => "INSERT",
        [_, None] => "REMOVE",
        _ => "MODIFY",
    };
    let mut change = json!({
        "ApproximateCreationDateTime": 1_479_499_740, "Keys": { "id": { "S": id } }, "SequenceNumber": sequence,
        "SizeBytes": 112, "StreamViewType": "NEW_AND_OLD_IMAGES"
    });
    for (which, status) in ["OldImage", "NewImage"].into_iter().zip(status) {
        if let Some(status) = status {
            change[which] = image(status);
        }
    }
    json!({
        "eventID": "c4ca4238a0b923820dcc509a6f75849b", "eventName": name, "eventVersion": "1.1",
        "eventSource": "aws:dynamodb", "awsRegion": "eu-west-1", "dynamodb": change,
        "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/order/stream/2026-05-11T21:21:33.291"
    })
}

#[tokio::test]
async fn changes_of_one_item_keep_their_order() {
    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let check: Invoke = |invocation| {
        Box::pin(async move {
            let Incoming::Change(change) = invocation.incoming else { return Err(Error::new("no change")) };
            let status = |item: Option<&crate::backend::Item>| item.map(|it| it["status"].to_string());
            let said = format!("{:?} {:?}", status(change.before()), status(change.after()));
            let item = change.after().or(change.before()).ok_or_else(|| Error::new("nothing"))?;
            sleep(Duration::from_millis(if matches!(change, Change::Insert { .. }) { 20 } else { 1 })).await;
            SEEN.lock().unwrap().push(format!("{} {said}", item["id"]));
            if said.contains("lost") { Err(Error::new("lost")) } else { Ok(Outcome::Done) }
        })
    };
    let event = batch([
        change("111", "a", [None, Some("placed")]),
        change("222", "b", [None, Some("placed")]),
        change("333", "a", [Some("placed"), Some("lost")]),
        change("444", "b", [Some("placed"), Some("paid")]),
        change("555", "b", [Some("paid"), None]),
        change("666", "a", [Some("lost"), Some("found")]),
    ]);
    // The first failure alone: AWS Lambda goes on there.
    assert_eq!(answered(TABLE, check, &event).await.unwrap(), failures(&["333"]));
    let seen = std::mem::take(&mut *SEEN.lock().unwrap());
    let of = |id| seen.iter().filter(|it| it.starts_with(id)).map(|it| it[4..].to_owned()).collect::<Vec<_>>();
    let quoted = |text: &str| format!("Some(\"\\\"{text}\\\"\")");
    let (placed, paid) = (quoted("placed"), quoted("paid"));
    assert_eq!(of("\"a\""), [format!("None {placed}"), format!("{placed} {}", quoted("lost"))]);
    assert_eq!(of("\"b\""), [format!("None {placed}"), format!("{placed} {paid}"), format!("{paid} None")]);
}

#[tokio::test]
async fn a_change_that_shows_no_item_fails_alone() {
    let mut keys_only = change("222", "b", [None, Some("placed")]);
    keys_only["dynamodb"].as_object_mut().unwrap().remove("NewImage");
    let event = batch([change("111", "a", [None, Some("placed")]), keys_only]);
    let fine: Invoke = |_| Box::pin(async { Ok(Outcome::Done) });
    assert_eq!(answered(TABLE, fine, &event).await.unwrap(), failures(&["222"]));
}

fn record(sequence: &str, key: &str, data: &str) -> Value {
    json!({
        "kinesis": {
            "kinesisSchemaVersion": "1.0", "partitionKey": key, "sequenceNumber": sequence, "data": data,
            "approximateArrivalTimestamp": 1_545_084_650.987
        },
        "eventSource": "aws:kinesis", "eventVersion": "1.0", "eventID": format!("shardId-000000000006:{sequence}"),
        "eventName": "aws:kinesis:record", "invokeIdentityArn": "arn:aws:iam::123456789012:role/lambda-role",
        "awsRegion": "eu-west-1", "eventSourceARN": "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
    })
}

#[tokio::test]
async fn a_stream_goes_on_at_its_first_failure() {
    // {"n":1}, then "bad", then what is no text.
    let event = batch([
        record("49590338271490256608559692538361571095921575989136588898", "a", "eyJuIjoxfQ=="),
        record("49590338271490256608559692540925702759324208523137515618", "b", "ImJhZCI="),
        record("49590338271490256608559692540925702759324208523137515619", "c", "/w=="),
    ]);
    let expected = failures(&["49590338271490256608559692540925702759324208523137515618"]);
    assert_eq!(answered(STREAM, JUDGE, &event).await.unwrap(), expected);
    let fine = batch([record("1", "a", "eyJuIjoxfQ==")]);
    let check: Invoke = |invocation| {
        Box::pin(async move {
            let text = text(invocation.incoming);
            if text == "a {\"n\":1}" { Ok(Outcome::Done) } else { Err(Error::new(text)) }
        })
    };
    assert_eq!(answered(STREAM, check, &fine).await.unwrap(), failures(&[]));
}
