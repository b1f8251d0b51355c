//! Everything that handlers are written with: `use watershed::prelude::*;`.

pub use crate::can;
pub use crate::error::{Error, Result};
pub use crate::handle::bucket::Bucket;
pub use crate::handle::bus::Bus;
pub use crate::handle::call::Caller;
pub use crate::handle::queue::Sender;
#[cfg(feature = "aws")]
pub use crate::handle::raw::Raw;
pub use crate::handle::secret::Secret;
pub use crate::handle::stream::Stream;
pub use crate::handle::table::{Reader, Table, Writer};
pub use crate::handle::topic::Publisher;
pub use crate::input::bucket::Object;
pub use crate::input::call::Input;
pub use crate::input::context::Context;
pub use crate::input::event::Event;
pub use crate::input::http::{Body, Claims, Headers, Json, Path, Query};
pub use crate::input::message::Message;
pub use crate::input::schedule::Tick;
pub use crate::input::stream::Record;
pub use crate::input::table::Change;
pub use crate::output::delivery::{PublishTo, SendTo};
pub use crate::output::response::{Response, StatusCode};
pub use watershed_macros::{bucket, bus, function, queue, secret, service, stream, table, topic};
