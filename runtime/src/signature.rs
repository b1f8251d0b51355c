//! What a signature declares. The handles themselves say which grants they stand for, so rustc answers, through
//! aliases and renames.

use std::collections::{BTreeMap, BTreeSet};

use crate::Result;
use crate::backend::Later;
use crate::invoke::{Backends, Invocation, Outcome, Serving};

/// What stands in a signature's parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fit here",
    label = "neither what the trigger `{Trigger}` brings, nor a handle",
    note = "an HTTP request brings `Path`, `Query`, `Json`, `Headers`, `Body` and `Claims`; queues and topics `Message`; schedules `Tick`; tables `Change`; buckets `Object`; buses `Event`; streams `Record`; calls `Input`"
)]
pub trait Parameter<Trigger>: Sized {
    /// Adds what it grants.
    fn grants(_: &mut Grants) {}

    /// Makes it for one invocation.
    ///
    /// # Errors
    /// The input cannot be read, with the status that a caller over HTTP gets, or a handle's resource is unknown here.
    fn take(invocation: &Invocation) -> Result<Self>;
}

/// What a function with a trigger may return.
#[diagnostic::on_unimplemented(
    message = "a function cannot return `{Self}` to `{Trigger}`",
    label = "not an output of this trigger",
    note = "an HTTP request gets a `Response`, `Json`, `StatusCode`, text or bytes; all others `()`, `SendTo<Queue>` or `PublishTo<Topic>`; each with or without `Result`"
)]
pub trait Returned<Trigger>: Sized {
    /// Adds what it grants.
    fn grants(_: &mut Grants) {}

    /// Brings it where it belongs.
    ///
    /// # Errors
    /// The function's own error, or the output cannot be written or delivered.
    fn finish(self, backends: &dyn Backends) -> Later<'_, Outcome>;
}

/// What a function that others call may return.
#[diagnostic::on_unimplemented(
    message = "a function with the trigger `call` cannot return `{Self}`",
    label = "a call travels over the network and can fail",
    note = "return `Result<T>` with a `T` that serde can write and read, or with `SendTo<Queue>` or `PublishTo<Topic>`"
)]
pub trait Answer: Sized {
    /// What the caller gets when all goes well.
    type Value;

    /// Adds what it grants.
    fn grants(_: &mut Grants) {}

    /// Brings it where it belongs.
    ///
    /// # Errors
    /// The function's own error, or the answer cannot be written or delivered.
    fn answer(self, backends: &dyn Backends) -> Later<'_, Outcome>;
}

/// What a function that others call answers inside of `Result`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel back to the caller",
    label = "serde can write and read what travels",
    note = "derive `Serialize` and `Deserialize` for it, or return `SendTo<Queue>` or `PublishTo<Topic>`"
)]
pub trait Reply: Sized {
    /// What the caller gets: the value itself, or nothing where it goes to a queue or topic.
    type Value;

    /// Adds what it grants.
    fn grants(_: &mut Grants) {}

    /// Brings it where it belongs.
    ///
    /// # Errors
    /// The answer cannot be written or delivered.
    fn reply(self, backends: &dyn Backends) -> Later<'_, Outcome>;
}

/// What a service may return.
#[diagnostic::on_unimplemented(
    message = "a service cannot return `{Self}`",
    label = "not something that runs",
    note = "`http` returns an `axum::Router`, a `worker` returns `()`; each with or without `Result`"
)]
pub trait Served: Sized {
    /// What it does from now on.
    ///
    /// # Errors
    /// The service's own error.
    fn serve(self) -> Result<Serving>;
}

/// The capabilities that a function's role has, by the kind and the id of what they reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(BTreeMap<(&'static str, &'static str), BTreeSet<&'static str>>);

impl Grants {
    /// Adds capabilities; what is there already stays.
    pub fn add(&mut self, kind: &'static str, id: &'static str, capabilities: impl IntoIterator<Item = &'static str>) {
        self.0.entry((kind, id)).or_default().extend(capabilities);
    }

    /// Kind, id and capabilities, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str, &BTreeSet<&'static str>)> {
        self.0.iter().map(|((kind, id), capabilities)| (*kind, *id, capabilities))
    }
}

/// Whether a parameter of a function with the trigger `call` is its input.
pub trait Brings {
    /// [`Just`] what the input holds, or [`Nothing`].
    type Input;
}

/// A parameter that is no input of a call.
#[derive(Clone, Copy, Debug)]
pub enum Nothing {}

/// A parameter that is the input of a call.
#[derive(Clone, Copy, Debug)]
pub struct Just<T>(std::marker::PhantomData<T>);

/// The first of two that is an input.
pub trait Or<Rest> {
    /// That one.
    type First;
}

impl<Rest> Or<Rest> for Nothing {
    type First = Rest;
}

impl<T, Rest> Or<Rest> for Just<T> {
    type First = Just<T>;
}

/// What the one input of a call holds.
pub trait Payload {
    /// `()` where there is none.
    type Type;
}

impl Payload for Nothing {
    type Type = ();
}

impl<T> Payload for Just<T> {
    type Type = T;
}
