//! The program as AWS Lambda runs it: events in, answers out, and a log for machines.

mod harness;

use std::time::{Duration, Instant};

use harness::{Lambda, TRACE, command};
use serde_json::{Value, json};

/// Enough for everything that should not end at its deadline.
const LONG: Duration = Duration::from_secs(15);

/// A request over HTTP.
fn request(method: &str, path: &str, parameters: &Value, body: Option<&str>) -> Value {
    let mut event = json!({
        "version": "2.0", "rawPath": path, "rawQueryString": "", "headers": { "content-type": "application/json" },
        "requestContext": { "http": { "method": method, "path": path } }, "isBase64Encoded": false
    });
    event["pathParameters"] = parameters.clone();
    if let Some(body) = body {
        event["body"] = body.into();
    }
    event
}

fn order(id: &str) -> Value {
    request("POST", "/orders", &Value::Null, Some(&json!({ "id": id, "cents": 5 }).to_string()))
}

fn batch(bodies: &[&str]) -> Value {
    let record =
        |body: &&str| json!({ "messageId": body, "body": format!("\"{body}\""), "eventSourceARN": "arn:work" });
    json!({ "Records": bodies.iter().map(record).collect::<Vec<_>>() })
}

fn failures(ids: &[&str]) -> Value {
    json!({ "batchItemFailures": ids.iter().map(|id| json!({ "itemIdentifier": id })).collect::<Vec<_>>() })
}

fn message(answer: &Value) -> (u64, String) {
    let body: Value = serde_json::from_str(answer["body"].as_str().expect("a body")).expect("it is JSON");
    (answer["statusCode"].as_u64().expect("a status"), body["message"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn requests_are_answered_whatever_happens_inside() {
    let mut lambda = Lambda::start("place-order", 256).await;
    let answer = lambda.invoke(&order("o1"), LONG).await.value();
    let expected = json!({
        "statusCode": 201, "headers": { "content-type": "application/json" }, "cookies": [],
        "body": "{\"id\":\"o1\",\"cents\":5}", "isBase64Encoded": false
    });
    assert_eq!(answer, expected);

    for (body, status, start) in [
        ("{", 400, "the body cannot be read: EOF while parsing"),
        ("{\"id\":1,\"cents\":5}", 422, "the body cannot be read: invalid type: integer `1`, expected a string"),
    ] {
        let (found, text) =
            message(&lambda.invoke(&request("POST", "/orders", &Value::Null, Some(body)), LONG).await.value());
        assert!(found == status && text.starts_with(start), "{found} {text}");
    }
    for id in ["wrong", "panic"] {
        let answer = message(&lambda.invoke(&order(id), LONG).await.value());
        assert_eq!(answer, (500, "Internal Server Error".to_owned()), "{id}");
    }
    let begun = Instant::now();
    let late = message(&lambda.invoke(&order("slow"), Duration::from_millis(500)).await.value());
    assert_eq!(late, (504, "Gateway Timeout".to_owned()));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());

    // The same process goes on.
    assert_eq!(lambda.invoke(&order("o2"), LONG).await.value()["statusCode"], 201);
}

#[tokio::test]
async fn a_path_is_read_as_the_function_wants_it() {
    let mut lambda = Lambda::start("get-order", 256).await;
    let mut get = async |id: &str| {
        let event = request("GET", &format!("/orders/{id}"), &json!({ "id": id }), None);
        lambda.invoke(&event, LONG).await.value()
    };
    assert_eq!(get("7").await["body"], "{\"id\":\"7\",\"cents\":5}");
    let (status, text) = message(&get("tea").await);
    assert!(status == 400 && text.starts_with("the path cannot be read: `tea` is not a number"), "{status} {text}");
}

#[tokio::test]
async fn a_streaming_url_is_answered_in_its_own_way() {
    let mut lambda = Lambda::start("hook", 256).await;
    let answer = lambda.invoke(&request("POST", "/", &Value::Null, Some("ping")), LONG).await;
    assert_eq!(answer.headers["lambda-runtime-function-response-mode"], "streaming");
    assert_eq!(answer.headers["content-type"], "application/vnd.awslambda.http-integration-response");
    let split = answer.bytes.windows(8).position(|it| it == [0; 8]).expect("eight zeros end the head");
    let head: Value = serde_json::from_slice(&answer.bytes[..split]).expect("the head is JSON");
    let expected =
        json!({ "statusCode": 200, "headers": { "content-type": "application/octet-stream" }, "cookies": [] });
    assert_eq!((head, &answer.bytes[split + 8..]), (expected, &b"ping"[..]));
}

#[tokio::test]
async fn a_function_sees_its_id_and_its_time() {
    let mut lambda = Lambda::start("about", 256).await;
    let answer = lambda.invoke(&Value::Null, LONG).await.value();
    let left = answer[1].as_u64().expect("milliseconds");
    assert_eq!(answer[0], "request-1");
    assert!((14_000..=14_900).contains(&left), "100 ms are kept back: {left}");
}

#[tokio::test]
async fn a_failed_call_is_an_error_of_the_invocation() {
    let mut lambda = Lambda::start("divide", 256).await;
    assert_eq!(lambda.invoke(&json!([7, 2]), LONG).await.value(), 3);
    let told = lambda.invoke(&json!([7, 0]), LONG).await.error();
    assert_eq!(told, ("BadRequest".to_owned(), "nothing can be divided by 0".to_owned()));
    let (name, text) = lambda.invoke(&json!("seven"), LONG).await.error();
    assert!(name == "InternalServerError" && text.starts_with("invalid type: string \"seven\""), "{name} {text}");

    let mut lambda = Lambda::start("sweep", 256).await;
    let (_, text) = lambda.invoke(&json!({ "time": "2026-10-08T16:53:06Z" }), LONG).await.error();
    assert_eq!(text, "there is nothing to sweep at 1791478386");
}

#[tokio::test]
async fn bad_messages_come_back_alone_and_late_ones_too() {
    // With one processor, and with several.
    for (memory, slow) in [(256, "slow"), (3008, "slow"), (3008, "deaf")] {
        let mut lambda = Lambda::start("work", memory).await;
        let answer = lambda.invoke(&batch(&["a", "bad", "b", "panic", "c"]), LONG).await.value();
        assert_eq!(answer, failures(&["bad", "panic"]));
        let begun = Instant::now();
        let answer = lambda.invoke(&batch(&["a", slow, "b"]), Duration::from_millis(600)).await.value();
        assert_eq!(answer, failures(&[slow]));
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn the_log_is_json_with_the_ids() {
    let mut lambda = Lambda::start("work", 256).await;
    lambda.invoke(&batch(&["bad"]), LONG).await;
    lambda.invoke(&json!({ "no": "records" }), LONG).await.error();
    let log = lambda.log(3).await;
    let spans = |line: &Value| {
        let all = line["spans"].as_array().cloned().unwrap_or_default().into_iter();
        all.fold(serde_json::Map::new(), |mut all, it| {
            all.extend(it.as_object().cloned().unwrap_or_default());
            all
        })
    };
    let root = TRACE[5..].split(';').next().expect("a root");
    for line in &log[..2] {
        let known = spans(line);
        assert_eq!(
            (&known["function"], &known["request_id"], &known["trace_id"], &known["id"]),
            (&json!("work"), &json!("request-1"), &json!(root), &json!("bad")),
            "{line}"
        );
    }
    assert_eq!(
        (&log[0]["message"], &log[0]["level"], &spans(&log[0])["what"]),
        (&json!("work"), &json!("INFO"), &json!("bad"))
    );
    assert_eq!(
        (&log[1]["message"], &log[1]["error"]),
        (&json!("the function failed"), &json!("this message is bad (500)"))
    );
    assert_eq!((&log[2]["function"], &log[2]["request_id"]), (&json!("work"), &json!("request-2")));
    assert_eq!(log.len(), 3, "each failure is said once: {log:#?}");
}

/// How a program ends that cannot start: the code, and what it says.
fn ended(function: &str) -> (Option<i32>, String) {
    let output = command(function, 256, "127.0.0.1:1").output().expect("the program can be started");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn an_unknown_function_is_said_with_those_that_are_there() {
    let (code, said) = ended("place_order");
    assert_eq!(code, Some(1));
    assert!(said.contains("the handler is `place_order`, and this program has `about`, `divide`, "), "{said}");
}

#[test]
fn a_feature_that_is_missing_is_said_at_once() {
    let missing = watershed::aws::missing(["bus", "stream"]);
    let Some(refusal) = watershed::aws::refusal(&missing) else { return };
    let (code, said) = ended("reaches");
    assert_eq!((code, said.trim_end()), (Some(1), format!("watershed: {refusal}").as_str()));
}
