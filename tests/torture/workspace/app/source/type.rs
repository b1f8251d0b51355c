#[ws::function(call)]
async fn in_raw_module() {}
