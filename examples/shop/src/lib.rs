//! A small shop. A customer places an order; the money is taken; a receipt is written and a parcel label printed.
//!
//! ```text
//! POST /orders → place_order → [charges] → charge → (order-paid) → write_receipt → [receipts] → note_receipt
//!                    ↓                       ↓             └─────→ ship → [parcels] → print_label
//!                 [order] → index_order    score
//! ```
//!
//! Each module holds its resources, its functions and their tests. A function's parameters are all that it can reach.

pub mod orders;
pub mod parcels;
pub mod payments;
pub mod receipts;
pub mod search;
pub mod storefront;
