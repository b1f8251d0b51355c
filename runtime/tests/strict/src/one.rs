//! A function that is called like its file.

/// Does nothing, every hour.
#[ws::function(schedule("rate(1 hour)"))]
pub async fn one() {}
