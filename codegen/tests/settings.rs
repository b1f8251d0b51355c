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
    assert_eq!(prod.common.tags["cost"].text, "12");
    assert_eq!(prod.common.backend.as_ref().unwrap().arguments.len(), 3);
    let (_, place_order) = &prod.functions["place-order"];
    assert_eq!((place_order.memory.as_ref().unwrap().value, place_order.max.as_ref().unwrap().value), (512, 1000));
}

#[test]
fn a_number_is_the_text_that_is_written() {
    let numbers =
        ["012345678901", "1.10", "0x1f", "0o17", "1e3", "1_000", "+1", "-07", ".5", "18446744073709551616", "1.0"];
    for number in numbers {
        for tag in ["", "!!str ", "&it "] {
            let (settings, wrong) = read(&GOOD.replace("cost: 12", &format!("cost: {tag}{number}")));
            assert_eq!(wrong, Vec::<String>::new(), "{tag}{number}");
            assert_eq!(settings.unwrap().environments["dev"].common.tags["cost"].text, number);
        }
    }
    let aliased = GOOD.replace("cost: 12", "cost: &it 1.10, other: *it");
    assert_eq!(read(&aliased).1, ["WS0301 *it"]);
    let aliased = aliased.replace("*it", "&days 14").replace("retention: 14", "retention: *days");
    assert_eq!(read(&aliased).1, Vec::<String>::new());
}

#[test]
fn every_mistake_is_at_its_place() {
    let cases = [
        ("app: shop", "app: shop\nfoo: 1", "WS0302 foo"),
        ("region: eu-west-1", "regoin: eu-west-1\nregion: eu-west-2", "WS0302 regoin"),
        ("auth: none", "auth: maybe", "WS0301 maybe"),
        ("retention: 14", "retention: 15", "WS0301 15"),
        ("retention: 14", "retention: long", "WS0301 long"),
        ("scale: { max: 1000 }", "env: { SAID: \"a\\x7f\" }", "WS0005 \"a\\x7f\""),
        ("scale: { max: 1000 }", "env: { SAID: \"a\\uffff\" }", "WS0005 \"a\\uffff\""),
        ("memory: 512MB", "memory: 512", "WS0006 512"),
        ("memory: 512MB", "memory: [1]", "WS0301 ["),
        ("max: 1000", "max: -1", "WS0301 -1"),
        ("max: 1000", "mux: 1", "WS0302 mux"),
        ("app: shop", "app: Shop", "WS0014 Shop"),
        ("protected: true", "protected: 1", "WS0301 1"),
        ("kind: s3, ", "", "WS0303 {"),
        ("eu-west-1", "Ireland", "WS0301 Ireland"),
        ("https://shop.example.com", "shop.example.com/", "WS0301 \"shop.example.com/\""),
        ("[GET, POST]", "[GET, post]", "WS0301 post"),
        ("origins: [\"https://shop.example.com\"], ", "", "WS0303 {"),
        ("auth: none", "auth: { jwt: { issuer: \"https://id.example.com\" } }", "WS0303 {"),
        ("auth: none", "auth: { jwt: { issuer: id.example.com, audience: [shop] } }", "WS0301 id.example.com"),
        ("auth: none", "domain: api.example.com", "WS0303 api.example.com"),
        (
            "auth: none",
            "certificate: arn:aws:acm:eu-west-1:1:certificate/x\n  domain: a.b",
            "WS0301 arn:aws:acm:eu-west-1:1:certificate/x",
        ),
        ("kind: s3", "kind: s4", "WS0301 s4"),
        ("{environment}", "state", "WS0301 s3"),
        ("encrypt: true", "encrypt: ", "WS0301 "),
        ("checkout", "\"check<out\"", "WS0301 \"check<out\""),
        ("logs:", "vpc: { subnets: [subnet-0a1b2c3d] }\nlogs:", "WS0303 {"),
        ("logs:", "vpc: { subnets: [here], security_groups: [sg-0a1b2c3d] }\nlogs:", "WS0301 here"),
        (
            "logs:",
            "kubernetes: { image: \"registry.example.com:5000/shop:v1\" }\nlogs:",
            "WS0301 \"registry.example.com:5000/shop:v1\"",
        ),
        ("logs:", "kubernetes: { namespace: Shop }\nlogs:", "WS0301 Shop"),
        ("logs:", "kubernetes: { gateway: { namespace: infra } }\nlogs:", "WS0303 {"),
        ("logs:", "kubernetes: { gateway: { name: a }, ingress: { class: b } }\nlogs:", "WS0015 b"),
        ("memory: 512MB", "memory: 64MB", "WS0007 64MB"),
        ("memory: 512MB", "timeout: 16m", "WS0007 16m"),
        ("memory: 512MB", "disk: 1MB", "WS0007 1MB"),
        ("memory: 512MB", "cpu: 500m", "WS0302 cpu"),
        ("memory: 512MB", "env: { AWS_REGION: x }", "WS0016 AWS_REGION"),
        ("memory: 512MB", "env: { x-y: x }", "WS0005 x-y"),
        ("max: 1000", "max: 0", "WS0007 0"),
        ("functions:", "services: { web: { timeout: 5s } }\n    functions:", "WS0302 timeout"),
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

#[test]
fn every_setting_is_read_in_the_shape_that_the_reference_shows() {
    use watershed_codegen::settings::keys;
    let shown = |tables: &[&[watershed_grammar::key::Key]], indent: &str, but: &[&str]| {
        let keys = tables.iter().copied().flatten().filter(|key| !but.contains(&key.name));
        let line = |key: &watershed_grammar::key::Key| {
            let shape = key.shape.split(" | ").next().unwrap();
            let list = |it: &str, example: &str| it.replace("[…]", example);
            let shape = if shape.contains("security_groups") { list(shape, "[sg-0a1b2c3d]") } else { shape.to_owned() };
            let shape = shape.replace("subnets: [sg-", "subnets: [subnet-");
            format!("{indent}{shape}\n")
        };
        keys.map(line).collect::<String>()
    };
    let others: Vec<&str> = keys::KUBERNETES.iter().map(|it| it.name).filter(|it| *it != "internal").collect();
    let certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/x";
    let maps = ["environments", "http", "logs", "terraform", "kubernetes", "vpc", "encryption", "signing"];
    let text = [
        shown(&[keys::FILE, keys::COMMON], "", &maps),
        "http:\n".to_owned(),
        shown(&[keys::HTTP], "  ", &["cors"]).replace("arn:aws:acm:…", certificate),
        "  cors:\n".to_owned(),
        shown(&[keys::CORS], "    ", &[]),
        "logs:\n".to_owned(),
        shown(&[keys::LOGS], "  ", &[]),
        "terraform:\n".to_owned(),
        shown(&[keys::TERRAFORM], "  ", &[]),
        // A Gateway, Ingresses and no way in exclude each other.
        "kubernetes:\n".to_owned(),
        shown(&[keys::KUBERNETES], "  ", &["ingress", "gateway", "internal"]),
        "  gateway:\n".to_owned(),
        shown(&[keys::GATEWAY], "    ", &[]),
        "vpc:\n".to_owned(),
        shown(&[keys::VPC], "  ", &[]),
        "encryption:\n".to_owned(),
        shown(&[keys::ENCRYPTION], "  ", &[]),
        "signing:\n".to_owned(),
        shown(&[keys::SIGNING], "  ", &[]),
        "environments:\n  dev:\n    kubernetes:\n      ingress:\n".to_owned(),
        shown(&[keys::INGRESS], "        ", &[]),
        shown(&[keys::ENVIRONMENT], "    ", &["functions", "services", "resources"]),
        "    functions:\n      f:\n".to_owned(),
        shown(&[keys::FUNCTION], "        ", &["scale"]),
        "        scale:\n".to_owned(),
        shown(&[keys::SCALE], "          ", &[]),
        "    services:\n      s:\n".to_owned(),
        shown(&[keys::SERVICE], "        ", &[]),
        "    resources:\n      r:\n".to_owned(),
        shown(&[keys::RESOURCE], "        ", &[]),
        "  inside:\n    http: { domain: inside.example.com }\n    kubernetes:\n".to_owned(),
        shown(&[keys::KUBERNETES], "      ", &others),
    ];
    let text = text.concat();
    let (settings, wrong) = read(&text);
    assert_eq!(wrong, Vec::<String>::new(), "{text}");
    let dev = &settings.unwrap().environments["dev"];
    assert!(dev.protected && dev.common.kubernetes.gateway.is_none() && dev.common.kubernetes.ingress.is_some());
    assert!(dev.functions["f"].1.disk.is_some() && dev.services["s"].1.cpu.is_some());
}
