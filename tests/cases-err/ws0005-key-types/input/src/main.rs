use jiff::{Timestamp, civil};
use uuid::Uuid;
use watershed::prelude::*;

type Cents = u64;
type Digest = Vec<u8>;
type Time = std::time::SystemTime;

#[derive(Serialize, Deserialize)]
struct OrderId(String);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Open,
    Paid,
}

#[derive(Serialize, Deserialize)]
enum Choice {
    One(u32),
    None,
}

#[derive(Serialize, Deserialize)]
struct Address {
    street: String,
}

struct Opaque(String);

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Parent(#[serde(skip)] bool, String);

#[table(
    key = "id",
    sort = "cents",
    index("by-state", key = "state"),
    index("by-customer", key = "customer", sort = "number"),
    index("by-name", key = "name", sort = "seen"),
    index("by-place", key = "place", sort = "parent"),
    ttl = "until"
)]
struct Order {
    id: OrderId,
    cents: Cents,
    state: State,
    customer: Uuid,
    number: std::num::NonZeroU64,
    name: Box<str>,
    seen: chrono::DateTime<chrono::Utc>,
    place: std::net::IpAddr,
    parent: Parent,
    until: Option<Cents>,
}

#[table(
    key = "choice",
    index("by-digest", key = "digest"),
    index("by-address", key = "address"),
    index("by-opaque", key = "opaque"),
    index("by-flag", key = "flag"),
    ttl = "until"
)]
struct Wrong {
    choice: Choice,
    digest: Digest,
    address: Address,
    opaque: Opaque,
    flag: bool,
    until: Time,
}

#[derive(Serialize, Deserialize)]
struct At(jiff::civil::Time);

#[table(key = "at", sort = "day", index("by-moment", key = "moment"))]
struct Visit {
    at: Timestamp,
    day: civil::Date,
    moment: At,
}

#[table(key = "at", sort = "day")]
struct Unsure {
    at: bson::DateTime,
    day: time::Date,
}

#[table(key = "id", ttl = "until")]
struct Late {
    id: String,
    until: OrderId,
}
