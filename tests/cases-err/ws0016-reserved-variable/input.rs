use watershed::prelude::*;

#[function(call, env(AWS_REGION = "eu-west-1", WATERSHED_MODE = "fast", MODE = "fast"))]
async fn score(Input(customer): Input<Customer>) -> Result<Score> {
    judge(customer).await
}
