//! What becomes a response, and what an error says.

use std::num::ParseIntError;

use watershed::http::header::CONTENT_TYPE;
use watershed::prelude::*;
use watershed::{IntoResponse, bytes::Bytes};

fn shown(answer: impl IntoResponse) -> (u16, String, Bytes) {
    let response = answer.into_response().expect("it can be written");
    let content_type = response.headers().get(CONTENT_TYPE).map(|it| it.to_str().expect("it is text").to_owned());
    (response.status().as_u16(), content_type.unwrap_or_default(), response.into_body())
}

#[test]
fn values_become_responses() {
    assert_eq!(shown(Json([1, 2])), (200, "application/json".into(), "[1,2]".into()));
    assert_eq!(shown((StatusCode::CREATED, Json("x"))), (201, "application/json".into(), "\"x\"".into()));
    assert_eq!(shown("hello"), (200, "text/plain; charset=utf-8".into(), "hello".into()));
    assert_eq!(shown(Body("raw".into())), (200, "application/octet-stream".into(), "raw".into()));
    assert_eq!(shown(StatusCode::NOT_FOUND), (404, String::new(), Bytes::new()));
    assert_eq!(shown(()), (204, String::new(), Bytes::new()));
}

#[test]
fn a_body_that_cannot_be_written_is_an_error() {
    let map = std::collections::BTreeMap::from([((1, 2), 3)]);
    Json(map).into_response().unwrap_err();
}

#[test]
fn every_error_becomes_one_and_keeps_what_is_behind_it() {
    let parsed = || -> Result<u8> { Ok("x".parse::<u8>()?) };
    let error = parsed().unwrap_err();
    assert_eq!(
        (error.to_string(), error.status()),
        ("invalid digit found in string".into(), StatusCode::INTERNAL_SERVER_ERROR)
    );
    assert!(error.source().expect("it came from one").is::<ParseIntError>());
    assert_eq!(format!("{:?}", Error::not_found("no such order")), "no such order (404)");
}
