//! `watershed.yaml` is read strictly: every mistake at its place, nothing ignored.

use watershed_codegen::settings::{self, Settings};
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::Diagnostics;

/// The settings, and each mistake as its code with the text it points at.
fn read(text: &str) -> (Option<Settings>, Vec<String>) {
    let mut mistakes = Diagnostics::new();
    let (settings, text) = settings::read(&MemoryWorld::new([("watershed.yaml", text)]), &mut mistakes);
    let wrong = mistakes.into_sorted();
    let wrong = wrong.iter().map(|it| {
        let place = it.primary.as_ref().map(|label| &text[label.span.start as usize..label.span.end as usize]);
        format!("{} {}", it.code, place.unwrap_or_default().trim())
    });
    (settings, wrong.collect())
}

const GOOD: &str = r#"# Größe: bytes are not characters.
app: shop
region: eu-west-1
http:
  auth: none
  cors: { origins: ["https://shop.example.com"], methods: [GET, POST] }
tags: { team: checkout, cost: 12 }
logs: { retention: 14 }
terraform:
  backend: { kind: s3, bucket: state, key: "shop/{environment}", encrypt: true }
environments:
  dev:
  prod:
    protected: true
    region: eu-central-1
    functions:
      place-order: { memory: 512MB, scale: { max: 1000 } }
"#;

#[test]
fn environments_say_what_differs() {
    let (settings, wrong) = read(GOOD);
    assert_eq!(wrong, Vec::<String>::new());
    let settings = settings.unwrap();
    let (dev, prod) = (&settings.environments["dev"], &settings.environments["prod"]);
    assert!(!dev.protected && prod.protected);
    assert_eq!(dev.common.region.as_ref().unwrap().value, "eu-west-1");
    assert_eq!(prod.common.region.as_ref().unwrap().value, "eu-central-1");
    assert_eq!(prod.common.tags["cost"].value, "12");
    assert_eq!(prod.common.backend.as_ref().unwrap().arguments.len(), 3);
    let (_, place_order) = &prod.functions["place-order"];
    assert_eq!((place_order.memory.as_ref().unwrap().value, place_order.max.as_ref().unwrap().value), (512, 1000));
}

#[test]
fn every_mistake_is_at_its_place() {
    let cases = [
        ("app: shop", "app: shop\nfoo: 1", "WS0302 foo"),
        ("region: eu-west-1", "regoin: eu-west-1\nregion: x", "WS0302 regoin"),
        ("auth: none", "auth: maybe", "WS0301 maybe"),
        ("retention: 14", "retention: 15", "WS0301 15"),
        ("retention: 14", "retention: long", "WS0301 long"),
        ("memory: 512MB", "memory: 512", "WS0006 512"),
        ("memory: 512MB", "memory: [1]", "WS0301 ["),
        ("max: 1000", "max: -1", "WS0301 -1"),
        ("max: 1000", "mux: 1", "WS0302 mux"),
        ("app: shop", "app: Shop", "WS0014 Shop"),
        ("protected: true", "protected: 1", "WS0301 1"),
        ("kind: s3, ", "", "WS0303 {"),
    ];
    for (from, to, expected) in cases {
        let (_, wrong) = read(&GOOD.replacen(from, to, 1));
        assert_eq!(wrong, [expected], "{to}");
    }
    for (text, expected) in [("app: [", "WS0301"), ("app: a\napp: b", "WS0301"), ("", "WS0303"), ("app: a", "WS0303")] {
        let (_, wrong) = read(text);
        assert!(!wrong.is_empty() && wrong.iter().all(|it| it.starts_with(expected)), "{text}: {wrong:?}");
    }
}
