//! The whole application in process, for its own tests: ask it over HTTP, wait until it is quiet, look at what it did.
//!
//! ```
//! # use serde::{Deserialize, Serialize};
//! # use std::time::Duration;
//! # use watershed::prelude::*;
//! # #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! # struct Charge { order: String }
//! #[queue]
//! struct Charges(Charge);
//!
//! #[table(key = "order")]
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! struct Paid { order: String }
//!
//! #[function(queue(Charges))]
//! async fn charge(Message(charge): Message<Charge>, paid: Table<Paid, can::Put>) -> Result<()> {
//!     paid.put(&Paid { order: charge.order }).await
//! }
//!
//! # #[tokio::main]
//! # async fn main() -> Result<()> {
//! let app = watershed::testing::start().await?;
//! app.queue::<Charges>().send(&Charge { order: "o1".into() }).await?;
//! app.settled(Duration::from_secs(5)).await?;
//! assert_eq!(app.table::<Paid>().items().await?, [Paid { order: "o1".into() }]);
//! # Ok(())
//! # }
//! ```
//!
//! The application is what is linked into the test's own binary: a test in `tests/` says `use shop as _;`. Each
//! [`start`] is an application of its own, with everything empty, in memory. Schedules do not fire by themselves:
//! [`Application::tick`] does it. A message that fails is tried again as often as in the cloud, and nobody waits:
//! [`Application::settled`] skips delays and the pauses between attempts.
//!
//! What a test has in its hands may do everything; what a function may do is in its signature, as always.
//!
//! # The same test against AWS's API
//!
//! With `WATERSHED_TEST=aws` in the environment the same test, without a change, has its resources behind AWS's API: of
//! a server on this machine that speaks it, or of AWS itself.
//!
//! ```sh
//! export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
//! WATERSHED_TEST=aws cargo test
//! ```
//!
//! [`start`] makes everything that is linked into the program: queues with their dead-letter queues, topics, tables with
//! indexes and streams, buckets, buses, Kinesis streams, secrets, and the queues, subscriptions, notifications and rules
//! between them and functions. The functions run in this process and are fed as in a container. Routes, calls,
//! [`tick`](Application::tick) and services are as on the laptop. At the end everything is removed; what a test has left
//! that was killed begins with `watershed-test-` and the second of its start in hexadecimal.
//!
//! - **Variables.** Region, credentials and endpoint come from where every program of AWS takes them. An endpoint that
//!   is not this machine, or none, is refused unless `WATERSHED_TEST_REMOTE=yes` stands beside it: a test makes and
//!   removes resources in somebody's account.
//! - **Cargo features.** Each kind of resource needs the feature of its service, and what is brought through a queue
//!   needs `sqs`; streams and changes of tables need `dynamodb` and `sqs`. All that are missing are named at once.
//!   They may stand beside `testing` in `[dev-dependencies]` alone.
//! - **Time.** A message that failed comes again at once, and a delay is a second. [`Application::settled`] waits six
//!   times as long as it is told.
//! - **What is not imitated.** No IAM role is made: everything is done with the test's own credentials. Tokens are
//!   checked as on the laptop, schedules fire by `tick` alone, items do not expire, a stream has two shards, batches are
//!   of one, and what a stream or a table's changes brought and could not be handled is kept in this process.

#[cfg(feature = "aws")]
#[cfg_attr(
    not(all(
        feature = "dynamodb",
        feature = "eventbridge",
        feature = "kinesis",
        feature = "s3",
        feature = "secretsmanager",
        feature = "sns",
        feature = "sqs"
    )),
    allow(
        dead_code,
        unused_imports,
        unused_mut,
        unused_variables,
        reason = "a program with fewer services needs a part of it"
    )
)]
mod cloud;
mod features;
mod here;
mod place;
mod resources;
mod switch;

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Method, Request};
use serde_json::Value;

use crate::resource::{self, Callable};
use crate::{Error, Response, Result};

use place::Place;
pub use resources::{Bucket, Bus, Queue, Secret, Stream, Table, Topic};
use switch::Wanted;

/// An application that runs for a test. It ends when it is dropped.
pub struct Application {
    place: Box<dyn Place>,
}

/// Starts the application in this process.
///
/// # Errors
/// A service fails at its start.
pub async fn start() -> Result<Application> {
    crate::log::begin(crate::log::Reader::Person);
    let variables =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let place: Box<dyn Place> = match switch::wanted(&variables.collect())? {
        Wanted::Here => Box::new(here::Here::start().await?),
        Wanted::Aws(distance) => {
            features::check()?;
            #[cfg(feature = "aws")]
            let place = cloud::Cloud::start(distance).await?;
            // A program that reaches nothing of AWS has nothing there.
            #[cfg(not(feature = "aws"))]
            let place = (here::Here::start().await?, distance).0;
            Box::new(place)
        }
    };
    Ok(Application { place })
}

impl Application {
    /// Asks a route, of a function or of a service. A body that is not empty is JSON.
    ///
    /// # Errors
    /// The method or the path is none. What the application answers is no error, whatever its status.
    pub async fn call_route(&self, method: &str, path: &str, body: impl Into<Bytes>) -> Result<Response> {
        let body = body.into();
        let mut request = Request::builder().method(Method::from_bytes(method.as_bytes())?).uri(path);
        if !body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        self.request(request.body(body)?).await
    }

    /// Asks with a request of the test's own, such as one with a token.
    ///
    /// # Errors
    /// The application cannot be reached.
    pub async fn request(&self, request: Request<Bytes>) -> Result<Response> {
        self.place.ask(request).await
    }

    /// Calls a function that others call, and waits for its answer.
    ///
    /// # Errors
    /// The function failed.
    pub async fn call<F: Callable>(&self, input: &F::Input) -> Result<F::Output> {
        crate::Caller::<F>::on(self.place.backends()?.call(F::ID)?).call(input).await
    }

    /// Starts a scheduled function, named by its id, as its clock does, and waits for its end.
    ///
    /// # Errors
    /// There is no such function, or it failed.
    pub async fn tick(&self, function: &str) -> Result<()> {
        self.place.tick(function).await
    }

    /// A queue.
    pub fn queue<Q: resource::Queue>(&self) -> Queue<'_, Q> {
        Queue::of(&*self.place)
    }

    /// A topic.
    pub fn topic<T: resource::Topic>(&self) -> Topic<'_, T> {
        Topic::of(&*self.place)
    }

    /// A table.
    pub fn table<T: resource::Table>(&self) -> Table<'_, T> {
        Table::of(&*self.place)
    }

    /// A bucket.
    pub fn bucket<B: resource::Bucket>(&self) -> Bucket<'_, B> {
        Bucket::of(&*self.place)
    }

    /// A secret.
    pub fn secret<S: resource::Secret>(&self) -> Secret<'_, S> {
        Secret::of(&*self.place)
    }

    /// A bus.
    pub fn bus<B: resource::Bus>(&self) -> Bus<'_, B> {
        Bus::of(&*self.place)
    }

    /// A stream.
    pub fn stream<S: resource::Stream>(&self) -> Stream<'_, S> {
        Stream::of(&*self.place)
    }

    /// What a function could not handle, of those that have no `#[queue]`: topics, changes, objects, events, records,
    /// schedules, and calls that nobody waited for.
    ///
    /// # Errors
    /// There is no such function.
    pub async fn dead_letters(&self, function: &str) -> Result<Vec<Value>> {
        self.place.dead_letters(place::Of::Function(function)).await
    }

    /// Waits until nothing waits and nothing runs. Workers do not count.
    ///
    /// Against AWS's API it waits up to six times as long, since every step is a request. There it asks queue after queue
    /// and reader after reader, several times in a row, and counts only what no invocation fell into. It can be
    /// deceived by a message that is nowhere for longer than it looks (0.4 s on this machine, 10 s beyond), between a
    /// topic, a bucket or a bus and its queue, and by numbers of AWS that are late, which AWS calls approximate.
    ///
    /// # Errors
    /// It does not become quiet in this time; the error says what is left.
    pub async fn settled(&self, timeout: Duration) -> Result<()> {
        self.place.settled(timeout).await
    }

    /// Ends it, and removes what was made for it behind AWS's API. Who only drops it waits for that too, and finds in the
    /// log what could not be removed.
    ///
    /// # Errors
    /// Something could not be removed: with what and why.
    pub async fn end(self) -> Result<()> {
        self.place.end().await
    }

    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub fn address(&self) -> String {
        self.place.address()
    }
}

impl std::fmt::Debug for Application {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Application").finish_non_exhaustive()
    }
}

fn unknown(what: &str, id: &str) -> Error {
    Error::new(format!("there is no {what} `{id}` in this program"))
}
