#[watershed::function(call)]
async fn only_tests() {}
