use watershed::prelude::*;

#[function(url(auth = iam, streaming), vpc)]
async fn report() -> Result<Response> {
    all().await
}

#[function(url(auth = iam), vpc)]
async fn whole() -> Result<Response> {
    all().await
}

#[function(url(auth = iam, streaming))]
async fn outside() -> Result<Response> {
    all().await
}
