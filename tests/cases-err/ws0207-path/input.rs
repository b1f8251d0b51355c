use serde::Deserialize;
use watershed::prelude::*;

#[derive(Deserialize)]
struct Line {
    order: OrderId,
    line: u32,
    shown: Option<String>,
    #[serde(default)]
    page: u32,
}

#[derive(Deserialize)]
struct OrderId(String);

// A field without a parameter; `shown` and `page` need none.
#[function(http(GET, "/orders/{order}", auth = none))]
async fn one_is_missing(Path(line): Path<Line>) -> Result<()> {
    find(line).await
}

// Another name.
#[function(http(GET, "/orders/{oder}/{line}", auth = none))]
async fn a_slip(Path(line): Path<Line>) -> Result<()> {
    find(line).await
}

#[function(http(GET, "/lines/{line}/{order}/{rest+}", auth = none))]
async fn enough(Path(line): Path<Line>) -> Result<()> {
    find(line).await
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Customer {
    customer_id: u64,
    #[serde(rename(deserialize = "to", serialize = "until"), alias = "till")]
    day: String,
}

#[function(http(GET, "/customers/{customer_id}/{day}", auth = none))]
async fn as_in_rust(Path(customer): Path<Customer>) -> Result<()> {
    find(customer).await
}

#[function(http(GET, "/customers/{customerId}/{till}/{page}", auth = none))]
async fn too_many(Path(customer): Path<Customer>) -> Result<()> {
    find(customer).await
}

#[function(http(GET, "/buyers/{customerId}/{till}", auth = none))]
async fn as_in_serde(Path(customer): Path<Customer>) -> Result<()> {
    find(customer).await
}

#[derive(Deserialize)]
struct Pair(String, u32);

#[derive(Deserialize)]
enum Kind {
    Book,
    Film,
}

#[function(http(GET, "/kinds/{kind}/{page}", auth = none))]
async fn one_of_two(Path(kind): Path<Kind>) -> Result<()> {
    find(kind).await
}

#[function(http(GET, "/pairs/{name}", auth = none))]
async fn two_of_one(Path(pair): Path<Pair>) -> Result<()> {
    find(pair).await
}

// What is inside says what it takes, and nobody knows.
#[derive(Deserialize)]
struct Anything {
    #[serde(flatten)]
    rest: Rest,
    name: String,
}

#[function(http(GET, "/anything/{other}", auth = none))]
async fn silent(Path(anything): Path<Anything>) -> Result<()> {
    find(anything).await
}

// Another crate's type may have a default.
#[derive(Deserialize)]
struct Foreign {
    name: other::Maybe,
}

#[function(http(GET, "/foreign/{other}", auth = none))]
async fn silent_too(Path(foreign): Path<Foreign>) -> Result<()> {
    find(foreign).await
}
