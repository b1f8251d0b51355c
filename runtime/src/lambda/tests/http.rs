//! Requests of an HTTP API and of a function URL.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use serde_json::{Value, json};

use super::{Answer, answer, answered, one};
use crate::invoke::{Incoming, Invocation, Outcome, Request};
use crate::registry::{Invoke, Trigger};
use crate::{Error, Response, Result};

const ROUTE: Trigger = Trigger::Http { method: "POST", path: "/shops/{shop}/files/{rest+}", auth: None };

/// A request as an HTTP API hands it over.
fn event() -> Value {
    json!({
        "version": "2.0",
        "routeKey": "POST /shops/{shop}/files/{rest+}",
        "rawPath": "/shops/caf\u{e9} 1/files/a/b%25",
        "rawQueryString": "size=2&size=3&name=a%20b",
        "cookies": ["session=1", "theme=dark"],
        "headers": { "content-type": "application/json", "x-list": "a, b", "host": "id.execute-api.eu-west-1.amazonaws.com" },
        "queryStringParameters": { "size": "2,3", "name": "a b" },
        "pathParameters": { "rest": "a/b%25", "shop": "caf\u{e9} 1" },
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "authorizer": { "jwt": { "claims": { "sub": "u1", "exp": "1760000000" }, "scopes": ["email"] } },
            "http": {
                "method": "POST", "path": "/shops/caf\u{e9} 1/files/a/b%25", "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1", "userAgent": "agent"
            },
            "requestId": "id", "routeKey": "$default", "stage": "$default",
            "time": "12/Mar/2026:19:03:58 +0000", "timeEpoch": 1_583_348_638_390_u64
        },
        "body": "eyJhIjoxfQ==",
        "isBase64Encoded": true,
        "stageVariables": { "a": "b" }
    })
}

fn taken(invocation: Invocation) -> Result<Request> {
    match invocation.incoming {
        Incoming::Request(request) => Ok(*request),
        other => Err(Error::new(format!("{other:?}"))),
    }
}

/// Says what it got.
const TELL: Invoke = |invocation| {
    Box::pin(async move {
        let trace = invocation.about.trace.amazon().map(str::to_owned);
        let Request { head, path, body, claims } = taken(invocation)?;
        let cookies = head.headers.get(COOKIE).map(|it| it.to_str().unwrap_or_default().to_owned());
        let told = json!({
            "method": head.method.as_str(), "uri": head.uri.to_string(), "list": head.headers["x-list"].to_str().ok(),
            "cookies": cookies, "path": path, "body": String::from_utf8_lossy(&body), "claims": claims, "trace": trace,
        });
        Ok(Outcome::Value(told.to_string()))
    })
};

#[tokio::test]
async fn a_request_is_the_same_as_elsewhere() {
    let answer = answered(ROUTE, TELL, &event()).await.unwrap();
    assert_eq!((&answer["statusCode"], &answer["isBase64Encoded"]), (&json!(200), &json!(false)));
    assert_eq!(answer["headers"], json!({"content-type": "application/json"}));
    let told: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    let expected = json!({
        "method": "POST",
        "uri": "/shops/caf%C3%A9%201/files/a/b%25?size=2&size=3&name=a%20b",
        "list": "a, b",
        "cookies": "session=1; theme=dark",
        "path": [["shop", "caf\u{e9} 1"], ["rest", "a/b%"]],
        "body": "{\"a\":1}",
        "claims": { "sub": "u1", "exp": "1760000000" },
        "trace": super::TRACE,
    });
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_request_brings_the_trace_of_its_caller() {
    const TELL: Invoke = |invocation| {
        Box::pin(async move {
            let trace = invocation.about.trace;
            Ok(Outcome::Value(json!([trace.id(), trace.parent(), trace.state(), trace.amazon()]).to_string()))
        })
    };
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let mut event = event();
    event["headers"]["traceparent"] = parent.into();
    event["headers"]["tracestate"] = "vendor=1".into();
    let answer = answered(ROUTE, TELL, &event).await.unwrap();
    let told: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    assert_eq!(told, json!(["0af7651916cd43dd8448eb211c80319c", parent, "vendor=1", super::TRACE]));
}

#[tokio::test]
async fn a_signed_request_to_a_url_says_who_signed_it() {
    let mut event = event();
    let iam =
        json!({ "accountId": "123456789012", "userArn": "arn:aws:iam::123456789012:user/a", "cognitoIdentity": null });
    event["requestContext"]["authorizer"] = json!({ "iam": iam });
    event.as_object_mut().unwrap().remove("pathParameters");
    let url = Trigger::Url { auth: None, streaming: false };
    let answer = answered(url, TELL, &event).await.unwrap();
    let told: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    assert_eq!((&told["claims"], &told["path"]), (&iam, &json!([])));
}

/// A response with cookies, a header twice, and bytes.
const WRITE: Invoke = |invocation| {
    Box::pin(async move {
        let mut response = Response::new(taken(invocation)?.body);
        let headers = response.headers_mut();
        for (name, value) in [(SET_COOKIE, "a=1"), (SET_COOKIE, "b=2"), (CONTENT_TYPE, "image/png")] {
            headers.append(name, value.parse()?);
        }
        for value in ["x", "y"] {
            headers.append("vary", value.parse()?);
        }
        Ok(Outcome::Response(response))
    })
};

#[tokio::test]
async fn cookies_and_bytes_have_their_place_in_the_answer() {
    let answer = answered(ROUTE, WRITE, &event()).await.unwrap();
    let expected = json!({
        "statusCode": 200,
        "headers": { "content-type": "image/png", "vary": "x, y" },
        "cookies": ["a=1", "b=2"],
        "body": "eyJhIjoxfQ==",
        "isBase64Encoded": true,
    });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn a_url_that_streams_gets_the_response_in_parts() {
    let url = one(Trigger::Url { auth: None, streaming: true }, WRITE, Duration::from_secs(5));
    let Answer::Streamed(response) = answer(&url, &event().to_string()).await.unwrap() else { panic!("no stream") };
    let (head, body) = super::super::url::parts(response);
    assert_eq!(
        (head.status_code.as_u16(), head.cookies, body),
        (200, vec!["a=1".into(), "b=2".into()], Bytes::from("{\"a\":1}"))
    );
    assert_eq!((head.headers.get_all("vary").iter().count(), head.headers.contains_key(SET_COOKIE)), (2, false));
}

#[tokio::test]
async fn what_is_wrong_inside_stays_there() {
    let failed = answered(ROUTE, |_| Box::pin(async { Err(Error::new("10.0.0.1 refused")) }), &event()).await.unwrap();
    assert_eq!(
        (&failed["statusCode"], &failed["body"]),
        (&json!(500), &json!("{\"message\":\"Internal Server Error\"}"))
    );
    let refused = answered(ROUTE, |_| Box::pin(async { Err(Error::conflict("taken")) }), &event()).await.unwrap();
    assert_eq!((&refused["statusCode"], &refused["body"]), (&json!(409), &json!("{\"message\":\"taken\"}")));
}

#[tokio::test]
async fn what_is_no_request_is_a_failed_invocation_and_a_broken_body_a_bad_request() {
    let error = answered(ROUTE, TELL, &json!({ "Records": [] })).await.unwrap_err();
    assert_eq!(error.to_string(), "this is no event of `http`: missing field `rawPath` at line 1 column 14");
    let mut event = event();
    event["body"] = "no base64!".into();
    let answer = answered(ROUTE, TELL, &event).await.unwrap();
    assert_eq!(answer["statusCode"], 400);
}
