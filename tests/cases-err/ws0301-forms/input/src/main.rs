use watershed::prelude::*;

#[function(call)]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

fn main() {
    watershed::run()
}
