#[ws::function(call)]
async fn seen_from_inline() {}
