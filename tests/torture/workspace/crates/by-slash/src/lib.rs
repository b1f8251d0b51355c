#[cfg(feature = "loud")]
#[watershed::function(call)]
async fn brought_by_slash() {}
