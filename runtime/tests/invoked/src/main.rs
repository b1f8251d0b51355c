//! Functions of several kinds. Tests start the program with the variables of AWS Lambda.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use tokio::time::sleep;
use watershed::prelude::*;

fn main() {
    watershed::run()
}

/// What a customer orders.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    id: String,
    cents: u64,
}

#[function(http(GET, "/orders/{id}", auth = none))]
async fn get_order(Path(id): Path<u32>) -> Json<Order> {
    Json(Order { id: id.to_string(), cents: 5 })
}

#[function(http(POST, "/orders", auth = none))]
async fn place_order(Json(order): Json<Order>) -> Result<(StatusCode, Json<Order>)> {
    match order.id.as_str() {
        "wrong" => Err(Error::new("the password is tea")),
        "panic" => panic!("the password is coffee"),
        "slow" => {
            sleep(Duration::from_secs(20)).await;
            Err(Error::new("nobody waits so long"))
        }
        _ => Ok((StatusCode::CREATED, Json(order))),
    }
}

#[function(url(auth = none, streaming))]
async fn hook(Body(body): Body) -> Body {
    Body(body)
}

/// Says what it knows of its invocation: the id, and the milliseconds that are left.
#[function(call)]
async fn about(context: Context) -> Result<(String, u64)> {
    let end = context.deadline.ok_or_else(|| Error::new("nobody stops it"))?;
    let left = end.duration_since(SystemTime::now())?;
    Ok((context.request_id, u64::try_from(left.as_millis())?))
}

#[function(call)]
async fn divide(Input((a, b)): Input<(i64, i64)>) -> Result<i64> {
    a.checked_div(b).ok_or_else(|| Error::bad_request("nothing can be divided by 0"))
}

#[queue]
struct Work(String);

#[function(queue(Work))]
async fn work(Message(what): Message<String>) -> Result<()> {
    noted(&what);
    match what.as_str() {
        "bad" => Err(Error::new("this message is bad")),
        "panic" => panic!("this message is worse"),
        "slow" => {
            sleep(Duration::from_secs(20)).await;
            Ok(())
        }
        // It never waits, so nobody can cut it.
        "deaf" => {
            std::thread::sleep(Duration::from_secs(3));
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A span of the application's own.
#[tracing::instrument]
fn noted(what: &str) {
    tracing::info!("work");
}

#[function(schedule("rate(1 hour)"))]
async fn sweep(Tick(now): Tick) -> Result<()> {
    let seconds = now.duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    Err(Error::new(format!("there is nothing to sweep at {seconds}")))
}

#[stream]
struct Clicks(u32);

#[bus]
struct Sales;

#[function(call)]
async fn reaches(clicks: Stream<Clicks, can::Put>, sales: Bus<Sales, can::Put>) -> Result<()> {
    clicks.put("a", &1).await?;
    sales.put("shop", "Sold", &1).await
}
