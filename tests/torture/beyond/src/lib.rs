//! Outside of the workspace's folder.
mod linked;
#[watershed::function(call)]
async fn from_beyond() {}
