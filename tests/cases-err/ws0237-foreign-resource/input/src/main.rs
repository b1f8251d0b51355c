use watershed::prelude::*;

#[function(call, allow(reason = "mails", actions = ["ses:SendEmail"], resources = ["arn:aws:sqs:eu-west-1:123456789012:mails"]))]
async fn mail(Input(order): Input<u32>) -> Result<()> {
    send(order).await
}

#[function(call, allow(
    reason = "reads a parameter that is encrypted, and its price",
    actions = ["ssm:GetParameter", "kms:Decrypt", "pricing:GetProducts"],
    resources = ["arn:aws:ssm:eu-west-1:123456789012:parameter/rate", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd"],
))]
async fn rate(Input(order): Input<u32>) -> Result<u32> {
    look_up(order).await
}

#[function(call, allow(
    reason = "writes to a queue in China",
    actions = ["sqs:SendMessage"],
    resources = ["arn:aws-cn:sqs:cn-north-1:123456789012:orders"],
))]
async fn export(Input(order): Input<u32>) -> Result<()> {
    send(order).await
}

#[function(call, allow(
    reason = "takes the role of a partner and asks a database",
    actions = ["sts:AssumeRole", "rds-data:ExecuteStatement"],
    resources = ["arn:aws:iam::210987654321:role/partner", "arn:*:rds:eu-west-1:123456789012:cluster:orders"],
))]
async fn settle(Input(order): Input<u32>) -> Result<()> {
    send(order).await
}

#[function(
    call,
    accept(WS0237, reason = "AWS has it newly"),
    allow(reason = "mails", actions = ["ses:SendEmail"], resources = ["arn:aws:sns:eu-west-1:123456789012:mails"])
)]
async fn news(Input(order): Input<u32>) -> Result<()> {
    send(order).await
}

#[function(call, allow(
    reason = "reads what a partner leaves",
    actions = ["s3:ListBucket", "s3:GetObject"],
    resources = ["arn:aws:s3:::partner-files"],
))]
async fn collect(Input(order): Input<u32>) -> Result<()> {
    fetch(order).await
}

#[function(call, allow(
    reason = "looks for what a partner leaves",
    actions = ["s3:ListBucket", "s3:GetObject"],
    resources = ["arn:aws:s3:::partner-files/*"],
))]
async fn look(Input(order): Input<u32>) -> Result<()> {
    list(order).await
}

#[function(call, allow(
    reason = "takes what a partner leaves",
    actions = ["s3:ListBucket", "s3:GetObject"],
    resources = ["arn:aws:s3:::partner-files", "arn:aws:s3:::partner-files/*"],
))]
async fn take(Input(order): Input<u32>) -> Result<()> {
    fetch(order).await
}

#[function(call, allow(
    reason = "reads what is configured elsewhere",
    actions = ["ssm:GetParameter", "secretsmanager:GetSecretValue"],
    resources = [
        "arn:aws:ssm:eu-west-1:123456789012:parameter//shop/rate",
        "arn:aws:secretsmanager:eu-west-1:12345678901:secret:rate-a1B2c3",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rate",
    ],
))]
async fn configure(Input(order): Input<u32>) -> Result<u32> {
    look_up(order).await
}

fn main() {
    watershed::run();
}
