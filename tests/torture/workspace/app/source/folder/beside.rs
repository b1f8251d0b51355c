#[ws::function(call)]
async fn beside_in_folder() {}
