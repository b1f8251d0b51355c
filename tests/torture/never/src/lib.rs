#[watershed::function(call)]
async fn never() {}
