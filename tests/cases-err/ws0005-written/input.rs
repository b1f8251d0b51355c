use watershed::prelude::*;

#[table(key = "id", sort = "at", index("by-at", key = "at"), ttl = "until")]
#[derive(Serialize, Deserialize)]
struct Visit {
    #[serde(with = "uuid::serde::compact")]
    id: uuid::Uuid,
    #[serde(serialize_with = "as_words", deserialize_with = "from_words")]
    at: u64,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    until: chrono::DateTime<chrono::Utc>,
}

#[table(key = "id", ttl = "until")]
#[derive(Serialize, Deserialize)]
struct Guest {
    id: GuestId,
    #[serde(with = "time::serde::rfc3339::option")]
    until: Option<time::OffsetDateTime>,
}

#[derive(Serialize, Deserialize)]
#[serde(into = "Parts", from = "Parts")]
struct GuestId(String);

#[derive(Serialize, Deserialize)]
struct Parts {
    house: String,
    number: u32,
}
