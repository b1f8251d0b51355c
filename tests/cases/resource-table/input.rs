//! Tables: keys, a second index, items that expire, and one that exists already. Each handle is a permission of its own.

use watershed::prelude::*;

/// Orders, by customer and time.
#[table(key = "customer", sort = "at", index("by-state", key = "state"), ttl = "expires")]
struct Order {
    customer: String,
    at: u64,
    state: String,
    expires: u64,
}

/// A text around which a type of its own stands.
#[derive(Serialize, Deserialize)]
struct ParcelId(String);

type Grams = u32;

#[derive(Serialize, Deserialize)]
enum Size {
    Small,
    Large,
}

/// Parcels, whose keys are types by other names.
#[table(key = "id", sort = "weight", index("by-size", key = "size"), ttl = "expires")]
struct Parcel {
    id: ParcelId,
    weight: Grams,
    size: Option<Size>,
    expires: Option<Grams>,
}

/// Visits, whose fields have other names in the store, and values that functions write.
#[table(key = "visitId", sort = "began_at", index("by-guest", key = "guest", sort = "beganAt"), ttl = "expires_at")]
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Visit {
    #[serde(with = "uuid::serde::simple")]
    visit_id: uuid::Uuid,
    #[serde(with = "chrono::serde::ts_seconds")]
    began_at: chrono::DateTime<chrono::Utc>,
    #[serde(rename = "guestNo")]
    guest: GuestId,
    #[serde(serialize_with = "as_seconds", deserialize_with = "from_seconds")]
    expires_at: std::time::SystemTime,
}

/// A type that says what it is stored as.
#[derive(Clone, Serialize, Deserialize)]
#[serde(into = "u64", from = "u64")]
struct GuestId(Opaque);

#[table(key = "id", external = "legacy-customers")]
struct Customer {
    id: String,
}

#[function(http(GET, "/orders", auth = none))]
async fn orders(orders: Reader<Order>) -> Result<Json<Vec<Order>>> {
    list(orders).await
}

#[function(schedule("rate(1 day)"))]
async fn archive(
    orders: Table<Order, (can::Query, can::Delete)>,
    customers: Reader<Customer>,
    parcels: Reader<Parcel>,
    visits: Reader<Visit>,
) -> Result<()> {
    move_old(orders, customers, parcels, visits).await
}

fn main() {
    watershed::run();
}
