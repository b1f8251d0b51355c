//! What an application of Watershed is written with: attributes, handles, inputs and outputs.
//!
//! ```
//! use serde::{Deserialize, Serialize};
//! use watershed::prelude::*;
//!
//! /// Orders, by id.
//! #[table(key = "id")]
//! #[derive(Serialize, Deserialize)]
//! struct Order {
//!     id: String,
//!     total_cents: u64,
//! }
//!
//! #[function(http(GET, "/orders/{id}", auth = none))]
//! async fn get_order(Path(id): Path<String>, orders: Reader<Order>) -> Result<Json<Order>> {
//!     let order = orders.get(id).await?;
//!     order.map(Json).ok_or_else(|| Error::not_found("no such order"))
//! }
//! ```
//!
//! The function stays ordinary Rust. A test gives it handles that live in [`memory`] and awaits it.
//!
//! Handles are permissions: `Reader<Order>` can get and query, and has no other method. The compiler writes a role
//! with exactly what the handles of a signature say.

#![forbid(unsafe_code)]

// The macros name this crate from outside; its own tests and examples are outside too.
extern crate self as watershed;

pub mod aws;
pub mod backend;
pub mod can;
#[cfg(feature = "container")]
mod container;
mod error;
mod handle;
mod input;
pub mod invoke;
#[cfg(feature = "lambda")]
mod lambda;
#[cfg(feature = "local")]
mod local;
#[cfg(feature = "log")]
mod log;
pub mod memory;
mod output;
pub mod prelude;
pub mod registry;
pub mod resource;
mod run;
#[cfg(feature = "server")]
#[allow(dead_code, reason = "a place uses a part of it")]
mod server;
pub mod signature;
mod stopping;
#[cfg(feature = "testing")]
pub mod testing;
pub mod trigger;

pub use handle::select::{Page, Select};
pub use handle::update::Update;
pub use handle::write::Write;
pub use input::bucket::Happening;
pub use output::response::IntoResponse;
pub use prelude::*;
pub use run::run;
pub use stopping::stopping;
pub use {bytes, http};
