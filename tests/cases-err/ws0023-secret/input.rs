use watershed::prelude::*;

#[function(call, env(DB_PASSWORD = "correct-horse", DATABASE = "postgres://shop:hunter2@db.example.com/shop"))]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[service(worker, env(UPLOADER = "AKIAIOSFODNN7EXAMPLE", TOKEN_TTL = "300"))]
async fn upload() -> Result<()> {
    forever().await
}

#[function(call, env(TOKEN = "shop-web"), accept(WS0023, reason = "the public name of the client, no secret"))]
async fn tell(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[function(
    call,
    env(
        ALERTS = "https://hooks.slack.com/services/T00000000/B00000000/abcdefgh",
        SIGNING_KEY = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----",
        PEM = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIO\n-----END EC PRIVATE KEY-----"
    )
)]
async fn alert(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}
