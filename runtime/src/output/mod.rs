//! Outputs: what a function returns.

pub mod delivery;
pub mod response;
pub mod service;

use std::future::ready;

use crate::backend::Later;
use crate::handle::json;
use crate::invoke::{Backends, Outcome};
use crate::resource::Payload;
use crate::signature::{Answer, Grants, Reply, Returned};
use crate::{Error, Result, trigger};

/// An answer that is there already.
fn now<'a>(outcome: Result<Outcome>) -> Later<'a, Outcome> {
    Box::pin(ready(outcome))
}

impl<K: trigger::Unattended> Returned<K> for () {
    fn finish(self, _: &dyn Backends) -> Later<'_, Outcome> {
        now(Ok(Outcome::Done))
    }
}

impl<K, R: Returned<K>, E: Into<Error>> Returned<K> for Result<R, E> {
    fn grants(grants: &mut Grants) {
        R::grants(grants);
    }

    fn finish(self, backends: &dyn Backends) -> Later<'_, Outcome> {
        match self {
            Ok(output) => output.finish(backends),
            Err(error) => now(Err(error.into())),
        }
    }
}

impl<R: Reply, E: Into<Error>> Answer for Result<R, E> {
    type Value = R::Value;

    fn grants(grants: &mut Grants) {
        R::grants(grants);
    }

    fn answer(self, backends: &dyn Backends) -> Later<'_, Outcome> {
        match self {
            Ok(output) => output.reply(backends),
            Err(error) => now(Err(error.into())),
        }
    }
}

impl Answer for () {
    type Value = ();

    fn answer(self, _: &dyn Backends) -> Later<'_, Outcome> {
        now(Ok(Outcome::Value("null".to_owned())))
    }
}

impl<T: Payload> Reply for T {
    type Value = T;

    fn reply(self, _: &dyn Backends) -> Later<'_, Outcome> {
        now(json(&self).map(Outcome::Value))
    }
}
