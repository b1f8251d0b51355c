#[watershed::function(call)]
async fn brought_by_default() {}
