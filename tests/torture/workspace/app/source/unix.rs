#[ws::function(call)]
async fn on_this_system() {}
