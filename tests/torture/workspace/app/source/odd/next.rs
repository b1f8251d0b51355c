#[ws::function(call)]
async fn next_to_placed() {}
