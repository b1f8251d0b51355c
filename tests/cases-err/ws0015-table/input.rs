use watershed::prelude::*;

#[table(key = "id", sort = "id", index("by-size", key = "size"), index("by-size", key = "size", sort = "size"))]
struct Order {
    id: String,
    size: u32,
}

#[table(key = "order_id", sort = "line")]
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    order_id: String,
    line: u32,
}

#[table(key = "id", index("by-name", key = "name"))]
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Customer {
    id: String,
    #[serde(rename = "n")]
    name: String,
}
