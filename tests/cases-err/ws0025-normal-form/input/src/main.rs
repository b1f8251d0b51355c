use watershed::prelude::*;

#[bucket]
struct Scans;

#[function(bucket(Scans, prefix = "rené/"), tags("e\u{301}" = "x"))]
async fn read(object: Object<Scans>) -> Result<()> {
    work().await
}
