mod next;
#[ws::function(call)]
async fn placed() {}
