pub fn touch() {}
#[water::function(call)]
async fn unix_only() {}
