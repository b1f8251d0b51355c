//! `#[bus]`: an EventBridge bus.

use super::keys;
use crate::key::Kind;

/// An EventBridge bus.
#[derive(Clone, Copy, Debug)]
pub struct Bus;

/// `#[bus]` in the list of resources.
pub const KIND: Kind =
    Kind { name: "bus", form: "#[bus] struct ProductEvents;", doc: "an EventBridge bus", keys: keys![] };
