#[ws::function(call)]
async fn leaf_of_renamed_folder() {}
