//! Receipts, and the ledger of all orders.

use std::time::Duration;

use watershed::prelude::*;

use crate::orders::{Order, PAID};
use crate::payments::{OrderPaid, Payment};

/// Receipts, kept as long as the tax office wants them.
#[bucket(expire = "3650d")]
pub struct Receipts;

/// What the shop has sold, for the accountants.
#[bucket]
pub struct Ledgers;

/// Writes the receipt of a paid order.
#[function(topic(OrderPaid))]
pub async fn write_receipt(
    Message(paid): Message<Payment>,
    orders: Reader<Order>,
    receipts: Bucket<Receipts, can::Put>,
) -> Result<()> {
    let order = orders.get(&paid.order).await?.ok_or_else(|| Error::not_found("the order is gone"))?;
    let text = format!("1 {}\n{} cents, paid with {}\n", order.product, paid.cents, paid.reference);
    receipts.put_as(&format!("receipts/{}.txt", order.id), "text/plain", text).await
}

/// Notes at the order that it is paid and where its receipt is.
#[function(bucket(Receipts, on = created, prefix = "receipts/", suffix = ".txt"))]
pub async fn note_receipt(object: Object, orders: Table<Order, can::Update>) -> Result<()> {
    let id = object.key.strip_prefix("receipts/").and_then(|name| name.strip_suffix(".txt"));
    let id = id.ok_or_else(|| Error::new(format!("`{}` is no receipt", object.key)))?;
    // An order that is gone by now needs no note.
    orders.update(id).set("status", PAID).set("receipt", &object.key).send().await.map(drop)
}

/// Writes the ledger anew every hour, until the program is told to stop.
#[service(worker, cpu = "100m", memory = "128MB")]
pub async fn keep_ledger(orders: Table<Order, can::Scan>, ledgers: Bucket<Ledgers, can::Put>) -> Result<()> {
    loop {
        ledgers.put_as("ledger.csv", "text/csv", ledger(&orders).await?).await?;
        tokio::select! {
            () = watershed::stopping() => return Ok(()),
            () = tokio::time::sleep(Duration::from_hours(1)) => {}
        }
    }
}

async fn ledger(orders: &Table<Order, can::Scan>) -> Result<String> {
    let sold = orders.scan().all().await?.into_iter().filter(|order| order.status == PAID);
    let lines = sold.map(|order| format!("{},{},{}\n", order.id, order.product, order.cents));
    Ok(std::iter::once("order,product,cents\n".to_owned()).chain(lines).collect())
}

#[cfg(test)]
mod tests {
    use watershed::{Happening, memory};

    use super::*;
    use crate::orders::PLACED;
    use crate::orders::tests::order;

    #[tokio::test]
    async fn a_payment_becomes_a_receipt_and_a_note_at_the_order() -> Result<()> {
        let (orders, receipts) = (memory::Table::with([order("o1", PLACED, 0)]), memory::Bucket::<Receipts>::new());
        let paid = Payment { order: "o1".into(), cents: 450, reference: "acct7-o1-450".into() };
        write_receipt(Message(paid), orders.handle(), receipts.handle()).await?;
        let key = receipts.keys().remove(0);
        assert_eq!(receipts.content(&key).unwrap(), "1 tea\n450 cents, paid with acct7-o1-450\n");

        note_receipt(Object { key, size: 38, happened: Happening::Created }, orders.handle()).await?;
        let noted = Order { receipt: Some("receipts/o1.txt".into()), ..order("o1", PAID, 0) };
        assert_eq!(orders.items(), [noted]);
        assert_eq!(ledger(&orders.handle()).await?, "order,product,cents\no1,tea,450\n");
        Ok(())
    }
}
