//! What may be written is read as it was meant.

mod common;

use common::{Item, read};
use watershed_grammar::function::{Function, Place};
use watershed_grammar::resource::table::Scalar;
use watershed_grammar::resource::{KINDS as RESOURCES, Shape};
use watershed_grammar::scale::Target;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::trigger::{KINDS as TRIGGERS, Trigger};

fn function(text: &str) -> Function {
    match read(text) {
        (Some(Item::Function(function)), mistakes) if mistakes.is_empty() => *function,
        (_, mistakes) => panic!("{text}: {mistakes:?}"),
    }
}

#[test]
fn every_trigger_is_read_from_the_form_that_the_reference_shows() {
    for kind in TRIGGERS {
        let text = format!("#[function({})] async fn f() {{}}", kind.form);
        assert_eq!(function(&text).trigger.value.kind(), kind.name);
    }
}

#[test]
fn every_resource_is_read_from_the_form_that_the_reference_shows() {
    for kind in RESOURCES {
        match read(kind.form) {
            (Some(Item::Resource(resource)), mistakes) if mistakes.is_empty() => {
                assert_eq!(resource.shape.kind(), kind.name);
            }
            (_, mistakes) => panic!("{}: {mistakes:?}", kind.form),
        }
    }
}

#[test]
fn every_key_of_a_resource_is_read_in_the_shape_that_the_reference_shows() {
    for kind in RESOURCES {
        for key in kind.keys {
            let shape = key.shape.split(" | ").next().unwrap();
            let main = if kind.name == "table" && key.name != "key" { "key = \"id\", " } else { "" };
            let body = if kind.name == "table" {
                "{ id: String, created: u64, customer: String, expires_at: u64 }"
            } else {
                "(Message);"
            };
            let text = format!("#[{}({main}{shape})] struct Thing {body}", kind.name);
            let (_, mistakes) = read(&text);
            assert!(mistakes.is_empty(), "{text}: {mistakes:?}");
        }
    }
}

#[test]
fn a_route_with_knobs() {
    let text = r#"#[function(http(POST, "/orders/{id}/{rest+}", auth = jwt(issuer = "https://id.example.com", audience = ["shop"])),
        memory = "1GB", timeout = "5s", scale(max = 200, warm = 2), env(LEVEL = "info"), place = container, group = "orders",
        allow(reason = "mail", actions = ["ses:SendEmail"], resources = ["arn:aws:ses:*:*:identity/x"]), tags("cost-center" = "7"))]
        pub async fn place_order(Json(new): Json<NewOrder>, orders: Table<Order, (can::Get, can::Put)>) -> Result<Json<Placed>> { let _ = "]}"; }"#;
    let function = function(text);
    let Trigger::Http(http) = &function.trigger.value else { panic!() };
    assert_eq!((http.method.value.as_str(), http.path.value.as_str()), ("POST", "/orders/{id}/{rest+}"));
    let jwt = Auth::Jwt { issuer: "https://id.example.com".into(), audience: vec!["shop".into()] };
    assert_eq!(http.auth.as_ref().unwrap().value, jwt);
    let knobs = &function.knobs;
    assert_eq!(knobs.memory.as_ref().unwrap().value, 1024);
    assert_eq!(knobs.timeout.as_ref().unwrap().value.seconds(), 5);
    assert_eq!(knobs.scale.max.as_ref().unwrap().value, 200);
    assert_eq!(knobs.place.as_ref().unwrap().value, Place::Container);
    assert_eq!(knobs.tags[0].0.value, "cost-center");
    assert_eq!(function.signature.name.value, "place_order");
    assert_eq!(function.signature.parameters.len(), 2);
    let span = function.signature.parameters[1].span();
    assert_eq!(&text[span.start as usize..span.end as usize], "Table<Order, (can::Get, can::Put)>");
}

#[test]
fn a_service() {
    let text = r#"#[service(http(port = 8080), cpu = "250m", memory = "256MB", scale(min = 2, max = 20, target = cpu(70)))]
        async fn storefront(orders: Reader<Order>) -> Result<axum::Router> {}"#;
    match read(text) {
        (Some(Item::Service(service)), mistakes) if mistakes.is_empty() => {
            assert_eq!(service.http.unwrap().port.unwrap().value, 8080);
            assert_eq!(service.cpu.unwrap().value, 250);
            assert_eq!(service.scale.target.unwrap().value, Target::Cpu(70));
        }
        (_, mistakes) => panic!("{mistakes:?}"),
    }
}

#[test]
fn a_table_knows_the_types_of_its_keys() {
    let text = r#"#[table(key = "id", sort = "at", index("by-customer", key = "customer"), ttl = "expires", stream)]
        struct Order { id: String, at: u64, customer: Vec<u8>, expires: Option<u64> }"#;
    match read(text) {
        (Some(Item::Resource(resource)), mistakes) if mistakes.is_empty() => {
            let Shape::Table(table) = resource.shape else { panic!() };
            assert_eq!((table.key.scalar, table.sort.unwrap().scalar), (Some(Scalar::Text), Some(Scalar::Number)));
            assert_eq!(table.indexes[0].key.scalar, Some(Scalar::Binary));
            assert!(table.stream);
        }
        (_, mistakes) => panic!("{mistakes:?}"),
    }
}
