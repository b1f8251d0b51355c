#[ws::function(call)]
async fn path_inside_inline() {}
