#[ws::function(call)]
async fn grandchild() {}
