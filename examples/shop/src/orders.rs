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

/// Takes an order and asks for its money. An order that is sent again, after a lost answer, is not placed again.
#[function(http(POST, "/orders", auth = none), timeout = "5s", scale(max = 200))]
pub async fn place_order(
    Json(new): Json<NewOrder>,
    catalogue: Bucket<Catalogue, can::Get>,
    orders: Table<Order, (can::Get, can::Put)>,
    charges: Sender<Charges>,
) -> Result<(StatusCode, Json<Order>)> {
    let product = catalogue.get(&format!("products/{}.json", new.product)).await?;
    let product = product.ok_or_else(|| Error::bad_request(format!("we do not sell `{}`", new.product)))?;
    let Product { cents } = serde_json::from_slice(&product)?;
    let placed_at = seconds(SystemTime::now());
    let mut order = Order { id: new.id, product: new.product, cents, status: PLACED.into(), placed_at, receipt: None };
    let is_new = orders.put_if_absent(&order).await?;
    if !is_new {
        let first = orders.get(&order.id).await?.filter(|first| first.product == order.product);
        order = first.ok_or_else(|| Error::conflict("this id belongs to another order"))?;
    }
    // Not only for a new order: the first attempt may have ended before this line. The provider takes money once.
    if order.status == PLACED {
        charges.send(&Charge { order: order.id.clone(), cents: order.cents }).await?;
    }
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(order)))
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
    async fn an_order_is_placed_once_however_often_it_is_sent() -> Result<()> {
        let catalogue = ["tea", "cup"].map(|name| (format!("products/{name}.json"), r#"{"cents":450}"#));
        let catalogue = memory::Bucket::<Catalogue>::with(catalogue);
        let (orders, charges) = (memory::Table::<Order>::new(), memory::Queue::<Charges>::new());
        let place = |product: &str| {
            let new = NewOrder { id: "o1".into(), product: product.into() };
            place_order(Json(new), catalogue.handle(), orders.handle(), charges.handle())
        };

        let (status, Json(placed)) = place("tea").await?;
        assert_eq!((status, orders.items()), (StatusCode::CREATED, vec![placed.clone()]));
        assert_eq!(charges.messages(), [Charge { order: "o1".into(), cents: 450 }]);

        assert_eq!(place("tea").await?, (StatusCode::OK, Json(placed)));
        assert_eq!(place("cup").await.unwrap_err().status(), StatusCode::CONFLICT);
        assert_eq!(place("car").await.unwrap_err().status(), StatusCode::BAD_REQUEST);
        assert_eq!(orders.items().len(), 1);
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
