//! Orders over HTTP, and the nightly sweep of those that nobody paid.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use watershed::Write;
use watershed::prelude::*;

use crate::payments::{Charge, Charges};

/// Waiting for the money.
pub const PLACED: &str = "placed";
/// The money is there.
pub const PAID: &str = "paid";

/// How long an order waits for its money.
const PATIENCE: Duration = Duration::from_hours(24);

/// Orders, by id.
#[table(key = "id", index("by-status", key = "status", sort = "placed_at"), stream)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Chosen by the customer's browser, so that sending an order twice does not order twice.
    pub id: String,
    /// What is ordered.
    pub product: String,
    /// The price when it was ordered.
    pub cents: u64,
    /// [`PLACED`] or [`PAID`].
    pub status: String,
    /// Seconds since 1970.
    pub placed_at: u64,
    /// The key of the receipt in the bucket, once there is one.
    pub receipt: Option<String>,
}

/// The products and their prices; another team writes them.
#[bucket(external = "acme-product-catalogue")]
pub struct Catalogue;

/// A product, as `products/<name>.json` in the catalogue.
#[derive(Debug, Serialize, Deserialize)]
pub struct Product {
    /// The price.
    pub cents: u64,
}

/// What a customer sends.
#[derive(Debug, Serialize, Deserialize)]
pub struct NewOrder {
    /// See [`Order::id`].
    pub id: String,
    /// What is ordered.
    pub product: String,
}

/// Takes an order and asks for its money.
#[function(http(POST, "/orders", auth = none), timeout = "5s", scale(max = 200))]
pub async fn place_order(
    Json(new): Json<NewOrder>,
    catalogue: Bucket<Catalogue, can::Get>,
    orders: Table<Order, can::Put>,
    charges: Sender<Charges>,
) -> Result<(StatusCode, Json<Order>)> {
    let product = catalogue.get(&format!("products/{}.json", new.product)).await?;
    let product = product.ok_or_else(|| Error::bad_request(format!("we do not sell `{}`", new.product)))?;
    let Product { cents } = serde_json::from_slice(&product)?;
    let placed_at = seconds(SystemTime::now());
    let order = Order { id: new.id, product: new.product, cents, status: PLACED.into(), placed_at, receipt: None };
    if !orders.put_if_absent(&order).await? {
        return Err(Error::conflict("this order is placed already"));
    }
    charges.send(&Charge { order: order.id.clone(), cents }).await?;
    Ok((StatusCode::CREATED, Json(order)))
}

/// Shows an order.
#[function(http(GET, "/orders/{id}", auth = none), timeout = "3s")]
pub async fn get_order(Path(id): Path<String>, orders: Reader<Order>) -> Result<Json<Order>> {
    orders.get(id).await?.map(Json).ok_or_else(|| Error::not_found("there is no such order"))
}

/// Removes an order that nobody paid; for the shop's own people.
#[function(http(
    DELETE,
    "/orders/{id}",
    auth = jwt(issuer = "https://login.example.com/", audience = ["shop-admin"])
))]
pub async fn cancel_order(Path(id): Path<String>, orders: Table<Order, (can::Get, can::Delete)>) -> Result<StatusCode> {
    let order = orders.get(&id).await?.ok_or_else(|| Error::not_found("there is no such order"))?;
    if order.status != PLACED {
        return Err(Error::conflict("a paid order cannot be cancelled"));
    }
    orders.delete(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes the orders that nobody paid for a day, every night at three.
#[function(schedule("cron(0 3 * * ? *)", timezone = "Europe/Berlin"), timeout = "5m")]
pub async fn sweep(Tick(now): Tick, orders: Table<Order, (can::Query, can::BatchWrite)>) -> Result<()> {
    let old = orders.query_index("by-status", PLACED).between(0, seconds(now - PATIENCE)).all().await?;
    orders.batch_write(old.into_iter().map(|order| Write::delete(order.id))).await
}

/// Seconds since 1970.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::time::UNIX_EPOCH;

    use watershed::memory;

    use super::*;

    pub fn order(id: &str, status: &str, placed_at: u64) -> Order {
        Order { id: id.into(), product: "tea".into(), cents: 450, status: status.into(), placed_at, receipt: None }
    }

    #[tokio::test]
    async fn an_order_is_kept_and_its_money_asked_for_once() -> Result<()> {
        let catalogue = memory::Bucket::<Catalogue>::with([("products/tea.json", r#"{"cents":450}"#)]);
        let (orders, charges) = (memory::Table::<Order>::new(), memory::Queue::<Charges>::new());
        let place = || {
            let new = NewOrder { id: "o1".into(), product: "tea".into() };
            place_order(Json(new), catalogue.handle(), orders.handle(), charges.handle())
        };

        let (status, Json(placed)) = place().await?;
        let again = place().await.unwrap_err();

        assert_eq!((status, again.status()), (StatusCode::CREATED, StatusCode::CONFLICT));
        assert_eq!(orders.items(), [placed]);
        assert_eq!(charges.messages(), [Charge { order: "o1".into(), cents: 450 }]);
        Ok(())
    }

    #[tokio::test]
    async fn a_paid_order_is_not_cancelled() {
        let orders = memory::Table::with([order("open", PLACED, 0), order("paid", PAID, 0)]);
        let cancel = |id: &str| cancel_order(Path(id.into()), orders.handle());
        assert_eq!(cancel("open").await.unwrap(), StatusCode::NO_CONTENT);
        assert_eq!(cancel("paid").await.unwrap_err().status(), StatusCode::CONFLICT);
        assert_eq!(cancel("none").await.unwrap_err().status(), StatusCode::NOT_FOUND);
        assert_eq!(get_order(Path("paid".into()), orders.handle()).await.unwrap().0.id, "paid");
    }

    #[tokio::test]
    async fn the_sweep_takes_only_what_is_old_and_unpaid() -> Result<()> {
        let day = PATIENCE.as_secs();
        let orders = [order("old", PLACED, day), order("new", PLACED, day + 1), order("paid", PAID, day)];
        let orders = memory::Table::with(orders);
        sweep(Tick(UNIX_EPOCH + 2 * PATIENCE), orders.handle()).await?;
        let left: Vec<String> = orders.items().into_iter().map(|order| order.id).collect();
        assert_eq!(left, ["new", "paid"]);
        Ok(())
    }
}
