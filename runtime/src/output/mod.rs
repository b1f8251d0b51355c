//! Outputs: what a function returns.

pub mod delivery;
pub mod response;

use crate::resource::Payload;
use crate::signature::{Answer, Grants, Reply, Returned};
use crate::{Error, trigger};

impl<K: trigger::Unattended> Returned<K> for () {}

impl<K, R: Returned<K>, E: Into<Error>> Returned<K> for Result<R, E> {
    fn grants(grants: &mut Grants) {
        R::grants(grants);
    }
}

impl<R: Reply, E: Into<Error>> Answer for Result<R, E> {
    type Value = R::Value;

    fn grants(grants: &mut Grants) {
        R::grants(grants);
    }
}

impl Answer for () {
    type Value = ();
}

impl<T: Payload> Reply for T {
    type Value = T;
}
