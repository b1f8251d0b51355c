//! The way of an order through the whole shop: over HTTP, through queue, topic, bucket and table, to the storefront.

use std::time::Duration;

use serde_json::json;
use shop::orders::{Catalogue, Order, PAID, PLACED};
use shop::parcels::Labels;
use shop::payments::{Charge, Charges, PaymentKey};
use shop::receipts::Receipts;
use shop::search::Entry;
use watershed::testing::{self, Application};
use watershed::{Result, StatusCode};

const PATIENCE: Duration = Duration::from_secs(10);

/// A shop that sells tea for 4.50 and yachts for 900.
async fn shop() -> Result<Application> {
    let app = testing::start().await?;
    app.secret::<PaymentKey>().set("acct7_secret").await?;
    for (product, cents) in [("tea", 450), ("yacht", 90_000)] {
        let key = format!("products/{product}.json");
        app.bucket::<Catalogue>().put(&key, json!({ "cents": cents }).to_string()).await?;
    }
    Ok(app)
}

async fn place(app: &Application, id: &str, product: &str) -> Result<StatusCode> {
    let order = json!({ "id": id, "product": product }).to_string();
    Ok(app.call_route("POST", "/orders", order).await?.status())
}

#[tokio::test]
async fn an_order_is_charged_and_gets_a_receipt_and_a_label() -> Result<()> {
    let app = shop().await?;
    assert_eq!(place(&app, "o1", "tea").await?, StatusCode::CREATED);
    app.settled(PATIENCE).await?;

    let orders = app.table::<Order>().items().await?;
    assert_eq!(orders.iter().map(|order| order.status.as_str()).collect::<Vec<_>>(), [PAID]);
    let receipt = app.bucket::<Receipts>().get("receipts/o1.txt").await?;
    assert_eq!(receipt.as_deref(), Some(b"1 tea\n450 cents, paid with acct7-o1-450\n".as_slice()));
    assert_eq!(app.bucket::<Labels>().keys().await?, ["o1.svg"]);
    let entry = Entry { product: "tea".into(), order: "o1".into(), status: PAID.into() };
    assert_eq!(app.table::<Entry>().items().await?, [entry]);
    let page = app.call_route("GET", "/products/tea", "").await?;
    assert_eq!(page.body(), "tea was ordered 1 times.\n");
    Ok(())
}

#[tokio::test]
async fn a_suspicious_order_waits_for_a_person() -> Result<()> {
    let app = shop().await?;
    assert_eq!(place(&app, "o1", "yacht").await?, StatusCode::CREATED);
    assert_eq!(place(&app, "o2", "tea").await?, StatusCode::CREATED);
    app.settled(PATIENCE).await?;

    let charge = Charge { order: "o1".into(), cents: 90_000 };
    assert_eq!(app.queue::<Charges>().dead_letters().await?, [charge]);
    let mut orders = app.table::<Order>().items().await?;
    orders.sort_by(|one, other| one.id.cmp(&other.id));
    let statuses: Vec<&str> = orders.iter().map(|order| order.status.as_str()).collect();
    assert_eq!(statuses, [PLACED, PAID]);
    Ok(())
}

#[tokio::test]
async fn the_nightly_sweep_removes_an_old_order_from_the_index_too() -> Result<()> {
    let app = shop().await?;
    let old = Order {
        id: "old".into(),
        product: "tea".into(),
        cents: 450,
        status: PLACED.into(),
        placed_at: 0,
        receipt: None,
    };
    app.table::<Order>().put(&old).await?;
    app.settled(PATIENCE).await?;
    assert_eq!(app.table::<Entry>().items().await?.len(), 1);

    app.tick("sweep").await?;
    app.settled(PATIENCE).await?;
    assert_eq!((app.table::<Order>().items().await?, app.table::<Entry>().items().await?), (vec![], vec![]));
    Ok(())
}
