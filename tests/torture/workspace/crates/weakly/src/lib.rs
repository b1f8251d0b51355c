pub fn touch() {}
#[cfg(feature = "loud")]
#[watershed::function(call)]
async fn weakly_loud() {}
