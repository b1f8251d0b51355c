use watershed::prelude::*;

#[service(worker)]
async fn matcher() -> Result<()> {
    watch().await
}

fn main() {
    watershed::run();
}
