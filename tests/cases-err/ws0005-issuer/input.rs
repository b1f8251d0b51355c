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

#[function(http(
    GET,
    "/pool",
    auth = jwt(issuer = "https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbC123", audience = ["shop"])
))]
async fn pool() -> Result<()> {
    show().await
}

#[function(http(GET, "/slash", auth = jwt(issuer = "https://acme.eu.auth0.com", audience = ["shop"])))]
async fn slash() -> Result<()> {
    show().await
}
