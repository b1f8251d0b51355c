//! Re-exports, and features that the workspace turns on.
pub mod attributes {
    pub use crate::private::task;
}
pub mod functions {
    pub fn function() {}
}
mod private {
    pub use watershed::function as task;
}
#[cfg(feature = "mail")]
#[watershed::function(call)]
async fn mail() {}
#[cfg(feature = "extra")]
#[watershed::function(call)]
async fn extra() {}
#[cfg(feature = "default")]
#[watershed::function(call)]
async fn by_default_feature() {}
