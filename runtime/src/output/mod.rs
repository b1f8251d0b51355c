//! Outputs: what a function returns.

pub mod delivery;
pub mod response;

use crate::signature::{Answer, Grants, Returned};
use crate::{Error, trigger};

impl<K: trigger::Unattended> Returned<K> for () {}

impl<K, R: Returned<K>, E: Into<Error>> Returned<K> for Result<R, E> {
    fn grants(grants: &mut Grants) {
        R::grants(grants);
    }
}

impl<T, E: Into<Error>> Answer for Result<T, E> {
    type Value = T;
}

impl Answer for () {
    type Value = ();
}
