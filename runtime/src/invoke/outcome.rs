//! What a function answered, and what a service serves.

use crate::Response;

/// What a function answered when all went well.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing: it is done. Over HTTP that is 204.
    Done,
    /// Its output has been handed to a queue or topic. Over HTTP that is 202.
    Delivered,
    /// An HTTP response.
    Response(Response),
    /// JSON for the caller.
    Value(String),
}

/// What a service's function came back with.
#[derive(Debug)]
pub enum Serving {
    /// It answers HTTP requests.
    #[cfg(feature = "server")]
    Site(crate::server::Site),
    /// A worker has ended. While it works its function does not come back.
    Ended,
}
