#[watershed::function(call)]
async fn through_a_link() {}
