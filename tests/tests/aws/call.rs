//! Calls.

use serde_json::json;
use watershed::StatusCode;
use watershed::invoke::Outcome;

use super::fake::Fake;
use super::{Cloud, PARENT, STATE, TRACE};

#[test]
fn a_lambda_function_is_called_with_the_trace() {
    let fake = Fake::start([(200, json!({ "score": 7 })), (202, json!(null))]);
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_FUNCTION_SCORE", "shop-dev-score:live")]);
    cloud.run(|invocation| {
        Box::pin(async move {
            let call = invocation.backends.call("score")?;
            assert_eq!(call.call("{\"cents\":5}".to_owned()).await?, "{\"score\":7}");
            call.call_later("6".to_owned()).await?;
            Ok(Outcome::Done)
        })
    });
    let asked = fake.asked();
    assert!(
        asked[0].head.starts_with("post /2015-03-31/functions/shop-dev-score%3alive/invocations"),
        "{}",
        asked[0].head
    );
    assert!(asked[0].head.contains("x-amz-invocation-type: requestresponse"), "{}", asked[0].head);
    assert!(asked[1].head.contains("x-amz-invocation-type: event"), "{}", asked[1].head);
    let trace = format!("x-amzn-trace-id: {}", TRACE.to_lowercase());
    assert!(asked.iter().all(|it| it.head.contains(&trace)));
    assert_eq!(asked[0].body, json!({ "cents": 5 }));
    // Base64 of `{"custom":{"traceparent":"00-…","tracestate":"vendor=1"}}`, in small letters as all of the head.
    let context = "x-amz-client-context: eyjjdxn0b20ionsidhjhy2vwyxjlbnqioiiw";
    let told: Vec<bool> = asked.iter().map(|it| it.head.contains(context)).collect();
    assert_eq!(told, [true, false], "AWS Lambda hands it over to a function that somebody waits for");
}

#[test]
fn a_container_is_called_by_its_url() {
    let fake = Fake::start([(200, json!(7)), (202, json!(null)), (500, json!({ "message": "broken" }))]);
    let place = format!("{}/_call/score", fake.url);
    let cloud = Cloud::at("http://127.0.0.1:9", &[("WATERSHED_FUNCTION_SCORE", &place)]);
    cloud.run(|invocation| {
        Box::pin(async move {
            let call = invocation.backends.call("score")?;
            assert_eq!(call.call("5".to_owned()).await?, "7");
            call.call_later("6".to_owned()).await?;
            let error = call.call("8".to_owned()).await.expect_err("it answered 500");
            assert_eq!(error.status(), StatusCode::BAD_GATEWAY);
            let expected = "the function `score` failed: 500 Internal Server Error {\"message\":\"broken\"}";
            assert_eq!(error.to_string(), expected);
            Ok(Outcome::Done)
        })
    });
    let asked = fake.asked();
    assert!(asked.iter().all(|it| it.head.starts_with("post /_call/score")));
    assert!(asked.iter().all(|it| it.head.contains("x-amzn-trace-id: root=")));
    let context = format!("traceparent: {PARENT}\ntracestate: {STATE}");
    assert!(asked.iter().all(|it| it.head.contains(&context)), "{}", asked[0].head);
    let later: Vec<bool> = asked.iter().map(|it| it.head.contains("watershed-later: true")).collect();
    assert_eq!(later, [false, true, false]);
    assert_eq!(asked[1].body, json!(6));
}

#[test]
fn a_container_that_is_not_there_is_named() {
    let cloud = Cloud::at("http://127.0.0.1:9", &[("WATERSHED_FUNCTION_SCORE", "http://127.0.0.1:9/_call/score")]);
    let call = cloud.backends.call("score").expect("it is told where");
    let error = cloud.wait(call.call("5".to_owned())).expect_err("nobody listens there").to_string();
    assert!(error.starts_with("the function `score` cannot be called: "), "{error}");
}
