//! What brings one input: schedules, buckets, buses, calls.

use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Value, json};

use super::answered;
use crate::invoke::{Incoming, Outcome};
use crate::registry::{Invoke, Trigger};
use crate::{Error, Event, Happening, Object};

const CLOCK: Trigger = Trigger::Schedule { when: "rate(1 hour)", timezone: None };
const BUCKET: Trigger = Trigger::Bucket { bucket: "files", on: &[Happening::Created], prefix: "", suffix: "" };
const BUS: Trigger = Trigger::Event { bus: "default", source: &[], detail_type: &[] };

#[tokio::test]
async fn a_tick_is_the_time_that_was_planned() {
    let event = json!({
        "version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
        "source": "aws.scheduler", "account": "123456789012", "time": "2026-10-08T16:53:06Z", "region": "eu-west-1",
        "resources": ["arn:aws:scheduler:eu-west-1:123456789012:schedule/default/sweep"], "detail": "{}"
    });
    let check: Invoke = |invocation| {
        Box::pin(async move {
            match invocation.incoming {
                Incoming::Tick(time) if time == UNIX_EPOCH + Duration::from_secs(1_791_478_386) => Ok(Outcome::Done),
                other => Err(Error::new(format!("{other:?}"))),
            }
        })
    };
    assert_eq!(answered(CLOCK, check, &event).await.unwrap(), Value::Null);
    let wrong = answered(CLOCK, check, &json!({ "time": "at noon" })).await;
    assert!(wrong.is_err());
}

fn object(name: &str, key: &str, size: Option<u64>) -> Value {
    let mut object =
        json!({ "key": key, "eTag": "d41d8cd98f00b204e9800998ecf8427e", "sequencer": "0A1B2C3D4E5F678901" });
    if let Some(size) = size {
        object["size"] = size.into();
    }
    json!({ "Records": [{
        "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-west-1", "eventTime": "2026-01-01T00:00:00.000Z",
        "eventName": name, "userIdentity": { "principalId": "EXAMPLE" },
        "s3": {
            "s3SchemaVersion": "1.0", "configurationId": "tf-s3-lambda-1",
            "bucket": { "name": "files", "arn": "arn:aws:s3:::files", "ownerIdentity": { "principalId": "EXAMPLE" } },
            "object": object
        }
    }] })
}

#[tokio::test]
async fn an_object_has_its_key_as_it_was_written() {
    let check: Invoke = |invocation| {
        Box::pin(async move {
            let expected = [
                Object { key: "in/a b+c\u{e9}.txt".into(), size: 1024, happened: Happening::Created },
                Object { key: "in/a.txt".into(), size: 0, happened: Happening::Removed },
            ];
            match invocation.incoming {
                Incoming::Object(object) if expected.contains(&object) => Ok(Outcome::Done),
                other => Err(Error::new(format!("{other:?}"))),
            }
        })
    };
    for (name, key, size) in [
        ("ObjectCreated:Put", "in/a+b%2Bc%C3%A9.txt", Some(1024)),
        ("ObjectRemoved:DeleteMarkerCreated", "in/a.txt", None),
    ] {
        assert_eq!(answered(BUCKET, check, &object(name, key, size)).await.unwrap(), Value::Null);
    }
    let other = answered(BUCKET, check, &object("ObjectTagging:Put", "in/a.txt", None)).await.unwrap_err();
    assert_eq!(other.to_string(), "`ObjectTagging:Put` is neither a new object nor a removed one");
}

#[tokio::test]
async fn an_event_brings_its_details_and_its_failure_is_told() {
    let event = json!({
        "version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718", "detail-type": "Placed", "source": "shop.orders",
        "account": "123456789012", "time": "2026-12-22T18:43:48Z", "region": "eu-west-1", "resources": [],
        "detail": { "order": "o1", "cents": 450 }
    });
    let check: Invoke = |invocation| {
        Box::pin(async move {
            match invocation.incoming {
                Incoming::Event(Event { id, source, detail_type, detail }) => {
                    Err(Error::new(format!("{id} {source} {detail_type} {detail}")))
                }
                other => Err(Error::new(format!("{other:?}"))),
            }
        })
    };
    let error = answered(BUS, check, &event).await.unwrap_err().to_string();
    let (start, detail) = error.split_at(error.find('{').unwrap());
    assert_eq!(start, "6a7e8feb-b491-4cf7-a9f1-bf3703467718 shop.orders Placed ");
    assert_eq!(serde_json::from_str::<Value>(detail).unwrap(), event["detail"]);
}

#[tokio::test]
async fn a_call_answers_in_json() {
    let double: Invoke = |invocation| {
        Box::pin(async move {
            match invocation.incoming {
                Incoming::Call(input) if input == "null" => Ok(Outcome::Delivered),
                Incoming::Call(input) => Ok(Outcome::Value(format!("{{\"got\":{input}}}"))),
                other => Err(Error::new(format!("{other:?}"))),
            }
        })
    };
    assert_eq!(answered(Trigger::Call, double, &json!([1, 2])).await.unwrap(), json!({ "got": [1, 2] }));
    assert_eq!(answered(Trigger::Call, double, &Value::Null).await.unwrap(), Value::Null);
}
