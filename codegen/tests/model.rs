//! From source and settings to components: references resolved, grants derived, mistakes at their tokens.

use watershed_codegen::front::{Request, read};
use watershed_codegen::model::{Model, Output, Reach};
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::Diagnostics;

const MANIFEST: &str = "[package]\nname = \"shop\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
const SETTINGS: &str = "app: shop\nregion: eu-west-1\nenvironments: { dev: { functions: { charge: { memory: 1GB, env: { MODE: b } } } } }\n";

const ITEMS: &str = r#"
    use watershed::prelude::*;
    #[table(key = "id", stream)] struct Order { id: String }
    #[queue] struct Charges(Charge);
    #[topic(id = "paid")] struct OrderPaid(Paid);
    #[bucket(external = "legacy")] struct Receipts;
    #[secret] struct PaymentKey;
    #[bus] struct Events;
    #[stream] struct Clicks(Click);
    type Orders = Table<Order, (can::Get, can::Put)>;
    mod fraud { use watershed::prelude::*; #[function(call)] pub async fn score(Input(a): Input<u8>) -> Result<u8> { Ok(a) } }
"#;

fn model(source: &str, settings: &str) -> (Option<Model>, Vec<String>) {
    let world = MemoryWorld::new([("Cargo.toml", MANIFEST), ("watershed.yaml", settings), ("src/main.rs", source)]);
    let mut mistakes = Diagnostics::new();
    let front = read(&world, &Request::default(), &mut mistakes);
    let wrong = mistakes.into_sorted();
    let wrong = wrong.iter().map(|it| {
        let place = it.primary.as_ref().map(|label| front.texts.at(label.span)).unwrap_or_default();
        format!("{} {place}", it.code)
    });
    let wrong = wrong.collect();
    (front.models.into_iter().next(), wrong)
}

/// The grants of a function as `id: Capability, …`.
fn grants(model: &Model, id: &str) -> Vec<String> {
    let function = model.functions.iter().find(|function| function.identity.id == id).unwrap();
    let shown = function.grants.iter().map(|grant| {
        let to = match grant.to {
            Reach::Resource(id) => &model.resource(id).identity.id,
            Reach::Function(id) => &model.function(id).identity.id,
        };
        let names: Vec<&str> = grant.capabilities.iter().map(|it| it.name()).collect();
        format!("{to}: {}", names.join(", "))
    });
    shown.collect()
}

#[test]
fn handles_and_outputs_are_grants() {
    let source = format!(
        "{ITEMS}
        #[function(http(POST, \"/orders\", auth = none))]
        async fn place(Json(new): Json<New>, orders: Orders, charges: Sender<Charges>, score: Caller<fraud::score>) -> Result<Json<u8>> {{ }}
        #[function(queue(Charges), env(MODE = \"a\", KEEP = \"c\"))]
        async fn charge(Message(c): Message<Charge>, key: Secret<PaymentKey>) -> anyhow::Result<PublishTo<OrderPaid>> {{ }}
        #[function(schedule(\"rate(1 hour)\"))]
        async fn sweep(orders: Table<Order, (can::Query, can::Delete)>, read: Reader<Order>, b: Bucket<Receipts, can::Get>,
            bus: Bus<Events, can::Put>, clicks: watershed::Stream<crate::Clicks, (can::Put,)>) {{ }}"
    );
    let (model, wrong) = model(&source, SETTINGS);
    assert_eq!(wrong, Vec::<String>::new());
    let model = model.unwrap();
    assert_eq!(grants(&model, "place"), ["order: Get, Put", "charges: Send", "score: Call"]);
    assert_eq!(grants(&model, "charge"), ["payment-key: Get", "paid: Publish"]);
    let sweep = ["order: Query, Delete", "order: Get, BatchGet, Query", "legacy: Get", "events: Put", "clicks: Put"];
    assert_eq!(grants(&model, "sweep").iter().map(|it| it.replace("receipts", "legacy")).collect::<Vec<_>>(), sweep);
    let charge = model.functions.iter().find(|it| it.identity.id == "charge").unwrap();
    assert!(matches!(charge.output, Output::Publish(_)));
    assert_eq!((charge.memory.value, charge.memory.origin.word()), (1024, "environment"));
    assert_eq!((charge.timeout.value.seconds(), charge.timeout.origin.word()), (60, "default"));
    assert_eq!((charge.env["MODE"].text.value.as_str(), charge.env["KEEP"].text.value.as_str()), ("b", "c"));
    assert_eq!(model.functions.iter().map(|it| it.identity.path.as_str()).collect::<Vec<_>>().len(), 4);
}

/// Whatever `Result` is around it, and however many aliases: what rustc takes is granted.
#[test]
fn an_output_is_found_in_any_result() {
    let results = [
        ("", "Result<SendTo<Charges>, E>"),
        ("", "std::result::Result<SendTo<Charges>, E>"),
        ("use std::result::Result as R;", "R<SendTo<Charges>, E>"),
        ("use watershed::Result as R;", "R<SendTo<Charges>>"),
        ("mod m { pub use Result as R; } use m::R;", "R<SendTo<Charges>, E>"),
        ("use anyhow::Result as R;", "R<SendTo<Charges>>"),
        ("type R<T> = std::result::Result<T, E>;", "R<SendTo<Charges>>"),
        ("type R<T, F = E> = Result<T, F>; type S<T> = R<T>;", "S<SendTo<Charges>>"),
        ("type R<T = SendTo<Charges>> = Result<T>;", "R"),
        ("mod m { pub type R<Charges> = watershed::Result<watershed::SendTo<Charges>>; }", "m::R<self::Charges>"),
        ("mod m { pub type R<T> = Result<T, ()>; }", "m::R<m::R<SendTo<Charges>>>"),
        ("type Out = SendTo<Charges>;", "anyhow::Result<Out>"),
    ];
    for trigger in ["call", "http(POST, \"/\", auth = none)", "schedule(\"rate(1 hour)\")"] {
        for (before, output) in results {
            let function = format!("#[function({trigger})] async fn f() -> {output} {{ }}");
            let charge = "type Done<T> = std::result::Result<T, E>;
                #[function(queue(Charges))] async fn charge() -> Done<()> { }";
            let (model, wrong) = model(&format!("{ITEMS} {charge} {before} {function}"), SETTINGS);
            assert_eq!(wrong, Vec::<String>::new(), "{before} {output}");
            assert_eq!(grants(&model.unwrap(), "f"), ["charges: Send"], "{before} {output}");
        }
    }
    let handles = "type Store<T, C = can::Get> = Table<T, (C, can::Put)>; type Mine = Store<Order>;
        #[function(call)] async fn f(a: Mine, b: Store<Order, can::Query>) { }
        #[function(queue(Charges))] async fn charge() { }";
    let (model, wrong) = model(&format!("{ITEMS} {handles}"), SETTINGS);
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(grants(&model.unwrap(), "f"), ["order: Get, Put", "order: Query, Put"]);
}

#[test]
fn mistakes_are_at_their_tokens() {
    let cases = [
        ("#[function(queue(Chargs))] async fn f() {}", "WS0201 Chargs"),
        ("#[function(queue(Order))] async fn f() {}", "WS0202 Order"),
        ("#[function(queue(New))] async fn f() {} struct New;", "WS0202 New"),
        ("#[function(call)] async fn f(a: Sender<OrderPaid>) {}", "WS0202 OrderPaid"),
        ("#[function(call)] async fn f(a: Caller<nobody>) {}", "WS0201 nobody"),
        ("#[function(call)] async fn f(a: String) {}", "WS0207 String"),
        ("#[function(call)] async fn f(a: &str) {}", "WS0207 &str"),
        ("#[function(call)] async fn f(a: Table<Order>) {}", "WS0207 Table<Order>"),
        ("#[function(call)] async fn f(a: Table<Order, can::List>) {}", "WS0207 can::List"),
        ("#[function(call)] async fn f(a: Table<Order, can::Fly>) {}", "WS0207 can::Fly"),
        ("#[function(call)] async fn f(a: Message<u8>) {}", "WS0207 Message<u8>"),
        ("#[function(call)] async fn f(a: Reader<Order>, b: Input<u8>) {}", "WS0207 Input<u8>"),
        ("#[function(call)] async fn f(a: Input<u8>, b: Input<u8>) {}", "WS0207 Input<u8>"),
        ("#[function(queue(Charges))] async fn f() -> Result<u8> { }", "WS0208 u8"),
        ("type R<T> = Result<T, E>; #[function(queue(Charges))] async fn f() -> R<u8> { }", "WS0208 u8"),
        ("type R<T> = Result<SendTo<T>>; #[function(call)] async fn f() -> R<Orderr> { }", "WS0201 Orderr"),
        ("type R = Result<SendTo<Order>>; #[function(call)] async fn f() -> R { }", "WS0202 Order"),
        ("type R<T> = Result<R<T>>; #[function(call)] async fn f() -> R<u8> { }", "WS0208 R<u8>"),
        ("type R = R; #[function(call)] async fn f() -> R { }", "WS0201 R"),
        ("#[function(http(GET, \"/\"))] async fn f() {}", "WS0210 http"),
        ("#[function(call)] async fn score() {}", "WS0204 score"),
        ("#[function(call, renamed_from = \"score\")] async fn f() {}", "WS0216 \"score\""),
        ("#[function(call)] async fn größe() {}", "WS0014 größe"),
        ("#[function(call, memory = 5)] async fn f() {}", "WS0006 5"),
        ("#[service(worker)] async fn w(a: Tick) {}", "WS0207 Tick"),
    ];
    for (source, expected) in cases {
        let charge = "#[function(queue(Charges))] async fn charge() {}";
        let (_, wrong) = model(&format!("{ITEMS} {charge} {source}"), SETTINGS);
        assert_eq!(wrong, [expected], "{source}");
    }
    let deep = format!("#[function(call)] async fn f(a: {}u8{}) {{}}", "Vec<".repeat(9_000), ">".repeat(9_000));
    let alias = format!("type D = {}u8{};", "Vec<".repeat(9_000), ">".repeat(9_000));
    let (_, wrong) = model(&format!("{ITEMS} #[function(queue(Charges))] async fn charge() {{}} {deep}"), SETTINGS);
    assert_eq!(wrong, ["WS0011 function"]);
    let through = format!("{alias} #[function(call)] async fn f(a: D) {{}}");
    let (_, wrong) = model(&format!("{ITEMS} #[function(queue(Charges))] async fn charge() {{}} {through}"), SETTINGS);
    assert_eq!(wrong, ["WS0207 D"]);
    let settings = SETTINGS.replace("charge:", "chrage:");
    let (_, wrong) = model(&format!("{ITEMS} #[function(queue(Charges))] async fn charge() {{}}"), &settings);
    assert_eq!(wrong, ["WS0304 chrage"]);
}

#[test]
fn environment_and_source_are_compared_where_they_meet() {
    use watershed_codegen::compile::compile;
    let source =
        "use watershed::prelude::*; #[function(call, scale(max = 10), vpc)] async fn f(Input(a): Input<u8>) {}";
    let wrong = |scale: &str| {
        let settings = format!(
            "app: shop\nregion: eu-west-1\nvpc: {{ subnets: [subnet-0a1b2c3d], security_groups: [sg-0a1b2c3d] }}
environments: {{ dev: {{ functions: {{ f: {{ scale: {{ {scale} }} }} }} }} }}\n"
        );
        let files = [("Cargo.toml", MANIFEST), ("watershed.yaml", settings.as_str()), ("src/main.rs", source)];
        let outcome = compile(&MemoryWorld::new(files), &Request::default());
        let shown = outcome.diagnostics.iter().map(|it| {
            let places = it.primary.iter().chain(&it.secondary).map(|label| outcome.texts.at(label.span));
            format!("{} {}", it.code, places.collect::<Vec<_>>().join(" "))
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(wrong("warm: 10"), Vec::<String>::new());
    assert_eq!(wrong("warm: 11"), ["WS0015 11 10"]);
    assert_eq!(wrong("warm: 5, max: 4"), ["WS0015 5 4"]);
    assert_eq!(wrong("min: 5"), ["WS0405 5"]);
    let (_, missing) = model(source, "app: shop\nregion: eu-west-1\nenvironments: { dev: }\n");
    assert_eq!(missing, Vec::<String>::new(), "the settings are missing only where they are needed");
    let files = [
        ("Cargo.toml", MANIFEST),
        ("watershed.yaml", "app: a\nregion: eu-west-1\nenvironments: { dev: }\n"),
        ("src/main.rs", source),
    ];
    let outcome = compile(&MemoryWorld::new(files), &Request::default());
    assert_eq!(outcome.diagnostics.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["WS0303"]);
}
