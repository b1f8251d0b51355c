//! The whole body of a request.

use std::future::poll_fn;
use std::pin::pin;

use axum::body::HttpBody;
use bytes::{Bytes, BytesMut};
use http::StatusCode;

use crate::{Error, Result};

/// The largest body of a request, as an HTTP API of API Gateway has it. Bytes.
pub const LARGEST_BODY: usize = 10 * 1024 * 1024;

/// Reads a body to its end.
///
/// # Errors
/// 413 where it is too large, 400 where it breaks off.
pub async fn whole<B: HttpBody<Data = Bytes>>(body: B) -> Result<Bytes> {
    let mut body = pin!(body);
    let (mut first, mut all) = (Bytes::new(), BytesMut::new());
    while !body.is_end_stream() {
        let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await else { break };
        let frame = frame.map_err(|_| Error::bad_request("the body breaks off"))?;
        // What is no data are trailers, and nothing takes those.
        let Ok(data) = frame.into_data() else { continue };
        if first.len() + all.len() + data.len() > LARGEST_BODY {
            return Err(Error::with_status(StatusCode::PAYLOAD_TOO_LARGE, "the body is larger than 10 MB"));
        }
        if all.is_empty() && first.is_empty() {
            // Most bodies come at once, and are not copied.
            first = data;
            continue;
        }
        all.extend_from_slice(&std::mem::take(&mut first));
        all.extend_from_slice(&data);
    }
    Ok(if first.is_empty() { all.freeze() } else { first })
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use bytes::Bytes;

    use super::{LARGEST_BODY, whole};

    /// A body in parts.
    struct Parts(Vec<Result<&'static str, &'static str>>);

    impl axum::body::HttpBody for Parts {
        type Data = Bytes;
        type Error = &'static str;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, &'static str>>> {
            let part = (!self.0.is_empty()).then(|| self.0.remove(0));
            std::task::Poll::Ready(part.map(|part| part.map(|it| http_body::Frame::data(Bytes::from(it)))))
        }
    }

    #[tokio::test]
    async fn parts_are_put_together_up_to_a_limit() {
        assert_eq!(whole(Parts(vec![])).await.unwrap(), "");
        assert_eq!(whole(Parts(vec![Ok("one")])).await.unwrap(), "one");
        assert_eq!(whole(Parts(vec![Ok("one"), Ok(""), Ok("two"), Ok("three")])).await.unwrap(), "onetwothree");
        assert_eq!(whole(Parts(vec![Ok("one"), Err("gone")])).await.unwrap_err().status(), 400);
        assert_eq!(whole(Body::from(vec![0; LARGEST_BODY])).await.unwrap().len(), LARGEST_BODY);
        assert_eq!(whole(Body::from(vec![0; LARGEST_BODY + 1])).await.unwrap_err().status(), 413);
    }
}
