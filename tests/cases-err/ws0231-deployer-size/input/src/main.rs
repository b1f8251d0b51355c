use watershed::prelude::*;

#[function(url(auth = iam))]
async fn export() -> Result<String> {
    everything().await
}

fn main() {
    watershed::run();
}
