mod remote {
    use tarpc::service;
    use watershed::prelude::*;

    #[service]
    trait World {
        async fn greet(name: String) -> String;
    }

    #[service(worker)]
    async fn work() -> Result<()> {
        forever().await
    }
}

fn main() {
    watershed::run();
}
