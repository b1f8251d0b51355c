use watershed::prelude::*;

#[function(http(GET, "/busy", auth = none), expect(rate = "300/m", duration = "2500ms"), scale(max = 12))]
async fn busy() -> Result<()> {
    list().await
}

#[function(http(GET, "/calm", auth = none), expect(rate = "300/m", duration = "2500ms"), scale(max = 13))]
async fn calm() -> Result<()> {
    list().await
}

#[function(call, expect(rate = "300/m", duration = "2500ms"), scale(max = 2))]
async fn later() -> Result<()> {
    list().await
}

fn main() {
    watershed::run();
}
