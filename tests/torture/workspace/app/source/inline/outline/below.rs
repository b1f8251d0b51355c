#[ws::function(call)]
async fn below_outline_of_inline() {}
