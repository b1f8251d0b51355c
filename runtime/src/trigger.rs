//! The triggers as types, so that rustc knows what may stand in a signature.

use std::marker::PhantomData;

use crate::resource;

macro_rules! triggers {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
    )+};
}

triggers! {
    /// A route of the application's HTTP API.
    Http;
    /// A URL of the function's own.
    Url;
    /// The clock.
    Schedule;
    /// A call by another function.
    Call;
    /// No trigger: a service runs on its own.
    Service;
}

macro_rules! subjects {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<R: resource::$name>(PhantomData<R>);
    )+};
}

subjects! {
    /// Messages of a queue.
    Queue;
    /// Messages of a topic.
    Topic;
    /// Changes of a table.
    Table;
    /// Objects of a bucket.
    Bucket;
    /// Records of a stream.
    Stream;
}

/// Events of a bus.
#[derive(Clone, Copy, Debug)]
pub struct Event<R: resource::Bus>(PhantomData<R>);

/// Triggers that nobody waits for.
#[diagnostic::on_unimplemented(
    message = "somebody waits for the answer of this trigger",
    label = "this answers nothing"
)]
pub trait Unattended {}

impl Unattended for Schedule {}
impl<R: resource::Queue> Unattended for Queue<R> {}
impl<R: resource::Topic> Unattended for Topic<R> {}
impl<R: resource::Table> Unattended for Table<R> {}
impl<R: resource::Bucket> Unattended for Bucket<R> {}
impl<R: resource::Stream> Unattended for Stream<R> {}
impl<R: resource::Bus> Unattended for Event<R> {}

/// Triggers over HTTP.
#[diagnostic::on_unimplemented(
    message = "this trigger is no HTTP request",
    label = "only an HTTP request brings this, and only it is answered so"
)]
pub trait Request {}

impl Request for Http {}
impl Request for Url {}
