use watershed::prelude::*;

#[function(call, allow(actions = ["ses:SendEmail"], resources = ["arn:aws:ses:eu-west-1:123456789012:identity/example.com"]))]
async fn mail(Input(letter): Input<Letter>) -> Result<()> {
    letter.send().await
}
