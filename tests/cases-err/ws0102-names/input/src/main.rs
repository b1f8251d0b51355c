use watershed::prelude::*;

#[function(call)]
async fn score(Input(customer): Input<Customer>) -> Result<Score> {
    judge(customer).await
}

fn main() {
    watershed::run();
}
