use watershed::prelude::*;

#[table(key = "id")]
struct Order {
    id: String,
}

#[function(call)]
async fn order(
    #[cfg(feature = "fast")] orders: Reader<Order>,
    #[cfg(not(feature = "fast"))] orders: Writer<Order>,
    #[allow(unused_mut)] mut more: Reader<Order>,
) {
}

#[service(worker)]
async fn work(#[cfg_attr(all(), cfg(any()))] orders: Reader<Order>) {}
