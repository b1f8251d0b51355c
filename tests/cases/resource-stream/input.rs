//! Streams: with fixed shards, growing on demand, and one of another team.

use watershed::prelude::*;

#[stream(shards = 2, retention = "48h")]
struct Clicks(Click);

#[stream]
struct Views(View);

#[stream(external = "warehouse-moves")]
struct Moves(Move);

#[function(call)]
async fn record(
    Input(visit): Input<Visit>,
    clicks: Stream<Clicks, can::Put>,
    views: Stream<Views, can::Put>,
    moves: Stream<Moves, can::Put>,
) -> Result<()> {
    record_all(visit, clicks, views, moves).await
}

fn main() {
    watershed::run();
}
