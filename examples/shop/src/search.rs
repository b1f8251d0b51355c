//! The index by which orders are found.

use serde::{Deserialize, Serialize};
use watershed::prelude::*;

use crate::orders::Order;

/// Which orders a product is in.
#[table(key = "product", sort = "order")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The product's name.
    pub product: String,
    /// The order's id.
    pub order: String,
    /// What the order said last.
    pub status: String,
}

/// Follows the orders.
#[function(table(Order, batch = 100))]
pub async fn index_order(change: Change<Order>, entries: Table<Entry, (can::Put, can::Delete)>) -> Result<()> {
    match change {
        Change::Insert { new } | Change::Modify { new, .. } => {
            entries.put(&Entry { product: new.product, order: new.id, status: new.status }).await
        }
        Change::Remove { old } => entries.delete((old.product, old.id)).await,
    }
}

#[cfg(test)]
mod tests {
    use watershed::memory;

    use super::*;
    use crate::orders::tests::order;
    use crate::orders::{PAID, PLACED};

    #[tokio::test]
    async fn the_index_follows_an_order_to_its_end() -> Result<()> {
        let entries = memory::Table::<Entry>::new();
        let (placed, paid) = (order("o1", PLACED, 0), order("o1", PAID, 0));

        index_order(Change::Insert { new: placed.clone() }, entries.handle()).await?;
        index_order(Change::Modify { old: placed, new: paid.clone() }, entries.handle()).await?;
        let entry = Entry { product: "tea".into(), order: "o1".into(), status: PAID.into() };
        assert_eq!(entries.items(), [entry]);

        index_order(Change::Remove { old: paid }, entries.handle()).await?;
        assert_eq!(entries.items(), []);
        Ok(())
    }
}
