use watershed::prelude::*;

#[table(key = "id")]
struct Order {
    id: String,
}

#[secret]
struct DatabaseKey;

#[function(http(GET, "/orders", auth = none), vpc)]
async fn orders(orders: Reader<Order>, key: Secret<DatabaseKey>) -> Result<Json<Vec<Order>>> {
    list(orders, key).await
}

#[function(call, vpc)]
async fn count(orders: Reader<Order>) -> Result<usize> {
    number(orders).await
}

#[function(
    call,
    vpc,
    allow(
        reason = "mails, with texts from a model",
        actions = ["ses:SendEmail", "bedrock:InvokeModel", "kms:Decrypt", "elasticache:Connect"],
        resources = ["*"]
    )
)]
async fn mail(mails: Raw<aws_sdk_sesv2::Client>) -> Result<()> {
    send(mails).await
}

#[function(call, vpc, accept(WS0232, reason = "a proxy of our own leads out"))]
async fn caller(key: Secret<DatabaseKey>, count: Caller<count>) -> Result<()> {
    ask(key, count).await
}
