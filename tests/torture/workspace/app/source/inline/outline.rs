mod below;
#[ws::function(call)]
async fn outline_of_inline() {}
