//! Events as AWS's documentation shows them, and what comes back.

mod http;
mod records;
mod single;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::one::One;
use super::{Answer, answer, earlier, told};
use crate::invoke::{About, Trace};
use crate::registry::{Function, Invoke, Trigger};
use crate::{Error, Result};

/// The trace of an invocation that brings none of its own.
const TRACE: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

/// An invocation of a function, which has so long.
fn one(trigger: Trigger, invoke: Invoke, left: Duration) -> One {
    let (timeout, in_container) = (Duration::from_secs(10), false);
    let function = Function { trigger, timeout, retries: None, max: None, in_container, group: None, invoke };
    let about = About {
        function: "tried",
        request_id: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef".into(),
        trace: Trace::new(Some(TRACE), None, None),
        deadline: Some(SystemTime::now() + left),
    };
    One { function: Box::leak(Box::new(function)), about, backends: crate::aws::backends() }
}

/// The answer to an event, with all the time that it needs.
async fn answered(trigger: Trigger, invoke: Invoke, event: &Value) -> Result<Value> {
    match answer(&one(trigger, invoke, Duration::from_secs(5)), &event.to_string()).await? {
        Answer::Value(value) => Ok(serde_json::from_str(value.get())?),
        Answer::Streamed(_) => Err(Error::new("this is a stream")),
    }
}

#[test]
fn a_function_ends_before_aws_lambda_ends_it() {
    let ms = Duration::from_millis;
    let kept = |left: Duration| {
        let (now, end) = (UNIX_EPOCH + ms(10_000), UNIX_EPOCH + ms(10_000) + left);
        end.duration_since(earlier(end, now)).unwrap()
    };
    assert_eq!((kept(ms(30_000)), kept(ms(500)), kept(ms(0))), (ms(100), ms(50), ms(0)));
    assert_eq!(earlier(UNIX_EPOCH, UNIX_EPOCH + ms(1)), UNIX_EPOCH);
}

#[test]
fn a_caller_is_told_the_message_and_a_name() {
    let found = told(&Error::not_found("no such order"));
    assert_eq!((found.error_type.as_str(), found.error_message.as_str()), ("NotFound", "no such order"));
    assert_eq!(told(&Error::new("full")).error_type, "InternalServerError");
}
