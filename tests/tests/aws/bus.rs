//! Buses.

use serde_json::json;
use watershed::aws::sdk::{eventbridge, sqs};
use watershed::backend::BusEvent;
use watershed::invoke::Outcome;

use super::fake::Fake;
use super::queue::drain;
use super::{Cloud, TRACE};

fn event(number: u32) -> BusEvent {
    let detail = format!("{{\"n\":{number}}}");
    BusEvent { source: "shop.orders".to_owned(), detail_type: "Placed".to_owned(), detail }
}

#[test]
fn events_reach_whoever_listens() {
    let Some(cloud) = Cloud::start(&[("WATERSHED_BUS_PRODUCTS", "products")]) else { return };
    cloud.wait(async {
        let (events, queues) = (eventbridge::Client::new(&cloud.config), sqs::Client::new(&cloud.config));
        events.create_event_bus().name("products").send().await.expect("a bus can be made");
        queues.create_queue().queue_name("inbox").send().await.expect("a queue can be made");
        let rule = events.put_rule().name("all").event_bus_name("products");
        rule.event_pattern("{\"source\":[\"shop.orders\"]}").send().await.expect("a rule can be made");
        let arn = "arn:aws:sqs:eu-west-1:123456789012:inbox";
        let target = eventbridge::types::Target::builder().id("inbox").arn(arn).build().expect("a target");
        let request = events.put_targets().rule("all").event_bus_name("products").targets(target);
        request.send().await.expect("a target can be added");
        let bus = cloud.backends.bus("products").expect("it is told which");
        bus.put((0..23).map(event).collect()).await.expect("three calls");
        let found = drain(&queues, "inbox").await;
        let number = |body: &str| serde_json::from_str::<serde_json::Value>(body).ok()?["detail"]["n"].as_u64();
        let mut numbers: Vec<_> = found.iter().filter_map(|it| number(it.body.as_deref()?)).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..23).collect::<Vec<_>>());
        let default = cloud.backends.bus("default").expect("it needs no variable");
        default.put(vec![event(1)]).await.expect("every account has it");
    });
}

#[test]
fn what_failed_is_put_again_and_large_events_travel_alone() {
    let busy =
        json!({ "Entries": [{ "ErrorCode": "ThrottlingException", "ErrorMessage": "slow" }, { "EventId": "1" }] });
    let wrong = json!({ "Entries": [{ "ErrorCode": "MalformedDetail", "ErrorMessage": "no JSON" }] });
    let fake = Fake::start([(200, busy), (200, json!({ "Entries": [{ "EventId": "2" }] })), (200, wrong)]);
    let cloud = Cloud::at(&fake.url, &[]);
    cloud.run(|invocation| {
        Box::pin(async move {
            let bus = invocation.backends.bus("default")?;
            bus.put(vec![event(1), event(2)]).await?;
            let large = BusEvent { detail: "x".repeat(300_000), ..event(3) };
            let error = bus.put(vec![large]).await.expect_err("it is no JSON").to_string();
            assert_eq!(error, "the bus `default` did not take 1 of 1 messages: MalformedDetail: no JSON");
            Ok(Outcome::Done)
        })
    });
    let asked = fake.asked();
    assert_eq!(asked[1].body["Entries"][0]["Detail"], "{\"n\":1}");
    assert!(asked.iter().all(|it| it.body["Entries"][0]["TraceHeader"] == TRACE));
}
