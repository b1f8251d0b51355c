use watershed::prelude::*;

#[function(url(auth = none))]
async fn page() -> Result<String> {
    render().await
}
