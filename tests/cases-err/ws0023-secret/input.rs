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
