//! Orders of shop 0000: taken, paid, shipped, counted.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use watershed::prelude::*;

/// An order and what became of it.
#[table(key = "id", sort = "placed_at", index("by-customer", key = "customer"), id = "order-0000")]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    pub id: String,
    pub placed_at: u64,
    pub customer: String,
    pub state: State,
    pub lines: Vec<Line>,
}

/// One article of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub article: String,
    pub count: u32,
    pub cents: u64,
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    Placed,
    Paid,
    Shipped,
    Returned,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Refused {
    Empty,
    TooLarge { cents: u64, limit: u64 },
    Unknown(String),
    WrongState(State),
}

/// Nobody orders for more than this without being asked.
const LIMIT_CENTS: u64 = 500_000;

/// Orders that went out.
#[topic(id = "shipped-0000")]
pub struct Shipped(Order);

impl Order {
    fn total(&self) -> u64 {
        self.lines.iter().map(|line| u64::from(line.count) * line.cents).sum()
    }

    fn check(&self) -> Result<(), Refused> {
        let cents = self.total();
        match (self.lines.is_empty(), cents > LIMIT_CENTS) {
            (true, _) => Err(Refused::Empty),
            (_, true) => Err(Refused::TooLarge { cents, limit: LIMIT_CENTS }),
            (false, false) => Ok(()),
        }
    }
}
