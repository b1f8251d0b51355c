#[watershed::function(call)]
async fn on_windows() {}
