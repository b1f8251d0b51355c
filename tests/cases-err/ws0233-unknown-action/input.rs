use watershed::prelude::*;

#[function(call, allow(reason = "receipts by mail", actions = ["ses:SendMail", "ses:sendemail", "SES:SendEmail", "sqs:SendMessageBatch"], resources = ["*"]))]
async fn receipt(Input(order): Input<u32>) -> Result<()> {
    send(order).await
}

#[function(call, allow(reason = "pictures", actions = ["rekogniton:DetectLabels", "textract:Detect*"], resources = ["*"]))]
async fn labels(Input(picture): Input<String>) -> Result<Vec<String>> {
    look(picture).await
}

#[function(call, allow(reason = "the old clerk", actions = ["kms:Get*Keys"], resources = ["*"]))]
async fn keys() -> Result<()> {
    turn().await
}

#[function(
    call,
    allow(reason = "new in December", actions = ["lambda:InvokeWebFunction"], resources = ["*"]),
    accept(WS0233, reason = "announced last week")
)]
async fn newer() -> Result<()> {
    call().await
}
