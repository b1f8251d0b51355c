use watershed::prelude::*;

#[function(call)]
fn not_async() -> Result<()> {
    list()
}

#[function(call)]
async fn generic<T>(Input(value): Input<T>) -> Result<()> {
    show(value).await
}

#[queue]
struct Empty;

#[topic]
enum Paid {
    Yes,
    No,
}

struct Shop;

impl Shop {
    #[function(call)]
    async fn method(&self) -> Result<()> {
        list().await
    }
}
