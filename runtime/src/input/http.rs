//! `Path`, `Query`, `Json`, `Headers`, `Body`, `Claims`: the parts of an HTTP request. A function takes those it needs.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::signature::Parameter;
use crate::trigger;

/// The parameters of the path: one value for one, a struct or a tuple for several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<T>(pub T);

/// The query behind `?`, as a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query<T>(pub T);

/// A body in JSON, of a request or of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json<T>(pub T);

/// All headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers(pub http::HeaderMap);

/// A body as it is, of a request or of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(pub Bytes);

/// The claims of the token that the route's `auth = jwt(…)` has checked; a struct, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims<T = Map<String, Value>>(pub T);

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Path<T> {}

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Query<T> {}

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Json<T> {}

impl<K: trigger::Request> Parameter<K> for Headers {}

impl<K: trigger::Request> Parameter<K> for Body {}

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Claims<T> {}
