//! What a service returns.

use crate::invoke::Serving;
use crate::signature::Served;
use crate::{Error, Result};

#[cfg(feature = "server")]
impl Served for axum::Router {
    fn serve(self) -> Result<Serving> {
        Ok(Serving::Site(self.into()))
    }
}

/// A worker that has done its work.
impl Served for () {
    fn serve(self) -> Result<Serving> {
        Ok(Serving::Ended)
    }
}

impl<S: Served, E: Into<Error>> Served for Result<S, E> {
    fn serve(self) -> Result<Serving> {
        self.map_err(Into::into)?.serve()
    }
}
