//! Topics.

use serde_json::json;
use watershed::aws::sdk::sns::Client;
use watershed::aws::sdk::sqs;
use watershed::aws::sdk::sqs::types::QueueAttributeName;
use watershed::backend::Outgoing;
use watershed::invoke::Outcome;

use super::fake::Fake;
use super::queue::{bodies, drain};
use super::{Cloud, PARENT, TRACE};

fn text(body: impl Into<String>) -> Outgoing {
    Outgoing { body: body.into(), group: None, delay: None }
}

/// A topic and a queue that gets what is published, as it is.
async fn make(cloud: &Cloud, topic: &str, queue: &str) -> String {
    let (sns, sqs) = (Client::new(&cloud.config), sqs::Client::new(&cloud.config));
    let is_fifo = topic.strip_suffix(".fifo").map(|_| "true".to_owned());
    let request = sns.create_topic().name(topic);
    let request = match &is_fifo {
        Some(yes) => request.attributes("FifoTopic", yes),
        None => request,
    };
    let arn = request.send().await.expect("a topic can be made").topic_arn.expect("it has an ARN");
    let inbox = format!("arn:aws:sqs:eu-west-1:123456789012:{queue}");
    let statement = json!({
        "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage",
        "Resource": inbox, "Condition": { "ArnEquals": { "aws:SourceArn": arn } },
    });
    let policy = json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
    let fifo = is_fifo.map(|yes| (QueueAttributeName::FifoQueue, yes));
    let attributes = fifo.into_iter().chain([(QueueAttributeName::Policy, policy)]).collect();
    let request = sqs.create_queue().queue_name(queue).set_attributes(Some(attributes));
    request.send().await.expect("a queue can be made");
    let request = sns.subscribe().topic_arn(&arn).protocol("sqs").endpoint(inbox);
    request.attributes("RawMessageDelivery", "true").send().await.expect("it can be subscribed to");
    arn
}

#[test]
fn a_topic_is_reached_by_its_name() {
    let Some(cloud) = Cloud::start(&[("WATERSHED_TOPIC_PAID", "paid")]) else { return };
    cloud.wait(async {
        make(&cloud, "paid", "inbox").await;
        let topic = cloud.backends.topic("paid").expect("it is told which");
        topic.publish(vec![text("one")]).await.expect("one is published");
        topic.publish((0..12).map(|it| text(format!("{it:02}"))).collect()).await.expect("two calls");
        let found = drain(&sqs::Client::new(&cloud.config), "inbox").await;
        let mut found = bodies(&found);
        found.sort_unstable();
        assert_eq!(found.len(), 13);
        assert_eq!((found[0], found[11], found[12]), ("00", "11", "one"));
    });
}

#[test]
fn a_topic_is_reached_by_its_arn_and_keeps_the_order_of_a_group() {
    let arn = "arn:aws:sns:eu-west-1:123456789012:paid.fifo";
    let Some(cloud) = Cloud::start(&[("WATERSHED_TOPIC_PAID", arn)]) else { return };
    cloud.wait(async {
        assert_eq!(make(&cloud, "paid.fifo", "inbox.fifo").await, arn);
        let topic = cloud.backends.topic("paid").expect("it is told which");
        let grouped = |it: u32| Outgoing { group: Some("g".to_owned()), ..text(it.to_string()) };
        topic.publish((0..5).map(grouped).collect()).await.expect("five calls");
        topic.publish(vec![grouped(5)]).await.expect("one call");
        let found = drain(&sqs::Client::new(&cloud.config), "inbox.fifo").await;
        assert_eq!(bodies(&found), ["0", "1", "2", "3", "4", "5"]);
    });
}

#[test]
fn the_trace_travels_and_what_was_not_taken_is_published_again() {
    let answer = |operation: &str, result: &str| {
        let (begin, end) = (format!("<{operation}Response><{operation}Result>"), format!("</{operation}Result>"));
        json!(format!("{begin}{result}{end}</{operation}Response>"))
    };
    let refused =
        "<Failed><member><Id>1</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member></Failed>";
    let answers = [answer("Publish", ""), answer("PublishBatch", refused), answer("PublishBatch", "")];
    let fake = Fake::start(answers.map(|answer| (200, answer)));
    let arn = "arn:aws:sns:eu-west-1:123456789012:paid";
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_TOPIC_PAID", arn)]);
    cloud.run(|invocation| {
        Box::pin(async move {
            let topic = invocation.backends.topic("paid")?;
            topic.publish(vec![text("one")]).await?;
            topic.publish(vec![text("two"), text("three")]).await?;
            Ok(Outcome::Done)
        })
    });
    let asked = fake.asked();
    let trace = format!("x-amzn-trace-id: {}", TRACE.to_lowercase());
    assert!(asked.iter().all(|it| it.head.contains(&trace)));
    let said = |index: usize| {
        let text = &asked[index].text;
        [format!("={PARENT}"), "=vendor%3D1".to_owned()].map(|value| text.matches(&value).count())
    };
    assert_eq!([said(0), said(1), said(2)], [[1, 1], [2, 2], [1, 1]], "{}", asked[0].text);
    let sent = |body: &str, text: &str| {
        body.contains(&format!("Message={text}&")) || body.ends_with(&format!("Message={text}"))
    };
    let has = |index: usize| ["one", "two", "three"].map(|text| sent(&asked[index].text, text));
    assert_eq!([has(0), has(1), has(2)], [[true, false, false], [false, true, true], [false, false, true]]);
}
