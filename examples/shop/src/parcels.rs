//! Parcels: what is paid is shipped.

use serde::{Deserialize, Serialize};
use watershed::prelude::*;

use crate::orders::Order;
use crate::payments::{OrderPaid, Payment};

/// Something to be shipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// The order's id.
    pub order: String,
}

/// Parcels that wait for their label.
#[queue]
pub struct Parcels(Parcel);

/// Labels for the printer in the warehouse; it fetches them within a month.
#[bucket(expire = "30d")]
pub struct Labels;

/// Hands a paid order to the warehouse.
#[function(topic(OrderPaid))]
pub async fn ship(Message(paid): Message<Payment>) -> SendTo<Parcels> {
    SendTo(Parcel { order: paid.order })
}

/// Draws the label of a parcel. The work is steady and slow, so it runs in a container.
#[function(queue(Parcels, batch = 1), place = container, memory = "512MB", timeout = "2m", scale(max = 5))]
pub async fn print_label(
    Message(parcel): Message<Parcel>,
    orders: Reader<Order>,
    labels: Bucket<Labels, can::Put>,
) -> Result<()> {
    let order = orders.get(&parcel.order).await?.ok_or_else(|| Error::not_found("the order is gone"))?;
    labels.put_as(&format!("{}.svg", order.id), "image/svg+xml", label(&order)).await
}

fn label(order: &Order) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 148 105\"><text x=\"9\" y=\"20\">{}</text></svg>",
        order.id.replace('&', "&amp;").replace('<', "&lt;")
    )
}

#[cfg(test)]
mod tests {
    use watershed::memory;

    use super::*;
    use crate::orders::PAID;
    use crate::orders::tests::order;

    #[tokio::test]
    async fn a_paid_order_gets_a_label() -> Result<()> {
        let paid = Payment { order: "a<b".into(), cents: 450, reference: String::new() };
        let SendTo(parcel) = ship(Message(paid)).await;
        let (orders, labels) = (memory::Table::with([order("a<b", PAID, 0)]), memory::Bucket::<Labels>::new());
        print_label(Message(parcel), orders.handle(), labels.handle()).await?;
        let label = labels.content("a<b.svg").unwrap();
        assert!(std::str::from_utf8(&label).unwrap().contains(">a&lt;b</text>"));
        Ok(())
    }
}
