//! One test of an application, twice: in this process, and with its resources behind AWS's API.

use std::time::{Duration, Instant};

use watershed_tests::judges::judged;
use watershed_tests::twice::{Elsewhere, command, on_a_server, said};

mod application {
    //! A small application with what the shop does not have: order, a bus, a stream, filters, delays, keys of numbers.

    use std::sync::Mutex;
    use std::time::Duration;

    use serde::{Deserialize, Serialize};
    use serde_json::json;
    use watershed::prelude::*;
    use watershed::testing;

    const PATIENCE: Duration = Duration::from_secs(20);

    /// What functions tell in the order in which they run; a test has a name of its own in it.
    static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());

    fn tell(text: impl Into<String>) {
        TOLD.lock().unwrap().push(text.into());
    }

    /// Whether it was told before; from now on it was.
    fn again(text: &str) -> bool {
        let mut told = TOLD.lock().unwrap();
        let again = told.iter().any(|it| it == text);
        told.push(text.to_owned());
        again
    }

    fn told(test: &str) -> Vec<String> {
        let told = TOLD.lock().unwrap();
        told.iter().filter_map(|it| it.strip_prefix(test)?.strip_prefix(' ')).map(str::to_owned).collect()
    }

    fn sorted(mut all: Vec<String>) -> Vec<String> {
        all.sort();
        all
    }

    #[queue(fifo, retries = 3)]
    struct InOrder(String);

    /// Fails at the first attempt of what ends with `!`, and always of what ends with `?`.
    #[function(queue(InOrder))]
    async fn in_order(Message(text): Message<String>) -> Result<()> {
        let again = again(&text);
        if text.ends_with('?') || (text.ends_with('!') && !again) { Err(Error::new("not yet")) } else { Ok(()) }
    }

    #[tokio::test]
    async fn a_group_keeps_its_order_through_retries_and_what_is_given_up_is_a_dead_letter() -> Result<()> {
        let app = testing::start().await?;
        for message in ["order a1!", "order a2", "order a3?", "order a4"] {
            app.queue::<InOrder>().send_in_group("a", &message.to_owned()).await?;
        }
        app.settled(PATIENCE).await?;
        assert_eq!(told("order"), ["a1!", "a1!", "a2", "a3?", "a3?", "a3?", "a4"]);
        for _ in 0..2 {
            assert_eq!(app.queue::<InOrder>().dead_letters().await?, ["order a3?"]);
        }
        app.end().await
    }

    #[queue(delay = "15m")]
    struct Later(String);

    #[function(queue(Later))]
    async fn later(Message(text): Message<String>) -> Result<()> {
        tell(text);
        Ok(())
    }

    #[function(call)]
    async fn delay(Input(text): Input<String>, later: Sender<Later>) -> Result<String> {
        later.send_after(Duration::from_mins(10), &text).await?;
        Ok(text)
    }

    #[tokio::test]
    async fn nobody_waits_for_a_delay() -> Result<()> {
        let app = testing::start().await?;
        assert_eq!(app.call::<delay>(&"delay of a message".into()).await?, "delay of a message");
        app.queue::<Later>().send(&"delay of a queue".into()).await?;
        app.settled(PATIENCE).await?;
        assert_eq!(sorted(told("delay")), ["of a message", "of a queue"]);
        app.end().await
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Paid {
        kind: String,
        id: String,
    }

    #[topic]
    struct Payments(Paid);

    #[function(topic(Payments, filter(kind = "card")))]
    async fn by_card(Message(paid): Message<Paid>) -> Result<()> {
        tell(format!("fan card {}", paid.id));
        Ok(())
    }

    #[function(topic(Payments), retries = 1)]
    async fn by_any(Message(paid): Message<Paid>) -> Result<()> {
        tell(format!("fan any {}", paid.id));
        if paid.id == "bad" { Err(Error::new("never")) } else { Ok(()) }
    }

    #[tokio::test]
    async fn a_topic_reaches_everybody_who_wants_the_message_and_each_tries_again_alone() -> Result<()> {
        let app = testing::start().await?;
        for (kind, id) in [("card", "bad"), ("cash", "good")] {
            app.topic::<Payments>().publish(&Paid { kind: kind.into(), id: id.into() }).await?;
        }
        app.settled(PATIENCE).await?;
        assert_eq!(sorted(told("fan")), ["any bad", "any bad", "any good", "card bad"]);
        assert_eq!(app.dead_letters("by-any").await?, [json!({ "kind": "card", "id": "bad" })]);
        assert_eq!(app.dead_letters("by-card").await?, Vec::<serde_json::Value>::new());
        assert!(app.dead_letters("by-nobody").await.is_err());
        app.end().await
    }

    #[topic(fifo)]
    struct Steps(String);

    #[function(topic(Steps))]
    async fn on_step(Message(step): Message<String>) -> Result<()> {
        if !again(&step) && step.ends_with('!') { Err(Error::new("not yet")) } else { Ok(()) }
    }

    #[tokio::test]
    async fn a_topic_keeps_its_order() -> Result<()> {
        let app = testing::start().await?;
        for step in ["step 1", "step 2!", "step 3"] {
            app.topic::<Steps>().publish_in_group("g", &step.to_owned()).await?;
        }
        app.settled(PATIENCE).await?;
        assert_eq!(told("step"), ["1", "2!", "2!", "3"]);
        app.end().await
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Placed {
        id: String,
    }

    #[bus]
    struct News;

    #[function(event(News, source = "shop", detail_type = "Placed"), retries = 1)]
    async fn on_news(event: Event<Placed>) -> Result<()> {
        tell(format!("news {}", event.detail.id));
        if event.detail.id == "bad" { Err(Error::new("never")) } else { Ok(()) }
    }

    #[tokio::test]
    async fn a_bus_brings_what_a_function_asks_for() -> Result<()> {
        let app = testing::start().await?;
        let placed = |id: &str| Placed { id: id.into() };
        app.bus::<News>().put("shop", "Placed", &placed("right")).await?;
        app.bus::<News>().put("shop", "Paid", &placed("wrong")).await?;
        app.bus::<News>().put("bank", "Placed", &placed("wrong")).await?;
        app.bus::<News>().put("shop", "Placed", &placed("bad")).await?;
        app.settled(PATIENCE).await?;
        assert_eq!(sorted(told("news")), ["bad", "bad", "right"]);
        let dead = app.dead_letters("on-news").await?;
        let details: Vec<_> = dead.iter().map(|event| (&event["source"], &event["detail"])).collect();
        assert_eq!(details, [(&json!("shop"), &json!({ "id": "bad" }))]);
        app.end().await
    }

    #[stream]
    struct Clicks(u32);

    #[function(stream(Clicks), retries = 1)]
    async fn on_click(record: Record<u32>) -> Result<()> {
        let text = format!("click {} {}", record.partition_key, record.data);
        let again = again(&text);
        if record.data == 13 || (record.data == 1 && !again) { Err(Error::new("not yet")) } else { Ok(()) }
    }

    #[tokio::test]
    async fn a_stream_keeps_the_order_of_a_key_and_goes_on_behind_a_failure() -> Result<()> {
        let app = testing::start().await?;
        for number in [1, 2, 13, 3] {
            app.stream::<Clicks>().put("k", &number).await?;
        }
        app.settled(PATIENCE).await?;
        assert_eq!(told("click"), ["k 1", "k 1", "k 2", "k 13", "k 13", "k 3"]);
        assert_eq!(app.dead_letters("on-click").await?, [json!({ "partition_key": "k", "data": 13 })]);
        app.end().await
    }

    #[bucket]
    struct Files;

    #[function(bucket(Files, on = [created, removed], prefix = "in/", suffix = ".txt"), retries = 0)]
    async fn on_file(object: Object, files: Bucket<Files, (can::Get, can::Delete)>) -> Result<()> {
        tell(format!("file {} {:?}", object.key, object.happened));
        match files.get(&object.key).await?.as_deref() {
            Some(b"keep") | None => Ok(()),
            Some(b"fail") => Err(Error::new("never")),
            Some(_) => files.delete(&object.key).await,
        }
    }

    #[tokio::test]
    async fn a_bucket_tells_of_objects_written_and_removed() -> Result<()> {
        let app = testing::start().await?;
        let files = [("in/a b+c.txt", "remove"), ("in/kept.txt", "keep"), ("in/bad.txt", "fail"), ("out/a.txt", "x")];
        for (key, content) in files.into_iter().chain([("in/a.pdf", "x")]) {
            app.bucket::<Files>().put(key, content).await?;
        }
        app.settled(PATIENCE).await?;
        let expected = ["in/a b+c.txt Created", "in/a b+c.txt Removed", "in/bad.txt Created", "in/kept.txt Created"];
        assert_eq!(sorted(told("file")), expected);
        assert_eq!(app.bucket::<Files>().keys().await?, ["in/a.pdf", "in/bad.txt", "in/kept.txt", "out/a.txt"]);
        assert_eq!(app.dead_letters("on-file").await?[0]["key"], "in/bad.txt");
        app.end().await
    }

    /// A reading of a meter, by number and time.
    #[table(key = "meter", sort = "at", index("by-level", key = "level", sort = "at"), stream)]
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Reading {
        meter: u64,
        at: u64,
        level: String,
    }

    #[function(table(Reading, on = [modify, remove]))]
    async fn on_reading(change: Change<Reading>) -> Result<()> {
        match change {
            Change::Modify { old, new } => tell(format!("reading {} {} to {}", new.meter, old.level, new.level)),
            Change::Remove { old } => tell(format!("reading {} gone", old.meter)),
            Change::Insert { .. } => tell("reading was not asked for"),
        }
        Ok(())
    }

    #[function(http(GET, "/high", auth = none))]
    async fn high(readings: Table<Reading, (can::Query, can::Delete)>) -> Result<Json<Vec<u64>>> {
        let high = readings.query_index("by-level", "high").all().await?;
        for reading in &high {
            readings.delete((reading.meter, reading.at)).await?;
        }
        Ok(Json(high.iter().map(|reading| reading.meter).collect()))
    }

    #[function(schedule("rate(1 day)"))]
    async fn raise(readings: Table<Reading, (can::Scan, can::Put)>) -> Result<()> {
        for mut reading in readings.scan().all().await? {
            reading.level = String::from("high");
            readings.put(&reading).await?;
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_table_is_asked_by_its_index_and_tells_of_its_changes() -> Result<()> {
        let app = testing::start().await?;
        for meter in 1..=2 {
            app.table::<Reading>().put(&Reading { meter, at: 7, level: "low".into() }).await?;
        }
        app.settled(PATIENCE).await?;
        assert!(told("reading").is_empty());
        assert!(app.tick("high").await.is_err(), "it is no schedule");
        app.tick("raise").await?;
        app.settled(PATIENCE).await?;
        let mut high: Vec<u64> = serde_json::from_slice(app.call_route("GET", "/high", "").await?.body())?;
        high.sort_unstable();
        app.settled(PATIENCE).await?;
        assert_eq!((high, app.table::<Reading>().items().await?), (vec![1, 2], vec![]));
        assert_eq!(sorted(told("reading")), ["1 gone", "1 low to high", "2 gone", "2 low to high"]);
        app.end().await
    }

    #[secret]
    struct Key;

    #[function(http(GET, "/key", auth = none))]
    async fn key(key: Secret<Key>) -> Result<String> {
        key.get().await
    }

    #[tokio::test]
    async fn a_secret_is_what_it_was_set_to_last() -> Result<()> {
        let app = testing::start().await?;
        assert_eq!(app.call_route("GET", "/key", "").await?.status(), StatusCode::INTERNAL_SERVER_ERROR);
        for value in ["first", "second"] {
            app.secret::<Key>().set(value).await?;
            assert_eq!(app.call_route("GET", "/key", "").await?.body(), value);
        }
        app.end().await
    }
}

#[test]
fn an_application_with_everything_passes_its_test_on_a_server_too() {
    on_a_server("the test of an application with everything", "application::", 9);
}

mod ends {
    //! Tests that do not end well, for others to start.

    use std::time::Duration;

    use watershed::testing;

    #[tokio::test]
    #[ignore = "it fails"]
    async fn by_a_panic() {
        let _app = testing::start().await.expect("it starts");
        panic!("on purpose");
    }

    #[tokio::test]
    #[ignore = "it waits until it is killed"]
    async fn by_a_signal() {
        let _app = testing::start().await.expect("it starts");
        tokio::time::sleep(Duration::from_mins(5)).await;
    }
}

#[test]
fn a_panic_leaves_nothing_and_what_a_signal_leaves_is_known_by_its_name() {
    let what = "the end of a test against a server";
    let Some(elsewhere) = Elsewhere::start(what) else { return };
    let (is_good, said) = said(&mut elsewhere.command(&["ends::by_a_panic", "--ignored", "--exact"]));
    assert!(!is_good && said.contains("on purpose"), "{said}");
    assert_eq!(elsewhere.left().0, 0, "{said}");

    let mut command = elsewhere.command(&["ends::by_a_signal", "--ignored", "--exact"]);
    let mut killed = command.spawn().expect("it starts");
    let begun = Instant::now();
    while elsewhere.left().0 < elsewhere.left().1 && begun.elapsed() < Duration::from_mins(1) {
        std::thread::sleep(Duration::from_millis(100));
    }
    killed.kill().expect("it runs");
    killed.wait().expect("it ends");
    let (left, lists) = elsewhere.left();
    assert_eq!(left, lists, "every kind is there and has its name");
    judged(what, &format!("after a panic nothing is left; after a signal {left} of {lists} lists show what is left"));
}

#[test]
fn what_is_missing_is_said_before_anything_is_made() {
    let near = "http://127.0.0.1:9";
    let told = |endpoint: &str, missing: &[&str]| {
        let mut command = command(endpoint, &["application::nobody_waits_for_a_delay", "--exact"]);
        for name in missing {
            command.env_remove(name);
        }
        said(&mut command)
    };
    for (endpoint, missing, expected) in [
        ("https://sqs.eu-west-1.amazonaws.com", &[] as &[&str], "`WATERSHED_TEST_REMOTE=yes` says so"),
        (near, &["AWS_ENDPOINT_URL"], "`AWS_ENDPOINT_URL` is not set, so `WATERSHED_TEST=aws` reaches AWS itself"),
        (near, &["AWS_REGION"], "`WATERSHED_TEST=aws` needs a region, such as `AWS_REGION=eu-west-1`"),
        (near, &["AWS_ACCESS_KEY_ID"], "`WATERSHED_TEST=aws` needs credentials, such as `AWS_ACCESS_KEY_ID` and"),
    ] {
        let (is_good, said) = told(endpoint, missing);
        assert!(!is_good && said.contains(expected), "{expected}: {said}");
    }
}
