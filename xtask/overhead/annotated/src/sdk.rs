//! The same with a table and a queue at hand. Only who is called nobody is written down, so that no answer waits for AWS.

use serde::{Deserialize, Serialize};
use watershed::prelude::*;

/// Whom it greeted.
#[table(key = "name")]
#[derive(Serialize, Deserialize)]
struct Greeted {
    name: String,
}

/// Whom somebody else greets.
#[queue]
struct Guests(Greeted);

/// As a Lambda function.
#[cfg(not(feature = "container"))]
#[function(http(GET, "/hello/{name}", auth = none))]
async fn hello(
    Path(name): Path<String>,
    greeted: Table<Greeted, (can::Get, can::Put)>,
    guests: Sender<Guests>,
) -> Result<String> {
    greet(name, &greeted, &guests).await
}

/// In a container.
#[cfg(feature = "container")]
#[function(http(GET, "/hello/{name}", auth = none), place = container)]
async fn hello(
    Path(name): Path<String>,
    greeted: Table<Greeted, (can::Get, can::Put)>,
    guests: Sender<Guests>,
) -> Result<String> {
    greet(name, &greeted, &guests).await
}

async fn greet(
    name: String,
    greeted: &Table<Greeted, (can::Get, can::Put)>,
    guests: &Sender<Guests>,
) -> Result<String> {
    if name == "nobody" && greeted.get(&name).await?.is_none() {
        greeted.put(&Greeted { name: name.clone() }).await?;
        guests.send(&Greeted { name: name.clone() }).await?;
    }
    Ok(format!("Hello, {name}!\n"))
}
