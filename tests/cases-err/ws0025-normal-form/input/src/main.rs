use watershed::prelude::*;

#[bucket]
struct Scans;

#[function(bucket(Scans, prefix = "rené/"), env(LEVEL = "e\u{301}"))]
async fn read(object: Object<Scans>) -> Result<()> {
    work().await
}
