#[ws::function(call)]
async fn inline_of_folder() {}
