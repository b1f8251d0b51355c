//! A URL of the function's own: the same request as that of a route, without parameters in its path.

use bytes::Bytes;
use lambda_runtime::MetadataPrelude;

use super::one::One;
use super::{Answer, http};
use crate::{Response, Result};

/// Answers a request.
pub async fn answer(one: &One, event: &str, streaming: bool) -> Result<Answer> {
    if streaming {
        return http::respond(one, event, "").await.map(Answer::Streamed);
    }
    http::answer(one, event, "").await.map(Answer::Value)
}

/// What goes before the body, and the body. A URL that streams takes no response in JSON.
pub fn parts(mut response: Response) -> (MetadataPrelude, Bytes) {
    let cookies = http::cookies(&mut response);
    let (head, body) = response.into_parts();
    (MetadataPrelude { status_code: head.status, headers: head.headers, cookies }, body)
}
