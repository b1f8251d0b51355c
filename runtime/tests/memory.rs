//! Resources in memory answer as those in the cloud do.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use watershed::backend::Outgoing;
use watershed::prelude::*;
use watershed::{Write, memory};

/// Lines of orders.
#[table(key = "order", sort = "number", index("by-product", key = "product", sort = "count"))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Line {
    order: String,
    number: u32,
    product: Option<String>,
    count: i64,
}

#[queue(fifo)]
struct Ordered(u64);

#[queue]
struct Anyhow(u64);

#[topic]
struct Told(String);

#[bucket]
struct Files;

#[secret]
struct Key;

#[bus]
struct Events;

#[stream]
struct Clicks(u64);

#[function(call)]
async fn double(Input(number): Input<u64>) -> Result<u64> {
    number.checked_mul(2).ok_or_else(|| Error::bad_request("too much"))
}

type Everything =
    Table<Line, (can::Get, can::BatchGet, can::Query, can::Scan, can::Put, can::Update, can::Delete, can::BatchWrite)>;

fn line(order: &str, number: u32, product: &str, count: i64) -> Line {
    let product = (!product.is_empty()).then(|| product.to_owned());
    Line { order: order.to_owned(), number, product, count }
}

fn lines() -> memory::Table<Line> {
    memory::Table::with([line("a", 10, "tea", 5), line("a", 9, "", 1), line("b", 1, "tea", -2), line("a", 2, "cup", 1)])
}

fn numbers(lines: &[Line]) -> Vec<u32> {
    lines.iter().map(|it| it.number).collect()
}

#[tokio::test]
async fn a_table_finds_one_and_several() -> Result<()> {
    let table: Everything = lines().handle();
    assert_eq!(table.get(("a", 9)).await?, Some(line("a", 9, "", 1)));
    assert_eq!(table.get(("c", 9)).await?, None);
    assert_eq!(numbers(&table.batch_get([("b", 1), ("b", 2), ("a", 10)]).await?), [1, 10]);
    Ok(())
}

#[tokio::test]
async fn a_query_is_in_the_order_of_the_sort_key() -> Result<()> {
    let table: Everything = lines().handle();
    assert_eq!(numbers(&table.query("a").all().await?), [2, 9, 10]);
    assert_eq!(numbers(&table.query("a").descending().all().await?), [10, 9, 2]);
    assert_eq!(numbers(&table.query("a").between(2, 9).all().await?), [2, 9]);
    assert_eq!(table.query("a").starting_with("1").all().await?, []);
    Ok(())
}

#[tokio::test]
async fn an_index_has_the_items_with_its_key() -> Result<()> {
    let table: Everything = lines().handle();
    assert_eq!(numbers(&table.query_index("by-product", "tea").all().await?), [1, 10]);
    let unknown = table.query_index("by-count", 1).all().await.unwrap_err();
    assert_eq!(unknown.to_string(), "the table `line` has no index `by-count`; it has: by-product");
    Ok(())
}

#[tokio::test]
async fn pages_go_on_where_they_ended_even_if_that_item_is_gone() -> Result<()> {
    let table: Everything = lines().handle();
    let first = table.query("a").limit(2).page().await?;
    assert_eq!(numbers(&first.items), [2, 9]);
    table.delete(("a", 9)).await?;
    let second = table.query("a").limit(2).after(first.next.expect("there is more")).page().await?;
    assert_eq!((numbers(&second.items), second.next), (vec![10], None));
    assert_eq!(table.scan().limit(1).all().await?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn only_a_new_key_is_put_if_absent() -> Result<()> {
    let table = memory::Table::<Line>::new();
    let put: Table<Line, can::Put> = table.handle();
    assert!(put.put_if_absent(&line("a", 1, "tea", 1)).await?);
    assert!(!put.put_if_absent(&line("a", 1, "cup", 2)).await?);
    put.put(&line("a", 1, "cup", 3)).await?;
    assert_eq!(table.items(), [line("a", 1, "cup", 3)]);
    Ok(())
}

#[tokio::test]
async fn an_update_changes_what_is_there_and_fits() -> Result<()> {
    let table = memory::Table::with([line("a", 1, "tea", 1)]);
    let update: Table<Line, can::Update> = table.handle();
    assert!(update.update(("a", 1)).add("count", -3).remove("product").send().await?);
    assert_eq!(table.items(), [line("a", 1, "", -2)]);
    assert!(!update.update(("a", 1)).set("count", 9).only_if("count", 1).send().await?);
    assert!(update.update(("a", 1)).set("count", 9).only_if("count", -2).send().await?);
    assert!(!update.update(("a", 2)).set("count", 9).send().await?);
    assert_eq!(table.items(), [line("a", 1, "", 9)]);
    update.update(("a", 1)).set("number", 2).send().await.unwrap_err();
    update.update(("a", 1)).add("order", 2).send().await.unwrap_err();
    Ok(())
}

#[tokio::test]
async fn a_batch_writes_and_removes() -> Result<()> {
    let table = memory::Table::with([line("a", 1, "tea", 1)]);
    let write: Writer<Line> = table.handle();
    write.batch_write([Write::delete(("a", 1)), Write::Put(line("a", 2, "tea", 1))]).await?;
    assert_eq!(numbers(&table.items()), [2]);
    Ok(())
}

#[tokio::test]
async fn queues_and_topics_keep_messages_groups_and_delays() -> Result<()> {
    let (ordered, anyhow, told) =
        (memory::Queue::<Ordered>::new(), memory::Queue::<Anyhow>::new(), memory::Topic::<Told>::new());
    ordered.handle().send_in_group("g", &1).await?;
    anyhow.handle().send_batch(&[1, 2]).await?;
    anyhow.handle().send_after(Duration::from_secs(5), &3).await?;
    told.handle().publish(&"news".to_owned()).await?;
    assert_eq!(ordered.sent(), [Outgoing { body: "1".into(), group: Some("g".into()), delay: None }]);
    assert_eq!(anyhow.messages(), [1, 2, 3]);
    assert_eq!(anyhow.sent()[2].delay, Some(Duration::from_secs(5)));
    assert_eq!(told.messages(), ["news"]);
    Ok(())
}

#[tokio::test]
async fn a_bucket_lists_every_page() -> Result<()> {
    let keys = (0..250).map(|number| format!("in/{number:03}"));
    let files = memory::Bucket::<Files>::with(keys.map(|key| (key, "x")).chain([("other".to_owned(), "y")]));
    let handle: Bucket<Files, (can::Get, can::Put, can::List, can::Delete, can::Presign)> = files.handle();
    handle.delete("in/000").await?;
    handle.put_as("in/999", "text/plain", "z").await?;
    let listed = handle.list("in/").await?;
    assert_eq!(
        (listed.len(), listed.first().unwrap().as_str(), listed.last().unwrap().as_str()),
        (250, "in/001", "in/999")
    );
    assert_eq!(handle.get("in/999").await?.unwrap(), "z");
    assert_eq!(files.content_type("in/999").unwrap(), "text/plain");
    assert!(handle.presign_get("other", Duration::from_mins(1)).await?.contains("other?method=GET&seconds=60"));
    Ok(())
}

#[tokio::test]
async fn a_secret_is_read_anew_and_never_shown() -> Result<()> {
    let key = memory::Secret::<Key>::new(r#"{"user":"me"}"#);
    let handle = key.handle();
    assert_eq!(handle.get_json::<serde_json::Value>().await?["user"], "me");
    key.set("rotated");
    assert_eq!(handle.get().await?, "rotated");
    assert!(!format!("{handle:?}{key:?}").contains("rotated"));
    memory::Secret::<Key>::default().handle().get().await.unwrap_err();
    Ok(())
}

#[tokio::test]
async fn buses_and_streams_keep_what_was_put() -> Result<()> {
    let (events, clicks) = (memory::Bus::<Events>::new(), memory::Stream::<Clicks>::new());
    let bus: Bus<Events, can::Put> = events.handle();
    bus.put("shop.orders", "Placed", &7).await?;
    let stream: Stream<Clicks, can::Put> = clicks.handle();
    stream.put_batch([("a", &1), ("b", &2)]).await?;
    let event = events.events().remove(0);
    assert_eq!(
        (event.source.as_str(), event.detail_type.as_str(), event.detail.as_str()),
        ("shop.orders", "Placed", "7")
    );
    assert_eq!(clicks.records(), [("a".to_owned(), 1), ("b".to_owned(), 2)]);
    Ok(())
}

#[tokio::test]
async fn a_called_function_answers_as_the_test_says() -> Result<()> {
    assert_eq!(double(Input(2)).await?, 4);
    let doubles =
        memory::Function::<double>::answering(|number| number.checked_add(1).ok_or_else(|| Error::new("full")));
    let caller: Caller<double> = doubles.handle();
    assert_eq!(caller.call(&4).await?, 5);
    assert_eq!(caller.call(&u64::MAX).await.unwrap_err().to_string(), "full");
    caller.call_later(&6).await?;
    assert_eq!(doubles.inputs(), [4, u64::MAX, 6]);
    Ok(())
}

/// An item whose own `Serialize` writes it without its key; what an attribute says is refused by `#[table]`.
#[table(key = "id")]
#[derive(Deserialize)]
struct Renamed {
    id: String,
}

impl Serialize for Renamed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map([("ID", &self.id)])
    }
}

#[tokio::test]
async fn an_item_without_its_key_is_refused() {
    let table: Table<Renamed, can::Put> = memory::Table::new().handle();
    let refused = table.put(&Renamed { id: "a".into() }).await.unwrap_err();
    assert_eq!(refused.to_string(), "an item of the table `renamed` is written without its `id`");
}

pub mod padded {
    //! A number as a text of five digits, so that texts are ordered as numbers are.

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// As serde calls it.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(number: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{number:05}"))
    }

    /// As serde calls it.
    ///
    /// # Errors
    /// The text is no number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

mod uuid {
    pub mod serde {
        pub use super::super::padded as simple;
    }
}

/// Its keys are named as they are stored and as they are not, and functions write their values.
#[table(key = "visit_id", sort = "roomNo")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Visit {
    #[serde(with = "uuid::serde::simple")]
    visit_id: u32,
    #[serde(with = "uuid::serde::simple")]
    room_no: u32,
}

#[table(key = "id")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Guest {
    #[serde(with = "uuid::serde::simple")]
    id: u32,
}

#[tokio::test]
async fn a_key_is_looked_for_as_it_is_stored() -> Result<()> {
    let visit = |visit_id, room_no| Visit { visit_id, room_no };
    let visits = memory::Table::with([visit(7, 9), visit(7, 10), visit(8, 1)]);
    let handle: Table<Visit, (can::Get, can::Query, can::Update, can::Delete)> = visits.handle();
    assert_eq!(handle.get((7, 10)).await?, Some(visit(7, 10)));
    assert_eq!(handle.query(7u32).starting_with("0001").all().await?, [visit(7, 10)]);
    assert!(handle.update((8, 1)).set("seen", true).send().await?);
    handle.delete((7, 9)).await?;
    assert_eq!(visits.items(), [visit(7, 10), visit(8, 1)]);
    let guests: Table<Guest, can::Get> = memory::Table::with([Guest { id: 3 }]).handle();
    assert_eq!(guests.get(3u32).await?, Some(Guest { id: 3 }));
    assert_eq!(guests.get(4u32).await?, None);
    Ok(())
}

/// A type of another crate, and one of the application, stand for themselves.
#[table(key = "host", sort = "port")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Listener {
    host: std::net::IpAddr,
    port: Port,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Port(u16);

#[tokio::test]
async fn a_key_of_any_type_stands_for_itself() -> Result<()> {
    let listener = Listener { host: [127, 0, 0, 1].into(), port: Port(80) };
    let listeners: Table<Listener, (can::Get, can::Query)> = memory::Table::with([listener.clone()]).handle();
    assert_eq!(listeners.get((listener.host, Port(80))).await?, Some(listener.clone()));
    assert_eq!(listeners.get((listener.host, Port(81))).await?, None);
    assert_eq!(listeners.query(listener.host).all().await?, [listener]);
    Ok(())
}
