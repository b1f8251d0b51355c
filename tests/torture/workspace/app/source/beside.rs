#[ws::function(call)]
async fn beside_flat() {}
