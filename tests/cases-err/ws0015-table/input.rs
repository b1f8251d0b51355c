use watershed::prelude::*;

#[table(key = "id", sort = "id", index("by-size", key = "size"), index("by-size", key = "size", sort = "size"))]
struct Order {
    id: String,
    size: u32,
}

#[table(key = "order_id", sort = "line", index("by-note", key = "note"), index("by-line", key = "line", sort = "note"))]
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    #[serde(rename(serialize = "o", deserialize = "i"))]
    order_id: String,
    line: u32,
    #[serde(skip)]
    note: String,
}

#[table(key = "id", index("by-name", key = "name"))]
#[derive(Serialize, Deserialize)]
struct Customer {
    id: String,
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "name")]
    full_name: String,
}

#[table(key = "id", sort = "at")]
#[derive(Clone, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
struct Other {
    id: u64,
    at: u64,
}
