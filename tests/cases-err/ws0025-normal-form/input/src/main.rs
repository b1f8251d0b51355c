use watershed::prelude::*;

#[bucket]
struct Scans;

#[function(
    bucket(Scans, prefix = "rené/"),
    env(LEVEL = "e\u{301}"),
    tags(reason = "e\u{301}", team = "e\u{301}!"),
    accept(WS0602, reason = "René puts them there")
)]
async fn read(object: Object<Scans>) -> Result<()> {
    work().await
}
