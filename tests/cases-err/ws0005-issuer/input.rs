use watershed::prelude::*;

#[function(http(GET, "/mine", auth = jwt(issuer = "http://login.example.com", audience = ["shop"])))]
async fn mine() -> Result<()> {
    show().await
}

#[function(http(
    GET,
    "/yours",
    auth = jwt(issuer = "https://login.example.com/.well-known/openid-configuration", audience = ["shop"])
))]
async fn yours() -> Result<()> {
    show().await
}
