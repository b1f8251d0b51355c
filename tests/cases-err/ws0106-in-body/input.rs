use watershed::prelude::*;

fn setup() {
    #[function(call)]
    async fn hidden() -> Result<()> {
        list().await
    }
}
