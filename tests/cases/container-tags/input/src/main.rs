//! Tags in the cluster: labels where Kubernetes takes them, annotations where it does not.

use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[queue(tags(team = "depot"))]
struct Parcels(u32);

#[bucket]
struct Receipts;

/// Two that share a deployment: what one of them says holds for both, and both may say the same.
#[function(http(POST, "/orders"), place = container, group = "orders", tags(team = "orders", "cost-center" = "7"))]
async fn place_order(charges: Sender<Charges>) -> String {
    body()
}

#[function(queue(Charges), place = container, group = "orders", tags("cost-center" = "7", tier = "1"))]
async fn charge(Message(amount): Message<u32>) -> Result<()> {
    work(amount).await
}

/// No label has such a value, and no annotation such a key.
#[function(schedule("rate(1 day)"), place = container, tags(owner = "mail: shop@example.com", "on call" = "yes"))]
async fn sweep(receipts: Bucket<Receipts, can::Put>) -> Result<()> {
    work(1).await
}

/// What Kubernetes and Watershed write themselves stays as it is.
#[function(
    queue(Parcels),
    timeout = "10m",
    place = container,
    tags("app.kubernetes.io/name" = "mine", "checksum/config" = "", "example.com/tier" = "2", "job-name" = "pack")
)]
async fn pack(Message(parcel): Message<u32>) -> Result<()> {
    work(parcel).await
}

#[service(worker, tags(team = "ledger"))]
async fn keep_ledger(receipts: Bucket<Receipts, can::Put>) -> Result<()> {
    forever().await
}

/// It needs nothing, so that it has no role.
#[service(http(path = "/status"), tags(team = "status"))]
async fn status() -> Result<Router> {
    Ok(Router::new())
}

fn main() {
    watershed::run();
}
