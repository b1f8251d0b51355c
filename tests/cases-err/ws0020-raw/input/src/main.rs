use watershed::aws::sdk;
use watershed::prelude::*;

type Queues = Raw<sdk::sqs::Client>;

#[function(call)]
async fn count_tags(s3: Raw<sdk::s3::Client>) -> Result<()> {
    count(s3.client().await).await
}

#[service(worker)]
async fn look_around(config: watershed::Raw<sdk::SdkConfig>) {
    look(config.client().await).await
}

#[function(schedule("rate(1 hour)"))]
async fn behind_an_alias(tick: Tick, queues: Queues) -> Result<()> {
    measure(queues.client().await).await
}

#[function(
    schedule("rate(1 day)"),
    allow(
        reason = "the archive belongs to another team",
        actions = ["s3:GetObjectTagging"],
        resources = ["arn:aws:s3:::archive/*"],
    ),
)]
async fn with_a_reason(s3: Raw<sdk::s3::Client>) -> Result<()> {
    count(s3.client().await).await
}
