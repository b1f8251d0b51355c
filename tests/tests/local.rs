//! One process does what the cloud does: order, retries, delays, fan-out, limits, signed URLs, tokens.

use std::sync::Mutex;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;
use watershed::bytes::Bytes;
use watershed::http::Request;
use watershed::prelude::*;
use watershed::testing::{self, Application};

const PATIENCE: Duration = Duration::from_secs(20);

/// A line of the diary.
#[table(key = "id")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Line {
    id: String,
    text: String,
}

/// What functions tell in the order in which they run; a test has a name of its own in it.
static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn tell(text: impl Into<String>) {
    TOLD.lock().unwrap().push(text.into());
}

fn told(test: &str) -> Vec<String> {
    let told = TOLD.lock().unwrap();
    told.iter().filter_map(|it| it.strip_prefix(test)?.strip_prefix(' ')).map(str::to_owned).collect()
}

#[queue(fifo, retries = 3)]
struct InOrder(String);

/// Fails at the first attempt of what ends with `!`.
#[function(queue(InOrder))]
async fn in_order(Message(text): Message<String>) -> Result<()> {
    let again = TOLD.lock().unwrap().contains(&text);
    tell(&text);
    if text.ends_with('!') && !again { Err(Error::new("not yet")) } else { Ok(()) }
}

#[queue]
struct Later(String);

#[function(queue(Later))]
async fn later(Message(text): Message<String>) -> Result<()> {
    tell(text);
    Ok(())
}

#[function(call)]
async fn delay(Input((text, seconds)): Input<(String, u64)>, later: Sender<Later>) -> Result<()> {
    later.send_after(Duration::from_secs(seconds), &text).await
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

#[topic]
struct Traces(String);

#[function(http(POST, "/traced", auth = none))]
async fn traced() -> PublishTo<Traces> {
    PublishTo("traced".to_owned())
}

#[function(topic(Traces))]
async fn on_trace(Message(test): Message<String>, echo: Caller<echo_trace>) -> Result<()> {
    tell(format!("{test} here {}", trace()));
    tell(format!("{test} there {}", echo.call(&()).await?));
    Ok(())
}

#[function(call)]
async fn echo_trace() -> Result<String> {
    Ok(trace())
}

fn trace() -> String {
    let trace = watershed::invoke::current().map(|about| about.trace).unwrap_or_default();
    format!("{:?} {:?}", trace.parent().or(trace.id()), trace.state())
}

#[bus]
struct News;

#[function(event(News, source = "shop", detail_type = "Placed"))]
async fn on_news(event: Event<Line>) -> Result<()> {
    tell(format!("news {}", event.detail.id));
    Ok(())
}

#[stream]
struct Clicks(u32);

#[function(stream(Clicks))]
async fn on_click(record: Record<u32>) -> Result<()> {
    let text = format!("click {} {}", record.partition_key, record.data);
    let again = TOLD.lock().unwrap().contains(&text);
    tell(text);
    if record.data == 1 && !again { Err(Error::new("not yet")) } else { Ok(()) }
}

#[bucket]
struct Files;

#[function(bucket(Files, on = [created, removed], prefix = "in/"))]
async fn on_file(object: Object) -> Result<()> {
    tell(format!("file {} {:?}", object.key, object.happened));
    Ok(())
}

#[function(http(GET, "/link/{kind}", auth = none))]
async fn link(Path(kind): Path<String>, files: Bucket<Files, (can::Get, can::Put, can::Presign)>) -> Result<String> {
    match kind.as_str() {
        "put" => files.presign_put("in/a b.txt", Duration::from_mins(1)).await,
        "get" => files.presign_get("in/a b.txt", Duration::from_mins(1)).await,
        _ => files.presign_get("in/a b.txt", Duration::from_hours(200)).await,
    }
}

#[function(http(GET, "/me", auth = jwt(issuer = "https://login.example.com/", audience = ["me"])))]
async fn me(Claims(claims): Claims) -> Json<serde_json::Map<String, serde_json::Value>> {
    Json(claims)
}

#[function(url(auth = none))]
async fn page(Query(query): Query<Vec<(String, String)>>, Headers(headers): Headers) -> String {
    format!("{query:?} {}", headers.contains_key("host"))
}

#[function(http(ANY, "/slow", auth = none), timeout = "1s")]
async fn slow() -> Result<String> {
    tokio::time::sleep(PATIENCE).await;
    Ok(String::new())
}

#[function(call, retries = 1)]
async fn panics() -> Result<()> {
    tell("panics once");
    panic!("no way");
}

#[function(http(POST, "/panics", auth = none))]
async fn call_it_later(panics: Caller<panics>) -> Result<StatusCode> {
    panics.call_later(&()).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn text(app: &Application, path: &str) -> Result<(StatusCode, String)> {
    let response = app.call_route("GET", path, "").await?;
    Ok((response.status(), String::from_utf8_lossy(response.body()).into_owned()))
}

#[tokio::test]
async fn a_group_keeps_its_order_through_retries() -> Result<()> {
    let app = testing::start().await?;
    for message in ["fifo a1!", "fifo a2", "fifo a3"] {
        app.queue::<InOrder>().send_in_group("a", &message.to_owned()).await?;
    }
    app.settled(PATIENCE).await?;
    assert_eq!(told("fifo"), ["a1!", "a1!", "a2", "a3"]);
    Ok(())
}

#[tokio::test]
async fn a_test_does_not_wait_for_a_delay_and_a_longer_one_is_refused() -> Result<()> {
    let app = testing::start().await?;
    app.call::<delay>(&("delay at once".into(), 900)).await?;
    assert_eq!(told("delay"), Vec::<String>::new());
    app.settled(PATIENCE).await?;
    assert_eq!(told("delay"), ["at once"]);
    let error = app.call::<delay>(&("delay never".into(), 901)).await.unwrap_err().to_string();
    assert!(error.ends_with("the delay of the message is 901 s, and AWS takes at most 900 s"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_topic_reaches_everybody_who_wants_the_message_and_each_tries_again_alone() -> Result<()> {
    let app = testing::start().await?;
    for (kind, id) in [("card", "bad"), ("cash", "good")] {
        app.topic::<Payments>().publish(&Paid { kind: kind.into(), id: id.into() }).await?;
    }
    app.settled(PATIENCE).await?;
    let mut told = told("fan");
    told.sort();
    assert_eq!(told, ["any bad", "any bad", "any good", "card bad"]);
    assert_eq!(app.dead_letters("by-any").await?, [json!({ "kind": "card", "id": "bad" })]);
    assert_eq!(app.dead_letters("by-card").await?, Vec::<serde_json::Value>::new());
    assert!(app.dead_letters("by-nobody").await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_trace_goes_through_topics_and_calls() -> Result<()> {
    let app = testing::start().await?;
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let request = Request::post("/traced").header("traceparent", parent).header("tracestate", "vendor=1");
    assert_eq!(app.request(request.body(Bytes::new())?).await?.status(), StatusCode::ACCEPTED);
    app.settled(PATIENCE).await?;
    let expected = format!("Some({parent:?}) Some(\"vendor=1\")");
    assert_eq!(told("traced"), [format!("here {expected}"), format!("there {expected}")]);
    Ok(())
}

#[tokio::test]
async fn a_bus_and_a_stream_bring_what_was_put_on_them() -> Result<()> {
    let app = testing::start().await?;
    let line = |id: &str| Line { id: id.into(), text: String::new() };
    app.bus::<News>().put("shop", "Placed", &line("right")).await?;
    app.bus::<News>().put("shop", "Paid", &line("wrong")).await?;
    app.bus::<News>().put("bank", "Placed", &line("wrong")).await?;
    for number in 1..=3 {
        app.stream::<Clicks>().put("k", &number).await?;
    }
    app.settled(PATIENCE).await?;
    assert_eq!(told("news"), ["right"]);
    assert_eq!(told("click"), ["k 1", "k 1", "k 2", "k 3"]);
    Ok(())
}

#[tokio::test]
async fn a_signed_url_writes_and_reads_one_object_on_the_local_port() -> Result<()> {
    let app = testing::start().await?;
    let put = text(&app, "/link/put").await?.1;
    let path = put.strip_prefix(&app.address()).expect("it leads to this application").to_owned();
    let ask = |method: &str, path: &str| Request::builder().method(method).uri(path).body(Bytes::from_static(b"hi"));
    assert_eq!(app.request(ask("GET", &path)?).await?.status(), StatusCode::FORBIDDEN);
    assert_eq!(app.request(ask("PUT", &path.replace("a%20b", "c"))?).await?.status(), StatusCode::FORBIDDEN);
    assert_eq!(app.request(ask("PUT", &path)?).await?.status(), StatusCode::OK);
    let get = text(&app, "/link/get").await?.1.replace(&app.address(), "");
    assert_eq!(text(&app, &get).await?, (StatusCode::OK, "hi".into()));
    assert_eq!(text(&app, "/link/long").await?.0, StatusCode::INTERNAL_SERVER_ERROR);
    app.settled(PATIENCE).await?;
    assert_eq!(told("file"), ["in/a b.txt Created"]);
    Ok(())
}

#[tokio::test]
async fn a_token_is_asked_for_and_its_claims_are_there() -> Result<()> {
    let app = testing::start().await?;
    assert_eq!(text(&app, "/me").await?.0, StatusCode::UNAUTHORIZED);
    // {"iss":"https://login.example.com/","aud":"me","exp":4102444800,"sub":"u1"}
    let claims = "eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUuY29tLyIsImF1ZCI6Im1lIiwiZXhwIjo0MTAyNDQ0ODAwLCJzdWIiOiJ1MSJ9";
    let request = Request::get("/me").header("authorization", format!("Bearer e30.{claims}.x")).body(Bytes::new())?;
    let response = app.request(request).await?;
    let claims: serde_json::Value = serde_json::from_slice(response.body())?;
    assert_eq!((response.status(), &claims["sub"]), (StatusCode::OK, &json!("u1")));
    Ok(())
}

#[tokio::test]
async fn urls_deadlines_and_panics() -> Result<()> {
    let app = testing::start().await?;
    assert_eq!(text(&app, "/_url/page?a=b").await?.1, "[(\"a\", \"b\")] false");
    assert_eq!(text(&app, "/_url/page/below?a=b").await?.0, StatusCode::OK);
    assert_eq!(text(&app, "/nowhere").await?.0, StatusCode::NOT_FOUND);
    assert_eq!(text(&app, "/slow").await?.0, StatusCode::GATEWAY_TIMEOUT);
    assert_eq!(app.call_route("POST", "/panics", "").await?.status(), StatusCode::ACCEPTED);
    app.settled(PATIENCE).await?;
    assert_eq!(told("panics"), ["once", "once"]);
    assert_eq!(app.dead_letters("panics").await?, [json!(null)]);
    Ok(())
}

#[tokio::test]
async fn an_item_of_more_than_400_kb_and_a_second_application() -> Result<()> {
    let (app, other) = (testing::start().await?, testing::start().await?);
    let line = |length: usize| Line { id: "a".into(), text: "x".repeat(length) };
    app.table::<Line>().put(&line(400_000)).await?;
    let error = app.table::<Line>().put(&line(410_000)).await.unwrap_err().to_string();
    assert!(error.contains("at most 409600"), "{error}");
    assert_eq!((app.table::<Line>().items().await?.len(), other.table::<Line>().items().await?.len()), (1, 0));
    assert_ne!(app.address(), other.address());
    Ok(())
}
