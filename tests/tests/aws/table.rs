//! Tables.

use serde::{Deserialize, Serialize};
use serde_json::json;
use watershed::aws::sdk::dynamodb::Client;
use watershed::aws::sdk::dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
    ScalarAttributeType,
};
use watershed::backend::Changes;
use watershed::prelude::*;
use watershed::resource::{KeyFields, Resource as _, Table as _};
use watershed::{Write, can};

use super::Cloud;
use super::fake::Fake;

/// A table whose words are all reserved in DynamoDB's expressions.
#[table(key = "name", sort = "at", index("by-state", key = "state", sort = "size"))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    name: String,
    at: i64,
    state: Option<String>,
    size: u64,
    tags: Vec<String>,
    share: f64,
}

#[table(key = "hash", sort = "number")]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Block {
    hash: Vec<u8>,
    number: u64,
    body: Vec<u8>,
}

type All<T> =
    Table<T, (can::Get, can::BatchGet, can::Query, can::Scan, can::Put, can::Update, can::Delete, can::BatchWrite)>;

fn order(name: &str, at: i64) -> Order {
    let size = u64::try_from(at).unwrap_or_default();
    Order { name: name.to_owned(), at, state: None, size, tags: vec!["a".to_owned()], share: 0.1 }
}

fn key(name: &str, kind: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().expect("a key")
}

fn schema(fields: KeyFields) -> Vec<KeySchemaElement> {
    let sort = fields.sort.map(|sort| key(sort, KeyType::Range));
    std::iter::once(key(fields.key, KeyType::Hash)).chain(sort).collect()
}

async fn make<T: watershed::resource::Table>(client: &Client, types: &[(&str, ScalarAttributeType)]) {
    let attribute = |(name, kind): &(&str, ScalarAttributeType)| {
        AttributeDefinition::builder().attribute_name(*name).attribute_type(kind.clone()).build().expect("an attribute")
    };
    let index = |index: &watershed::resource::Index| {
        let all = Projection::builder().projection_type(ProjectionType::All).build();
        let builder = GlobalSecondaryIndex::builder().index_name(index.name).projection(all);
        builder.set_key_schema(Some(schema(index.fields))).build().expect("an index")
    };
    let indexes: Vec<_> = T::INDEXES.iter().map(index).collect();
    let request = client.create_table().table_name(T::ID).billing_mode(BillingMode::PayPerRequest);
    let request = request.set_key_schema(Some(schema(T::KEY)));
    let request = request.set_attribute_definitions(Some(types.iter().map(attribute).collect()));
    let request = request.set_global_secondary_indexes((!indexes.is_empty()).then_some(indexes));
    request.send().await.expect("a table can be made");
}

fn handle<T: watershed::resource::Table>(cloud: &Cloud) -> All<T> {
    Table::on(cloud.backends.table(T::ID, T::KEY, T::INDEXES).expect("it is told where the table is"))
}

fn start() -> Option<Cloud> {
    let cloud = Cloud::start(&[("WATERSHED_TABLE_ORDER", "order"), ("WATERSHED_TABLE_BLOCK", "block")])?;
    cloud.wait(async {
        use ScalarAttributeType::{B, N, S};
        let client = Client::new(&cloud.config);
        make::<Order>(&client, &[("name", S), ("at", N), ("state", S), ("size", N)]).await;
        make::<Block>(&client, &[("hash", B), ("number", N)]).await;
    });
    Some(cloud)
}

#[test]
fn items_are_written_read_and_removed() {
    let Some(cloud) = start() else { return };
    let orders = handle::<Order>(&cloud);
    cloud.wait(async {
        let first = Order { share: 1e-7, ..order("a", -5) };
        assert!(orders.put_if_absent(&first).await.expect("it is new"));
        assert!(!orders.put_if_absent(&order("a", -5)).await.expect("it is there"));
        assert_eq!(orders.get(("a", -5)).await.expect("it can be read"), Some(first));
        assert_eq!(orders.get(("a", 6)).await.expect("it can be asked"), None);
        orders.put(&Order { size: u64::MAX, ..order("a", -5) }).await.expect("it is replaced");
        assert_eq!(orders.get(("a", -5)).await.expect("it can be read").map(|it| it.size), Some(u64::MAX));
        orders.delete(("a", -5)).await.expect("it goes");
        orders.delete(("a", -5)).await.expect("it is gone");
        assert_eq!(orders.get(("a", -5)).await.expect("it can be asked"), None);
    });
}

#[test]
fn only_what_is_there_and_fits_is_changed() {
    let Some(cloud) = start() else { return };
    let orders = handle::<Order>(&cloud);
    cloud.wait(async {
        let update = || orders.update(("a", 1));
        assert!(!update().set("size", 5).send().await.expect("nothing is there"));
        assert_eq!(orders.get(("a", 1)).await.expect("it can be asked"), None);
        orders.put(&order("a", 1)).await.expect("it is written");
        assert!(!update().set("size", 5).only_if("size", 2).send().await.expect("it does not fit"));
        let changed = update().set("state", "paid").add("size", 41).add("new", 7).remove("gone").only_if("size", 1);
        assert!(changed.only_if("tags", ["a"]).send().await.expect("it fits"));
        let state = Some("paid".to_owned());
        let expected = Order { state, size: 42, ..order("a", 1) };
        assert_eq!(orders.get(("a", 1)).await.expect("it is there"), Some(expected.clone()));
        assert_eq!(orders.query_index("by-state", "paid").all().await.expect("the index has it"), [expected]);
        assert!(update().set("state", ()).send().await.expect("a field of an index can go"));
        assert_eq!(orders.query_index("by-state", "paid").all().await.expect("the index lost it"), []);
        assert!(update().send().await.expect("no change is none"));
        assert!(update().set("at", 2).send().await.is_err(), "a key cannot change");
    });
}

#[test]
fn pages_follow_each_other() {
    let Some(cloud) = start() else { return };
    let orders = handle::<Order>(&cloud);
    cloud.wait(async {
        let all: Vec<Order> = (0..60).map(|at| order("a", at)).chain((0..60).map(|at| order("b", at))).collect();
        orders.batch_write(all.iter().cloned().map(Write::Put)).await.expect("five calls write 120 items");
        let page = orders.query("a").limit(7).page().await.expect("a page");
        assert_eq!(page.items, all[..7]);
        let page = orders.query("a").limit(7).after(page.next.expect("there are more")).page().await.expect("a page");
        assert_eq!(page.items, all[7..14]);
        assert_eq!(orders.query("a").limit(7).all().await.expect("nine pages"), all[..60]);
        let some = orders.query("b").between(10, 20).descending().limit(4).all().await.expect("three pages");
        assert_eq!(some.iter().map(|it| it.at).collect::<Vec<_>>(), (10..=20).rev().collect::<Vec<_>>());
        let mut found = orders.scan().limit(50).all().await.expect("three pages");
        found.sort_by_key(|it| (it.name.clone(), it.at));
        assert_eq!(found, all);
        let keys = || (0..60).flat_map(|at| [("a", at), ("b", at), ("a", at), ("c", at)]);
        let mut found = orders.batch_get(keys()).await.expect("two calls ask for 180 keys");
        found.sort_by_key(|it| (it.name.clone(), it.at));
        assert_eq!(found, all);
    });
}

#[test]
fn the_last_write_of_a_key_counts() {
    let Some(cloud) = start() else { return };
    let orders = handle::<Order>(&cloud);
    cloud.wait(async {
        let writes = [
            Write::Put(order("a", 1)),
            Write::delete(("b", 1)),
            Write::Put(Order { size: 2, ..order("a", 1) }),
            Write::Put(order("b", 1)),
            Write::Put(order("c", 1)),
            Write::delete(("c", 1)),
        ];
        orders.batch_write(writes).await.expect("one call");
        let mut left = orders.scan().all().await.expect("it can be read");
        left.sort_by_key(|it| it.name.clone());
        assert_eq!(left, [Order { size: 2, ..order("a", 1) }, order("b", 1)]);
    });
}

#[test]
fn bytes_can_be_a_key() {
    let Some(cloud) = start() else { return };
    let blocks = handle::<Block>(&cloud);
    cloud.wait(async {
        for number in [2, 10, 9] {
            let block = Block { hash: vec![0, 255], number, body: vec![1, 2, 3] };
            blocks.put(&block).await.expect("it is written");
        }
        let stored = Client::new(&cloud.config).scan().table_name("block").send().await.expect("it can be read");
        assert!(stored.items().iter().all(|item| item["hash"].is_b() && item["number"].is_n()));
        let found = blocks.get((vec![0, 255], 9)).await.expect("it can be read");
        assert_eq!(found.map(|it| it.body), Some(vec![1, 2, 3]));
        let numbers = blocks.query(vec![0, 255]).limit(1).all().await.expect("three pages");
        assert_eq!(numbers.iter().map(|it| it.number).collect::<Vec<_>>(), [2, 9, 10]);
        assert!(blocks.update((vec![0, 255], 9)).set("body", [4]).send().await.expect("it is there"));
    });
}

#[test]
fn texts_begin_so_and_a_missing_table_is_named() {
    let Some(cloud) = start() else { return };
    cloud.wait(async {
        // The same table by a sort key of text, which a handle asks for as it does for numbers.
        let client = Client::new(&cloud.config);
        make::<Note>(&client, &[("id", ScalarAttributeType::S), ("path", ScalarAttributeType::S)]).await;
        let error = cloud.backends.table(Note::ID, Note::KEY, Note::INDEXES).err().expect("nobody says where it is");
        assert!(error.to_string().contains("WATERSHED_TABLE_NOTE"), "{error}");
    });
    let cloud = Cloud {
        server: cloud.server,
        ..Cloud::at(
            cloud.config.endpoint_url().expect("it has one"),
            &[("WATERSHED_TABLE_NOTE", "note"), ("WATERSHED_TABLE_ORDER", "elsewhere")],
        )
    };
    cloud.wait(async {
        let notes = handle::<Note>(&cloud);
        for path in ["a/1", "a/2", "b/1", "a"] {
            notes.put(&Note { id: 7.to_string(), path: path.to_owned() }).await.expect("it is written");
        }
        let found = notes.query("7").starting_with("a/").all().await.expect("it can be read");
        assert_eq!(found.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["a/1", "a/2"]);
        let error = handle::<Order>(&cloud).get(("a", 1)).await.expect_err("there is no such table");
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let text = error.to_string();
        let begins = "the table `order` cannot be read: AWS answered ResourceNotFoundException: ";
        assert!(text.starts_with(begins), "{text}");
        assert!(error.source().is_some_and(|it| it.source().is_some()));
    });
}

#[table(key = "id", sort = "path")]
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    id: String,
    path: String,
}

#[test]
fn what_dynamodb_leaves_out_is_sent_again() {
    let put = |at: u32| json!({ "PutRequest": { "Item": { "name": { "S": "a" }, "at": { "N": at.to_string() } } } });
    let left = json!({ "UnprocessedItems": { "order": [put(1), put(2)] } });
    let fake =
        Fake::start([(200, left), (200, json!({ "UnprocessedItems": { "order": [put(2)] } })), (200, json!({}))]);
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_TABLE_ORDER", "order")]);
    let orders = handle::<Order>(&cloud);
    let writes = (0..3).map(|at| Write::Put(order("a", at)));
    cloud.wait(orders.batch_write(writes)).expect("the third call takes the rest");
    let asked = fake.asked();
    let sent: Vec<usize> =
        asked.iter().filter_map(|it| it.body["RequestItems"]["order"].as_array()).map(Vec::len).collect();
    assert_eq!(sent, [3, 2, 1]);
}

#[test]
fn what_dynamodb_does_not_answer_is_asked_again() {
    let key = json!({ "name": { "S": "b" }, "at": { "N": "2" } });
    let item = |name: &str| {
        let fields = json!({ "name": { "S": name }, "at": { "N": "2" }, "size": { "N": "1" }, "tags": { "L": [] } });
        let mut fields = fields.as_object().cloned().expect("an object");
        fields.insert("share".to_owned(), json!({ "N": "0.5" }));
        fields
    };
    let half = json!({ "Responses": { "order": [item("a")] }, "UnprocessedKeys": { "order": { "Keys": [key] } } });
    let fake = Fake::start([(200, half), (200, json!({ "Responses": { "order": [item("b")] } }))]);
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_TABLE_ORDER", "order")]);
    let found = cloud.wait(handle::<Order>(&cloud).batch_get([("a", 2), ("b", 2)])).expect("two calls answer both");
    assert_eq!(found.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let asked = fake.asked();
    assert_eq!(asked[1].body["RequestItems"]["order"]["Keys"].as_array().map(Vec::len), Some(1));
}

#[test]
fn throttling_is_tried_again_by_the_sdk() {
    let busy = json!({ "__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException" });
    let fake = Fake::start([(400, busy), (200, json!({}))]);
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_TABLE_ORDER", "order")]);
    let backend = cloud.backends.table(Order::ID, Order::KEY, Order::INDEXES).expect("it is told where the table is");
    let key = [("name".to_owned(), json!("a")), ("at".to_owned(), json!(1))].into_iter().collect();
    assert!(cloud.wait(backend.update(key, Changes::default())).expect("the second try is taken"));
    let asked = fake.asked();
    assert!(asked[1].body.get("UpdateExpression").is_none());
    assert_eq!(asked[1].body["ConditionExpression"], "attribute_exists(#0)");
}
