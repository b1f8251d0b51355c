#[ws::function(call)]
async fn sideways() {}
